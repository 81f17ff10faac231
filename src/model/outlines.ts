/**
 * What an author has drawn a red frame or ring around, as people do who write documentation: read from the pixels, without a model, and no part of
 * what the model is told. Frames of other colours are hardly ever marks: they are how things are drawn.
 */
import type { Box } from "../shared/types.ts";
import { canBeDrawing } from "./drawing-limits.ts";
import type { RgbImage } from "./rgb-image.ts";

/** So strong and so bright is the red of a mark: (most − least) / most of the channels, and most of them; its hue in degrees. */
const leastSaturation = 0.5;
const leastValue = 130;
const redFrom = 340;
const redTo = 17;

/** What is enclosed is at least so large, in pixels, and fills so much of the rectangle around it: a ring fills π/4. */
const leastWidth = 18;
const leastHeight = 12;
const leastFilled = 0.7;
/** Of a line's box so much lies within. */
const leastWithin = 0.7;
/** A stroke is no thicker, in pixels and in relation to the smaller side of what it encloses. */
const thickest = 12;
const thickestShare = 0.35;
/** More lines, or more of the image, is a part of the page, no thing that is pointed out; more outlines are the style of a drawing. */
const mostLinesWithin = 6;
const largestShare = 0.4;
const mostOutlines = 3;
/** Where on a side it is looked for the stroke: these shares of the side's length. */
const samples = [0.3, 0.4, 0.5, 0.6, 0.7] as const;

/**
 * @param boxes of the lines of text, in pixels of the image
 * @returns the lines within each outline, from top to bottom; none where there are more outlines than anyone points out
 */
export function outlinesOf(image: RgbImage, boxes: readonly Box[]): readonly (readonly number[])[] {
  if (!canBeDrawing(image, boxes.length)) return [];
  const marks = marksOf(image);
  if (marks === undefined) return [];
  const found: number[][] = [];
  for (const hole of holesOf(marks, image.width)) {
    const [, , w, h] = hole.box;
    if (w < leastWidth || h < leastHeight || hole.area < leastFilled * w * h) continue;
    if (w * h > largestShare * image.width * image.height) continue;
    if (!isOutlined(marks.at, image, hole.box)) continue;
    const lines = boxes.flatMap((box, line) => (within(box, hole.box) >= leastWithin ? [line] : []));
    if (lines.length === 0 || lines.length > mostLinesWithin) continue;
    if (!found.some((other) => lines.every((line) => other.includes(line)))) found.push(lines);
  }
  return found.length > mostOutlines ? [] : found;
}

interface Marks {
  /** 1 where a pixel is red. */
  readonly at: Uint8Array;
  /** The rectangle around all that is red: beyond it nothing is enclosed. */
  readonly box: Box;
}

/** Undefined where too little is red to enclose anything, or too much. */
function marksOf({ width, height, rgb }: RgbImage): Marks | undefined {
  const at = new Uint8Array(width * height);
  let count = 0;
  let [left, right, top, bottom] = [width, -1, height, -1];
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const pixel = y * width + x;
      if (!isRed(rgb[3 * pixel]!, rgb[3 * pixel + 1]!, rgb[3 * pixel + 2]!)) continue;
      at[pixel] = 1;
      count++;
      if (x < left) left = x;
      if (x > right) right = x;
      if (y < top) top = y;
      bottom = y;
    }
  }
  if (count < 2 * (leastWidth + leastHeight) || count > at.length / 4) return undefined;
  return { at, box: [left, top, right - left + 1, bottom - top + 1] };
}

function isRed(r: number, g: number, b: number): boolean {
  const least = Math.min(g, b);
  if (r < leastValue || g > r || b > r || r - least < leastSaturation * r) return false;
  const hue = (60 * (g - b)) / (r - least) + (g < b ? 360 : 0);
  return hue >= redFrom || hue < redTo;
}

interface Hole {
  readonly box: Box;
  readonly area: number;
}

/** Parts without marks that marks enclose, from top to bottom. */
function* holesOf({ at: marks, box }: Marks, width: number): Generator<Hole> {
  const [left, top] = box;
  const [right, bottom] = [left + box[2] - 1, top + box[3] - 1];
  const seen = marks.slice();
  const queue = new Int32Array(box[2] * box[3]);
  for (let first = top * width + left; first <= bottom * width + right; first++) {
    if (first % width < left || first % width > right || seen[first] !== 0) continue;
    let [length, area] = [1, 0];
    let [x0, x1, y0, y1] = [right, left, bottom, top];
    seen[first] = 1;
    queue[0] = first;
    while (area < length) {
      const at = queue[area++]!;
      const x = at % width;
      const y = (at - x) / width;
      if (x < x0) x0 = x;
      if (x > x1) x1 = x;
      if (y < y0) y0 = y;
      if (y > y1) y1 = y;
      if (x > left && seen[at - 1] === 0) seen[(queue[length++] = at - 1)] = 1;
      if (x < right && seen[at + 1] === 0) seen[(queue[length++] = at + 1)] = 1;
      if (y > top && seen[at - width] === 0) seen[(queue[length++] = at - width)] = 1;
      if (y < bottom && seen[at + width] === 0) seen[(queue[length++] = at + width)] = 1;
    }
    /* What reaches the edge goes on outside. */
    if (x0 > left && y0 > top && x1 < right && y1 < bottom) yield { box: [x0, y0, x1 - x0 + 1, y1 - y0 + 1], area };
  }
}

/** Whether there is a thin stroke on all four sides of a box. */
function isOutlined(marks: Uint8Array, { width, height }: RgbImage, [x, y, w, h]: Box): boolean {
  const most = Math.min(thickest, Math.floor(thickestShare * Math.min(w, h)));
  for (const [dx, dy] of [
    [-1, 0],
    [1, 0],
    [0, -1],
    [0, 1],
  ] as const) {
    let thin = 0;
    for (const share of samples) {
      const [fromX, fromY] =
        dx === 0
          ? [Math.floor(x + share * w), dy < 0 ? y - 1 : y + h]
          : [dx < 0 ? x - 1 : x + w, Math.floor(y + share * h)];
      /* A ring bends away from the rectangle around it. */
      const depth = Math.ceil(0.15 * (dx === 0 ? h : w));
      let [px, py] = [fromX - dx * depth, fromY - dy * depth];
      let [steps, thickness] = [0, 0];
      const inside = (): boolean => px >= 0 && py >= 0 && px < width && py < height;
      while (inside() && marks[py * width + px] === 0 && steps++ <= depth) [px, py] = [px + dx, py + dy];
      while (inside() && marks[py * width + px] === 1) [px, py, thickness] = [px + dx, py + dy, thickness + 1];
      if (thickness > 0 && thickness <= most) thin++;
    }
    if (thin < samples.length - 1) return false;
  }
  return true;
}

/** Share of a box that lies within another one. */
function within([x, y, w, h]: Box, [left, top, width, height]: Box): number {
  const across = Math.min(x + w, left + width) - Math.max(x, left);
  const down = Math.min(y + h, top + height) - Math.max(y, top);
  return across <= 0 || down <= 0 ? 0 : (across * down) / (w * h);
}
