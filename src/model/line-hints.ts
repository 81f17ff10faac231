/**
 * What can be known of lines without a model, as hints to the pointer head (docs/nano.md §1.8): how a question's words match each line,
 * and how lines stand to each other. The twin of `training/mlmamba/hints.py`; `test/fixtures/line-hints.json` holds both to the same
 * numbers. Everything is computed in float64 and rounded to float32 at the end.
 */
import type { Box } from "../shared/types.ts";
import { words as foldedWords } from "./text.ts";

/** Features per line in {@link lineMatches}. */
export const matchWidth = 10;
/** Features per pair of lines in {@link lineRelations}. */
export const relationWidth = 12;

/** One of the endings -ing, -ed, -es, -s behind at least three characters. */
const ending = /(?<=...)(?:ing|ed|es|s)$/u;
const stopWeight = 0.15;
const stopWords: ReadonlySet<string> = new Set(
  (
    "a an the this that these those it its of in on at to for from by with and or is are was were be been do does did has have had can could " +
    "will would should i you we me my your there here what which who where when how why whats name tell show give read find say says get " +
    "image picture screenshot screen page value text"
  ).split(" "),
);

/**
 * How a question's words match each line: row-major (lines, 10). Share of the line's words that the question has, share of the question's
 * words that the line has (both by weight), share of the line's letter trigrams, whether the question has the whole line as a phrase; then
 * the best score (the mean of the first two) among lines to the left in its row, above in its column, and of the line before it; the
 * best among lines to the right in its row, and below in its column; and, for the cells of a table, the best in its row on either side
 * times the best above in its column, at any distance.
 *
 * @param question as it was typed
 * @param texts texts of the lines as they were read, in the prompt's order
 * @param boxes of the same lines, in pixels of the image
 */
export function lineMatches(question: string, texts: readonly string[], boxes: readonly Box[]): Float32Array {
  const asked = new Words(question);
  const result = new Float32Array(texts.length * matchWidth);
  const scores = texts.map((text, n) => {
    const own = ownMatches(asked, new Words(text));
    result.set(own, n * matchWidth);
    return (own[0] + own[1]) / 2;
  });
  for (let n = 0; n < texts.length; n++) {
    const best = { left: 0, above: 0, right: 0, below: 0, row: 0, column: 0 };
    for (const [other, score] of scores.entries()) {
      const from = standing(boxes[other]!, boxes[n]!);
      const to = standing(boxes[n]!, boxes[other]!);
      if (from.right) best.left = Math.max(best.left, score / (1 + from.gap / 20));
      if (from.below) best.above = Math.max(best.above, score / (1 + from.down / 20));
      if (to.right) best.right = Math.max(best.right, score / (1 + to.gap / 20));
      if (to.below) best.below = Math.max(best.below, score / (1 + to.down / 20));
      if (from.right || to.right) best.row = Math.max(best.row, score);
      if (from.below) best.column = Math.max(best.column, score);
    }
    const around = [best.left, best.above, scores[n - 1] ?? 0, best.right, best.below, best.row * best.column];
    result.set(around, n * matchWidth + 4);
  }
  return result;
}

/**
 * How line `candidate` stands to line `anchor`: row-major (lines, lines, 12) as [anchor, candidate]. Next, previous in reading order;
 * nearest right, left, below, above (each 0 or 1); in the row to the right `1 / (1 + gap / 5)`, in the column below
 * `1 / (1 + distance / 3)`; the same two to the left and above; in the row to the right, and to the left, at any distance. Lengths in
 * heights of the one on the left or above.
 *
 * @param boxes in the prompt's order, in pixels of the image
 */
export function lineRelations(boxes: readonly Box[]): Float32Array {
  const count = boxes.length;
  const pairs = boxes.map((anchor) => boxes.map((candidate) => standing(anchor, candidate)));
  const result = new Float32Array(count * count * relationWidth);
  const mark = (anchor: number, candidate: number, feature: number, value = 1): void => {
    result[(anchor * count + candidate) * relationWidth + feature] = value;
  };
  for (const [line, row] of pairs.entries()) {
    if (line + 1 < count) mark(line, line + 1, 0);
    if (line > 0) mark(line, line - 1, 1);
    const column = pairs.map((others) => others[line]!);
    const nearest = [
      nearestOf(row, (pair) => (pair.right ? pair.gap : Infinity)),
      nearestOf(column, (pair) => (pair.right ? pair.gap : Infinity)),
      nearestOf(row, (pair) => (pair.below ? pair.down : Infinity)),
      nearestOf(column, (pair) => (pair.below ? pair.down : Infinity)),
    ];
    for (const [direction, other] of nearest.entries()) if (other !== undefined) mark(line, other, 2 + direction);
    for (const [candidate, { right, gap, below, down }] of row.entries()) {
      if (right) {
        mark(line, candidate, 6, 1 / (1 + gap / 5));
        mark(candidate, line, 8, 1 / (1 + gap / 5));
        mark(line, candidate, 10);
        mark(candidate, line, 11);
      }
      if (below) {
        mark(line, candidate, 7, 1 / (1 + down / 3));
        mark(candidate, line, 9, 1 / (1 + down / 3));
      }
    }
  }
  return result;
}

