/**
 * Holds what the OCR read against the texts and boxes of the page: `node check-reading.mjs --truth FILE… --lines FILE`.
 * `--truth` is what `make-heldout.mjs --truth` wrote, `--lines` what `npm run bars -- --lines` or `bench/read-text.ts` did. Prints the share of
 * texts whose box a line covers by half, of these the share that is read exactly (letters and digits), and how far the boxes are apart.
 */
import { readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { parseArgs } from "node:util";

const { values } = parseArgs({ options: { truth: { type: "string", multiple: true }, lines: { type: "string" } } });
if (!values.truth || !values.lines) throw new Error("usage: node check-reading.mjs --truth FILE… --lines FILE");
/** @typedef {{ text: string, box: [x: number, y: number, width: number, height: number] }} Text */
/** @param {string} path @returns {any[]} */
const jsonl = (path) => readFileSync(path, "utf8").split("\n").filter(Boolean).map((line) => JSON.parse(line)); // prettier-ignore
const nameOf = (/** @type {string} */ path) => join(basename(dirname(path)), basename(path));
const plain = (/** @type {string} */ text) =>
  text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, "");

/** @type {Map<string, Text[]>} */
const read = new Map(jsonl(values.lines).map(({ image, lines }) => [nameOf(image), lines]));
const overlap = (/** @type {Text["box"]} */ a, /** @type {Text["box"]} */ b) =>
  Math.max(0, Math.min(a[0] + a[2], b[0] + b[2]) - Math.max(a[0], b[0])) *
  Math.max(0, Math.min(a[1] + a[3], b[1] + b[3]) - Math.max(a[1], b[1]));

/** @type {Map<string, { images: number, texts: number, found: number, exact: number, within: number, shifts: number[] }>} */
const makers = new Map();
for (const { image, texts } of values.truth.flatMap(jsonl)) {
  const lines = read.get(nameOf(image));
  if (lines === undefined) continue;
  const maker = basename(image).replace(/-.*/, "");
  const sum = makers.get(maker) ?? { images: 0, texts: 0, found: 0, exact: 0, within: 0, shifts: [] };
  makers.set(maker, sum);
  sum.images++;
  for (const { text, box } of /** @type {Text[]} */ (texts)) {
    if (plain(text) === "") continue;
    sum.texts++;
    const best = lines.reduce((a, b) => (overlap(b.box, box) > overlap(a.box, box) ? b : a), lines[0]);
    if (best === undefined || overlap(best.box, box) < 0.5 * box[2] * box[3]) continue;
    sum.found++;
    sum.exact += Number(plain(best.text) === plain(text));
    sum.within += Number(plain(best.text).includes(plain(text)));
    if (plain(best.text) === plain(text))
      sum.shifts.push(
        Math.abs(best.box[1] + best.box[3] / 2 - box[1] - box[3] / 2) / Math.max(1, Math.min(box[2], box[3])),
      );
  }
}
const percent = (/** @type {number} */ part, /** @type {number} */ of) =>
  `${((100 * part) / Math.max(1, of)).toFixed(1)} %`;
for (const [maker, { images, texts, found, exact, within, shifts }] of makers) {
  const middle = shifts.sort((a, b) => a - b)[Math.floor(shifts.length / 2)] ?? 0;
  console.log(
    `${maker}: ${images} images, ${texts} texts, found ${percent(found, texts)}, of these exact ${percent(exact, found)}, within a line ${percent(within, found)}, middles apart by ${middle.toFixed(2)} heights (median)`,
  );
}
