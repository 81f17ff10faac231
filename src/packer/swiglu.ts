/** SwiGLU (arXiv 2002.05202) of the MSC: `w3(SiLU(w1 x) · (w2 x))`, all (width, width) with biases. */
import type { Value } from "./graph.ts";
import { linear, silu, type Piece } from "./piece.ts";

/** x (…, width) → (…, width) */
export function swiglu(piece: Piece, prefix: string, x: Value, width: number): Value {
  const shape = [width, width] as const;
  const gate = silu(piece.graph, linear(piece, `${prefix}.w1`, x, shape));
  const product = piece.graph.op("Mul", [gate, linear(piece, `${prefix}.w2`, x, shape)]);
  return linear(piece, `${prefix}.w3`, product, shape);
}
