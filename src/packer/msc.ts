/**
 * The Mamba-2 scan connector (MSC, arXiv 2407.19832 §3.3; docs/nano.md §1.2): a mixer that scans the tokens in several orders and
 * SwiGLU, per layer. BSM (`bidirectional`) reads them forwards and backwards, CSM (`cross`) by rows and by columns, both ways.
 * All directions run at once: side by side as channels in the convolution, as a batch in the scan.
 */
import type { MscVariant } from "../shared/manifest.ts";
import { int, ints, type Value } from "./graph.ts";
import { bytesOf } from "./initialisers.ts";
import {
  causalConvolution,
  convChannels,
  gatedNorm,
  inProjection,
  outProjection,
  scanParameters,
  selectiveScan,
  type MixerDimensions,
} from "./mamba2-block.ts";
import { layerNorm, silu, type Piece } from "./piece.ts";
import { swiglu } from "./swiglu.ts";

export interface MscDimensions extends MixerDimensions {
  readonly layers: number;
  readonly variant: MscVariant;
}

/** The scan orders of R directions over T tokens, as int64. */
export interface ScanOrders {
  /** (R, T): the token that direction r reads t-th. */
  readonly order: Value;
  /** (R·T): where, in the R sequences laid end to end, direction r has put token t. */
  readonly inverse: Value;
}

const suffixes: Record<MscVariant, readonly string[]> = {
  bidirectional: ["", "_b"],
  cross: ["", "_b", "_c", "_d"],
};

/** Orders on a fixed row-major grid: constants. The column order is that of the transposed grid. */
export function gridOrders(
  { graph }: Piece,
  variant: MscVariant,
  [rows, columns]: readonly [number, number],
): ScanOrders {
  const length = rows * columns;
  const forward = Array.from({ length }, (_, t) => t);
  const column = forward.map((t) => (t % rows) * columns + Math.floor(t / rows));
  const lists = [forward, forward.toReversed(), column, column.toReversed()].slice(0, suffixes[variant].length);
  const inverse = lists.flatMap((list, r) => forward.map((t) => r * length + list.indexOf(t)));
  const constant = (name: string, values: number[], shape: number[]): Value =>
    graph.constant(name, "int64", shape, bytesOf(BigInt64Array.from(values, BigInt)));
  return {
    order: constant("scan_order", lists.flat(), [lists.length, length]),
    inverse: constant("scan_inverse", inverse, [inverse.length]),
  };
}

/** Orders of a list whose length is known at run time: columnOrder (N) int64 is a permutation, which only CSM reads. */
export function listOrders({ graph }: Piece, variant: MscVariant, columnOrder: Value): ScanOrders {
  const lengthVector = graph.op("Shape", [columnOrder]);
  const length = graph.op("Squeeze", [lengthVector]);
  const forward = graph.op("Range", [graph.integer(0), length, graph.integer(1)], {}, "forward");
  const last = graph.op("Sub", [length, graph.integer(1)]);
  const backward = graph.op("Sub", [last, forward], {}, "backward");
  const orders = [forward, backward];
  const inverses = [forward, backward];
  if (variant === "cross") {
    orders.push(columnOrder, graph.op("Gather", [columnOrder, backward]));
    // inverse[columnOrder[t]] = t; reversed, token columnOrder[t] stands at N − 1 − t
    const column = graph.op("ScatterElements", [forward, columnOrder, forward]);
    inverses.push(column, graph.op("Sub", [last, column]));
  }
  const shifted = inverses.map((inverse, r) =>
    r === 0 ? inverse : graph.op("Add", [inverse, graph.op("Mul", [length, graph.integer(r)])]),
  );
  const rows = orders.map((order) => graph.op("Unsqueeze", [order, graph.integers(0)]));
  return {
    order: graph.op("Concat", rows, { axis: int(0) }, "scan_order"),
    inverse: graph.op("Concat", shifted, { axis: int(0) }, "scan_inverse"),
  };
}

/** x (1, T, dModel) → (1, T, dModel) through all layers and the final LayerNorm. @param feedForward what a layer's SwiGLU is called */
export function msc(
  piece: Piece,
  prefix: string,
  x: Value,
  orders: ScanOrders,
  dims: MscDimensions,
  feedForward = "swiglu",
): Value {
  const { graph } = piece;
  let residual = x;
  for (let layer = 0; layer < dims.layers; layer++) {
    const name = `${prefix}.layers.${layer}`;
    residual = graph.op("Add", [residual, scanMixer(piece, `${name}.mixer`, residual, orders, dims)]);
    const normed = layerNorm(piece, `${name}.norm`, residual, dims.dModel);
    residual = graph.op("Add", [residual, swiglu(piece, `${name}.${feedForward}`, normed, dims.dModel)]);
  }
  return layerNorm(piece, `${prefix}.norm_f`, residual, dims.dModel);
}

/** The mixer of R directions: u (1, T, dModel) → (1, T, dModel). */
export function scanMixer(piece: Piece, prefix: string, u: Value, orders: ScanOrders, dims: MscDimensions): Value {
  const { graph } = piece;
  const names = suffixes[dims.variant];
  const directions = names.length;
  const channels = convChannels(dims);
  const { z, xbc, dt } = inProjection(piece, prefix, u, dims);

  // (1, T, C) → (1, R, T, C) → (1, R·C, T) → convolution → (R, C, T) → (R, T, C)
  const ordered = graph.op("Gather", [xbc, orders.order], { axis: int(1) });
  const channelsFirst = graph.op("Transpose", [ordered], { perm: ints(0, 1, 3, 2) });
  const sideBySide = graph.op("Reshape", [channelsFirst, graph.integers(1, directions * channels, -1)]);
  const { conv } = causalConvolution(piece, prefix, names, sideBySide, null, dims);
  const batch = graph.op("Reshape", [conv, graph.integers(directions, channels, -1)]);
  const convolved = silu(graph, graph.op("Transpose", [batch], { perm: ints(0, 2, 1) }));

  const orderedDt = graph.op("Squeeze", [graph.op("Gather", [dt, orders.order], { axis: int(1) }), graph.integers(0)]);
  const { y } = selectiveScan(piece, scanParameters(piece, prefix, names, dims), convolved, orderedDt, null, dims);

  // Back into the tokens' own order: (R, T, dInner) → (R·T, dInner) → (R, T, dInner)
  const flat = graph.op("Reshape", [y, graph.integers(-1, dims.dInner)]);
  const restored = graph.op("Gather", [flat, orders.inverse], { axis: int(0) });
  const perDirection = graph.op("Reshape", [restored, graph.integers(directions, -1, dims.dInner)]);
  const normed = gatedNorm(piece, prefix, perDirection, z, dims);
  const mean = graph.op("ReduceMean", [normed, graph.integers(0)], { keepdims: int(1) });
  return outProjection(piece, prefix, mean, dims);
}
