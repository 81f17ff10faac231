/**
 * A contact sheet with the text boxes drawn: `node sheet.mjs FOLDER OUT.png [--from 0] [--count 12] [--questions]`.
 * `--questions` prints the turns of those pictures, references spelled out.
 */
import { readFileSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import sharp from "sharp";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    from: { type: "string", default: "0" },
    count: { type: "string", default: "12" },
    questions: { type: "boolean", default: false },
    cell: { type: "string", default: "480" },
  },
});
const [folder, target] = positionals;
const screens = readFileSync(path.join(folder, "screens.jsonl"), "utf8")
  .trim()
  .split("\n")
  .map((line) => JSON.parse(line));
const shown = screens.slice(Number(values.from), Number(values.from) + Number(values.count));
const cell = Number(values.cell);
const columns = 4;
const tiles = await Promise.all(
  shown.map(async (screen, i) => {
    const boxes = screen.texts
      .map(
        ({ box: [x, y, w, h] }) =>
          `<rect x="${x}" y="${y}" width="${w}" height="${h}" fill="none" stroke="#f0f" stroke-width="1"/>`,
      )
      .join("");
    const overlay = Buffer.from(
      `<svg xmlns="http://www.w3.org/2000/svg" width="${screen.width}" height="${screen.height}">${boxes}</svg>`,
    );
    const drawn = await sharp(path.join(folder, screen.image))
      .composite([{ input: overlay }])
      .png()
      .toBuffer();
    const input = await sharp(drawn)
      .resize(cell, cell, { fit: "contain", background: "#777", withoutEnlargement: true })
      .png()
      .toBuffer();
    return { input, left: (i % columns) * (cell + 4), top: Math.floor(i / columns) * (cell + 4) };
  }),
);
const rows = Math.ceil(shown.length / columns);
await sharp({ create: { width: columns * (cell + 4), height: rows * (cell + 4), channels: 3, background: "#222" } })
  .composite(tiles)
  .png()
  .toFile(target);
if (values.questions) {
  for (const screen of shown) {
    console.log(`\n${screen.id} (${screen.kind}, ${screen.texts.length} lines)`);
    for (const turn of screen.turns) {
      console.log(
        `  [${turn.kind}] ${turn.question}\n      → ${turn.answer.replace(/<\|t(\d+)\|>/g, (_, n) => `⟨${screen.texts[n].text}⟩`)}   ${JSON.stringify(turn.answers)}`,
      );
    }
  }
}
