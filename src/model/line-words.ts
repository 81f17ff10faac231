/**
 * What lines mean, as hints to the pointer head (docs/nano.md §1.14): vectors of the tokenizer's tokens, distilled from a sentence encoder, summed
 * over a text's tokens. The twin of `training/mlmamba/words.py`; `test/fixtures/line-words.json` holds both to the same numbers.
 */
import type { Box } from "../shared/types.ts";
import { standing } from "./line-hints.ts";

/** Features per line in {@link lineMeanings}. */
export const meaningWidth = 7;

/** The vectors of a pack (`words.bin`): token t's is `scales[t] · codes[t]`. */
export class WordVectors {
  readonly width: number;

  /**
   * @param bytes a `words.bin`: a scale (float32, little-endian) for each token, then a row of codes (int8) for each, as wide as there are bytes left
   * @returns undefined where there are not as many codes for each
   */
  static parse(bytes: Uint8Array, vocabSize: number): WordVectors | undefined {
    const width = bytes.length / vocabSize - Float32Array.BYTES_PER_ELEMENT;
    if (!Number.isInteger(width) || width < 1) return undefined;
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    const scales = new Float32Array(vocabSize);
    for (let id = 0; id < vocabSize; id++) scales[id] = view.getFloat32(id * Float32Array.BYTES_PER_ELEMENT, true);
    return new WordVectors(scales, new Int8Array(bytes.slice(scales.byteLength).buffer));
  }

  /** @param codes row-major (scales.length, width) */
  constructor(
    private readonly scales: Float32Array,
    private readonly codes: Int8Array,
  ) {
    this.width = codes.length / scales.length;
  }

  /** Sum of the tokens' vectors, of length 1; zeros where a text has none. */
  meaning(ids: readonly number[]): Float64Array {
    const { width } = this;
    const sum = new Float64Array(width);
    for (const id of ids) {
      const scale = this.scales[id] ?? 0;
      for (let n = 0; n < width; n++) sum[n]! += scale * (this.codes[id * width + n] ?? 0);
    }
    const length = Math.sqrt(dot(sum, sum));
    return length > 1e-9 ? sum.map((value) => value / length) : sum.fill(0);
  }
}

/**
 * Row-major (lines, 7): the cosine s of the question and the line; s less the best line's; then the largest positive s among lines to the left in its
 * row (by 1 + gap / 20), above in its column (by 1 + distance / 20), of the line before it, to the right in its row, below in its column. Gaps and
 * distances in heights, as in `lineMatches`.
 *
 * @param question its meaning
 * @param lines meanings of the lines, in the prompt's order
 * @param boxes of the same lines, in pixels of the image
 */
export function lineMeanings(
  question: Float64Array,
  lines: readonly Float64Array[],
  boxes: readonly Box[],
): Float32Array {
  const scores = lines.map((line) => dot(line, question));
  const best = Math.max(...scores);
  const result = new Float32Array(lines.length * meaningWidth);
  for (const [n, box] of boxes.entries()) {
    const around = { left: 0, above: 0, right: 0, below: 0 };
    for (const [other, score] of scores.entries()) {
      if (score <= 0) continue;
      const from = standing(boxes[other]!, box);
      const to = standing(box, boxes[other]!);
      if (from.right) around.left = Math.max(around.left, score / (1 + from.gap / 20));
      if (from.below) around.above = Math.max(around.above, score / (1 + from.down / 20));
      if (to.right) around.right = Math.max(around.right, score / (1 + to.gap / 20));
      if (to.below) around.below = Math.max(around.below, score / (1 + to.down / 20));
    }
    const before = Math.max(0, scores[n - 1] ?? 0);
    const row = [scores[n]!, scores[n]! - best, around.left, around.above, before, around.right, around.below];
    result.set(
      row.map((value) => Math.min(1, Math.max(-1, value))),
      n * meaningWidth,
    );
  }
  return result;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let n = 0; n < a.length; n++) sum += a[n]! * b[n]!;
  return sum;
}
