#!/usr/bin/env node
/** `ml-mamba`: the work of the extension in a terminal. Exit codes: 0 answered, 1 failed with a code, 2 wrong usage, 3 alt text is missing. */
import { Command, CommanderError, InvalidArgumentError } from "commander";
import { DocumentClient } from "../client/document-client.ts";
import { WorkerClient } from "../client/worker-client.ts";
import { defaultAltLength } from "../shared/documents/alt-text.ts";
import { formatError, toUserError, UserError } from "../shared/errors.ts";
import { describeQuestion } from "../shared/types.ts";
import { ask } from "./ask.ts";
import { evaluate } from "./eval/run.ts";
import { summarise, table } from "./eval/report.ts";
import { withInterrupt } from "./interrupt.ts";
import { missingAlt } from "./missing-alt.ts";
import { HumanMissingAltReporter, JsonMissingAltReporter } from "./missing-alt-reporter.ts";
import { addPackCommands } from "./pack.ts";
import { defaultPackDir, documentsPath, ocrDir, workerPath } from "./paths.ts";
import { packDirOf, storeOf } from "./store.ts";
import { HumanReporter, JsonReporter, type Output, type Reporter } from "./reporter.ts";

interface CommonOptions {
  readonly json: boolean;
  readonly quiet: boolean;
  readonly pack: string;
  readonly store?: string;
  readonly threads?: number;
  readonly maxTokens?: number;
}

const exitCodes = { answered: 0, failed: 1, usage: 2, altMissing: 3 } as const;

const stdout: Output = { stream: process.stdout, isTerminal: process.stdout.isTTY };
const stderr: Output = { stream: process.stderr, isTerminal: process.stderr.isTTY };

function reporterFor({ json, quiet }: CommonOptions): Reporter {
  if (json) return new JsonReporter(stdout);
  return new HumanReporter(stdout, stderr, { quiet, color: stderr.isTerminal && !process.env["NO_COLOR"] });
}

async function createClient({ pack, store, threads, maxTokens }: CommonOptions): Promise<WorkerClient> {
  const packDir = await packDirOf(pack, storeOf(store));
  return new WorkerClient({
    modulePath: workerPath,
    worker: {
      packDir,
      ocrDir,
      ...(threads === undefined ? {} : { threads }),
      ...(maxTokens === undefined ? {} : { maxAnswerTokens: maxTokens }),
    },
  });
}

/** @param image false: the first argument is a question too, and there is no image */
async function askOrTalk(
  first: string,
  questions: readonly string[],
  { image, ...options }: CommonOptions & { readonly image: boolean },
): Promise<void> {
  if (!image) return runAsk(null, [first, ...questions], options);
  if (questions.length === 0) {
    throw new CommanderError(exitCodes.usage, "commander.missingArgument", "missing required argument 'question'");
  }
  return runAsk(first, questions, options);
}

async function runAsk(image: string | null, questions: readonly string[], options: CommonOptions): Promise<void> {
  await using client = await createClient(options);
  const answered = await withInterrupt((signal) => ask(client, { image, questions }, reporterFor(options), signal));
  process.exitCode = answered ? exitCodes.answered : exitCodes.failed;
}

interface DescribeOptions extends CommonOptions {
  readonly missingAlt: boolean;
  readonly check: boolean;
  readonly write: boolean;
  readonly altLength: number;
  readonly allowHost: readonly string[];
}

async function runDescribe(paths: readonly string[], options: DescribeOptions): Promise<void> {
  if (options.missingAlt) return runMissingAlt(paths, options);
  if (options.check || options.write) throw usage("--check and --write go with --missing-alt.");
  const [image, ...more] = paths;
  if (image === undefined || more.length > 0) throw usage("One image is expected; for documents add --missing-alt.");
  return runAsk(image, [describeQuestion], options);
}

async function runMissingAlt(paths: readonly string[], options: DescribeOptions): Promise<void> {
  const { check, write, json, quiet, altLength: longest, allowHost: hosts } = options;
  if (check && write) throw usage("--check writes nothing: leave out --write or --check.");
  const documents = new DocumentClient({ modulePath: () => documentsPath });
  let worker: Promise<WorkerClient> | undefined;
  try {
    const reporter = json ? new JsonMissingAltReporter(stdout) : new HumanMissingAltReporter(stdout, stderr, quiet);
    const parts = { documents, worker: () => (worker ??= createClient(options)) };
    const request = { paths, check, write, longest, hosts };
    const { missing, unreadable } = await withInterrupt((signal) => missingAlt(request, parts, reporter, signal));
    process.exitCode = missing > 0 ? exitCodes.altMissing : unreadable > 0 ? exitCodes.failed : exitCodes.answered;
  } finally {
    await Promise.all([documents.dispose(), worker?.then((client) => client.dispose()).catch(() => undefined)]);
  }
}

