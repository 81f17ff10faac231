/**
 * Rows and columns of lines that may be the labels of a chart's axis (docs/nano.md §1.12): texts on a level, at equal distances. Whether
 * there is a chart beside them is for the pixels to say (`levels.ts`). Lengths are whole pixels; the twin of
 * `training/mlmamba/charts/axes.py`.
 */

/** Left, top, right, bottom in whole pixels; the last two are outside. */
export type Rect = readonly [left: number, top: number, right: number, bottom: number];

/**
 * Labels along an axis: the lines of each (a wrapped label has several), and the middles of their shares of the axis, `pitch` apart.
 * `base` is the first row of pixels above the labels, or, where the bars would be `lying`, the first column right of them.
 */
export interface Axis {
  readonly labels: readonly (readonly number[])[];
  readonly centres: readonly number[];
  readonly pitch: number;
  readonly base: number;
  readonly lying: boolean;
}

/** Where labels stand if their distances are equal: the `worst` is moved so many hundredths of the distance. */
interface Fit {
  readonly centres: readonly number[];
  readonly pitch: number;
  readonly worst: number;
}

const mostLabels = 60;
/** Distances are equal where no label is further from its place than this, in hundredths of them. */
const even = 20;
/** An axis that leaves out more labels than this is none. */
const mostPlaces = 1000;

/** The height of a line: the first quartile, for turned texts have larger boxes. */
export function textUnit(boxes: readonly Rect[]): number {
  const heights = ascending(boxes.map(([, top, , bottom]) => bottom - top));
  return Math.max(heights[(heights.length - 1) >> 2]!, 4);
}

/**
 * What may be axes, each in one way or several, those of upright bars and curves first. A line is in at most one row and one column.
 */
export function axesOf(boxes: readonly Rect[], unit: number): Axis[][] {
  const rows = claimed(
    boxes.map((box) => level(boxes, box, unit)),
    boxes.length,
  );
  const columns = claimed(
    boxes.flatMap((box) => flush(boxes, box, unit)),
    boxes.length,
  );
  const found: Axis[][] = [];
  for (const row of rows) {
    for (const part of parts(row, (n) => across(boxes[n]!))) found.push(upright(boxes, part, unit));
  }
  for (const column of columns) {
    for (const part of parts(column, (n) => down(boxes[n]!))) found.push(lying(boxes, part, unit));
  }
  return found.filter((ways) => ways.length > 0);
}

/** Twice the middle. */
function across([left, , right]: Rect): number {
  return left + right;
}

function down([, top, , bottom]: Rect): number {
  return top + bottom;
}

function ascending(values: readonly number[]): number[] {
  return values.toSorted((a, b) => a - b);
}

/** Numbers of the boxes of which something is true, in order. */
function numbersWhere(boxes: readonly Rect[], holds: (box: Rect) => boolean): number[] {
  const result: number[] = [];
  for (let n = 0; n < boxes.length; n++) if (holds(boxes[n]!)) result.push(n);
  return result;
}

/** Lines whose tops are level with a line's, as those of turned labels are, or whose middles are. */
function level(boxes: readonly Rect[], seed: Rect, unit: number): number[] {
  const near = Math.max(Math.floor((unit * 2) / 5), 2);
  return numbersWhere(boxes, (box) => Math.abs(box[1] - seed[1]) <= near || Math.abs(down(box) - down(seed)) <= near);
}

/** Lines that end where a line ends, and those that begin where it begins. */
function flush(boxes: readonly Rect[], seed: Rect, unit: number): number[][] {
  const near = Math.max(Math.floor(unit / 2), 2);
  return [
    numbersWhere(boxes, (box) => Math.abs(box[2] - seed[2]) <= near),
    numbersWhere(boxes, (box) => Math.abs(box[0] - seed[0]) <= near),
  ];
}

/** The largest first; what a larger one has taken is missing in a smaller one. */
function claimed(candidates: readonly (readonly number[])[], count: number): number[][] {
  const taken = new Uint8Array(count);
  const kept: number[][] = [];
  for (const members of candidates.toSorted((a, b) => b.length - a.length)) {
    const free = members.filter((line) => taken[line] === 0);
    for (const line of free) taken[line] = 1;
    if (free.length > 2) kept.push(free);
  }
  return kept;
}

/** Lines in order, parted where a gap is more than twice the usual distance: charts beside each other. */
function parts(lines: readonly number[], place: (line: number) => number): number[][] {
  const order = lines.toSorted((a, b) => place(a) - place(b));
  const usual = usualStep(order.map(place));
  const found: number[][] = [];
  let before = 0;
  for (const line of order) {
    const at = place(line);
    const last = found.at(-1);
    if (last !== undefined && 4 * (at - before) <= 9 * usual) last.push(line);
    else found.push([line]);
    before = at;
  }
  return found.filter((part) => part.length > 2 && part.length <= mostLabels);
}

/** The distance of each place from the one before it. */
function stepsOf(places: readonly number[]): number[] {
  return places.slice(1).map((place, n) => place - places[n]!);
}

/** The lower median of the distances. */
function usualStep(places: readonly number[]): number {
  const steps = ascending(stepsOf(places));
  return steps[(steps.length - 1) >> 1] ?? 0;
}

/**
 * One, or for turned labels, which hang from their ticks by the middle or an end, each that is even enough, the most even first.
 */
