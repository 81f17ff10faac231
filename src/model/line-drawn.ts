/**
 * What is drawn between and beside lines, as hints to the pointer head (docs/nano.md §1.8): what is joined to what (§1.11) with what a question makes
 * of it, and what is measured of charts (§1.12). The twin of `training/mlmamba/drawn.py`.
 */
import { measureWidth } from "./line-measures.ts";
import { strokeColumn, strokePairWidth, type StrokePair } from "./line-strokes.ts";

const joinedWidth = 3;
const askedWidth = strokePairWidth + 2;

/** Numbers per line in {@link drawnFeatures}. */
export const drawnWidth = joinedWidth + askedWidth + measureWidth;

/** What is read of an image once, for every question. */
export interface LineDrawing {
  readonly pairs: readonly StrokePair[];
  /** Row-major (lines, 12). */
  readonly measures: Float32Array;
}

/** The part of a drawing that is between some of its lines, which are counted anew. */
export function shownDrawing({ pairs, measures }: LineDrawing, shown: readonly number[]): LineDrawing {
  const place = new Map(shown.map((line, n) => [line, n]));
  const kept = new Float32Array(shown.length * measureWidth);
  for (const [n, line] of shown.entries()) {
    kept.set(measures.subarray(line * measureWidth, (line + 1) * measureWidth), n * measureWidth);
  }
  return {
    pairs: pairs.flatMap((pair) => {
      const [anchor, candidate] = [place.get(pair.anchor), place.get(pair.candidate)];
      return anchor === undefined || candidate === undefined ? [] : [{ ...pair, anchor, candidate }];
    }),
    measures: kept,
  };
}

/**
 * Row-major (lines, 27). 0 an arrow leaves the line, 1 one arrives, 2 it is written on a connector; 3–12 for each way in which lines are joined the
 * best score of a line to which this one stands so; 13, 14 as 3 and 5 (an arrow from it, joined without a direction), but no more than the
 * line's own score, so that both ends are named; 15–26 measures.
 *
 * @param scores of each line: how the question matches it, the mean of the first two of `lineMatches`
 */
export function drawnFeatures(scores: readonly number[], { pairs, measures }: LineDrawing): Float32Array {
  const { target, source, joined, labelledSource, labelledTarget } = strokeColumn;
  const result = new Float32Array(scores.length * drawnWidth);
  for (const { anchor, candidate, column } of pairs) {
    const labels = column === labelledSource || column === labelledTarget;
    if (column === target) result[anchor * drawnWidth] = 1;
    if (column === source) result[anchor * drawnWidth + 1] = 1;
    if (labels) result[anchor * drawnWidth + 2] = 1;
    const at = candidate * drawnWidth + joinedWidth + column;
    result[at] = Math.max(result[at]!, scores[anchor]!);
  }
  for (const [line, score] of scores.entries()) {
    const row = result.subarray(line * drawnWidth, (line + 1) * drawnWidth);
    row[joinedWidth + strokePairWidth] = Math.min(score, row[joinedWidth + target]!);
    row[joinedWidth + strokePairWidth + 1] = Math.min(score, row[joinedWidth + joined]!);
    row.set(measures.subarray(line * measureWidth, (line + 1) * measureWidth), joinedWidth + askedWidth);
  }
  return result;
}
