/**
 * A grid of position embeddings for another number of patches, as timm makes it when it loads weights (`resample_abs_pos_embed`): bicubic
 * and antialiased, the filter of PyTorch's `interpolate(…, mode="bicubic", antialias=True)`, which is Pillow's with unrounded weights.
 */
import { filterOf, type Filter } from "../model/resize.ts";

/** (from², width) row-major → (to², width) */
export function resampledGrid(grid: Float32Array, from: number, to: number, width: number): Float32Array {
  if (from === to) return grid;
  const filter = filterOf(from, to, "bicubic");
  const across = new Float32Array(from * to * width);
  for (let row = 0; row < from; row++) {
    for (let column = 0; column < to; column++) {
      const target = across.subarray((row * to + column) * width, (row * to + column + 1) * width);
      weigh(filter, column, target, (tap) => (row * from + tap) * width, grid);
    }
  }
  const result = new Float32Array(to * to * width);
  for (let row = 0; row < to; row++) {
    for (let column = 0; column < to; column++) {
      const target = result.subarray((row * to + column) * width, (row * to + column + 1) * width);
      weigh(filter, row, target, (tap) => (tap * to + column) * width, across);
    }
  }
  return result;
}

/** Adds up the vectors at the taps of output `index`. @param at where the vector of a tap begins in `source` */
function weigh(
  { taps, first, weights }: Filter,
  index: number,
  target: Float32Array,
  at: (tap: number) => number,
  source: Float32Array,
): void {
  const sums = new Float64Array(target.length);
  for (let tap = 0; tap < taps; tap++) {
    const weight = weights[index * taps + tap]!;
    if (weight === 0) continue;
    const begin = at(first[index]! + tap);
    for (let i = 0; i < sums.length; i++) sums[i]! += weight * source[begin + i]!;
  }
  target.set(sums);
}
