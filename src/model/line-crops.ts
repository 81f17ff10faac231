/**
 * What the line encoder sees of a text line beside its text: a crop of its two ends with their surroundings, and where it stands
 * (docs/nano.md §1.5). `training/mlmamba/layout.py` computes the same; `test/fixtures/layout.json` holds both to 1e-4.
 */
import type { Box } from "../shared/types.ts";
import type { RgbImage } from "./rgb-image.ts";

export const cropRows = 32;
export const cropColumns = 96;
export const geometrySize = 6;
const halfColumns = cropColumns / 2;

/** Linear interpolation along one axis, one entry per sample: the two pixels, clamped to the image, and the weight of `high`. */
interface Taps {
  readonly low: Int32Array;
  readonly high: Int32Array;
  readonly weight: Float64Array;
}

/** `[x0/W, y0/H, x1/W, y1/H, w/W, h/H]` of every box: shape (N, 6), row-major. */
export function lineGeometry(boxes: readonly Box[], width: number, height: number): Float32Array {
  return Float32Array.from(
    boxes.flatMap(([x, y, w, h]) => [x / width, y / height, (x + w) / width, (y + h) / height, w / width, h / height]),
  );
}

/** Crops of the two ends of every line: shape (N, 3, 32, 96), channels RGB, value `p / 127.5 − 1` in [−1, 1]. */
export function lineCrops(image: RgbImage, boxes: readonly Box[]): Float32Array {
  const plane = cropRows * cropColumns;
  const crops = new Float32Array(boxes.length * 3 * plane);
  boxes.forEach((box, n) => {
    writeCrop(image, box, crops.subarray(n * 3 * plane, (n + 1) * 3 * plane));
  });
  return crops;
}

function writeCrop({ width, height, rgb }: RgbImage, [x, y, w, h]: Box, out: Float32Array): void {
  const columns = tapsOf(cropColumns, width, (c) => {
    const left = c < halfColumns ? x - 2.2 * h : x + w - 1.1 * h;
    return left + (((c % halfColumns) + 0.5) / halfColumns) * 3.3 * h - 0.5;
  });
  const rows = tapsOf(cropRows, height, (r) => y - 0.6 * h + ((r + 0.5) / cropRows) * 2.2 * h - 0.5);

  for (let channel = 0, at = 0; channel < 3; channel++) {
    for (let r = 0; r < cropRows; r++) {
      const upper = rows.low[r]! * width;
      const lower = rows.high[r]! * width;
      for (let c = 0; c < cropColumns; c++, at++) {
        const left = columns.low[c]!;
        const right = columns.high[c]!;
        const across = columns.weight[c]!;
        const a = rgb[(upper + left) * 3 + channel]!;
        const b = rgb[(upper + right) * 3 + channel]!;
        const d = rgb[(lower + left) * 3 + channel]!;
        const e = rgb[(lower + right) * 3 + channel]!;
        const top = a + (b - a) * across;
        const bottom = d + (e - d) * across;
        out[at] = (top + (bottom - top) * rows.weight[r]!) / 127.5 - 1;
      }
    }
  }
}

/** Taps of `count` samples whose centres, in pixels, `centreOf` gives. */
function tapsOf(count: number, limit: number, centreOf: (index: number) => number): Taps {
  const taps: Taps = { low: new Int32Array(count), high: new Int32Array(count), weight: new Float64Array(count) };
  for (let i = 0; i < count; i++) {
    const centre = Math.min(Math.max(centreOf(i), 0), limit - 1);
    const low = Math.floor(centre);
    taps.low[i] = low;
    taps.high[i] = Math.min(low + 1, limit - 1);
    taps.weight[i] = centre - low;
  }
  return taps;
}
