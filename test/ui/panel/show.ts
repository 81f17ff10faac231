/**
 * Pictures of the panel in its states, to be looked at: npx tsx test/ui/panel/show.ts [--locale ko] [state…]
 * They go to out/ui/panel; a word of the file name is the state, the theme and the layout. Korean needs a font (Debian: fonts-noto-cjk).
 */
import { mkdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import * as v from "valibot";
import { launchBrowser } from "../../workbench/browser.ts";
import { pictures, themes } from "../support/editor-window.ts";
import { PanelHarness, root, type ThemeName } from "./harness.ts";
import { states } from "./states.ts";

type StateName = keyof typeof states;
const layouts = { wide: { width: 1180, height: 760 }, narrow: { width: 360, height: 760 } } as const;
type Layout = keyof typeof layouts;

const { positionals: chosen, values } = parseArgs({ options: { locale: { type: "string" } }, allowPositionals: true });
const { locale = "en" } = values;
const bundle =
  locale === "en"
    ? {}
    : v.parse(
        v.record(v.string(), v.string()),
        JSON.parse(await readFile(join(root, `l10n/bundle.l10n.${locale}.json`), "utf8")),
      );
const translate = (english: string): string => bundle[english] ?? english;
const suffix = locale === "en" ? "" : `-${locale}`;
const everyState = Object.keys(states) as StateName[];
const shots: (readonly [StateName, ThemeName, Layout])[] = [
  ...everyState.flatMap((state) => [[state, "dark", "wide"] as const, [state, "dark", "narrow"] as const]),
  ...(Object.keys(themes) as ThemeName[])
    .filter((theme) => theme !== "dark")
    .flatMap((theme) => [
      ["answered", theme, "wide"] as const,
      ["counted", theme, "wide"] as const,
      ["failedAnswer", theme, "narrow"] as const,
      ["regionAnswered", theme, "wide"] as const,
      ["strip", theme, "wide"] as const,
      ["compared", theme, "wide"] as const,
      ["branched", theme, "narrow"] as const,
      ["pasted", theme, "narrow"] as const,
      ["empty", theme, "narrow"] as const,
      ["problems", theme, "narrow"] as const,
    ]),
];

const folder = join(pictures, "panel");
await mkdir(folder, { recursive: true });
await using browser = await launchBrowser();
for (const [state, theme, layout] of shots) {
  if (chosen.length > 0 && !chosen.includes(state)) continue;
  await using panel = await PanelHarness.open(browser, {
    state: states[state],
    theme,
    locale,
    translate,
    ...layouts[layout],
  });
  await panel.page.waitForTimeout(200);
  await panel.screenshot(join(folder, `${state}-${theme}-${layout}${suffix}.png`));
  for (const error of panel.errors) process.stdout.write(`${state} ${theme} ${layout}: ${error}\n`);
}
