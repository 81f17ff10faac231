/** One level a label (docs/nano.md §1.12); with `levels.ts`, `runs.ts` and `curves.ts` the twin of `training/mlmamba/charts/levels.py`. */
import type { Plot } from "./plot.ts";

/**
 * Of each label how high its bar or the curve is, in half pixels from the axis; nothing where a label is none of the chart's. `reach` is
 * how far the chart reaches; `single`: one thing a label, of which it can be said whether it rises; `cut`: so many bars go on from one
 * label's share to the next one's, which tells that the shares are not right.
 */
export interface Levels {
  readonly levels: readonly (number | undefined)[];
  readonly bars: boolean;
  readonly single: boolean;
  readonly reach: number;
  readonly cut: number;
}

/** Whether levels lie `least` apart, and so many are different (nothing counts as one too). */
export function differ(found: readonly (number | undefined)[], least: number, different: number): boolean {
  const known = found.filter((value) => value !== undefined);
  return (
    known.length > 1 &&
    Math.max(...known) - Math.min(...known) >= Math.max(least, 2) &&
    new Set(found).size >= different
  );
}

/**
 * The levels in the labels' middles. Where one is far from its neighbours, it is a tick or a grid line that the curve ends at or crosses:
 * the neighbours' then, the inner one's at the ends.
 */
export function atLabels(level: Int32Array, { labels, shares }: Plot, unit: number): (number | undefined)[] {
  const result: (number | undefined)[] = [];
  for (let i = 0; i < labels; i++) {
    const at = i * shares + (shares >> 1);
    const sides = [-1, 1].filter((side) => (side < 0 ? i > 0 : i < labels - 1));
    const near: number[] = [];
    for (let step = 1; step <= shares >> 2; step++) {
      for (const side of sides) if (level[at + side * step]! > 0) near.push(level[at + side * step]!);
    }
    const beside = near.slice(0, sides.length);
    let here = level[at]!;
    if (beside.length > 0 && (here === 0 || Math.min(...beside.map((other) => Math.abs(here - other))) > 2 * unit)) {
      here = Math.floor(beside.reduce((sum, other) => sum + other) / beside.length);
    }
    result.push(here > 0 ? here : undefined);
  }
  return result;
}
