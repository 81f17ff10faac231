/** Samples of rectangles of an image, and how colours differ. Colours are RGB, 0…255. */
import type { Box } from "../shared/types.ts";
import type { RgbImage } from "./rgb-image.ts";

export type Colour = readonly [number, number, number];

/** Of two colours, summed over the channels. */
export const mostDifference = 3 * 255;

/** Samples of a rectangle, row by row: 8-bit RGB, with the coordinates of the columns and rows. */
export interface Zone {
  readonly rgb: Uint8Array;
  readonly u: readonly number[];
  readonly v: readonly number[];
}

export function zoneOf(image: RgbImage, [x, y, w, h]: Box, rows: number, columns: number): Zone {
  return zoneAt(image, centres(x, w, columns), centres(y, h, rows));
}

/** The nearest pixels, clamped to the image. */
export function zoneAt({ width, height, rgb: pixels }: RgbImage, u: readonly number[], v: readonly number[]): Zone {
  const rgb = new Uint8Array(3 * u.length * v.length);
  const columns = clamped(u, width);
  let at = 0;
  for (const row of clamped(v, height)) {
    for (let column = 0; column < columns.length; column++, at += 3) {
      const from = 3 * (row * width + columns[column]!);
      rgb[at] = pixels[from]!;
      rgb[at + 1] = pixels[from + 1]!;
      rgb[at + 2] = pixels[from + 2]!;
    }
  }
  return { rgb, u, v };
}

function clamped(coordinates: readonly number[], size: number): Int32Array {
  const result = new Int32Array(coordinates.length);
  for (let n = 0; n < result.length; n++) result[n] = Math.min(Math.max(Math.floor(coordinates[n]!), 0), size - 1);
  return result;
}

/** Centres of `count` equal parts of [start, start + size). */
export function centres(start: number, size: number, count: number): number[] {
  const result: number[] = [];
  for (let part = 0; part < count; part++) result.push(start + ((part + 0.5) / count) * size);
  return result;
}

export function colourAt({ rgb }: Zone, index: number): Colour {
  return [rgb[3 * index]!, rgb[3 * index + 1]!, rgb[3 * index + 2]!];
}

/** Of each sample from a colour of whole numbers, summed over the channels. */
export function differences({ rgb, u, v }: Zone, [r, g, b]: Colour): Uint16Array {
  const result = new Uint16Array(u.length * v.length);
  for (let index = 0, at = 0; index < result.length; index++, at += 3) {
    result[index] = Math.abs(rgb[at]! - r) + Math.abs(rgb[at + 1]! - g) + Math.abs(rgb[at + 2]! - b);
  }
  return result;
}

/** In 0…1. */
export function meanDifference([r, g, b]: Colour, [otherR, otherG, otherB]: Colour): number {
  return (Math.abs(r - otherR) + Math.abs(g - otherG) + Math.abs(b - otherB)) / 765;
}

export function saturation([r, g, b]: Colour): number {
  return (Math.max(r, g, b) - Math.min(r, g, b)) / 255;
}

export function lightness([r, g, b]: Colour): number {
  return (r + g + b) / 765;
}

/** The lower median of each channel over all samples. */
export function medianColour(zones: readonly Zone[]): Colour {
  const channel = (offset: number): number => {
    const counts = new Uint32Array(256);
    let samples = 0;
    for (const { rgb } of zones) {
      for (let at = offset; at < rgb.length; at += 3) counts[rgb[at]!]!++;
      samples += rgb.length / 3;
    }
    let before = (samples - 1) >> 1;
    let value = 0;
    while (before >= counts[value]!) before -= counts[value++]!;
    return value;
  };
  return [channel(0), channel(1), channel(2)];
}
