/**
 * Made the frozen set `test/validation/figures2*` once: diagrams by nomnoml and charts by ECharts, makers that no training picture has.
 * `node make-heldout.mjs [--out DIR] [--count 44] [--seed H] [--truth FILE]`; `--count` is per maker; `--truth` keeps texts and boxes, to hold the
 * OCR against. It never overwrites what is frozen.
 */
import { appendFileSync, mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import sharp from "sharp";
import { freeze, refuseFrozen } from "../src/frozen.mjs";
import { Random } from "../src/prng.mjs";
import { OWN } from "./heldout/phrases.mjs";
import { startBrowser } from "./lib/browser.mjs";
import { Figure } from "./lib/figure.mjs";

const { values } = parseArgs({
  options: {
    out: { type: "string", default: path.join(import.meta.dirname, "../../../test/validation") },
    count: { type: "string", default: "44" },
    seed: { type: "string", default: "H" },
    truth: { type: "string" },
  },
});
const { out } = values;
refuseFrozen(out, "figures2.jsonl");

/** Kinds of the bars, with how many questions of each a picture may have. */
const KINDS = /** @type {Record<string, number>} */ ({
  ...{ next: 2, previous: 2, branch: 2, "edge-label": 1, "by-label": 1, connects: 2, "connected-from": 2, first: 1, last: 1 },
  ...{ title: 1, axis: 2, unit: 1, legend: 1, highest: 1, lowest: 1 },
}); // prettier-ignore
const CHART_KINDS = new Set(["title", "axis", "unit", "legend", "highest", "lowest"]);
const normal = (/** @type {string} */ text) => ` ${text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, " ").trim()} `; // prettier-ignore

/** Asks half of the questions in other words, and only about what can be read in the picture. */
class HeldOutFigure extends Figure {
  /** @type {Figure["turn"]} */
  turn(kind, templates, slots, _answer, _refs, answers) {
    const own = OWN.get(templates);
    const words = own !== undefined && this.random.chance(0.5) ? own : templates;
    const named = [...Object.values(slots), answers[0]].filter((text) => kind !== "unit" && text !== undefined);
    if (kind in KINDS && named.every((text) => this.#visible(text))) super.turn(kind, words, slots, "", {}, answers);
  }

  /** Whether a text stands whole in the picture; the label of a decision may have lost its question mark. @param {string} text */
  #visible(text) {
    return this.text(text) !== null || this.text(`${text}?`) !== null;
  }
}

/** @param {string} id @param {(random: Random) => Promise<any>} make @param {boolean} chart */
async function makeFigure(id, make, chart) {
  for (let attempt = 0; attempt < 12; attempt++) {
    const random = new Random(`${id}/${attempt}`);
    const made = await make(random);
    if (made === null || made.lines.length < 4) continue;
    const { width = 0, height = 0 } = await sharp(made.image).metadata();
    const cut = made.lines.some(({ box: [x, y, w, h] }) => x < -2 || y < -2 || x + w > width + 2 || y + h > height + 2);
    if (cut) continue;
    const shrink = Math.min(1, 1280 / Math.max(width, height));
    const lines = made.lines.map((line) => ({ ...line, box: line.box.map((v) => Math.round(v * shrink)) }));
    if (lines.some((line) => line.box[3] < 9)) continue;
    const figure = new HeldOutFigure(random, lines);
    made.ask(figure);
    const perKind = new Map();
    const turns = random.shuffle(figure.turns).filter(({ kind, question, answers }) => {
      if (chart !== CHART_KINDS.has(kind) || answers.some((a) => normal(question).includes(normal(a)))) return false;
      perKind.set(kind, (perKind.get(kind) ?? 0) + 1);
      return perKind.get(kind) <= KINDS[kind];
    });
    if (turns.length < 3) continue;
    const size = [Math.round(width * shrink), Math.round(height * shrink)];
    const image = sharp(made.image).removeAlpha().resize(size[0], size[1]).webp({ quality: 80, effort: 6 });
    return { image: await image.toBuffer(), lines, turns: turns.slice(0, 7) };
  }
  throw new Error(`${id}: twelve plans gave no usable picture`);
}

mkdirSync(path.join(out, "figures2"), { recursive: true });
const browser = await startBrowser();
const questions = [];
const counts = new Map();
let bytes = 0;
try {
  for (const maker of ["nomnoml", "echarts"]) {
    const make = await (await import(`./heldout/${maker}.mjs`)).open(browser);
    for (let i = 0; i < Number(values.count); i++) {
      const id = `${maker}-${String(i).padStart(3, "0")}`;
      const { image: picture, lines, turns } = await makeFigure(`${values.seed}/${id}`, make, maker === "echarts");
      const image = `figures2/${id}.webp`;
      writeFileSync(path.join(out, image), picture);
      bytes += picture.length;
      for (const [n, { question, answers, kind }] of turns.entries()) {
        questions.push({ id: `${id}-${n}`, image, question, answers, kind: `${maker === "echarts" ? "chart" : "diagram"}-${kind}` }); // prettier-ignore
        counts.set(kind, (counts.get(kind) ?? 0) + 1);
      }
      if (values.truth) appendFileSync(values.truth, `${JSON.stringify({ image, texts: lines.map(({ text, box }) => ({ text, box })) })}\n`); // prettier-ignore
    }
  }
} finally {
  await browser.close();
}
writeFileSync(path.join(out, "figures2.jsonl"), questions.map((line) => `${JSON.stringify(line)}\n`).join(""));
freeze(out, ["figures2.jsonl", ...new Set(questions.map((line) => line.image))]);
console.log(`${questions.length} questions, ${(bytes / 1e6).toFixed(2)} MB`, Object.fromEntries(counts));
