/**
 * Pies and donuts (docs/nano.md §1.12): discs parted into slices of one colour each, and the lines that stand in the slices or around
 * them. With `discs.ts` the twin of `training/mlmamba/charts/pies.py`.
 */
import type { Colour } from "../image-zone.ts";
import type { RgbImage } from "../rgb-image.ts";
import type { Rect } from "./axes.ts";
import { alike, clamp, difference, pixelAt } from "../colours.ts";
import { discsOf, drawnDifference, groundOf, type Disc } from "./discs.ts";
import type { Share } from "./legends.ts";

/** Points of the circle that are looked at in each quarter. */
const quarter = 90;
const mostSlices = 24;
/** The arc that a point stands for is counted in parts of this size, so that sums do not depend on their order. */
const arcUnit = 2 ** -40;

/** A point of the unit circle, clockwise from the right, and the arc that it stands for. */
interface Point {
  readonly x: number;
  readonly y: number;
  readonly arc: number;
}

/** Numbers of the points of the circle that are in a slice, and its arc. */
interface Slice {
  readonly points: readonly number[];
  readonly arc: number;
}

/** Pies whose slices are labelled: of each labelled slice the lines in it and beside it, with its share of the circle. */
export function piesOf(image: RgbImage, boxes: readonly Rect[], unit: number): Share[][] {
  const ground = groundOf(image);
  const result: Share[][] = [];
  for (const disc of discsOf(image, boxes, ground, unit)) {
    const slices = slicesOf(image, boxes, disc, ground);
    if (slices.length < 2 || slices.length > mostSlices) continue;
    const total = slices.reduce((sum, { arc }) => sum + arc, 0);
    const labelled = labelsOf(boxes, disc, slices, unit);
    if (labelled.length === 0) continue;
    result.push(labelled.map(({ line, slice }) => ({ line, share: slices[slice]!.arc / total })));
  }
  return result;
}

/** By t = tan(angle / 2), which takes no more than divisions. */
function circlePoints(): Point[] {
  const first: Point[] = [];
  for (let n = 0; n < quarter; n++) {
    const t = (n + 0.5) / quarter;
    const arc = 1 / (1 + t * t);
    first.push({
      x: (1 - t * t) / (1 + t * t),
      y: (2 * t) / (1 + t * t),
      arc: Math.floor(arc / arcUnit + 0.5),
    });
  }
  return [
    ...first,
    ...first.map(({ x, y, arc }) => ({ x: -y, y: x, arc })),
    ...first.map(({ x, y, arc }) => ({ x: -x, y: -y, arc })),
    ...first.map(({ x, y, arc }) => ({ x: y, y: -x, arc })),
  ];
}

const circle = circlePoints();

/** Texts and the borders of slices are left out. */
function slicesOf(image: RgbImage, boxes: readonly Rect[], disc: Disc, ground: Colour): Slice[] {
  const colours = new Map<number, Colour>();
  for (const [n, point] of circle.entries()) {
    const x = clamp(Math.floor(disc.x / 2 + point.x * (disc.radius * 0.4)), 0, image.width - 1);
    const y = clamp(Math.floor(disc.y / 2 + point.y * (disc.radius * 0.4)), 0, image.height - 1);
    const inText = boxes.some(([left, top, right, bottom]) => x >= left && x < right && y >= top && y < bottom);
    if (!inText) colours.set(n, pixelAt(image, x, y));
  }
  const same = (a: number, b: number): boolean => difference(colours.get(a)!, colours.get(b)!) <= alike;
  const pieces: number[][] = [];
  for (const n of colours.keys()) {
    const piece = pieces.at(-1);
    if (piece !== undefined && same(n, piece.at(-1)!)) piece.push(n);
    else pieces.push([n]);
  }
  const kept: number[][] = [];
  for (const piece of pieces) {
    if (piece.length < 4) continue;
    const last = kept.at(-1);
    if (last !== undefined && same(last.at(-1)!, piece[0]!)) last.push(...piece);
    else kept.push(piece);
  }
  if (kept.length > 1 && same(kept.at(-1)!.at(-1)!, kept[0]![0]!)) kept.unshift([...kept.pop()!, ...kept.shift()!]);
  const coloured = kept.filter(
    (piece) => difference(colours.get(piece[piece.length >> 1]!)!, ground) > drawnDifference,
  );
  const covered = coloured.reduce((sum, piece) => sum + piece.length, 0);
  if (10 * covered < 8 * colours.size) return [];
  return coloured.map((points) => ({ points, arc: points.reduce((sum, n) => sum + circle[n]!.arc, 0) }));
}

/**
 * Lines and the slices that they stand in or beside: of each slice the line in it and the one outside that is nearest to the circle, where
 * most slices have one. By line.
 */
function labelsOf(
  boxes: readonly Rect[],
  disc: Disc,
  slices: readonly Slice[],
  unit: number,
): { readonly line: number; readonly slice: number }[] {
  const owned = slices.flatMap(({ points }, slice) => points.map((n) => ({ n, slice }))).sort((a, b) => a.n - b.n);
  const best = {
    inside: new Map<number, { readonly line: number; readonly away: number }>(),
    outside: new Map<number, { readonly line: number; readonly away: number }>(),
  };
  for (const [line, [left, top, right, bottom]] of boxes.entries()) {
    if (bottom - top > 3 * unit) continue;
    const x = Math.min(Math.max(disc.x, 2 * left), 2 * right) - disc.x;
    const y = top + bottom - disc.y;
    /* In radii. */
    const far = 2 * (Math.sqrt(x * x + y * y) / disc.radius);
    if (far < 0.6 || far > 3.4) continue;
    let [facing, slice] = [-Infinity, -1];
    for (const owner of owned) {
      const point = circle[owner.n]!;
      const value = point.x * x + point.y * y;
      if (value > facing) [facing, slice] = [value, owner.slice];
    }
    const places = far < 2 ? best.inside : best.outside;
    const away = Math.abs(far - 2);
    const before = places.get(slice);
    if (before === undefined || away < before.away) places.set(slice, { line, away });
  }
  return [best.inside, best.outside]
    .filter(({ size }) => 5 * size >= 3 * slices.length)
    .flatMap((places) => [...places].map(([slice, { line }]) => ({ line, slice })))
    .sort((a, b) => a.line - b.line);
}
