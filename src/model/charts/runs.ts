/** What is drawn in the columns of a plot as runs (docs/nano.md §1.12); part of the twin of `training/mlmamba/charts/levels.py`. */
import { alike, differenceAt } from "../colours.ts";
import type { Plot } from "./plot.ts";

/**
 * Of each column of a plot the longest run of marks, `first` to `end` (both 0 for none), the end of the one furthest from the axis, `top`,
 * and how many there are.
 */
export interface Runs {
  readonly first: Int32Array;
  readonly end: Int32Array;
  readonly top: Int32Array;
  readonly count: Int32Array;
}

/** Small gaps do not end a run, nor do texts in it, whose pixels count where they have the run's colour. */
export function runsOf({ columns, length, stride, pixels, on, text }: Plot, unit: number): Runs {
  const [first, end, top, count] = [0, 0, 0, 0].map(() => new Int32Array(columns)) as [
    Int32Array,
    Int32Array,
    Int32Array,
    Int32Array,
  ];
  const most = Math.max(Math.floor(unit / 6), 2);
  for (let a = 0; a < columns; a++) {
    let [start, gap] = [0, most + 1];
    let [r, g, b] = [0, 0, 0];
    for (let n = 0, at = a * stride; n < length; n++, at++) {
      const inText = text[at] === 1;
      const running = gap <= most;
      if (on[at] === 0 || (inText && !(running && differenceAt(pixels, 3 * at, [r, g, b]) <= alike))) {
        if (!inText) gap++;
        continue;
      }
      if (!running) {
        start = n;
        count[a]!++;
      }
      if (!inText) [r, g, b] = [pixels[3 * at]!, pixels[3 * at + 1]!, pixels[3 * at + 2]!];
      gap = 0;
      if (n + 1 - start > end[a]! - first[a]!) {
        first[a] = start;
        end[a] = n + 1;
      }
      top[a] = n + 1;
    }
  }
  return { first, end, top, count };
}
