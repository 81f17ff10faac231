/**
 * Scaling as Pillow does it (`Image.resize`, src/libImaging/Resample.c), which training and timm's transforms use: a separable kernel that
 * widens where the image gets smaller, so that nothing is skipped, with weights of 22 fractional bits and whole numbers after each of the
 * two passes, across first. libvips enlarges half a pixel off, which a network would see.
 */
import type { RgbImage } from "./rgb-image.ts";

export type Kernel = "bilinear" | "bicubic";

/** An image on a canvas of one colour, which is never laid out in memory. Lengths in pixels. */
export interface FramedImage {
  readonly image: RgbImage;
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  readonly fill: readonly [number, number, number];
}

/** A part of the scaled canvas, in its pixels. */
export interface Window {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** For output sample i of a window: `weights` entries from `i · taps` on, for `taps` input samples from `first[i]` on. */
export interface Filter {
  readonly taps: number;
  readonly first: Int32Array;
  readonly weights: Float64Array;
}

const kernels: Record<Kernel, { readonly support: number; readonly at: (x: number) => number }> = {
  bilinear: { support: 1, at: (x) => Math.max(0, 1 - Math.abs(x)) },
  bicubic: { support: 2, at: catmullRom },
};

/** Fractional bits of a weight, as in Pillow. */
const fraction = 22;
const half = 2 ** (fraction - 1);

/** The image in `width` × `height` pixels. */
export function resizeRgb(image: RgbImage, width: number, height: number, kernel: Kernel): RgbImage {
  const framed = { image, left: 0, top: 0, width: image.width, height: image.height, fill: [0, 0, 0] } as const;
  return resizeWindow(framed, width, height, { left: 0, top: 0, width, height }, kernel);
}

/** The part `window` of the canvas scaled to `width` × `height`; only what that part needs is computed. */
export function resizeWindow(
  framed: FramedImage,
  width: number,
  height: number,
  window: Window,
  kernel: Kernel,
): RgbImage {
  const across = wholeNumbers(filterOf(framed.width, width, kernel, window.left, window.width));
  const down = wholeNumbers(filterOf(framed.height, height, kernel, window.top, window.height));
  const firstRow = Math.max(0, Math.min(...down.first) - framed.top);
  const lastRow = Math.min(framed.image.height, Math.max(...down.first) + down.taps - framed.top);
  const rows = Array.from({ length: Math.max(0, lastRow - firstRow) }, (_, n) =>
    scaledRow(framed, firstRow + n, across),
  );
  const filled = filledRow(window.width, framed.fill);
  const row = (y: number): Uint8Array => rows[y - framed.top - firstRow] ?? filled;
  return { width: window.width, height: window.height, rgb: scaledColumns(row, window.width, down) };
}

/** Row `y` of the image, on the canvas, scaled. What lies outside of the image counts with the canvas's colour. */
function scaledRow({ image, left, fill }: FramedImage, y: number, { taps, first, weights }: Filter): Uint8Array {
  const out = new Uint8Array(first.length * 3);
  const start = y * image.width;
  for (let x = 0, at = 0; x < first.length; x++, at += 3) {
    const from = first[x]! - left;
    let [red, green, blue, outside] = [half, half, half, 0];
    for (let tap = 0; tap < taps; tap++) {
      const weight = weights[x * taps + tap]!;
      const column = from + tap;
      if (column < 0 || column >= image.width) {
        outside += weight;
        continue;
      }
      const pixel = (start + column) * 3;
      red += weight * image.rgb[pixel]!;
      green += weight * image.rgb[pixel + 1]!;
      blue += weight * image.rgb[pixel + 2]!;
    }
    out[at] = toByte(red + outside * fill[0]);
    out[at + 1] = toByte(green + outside * fill[1]);
    out[at + 2] = toByte(blue + outside * fill[2]);
  }
  return out;
}

function scaledColumns(row: (y: number) => Uint8Array, width: number, { taps, first, weights }: Filter): Uint8Array {
  const length = width * 3;
  const out = new Uint8Array(length * first.length);
  const sums = new Float64Array(length);
  for (let y = 0; y < first.length; y++) {
    sums.fill(half);
    for (let tap = 0; tap < taps; tap++) {
      const weight = weights[y * taps + tap]!;
      if (weight === 0) continue;
      const source = row(first[y]! + tap);
      for (let i = 0; i < length; i++) sums[i]! += weight * source[i]!;
    }
    for (let i = 0; i < length; i++) out[y * length + i] = toByte(sums[i]!);
  }
  return out;
}

/**
 * The weights of `count` output samples from `begin` on, of a line of `length` samples scaled to `target`. Taps that would lie outside are
 * left out, and the others weighed more; unused entries weigh 0.
 */
export function filterOf(length: number, target: number, kernel: Kernel, begin = 0, count = target): Filter {
  const { support, at } = kernels[kernel];
  const scale = length / target;
  const stretch = Math.max(scale, 1);
  const radius = support * stretch;
  const taps = Math.min(length, Math.ceil(radius) * 2 + 1);
  const first = new Int32Array(count);
  const weights = new Float64Array(count * taps);
  for (let i = 0; i < count; i++) {
    const centre = (begin + i + 0.5) * scale;
    const start = Math.max(0, Math.trunc(centre - radius + 0.5));
    const end = Math.min(length, Math.trunc(centre + radius + 0.5));
    const row = weights.subarray(i * taps, (i + 1) * taps);
    // The window stays inside the line, so that unused taps at its end read samples that exist.
    first[i] = Math.min(start, length - taps);
    let sum = 0;
    for (let sample = start; sample < end; sample++) {
      const weight = at((sample - centre + 0.5) * (1 / stretch));
      row[sample - first[i]!] = weight;
      sum += weight;
    }
    for (let tap = 0; tap < taps; tap++) row[tap]! /= sum;
  }
  return { taps, first, weights };
}

/** The weights as whole numbers of 2^−22, rounded away from zero at a half. */
function wholeNumbers(filter: Filter): Filter {
  const weights = filter.weights.map((weight) => Math.trunc(weight * 2 ** fraction + (weight < 0 ? -0.5 : 0.5)));
  return { ...filter, weights };
}

function filledRow(width: number, fill: readonly [number, number, number]): Uint8Array {
  const row = new Uint8Array(width * 3);
  for (let at = 0; at < row.length; at += 3) row.set(fill, at);
  return row;
}

/** The cubic convolution kernel with a = −1/2 (Keys 1981, eq. 15). */
function catmullRom(x: number): number {
  const a = -0.5;
  const d = Math.abs(x);
  if (d < 1) return ((a + 2) * d - (a + 3)) * d * d + 1;
  return d < 2 ? (((d - 5) * d + 8) * d - 4) * a : 0;
}

function toByte(sum: number): number {
  const level = Math.floor(sum / 2 ** fraction);
  return level < 0 ? 0 : level > 255 ? 255 : level;
}
