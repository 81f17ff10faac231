/** Long straight strokes along rows or columns. */
import { eachRun, type Axis } from "./erase.ts";

/** First row, last row (exclusive), first column, last column (exclusive); rows and columns swapped for strokes down. */
export type Run = readonly [y0: number, y1: number, x0: number, x1: number];
/** How far the ends of a stroke's rows may be from one another. */
const even = 3;

/** Straight strokes along the rows, at least `least` long; the first `most` + 1 of them where there are more than `most`. */
export function longRuns(ink: Uint8Array, axis: Axis, least: number, most = Infinity): Run[] {
  const strokes: Run[] = [];
  let [open, row]: [number[], number] = [[], -1];
  eachRun(ink, axis, (y, x0, x1) => {
    if (x1 - x0 < least || strokes.length > most) return;
    if (y !== row) open = open.filter((n) => strokes[n]![1] >= y);
    row = y;
    const same = open.find((n) => {
      const [, bottom, left, right] = strokes[n]!;
      return bottom === y && Math.abs(left - x0) <= even && Math.abs(right - x1) <= even;
    });
    if (same === undefined) {
      open.push(strokes.length);
      strokes.push([y, y + 1, x0, x1]);
    } else {
      const [top, , left, right] = strokes[same]!;
      strokes[same] = [top, y + 1, Math.min(left, x0), Math.max(right, x1)];
    }
  });
  return strokes;
}
