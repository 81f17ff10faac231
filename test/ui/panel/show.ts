/**
 * Pictures of the panel in its states, to be looked at: npx tsx test/ui/panel/show.ts [state…]
 * They go to out/ui/panel; a word of the file name is the state, the theme and the layout.
 */
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { launchBrowser } from "../../workbench/browser.ts";
import { pictures, themes } from "../support/editor-window.ts";
import { PanelHarness, type ThemeName } from "./harness.ts";
import { states } from "./states.ts";

type StateName = keyof typeof states;
const layouts = { wide: { width: 1180, height: 760 }, narrow: { width: 420, height: 760 } } as const;
type Layout = keyof typeof layouts;

const chosen = process.argv.slice(2);
const everyState = Object.keys(states) as StateName[];
const shots: (readonly [StateName, ThemeName, Layout])[] = [
  ...everyState.flatMap((state) => [[state, "dark", "wide"] as const, [state, "dark", "narrow"] as const]),
  ...(Object.keys(themes) as ThemeName[])
    .filter((theme) => theme !== "dark")
    .flatMap((theme) => [["answered", theme, "wide"] as const, ["failedAnswer", theme, "narrow"] as const]),
];

const folder = join(pictures, "panel");
await mkdir(folder, { recursive: true });
await using browser = await launchBrowser();
for (const [state, theme, layout] of shots) {
  if (chosen.length > 0 && !chosen.includes(state)) continue;
  await using panel = await PanelHarness.open(browser, { state: states[state], theme, ...layouts[layout] });
  await panel.page.waitForTimeout(200);
  await panel.screenshot(join(folder, `${state}-${theme}-${layout}.png`));
  for (const error of panel.errors) process.stdout.write(`${state} ${theme} ${layout}: ${error}\n`);
}
