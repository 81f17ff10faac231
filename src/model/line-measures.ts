/**
 * What can be measured of charts (docs/nano.md §1.12): how high the bar or the curve over a label is, how long the bar beside it, how much
 * of the picture has the colour of a legend's entry, how large a slice is. The twin of `training/mlmamba/measures.py`;
 * `test/fixtures/line-measures.json` holds both to the same numbers. The parts are in `charts/`.
 */
import type { Box } from "../shared/types.ts";
import { axesOf, textUnit, type Axis, type Rect } from "./charts/axes.ts";
import type { Levels } from "./charts/label-levels.ts";
import { legendsOf, type Share } from "./charts/legends.ts";
import { levelsAbove } from "./charts/levels.ts";
import { piesOf } from "./charts/pies.ts";
import { newBudget, type Budget } from "./charts/plot.ts";
import { canBeDrawing } from "./drawing-limits.ts";
import type { RgbImage } from "./rgb-image.ts";

/** Features per line in {@link lineMeasures}. */
export const measureWidth = 12;
/** Edges of boxes are not looked for further away from the image's corner, in pixels. */
const furthest = 100_000;

interface Chart {
  readonly axis: Axis;
  readonly found: Levels;
}

/**
 * Row-major (lines, 12), zeros for lines that label nothing in a chart. Of the label of an axis: 0 how high what it labels is, from 0 for
 * the least of the chart to 1 for the most; 1 its rank, from −1 for the least to 1 for the most in even steps; 2 it is the highest, 3 the
 * lowest; 4 it labels a bar, 5 a place under a curve; 6 how far the chart rises from the first label to the last, 7 how far it falls, 1
 * being all of its range. Of an entry of a legend, and of a line in or at a slice of a pie: 8 its share of the whole; 9–11 as 1–3. Zeros
 * throughout for an image without pixels or with more than 8,000,000, for more than 300 boxes, and where a box is not finite.
 */
export function lineMeasures(image: RgbImage, boxes: readonly Box[]): Float32Array {
  const features = new Float32Array(boxes.length * measureWidth);
  if (!canBeDrawing(image, boxes.length) || !boxes.every((box) => box.every(Number.isFinite))) return features;
  const rects = boxes.map(wholePixels);
  const unit = textUnit(rects);
  for (const chart of chartsOf(image, rects, unit)) addLevels(features, chart);
  const legends = legendsOf(image, rects, unit);
  for (const legend of legends) addShares(features, legend);
  const taken = new Set(legends.flatMap((legend) => legend.map(({ line }) => line)));
  const others = rects.map((_, line) => line).filter((line) => !taken.has(line));
  const free = others.map((line) => rects[line]!);
  for (const pie of piesOf(image, free, unit)) {
    addShares(
      features,
      pie.map(({ line, share }) => ({ line: others[line]!, share })),
    );
  }
  return features;
}

/** At least one pixel large. */
function wholePixels([x, y, w, h]: Box): Rect {
  const whole = (edge: number): number => Math.min(Math.max(Math.floor(edge + 0.5), -furthest), furthest);
  const [left, top] = [whole(x), whole(y)];
  return [left, top, Math.max(whole(x + w), left + 1), Math.max(whole(y + h), top + 1)];
}

/** Those with most labels first; a label is not within another chart, and none has two. */
function chartsOf(image: RgbImage, boxes: readonly Rect[], unit: number): Chart[] {
  const budget = newBudget();
  const found = axesOf(boxes, unit)
    .flatMap((ways) => best(image, ways, boxes, unit, budget))
    .sort((a, b) => b.axis.labels.length - a.axis.labels.length);
  const kept: Chart[] = [];
  for (const chart of found) {
    const clashes = chart.axis.labels
      .flat()
      .some((line) => kept.some((other) => inside(boxes[line]!, other) || other.axis.labels.flat().includes(line)));
    if (!clashes) kept.push(chart);
  }
  return kept;
}

/** Of the ways to see an axis the first that cuts the fewest bars; at most one. */
function best(image: RgbImage, ways: readonly Axis[], boxes: readonly Rect[], unit: number, budget: Budget): Chart[] {
  let chosen: Chart | undefined;
  for (const axis of ways) {
    const found = levelsAbove(image, axis, boxes, unit, budget);
    if (found !== undefined && (chosen === undefined || found.cut < chosen.found.cut)) chosen = { axis, found };
  }
  return chosen === undefined ? [] : [chosen];
}

/** Whether the middle of a box is where the chart of an axis is. */
function inside([left, top, right, bottom]: Rect, { axis, found }: Chart): boolean {
  const [x, y] = [Math.floor((left + right) / 2), Math.floor((top + bottom) / 2)];
  const across = axis.lying ? y : x;
  const away = axis.lying ? x - axis.base : axis.base - y;
  const [first, last] = [axis.centres[0]!, axis.centres.at(-1)!];
  return away >= 0 && away <= found.reach && across >= first - axis.pitch && across <= last + axis.pitch;
}

function addLevels(features: Float32Array, { axis, found }: Chart): void {
  const known = axis.labels.flatMap((label, n) => {
    const level = found.levels[n];
    return level === undefined ? [] : [{ label, level }];
  });
  const levels = known.map(({ level }) => level);
  const least = Math.min(...levels);
  const span = Math.max(...levels) - least;
  const rise = found.single && !axis.lying ? (levels.at(-1)! - levels[0]!) / span : 0;
  const kind = [+found.bars, +!found.bars, Math.max(rise, 0), Math.max(-rise, 0)];
  const ranked = ranks(levels);
  for (const [n, { label, level }] of known.entries()) {
    const row = [(level - least) / span, ...extremes(ranked[n]!), ...kind];
    for (const line of label) features.set(row, line * measureWidth);
  }
}

function addShares(features: Float32Array, parts: readonly Share[]): void {
  const total = parts.reduce((sum, { share }) => sum + share, 0);
  const ranked = ranks(parts.map(({ share }) => share));
  for (const [n, { line, share }] of parts.entries()) {
    features.set([share / total, ...extremes(ranked[n]!)], line * measureWidth + 8);
  }
}

/** Of each value: −1 for the least, 1 for the most, even steps between the different ones. */
function ranks(values: readonly number[]): number[] {
  const different = [...new Set(values)].sort((a, b) => a - b);
  const last = different.length - 1;
  return values.map((value) => (last > 0 ? (2 * different.indexOf(value)) / last - 1 : 0));
}

function extremes(rank: number): [rank: number, highest: number, lowest: number] {
  return [rank, +(rank === 1), +(rank === -1)];
}
