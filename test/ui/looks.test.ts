/**
 * How the panel looks in the editor: pictures in each theme and width, for a person to look at, and axe-core on what the editor made
 * of it (the panel's own suite in test/ui/panel checks each of its states).
 */
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import type { AxeResults } from "axe-core";
import { Bench } from "./support/bench.ts";
import { themes, type EditorWindow } from "./support/editor-window.ts";
import { PanelView } from "./support/panel-view.ts";

const wide = { width: 1600, height: 900 };
const narrow = { width: 860, height: 900 };

/** What axe-core has to say that a person would call serious. */
async function seriousFaults(panel: PanelView): Promise<readonly string[]> {
  const document = await panel.document();
  await document.evaluate(await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8"));
  const { violations, passes } = await document.evaluate<AxeResults>("axe.run()");
  assert.ok(passes.length > 10, "axe-core looked at the panel");
  const serious = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
  return serious.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`);
}

/** An answer with a quote that is lit in both places. */
async function answered(window: EditorWindow, file: string): Promise<PanelView> {
  const panel = await PanelView.ask(window, file);
  await panel.read();
  const turn = await panel.askAndWait("Describe this image.");
  await panel.quotes(turn).first().hover();
  await panel.image.locator("button.box.lit").waitFor();
  return panel;
}

describe("the panel in the editor", () => {
  let bench: Bench;

  before(async () => {
    bench = await Bench.start();
  });
  after(async () => {
    await bench[Symbol.asyncDispose]();
  });

  for (const [name, theme] of Object.entries(themes)) {
    it(`has no serious fault for assistive technology in the theme ${name}, wide and narrow`, async () => {
      await bench.workbench.writeSettings({ ...bench.settings, "workbench.colorTheme": theme });
      for (const [width, size] of Object.entries({ wide, narrow })) {
        await bench.inWindow(async (window) => {
          const panel = await answered(window, "settings.png");
          await window.picture(`${name}-${width}`);
          assert.deepEqual(await seriousFaults(panel), []);
        }, size);
      }
    });
  }
});
