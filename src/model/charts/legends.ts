/**
 * Legends (docs/nano.md §1.12): lines with a swatch of colour at their left, and how much of the picture has that colour. Whole numbers;
 * with `swatches.ts` the twin of `training/mlmamba/charts/legends.py`.
 */
import type { RgbImage } from "../rgb-image.ts";
import type { Rect } from "./axes.ts";
import { alike, difference } from "../colours.ts";
import { swatchOf, type Swatch } from "./swatches.ts";

/** Of rows and columns of the picture every second one is looked at. */
const step = 2;
const mostEntries = 24;
/** Summed over the channels, how far a colour may be from a swatch's to be its. */
const furthestShade = 48;

/** A line and how large what it names is. */
export interface Share {
  readonly line: number;
  readonly share: number;
}

/** Legends of two entries and more: of each entry its line, and the pixels that its colour has elsewhere. */
export function legendsOf(image: RgbImage, boxes: readonly Rect[], unit: number): Share[][] {
  const groups: Swatch[][] = [];
  for (const [line, box] of boxes.entries()) {
    const swatch = swatchOf(image, line, box, unit);
    if (swatch === undefined) continue;
    const group = groups.find(([first]) => ofAKind(first!, swatch, unit));
    if (group === undefined) groups.push([swatch]);
    else group.push(swatch);
  }
  let shades: Shades | undefined;
  return groups
    .map((group) => distinctOf(group, unit))
    .filter(({ length }) => length >= 2 && length <= mostEntries)
    .map((distinct) => entriesOf((shades ??= shadesOf(image)), image, distinct, unit))
    .filter(({ length }) => length > 0);
}

function ofAKind(a: Swatch, b: Swatch, unit: number): boolean {
  const near = Math.max(Math.floor(unit / 3), 3);
  const wide = Math.abs(a.box[2] - a.box[0] - (b.box[2] - b.box[0]));
  const high = Math.abs(a.box[3] - a.box[1] - (b.box[3] - b.box[1]));
  return wide <= near && high <= near && Math.abs(a.gap - b.gap) <= unit && difference(a.ground, b.ground) <= 2 * alike;
}

/** Whether two swatches share a column or a row or stand in neighbouring rows. */
function inLine(a: Swatch, b: Swatch, unit: number): boolean {
  const [across, down] = [Math.abs(a.box[0] - b.box[0]), Math.abs(a.box[1] - b.box[1])];
  return (down <= 3 * unit && across <= 50 * unit) || (2 * across <= unit && down <= 12 * unit);
}

/** Of swatches in line with others the first of each colour. */
function distinctOf(group: readonly Swatch[], unit: number): Swatch[] {
  const distinct: Swatch[] = [];
  for (const swatch of group) {
    if (distinct.some((other) => difference(swatch.colour, other.colour) <= alike)) continue;
    if (group.some((other) => other !== swatch && inLine(other, swatch, unit))) distinct.push(swatch);
  }
  return distinct;
}

/** The entries of a legend; none, if the picture has hardly anything of their colours, or if they are its ground. */
function entriesOf(shades: Shades, image: RgbImage, distinct: readonly Swatch[], unit: number): Share[] {
  const areas = areasOf(shades, distinct, unit);
  const found = distinct
    .map((swatch, n) => ({ line: swatch.line, gap: swatch.gap, share: areas[n]! }))
    /* Without any pixels: a letter that was taken for a swatch. */
    .filter(({ share, gap }) => share > 0 || gap >= 0);
  const shown = found.filter(({ share }) => share >= 2 * unit * unit).length;
  const most = Math.max(0, ...found.map(({ share }) => share));
  const none =
    shown < 2 || 5 * shown < 3 * found.length || 2 * most >= image.width * image.height || most < 8 * unit * unit;
  return none ? [] : found.map(({ line, share }) => ({ line, share }));
}

/** Every second pixel of every second row, 5 bits a channel. */
interface Shades {
  readonly width: number;
  readonly height: number;
  readonly values: Uint16Array;
}

function shadesOf(image: RgbImage): Shades {
  const [width, height] = [Math.ceil(image.width / step), Math.ceil(image.height / step)];
  const values = new Uint16Array(width * height);
  for (let y = 0, to = 0; y < height; y++) {
    for (let x = 0, at = 3 * step * y * image.width; x < width; x++, at += 3 * step, to++) {
      values[to] = ((image.rgb[at]! >> 3) << 10) | ((image.rgb[at + 1]! >> 3) << 5) | (image.rgb[at + 2]! >> 3);
    }
  }
  return { width, height, values };
}

/**
 * Pixels of each swatch's colour that stand among pixels of that colour, so that strokes do not count, nor the swatches themselves.
 */
function areasOf({ width, height, values }: Shades, swatches: readonly Swatch[], unit: number): number[] {
  const table = classesOf(swatches);
  const classes = new Uint8Array(values.length);
  for (let at = 0; at < values.length; at++) classes[at] = table[values[at]!]!;
  for (const { box } of swatches) {
    const [x0, y0, x1, y1] = box.map((edge) => Math.floor(edge / step)) as [number, number, number, number];
    const [left, right] = [Math.max(x0 - 1, 0), Math.min(x1 + 2, width)];
    for (let y = Math.max(y0 - 1, 0); y < Math.min(y1 + 2, height); y++) {
      classes.fill(0, y * width + left, y * width + right);
    }
  }
  const d = Math.max(Math.floor(unit / 8), 1);
  const counts = new Array<number>(swatches.length + 1).fill(0);
  for (let y = d; y < height - d; y++) {
    for (let x = d, at = y * width + d; x < width - d; x++, at++) {
      const here = classes[at]!;
      if (
        here > 0 &&
        here === classes[at - d] &&
        here === classes[at + d] &&
        here === classes[at - d * width] &&
        here === classes[at + d * width]
      ) {
        counts[here]!++;
      }
    }
  }
  return counts.slice(1).map((count) => count * step * step);
}

/** Of colours of 5 bits a channel, which swatch's they are, counted from 1: the nearest one's, 0 if none is near. */
function classesOf(swatches: readonly Swatch[]): Uint8Array {
  const classes = new Uint8Array(32768);
  const nearest = new Uint8Array(32768).fill(furthestShade + 1);
  for (const [n, { colour }] of swatches.entries()) {
    const [reds, greens, blues] = colour.map(nearShades) as [number[], number[], number[]];
    for (const r of reds) {
      for (const g of greens) {
        for (const b of blues) {
          const shade = (r << 10) | (g << 5) | b;
          const away = difference([8 * r + 4, 8 * g + 4, 8 * b + 4], colour);
          if (away >= nearest[shade]!) continue;
          nearest[shade] = away;
          classes[shade] = n + 1;
        }
      }
    }
  }
  return classes;
}

/** Shades of a channel that may be near enough to a value. */
function nearShades(value: number): number[] {
  return Array.from({ length: 32 }, (_, n) => n).filter((n) => Math.abs(8 * n + 4 - value) <= furthestShade);
}
