/**
 * From what is drawn above an axis to one level a label: bars and areas; curves are in `curves.ts` (docs/nano.md §1.12). Whole numbers
 * throughout; the twin of `training/mlmamba/charts/levels.py`.
 */
import type { RgbImage } from "../rgb-image.ts";
import type { Axis, Rect } from "./axes.ts";
import { within, withoutLines, withoutPanel } from "./background.ts";
import { alike, differenceAt, indexOfMost } from "../colours.ts";
import { curve } from "./curves.ts";
import { atLabels, differ, type Levels } from "./label-levels.ts";
import { plotOf, type Budget, type Plot } from "./plot.ts";
import { runsOf, type Runs } from "./runs.ts";

/** What stands above the labels of an axis, if it is a chart. */
export function levelsAbove(
  image: RgbImage,
  axis: Axis,
  boxes: readonly Rect[],
  unit: number,
  budget: Budget,
): Levels | undefined {
  const whole = plotOf(image, axis, boxes, unit, budget);
  if (whole === undefined) return undefined;
  const plot = withoutLines(within(withoutPanel(whole), unit), unit);
  const runs = runsOf(plot, unit);
  const long = runs.first.map((first, a) => +(runs.end[a]! - first > Math.max(Math.floor(unit / 4), 3)));
  const zero = zeroOf(runs, long);
  if (zero === undefined) return undefined;
  const near = Math.max(Math.floor(unit / 6), 2);
  const filled = new Uint8Array(plot.columns);
  for (let a = 0; a < plot.columns; a++) {
    if (long[a] === 0) continue;
    const [first, end] = [runs.first[a]!, runs.end[a]!];
    /* A tick or a grid line that hangs below the axis. */
    if (first < zero && first >= zero - unit && end > zero + unit) runs.first[a] = zero;
    if (Math.abs(runs.first[a]! - zero) <= near || Math.abs(end - zero) <= near) filled[a] = 1;
  }
  if (100 * total(filled) >= 85 * total(long))
    return filledLevels({ runs, long, filled, zero }, plot, unit, axis.lying);
  return axis.lying ? undefined : curve(plot, unit);
}

/** The runs of a plot's columns: which are `long`, which of these begin or end at `zero`. */
interface Bars {
  readonly runs: Runs;
  readonly long: Int32Array;
  readonly filled: Uint8Array;
  readonly zero: number;
}

function total(values: Iterable<number>): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum;
}

/** Where most of the long runs begin or end; nothing if there are none. */
function zeroOf({ first, end }: Runs, long: Int32Array): number | undefined {
  const ends: number[] = [];
  for (let a = 0; a < long.length; a++) if (long[a] === 1) ends.push(first[a]!, end[a]!);
  if (ends.length === 0) return undefined;
  const touches = new Int32Array(Math.max(...ends) + 1);
  for (const at of ends) touches[at]!++;
  return indexOfMost(touches.map((here, at) => 3 * here + 2 * (touches[at - 1] ?? 0) + 2 * (touches[at + 1] ?? 0)));
}

/** Bars, where there are gaps between labels, or an area. */
function filledLevels(
  { runs, long, filled, zero }: Bars,
  plot: Plot,
  unit: number,
  lying: boolean,
): Levels | undefined {
  const { labels: count, shares } = plot;
  let [longest, reach] = [0, 0];
  let [below, above] = [false, false];
  for (let a = 0; a < plot.columns; a++) {
    if (filled[a] === 0) continue;
    const [first, end] = [runs.first[a]!, runs.end[a]!];
    longest = Math.max(longest, end - first);
    reach = Math.max(reach, end);
    below ||= first < zero - unit;
    above ||= end > zero + unit;
  }
  if (longest < 3 * unit || reach >= plot.length - 1 || isNoChart(runs, filled, plot)) return undefined;
  if ((below && (lying || !above)) || (!below && zero > 3 * unit)) return undefined;
  const half = shares >> 1;
  let gaps = 0;
  for (let i = 0; i < count - 1; i++) {
    if (long.subarray(i * shares + half, (i + 1) * shares + half + 1).includes(0)) gaps++;
  }
  const bars = 2 * gaps >= count - 1;
  if (!bars && (lying || count < 3)) return undefined;
  const level = runs.first.map((first, a) => (filled[a] === 1 ? first + runs.end[a]! : 0));
  const found = bars ? highestBars(level, filled, plot, unit) : atLabels(level, plot, unit);
  const known = found.filter((value) => value !== undefined);
  if (5 * known.length < 3 * count || !differ(found, Math.floor(longest / 12), count < 4 ? 2 : 3)) return undefined;
  /* A bar may be missing for its value is nothing. At the ends it is rather a label of the other axis that has strayed in. */
  const levels = found.map((value, n) => value ?? (n === 0 || n === count - 1 ? undefined : 2 * zero));
  let cut = 0;
  for (let a = shares; a < plot.columns; a += shares) if (filled[a - 1] === 1 && filled[a] === 1) cut++;
  return { levels, bars, single: true, reach, cut };
}

