/**
 * Makes a training set: `node generate.mjs --set bootstrap --count 300 --seed 1 --out ../data-out/bootstrap`.
 * Screens whose id is present are skipped, so an interrupted run goes on. `--contact-sheet FILE` draws the first twelve instead.
 */
import { existsSync, mkdirSync, readFileSync, appendFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { heldOut, kits } from "./src/kits/index.mjs";
import { makeSample } from "./src/sample.mjs";
import { Screenshooter } from "./src/browser.mjs";
import { writeSheet } from "./src/sheet.mjs";
import * as banks from "./src/words/train.mjs";

const { values } = parseArgs({
  options: {
    set: { type: "string" },
    count: { type: "string", default: "100" },
    seed: { type: "string", default: "1" },
    start: { type: "string", default: "0" },
    out: { type: "string" },
    "contact-sheet": { type: "string" },
    html: { type: "string" },
    screen: { type: "string" },
    wanted: { type: "string", multiple: true, default: [] },
  },
});
const kit = kits[values.set ?? ""] ?? (values["contact-sheet"] ? heldOut[values.set ?? ""] : undefined);
if (!kit) {
  console.error(`Unknown set "${values.set ?? ""}". Choose one of: ${Object.keys(kits).join(", ")}.`);
  process.exit(2);
}
const name = values.screen === undefined ? kit.name : `${values.screen}-${kit.name}`;
const out = values.out ?? join(import.meta.dirname, "../data-out", name);
const sheet = values["contact-sheet"];
const [start, count] = [Number(values.start), sheet ? Math.min(24, Number(values.count)) : Number(values.count)];
mkdirSync(join(out, "images"), { recursive: true });
const index = join(out, "screens.jsonl");
const present = new Set(
  existsSync(index) && !sheet
    ? readFileSync(index, "utf8")
        .trim()
        .split("\n")
        .filter(Boolean)
        .map((line) => JSON.parse(line).id)
    : [],
);

/** Shares of kinds: `--wanted count=20`. @type {Record<string, number>} */
const wanted = Object.fromEntries(
  values.wanted.map((given) => [given.split("=")[0] ?? "", Number(given.split("=")[1])]),
);

const shooter = await Screenshooter.start();
/** @type {Map<string, number>} */
const counts = new Map();
const drawn = [];
const began = performance.now();
let [made, textCount, failed] = [0, 0, 0];
for (let i = start; i < start + count; i++) {
  const number = String(i).padStart(6, "0");
  const id = `${name}-${number}`;
  if (present.has(id)) continue;
  try {
    const sample = await makeSample(shooter, {
      kit,
      banks,
      seed: `${values.seed}/${id}`,
      counts,
      low: 8,
      high: 13,
      wanted,
      ...(values.screen === undefined ? {} : { screen: values.screen }),
    });
    if (values.html) writeFileSync(values.html, sample.html);
    if (sample.turns.length < 4) {
      failed++;
      continue;
    }
    if (sheet) drawn.push({ ...sample, label: id });
    else {
      writeFileSync(join(out, "images", `${number}.webp`), sample.image);
      const { width, height, texts, turns, kind } = sample;
      appendFileSync(
        index,
        `${JSON.stringify({ id, set: name, kind, image: `images/${number}.webp`, width, height, texts: texts.map(({ text, box }) => ({ text, box })), turns })}\n`,
      );
    }
    made++;
    textCount += sample.texts.length;
  } catch (error) {
    failed++;
    console.error(`${id}: ${error instanceof Error ? error.stack : String(error)}`);
  }
}
await shooter.close();
if (sheet) {
  await writeSheet(drawn, sheet);
  for (const sample of drawn)
    console.log(
      `\n${sample.label} ${sample.kind}\n${sample.turns.map((t) => `  [${t.kind}] ${t.question}  →  ${t.answer.replace(/<\|t(\d+)\|>/g, (_, n) => `‹${sample.texts[Number(n)].text}›`)}   ${JSON.stringify(t.answers)}`).join("\n")}`,
    );
}
const seconds = (performance.now() - began) / 1000;
const kinds = [...counts]
  .sort((a, b) => b[1] - a[1])
  .map(([k, n]) => `${k} ${n}`)
  .join(", ");
console.log(
  `${kit.name}: ${made} made, ${failed} left out, ${(textCount / Math.max(1, made)).toFixed(1)} lines a screen, ${(seconds / Math.max(1, made)).toFixed(2)} s a screen\n${kinds}`,
);
