/**
 * Holds a pack to the bars of the default model (`src/cli/eval/bars.ts`):
 *
 *     npm run bars -- [--pack DIR] [--docs FILE] [--sets NAMES] [--every N] [--no-blank] [--out FILE] [--lines FILE] [--threads N]
 *
 * The sets are those of `test/validation/` (frozen); the images of `docs.jsonl` are not in the repository:
 * `python -m training.data.extract_validation --out DIR` writes them beside a copy, whose path `--docs` gives; without it these rows are
 * missing. Each question is asked twice, of its image and of a blank picture ("text only"; `--no-blank` leaves this out). `--every 2`
 * takes every second image only, `--sets screens,photographs` only these of screens, figures, photographs and documentation.
 * `--out` keeps the replies, of which nobody need know the answers; `--lines` what was read in the images, as
 * `bench/read-text.ts` prints it. Exit code 1: a bar fails; 2: wrong usage.
 */
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, isAbsolute, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import sharp from "sharp";
import { barRows, barTable, type SetName, type SetOutcomes } from "../src/cli/eval/bars.ts";
import { parseTruths } from "../src/cli/eval/descriptions.ts";
import { parseQuestions } from "../src/cli/eval/questions.ts";
import { evaluate, type EvalResult, type Outcome } from "../src/cli/eval/run.ts";
import { WorkerClient, type ImageSource } from "../src/client/worker-client.ts";
import { formatError } from "../src/shared/errors.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const { values } = parseArgs({
  options: {
    pack: { type: "string", default: join(root, "models/nano") },
    docs: { type: "string" },
    out: { type: "string" },
    lines: { type: "string" },
    threads: { type: "string", default: "2" },
    every: { type: "string", default: "1" },
    sets: { type: "string", default: "screens,figures,photographs,documentation" },
    "no-blank": { type: "boolean", default: false },
  },
});
const wanted = values.sets.split(",");
const known = ["screens", "figures", "photographs", "documentation"];
const every = Number(values.every);
if (!Number.isInteger(every) || every < 1) usage(`--every ${values.every} is no whole number from 1 on.`);
for (const name of wanted) if (!known.includes(name)) usage(`--sets ${name} is none of ${known.join(", ")}.`);
if (values.sets === "documentation" && values.docs === undefined) usage("--sets documentation needs --docs FILE.");
const validation = join(root, "test/validation");
const descriptions = join(validation, "screens2-descriptions.jsonl");
const files: readonly (readonly [SetName, readonly string[]])[] = [
  // Together, so that each screen is read once.
  ["screens", [join(validation, "screens2.jsonl"), descriptions]],
  ["figures", [join(validation, "figures2.jsonl")]],
  ["photographs", [join(validation, "photos2.jsonl")]],
  ...(values.docs === undefined ? [] : [["documentation", [resolve(values.docs)]] as const]),
];
const white = sharp({ create: { width: 640, height: 400, channels: 3, background: "#fff" } });
const blank: ImageSource = { name: "blank.png", bytes: await white.png().toBuffer() };
const folder = await mkdtemp(join(tmpdir(), "ml-mamba-bars-"));
await using client = new WorkerClient({
  modulePath: join(root, "dist/worker.js"),
  worker: { packDir: resolve(values.pack), ocrDir: join(root, "models/ocr"), threads: Number(values.threads) },
});

function usage(message: string): never {
  process.stderr.write(`${message}\n`);
  process.exit(2);
}

/** Those questions of files whose image is an nth one, with absolute image paths. @returns the path of the copy */
async function chosen(name: string, paths: readonly string[]): Promise<string> {
  const images = new Map<string, number>();
  const lines: string[] = [];
  for (const file of paths) {
    for (const question of parseQuestions(await readFile(file, "utf8"), file)) {
      const image = isAbsolute(question.image) ? question.image : join(dirname(file), question.image);
      if (!images.has(image)) images.set(image, images.size);
      if (images.get(image)! % every === 0) lines.push(`${JSON.stringify({ ...question, image })}\n`);
    }
  }
  const path = join(folder, `${name}.jsonl`);
  await writeFile(path, lines.join(""));
  return path;
}

let failed = 0;
async function ask(name: string, file: string, instead?: ImageSource): Promise<EvalResult> {
  const onProgress = (done: number, total: number): void => {
    if (done % 50 === 0 || done === total) process.stderr.write(`${name}: ${done} of ${total}\n`);
  };
  const request = instead === undefined ? { file } : { file, instead };
  const { signal } = new AbortController();
  const onError = (error: Parameters<typeof formatError>[0]): void => {
    process.stderr.write(`${formatError(error)}\n`);
  };
  const result = await evaluate(client, request, onProgress, onError, signal);
  failed += result.failed;
  return result;
}

const sets: Partial<Record<SetName, SetOutcomes>> = {};
const kept: string[] = [];
const read = new Map<string, string>();
try {
  for (const [name, paths] of files) {
    if (!wanted.includes(name)) continue;
    const questions = await chosen(name, paths);
    const { outcomes } = await ask(name, questions);
    const asksBlank = !values["no-blank"] && name !== "photographs";
    const textOnly = asksBlank ? (await ask(`${name}, text only`, questions, blank)).outcomes : [];
    const isDescription = ({ question }: Outcome): boolean => question.kind === "describe";
    const apart = name === "screens" ? outcomes.filter(isDescription) : [];
    sets[name] = { outcomes: outcomes.filter((outcome) => !apart.includes(outcome)), textOnly };
    if (name === "screens") sets.descriptions = { outcomes: apart, textOnly: [] };
    for (const { question, reply, row, lines } of outcomes) {
      kept.push(`${JSON.stringify({ id: question.id, reply, right: row.score.right })}\n`);
      read.set(question.image, `${JSON.stringify({ image: question.image, lines })}\n`);
    }
  }
} finally {
  await rm(folder, { recursive: true });
}
if (values.out !== undefined) await writeFile(values.out, kept);
if (values.lines !== undefined) await writeFile(values.lines, read.values());
const rows = barRows(sets, parseTruths(await readFile(descriptions, "utf8")));
process.stdout.write(barTable(rows));
if (failed > 0) process.stderr.write(`${failed} questions ended with an error; counted as wrong.\n`);
process.exitCode = failed > 0 || rows.some(({ passed }) => !passed) ? 1 : 0;
