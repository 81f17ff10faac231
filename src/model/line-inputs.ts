/** The line encoder's inputs that come from text (docs/nano.md §1.5); crops and geometry: `line-crops.ts`, order: `reading-order.ts`. */
export interface LineTextInputs {
  /** Row-major (lines, width) token ids, padded with 0. */
  readonly ids: BigInt64Array;
  /** Row-major (lines, width): 1 where `ids` holds a token, 0 where it is padding. */
  readonly mask: Float32Array;
  readonly width: number;
}

/** @param lines token ids of each line's text, already cut to the pack's `lexTokens`. */
export function lineTextInputs(lines: readonly (readonly number[])[]): LineTextInputs {
  const width = Math.max(1, ...lines.map((tokens) => tokens.length));
  const ids = new BigInt64Array(lines.length * width);
  const mask = new Float32Array(lines.length * width);
  for (const [row, tokens] of lines.entries()) {
    for (const [column, token] of tokens.entries()) {
      ids[row * width + column] = BigInt(token);
      mask[row * width + column] = 1;
    }
  }
  return { ids, mask, width };
}
