/**
 * Matrices in every way of storing them. Their values are read, converted and written slice by slice, after the graph is written
 * ({@link Initialisers.defer}), so that a matrix of half a gigabyte needs a few megabytes.
 */
import { float, int, type GraphBuilder, type Value } from "./graph.ts";
import { halvesOf, widenHalf } from "./halves.ts";
import { bytesOf, type Slot } from "./initialisers.ts";
import { blockFor, quantiseRows, zeroPointBytes, type Quantiser } from "./quantise.ts";
import { halvesMatrices, type Piece, type Storage } from "./storage.ts";
import type { Matrix } from "./weights.ts";

type Shape = readonly [n: number, k: number];

/** Weights that are read at a time. */
const sliceValues = 1 << 21;

/** A matrix that is in memory already. */
export function matrixOf(values: Float32Array, [n, k]: Shape): Matrix {
  if (values.length !== n * k) throw new Error(`${values.length} values for a matrix of ${n} × ${k}`);
  return { rows: (first, end) => values.subarray(first * k, end * k) };
}

/** x (…, k) → (…, n): x · weightᵀ + bias, where `weight` (n, k) is stored under `name` as the storage says. */
export function matrixProduct(
  piece: Piece,
  name: string,
  x: Value,
  weight: Float32Array | Matrix,
  shape: Shape,
  bias: Value | null = null,
): Value {
  const { graph, storage } = piece;
  const matrix = weight instanceof Float32Array ? matrixOf(weight, shape) : weight;
  if (storage.kind === "dynamic") return dynamicProduct(piece, name, x, matrix, shape, bias);
  const quantised = quantiserFor(storage, shape[1]);
  if (quantised === undefined) {
    const product = graph.op("MatMul", [x, transposed(piece, name, matrix, shape)]);
    return bias === null ? product : graph.op("Add", [product, bias]);
  }
  const table = quantisedTable(piece, name, matrix, shape, quantised, "blocks");
  return blockProduct(graph, x, table, table.data, bias);
}

/** A block-quantised matrix in a graph. */
export interface QuantisedTable {
  /** uint8: `rows` (n, k·bits / 8), which gathering wants; `blocks` (n, blocks, block·bits / 8), which the product wants */
  readonly data: Value;
  /** float32 (n, k / block) */
  readonly scales: Value;
  /** uint8 (n, ⌈blocks·bits / 8⌉); null: 2^(bits−1) everywhere */
  readonly zeroPoints: Value | null;
  readonly shape: Shape;
  readonly quantiser: Quantiser & { readonly accuracyLevel: 1 | 4 };
}

/** Stores a matrix in blocks, to gather its rows ({@link gatherQuantised}) or to multiply with it ({@link blockProduct}). */
export function quantisedTable(
  piece: Piece,
  name: string,
  matrix: Matrix,
  [n, k]: Shape,
  quantiser: QuantisedTable["quantiser"],
  layout: "rows" | "blocks",
): QuantisedTable {
  const { graph } = piece;
  const { bits, block } = quantiser;
  const blocks = Math.ceil(k / block);
  const stored = blocks * block;
  if (layout === "rows" && stored !== k)
    throw new Error(`${name}: rows of ${k} values do not fit into blocks of ${block}`);
  const zeroBytes = zeroPointBytes(blocks, bits);
  const data = graph.reserve(name, "uint8", layout === "rows" ? [n, (k * bits) / 8] : [n, blocks, (block * bits) / 8]);
  const scales = graph.reserve(`${name}.scales`, "float32", [n, blocks]);
  const zeros = quantiser.zeroPoints ? graph.reserve(`${name}.zero_points`, "uint8", [n, zeroBytes]) : null;
  deferRows(piece, name, matrix, [n, k], `${bits} bits, blocks of ${block}`, (first, rows) => {
    const result = quantiseRows(stored === k ? rows : widened(rows, k, stored), stored, quantiser);
    data.slot.write((first * stored * bits) / 8, result.packed);
    scales.slot.write(first * blocks * 4, bytesOf(result.scales));
    if (result.zeroPoints !== null) zeros?.slot.write(first * zeroBytes, result.zeroPoints);
    return result;
  });
  return { data: data.value, scales: scales.value, zeroPoints: zeros?.value ?? null, shape: [n, k], quantiser };
}

