/** Shapes that texts stand in, frames around them, and the pixels that are theirs. */
import { inkColour } from "./ground.ts";
import type { Outline } from "./outline.ts";
import type { Regions } from "./regions.ts";

/** First column, first row, last column, last row (the last ones exclusive). */
export type Extent = readonly [x0: number, y0: number, x1: number, y1: number];
/** Left, top, right, bottom. */
export type Sides = readonly [number, number, number, number];

/** One node of a drawing, or a frame. */
export interface Shape {
  readonly regions: readonly number[];
  readonly outline: Outline;
  /** Of the inside. */
  readonly box: Extent;
  /** Thicknesses of what is drawn around it. */
  readonly sides: Sides;
  texts: number[];
}

export interface Layout {
  nodes: Shape[];
  frames: Shape[];
  /** Texts in no node, ascending. */
  free: number[];
  /** For each text its region, −1 for none. */
  readonly inside: readonly number[];
  /** Colours that drawings are drawn on. */
  readonly tones: ReadonlySet<number>;
}

export function shapeOf(
  regions: readonly number[],
  outline: Outline,
  texts: number[],
  sides: Sides = [0, 0, 0, 0],
): Shape {
  return { regions, outline, texts, sides, box: [outline.x0, outline.top, outline.x1, outline.bottom] };
}

/** What is drawn, with a margin of one pixel on all sides, so that every pixel of the picture has 8 neighbours. */
export interface Margined {
  readonly width: number;
  readonly height: number;
  /** width + 2; the picture's pixel (x, y) is at (y + 1) · stride + x + 1. */
  readonly stride: number;
}

type Point = readonly [x: number, y: number];
const samplesPerSide = 9;

/** Nine places just outside of an outline on each side: left, top, right, bottom. */
export function around(outline: Outline): readonly [Point[], Point[], Point[], Point[]] {
  const { top, left, right, x0, x1 } = outline;
  const sides: [Point[], Point[], Point[], Point[]] = [[], [], [], []];
  for (let k = 1; k <= samplesPerSide; k++) {
    const row = Math.floor((k * left.length) / (samplesPerSide + 1));
    sides[0].push([left[row]! - 1, top + row]);
    sides[2].push([right[row]!, top + row]);
    const x = x0 + Math.floor((k * (x1 - x0)) / (samplesPerSide + 1));
    const holding = (_: number, r: number): boolean => left[r]! <= x && x < right[r]!;
    const first = left.findIndex(holding);
    if (first < 0) continue;
    sides[1].push([x, top + first - 1]);
    sides[3].push([x, top + left.findLastIndex(holding) + 1]);
  }
  return sides;
}

export const directions: readonly Point[] = [
  [-1, 0],
  [0, -1],
  [1, 0],
  [0, 1],
];

/** Thickness of what is drawn around an outline: for each side the lower median of how many pixels of ink follow its places outwards. */
export function sidesOf(ground: Uint8Array, width: number, height: number, outline: Outline, unit: number): Sides {
  const most = Math.max(4, Math.floor(unit / 2));
  const [left, top, right, bottom] = around(outline).map((points, side) => {
    const [dx, dy] = directions[side]!;
    const counts = points.map(([x, y]) => {
      let count = 0;
      for (; count < most; count++) {
        const [px, py] = [x + dx * count, y + dy * count];
        if (px < 0 || px >= width || py < 0 || py >= height || ground[py * width + px] !== inkColour) break;
      }
      return count;
    });
    return counts.sort((a, b) => a - b)[(counts.length - 1) >> 1]!;
  });
  const found: Sides = [left!, top!, right!, bottom!];
  // Along rows and columns a slanting side is thicker than it is.
  if (outline.area() * 10 >= (outline.x1 - outline.x0) * outline.left.length * 7) return found;
  return [(found[0] + 1) >> 1, (found[1] + 1) >> 1, (found[2] + 1) >> 1, (found[3] + 1) >> 1];
}

/** Whether a region is but a line. */
export function isThin(regions: Regions, region: number, unit: number): boolean {
  const longest = Math.max(regions.x1[region]! - regions.x0[region]!, regions.y1[region]! - regions.y0[region]!);
  return regions.area[region]! <= Math.max(4, Math.floor(unit / 4)) * longest;
}

/** Rows of a shape with what is drawn around it and `wider` pixels more: calls back with the row and its columns. */
function eachRow(
  { width, height }: Margined,
  { outline, sides }: Shape,
  wider: number,
  found: (y: number, x0: number, x1: number) => void,
): void {
  const { top, left, right, bottom } = outline;
  const [dl, dt, dr, db] = [sides[0] + wider, sides[1] + wider, sides[2] + wider, sides[3] + wider];
  for (let y = Math.max(0, top - dt); y < Math.min(height, bottom + db); y++) {
    let [x0, x1] = [Infinity, -Infinity];
    const last = Math.min(left.length, y + dt + 1 - top);
    for (let row = Math.max(0, y - db - top); row < last; row++) {
      x0 = Math.min(x0, left[row]!);
      x1 = Math.max(x1, right[row]!);
    }
    found(y, Math.max(0, x0 - dl), Math.min(width, x1 + dr));
  }
}

/** Gives a shape with what is drawn around it, and `wider` pixels more, to `number`, where nobody has it. In place. */
export function paint(owner: Uint16Array, picture: Margined, shape: Shape, number: number, wider = 1): void {
  eachRow(picture, shape, wider, (y, x0, x1) => {
    const row = (y + 1) * picture.stride + 1;
    for (let at = row + x0; at < row + x1; at++) if (owner[at] === 0) owner[at] = number;
  });
}

/** Gives what is drawn around a frame to `number`, its inside left out. In place. */
export function paintBand(band: Uint16Array, picture: Margined, shape: Shape, number: number): void {
  const { top, left, right } = shape.outline;
  eachRow(picture, shape, 1, (y, x0, x1) => {
    const row = (y + 1) * picture.stride + 1;
    const r = y - top;
    if (r < 0 || r >= left.length) band.fill(number, row + x0, row + Math.max(x0, x1));
    else {
      band.fill(number, row + x0, row + Math.max(x0, left[r]!));
      band.fill(number, row + right[r]!, row + Math.max(right[r]!, x1));
    }
  });
}
