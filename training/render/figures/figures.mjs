/**
 * Makes one training set of pictures with questions:
 * `node figures.mjs --set mermaid --count 300 --seed 1 --out ../../data-out/mermaid`.
 * Resumable: ids already in `screens.jsonl` are skipped. Format: docs/nano.md §3.
 */
import { appendFileSync, existsSync, mkdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import sharp from "sharp";
import { startBrowser } from "./lib/browser.mjs";
import { Figure } from "./lib/figure.mjs";
import { Random } from "../src/prng.mjs";
import { openSet } from "./sets/index.mjs";

const { values } = parseArgs({
  options: {
    set: { type: "string" },
    count: { type: "string", default: "100" },
    seed: { type: "string", default: "1" },
    out: { type: "string" },
    verbose: { type: "boolean", default: false },
  },
});
if (!values.set || !values.out) throw new Error("usage: node figures.mjs --set NAME --count N --seed S --out FOLDER");

const out = path.resolve(values.out);
const journal = path.join(out, "screens.jsonl");
mkdirSync(path.join(out, "images"), { recursive: true });
const present = new Set(
  existsSync(journal)
    ? readFileSync(journal, "utf8")
        .split("\n")
        .filter(Boolean)
        .map((line) => JSON.parse(line).id)
    : [],
);

const MOST_LINES = 70;
const LONGEST_SIDE = 1600;

/** Tries one plan after another until one gives a usable picture. @param {string} id @param {(random: Random) => Promise<any>} make */
async function makeScreen(id, make) {
  for (let attempt = 0; attempt < 6; attempt++) {
    const random = new Random(`${id}/${attempt}`);
    const made = await make(random);
    if (made === null || made.lines.length === 0 || made.lines.length > (made.most ?? MOST_LINES)) continue;
    let { image, lines } = made;
    const { width = 0, height = 0 } = await sharp(image).metadata();
    const shrink = Math.min(1, LONGEST_SIDE / Math.max(width, height));
    const cut = lines.some(({ box: [x, y, w, h] }) => x < -3 || y < -3 || x + w > width + 3 || y + h > height + 3);
    if (cut) continue;
    const heights = lines.map((line) => Math.min(line.box[2], line.box[3]) * shrink).sort((a, b) => a - b);
    if (heights[Math.floor(heights.length / 4)] < 9) continue;
    if (Math.min(width, height) * shrink < 120) continue;
    let pipeline = sharp(image).removeAlpha();
    if (shrink < 1) {
      pipeline = pipeline.resize(Math.round(width * shrink), Math.round(height * shrink));
      lines = lines.map((line) => ({ ...line, box: line.box.map((v) => Math.round(v * shrink)) }));
    }
    const figure = new Figure(random, lines);
    made.ask(figure);
    const turns = figure.chosenTurns(random.int(made.turns?.[0] ?? 6, made.turns?.[1] ?? 10), made.absents);
    if (turns.length < 4) continue;
    const name = `images/${id.slice(values.set.length + 1)}.webp`;
    await pipeline.webp({ quality: random.int(80, 92), effort: 2 }).toFile(path.join(out, name));
    return {
      id,
      set: values.set,
      kind: made.kind,
      image: name,
      width: Math.round(width * shrink),
      height: Math.round(height * shrink),
      texts: lines.map(({ text, box }) => ({ text, box })),
      turns,
      ...(figure.edges.length > 0 ? { edges: figure.edges } : {}),
      ...(figure.groups.length > 0 ? { groups: figure.groups } : {}),
    };
  }
  return null;
}

const browser = await startBrowser();
const kinds = new Map();
const turnKinds = new Map();
const started = Date.now();
let done = 0;
let failed = 0;
try {
  const set = await openSet(values.set, browser);
  for (let i = 0; i < Number(values.count); i++) {
    const id = `${values.set}-${values.seed}-${String(i).padStart(5, "0")}`;
    if (present.has(id)) continue;
    const screen = await makeScreen(id, set).catch((error) => {
      console.error(id, error);
      return null;
    });
    if (screen === null) {
      failed++;
      continue;
    }
    appendFileSync(journal, `${JSON.stringify(screen)}\n`);
    done++;
    kinds.set(screen.kind, (kinds.get(screen.kind) ?? 0) + 1);
    for (const turn of screen.turns) turnKinds.set(turn.kind, (turnKinds.get(turn.kind) ?? 0) + 1);
  }
} finally {
  await browser.close();
}
const seconds = (Date.now() - started) / 1000;
console.log(
  `${values.set}: ${done} pictures in ${seconds.toFixed(0)} s, ${(seconds / Math.max(1, done)).toFixed(2)} s each`,
);
if (failed > 0) console.log(`${failed} ids gave no usable picture in six attempts`);
console.log("pictures", Object.fromEntries(kinds));
console.log("turns", Object.fromEntries(turnKinds));