/** The bytes of a table in rows once more, in blocks; they are stored once. */
export function inBlocks(graph: GraphBuilder, name: string, { data, shape: [n, k], quantiser }: QuantisedTable): Value {
  const { bits, block } = quantiser;
  return graph.alias(name, data, "uint8", [n, k / block, (block * bits) / 8]);
}

/** x (…, k) → (…, n) by a table that {@link quantisedTable} stored. @param blocks its bytes in blocks */
export function blockProduct(
  graph: GraphBuilder,
  x: Value,
  { scales, zeroPoints, quantiser, shape: [n, k] }: QuantisedTable,
  blocks: Value,
  bias: Value | null = null,
): Value {
  const { bits, block, accuracyLevel } = quantiser;
  const attributes = {
    K: int(k),
    N: int(n),
    bits: int(bits),
    block_size: int(block),
    accuracy_level: int(accuracyLevel),
  };
  return graph.op("MatMulNBits", [x, blocks, scales, zeroPoints, null, bias], attributes);
}

/** Rows of `k` values with zeros behind them, `width` values in all. */
function widened(rows: Float32Array, k: number, width: number): Float32Array {
  const result = new Float32Array((rows.length / k) * width);
  for (let row = 0; row * k < rows.length; row++) result.set(rows.subarray(row * k, (row + 1) * k), row * width);
  return result;
}

/** Rows of a table at `ids`, any shape: (…ids, k). */
export function gatherQuantised(graph: GraphBuilder, table: QuantisedTable, ids: Value): Value {
  const { bits, block } = table.quantiser;
  const attributes = { bits: int(bits), block_size: int(block), gather_axis: int(0), quantize_axis: int(1) };
  return graph.op("GatherBlockQuantized", [table.data, ids, table.scales, table.zeroPoints], attributes);
}

/** How `storage` quantises rows of `k` values; undefined where it leaves them as floating point numbers. */
export function quantiserFor(storage: Storage, k: number): QuantisedTable["quantiser"] | undefined {
  if (storage.kind !== "quantised") return undefined;
  const dividing = blockFor(k, storage.block);
  const padded = storage.padded === true && dividing !== storage.block;
  const block = padded ? storage.block : dividing;
  if (block === undefined) return undefined;
  const { bits, accuracyLevel, rule = "extreme", zeroPoints = false } = storage;
  return { bits, block, rule, zeroPoints, accuracyLevel };
}

/** A table of n rows of k values, declared as `shape`, as floating point numbers: float32, or float16 with a Cast that ONNX Runtime folds when it loads. */
export function plainTable(
  piece: Piece,
  name: string,
  matrix: Matrix,
  [n, k]: Shape,
  shape: readonly number[] = [n, k],
  half: boolean = halvesMatrices(piece.storage),
): Value {
  const { graph } = piece;
  const { value, slot } = graph.reserve(half ? `${name}.float16` : name, half ? "float16" : "float32", shape);
  deferRows(piece, name, matrix, [n, k], half ? "float16" : undefined, (first, rows) => {
    return writeFloats(slot, first * k, rows, half);
  });
  return half ? graph.op("Cast", [value], { to: int(1) }, name) : value;
}

/** A matrix (n, k) as floating point numbers, stored as (k, n) for `MatMul`. */
function transposed(piece: Piece, name: string, matrix: Matrix, [n, k]: Shape): Value {
  const { graph, note } = piece;
  const half = halvesMatrices(piece.storage);
  const { value, slot } = graph.reserve(half ? `${name}.float16` : name, half ? "float16" : "float32", [k, n]);
  graph.initialisers.defer({
    values: n * k,
    *run() {
      const columns = transpose(matrix.rows(0, n), n, k);
      const errors = writeFloats(slot, 0, columns, half);
      if (half) note?.({ tensor: name, shape: [n, k], stored: "float16", ...errors });
      yield n * k;
    },
  });
  return half ? graph.op("Cast", [value], { to: int(1) }, name) : value;
}

/**
 * `DynamicQuantizeMatMul`: weights in int8 with a scale a column, activations in uint8 with one scale for the whole tensor, made when the
 * graph runs. Fast, and wrong where activations have outliers (docs/family.md).
 */
