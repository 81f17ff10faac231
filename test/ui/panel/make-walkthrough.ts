/**
 * The walkthrough's pictures, of the real panel, dark and light (high contrast themes show those too): npm run build && npx tsx test/ui/panel/make-walkthrough.ts
 * Again when the panel looks different. They go to media/walkthrough.
 */
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import sharp from "sharp";
import { launchBrowser } from "../../workbench/browser.ts";
import { PanelHarness, root, type ThemeName } from "./harness.ts";
import { answered, compared, empty, regionAnswered } from "./states.ts";

/** What is in each picture; `show` does what a person would have done. */
const steps = {
  ask: {
    state: answered,
    show: async ({ page }: PanelHarness): Promise<void> => {
      await page.locator(".quote", { hasText: "Solarized Dark" }).hover();
      await page.locator(".box.lit").waitFor();
    },
  },
  bring: { state: empty, show: (): Promise<void> => Promise.resolve() },
  region: { state: regionAnswered, show: (): Promise<void> => Promise.resolve() },
  compare: {
    state: compared,
    show: async ({ page }: PanelHarness): Promise<void> => {
      await page.locator(".quote", { hasText: "Appearance" }).last().hover();
    },
  },
  use: {
    state: answered,
    show: async ({ page }: PanelHarness): Promise<void> => {
      await page.getByRole("button", { name: "More about this conversation" }).click();
      await page.getByRole("menuitem").first().hover();
    },
  },
} as const;

const walkthroughThemes = ["dark", "light"] as const satisfies readonly ThemeName[];
const folder = join(root, "media", "walkthrough");
await mkdir(folder, { recursive: true });
await using browser = await launchBrowser();
for (const [name, { state, show }] of Object.entries(steps)) {
  for (const theme of walkthroughThemes) {
    await using panel = await PanelHarness.open(browser, {
      state,
      theme,
      width: 980,
      height: 620,
      reducedMotion: true,
    });
    await show(panel);
    await panel.page.waitForTimeout(200);
    /* 64 colours are enough for an interface; of these, WebP without loss is a quarter smaller than PNG. */
    const few = await sharp(await panel.page.screenshot())
      .png({ palette: true, colours: 64 })
      .toBuffer();
    await sharp(few)
      .webp({ lossless: true, effort: 6 })
      .toFile(join(folder, `${name}-${theme}.webp`));
  }
}
