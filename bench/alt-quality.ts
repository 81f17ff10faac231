/**
 * Prints how good the alt texts are that the model writes for a hundred documentation images, beside their authors' own:
 *
 *     npm run alt-quality -- DIR [--pack DIR] [--out FILE] [--every N] [--threads N]
 *
 * DIR is what `python -m training.data.extract_validation --out DIR` wrote. The list of what must be said (`test/validation/alt.jsonl`) was made by looking at
 * the pictures and frozen before any model was asked; nothing is tuned on it. The bar: 60 % of it said, in at most 125 characters, no "image of",
 * no quotation that the picture does not hold. Exit code 1: the bar fails; 2: wrong usage.
 */
import { readFile, writeFile } from "node:fs/promises";
import { basename, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { AltWriter } from "../src/client/alt-writer.ts";
import { WorkerClient } from "../src/client/worker-client.ts";
import { altScore, altTable, parseAltRows, said, type Written } from "../src/cli/eval/alt-quality.ts";
import { defaultAltLength } from "../src/shared/documents/alt-text.ts";
import { formatError, toUserError } from "../src/shared/errors.ts";

const bar = 0.6;
const root = fileURLToPath(new URL("..", import.meta.url));
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    pack: { type: "string", default: join(root, "models/nano") },
    out: { type: "string" },
    every: { type: "string", default: "1" },
    threads: { type: "string", default: "2" },
  },
});
const [folder] = positionals;
const every = Number(values.every);
if (folder === undefined || positionals.length > 1 || !Number.isInteger(every) || every < 1) {
  process.stderr.write("npm run alt-quality -- DIR [--pack DIR] [--out FILE] [--every N] [--threads N]\n");
  process.exit(2);
}

const rows = parseAltRows(await readFile(join(folder, "alt.jsonl"), "utf8")).filter((_, index) => index % every === 0);
await using client = new WorkerClient({
  modulePath: join(root, "dist/worker.js"),
  worker: { packDir: resolve(values.pack), ocrDir: join(root, "models/ocr"), threads: Number(values.threads) },
});
const read = new Map<string, readonly string[]>();
const writer = new AltWriter({
  openImage: async (source, options) => {
    const image = await client.openImage(source, options);
    read.set(
      source.name,
      image.result.lines.map(({ text }) => text),
    );
    return image;
  },
  ask: (image, question, options) => client.ask(image, question, options),
  closeImage: (image) => client.closeImage(image),
});
const own: Written[] = [];
const authors: Written[] = [];
const report: string[] = [];
for (const [done, row] of rows.entries()) {
  const name = basename(row.image);
  let text = "";
  try {
    text = await writer.alt({
      source: { name, bytes: await readFile(join(folder, row.image)) },
      longest: defaultAltLength,
    });
  } catch (thrown) {
    process.stderr.write(`${row.id}: ${formatError(toUserError(thrown))}\n`);
  }
  const lines = read.get(name) ?? [];
  own.push({ row, text, lines });
  authors.push({ row, text: row.alt, lines });
  const missing = row.must
    .filter((_, index) => said(text, row.must)[index] !== true)
    .map(({ what, say }) => `${what}: ${say[0]!}`);
  report.push(JSON.stringify({ id: row.id, model: text, authors: row.alt, missing }));
  if (process.stderr.isTTY) process.stderr.write(`\r${done + 1}/${rows.length}`);
}
const scores = [
  ["model", altScore(own, defaultAltLength)],
  ["authors", altScore(authors, defaultAltLength)],
] as const;
for (const line of report) {
  const { id, model, authors: theirs, missing } = JSON.parse(line) as Record<string, unknown>;
  process.stdout.write(
    `${String(id)}\n  model:   ${String(model)}\n  authors: ${String(theirs)}\n  missing: ${(missing as string[]).join("; ") || "nothing"}\n`,
  );
}
process.stdout.write(`\n${altTable(scores)}`);
if (values.out !== undefined) await writeFile(values.out, `${report.join("\n")}\n`);
const [[, score]] = scores;
const holds = score.said >= bar * score.must && score.tooLong === 0 && score.openings === 0 && score.invented === 0;
process.stdout.write(
  `bar: ${100 * bar} % said, nothing longer than ${defaultAltLength}, no opening, no quotation invented: ${holds ? "holds" : "fails"}\n`,
);
process.exitCode = holds ? 0 : 1;
