// Runs the commands named in a document again and puts what they print into the fenced block below each:
//
//   node docs/outputs.mjs [--pack DIR] README.md docs/using.md
//
// `<!-- output: ask samples/login.png "…" -->` stands for `ml-mamba ask …`; both streams are shown, as a terminal shows them. Of `--json` only
// the last two lines are kept. `--pack` tries the documents on another pack than models/nano.
import { spawn } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const { values, positionals } = parseArgs({ options: { pack: { type: "string" } }, allowPositionals: true });
const mark = /(<!-- output: (.*?) -->\n+```\w*\n)[\s\S]*?(```)/g;

/** Splits a command line at spaces outside of double quotes. */
function words(command) {
  return [...command.matchAll(/"([^"]*)"|(\S+)/g)].map((match) => match[1] ?? match[2]);
}

async function outputOf(command) {
  const pack = values.pack === undefined ? [] : ["--pack", values.pack];
  const child = spawn(process.execPath, [join(root, "dist", "cli.js"), ...words(command), ...pack], { cwd: root });
  let shown = "";
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding("utf8").on("data", (text) => (shown += text));
  await new Promise((done) => child.once("close", done));
  if (!command.includes("--json")) return shown;
  return `…\n${shown.trimEnd().split("\n").slice(-2).join("\n")}\n`;
}

for (const file of positionals) {
  let text = readFileSync(file, "utf8");
  for (const [block, head, command, foot] of text.matchAll(mark)) {
    const output = await outputOf(command);
    process.stderr.write(`${file}: ml-mamba ${command}\n${output}\n`);
    text = text.replace(block, () => `${head}${output}${foot}`);
  }
  writeFileSync(file, text);
}
