/**
 * Block-wise quantisation of matrices as `MatMulNBits` and `GatherBlockQuantized` read them: every row of an (n, k) matrix is cut into
 * blocks of `block` values; a block has one float32 scale and values of `bits` bits around a zero point, which is 2^(bits−1) or the
 * block's own. Two rules choose the scale:
 *
 * - `extreme`: the block's value of largest magnitude over −2^(bits−1) (the rule of llama.cpp's Q4_0 and Q8_0 formats' family), so
 *   that value is met exactly and the whole range is used; the others round to nearest, ties to even.
 * - `least-squares`: of several ranges, from the whole one down, that with the least squared error; for each, values round to nearest and the
 *   scale is then the best one for these levels, Σ w·l / Σ l². Never worse than the whole range.
 */
export type Bits = 4 | 8;
export type ScaleRule = "extreme" | "least-squares";

export interface QuantisedMatrix {
  /** (n, k / block, block·bits / 8); with 4 bits the value at the even place is the low half of its byte. */
  readonly packed: Uint8Array;
  /** (n, k / block) */
  readonly scales: Float32Array;
}

export interface QuantisedRows extends QuantisedMatrix {
  /** (n, ⌈blocks · bits / 8⌉), packed like the values, each row for itself; null where every block's is 2^(bits−1). */
  readonly zeroPoints: Uint8Array | null;
  /** Σ (stored − w)² over all values. */
  readonly squaredError: number;
  /** Σ w² over all values. */
  readonly squaredSum: number;
}

export interface Quantiser {
  readonly bits: Bits;
  readonly block: number;
  readonly rule: ScaleRule;
  /** Whether each block has a zero point of its own; only with `least-squares`. */
  readonly zeroPoints: boolean;
}

/** @param values (n, k) row-major; its length must be a multiple of `block` */
export function quantise(values: Float32Array, bits: Bits, block: number): QuantisedMatrix {
  const { packed, scales } = quantiseRows(values, values.length, { bits, block, rule: "extreme", zeroPoints: false });
  return { packed, scales };
}

/** @param values rows of `k` values, k a multiple of `block` */
export function quantiseRows(values: Float32Array, k: number, quantiser: Quantiser): QuantisedRows {
  const { bits, block, rule, zeroPoints } = quantiser;
  const middle = 2 ** (bits - 1);
  const scales = new Float32Array(values.length / block);
  const levels = new Uint8Array(values.length);
  const zeros = new Uint8Array(scales.length).fill(middle);
  const search = rule === "extreme" ? undefined : new Search(bits, zeroPoints);
  const highest = 2 ** bits - 1;
  let squaredError = 0;
  let squaredSum = 0;
  for (let index = 0, first = 0; first < values.length; index++, first += block) {
    const end = first + block;
    if (search === undefined) {
      scales[index] = Math.fround(extreme(values, first, end) / -middle);
    } else {
      search.find(values, first, end);
      scales[index] = search.scale;
      zeros[index] = search.zero;
    }
    const scale = scales[index]!;
    const zero = zeros[index]!;
    for (let at = first; at < end; at++) {
      const value = values[at]!;
      const level = scale === 0 ? zero : roundToEven(Math.fround(value / scale)) + zero;
      const kept = level < 0 ? 0 : level > highest ? highest : level;
      levels[at] = kept;
      const error = (kept - zero) * scale - value;
      squaredError += error * error;
      squaredSum += value * value;
    }
  }
  const packed = bits === 4 ? packNibbles(levels) : levels;
  return {
    packed,
    scales,
    zeroPoints: zeroPoints ? packRows(zeros, k / block, bits) : null,
    squaredError,
    squaredSum,
  };
}

/** The largest block of at most `block` values, a power of two from 16 on, that divides rows of `k` values; none: undefined. */
export function blockFor(k: number, block: number): number | undefined {
  for (let size = block; size >= 16; size /= 2) if (k % size === 0) return size;
  return undefined;
}