function upright(boxes: readonly Rect[], row: readonly number[], unit: number): Axis[] {
  const result: { readonly worst: number; readonly axis: Axis }[] = [];
  for (const places of placesOf(boxes, row, unit)) {
    const [part, fit] = fitting(
      cuts(row.length).map(([start, end]) => [row.slice(start, end), evenPlaces(places.slice(start, end))]),
    );
    if (!sound(fit, part.length, unit)) continue;
    const base = Math.min(...part.map((n) => boxes[n]![1])) - 1;
    const labels = part.map((n) => [n]);
    result.push({ worst: fit.worst, axis: { labels, centres: fit.centres, pitch: fit.pitch, base, lying: false } });
  }
  return result.sort((a, b) => a.worst - b.worst).map(({ axis }) => axis);
}

/** Twice the places of labels on their axis, in one way or several. */
function placesOf(boxes: readonly Rect[], row: readonly number[], unit: number): number[][] {
  const heights = ascending(row.map((n) => boxes[n]![3] - boxes[n]![1]));
  const middles = row.map((n) => across(boxes[n]!));
  if (2 * heights[(row.length - 1) >> 1]! <= 3 * unit) return [middles];
  return [middles, row.map((n) => 2 * boxes[n]![2] - unit), row.map((n) => 2 * boxes[n]![0] + unit)];
}

/** At most one. */
function lying(boxes: readonly Rect[], column: readonly number[], unit: number): Axis[] {
  let [labels, fit] = bestColumn(
    boxes,
    column.map((n) => [n]),
  );
  if (!sound(fit, labels.length, unit)) {
    [labels, fit] = bestColumn(boxes, wrapped(boxes, column, unit));
    if (!sound(fit, labels.length, unit)) return [];
  }
  const base = Math.max(...labels.flat().map((n) => boxes[n]![2]));
  return [{ labels, centres: fit.centres, pitch: fit.pitch, base, lying: true }];
}

function bestColumn(boxes: readonly Rect[], labels: readonly (readonly number[])[]): [(readonly number[])[], Fit] {
  const middles = labels.map((label) => boxes[label[0]!]![1] + boxes[label.at(-1)!]![3]);
  return fitting(
    cuts(labels.length).map(([start, end]) => [labels.slice(start, end), evenPlaces(middles.slice(start, end))]),
  );
}

/** Lines closer to each other than others are one label. */
function wrapped(boxes: readonly Rect[], column: readonly number[], unit: number): number[][] {
  const steps = stepsOf(column.map((n) => down(boxes[n]!)));
  const least = Math.min(...steps);
  if (least > 4 * unit) return column.map((n) => [n]);
  const labels = [[column[0]!]];
  for (const [at, step] of steps.entries()) {
    const n = column[at + 1]!;
    if (2 * step <= 3 * least) labels.at(-1)!.push(n);
    else labels.push([n]);
  }
  return labels;
}

/** All, and all but the first or the last: the end of the other axis strays in. */
function cuts(count: number): [start: number, end: number][] {
  if (count <= 3) return [[0, count]];
  return [
    [0, count],
    [1, count],
    [0, count - 1],
  ];
}

/** The first, unless it is uneven and another is far less so. */
function fitting<T>(fits: readonly [T[], Fit][]): [T[], Fit] {
  const first = fits[0]!;
  const best = fits.reduce((least, fit) => (fit[1].worst < least[1].worst ? fit : least));
  const { worst } = first[1];
  return worst > Math.floor(even / 3) && 5 * best[1].worst < 2 * worst ? best : first;
}

function sound(fit: Fit, count: number, unit: number): boolean {
  return count > 2 && fit.pitch >= unit && fit.worst <= (count > 3 ? even : Math.floor((even * 3) / 5));
}

/**
 * The equal distances that fit best, some labels left out in between perhaps. Places come twice their size; boxes are read a little too
 * large, so the places that equal distances give are better than the boxes' own. Least squares in whole numbers below 2⁵².
 */
function evenPlaces(doubled: readonly number[]): Fit {
  const count = doubled.length;
  const pitch = usualStep(doubled);
  const uneven = {
    centres: doubled.map((place) => Math.floor(place / 2)),
    pitch: Math.floor(pitch / 2),
    worst: 10_000,
  };
  if (pitch <= 0) return uneven;
  const at = [0];
  for (const step of stepsOf(doubled)) at.push(at.at(-1)! + Math.floor((2 * step + pitch) / (2 * pitch)));
  if (at.some((i) => Math.abs(i) > mostPlaces)) return uneven;
  const sum = (value: (n: number) => number): number => at.reduce((total, _, n) => total + value(n), 0);
  const [sumI, sumP] = [sum((n) => at[n]!), sum((n) => doubled[n]!)];
  const [sumII, sumIP] = [sum((n) => at[n]! * at[n]!), sum((n) => at[n]! * doubled[n]!)];
  const spread = count * sumII - sumI * sumI;
  if (spread === 0) return uneven;
  const slope = count * sumIP - sumI * sumP;
  const start = sumII * sumP - sumI * sumIP;
  const fitted = at.map((i) => Math.floor((start + slope * i) / spread));
  const worst = Math.max(...fitted.map((fit, n) => Math.abs(doubled[n]! - fit)));
  return {
    centres: fitted.map((fit) => Math.floor(fit / 2)),
    pitch: Math.floor(pitch / 2),
    worst: Math.floor((100 * worst) / pitch),
  };
}
