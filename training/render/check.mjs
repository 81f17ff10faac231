/**
 * Checks finished sets: `node check.mjs ../data-out/bootstrap …`. Every picture has the size that its line says, every box lies in the picture,
 * every reference names a text, no answer is too long, and what `eval` accepts stands in the answer once its references are written out.
 * Prints one line a defect and exits 1 if there is any.
 */
import { readFileSync } from "node:fs";
import { basename, join } from "node:path";
import sharp from "sharp";

/** Words whose acceptance is a matter of meaning, not of reading. */
const SAID = { "not shown": "That is not shown in the image." };
const simple = (/** @type {string} */ text) => text.toLowerCase().replace(/\s+/g, " ").trim();

/**
 * @param {{ question: string, answer: string, answers: string[] }} turn
 * @param {readonly { text: string }[]} texts
 * @returns {string | undefined} what is wrong
 */
function defectOf(turn, texts) {
  const references = [...turn.answer.matchAll(/<\|t(\d+)\|>/g)].map((match) => Number(match[1]));
  if (references.length > 3) return `${references.length} quotes`;
  const missing = references.find((n) => n >= texts.length);
  if (missing !== undefined) return `text ${missing} does not exist`;
  const said = turn.answer.replace(/<\|t(\d+)\|>/g, (_, n) => texts[Number(n)].text);
  if (
    turn.answer
      .replace(/<\|t\d+\|>/g, "")
      .trim()
      .split(/\s+/).length > 40
  )
    return "more than 40 words of its own";
  if (
    !turn.answers.some((answer) =>
      (SAID[/** @type {"not shown"} */ (answer)] ?? simple(said)).toLowerCase().includes(simple(answer)),
    )
  )
    return `no accepted answer (${turn.answers.join(", ")}) in "${said}"`;
  if (!/\S/.test(turn.question) || /\{\w+\}|undefined/.test(turn.question)) return `question "${turn.question}"`;
  return undefined;
}

let [defects, screens, turns] = [0, 0, 0];
const report = (/** @type {string} */ id, /** @type {string} */ what) => {
  defects++;
  console.error(`${id}: ${what}`);
};
/** @type {Map<string, number>} */
const kinds = new Map();
for (const folder of process.argv.slice(2)) {
  const seen = new Set();
  for (const line of readFileSync(join(folder, "screens.jsonl"), "utf8").trim().split("\n")) {
    const screen = JSON.parse(line);
    if (seen.has(screen.id)) report(screen.id, "stands twice in the set");
    seen.add(screen.id);
    const { width, height } = await sharp(join(folder, screen.image)).metadata();
    if (Math.abs(width - screen.width) > 1 || Math.abs(height - screen.height) > 1)
      report(screen.id, `picture is ${width} × ${height}, the line says ${screen.width} × ${screen.height}`);
    screen.texts.forEach((/** @type {{ text: string, box: number[] }} */ { text, box }, /** @type {number} */ i) => {
      const [x, y, w, h] = box;
      if (!(w > 0 && h > 0 && x >= -2 && y >= -6 && x + w <= width + 3 && y + h <= height + 6))
        report(screen.id, `box ${box.join(" ")} of text ${i} "${text}" leaves the picture`);
    });
    for (const turn of screen.turns) {
      const defect = defectOf(turn, screen.texts);
      if (defect) report(screen.id, `[${turn.kind}] ${turn.question} → ${turn.answer}: ${defect}`);
      kinds.set(turn.kind, (kinds.get(turn.kind) ?? 0) + 1);
      turns++;
    }
    screens++;
  }
  console.log(`${basename(folder)}: ${seen.size} screens`);
}
console.log(`${screens} screens, ${turns} turns, ${defects} defects`);
console.log(
  [...kinds]
    .sort((a, b) => b[1] - a[1])
    .map(([kind, n]) => `${kind} ${n}`)
    .join(", "),
);
process.exit(defects > 0 || screens === 0 ? 1 : 0);
