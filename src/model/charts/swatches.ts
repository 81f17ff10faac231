/** Swatches of colour beside lines (docs/nano.md §1.12). Whole numbers; part of the twin of `training/mlmamba/charts/legends.py`. */
import type { Colour } from "../image-zone.ts";
import type { RgbImage } from "../rgb-image.ts";
import type { Rect } from "./axes.ts";
import { alike, clamp, difference, medianColour, pixelAt } from "../colours.ts";

/** Sum over the channels by which a pixel differs from the background of its line to count as drawn on. */
const drawnDifference = 60;

/** What stands at the left of line `line`, `gap` pixels before its box (less than 0 where the box has taken it in). */
export interface Swatch {
  readonly line: number;
  readonly box: Rect;
  readonly colour: Colour;
  readonly ground: Colour;
  readonly gap: number;
}

/** The thing of one colour left of a line, or at its beginning, for boxes may have taken it in. */
export function swatchOf(image: RgbImage, line: number, box: Rect, unit: number): Swatch | undefined {
  const [left, top, right, bottom] = box;
  const middle = Math.floor((top + bottom) / 2);
  const [x0, x1] = [Math.max(left - 6 * unit, 0), Math.min(left + unit, right, image.width)];
  if (x1 - x0 < 4 || middle < 0 || middle >= image.height || bottom - top > 3 * unit) return undefined;
  const ground = groundOf(image, box, unit);
  const [sixth, third] = [Math.floor(unit / 6), Math.floor(unit / 3)];
  for (const y of [middle, middle - sixth, middle + sixth, middle - third, middle + third]) {
    if (y < 0 || y >= image.height) continue;
    const drawn = (x: number): boolean => difference(pixelAt(image, x, y), ground) > drawnDifference;
    for (let end = x1; end > x0;) {
      let start = end - 1;
      if (drawn(start)) {
        while (start > x0 && drawn(start - 1)) start--;
        if (start > x0 + 1) {
          const found = swatchAt(image, [start, end], y, ground, left, unit);
          if (found !== undefined) return { ...found, line };
        }
      }
      end = start;
    }
  }
  return undefined;
}

/** The median of pixels above, below and right of a line. */
function groundOf({ width, height, rgb }: RgbImage, [left, top, right, bottom]: Rect, unit: number): Colour {
  const gap = Math.floor(unit / 6);
  const above = clamp(top - gap, 0, height - 1);
  const [below, beside] = [Math.min(bottom + gap, height - 1), Math.min(right + gap, width - 1)];
  const offsets: number[] = [];
  for (let k = 0; k < 8; k++) {
    const x = clamp(left + Math.floor(((2 * k + 1) * (right - left)) / 16), 0, width - 1);
    const y = clamp(top + Math.floor(((2 * k + 1) * (bottom - top)) / 16), 0, height - 1);
    offsets.push(3 * (above * width + x), 3 * (below * width + x), 3 * (y * width + beside));
  }
  return medianColour(rgb, offsets);
}

/**
 * What is drawn at row y in a span of columns, if it can be the swatch of a line that begins at `left`: of one colour, not far higher than
 * the line; no letter, where it is within the line's box.
 */
function swatchAt(
  image: RgbImage,
  [x0, x1]: readonly [number, number],
  y: number,
  ground: Colour,
  left: number,
  unit: number,
): Omit<Swatch, "line"> | undefined {
  const wide = x1 - x0;
  if (wide < Math.max(unit / 3, 3) || wide > 5 * unit || 10 * (x1 - left) > 9 * unit) return undefined;
  const column = Math.floor((x0 + x1) / 2);
  const drawn = (row: number): boolean => difference(pixelAt(image, column, row), ground) > drawnDifference;
  let [top, bottom] = [y, y + 1];
  while (top > 0 && y - top <= 2 * unit && drawn(top - 1)) top--;
  while (bottom < image.height && bottom - y <= 2 * unit && drawn(bottom)) bottom++;
  const high = bottom - top;
  const thin = 4 * high < unit && (5 * wide < 4 * unit || x1 > left);
  if (2 * high > 3 * unit || thin || (x1 > left && 5 * Math.min(high, wide) < 2 * unit)) return undefined;
  const middle = Math.floor((top + bottom) / 2);
  const colour = pixelAt(image, column, middle);
  const quarter = Math.floor(wide / 4);
  for (let x = x0 + quarter; x < x1 - quarter; x++) {
    if (difference(pixelAt(image, x, middle), colour) > 2 * alike) return undefined;
  }
  return { box: [x0, top, x1, bottom], colour, ground, gap: left - x1 };
}