/** Bytes of a row's zero points. */
export function zeroPointBytes(blocks: number, bits: Bits): number {
  return Math.ceil((blocks * bits) / 8);
}

/** Shares of the whole range that are tried. With 8 bits a step is so small that cutting outliers seldom pays. */
const ranges: Record<Bits, readonly number[]> = {
  4: [1, 0.95, 0.9, 0.85, 0.8, 0.75, 0.7, 0.65],
  8: [1, 0.97, 0.94],
};

/** Finds scale and zero point of one block after the other. */
class Search {
  scale = 0;
  zero = 0;
  /** Σ of squared products that the best scale explains: the error is Σ w² less this. */
  #explained = 0;
  readonly #highest: number;
  readonly #middle: number;

  constructor(
    private readonly bits: Bits,
    private readonly zeroPoints: boolean,
  ) {
    this.#highest = 2 ** bits - 1;
    this.#middle = 2 ** (bits - 1);
  }

  find(values: Float32Array, first: number, end: number): void {
    this.scale = 0;
    this.zero = this.#middle;
    this.#explained = -1;
    let low = 0;
    let high = 0;
    for (let at = first; at < end; at++) {
      const value = values[at]!;
      if (value < low) low = value;
      if (value > high) high = value;
    }
    if (low === 0 && high === 0) return;
    const largest = high > -low ? high : low;
    for (const range of ranges[this.bits]) {
      if (this.zeroPoints) {
        const scale = ((high - low) * range) / this.#highest;
        const zero = Math.min(Math.max(Math.round((-low * range) / scale), 0), this.#highest);
        this.#try(values, first, end, scale, zero);
      } else {
        this.#try(values, first, end, (largest * range) / -this.#middle, this.#middle);
      }
    }
    this.scale = Math.fround(this.scale);
  }

  #try(values: Float32Array, first: number, end: number, scale: number, zero: number): void {
    const inverse = 1 / scale;
    const lowest = -zero;
    const highest = this.#highest - zero;
    let products = 0;
    let squares = 0;
    for (let at = first; at < end; at++) {
      const value = values[at]!;
      let level = Math.floor(value * inverse + 0.5);
      if (level < lowest) level = lowest;
      else if (level > highest) level = highest;
      products += value * level;
      squares += level * level;
    }
    if (squares === 0) return;
    const explained = (products * products) / squares;
    if (explained <= this.#explained) return;
    this.#explained = explained;
    this.scale = products / squares;
    this.zero = zero;
  }
}

/** The value of largest magnitude in `values[first … end)`; the first of equals. */
function extreme(values: Float32Array, first: number, end: number): number {
  let found = 0;
  for (let at = first; at < end; at++) if (Math.abs(values[at]!) > Math.abs(found)) found = values[at]!;
  return found;
}

/** Doubles of this size are whole numbers, and adding it rounds to the nearest, ties to even (IEEE 754). */
const wholeNumbers = 1.5 * 2 ** 52;

/** @param value of magnitude below 2^50 */
function roundToEven(value: number): number {
  return value + wholeNumbers - wholeNumbers;
}

function packNibbles(levels: Uint8Array): Uint8Array {
  const packed = new Uint8Array(levels.length / 2);
  for (let at = 0; at < packed.length; at++) packed[at] = levels[2 * at]! | (levels[2 * at + 1]! << 4);
  return packed;
}

/** Zero points, `blocks` a row, each row in whole bytes. */
function packRows(zeros: Uint8Array, blocks: number, bits: Bits): Uint8Array {
  if (bits === 8) return zeros;
  const bytes = zeroPointBytes(blocks, bits);
  const packed = new Uint8Array((zeros.length / blocks) * bytes);
  for (const [index, zero] of zeros.entries()) {
    const [row, block] = [Math.floor(index / blocks), index % blocks];
    packed[row * bytes + (block >> 1)]! |= zero << (4 * (block & 1));
  }
  return packed;
}
