/**
 * The pointer head (docs/nano.md §1.7; Vinyals et al., arXiv 1506.03134): the logit of the reference to line n is the scaled product of
 * a query from the current hidden state with the key made where line n ended.
 */
import { float, int, type Value } from "./graph.ts";
import { matrixProduct, type Piece } from "./piece.ts";

export interface PointerDimensions {
  readonly dModel: number;
  readonly keyWidth: number;
}

/**
 * Appends the keys of the lines that end in this piece: h (1, T, dModel) final normed hidden states, lineEnds (M) positions in h,
 * lineEmbeds (N, dModel), pastKeys (P, keyWidth) → (P + M, keyWidth); `key · h[end] + line · lineEmbeds[P + m]`.
 */
export function appendKeys(
  piece: Piece,
  h: Value,
  lineEnds: Value,
  lineEmbeds: Value,
  pastKeys: Value,
  { dModel, keyWidth }: PointerDimensions,
): Value {
  const { graph, weights } = piece;
  const past = graph.op("Shape", [pastKeys], { start: int(0), end: int(1) });
  const present = graph.op("Add", [past, graph.op("Shape", [lineEnds])]);
  const lines = graph.op("Slice", [lineEmbeds, past, present, graph.integers(0)]);
  const rows = graph.op("Reshape", [h, graph.integers(-1, dModel)]);
  const ends = graph.op("Gather", [rows, lineEnds], { axis: int(0) });
  const both = graph.op("Concat", [ends, lines], { axis: int(1) });
  const key = weights.read("pointer.key.weight", [keyWidth, dModel]);
  const line = weights.read("pointer.line.weight", [keyWidth, dModel]);
  const keys = matrixProduct(piece, "pointer.key_line", both, besides(key, line, dModel), [keyWidth, 2 * dModel]);
  return graph.op("Concat", [pastKeys, keys], { axis: int(0) }, "keys");
}

/** h (T, dModel), keys (L, keyWidth) → logits (T, L): `(query · h) · key / √keyWidth`. */
export function pointerLogits(piece: Piece, h: Value, keys: Value, { dModel, keyWidth }: PointerDimensions): Value {
  const query = piece.weights.read("pointer.query.weight", [keyWidth, dModel]);
  const queries = matrixProduct(piece, "pointer.query", h, query, [keyWidth, dModel]);
  return piece.graph.op("Gemm", [queries, keys], { alpha: float(1 / Math.sqrt(keyWidth)), transB: int(1) });
}

/** Two matrices with rows of `width` values side by side: [left, right], rows of 2·width. */
function besides(left: Float32Array, right: Float32Array, width: number): Float32Array {
  const result = new Float32Array(left.length + right.length);
  for (let row = 0; row * width < left.length; row++) {
    result.set(left.subarray(row * width, (row + 1) * width), 2 * row * width);
    result.set(right.subarray(row * width, (row + 1) * width), (2 * row + 1) * width);
  }
  return result;
}
