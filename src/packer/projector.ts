/** The projector into the language model's width: linear layers with exact GELU between them, named 0, 2, 4 … as in PyTorch's Sequential. */
import type { Value } from "./graph.ts";
import { gelu, linear, type Piece } from "./piece.ts";

/** x (…, widths[0]) → (…, last width) */
export function projector(piece: Piece, prefix: string, x: Value, widths: readonly number[]): Value {
  let result = x;
  for (const [index, output] of widths.slice(1).entries()) {
    const input = index === 0 ? result : gelu(piece.graph, result);
    result = linear(piece, `${prefix}.${2 * index}`, input, [output, widths[index]!]);
  }
  return result;
}
