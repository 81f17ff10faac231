/** The panel in the narrowest place that people give it, in both languages: nothing is cut, nothing reaches over the edge. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import * as v from "valibot";
import { launchBrowser } from "../../workbench/browser.ts";
import { PanelHarness, root } from "./harness.ts";
import { answering, answered, branched, compared, empty, failedReading, pasted, problems, region } from "./states.ts";

const size = { width: 360, height: 760 };
const states = { answering, answered, branched, compared, empty, failedReading, pasted, problems, region };
const korean = v.parse(
  v.record(v.string(), v.string()),
  JSON.parse(readFileSync(join(root, "l10n/bundle.l10n.ko.json"), "utf8")),
);
const languages = {
  en: (english: string): string => english,
  ko: (english: string): string => korean[english] ?? english,
};

/** Words of ours that are cut or reach out of the window; an image's name may be cut in the strip, what is only heard is not seen. */
const faults = `(() => {
  const seen = [...document.querySelectorAll("button, .hint, .model strong, .foot-line, .notice, .welcome li, .problem, h1, h2")]
    .filter((each) => each.getClientRects().length > 0 && !each.closest(".only-heard, .strip-image, .stage"));
  const cut = seen.filter((each) => each.scrollWidth > each.clientWidth + 1 && getComputedStyle(each).overflowX !== "visible");
  const over = seen.filter((each) => {
    const { left, right } = each.getBoundingClientRect();
    return left < -1 || right > innerWidth + 1;
  });
  const wide = document.scrollingElement.scrollWidth > innerWidth ? ["the page"] : [];
  return [...cut.map((each) => "cut: " + each.textContent), ...over.map((each) => "over: " + each.textContent), ...wide];
})()`;

describe("the panel at 360 pixels", () => {
  let browser: Browser;
  before(async () => {
    browser = await launchBrowser();
  });
  after(async () => {
    await browser.close();
  });

  for (const [locale, translate] of Object.entries(languages)) {
    for (const [name, state] of Object.entries(states)) {
      it(`cuts no words of ours: ${name}, ${locale}`, async () => {
        await using panel = await PanelHarness.open(browser, { state, locale, translate, ...size });
        assert.deepEqual(await panel.page.evaluate(faults), []);
        if ((await panel.page.locator(".model").count()) === 0) return;
        assert.equal(await panel.page.locator(".model-place").isVisible(), false, "gives way to the model's name");
      });
    }
  }

  it("opens its menus inside of the window, each entry on one line", async () => {
    await using panel = await PanelHarness.open(browser, { state: answered, ...size });
    for (const menu of ["More about this conversation", "More about this image", "Add an image"]) {
      await panel.page.getByRole("button", { name: menu }).click();
      const entries = await panel.page.getByRole("menuitem").all();
      assert.ok(entries.length > 0);
      for (const entry of entries) {
        const box = (await entry.boundingBox())!;
        assert.ok(box.x >= 0 && box.x + box.width <= size.width, `${menu}: ${await entry.innerText()}`);
        assert.ok(box.height < 34, `${menu}: ${await entry.innerText()} stands on one line`);
      }
      await panel.page.keyboard.press("Escape");
    }
  });
});