/**
 * Columns that have far more marks than their longest run are bars seen from the side; what is hardly more than the ground of texts are
 * badges, buttons and fields; what changes its colour all the time is a picture.
 */
function isNoChart({ first, end }: Runs, filled: Uint8Array, plot: Plot): boolean {
  let [columns, broken] = [0, 0];
  let [inside, texts, pairs, changes] = [0, 0, 0, 0];
  for (let a = 0; a < plot.columns; a++) {
    if (filled[a] === 0) continue;
    const start = a * plot.stride;
    let marks = 0;
    for (let at = start; at < start + plot.length; at++) if (plot.on[at] === 1 && plot.text[at] === 0) marks++;
    columns++;
    if (4 * marks > 5 * (end[a]! - first[a]!) + 4) broken++;
    let before = false;
    for (let at = start + first[a]!; at < start + end[a]!; at++) {
      inside++;
      texts += plot.text[at]!;
      const drawn = plot.on[at] === 1 && plot.text[at] === 0;
      if (drawn && before) {
        pairs++;
        if (differs(plot.pixels, 3 * at)) changes++;
      }
      before = drawn;
    }
  }
  return 2 * broken > columns || 20 * texts > 7 * inside || 12 * changes > pairs;
}

/** Whether a pixel has another colour than the one before it. */
function differs(pixels: Uint8Array, at: number): boolean {
  return differenceAt(pixels, at, [pixels[at - 3]!, pixels[at - 2]!, pixels[at - 1]!]) > alike;
}

/** The highest bar of each label: of those whose middles are nearest to it. */
function highestBars(level: Int32Array, filled: Uint8Array, plot: Plot, unit: number): (number | undefined)[] {
  const { where, shares, labels } = plot;
  const half = shares >> 1;
  const bars = Array.from({ length: labels }, (): { wide: boolean; level: number }[] => []);
  for (let a = 1, start = 0; a <= where.length; a++) {
    if (a < where.length && filled[a] === 1 && filled[a - 1] === 1) {
      const step = where[a]! - where[a - 1]!;
      if (step >= 0 && step <= 2 * unit && 3 * Math.abs(level[a]! - level[a - 1]!) <= 2 * unit) continue;
    }
    if (filled[start] === 1) {
      const middle = Math.floor((where[start]! + where[a - 1]!) / 2);
      const away = (n: number): number => Math.abs(where[n * shares + half]! - middle);
      let label = 0;
      for (let n = 1; n < labels; n++) if (away(n) < away(label)) label = n;
      bars[label]!.push({ wide: a - start > 1, level: plateau(level.subarray(start, a)) });
    }
    start = a;
  }
  return bars.map((own) => {
    const wide = own.some((bar) => bar.wide) ? own.filter((bar) => bar.wide) : own;
    return wide.length > 0 ? Math.max(...wide.map((bar) => bar.level)) : undefined;
  });
}

/** The highest level that several columns share. */
function plateau(levels: Int32Array): number {
  const support = Math.max(2, Math.floor((levels.length * 8) / 100));
  const different = [...new Set(levels)].sort((a, b) => b - a);
  const shared = different.find((level) => levels.filter((other) => Math.abs(other - level) <= 1).length >= support);
  return shared ?? different[0]!;
}
