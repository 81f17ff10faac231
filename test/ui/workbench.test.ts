/** The bench itself: what the other tests trust it with. Its extension is test/workbench/fixtures/greeter. */
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { resolve } from "node:path";
import type { Browser } from "playwright-core";
import { launchBrowser } from "../workbench/browser.ts";
import { runInExtensionHost } from "../workbench/extension-host.ts";
import { Workbench } from "../workbench/server.ts";
import { EditorWindow, themes } from "./support/editor-window.ts";

const greeter = resolve("test/workbench/fixtures/greeter");
const folder = resolve("samples");
const limitMs = 120_000;

/** The processes of a process group that have not ended. */
function groupOf(pid: number): readonly string[] {
  const rows = execFileSync("ps", ["-eo", "pgid=,stat=,args="], { encoding: "utf8" }).split("\n");
  return rows.map((row) => row.trim()).filter((row) => row.startsWith(`${pid} `) && !/^\d+ Z/.test(row));
}

describe("the workbench", () => {
  let browser: Browser;

  before(async () => {
    browser = await launchBrowser();
  });
  after(async () => {
    await browser.close();
  });

  it("runs a suite inside the extension host and tells a green one from a red one", async () => {
    const run = { extension: greeter, folder, limitMs, env: { GREETER: "set by the runner" } };
    assert.equal(await runInExtensionHost({ ...run, tests: resolve(greeter, "green.cjs") }), 0);
    assert.equal(await runInExtensionHost({ ...run, tests: resolve(greeter, "red.cjs") }), 1);
  });

  it("shows an extension under development, in the theme that the settings name", async () => {
    await using workbench = await Workbench.start({
      extensions: [greeter],
      driver: true,
      settings: { "workbench.colorTheme": themes["high-contrast"] },
    });
    await using window = await EditorWindow.open(browser, workbench, folder);
    await window.chooseFromMenu(window.file("login.png"), "Greet");
    await window.webview("ml-mamba-tests.greeter").getByRole("button", { name: "Hello" }).waitFor();
    await window.page.locator(".monaco-workbench.hc-black").waitFor();
    assert.equal(await window.menuHolds(window.file("questions.jsonl"), "Greet"), false);
  });

  it("leaves no process behind", async () => {
    const workbench = await Workbench.start({ extensions: [greeter], driver: true });
    const { pid } = workbench;
    await using window = await EditorWindow.open(browser, workbench, folder);
    await window.chooseFromMenu(window.file("login.png"), "Greet");
    assert.ok(groupOf(pid).some((process) => process.includes("extensionHost")));
    await workbench.stop();
    assert.deepEqual(groupOf(pid), []);
  });
});
