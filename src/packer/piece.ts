/**
 * What every architecture piece is written into: the graph, the checkpoint's weights, and how they are stored. Pieces are functions
 * from values to values; tensor names in the checkpoint are those of docs/nano.md §1 and docs/family.md.
 */
import { float, int, type GraphBuilder, type Value } from "./graph.ts";
import { gatherQuantised, matrixOf, matrixProduct, plainTable, quantisedTable, quantiserFor } from "./matrix.ts";
import { halvesConvolutions, type Piece } from "./storage.ts";

export { matrixProduct } from "./matrix.ts";
export { withFloatActivations, type Piece, type Storage, type TensorNote } from "./storage.ts";

/** A vector (norm, bias), always float32. */
export function vector({ graph, weights }: Piece, name: string, size: number): Value {
  return graph.floats(name, weights.read(name, [size]));
}

/** A tensor that no quantiser takes: float32, or float16 with a Cast that ONNX Runtime folds when it loads. */
export function plainTensor(piece: Piece, name: string, values: Float32Array, shape: readonly number[]): Value {
  const [n, k] = [shape[0]!, shape.slice(1).reduce((product, size) => product * size, 1)];
  return plainTable(piece, name, matrixOf(values, [n, k]), [n, k], shape, halvesConvolutions(piece.storage));
}

/** A convolution: `weight` (out, in / groups, height, width) of `prefix`, and its `bias` (out) if `bias` says so. */
export function convolution(
  piece: Piece,
  prefix: string,
  x: Value,
  shape: readonly number[],
  attributes: Parameters<GraphBuilder["op"]>[2],
  bias = true,
): Value {
  const weight = plainTensor(piece, `${prefix}.weight`, piece.weights.read(`${prefix}.weight`, shape), shape);
  return piece.graph.op("Conv", [x, weight, bias ? vector(piece, `${prefix}.bias`, shape[0]!) : null], attributes);
}

/** x (…, k) → (…, n) by `prefix.weight` (n, k), with `prefix.bias` (n) if `bias` says so. */
export function linear(piece: Piece, prefix: string, x: Value, [n, k]: readonly [number, number], bias = true): Value {
  const weight = piece.weights.matrix(`${prefix}.weight`, [n, k]);
  return matrixProduct(piece, `${prefix}.weight`, x, weight, [n, k], bias ? vector(piece, `${prefix}.bias`, n) : null);
}

/** Rows of `name` (rows, width) at `ids`, any shape: (…ids, width). */
export function embedding(piece: Piece, name: string, ids: Value, shape: readonly [number, number]): Value {
  const matrix = piece.weights.matrix(name, shape);
  const quantiser = quantiserFor(piece.storage, shape[1]);
  if (quantiser !== undefined) {
    return gatherQuantised(piece.graph, quantisedTable(piece, name, matrix, shape, quantiser, "rows"), ids);
  }
  return piece.graph.op("Gather", [plainTable(piece, name, matrix, shape), ids], { axis: int(0) });
}

/** SiLU: x · sigmoid(x). */
export function silu(graph: GraphBuilder, x: Value): Value {
  return graph.op("QuickGelu", [x], { alpha: float(1) });
}

/** LayerNorm over the last axis with `prefix.weight` and `prefix.bias`. */
export function layerNorm(piece: Piece, prefix: string, x: Value, width: number, epsilon = 1e-5): Value {
  const gamma = vector(piece, `${prefix}.weight`, width);
  const beta = vector(piece, `${prefix}.bias`, width);
  return piece.graph.op("LayerNormalization", [x, gamma, beta], { axis: int(-1), epsilon: float(epsilon) });
}

/** Exact GELU. */
export function gelu(graph: GraphBuilder, x: Value): Value {
  return graph.op("Gelu", [x]);
}
