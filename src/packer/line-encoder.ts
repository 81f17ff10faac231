/**
 * The line encoder (docs/nano.md §1.5): one vector for each line of text in the image, from a crop of both its ends, its text, its
 * geometry and its look, then the MSC over the lines in reading and in column order.
 */
import { styleWidth } from "../model/line-style.ts";
import { int, ints, type Value } from "./graph.ts";
import { listOrders, msc, type MscDimensions } from "./msc.ts";
import { convolution, embedding, layerNorm, linear, type Piece } from "./piece.ts";

export interface LineEncoderDimensions {
  readonly cropHeight: number;
  readonly cropWidth: number;
  /** Channels of the crop's convolutions. */
  readonly cnn: readonly number[];
  readonly lexWidth: number;
  readonly frequencies: number;
  readonly vocabSize: number;
  readonly msc: MscDimensions;
  readonly dModel: number;
}

export interface LineInputs {
  /** (N, 3, cropHeight, cropWidth) in [−1, 1] */
  readonly crops: Value;
  /** (N, 6) in [0, 1] */
  readonly geometry: Value;
  /** (N, 23) in [−1, 1] */
  readonly style: Value;
  /** (N, L) int64, padded with 0 */
  readonly textIds: Value;
  /** (N, L) float32: 1 at a token, 0 at padding */
  readonly textMask: Value;
  /** (N) int64, a permutation */
  readonly columnOrder: Value;
}

export const geometryWidth = 6;
const poolHeight = 2;
const poolWidth = 3;

/** → (N, dModel) */
export function lineEncoder(piece: Piece, dims: LineEncoderDimensions, inputs: LineInputs): Value {
  const { graph } = piece;
  const parts = [
    cropFeatures(piece, dims, inputs.crops),
    textFeatures(piece, dims, inputs.textIds, inputs.textMask),
    geometryFeatures(piece, dims, inputs.geometry),
    linear(piece, "line.style", inputs.style, [dims.msc.dModel, styleWidth]),
  ];
  const sum = parts.reduce((total, part) => graph.op("Add", [total, part]));
  const tokens = graph.op("Unsqueeze", [layerNorm(piece, "line.norm", sum, dims.msc.dModel), graph.integers(0)]);
  const scanned = msc(piece, "line_msc", tokens, listOrders(piece, dims.msc.variant, inputs.columnOrder), dims.msc);
  const lines = graph.op("Squeeze", [scanned, graph.integers(0)]);
  return linear(piece, "line.out", lines, [dims.dModel, dims.msc.dModel]);
}

/** Convolutions of stride 2 with ReLU, a mean pool, one linear layer. */
function cropFeatures(piece: Piece, dims: LineEncoderDimensions, crops: Value): Value {
  const { graph } = piece;
  let x = crops;
  let channels = 3;
  for (const [index, width] of dims.cnn.entries()) {
    const attributes = { strides: ints(2, 2), pads: ints(1, 1, 1, 1) };
    x = graph.op("Relu", [convolution(piece, `line.cnn.${index}`, x, [width, channels, 3, 3], attributes)]);
    channels = width;
  }
  const window = ints(poolHeight, poolWidth);
  const pooled = graph.op("AveragePool", [x], { kernel_shape: window, strides: window });
  const shrink = 2 ** dims.cnn.length;
  const cells = Math.floor(dims.cropHeight / shrink / poolHeight) * Math.floor(dims.cropWidth / shrink / poolWidth);
  const flat = graph.op("Reshape", [pooled, graph.integers(0, channels * cells)]);
  return linear(piece, "line.crop", flat, [dims.msc.dModel, channels * cells]);
}

/** The mean embedding of the line's tokens; a line without any gives the bias alone. */
function textFeatures(piece: Piece, dims: LineEncoderDimensions, ids: Value, mask: Value): Value {
  const { graph } = piece;
  const embedded = embedding(piece, "line.lex.weight", ids, [dims.vocabSize, dims.lexWidth]);
  const masked = graph.op("Mul", [embedded, graph.op("Unsqueeze", [mask, graph.integers(-1)])]);
  const sum = graph.op("ReduceSum", [masked, graph.integers(1)], { keepdims: int(0) });
  const count = graph.op("ReduceSum", [mask, graph.integers(1)], { keepdims: int(1) });
  const one = graph.floats("one", Float32Array.of(1), []);
  const mean = graph.op("Div", [sum, graph.op("Max", [count, one])]);
  return linear(piece, "line.text", mean, [dims.msc.dModel, dims.lexWidth]);
}

/** [g, sin(2^k π g), cos(2^k π g)] for k = 0 … frequencies − 1, then one linear layer. */
function geometryFeatures(piece: Piece, dims: LineEncoderDimensions, geometry: Value): Value {
  const { graph } = piece;
  const octaves = Float32Array.from({ length: dims.frequencies }, (_, k) => 2 ** k * Math.PI);
  const frequencies = graph.floats("frequencies", octaves, [1, dims.frequencies, 1]);
  const angles = graph.op("Mul", [graph.op("Unsqueeze", [geometry, graph.integers(1)]), frequencies]);
  const waves = graph.op("Concat", [graph.op("Sin", [angles]), graph.op("Cos", [angles])], { axis: int(2) });
  const flat = graph.op("Reshape", [waves, graph.integers(0, 2 * geometryWidth * dims.frequencies)]);
  const features = graph.op("Concat", [geometry, flat], { axis: int(1) });
  return linear(piece, "line.geo", features, [dims.msc.dModel, geometryWidth * (1 + 2 * dims.frequencies)]);
}