function usage(message: string): UserError {
  return new UserError("USAGE", message, "See ml-mamba --help.");
}

interface EvalOptions extends CommonOptions {
  readonly out?: string;
  readonly limit?: number;
}

async function runEval(file: string, options: EvalOptions): Promise<void> {
  await using client = await createClient(options);
  const { out, limit, quiet } = options;
  const request = { file, ...(out === undefined ? {} : { out }), ...(limit === undefined ? {} : { limit }) };
  const onProgress = (done: number, total: number): void => {
    if (stderr.isTerminal && !quiet) process.stderr.write(`\r${done}/${total}${done === total ? "\n" : ""}`);
  };
  const { rows, failed } = await withInterrupt((signal) =>
    evaluate(client, request, onProgress, (error) => process.stderr.write(`${formatError(error)}\n`), signal),
  );
  const summaries = summarise(rows);
  process.stdout.write(options.json ? `${JSON.stringify({ type: "eval", failed, summaries })}\n` : table(summaries));
  if (failed > 0) {
    process.stderr.write(
      `${failed} ${failed === 1 ? "question" : "questions"} ended with an error; counted as wrong.\n`,
    );
  }
  process.exitCode = failed > 0 ? exitCodes.failed : exitCodes.answered;
}

function positiveInteger(value: string): number {
  const number = Number(value);
  if (!Number.isInteger(number) || number < 1) throw new InvalidArgumentError("A whole number from 1 on is expected.");
  return number;
}

function collected(value: string, before: readonly string[]): readonly string[] {
  return [...before, value];
}

function withCommonOptions(command: Command): Command {
  return command
    .option("--json", "print one event a line as JSON", false)
    .option("--quiet", "print the answer only", false)
    .option("--pack <dir>", "folder of the model pack, or the name of an imported one", defaultPackDir)
    .option("--store <dir>", "folder of the imported packs")
    .option("--threads <n>", "threads of the model", positiveInteger)
    .option("--max-tokens <n>", "longest answer in tokens", positiveInteger);
}

function createProgram(): Command {
  const program = new Command("ml-mamba")
    .description("Ask questions about the pictures in your work. Everything runs on your machine.")
    .showHelpAfterError(false)
    .exitOverride()
    .configureOutput({ writeErr: () => undefined });
  withCommonOptions(program.command("ask"))
    .description("answer questions about an image; further questions continue the conversation")
    .argument("<image>", "PNG, JPEG, WebP, GIF, SVG, AVIF, TIFF or BMP file")
    .argument("[question...]", "what you want to know")
    .option("--no-image", "there is no image: all arguments are questions (for models that read text)")
    .action(askOrTalk);
  withCommonOptions(program.command("describe"))
    .description(
      "describe an image in a sentence or two; with --missing-alt, the images of documents that have no alt text",
    )
    .argument("<path...>", "an image; with --missing-alt documents and folders")
    .option("--missing-alt", "find images without alt text in documents, and say what it could be", false)
    .option("--check", "with --missing-alt: only find them, ask the model nothing", false)
    .option("--write", "with --missing-alt: write the alt text into the documents", false)
    .option("--alt-length <n>", "longest alt text in characters", positiveInteger, defaultAltLength)
    .option("--allow-host <host>", "a host to fetch images from; may be given again", collected, [])
    .action(runDescribe);
  withCommonOptions(program.command("eval"))
    .description("score the model on a file of questions, beside baselines")
    .argument("<file>", 'lines of {"id","image","question","answers":[…],"kind"}')
    .option("--out <file>", "keep each reply, one JSON object a line")
    .option("--limit <n>", "only the first n questions", positiveInteger)
    .action(runEval);
  addPackCommands(program, stdout, stderr);
  return program;
}

function reportFailure(thrown: unknown): void {
  if (thrown instanceof CommanderError) {
    const { exitCode, message } = thrown;
    if (exitCode === 0) return;
    if (thrown.code === "commander.help") {
      process.stderr.write(program.helpInformation());
      process.exitCode = exitCodes.usage;
      return;
    }
    const what = message.replace(/^error: /, "").replace(/\.?$/, ".");
    const error = new UserError("USAGE", `${what[0]!.toUpperCase()}${what.slice(1)}`, "See ml-mamba --help.");
    process.stderr.write(`${formatError(error)}\n`);
    process.exitCode = exitCodes.usage;
    return;
  }
  const error = toUserError(thrown);
  process.stderr.write(`${formatError(error)}\n`);
  process.exitCode = error.code === "USAGE" ? exitCodes.usage : exitCodes.failed;
}

/* A reader that closes the pipe (`| head`) has seen enough. */
process.stdout.on("error", () => process.exit(exitCodes.answered));

const program = createProgram();
try {
  await program.parseAsync();
} catch (thrown) {
  reportFailure(thrown);
}
