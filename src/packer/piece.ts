/**
 * What every architecture piece is written into: the graph, the checkpoint's weights, and how they are stored. Pieces are functions
 * from values to values; tensor names in the checkpoint are those of docs/nano.md §1.
 */
import { Float16Array } from "@petamoriken/float16";
import { float, int, type GraphBuilder, type Value } from "./graph.ts";
import { bytesOf } from "./initialisers.ts";
import { blockFor, quantise, type Bits } from "./quantise.ts";
import type { Weights } from "./weights.ts";

/**
 * How weights are stored. `float32`: as they are. `quantised`: matrices in `bits` per block of `block` values, convolutions and
 * matrices whose rows no block divides in float16 (widened when a session loads). `accuracyLevel` is that of `MatMulNBits`: 1 computes
 * in float32, 4 with activations in int8.
 */
export type Storage =
  | { readonly kind: "float32" }
  | { readonly kind: "quantised"; readonly bits: Bits; readonly block: number; readonly accuracyLevel: 1 | 4 };

export interface Piece {
  readonly graph: GraphBuilder;
  readonly weights: Weights;
  readonly storage: Storage;
}

/** The same piece with activations left in float32: for small products that an answer hangs on. */
export function withFloatActivations(piece: Piece): Piece {
  const { storage } = piece;
  return storage.kind === "quantised" ? { ...piece, storage: { ...storage, accuracyLevel: 1 } } : piece;
}

/** A vector (norm, bias), always float32. */
export function vector({ graph, weights }: Piece, name: string, size: number): Value {
  return graph.floats(name, weights.read(name, [size]));
}

/** A tensor that no quantiser takes: float32, or float16 with a Cast that ONNX Runtime folds when it loads. */
export function plainTensor(
  { graph, storage }: Piece,
  name: string,
  values: Float32Array,
  shape: readonly number[],
): Value {
  if (storage.kind === "float32") return graph.floats(name, values, shape);
  const half = graph.constant(`${name}.float16`, "float16", shape, bytesOf(new Float16Array(values)));
  return graph.op("Cast", [half], { to: int(1) }, name);
}

/** A convolution: `weight` (out, in / groups, height, width) and `bias` (out) of `prefix`. */
export function convolution(
  piece: Piece,
  prefix: string,
  x: Value,
  shape: readonly number[],
  attributes: Parameters<GraphBuilder["op"]>[2],
): Value {
  const weight = plainTensor(piece, `${prefix}.weight`, piece.weights.read(`${prefix}.weight`, shape), shape);
  const bias = vector(piece, `${prefix}.bias`, shape[0]!);
  return piece.graph.op("Conv", [x, weight, bias], attributes);
}

/** x (…, k) → (…, n) by `prefix.weight` (n, k), with `prefix.bias` (n) if `bias` says so. */
export function linear(piece: Piece, prefix: string, x: Value, [n, k]: readonly [number, number], bias = true): Value {
  const weight = piece.weights.read(`${prefix}.weight`, [n, k]);
  return matrixProduct(piece, `${prefix}.weight`, x, weight, [n, k], bias ? vector(piece, `${prefix}.bias`, n) : null);
}

/** x (…, k) → (…, n): x · weightᵀ + bias, where `weight` (n, k) is stored under `name` as the storage says. */
export function matrixProduct(
  piece: Piece,
  name: string,
  x: Value,
  weight: Float32Array,
  [n, k]: readonly [number, number],
  bias: Value | null = null,
): Value {
  const { graph, storage } = piece;
  const block = storage.kind === "quantised" ? blockFor(k, storage.block) : undefined;
  if (storage.kind === "float32" || block === undefined) {
    const product = graph.op("MatMul", [x, plainTensor(piece, name, transpose(weight, n, k), [k, n])]);
    return bias === null ? product : graph.op("Add", [product, bias]);
  }
  const { bits, accuracyLevel } = storage;
  const { packed, scales } = quantise(weight, bits, block);
  const b = graph.constant(name, "uint8", [n, k / block, (block * bits) / 8], packed);
  const attributes = {
    K: int(k),
    N: int(n),
    bits: int(bits),
    block_size: int(block),
    accuracy_level: int(accuracyLevel),
  };
  return graph.op(
    "MatMulNBits",
    [x, b, graph.floats(`${name}.scales`, scales, [n, k / block]), null, null, bias],
    attributes,
  );
}

/** Rows of `name` (rows, width) at `ids`, any shape: (…ids, width). */
export function embedding(piece: Piece, name: string, ids: Value, [rows, width]: readonly [number, number]): Value {
  const { graph, weights, storage } = piece;
  const table = weights.read(name, [rows, width]);
  const block = storage.kind === "quantised" ? blockFor(width, storage.block) : undefined;
  if (storage.kind === "float32" || block === undefined) {
    return graph.op("Gather", [plainTensor(piece, name, table, [rows, width]), ids], { axis: int(0) });
  }
  const { packed, scales } = quantise(table, storage.bits, block);
  const data = graph.constant(name, "uint8", [rows, (width * storage.bits) / 8], packed);
  const scaleTable = graph.floats(`${name}.scales`, scales, [rows, width / block]);
  return gatherQuantised(graph, data, scaleTable, ids, storage.bits, block);
}

/** Rows of a block-quantised table: data (rows, width·bits / 8), scales (rows, width / block). */
export function gatherQuantised(
  graph: GraphBuilder,
  data: Value,
  scales: Value,
  ids: Value,
  bits: Bits,
  block: number,
): Value {
  const attributes = { bits: int(bits), block_size: int(block), gather_axis: int(0), quantize_axis: int(1) };
  return graph.op("GatherBlockQuantized", [data, ids, scales], attributes);
}

/** SiLU: x · sigmoid(x). */
export function silu(graph: GraphBuilder, x: Value): Value {
  return graph.op("QuickGelu", [x], { alpha: float(1) });
}

/** LayerNorm over the last axis with `prefix.weight` and `prefix.bias`, eps 1e-5. */
export function layerNorm(piece: Piece, prefix: string, x: Value, width: number): Value {
  const gamma = vector(piece, `${prefix}.weight`, width);
  const beta = vector(piece, `${prefix}.bias`, width);
  return piece.graph.op("LayerNormalization", [x, gamma, beta], { axis: int(-1), epsilon: float(1e-5) });
}

/** Exact GELU. */
export function gelu(graph: GraphBuilder, x: Value): Value {
  return graph.op("Gelu", [x]);
}

/** (n, k) row-major → (k, n) row-major. */
function transpose(values: Float32Array, n: number, k: number): Float32Array {
  const result = new Float32Array(values.length);
  for (let row = 0; row < n; row++)
    for (let column = 0; column < k; column++) result[column * n + row] = values[row * k + column]!;
  return result;
}
