/**
 * Made the frozen validation set `test/validation/` once: screens of the held-out kit (Primer) with words and phrasings of their own.
 * `node make-validation.mjs --out DIR [--count 72] [--seed V]`; it never overwrites a frozen set. `--contact-sheet FILE` draws them.
 */
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { heldOut } from "./src/kits/index.mjs";
import { makeSample } from "./src/sample.mjs";
import { Screenshooter } from "./src/browser.mjs";
import { validationGrammar } from "./src/questions/grammar-validation.mjs";
import { writeSheet } from "./src/sheet.mjs";
import * as banks from "./src/words/validation.mjs";

const { values } = parseArgs({
  options: {
    out: { type: "string" },
    count: { type: "string", default: "72" },
    seed: { type: "string", default: "V" },
    "contact-sheet": { type: "string" },
    from: { type: "string", default: "0" },
  },
});
const out = values.out ?? join(import.meta.dirname, "../../test/validation");
if (existsSync(join(out, "FROZEN.sha256"))) {
  console.error(`${out} is frozen. Give another folder with --out.`);
  process.exit(1);
}
/** What "reading" means here: the answer stands in the picture (or is the state of a control that does). */
const READING = new Set(
  "title value choice labelOf activeTab activeNav activeTop activeStep activeRow activeItem activeMenu checked error fieldError message question button cell rowBy sorted max min below above right left next previous meta sub subject badge price planOf placeholder required primary brand crumb shortcut commandOf".split(
    " ",
  ),
);
/** Reading proper before neighbours. */
const WANTED = {
  below: 0.4,
  above: 0.4,
  right: 0.35,
  left: 0.35,
  next: 0.35,
  previous: 0.35,
  title: 3,
  error: 7,
  cell: 7,
  choice: 6,
  message: 3,
  labelOf: 2,
  fieldError: 3,
  activeRow: 3,
  rowBy: 2.5,
  primary: 0.7,
  button: 2.5,
};
/** Alphanumerics with single spaces around. @param {string} text */
const normal = (text) =>
  ` ${text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim()} `;
/** No answer is to be had by repeating the question. @param {string} question @param {readonly string[]} answers */
const accept = (question, answers) => {
  if (answers[0] === "yes" && yes > no + 1) return false;
  if (answers[0] === "no" && no > yes + 1) return false;
  if (answers.some((answer) => normal(question).includes(normal(answer)))) return false;
  yes += Number(answers[0] === "yes");
  no += Number(answers[0] === "no");
  return true;
};
let [yes, no] = [0, 0];
mkdirSync(join(out, "screens"), { recursive: true });
const shooter = await Screenshooter.start();
/** @type {Map<string, number>} */
const counts = new Map();
/** @type {string[]} */
const lines = [];
const drawn = [];
let bytes = 0;
for (let i = Number(values.from), made = 0; made < Number(values.count); i++) {
  const id = `primer-${String(i).padStart(3, "0")}`;
  const sample = await makeSample(shooter, {
    kit: heldOut.primer,
    banks,
    seed: `${values.seed}/${id}`,
    counts,
    low: 4,
    high: 4,
    scale: 1,
    longSide: 1440,
    phrasings: validationGrammar,
    only: READING,
    wanted: WANTED,
    accept,
    sameAnswer: 1,
  });
  if (sample.turns.length < 4 || sample.texts.length < 6) continue;
  made++;
  const image = `screens/${id}.webp`;
  writeFileSync(join(out, image), sample.image);
  bytes += sample.image.length;
  const plain = sample.turns.map((turn, n) => ({
    id: `${id}-${n}`,
    image,
    question: turn.question,
    answers: turn.answers,
    kind: turn.kind,
  }));
  lines.push(...plain.map((line) => JSON.stringify(line)));
  drawn.push({ ...sample, label: id });
}
await shooter.close();
writeFileSync(join(out, "screens.jsonl"), `${lines.join("\n")}\n`);
const files = ["screens.jsonl", ...[...new Set(lines.map((line) => JSON.parse(line).image))]];
writeFileSync(
  join(out, "FROZEN.sha256"),
  files
    .map(
      (file) =>
        `${createHash("sha256")
          .update(readFileSync(join(out, file)))
          .digest("hex")}  ${file}\n`,
    )
    .join(""),
);
for (let at = 0; values["contact-sheet"] && at < drawn.length; at += 12)
  await writeSheet(drawn.slice(at, at + 12), values["contact-sheet"].replace(/(\.png)?$/, `-${at / 12}.png`), {
    columns: 4,
    cell: 700,
  });
console.log(
  `${drawn.length} screens, ${lines.length} questions, ${(bytes / 1e6).toFixed(2)} MB\n${[...counts]
    .sort((a, b) => b[1] - a[1])
    .map(([k, n]) => `${k} ${n}`)
    .join(", ")}`,
);
