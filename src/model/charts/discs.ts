/** Discs in a picture, which may be pies (docs/nano.md §1.12); part of the twin of `training/mlmamba/charts/pies.py`. */
import type { Colour } from "../image-zone.ts";
import type { RgbImage } from "../rgb-image.ts";
import type { Rect } from "./axes.ts";
import { differenceAt, indexOfMost } from "../colours.ts";

/** Sum over the channels by which a pixel differs from the ground to count as drawn on. */
export const drawnDifference = 60;

/** Middle and radius in pixels, twice their size. */
export interface Disc {
  readonly x: number;
  readonly y: number;
  readonly radius: number;
}

/** The most frequent colour of 48 × 48 samples, 5 bits a channel. */
export function groundOf({ width, height, rgb }: RgbImage): Colour {
  const counts = new Uint16Array(32768);
  for (let row = 0; row < 48; row++) {
    const y = Math.floor(((2 * row + 1) * height) / 96);
    for (let column = 0; column < 48; column++) {
      const at = 3 * (y * width + Math.floor(((2 * column + 1) * width) / 96));
      counts[((rgb[at]! >> 3) << 10) | ((rgb[at + 1]! >> 3) << 5) | (rgb[at + 2]! >> 3)]!++;
    }
  }
  const key = indexOfMost(counts);
  return [8 * (key >> 10) + 4, 8 * ((key >> 5) & 31) + 4, 8 * (key & 31) + 4];
}

/** Things about as high as they are wide, larger than six lines, with nothing in their corners. */
export function discsOf(image: RgbImage, boxes: readonly Rect[], ground: Colour, unit: number): Disc[] {
  const { width, height, rgb } = image;
  const coarse = Math.floor(Math.sqrt(Math.floor((height * width) / 40_000)));
  const step = Math.max(Math.floor(unit / 3), coarse, 2);
  const half = step >> 1;
  /* How many rows or columns of cells begin before a pixel. */
  const cells = (pixel: number): number => Math.max(Math.ceil((pixel - half) / step), 0);
  const grid: Grid = { width: cells(width), height: cells(height), on: new Uint8Array(cells(width) * cells(height)) };
  for (let row = 0, to = 0; row < grid.height; row++) {
    for (let column = 0; column < grid.width; column++, to++) {
      const at = 3 * ((half + row * step) * width + half + column * step);
      if (differenceAt(rgb, at, ground) > drawnDifference) grid.on[to] = 1;
    }
  }
  for (const [left, top, right, bottom] of boxes) {
    const [from, to] = [cells(left), Math.min(cells(right), grid.width)];
    if (from >= to) continue;
    for (let row = cells(top); row < Math.min(cells(bottom), grid.height); row++) {
      grid.on.fill(0, row * grid.width + from, row * grid.width + to);
    }
  }
  const result: Disc[] = [];
  for (const [x0, y0, x1, y1] of thingsOf(grid)) {
    const [wide, high] = [x1 - x0, y1 - y0];
    if (Math.abs(wide - high) > Math.max(Math.floor(wide / 12), 2) || wide * step < 6 * unit) continue;
    const inset = Math.floor(wide / 10);
    const corners = [y0 + inset, y1 - 1 - inset].flatMap((y) =>
      [x0 + inset, x1 - 1 - inset].map((x) => grid.on[y * grid.width + x]!),
    );
    if (corners.includes(1)) continue;
    result.push({ x: (x0 + x1) * step, y: (y0 + y1) * step, radius: Math.floor(((wide + high) * step) / 2) });
  }
  return result;
}

/** Cells of a picture: 1 where something is drawn on. */
interface Grid {
  readonly width: number;
  readonly height: number;
  readonly on: Uint8Array;
}

/** Cells `start` to `end` of a row that belong to a thing. */
interface Stretch {
  readonly start: number;
  readonly end: number;
  readonly thing: number;
}

/** Boxes, in cells, of what hangs together, across gaps of one cell or two; in the order of their first rows. */
function thingsOf(grid: Grid): Rect[] {
  const parents: number[] = [];
  const extents: [number, number, number, number][] = [];
  const root = (n: number): number => {
    while (parents[n] !== n) n = parents[n]!;
    return n;
  };
  let above: Stretch[] = [];
  for (let y = 0; y < grid.height + 2; y++) {
    const here: Stretch[] = [];
    let passed = 0;
    for (const [start, end] of stretchesOf(grid, y)) {
      while (passed < above.length && above[passed]!.end < start) passed++;
      const touching: number[] = [];
      for (let n = passed; n < above.length && above[n]!.start <= end; n++) touching.push(root(above[n]!.thing));
      const thing = touching.length > 0 ? Math.min(...touching) : parents.length;
      if (touching.length === 0) {
        parents.push(thing);
        extents.push([start, y, end, y + 1]);
      }
      const extent = extents[thing]!;
      for (const other of touching) {
        parents[other] = thing;
        const [left, top, right] = extents[other]!;
        extent[0] = Math.min(extent[0], left);
        extent[1] = Math.min(extent[1], top);
        extent[2] = Math.max(extent[2], right);
      }
      extents[thing] = [Math.min(extent[0], start), extent[1], Math.max(extent[2], end), y + 1];
      here.push({ start, end, thing });
    }
    above = here;
  }
  /* Each thing is one cell fatter on all sides, in a picture that is one cell larger. */
  return extents
    .filter((_, n) => parents[n] === n)
    .map(([left, top, right, bottom]): Rect => [left, top, right - 2, bottom - 2]);
}

/** Where a row is drawn on, in a picture one cell larger on all sides whose things are one cell fatter. */
function stretchesOf({ width, height, on }: Grid, y: number): [start: number, end: number][] {
  const found: [number, number][] = [];
  const rows = [y - 2, y - 1, y].filter((row) => row >= 0 && row < height);
  for (let x = 0; x < width; x++) {
    if (!rows.some((row) => on[row * width + x] === 1)) continue;
    const last = found.at(-1);
    if (last !== undefined && last[1] >= x) last[1] = x + 3;
    else found.push([x, x + 3]);
  }
  return found;
}
