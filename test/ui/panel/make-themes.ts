/**
 * Writes themes.json: the values that the real workbench gives the panel's CSS variables in each theme, so that the panel can be looked at
 * without a workbench around it. Again when src/webview/styles uses a new variable: npx tsx test/ui/panel/make-themes.ts
 */
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { launchBrowser } from "../../workbench/browser.ts";
import { Workbench } from "../../workbench/server.ts";
import { EditorWindow, themes } from "../support/editor-window.ts";

const root = resolve(import.meta.dirname, "../../..");
const styles = join(root, "src/webview/styles");
const css = await Promise.all((await readdir(styles)).map((name) => readFile(join(styles, name), "utf8")));
const names = [...new Set(css.join("\n").match(/--vscode-[a-zA-Z-]+/g))].sort();

const found: Record<string, Record<string, string>> = {};
await using browser = await launchBrowser();
for (const [name, theme] of Object.entries(themes)) {
  await using workbench = await Workbench.start({ settings: { "workbench.colorTheme": theme } });
  await using window = await EditorWindow.open(browser, workbench, join(root, "samples"));
  /* The window is there before its theme, which an extension brings. */
  await window.page.locator(`.monaco-workbench[class*="theme-defaults"]`).waitFor();
  const values = await window.page.evaluate<Record<string, string>>(`(() => {
    const style = getComputedStyle(document.querySelector(".monaco-workbench"));
    const pairs = ${JSON.stringify(names)}.map((name) => [name, style.getPropertyValue(name).trim()]);
    return Object.fromEntries(pairs.filter(([, value]) => value !== ""));
  })()`);
  found[name] = values;
}
await writeFile(join(import.meta.dirname, "themes.json"), `${JSON.stringify(found, null, 2)}\n`);
