/**
 * Checks finished sets: `node check.mjs FOLDER …`. Every reference exists, at most 3 quotes and 40 words, boxes inside the picture,
 * an accepted answer stands in what the reply shows, the image file is there. Prints figures per set; exits with 1 on any fault.
 */
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";

/** Lower case, white space and quotation marks made equal. @param {string} text */
const plain = (text) => text.toLowerCase().replace(/[“”]/g, '"').replace(/\s+/g, " ").trim();

/** @param {any} screen @param {string} folder @returns {string[]} faults */
function faultsOf(screen, folder) {
  const faults = [];
  if (!existsSync(path.join(folder, screen.image))) faults.push(`${screen.image} is missing`);
  for (const { text, box } of screen.texts) {
    const [x, y, w, h] = box;
    if (x < -3 || y < -3 || x + w > screen.width + 3 || y + h > screen.height + 3)
      faults.push(`"${text}" lies outside: ${box}`);
    if (text.trim() === "") faults.push("an empty text line");
  }
  for (const turn of screen.turns) {
    const quotes = [...turn.answer.matchAll(/<\|t(\d+)\|>/g)].map((m) => screen.texts[Number(m[1])]?.text);
    if (quotes.includes(undefined)) faults.push(`${turn.question}: a reference to no line`);
    if (quotes.length > 3) faults.push(`${turn.question}: ${quotes.length} quotes`);
    const shown = turn.answer.replace(/<\|t(\d+)\|>/g, (_, n) => screen.texts[Number(n)]?.text ?? "");
    if (turn.answer.replace(/<\|t\d+\|>/g, "x").split(/\s+/).length > 40) faults.push(`${turn.question}: too long`);
    if (!turn.answers.some((answer) => plain(shown).includes(plain(answer))))
      faults.push(`${turn.question}: none of ${JSON.stringify(turn.answers)} in "${shown}"`);
    if (/[{}%]\w*[|!]|%[a-z]\w*\b(?<!\d%)/.test(turn.question) && !/\d%/.test(turn.question))
      faults.push(`${turn.question}: an unfilled slot`);
  }
  return faults;
}

let bad = 0;
for (const folder of process.argv.slice(2)) {
  const screens = readFileSync(path.join(folder, "screens.jsonl"), "utf8")
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
  const turns = screens.flatMap((screen) => screen.turns);
  const faults = screens.flatMap((screen) => faultsOf(screen, folder).map((fault) => `${screen.id}: ${fault}`));
  bad += faults.length;
  const mean = (/** @type {number} */ sum) => (sum / screens.length).toFixed(1);
  const absent = turns.filter((turn) => turn.kind === "absent").length / turns.length;
  const lines = screens.reduce((sum, screen) => sum + screen.texts.length, 0);
  console.log(
    `${path.basename(folder)}: ${screens.length} pictures, ${mean(turns.length)} turns, ${mean(lines)} lines a picture, ${(100 * absent).toFixed(0)} % absent, ${new Set(turns.map((t) => t.kind)).size} kinds, ${faults.length} faults`,
  );
  for (const fault of faults.slice(0, 8)) console.log(`  ${fault}`);
}
process.exitCode = bad > 0 ? 1 : 0;
