/** Curves over the labels of an axis (docs/nano.md §1.12); part of the twin of `training/mlmamba/charts/levels.py`. */
import { differenceAt } from "../colours.ts";
import { atLabels, differ, type Levels } from "./label-levels.ts";
import type { Plot } from "./plot.ts";
import { runsOf } from "./runs.ts";

/** The highest of the curves: a thin thing that goes on from the first label to the last without jumps, and is not level. */
export function curve(plot: Plot, unit: number): Levels | undefined {
  const { columns, labels, length, stride } = plot;
  const half = plot.shares >> 1;
  const runs = runsOf(withoutFaint(plot), unit);
  const top = runs.top.subarray(half, columns - half);
  const marked = top.filter((end) => end > 0);
  if (labels < 3 || 100 * marked.length < 85 * top.length) return undefined;
  const reach = Math.max(...top);
  const jump = Math.max(Math.floor((reach - Math.min(...marked)) / 6), 3);
  const steps = top.subarray(1).map((end, n) => Math.abs(end - top[n]!));
  const smooth = steps.filter((step) => step <= jump).length;
  const sloped = steps.filter((step) => step > 0).length;
  if (100 * smooth < 95 * steps.length || 5 * sloped < steps.length) return undefined;
  const thick = runs.end.map((end, a) => end - runs.first[a]!).subarray(half, columns - half);
  const sorted = thick.filter((_, n) => top[n]! > 0).sort();
  if (sorted[(sorted.length - 1) >> 1]! > unit) return undefined;
  let texts = 0;
  for (let a = 0; a < columns; a++) {
    for (let at = a * stride; at < a * stride + Math.min(reach, length); at++) texts += plot.around[at]!;
  }
  if (5 * texts > reach * columns) return undefined;
  const found = atLabels(
    runs.top.map((end) => 2 * end),
    plot,
    unit,
  );
  if (found.includes(undefined) || !differ(found, unit, 3)) return undefined;
  const several = runs.count.filter((count) => count > 1).length;
  return { levels: found, bars: false, single: 2 * several < columns, reach, cut: 0 };
}

/**
 * What differs far less from the background than the curve does left out, remains of a grid; and what is near texts, remains of them.
 */
function withoutFaint(plot: Plot): Plot {
  const { columns, length, stride, pixels, ground } = plot;
  const away = new Uint16Array(plot.on.length);
  const most = new Int32Array(columns);
  for (let a = 0; a < columns; a++) {
    for (let at = a * stride; at < a * stride + length; at++) {
      if (plot.on[at] === 0 || plot.text[at] === 1) continue;
      away[at] = differenceAt(pixels, 3 * at, ground);
      most[a] = Math.max(most[a]!, away[at]!);
    }
  }
  const usual = most.sort()[(columns - 1) >> 1]!;
  return { ...plot, on: plot.on.map((on, at) => +(on === 1 && 5 * away[at]! >= 2 * usual)), text: plot.around };
}
