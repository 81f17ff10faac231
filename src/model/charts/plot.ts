/**
 * The picture above the labels of an axis, or right of them, as columns of pixels that rise from it, and what of it is drawn on (docs/nano.md
 * §1.12). What of that is background is for `background.ts`. The twin of the first half of `training/mlmamba/charts/plot.py`.
 */
import type { Colour } from "../image-zone.ts";
import type { RgbImage } from "../rgb-image.ts";
import type { Axis, Rect } from "./axes.ts";
import { clamp, differenceAt, medianColour } from "../colours.ts";

/** Sum over the channels by which a pixel differs from the background to count as drawn on. */
export const drawnDifference = 40;
/** Pixels that are looked at from an axis on. */
const longest = 1600;
/** Pixels of all plots of a picture that are looked at closely, so that noise beside many lines has an end. */
const mostSamples = 3_000_000;

/** How many pixels may still be looked at closely. */
export interface Budget {
  left: number;
}

export function newBudget(): Budget {
  return { left: mostSamples };
}

/**
 * `shares` columns for each of `labels` labels, each of `length` pixels from the axis on. `at(column, b) = column · stride + b` is where a
 * pixel stands in the marks (1 or 0): `on`, drawn on; `text` and `around`, in a line's box and near one; its colour begins at three times
 * that in `pixels`. `where` the columns stand; the colour of the `ground`.
 */
export interface Plot {
  readonly columns: number;
  readonly length: number;
  readonly stride: number;
  readonly pixels: Uint8Array;
  readonly on: Uint8Array;
  readonly text: Uint8Array;
  readonly around: Uint8Array;
  readonly where: Int32Array;
  readonly ground: Colour;
  readonly labels: number;
  readonly shares: number;
}

/** How many columns are looked at for each of so many labels: an odd number. */
function sharesOf(labels: number): number {
  return labels <= 12 ? 25 : labels <= 24 ? 13 : 7;
}

/** The picture above the axis; nothing where there is no room, or nothing to see at a first glance. */
export function plotOf(
  image: RgbImage,
  axis: Axis,
  boxes: readonly Rect[],
  unit: number,
  budget: Budget,
): Plot | undefined {
  const { base, centres, pitch } = axis;
  let length;
  if (axis.lying) length = Math.min(image.width, base + longest) - base;
  else {
    const reach = Math.min(2 * (centres.at(-1)! - centres[0]! + pitch) + 8 * unit, longest);
    length = base - Math.max(base - reach, -1);
  }
  if (length < 4 * unit || base < 0 || base >= (axis.lying ? image.width : image.height)) return undefined;
  const ground = groundOf(image, axis, boxes, unit);
  if (!promising(sampled(image, axis, boxes, length, ground, unit, 3), unit)) return undefined;
  const shares = sharesOf(axis.labels.length);
  budget.left -= axis.labels.length * shares * length;
  return budget.left < 0 ? undefined : sampled(image, axis, boxes, length, ground, unit, shares);
}

function sampled(
  image: RgbImage,
  axis: Axis,
  boxes: readonly Rect[],
  length: number,
  ground: Colour,
  unit: number,
  shares: number,
): Plot {
  const labels = axis.labels.length;
  const columns = labels * shares;
  const where = new Int32Array(columns);
  for (let a = 0; a < columns; a++) {
    const doubled = 2 * (a % shares) - shares + 1;
    where[a] = axis.centres[Math.floor(a / shares)]! + Math.floor((doubled * axis.pitch) / (2 * shares));
  }
  const size = columns * length;
  const [pixels, on] = [new Uint8Array(3 * size), new Uint8Array(size)];
  /* From a column's first pixel in the image, and from each to the next. */
  const [across, along] = axis.lying ? [3 * image.width, 3] : [3, -3 * image.width];
  const first = axis.base * Math.abs(along);
  const last = (axis.lying ? image.height : image.width) - 1;
  for (let a = 0, at = 0; a < columns; a++) {
    const place = clamp(where[a]!, 0, last);
    const inside = place === where[a];
    for (let b = 0, from = first + place * across; b < length; b++, at++, from += along) {
      pixels[3 * at] = image.rgb[from]!;
      pixels[3 * at + 1] = image.rgb[from + 1]!;
      pixels[3 * at + 2] = image.rgb[from + 2]!;
      if (inside && differenceAt(image.rgb, from, ground) > drawnDifference) on[at] = 1;
    }
  }
  const texts = { text: new Uint8Array(size), around: new Uint8Array(size) };
  markTexts(texts, where, axis, boxes, length, unit);
  return { columns, length, stride: length, pixels, on, ...texts, where, ground, labels, shares };
}

/** Sets the marks in the boxes of lines and around them. Boxes are read a little too large. */
function markTexts(
  { text, around }: { readonly text: Uint8Array; readonly around: Uint8Array },
  where: Int32Array,
  { base, lying }: Axis,
  boxes: readonly Rect[],
  length: number,
  unit: number,
): void {
  for (const [left, top, right, bottom] of boxes) {
    const trim = Math.floor(Math.min(bottom - top, 2 * unit) / 8);
    const [start, end] = lying ? [top + trim, bottom - trim] : [left, right];
    const [low, high] = lying ? [left - base, right - base] : [base - (bottom - trim) + 1, base - (top + trim) + 1];
    const more = lying ? 2 : 2 * trim + 2;
    const [from, to] = [clamp(low, 0, length), clamp(high, 0, length)];
    const [fromAround, toAround] = [clamp(low - more, 0, length), clamp(high + more, 0, length)];
    if (fromAround >= toAround) continue;
    for (let a = 0; a < where.length; a++) {
      if (where[a]! < start || where[a]! >= end) continue;
      if (from < to) text.fill(1, a * length + from, a * length + to);
      around.fill(1, a * length + fromAround, a * length + toAround);
    }
  }
}

/** The median of pixels below the labels and beside them. */
function groundOf(image: RgbImage, axis: Axis, boxes: readonly Rect[], unit: number): Colour {
  const gap = Math.max(Math.floor(unit / 5), 1);
  const offsets: number[] = [];
  const add = (x: number, y: number): void => {
    offsets.push(3 * (clamp(y, 0, image.height - 1) * image.width + clamp(x, 0, image.width - 1)));
  };
  for (const n of axis.labels.flat()) {
    const [left, top, right, bottom] = boxes[n]!;
    for (let k = 0; k < 8; k++) add(left + Math.floor(((2 * k + 1) * (right - left)) / 16), bottom + gap);
    for (let k = 0; k < 3; k++) {
      const y = top + Math.floor(((2 * k + 1) * (bottom - top)) / 6);
      add(left - gap, y);
      add(right + gap, y);
    }
  }
  return medianColour(image.rgb, offsets);
}

/** Whether something is drawn over most of the labels, and hardly any text stands there: it is no table. */
function promising({ columns, length, on, text, labels, shares }: Plot, unit: number): boolean {
  const near = Math.min(12 * unit, length);
  let [texts, labelled] = [0, 0];
  for (let label = 0; label < labels; label++) {
    let drawn = 0;
    for (let a = label * shares; a < (label + 1) * shares; a++) {
      for (let b = 0, at = a * length; b < length; b++, at++) {
        if (text[at] === 0) drawn += on[at]!;
        else if (b < near) texts++;
      }
    }
    if (drawn > 2) labelled++;
  }
  return 5 * labelled >= 3 * labels && 4 * texts <= columns * near;
}
