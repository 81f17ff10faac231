/**
 * Which lines the model gets to read when an image has more of them than the context holds: those nearest to the question's
 * words. The caller says so to the person; nothing is dropped silently.
 */
import type { TextLine } from "../shared/types.ts";
import { words } from "./text.ts";

export interface SelectionLimits {
  readonly maxLines: number;
  /** Context tokens for all lines together. */
  readonly maxTokens: number;
}

export interface SelectionInput {
  /** All lines in reading order. */
  readonly lines: readonly Pick<TextLine, "text" | "box">[];
  /** Context tokens that each line costs. */
  readonly costs: readonly number[];
  /** The questions of the conversation, the newest last. */
  readonly questions: readonly string[];
  /** Lines that must be among the chosen ones, because an answer before quotes them. */
  readonly required: readonly number[];
  readonly limits: SelectionLimits;
}

export function fitsWhole(costs: readonly number[], limits: SelectionLimits): boolean {
  return costs.length <= limits.maxLines && costs.reduce((sum, cost) => sum + cost, 0) <= limits.maxTokens;
}

/**
 * Indices of the chosen lines in reading order: the required ones, then those with the questions' words (rare words count more,
 * newer questions count more) and their neighbours in the image, then from the top as long as there is room.
 */
export function selectLines({ lines, costs, questions, required, limits }: SelectionInput): number[] {
  if (fitsWhole(costs, limits)) return lines.map((_, index) => index);
  const scores = nearness(lines, matchScores(lines, questions));
  const musts = new Set(required);
  const order = lines
    .map((_, index) => index)
    .sort((a, b) => Number(musts.has(b)) - Number(musts.has(a)) || scores[b]! - scores[a]! || a - b);
  const chosen: number[] = [];
  let tokens = 0;
  for (const index of order) {
    if (chosen.length >= limits.maxLines) break;
    const cost = costs[index]!;
    if (tokens + cost > limits.maxTokens) continue;
    tokens += cost;
    chosen.push(index);
  }
  return chosen.sort((a, b) => a - b);
}

/** Per line: the sum over the questions' words in it of log(lines / lines with the word), halved for every question before the newest. */
function matchScores(lines: SelectionInput["lines"], questions: readonly string[]): number[] {
  const lineWords = lines.map(({ text }) => new Set(words(text)));
  const scores = lines.map(() => 0);
  for (const [age, question] of [...questions].reverse().entries()) {
    for (const word of new Set(words(question))) {
      const holders = lineWords.flatMap((set, index) => (hasWord(set, word) ? [index] : []));
      const weight = Math.log((lines.length + 1) / (holders.length + 1)) / 2 ** age;
      for (const index of holders) scores[index]! += weight;
    }
  }
  return scores;
}

/** A word or, from four letters on, a longer or shorter form of it ("update" and "updates"). */
function hasWord(set: ReadonlySet<string>, word: string): boolean {
  if (set.has(word)) return true;
  if (word.length < 4) return false;
  for (const other of set) if (other.length >= 4 && (other.startsWith(word) || word.startsWith(other))) return true;
  return false;
}

/** Each line's score: the best of the matching lines, less the farther away it is, counted in that line's heights. */
function nearness(lines: SelectionInput["lines"], matches: readonly number[]): number[] {
  const sources = matches.flatMap((score, index) => (score > 0 ? [{ score, box: lines[index]!.box }] : []));
  return lines.map(({ box }) =>
    sources.reduce((best, source) => {
      const dx = gap(box[0], box[2], source.box[0], source.box[2]);
      const dy = gap(box[1], box[3], source.box[1], source.box[3]);
      const heights = Math.hypot(dx, dy) / Math.max(1, source.box[3]);
      return Math.max(best, source.score / (1 + heights / 4));
    }, 0),
  );
}

/** Distance between two intervals given by start and length; 0 where they overlap. */
function gap(startA: number, lengthA: number, startB: number, lengthB: number): number {
  return Math.max(0, startB - (startA + lengthA), startA - (startB + lengthB));
}
