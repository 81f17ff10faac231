/** `eval`: asks every question of a file in a conversation of its own and scores the replies. */
import { open, type FileHandle } from "node:fs/promises";
import { cancelled, toUserError, UserError, type ErrorData } from "../../shared/errors.ts";
import type { AnswerTimings, Quote, TextLine } from "../../shared/types.ts";
import type { ImageHandle, ImageSource, WorkerClient } from "../../client/worker-client.ts";
import { readImage, readText } from "../files.ts";
import { commonestAnswers, everyLine, labelRule } from "./baselines.ts";
import { byImage, parseQuestions, type EvalQuestion } from "./questions.ts";
import type { Row } from "./report.ts";
import { normalise, score, standsIn } from "./score.ts";

export interface EvalRequest {
  /** Path of the questions. */
  readonly file: string;
  /** Where each reply is kept, one JSON object a line. */
  readonly out?: string;
  /** Only the first so many questions. */
  readonly limit?: number;
  /** A picture that is shown instead of each question's own: what the words of the questions alone are worth. */
  readonly instead?: ImageSource;
}

/** A question's outcome; `--out` keeps it with whether it was right. */
interface Kept {
  readonly id: string;
  readonly reply: string;
  readonly quotes: readonly Quote[];
  /** What the model counted one by one; no part of the reply, and no quote. */
  readonly counted: readonly Quote[];
  readonly timings: AnswerTimings | null;
  readonly confidence?: number;
  readonly error?: ErrorData;
}

/** A question with all that its reply is judged by. */
export interface Outcome {
  readonly question: EvalQuestion;
  readonly reply: string;
  readonly quotes: readonly Quote[];
  /** The image's lines; none where the image could not be opened. */
  readonly lines: readonly TextLine[];
  readonly row: Row;
}

export interface EvalResult {
  readonly rows: readonly Row[];
  readonly outcomes: readonly Outcome[];
  /** Questions that ended with an error; they count as wrong. */
  readonly failed: number;
}

/** @throws UserError `FILE_…`, `CANCELLED` */
export async function evaluate(
  client: WorkerClient,
  { file, out, limit, instead }: EvalRequest,
  onProgress: (done: number, total: number) => void,
  onError: (error: ErrorData) => void,
  signal: AbortSignal,
): Promise<EvalResult> {
  const all = parseQuestions(await readText(file), file);
  const commonest = commonestAnswers(all);
  const questions = all.slice(0, limit);
  const keeper = out === undefined ? undefined : await openOutput(out);
  const outcomes: Outcome[] = [];
  let failed = 0;
  try {
    const groups = instead === undefined ? byImage(questions, file) : [{ path: instead.name, questions }];
    for (const group of groups) {
      const image = await openImage(client, group.path, instead, signal);
      if (!("result" in image)) onError(image);
      for (const question of group.questions) {
        const answer = "result" in image ? await askOne(client, image, question, signal) : failure(question, image);
        if (answer.error !== undefined) failed++;
        const lines = "result" in image ? image.result.lines : [];
        const row = scoreRow(question, answer, lines, commonest.get(question.kind) ?? "");
        outcomes.push({ question, reply: answer.reply, quotes: answer.quotes, lines, row });
        await keeper?.appendFile(`${JSON.stringify({ ...answer, right: row.score.right })}\n`);
        onProgress(outcomes.length, questions.length);
      }
      if ("result" in image) await client.closeImage(image);
    }
  } finally {
    await keeper?.close();
  }
  return { rows: outcomes.map(({ row }) => row), outcomes, failed };
}

function scoreRow(question: EvalQuestion, kept: Kept, lines: readonly TextLine[], commonest: string): Row {
  const { answers, kind } = question;
  const all = everyLine(lines);
  const text = normalise(all.text);
  return {
    kind,
    score: score({ text: kept.reply, quotes: kept.quotes.length }, answers),
    everyLine: score(all, answers),
    commonest: score({ text: commonest, quotes: 0 }, answers),
    rule: score(labelRule(question.question, lines), answers),
    inText: answers.some((answer) => standsIn(normalise(answer), text)),
  };
}

async function openImage(
  client: WorkerClient,
  path: string,
  instead: ImageSource | undefined,
  signal: AbortSignal,
): Promise<ImageHandle | ErrorData> {
  try {
    return await client.openImage(instead ?? (await readImage(path)), { signal });
  } catch (thrown) {
    const error = toUserError(thrown);
    if (error.code.startsWith("IMAGE_")) return { ...error.toData(), message: `${path}: ${error.message}` };
    throw error;
  }
}

async function askOne(
  client: WorkerClient,
  image: ImageHandle,
  question: EvalQuestion,
  signal: AbortSignal,
): Promise<Kept> {
  for await (const event of client.ask(image, question.question, { signal })) {
    if (event.type === "failed") return failure(question, event.error);
    if (event.type === "stopped") throw cancelled();
    if (event.type === "done") {
      const { text: reply, quotes, counted, timings, confidence } = event;
      return { id: question.id, reply, quotes, counted, timings, ...(confidence !== undefined && { confidence }) };
    }
  }
  throw new Error("The answer ended without an event that says so");
}

function failure({ id }: EvalQuestion, error: ErrorData): Kept {
  return { id, reply: "", quotes: [], counted: [], timings: null, error };
}

async function openOutput(path: string): Promise<FileHandle> {
  try {
    return await open(path, "w");
  } catch (cause) {
    throw new UserError("FILE_MISSING", `"${path}" cannot be written.`, "Choose another place for --out.", { cause });
  }
}
