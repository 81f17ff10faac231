/**
 * Scaling as Pillow does it (`Image.resize`, src/libImaging/Resample.c), which training uses: a separable kernel that widens where
 * the image gets smaller, so that nothing is skipped. libvips enlarges half a pixel off, which a network would see.
 */
import type { RgbImage } from "./rgb-image.ts";

export type Kernel = "bilinear" | "bicubic";

/** For output sample i: `weights` entries from `i · taps` on, for `taps` input samples from `first[i]` on. */
interface Filter {
  readonly taps: number;
  readonly first: Int32Array;
  readonly weights: Float64Array;
}

const kernels: Record<Kernel, { readonly support: number; readonly at: (x: number) => number }> = {
  bilinear: { support: 1, at: (x) => Math.max(0, 1 - Math.abs(x)) },
  bicubic: { support: 2, at: catmullRom },
};

/** The image in `width` × `height` pixels; rounded to 8 bits after each of the two passes, across first. */
export function resizeRgb(image: RgbImage, width: number, height: number, kernel: Kernel): RgbImage {
  const across = scaledRows(image, width, filterOf(image.width, width, kernel));
  return { width, height, rgb: scaledColumns(across, height, filterOf(image.height, height, kernel)) };
}

function scaledRows({ width, height, rgb }: RgbImage, target: number, { taps, first, weights }: Filter): RgbImage {
  const out = new Uint8Array(target * height * 3);
  for (let y = 0, at = 0; y < height; y++) {
    for (let x = 0; x < target; x++, at += 3) {
      let from = (y * width + first[x]!) * 3;
      let [red, green, blue] = [0.5, 0.5, 0.5];
      for (let tap = x * taps, end = tap + taps; tap < end; tap++, from += 3) {
        const weight = weights[tap]!;
        red += weight * rgb[from]!;
        green += weight * rgb[from + 1]!;
        blue += weight * rgb[from + 2]!;
      }
      out[at] = toByte(red);
      out[at + 1] = toByte(green);
      out[at + 2] = toByte(blue);
    }
  }
  return { width: target, height, rgb: out };
}

function scaledColumns({ width, rgb }: RgbImage, target: number, { taps, first, weights }: Filter): Uint8Array {
  const row = width * 3;
  const out = new Uint8Array(row * target);
  const sums = new Float64Array(row);
  for (let y = 0; y < target; y++) {
    sums.fill(0.5);
    for (let tap = 0; tap < taps; tap++) {
      const weight = weights[y * taps + tap]!;
      if (weight === 0) continue;
      const from = (first[y]! + tap) * row;
      for (let i = 0; i < row; i++) sums[i]! += weight * rgb[from + i]!;
    }
    for (let i = 0; i < row; i++) out[y * row + i] = toByte(sums[i]!);
  }
  return out;
}

/** Taps that would lie outside of the image are left out, and the others weighed more; unused entries weigh 0. */
function filterOf(length: number, target: number, kernel: Kernel): Filter {
  const { support, at } = kernels[kernel];
  const scale = length / target;
  const stretch = Math.max(scale, 1);
  const radius = support * stretch;
  const taps = Math.min(length, Math.ceil(radius) * 2 + 1);
  const first = new Int32Array(target);
  const weights = new Float64Array(target * taps);
  for (let i = 0; i < target; i++) {
    const centre = (i + 0.5) * scale;
    const start = Math.max(0, Math.floor(centre - radius + 0.5));
    const end = Math.min(length, Math.floor(centre + radius + 0.5));
    const row = weights.subarray(i * taps, (i + 1) * taps);
    // The window stays inside the image, so that unused taps at its end read pixels that exist.
    first[i] = Math.min(start, length - taps);
    let sum = 0;
    for (let pixel = start; pixel < end; pixel++) {
      const weight = at((pixel - centre + 0.5) / stretch);
      row[pixel - first[i]!] = weight;
      sum += weight;
    }
    for (let tap = 0; tap < taps; tap++) row[tap]! /= sum;
  }
  return { taps, first, weights };
}

/** The cubic convolution kernel with a = −1/2 (Keys 1981, eq. 15). */
function catmullRom(x: number): number {
  const d = Math.abs(x);
  if (d < 1) return (1.5 * d - 2.5) * d * d + 1;
  return d < 2 ? ((-0.5 * d + 2.5) * d - 4) * d + 2 : 0;
}

function toByte(rounded: number): number {
  return rounded < 0 ? 0 : rounded > 255 ? 255 : Math.floor(rounded);
}