/** The line that an answer quotes last, counted as in the context; −1 where it quotes none. */
export function lastRegion(answerIds: readonly number[], regionBase: number): number {
  const id = answerIds.findLast((candidate) => candidate >= regionBase);
  return id === undefined ? -1 : id - regionBase;
}

/** A text's words without their endings, and what follows from them. */
class Words {
  readonly list: readonly string[];
  readonly set: ReadonlySet<string>;
  /** All words with one space around each. */
  readonly phrase: string;
  /** Sum of the different words' weights; a stop word weighs little. */
  readonly weight: number;
  readonly trigrams: ReadonlySet<string>;

  constructor(text: string) {
    this.list = foldedWords(text).map((word) => word.replace(ending, ""));
    this.set = new Set(this.list);
    this.phrase = ` ${this.list.join(" ")} `;
    this.weight = totalWeight(this.set);
    const characters = Array.from(this.phrase);
    this.trigrams = new Set(characters.slice(2).map((last, n) => `${characters[n]!}${characters[n + 1]!}${last}`));
  }
}

function totalWeight(words: Iterable<string>): number {
  let sum = 0;
  for (const word of words) sum += stopWords.has(word) ? stopWeight : 1;
  return sum;
}

/** The first four features of {@link lineMatches}; zeros for a line without words. */
function ownMatches(asked: Words, line: Words): readonly [number, number, number, number] {
  if (line.list.length === 0) return [0, 0, 0, 0];
  const common = totalWeight(shared(line.set, asked.set));
  return [
    common / line.weight,
    common / (asked.weight || 1),
    shared(line.trigrams, asked.trigrams).length / line.trigrams.size,
    asked.phrase.includes(line.phrase) ? 1 : 0,
  ];
}

function shared(a: ReadonlySet<string>, b: ReadonlySet<string>): string[] {
  return [...a].filter((value) => b.has(value));
}

/** How a candidate stands to an anchor; lengths in heights of the anchor. */
export interface Standing {
  /** The candidate is in the anchor's row, to its right. */
  readonly right: boolean;
  /** Between the anchor's right edge and the candidate's left one, at least 0. */
  readonly gap: number;
  /** The candidate is below the anchor, in its column (the ranges of x overlap, or the left edges are nearly equal). */
  readonly below: boolean;
  /** From centre to centre, downwards. */
  readonly down: number;
}

/** How line `candidate` (second) stands to line `anchor` (first). */
export function standing([ax, ay, aw, ah]: Box, [cx, cy, cw, ch]: Box): Standing {
  const height = Math.max(ah, 1);
  const row = overlap(ay, ay + ah, cy, cy + ch) >= 0.5 * Math.min(height, Math.max(ch, 1));
  const gap = (cx - (ax + aw)) / height;
  const down = (cy + ch / 2 - (ay + ah / 2)) / height;
  const column = overlap(ax, ax + aw, cx, cx + cw) > 0 || Math.abs(cx - ax) < height;
  return { right: row && gap > -0.3, gap: Math.max(gap, 0), below: column && down > 0.5 && !row, down };
}

/** Length of the part that two intervals share; negative where they are apart. */
function overlap(startA: number, endA: number, startB: number, endB: number): number {
  return Math.min(endA, endB) - Math.max(startA, startB);
}

/** Index of the smallest finite distance, the first of equals. */
function nearestOf(pairs: readonly Standing[], distanceOf: (pair: Standing) => number): number | undefined {
  let best: number | undefined;
  let least = Infinity;
  for (const [index, pair] of pairs.entries()) {
    const distance = distanceOf(pair);
    if (distance >= least) continue;
    best = index;
    least = distance;
  }
  return best;
}
