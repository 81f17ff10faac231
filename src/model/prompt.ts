/**
 * The prompt as token ids (docs/nano.md §1.6, docs/family.md §4): the context `<|image|>×T (<|r0|> text₀) …`, then per turn a question, the mark where the
 * answer starts, the answer and the turn's end.
 */
import type { PackManifest } from "../shared/manifest.ts";
import type { Turn } from "../shared/types.ts";
import { plainText, promptText } from "./text.ts";

/** Token ids of a text; special tokens in it are recognised, nothing is added around it. */
export type Tokenize = (text: string) => readonly number[];

export type PromptFormat = Pick<PackManifest, "tokens" | "prompt"> & {
  readonly visualTokens: number;
};

/** The part of a prompt that belongs to the image. */
export interface Context {
  readonly ids: readonly number[];
  /** Position in `ids` of the last token of line n, ascending. */
  readonly lineEnds: readonly number[];
}

/** Some consecutive ids of a context, to be read in one call. */
export interface ContextPiece {
  readonly start: number;
  readonly ids: readonly number[];
  /** Positions in this piece at which lines end. */
  readonly lineEnds: readonly number[];
}

/** Token ids of each line's text, at most `limit` of them; texts as the recogniser read them. */
export function lineTokens(
  format: PromptFormat,
  tokenize: Tokenize,
  texts: readonly string[],
  limit: number,
): (readonly number[])[] {
  return texts.map((text) => tokenize(promptText(text, format.prompt.caseFold)).slice(0, limit));
}

/** Token ids of a question's text alone. */
export function questionText(format: PromptFormat, tokenize: Tokenize, question: string): readonly number[] {
  return tokenize(promptText(question, format.prompt.caseFold));
}

/** @param lines token ids of the lines' texts, in the order in which region tokens count them. */
export function buildContext(format: PromptFormat, lines: readonly (readonly number[])[]): Context {
  const ids: number[] = new Array<number>(format.visualTokens).fill(format.tokens.image);
  const lineEnds: number[] = [];
  for (const [n, tokens] of lines.entries()) {
    ids.push(format.tokens.regionBase + n, ...tokens);
    lineEnds.push(ids.length - 1);
  }
  return { ids, lineEnds };
}

/** The ids of `context` from `start` on, at most `length` of them. */
export function contextPiece(context: Context, start: number, length: number): ContextPiece {
  const end = start + length;
  return {
    start,
    ids: context.ids.slice(start, end),
    lineEnds: context.lineEnds.filter((position) => position >= start && position < end).map((p) => p - start),
  };
}

/**
 * The ids that ask a question, up to and with the mark where its answer starts: part by part, or as one text where the pack's prompt has
 * that form, because its model was trained so.
 */
export function questionTokens(format: PromptFormat, tokenize: Tokenize, question: string): readonly number[] {
  const { form, questionStart, answerStart } = format.prompt;
  if (form === "text") return tokenize(`${questionStart}${plainText(question)}${answerStart}`);
  return [...tokenize(questionStart), ...questionText(format, tokenize, question), ...tokenize(answerStart)];
}

/**
 * All ids behind the context: the turns so far and the new question. An answer's own end token is not repeated by the turn's end,
 * and an answer that was stopped gets one.
 */
export function conversationTokens(
  format: PromptFormat,
  tokenize: Tokenize,
  history: readonly Turn[],
  question: string,
): number[] {
  const turnEnd = tokenize(format.prompt.turnEnd);
  const past = history.flatMap((turn) => {
    const ended = turn.answerTokens.at(-1) === format.tokens.end;
    const answer = ended ? turn.answerTokens.slice(0, -1) : turn.answerTokens;
    return [...questionTokens(format, tokenize, turn.question), ...answer, ...turnEnd];
  });
  return [...past, ...questionTokens(format, tokenize, question)];
}

/** Region tokens of `ids` counted anew: `renumber(n)` is the new number of line n, `undefined` drops the token. */
export function renumberRegions(
  ids: readonly number[],
  regionBase: number,
  renumber: (line: number) => number | undefined,
): number[] {
  return ids.flatMap((id) => {
    if (id < regionBase) return [id];
    const line = renumber(id - regionBase);
    return line === undefined ? [] : [regionBase + line];
  });
}
