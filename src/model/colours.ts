/** Colours of pixels as charts and drawings are read by them: RGB, 0…255, in whole numbers. */
import type { Colour } from "./image-zone.ts";
import type { RgbImage } from "./rgb-image.ts";

/** Colours of a chart that differ by no more than this, summed over the channels, are one. */
export const alike = 36;

/** The pixel (x, y), which must be in the image. */
export function pixelAt({ width, rgb }: RgbImage, x: number, y: number): Colour {
  const at = 3 * (y * width + x);
  return [rgb[at]!, rgb[at + 1]!, rgb[at + 2]!];
}

/** Summed over the channels. */
export function difference(a: Colour, b: Colour): number {
  return Math.abs(a[0] - b[0]) + Math.abs(a[1] - b[1]) + Math.abs(a[2] - b[2]);
}

/** Of the pixel that begins at `at` in `pixels` from a colour, summed over the channels. */
export function differenceAt(pixels: ArrayLike<number>, at: number, [r, g, b]: Colour): number {
  return Math.abs(pixels[at]! - r) + Math.abs(pixels[at + 1]! - g) + Math.abs(pixels[at + 2]! - b);
}

/** The lower median, channel by channel, of the pixels that begin at `offsets` in `pixels`, of which there is at least one. */
export function medianColour(pixels: Uint8Array, offsets: readonly number[]): Colour {
  const channel = (c: number): number => {
    const counts = new Uint32Array(256);
    for (const at of offsets) counts[pixels[at + c]!]!++;
    let before = (offsets.length - 1) >> 1;
    let value = 0;
    while (before >= counts[value]!) before -= counts[value++]!;
    return value;
  };
  return [channel(0), channel(1), channel(2)];
}

/** The first of the largest. */
export function indexOfMost(values: ArrayLike<number>): number {
  let most = 0;
  for (let n = 1; n < values.length; n++) if (values[n]! > values[most]!) most = n;
  return most;
}

export function clamp(value: number, least: number, most: number): number {
  return Math.min(Math.max(value, least), most);
}
