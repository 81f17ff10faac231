// Draws the README's picture: a question, the model's real answer, and the quoted lines framed in the image.
//
//   node media/answer.mjs samples/error.png "Which button is left of Retry?" media/answer.png [--pack DIR]
import { execFileSync } from "node:child_process";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import sharp from "sharp";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const { values, positionals } = parseArgs({ options: { pack: { type: "string" } }, allowPositionals: true });
const [image, question, out] = positionals;
const bar = 84;

const pack = values.pack === undefined ? [] : ["--pack", values.pack];
const printed = execFileSync(
  process.execPath,
  [join(root, "dist", "cli.js"), "ask", image, question, "--json", ...pack],
  { encoding: "utf8" },
);
const events = printed
  .trimEnd()
  .split("\n")
  .map((line) => JSON.parse(line));
const { width, height } = events.find(({ type }) => type === "opened");
const { text, quotes } = events.find(({ type }) => type === "done");

const escaped = (value) => value.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
const frames = quotes.map(
  ({ box: [x, y, w, h] }) =>
    `<rect x="${x - 4}" y="${bar + y - 4}" width="${w + 8}" height="${h + 8}" rx="5" fill="none" stroke="#d9480f" stroke-width="3"/>`,
);
const overlay = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height + bar}">
  <rect width="${width}" height="${bar}" fill="#1e1e1e"/>
  <g font-family="DejaVu Sans Mono, monospace" font-size="18">
    <text x="20" y="34" fill="#8ab4f8">&gt; ${escaped(question)}</text>
    <text x="20" y="64" fill="#f1f3f4">${escaped(text)}</text>
  </g>
  ${frames.join("\n  ")}
</svg>`;

await sharp(image)
  .extend({ top: bar, background: "#1e1e1e" })
  .composite([{ input: Buffer.from(overlay) }])
  .png({ palette: true, colours: 128 })
  .toFile(out);
