/**
 * Block-wise quantisation of matrices as `MatMulNBits` and `GatherBlockQuantized` read them: every row of an (n, k) matrix is cut into
 * blocks of `block` values; a block has one float32 scale and values of `bits` bits around the zero point 2^(bits−1).
 * The scale is the block's value of largest magnitude over −2^(bits−1) (the rule of llama.cpp's Q4_0 and Q8_0 formats' family), so
 * that value is met exactly and the whole range is used; the others round to nearest, ties to even.
 */
export type Bits = 4 | 8;

export interface QuantisedMatrix {
  /** (n, k / block, block·bits / 8); with 4 bits the value at the even place is the low half of its byte. */
  readonly packed: Uint8Array;
  /** (n, k / block) */
  readonly scales: Float32Array;
}

/** @param values (n, k) row-major; its length must be a multiple of `block` */
export function quantise(values: Float32Array, bits: Bits, block: number): QuantisedMatrix {
  const zeroPoint = 2 ** (bits - 1);
  const highest = 2 ** bits - 1;
  const scales = new Float32Array(values.length / block);
  const levels = new Uint8Array(values.length);
  for (const index of scales.keys()) {
    const first = index * block;
    const scale = Math.fround(extreme(values, first, first + block) / -zeroPoint);
    scales[index] = scale;
    for (let at = first; at < first + block; at++) {
      const level = scale === 0 ? zeroPoint : roundToEven(Math.fround(values[at]! / scale)) + zeroPoint;
      levels[at] = Math.min(Math.max(level, 0), highest);
    }
  }
  return { packed: bits === 4 ? packNibbles(levels) : levels, scales };
}

/** The largest block of at most `block` values, a power of two from 16 on, that divides rows of `k` values; none: undefined. */
export function blockFor(k: number, block: number): number | undefined {
  for (let size = block; size >= 16; size /= 2) if (k % size === 0) return size;
  return undefined;
}

/** The value of largest magnitude in `values[first … end)`; the first of equals. */
function extreme(values: Float32Array, first: number, end: number): number {
  let found = 0;
  for (let at = first; at < end; at++) if (Math.abs(values[at]!) > Math.abs(found)) found = values[at]!;
  return found;
}

function roundToEven(value: number): number {
  const floor = Math.floor(value);
  const rest = value - floor;
  if (rest !== 0.5) return rest < 0.5 ? floor : floor + 1;
  return floor % 2 === 0 ? floor : floor + 1;
}

function packNibbles(levels: Uint8Array): Uint8Array {
  return Uint8Array.from({ length: levels.length / 2 }, (_, at) => levels[2 * at]! | (levels[2 * at + 1]! << 4));
}
