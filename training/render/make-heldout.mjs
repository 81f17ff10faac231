/**
 * Made the frozen set `test/validation/screens2*` once: screens of the two held-out kits (Primer, Carbon) with words and phrasings of their own,
 * and what a description of each may say. `node make-heldout.mjs [--out DIR] [--count 56] [--seed H] [--truth FILE]`; `--count` is per kit;
 * `--truth` keeps the texts and boxes, to hold the OCR against; `--contact-sheet FILE` draws the screens. It never overwrites what is frozen.
 */
import { appendFileSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import sharp from "sharp";
import { Screenshooter } from "./src/browser.mjs";
import { described } from "./src/described.mjs";
import { freeze, refuseFrozen } from "./src/frozen.mjs";
import { heldOut } from "./src/kits/index.mjs";
import { Random } from "./src/prng.mjs";
import { validationGrammar } from "./src/questions/grammar-validation.mjs";
import { makeSample } from "./src/sample.mjs";
import { writeSheet } from "./src/sheet.mjs";
import * as banks from "./src/words/validation.mjs";

const { values } = parseArgs({
  options: {
    out: { type: "string", default: join(import.meta.dirname, "../../test/validation") },
    count: { type: "string", default: "56" },
    seed: { type: "string", default: "H" },
    truth: { type: "string" },
    "contact-sheet": { type: "string" },
  },
});
const { out } = values;
const FILES = ["screens2.jsonl", "screens2-descriptions.jsonl"];
for (const file of FILES) refuseFrozen(out, file);

/** How many of all questions a kind should be; the bars' rows are sums of these (`src/cli/eval/bars.ts`). @type {Record<string, number>} */
const WANTED = {
  ...{
    title: 4,
    value: 14,
    choice: 14,
    labelOf: 5,
    cell: 16,
    rowBy: 6,
    error: 10,
    fieldError: 6,
    message: 6,
    question: 6,
  },
  ...{ meta: 4, sub: 4, subject: 3, badge: 4, price: 4, placeholder: 4, shortcut: 4, settingHelp: 4 },
  ...{ checked: 34, state: 10, activeTab: 10, activeNav: 5, activeTop: 4, activeStep: 6, activeRow: 10, activeItem: 8 },
  ...{ activeMenu: 6, whichChecked: 5, primary: 4, whichDisabled: 4, sorted: 5 },
  ...{ count: 6, absent: 3, absentValue: 3, present: 4 },
};
const DESCRIBE = [
  "Describe this image.",
  "Describe this screenshot.",
  "What does the screenshot show?",
  "Please describe the screen in a sentence.",
  "Give a brief account of what is on the screen.",
];
const normal = (/** @type {string} */ text) => ` ${text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, " ").trim()} `; // prettier-ignore

/** Answers so far of the kinds whose answers must be half and half. @type {Map<string, number>} */
const given = new Map();
const OPPOSITE = /** @type {Record<string, string>} */ ({
  yes: "no",
  no: "yes",
  enabled: "disabled",
  disabled: "enabled",
});
/** No answer is had by repeating the question, none by always saying the same. @param {string} question @param {readonly string[]} answers @param {string} kind */
function accept(question, answers, kind) {
  if (answers.some((answer) => normal(question).includes(normal(answer)))) return false;
  // The title of a message is no answer to "what does it say".
  if (kind === "message" && !/[.!?]$/.test(answers[0]) && !/title/i.test(question)) return false;
  const other = OPPOSITE[answers[0]];
  if ((kind !== "checked" && kind !== "state") || other === undefined) return true;
  const count = (/** @type {string} */ answer) => given.get(`${kind} ${answer}`) ?? 0;
  if (count(answers[0]) > count(other)) return false;
  given.set(`${kind} ${answers[0]}`, count(answers[0]) + 1);
  return true;
}

mkdirSync(join(out, "screens2"), { recursive: true });
const shooter = await Screenshooter.start();
/** @type {Map<string, number>} */
const counts = new Map();
/** @type {Record<string, unknown>[]} */
const questions = [];
/** @type {Record<string, unknown>[]} */
const descriptions = [];
const drawn = [];
let bytes = 0;
for (const [name, kit] of Object.entries(heldOut)) {
  for (let i = 0, made = 0; made < Number(values.count); i++) {
    const id = `${name}2-${String(i).padStart(3, "0")}`;
    const random = new Random(`${values.seed}/${id}/choice`);
    const sample = await makeSample(shooter, {
      kit,
      banks,
      seed: `${values.seed}/${id}`,
      counts,
      ...(random.chance(0.15) ? { screen: "rows" } : {}),
      low: 6,
      high: 6,
      scale: 1,
      longSide: 1280,
      phrasings: { ...validationGrammar, absent: validationGrammar.present ?? [] },
      only: new Set(Object.keys(WANTED)),
      wanted: WANTED,
      accept,
      sameAnswer: 2,
    });
    const truth = described(sample.screen, sample.texts);
    if (sample.turns.length < 5 || sample.texts.length < 6 || truth === undefined) continue;
    made++;
    const image = `screens2/${id}.webp`;
    await sharp(sample.image).webp({ quality: 80, effort: 6 }).toFile(join(out, image));
    bytes += (await sharp(join(out, image)).toBuffer()).length;
    for (const [n, { question, answers, kind }] of sample.turns.entries())
      questions.push({ id: `${id}-${n}`, image, question, answers, kind });
    descriptions.push({
      id: `${id}-d`,
      image,
      question: random.pick(DESCRIBE),
      answers: [truth.title],
      kind: "describe",
      truth,
    });
    if (values.truth) appendFileSync(values.truth, `${JSON.stringify({ image, texts: sample.texts })}\n`);
    drawn.push({ ...sample, texts: [], label: id });
  }
}
await shooter.close();
const jsonl = (/** @type {unknown[]} */ lines) => lines.map((line) => `${JSON.stringify(line)}\n`).join("");
writeFileSync(join(out, FILES[0]), jsonl(questions));
writeFileSync(join(out, FILES[1]), jsonl(descriptions));
freeze(out, [...FILES, ...new Set(questions.map((line) => String(line.image)))]);
for (let at = 0; values["contact-sheet"] && at < drawn.length; at += 28)
  await writeSheet(drawn.slice(at, at + 28), values["contact-sheet"].replace(/(\.png)?$/, `-${at / 28}.png`), {
    columns: 7,
    cell: 400,
  });
console.log(
  `${drawn.length} screens, ${questions.length} questions, ${(bytes / 1e6).toFixed(2)} MB\n${[...counts].map(([k, n]) => `${k} ${n}`).join(", ")}\n${[...given].map(([k, n]) => `${k} ${n}`).join(", ")}`,
);
