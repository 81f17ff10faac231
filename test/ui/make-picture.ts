/**
 * The README's picture of the panel, from the real editor and the shipped model: npx tsx test/ui/make-picture.ts media/panel.png
 * Needs the workbench (npm run workbench) and a build.
 */
import sharp from "sharp";
import { Bench } from "./support/bench.ts";
import { themes } from "./support/editor-window.ts";
import { PanelView } from "./support/panel-view.ts";

const [out = "media/panel.png"] = process.argv.slice(2);
const questions = [
  "Which section of the preferences am I in?",
  "Which theme is selected?",
  "What do I press to keep my changes?",
] as const;

await using bench = await Bench.start();
await bench.workbench.writeSettings({ ...bench.settings, "workbench.colorTheme": themes.dark });
await bench.inWindow(
  async (window) => {
    const panel = await PanelView.ask(window, "settings.png");
    await panel.read();
    for (const question of questions) await panel.askAndWait(question);
    const turn = panel.turns.nth(1);
    await panel.quotes(turn).last().hover();
    await panel.image.locator("button.box.lit").waitFor();
    const picture = await window.picture("readme");
    /* 256 colours are enough for an interface and a third of the bytes. */
    await sharp(picture).png({ palette: true, effort: 10 }).toFile(out);
  },
  { width: 1380, height: 800 },
);