function dynamicProduct(
  piece: Piece,
  name: string,
  x: Value,
  matrix: Matrix,
  [n, k]: Shape,
  bias: Value | null,
): Value {
  const { graph, note } = piece;
  const weight = graph.reserve(name, "int8", [k, n]);
  const scales = graph.reserve(`${name}.scales`, "float32", [n]);
  const zeros = graph.constant(`${name}.zero_points`, "int8", [n], new Uint8Array(n));
  graph.initialisers.defer({
    values: n * k,
    *run() {
      const { levels, steps, ...errors } = byColumn(matrix.rows(0, n), n, k);
      weight.slot.write(0, bytesOf(levels));
      scales.slot.write(0, bytesOf(steps));
      note?.({ tensor: name, shape: [n, k], stored: "8 bits, columns", ...errors });
      yield n * k;
    },
  });
  return graph.op("DynamicQuantizeMatMul", [x, weight.value, scales.value, zeros, bias]);
}

/** Writes a slice of rows; says what was lost. */
type WriteRows = (first: number, rows: Float32Array) => { squaredError: number; squaredSum: number };

/** Leaves a job that reads the matrix slice by slice. `stored` names how it is stored, where that is not as it was. */
function deferRows(
  { graph, note }: Piece,
  tensor: string,
  matrix: Matrix,
  [n, k]: Shape,
  stored: string | undefined,
  write: WriteRows,
): void {
  const step = Math.max(1, Math.floor(sliceValues / k));
  graph.initialisers.defer({
    values: n * k,
    *run() {
      let squaredError = 0;
      let squaredSum = 0;
      for (let first = 0; first < n; first += step) {
        const end = Math.min(n, first + step);
        const result = write(first, matrix.rows(first, end));
        squaredError += result.squaredError;
        squaredSum += result.squaredSum;
        yield (end - first) * k;
      }
      if (stored !== undefined) note?.({ tensor, shape: [n, k], stored, squaredError, squaredSum });
    },
  });
}

function writeFloats(slot: Slot, at: number, values: Float32Array, half: boolean): ReturnType<WriteRows> {
  if (!half) {
    slot.write(at * 4, bytesOf(values));
    return { squaredError: 0, squaredSum: 0 };
  }
  const halves = halvesOf(values);
  slot.write(at * 2, bytesOf(halves));
  let squaredError = 0;
  let squaredSum = 0;
  for (let index = 0; index < values.length; index++) {
    const value = values[index]!;
    const error = widenHalf(halves[index]!) - value;
    squaredError += error * error;
    squaredSum += value * value;
  }
  return { squaredError, squaredSum };
}

/** (n, k) row-major → (k, n) row-major, tile by tile: both matrices are read and written in cache lines. */
function transpose(values: Float32Array, n: number, k: number): Float32Array {
  const result = new Float32Array(values.length);
  const tile = 32;
  for (let top = 0; top < n; top += tile) {
    const bottom = Math.min(n, top + tile);
    for (let left = 0; left < k; left += tile) {
      const right = Math.min(k, left + tile);
      for (let row = top; row < bottom; row++)
        for (let column = left; column < right; column++) result[column * n + row] = values[row * k + column]!;
    }
  }
  return result;
}

/** int8 levels (k, n) of a matrix (n, k), one step for each of its rows. */
function byColumn(values: Float32Array, n: number, k: number) {
  const levels = new Int8Array(values.length);
  const steps = new Float32Array(n);
  let squaredError = 0;
  let squaredSum = 0;
  for (let row = 0; row < n; row++) {
    let largest = 0;
    for (let at = row * k; at < (row + 1) * k; at++) largest = Math.max(largest, Math.abs(values[at]!));
    const step = Math.fround(largest / 127);
    steps[row] = step;
    for (let column = 0; column < k; column++) {
      const value = values[row * k + column]!;
      const level = step === 0 ? 0 : Math.min(127, Math.max(-127, Math.round(value / step)));
      levels[column * n + row] = level;
      squaredError += (level * step - value) ** 2;
      squaredSum += value * value;
    }
  }
  return { levels, steps, squaredError, squaredSum };
}

/** The product with a table in floating point numbers, rows of x (rows, k) → (rows, n). */
export function plainRowsProduct(graph: GraphBuilder, x: Value, table: Value): Value {
  return graph.op("Gemm", [x, table], { alpha: float(1), transB: int(1) });
}
