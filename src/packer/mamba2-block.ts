/**
 * The Mamba-2 block (arXiv 2405.21060 §7; docs/nano.md §1.1) for prefill and decode in one graph. ngroups is 1: B and C are shared by all
 * heads. Channels of the convolution are [x, B, C] of widths [dInner, dState, dState].
 */
import { float, int, ints, string, type Value } from "./graph.ts";
import { matrixProduct, plainTensor, silu, vector, type Piece } from "./piece.ts";

export interface MixerDimensions {
  readonly dModel: number;
  readonly dInner: number;
  readonly dState: number;
  readonly headDim: number;
  readonly nHeads: number;
  readonly convKernel: number;
}

export const rmsEpsilon = 1e-5;

/** Channels the causal convolution runs over. */
export function convChannels({ dInner, dState }: MixerDimensions): number {
  return dInner + 2 * dState;
}

/** The recurrent state of one block: conv (1, convChannels, convKernel − 1), the last inputs; ssm (1, nHeads, dState, headDim). */
export interface BlockState {
  readonly conv: Value;
  readonly ssm: Value;
}

/** `in_proj`: u (1, T, dModel) → the gate z (1, T, dInner), the convolution's input xbc (1, T, convChannels), dt (1, T, nHeads). */
export function inProjection(
  piece: Piece,
  prefix: string,
  u: Value,
  dims: MixerDimensions,
): Record<"z" | "xbc" | "dt", Value> {
  const widths = [dims.dInner, convChannels(dims), dims.nHeads] as const;
  const name = `${prefix}.in_proj.weight`;
  const shape = [widths[0] + widths[1] + widths[2], dims.dModel] as const;
  const projected = matrixProduct(piece, name, u, piece.weights.matrix(name, shape), shape);
  return piece.graph.ops("Split", [projected, piece.graph.integers(...widths)], ["z", "xbc", "dt"], { axis: int(-1) });
}

/** What a scan needs per direction r of R: dtBias and a = −exp(A_log), (R, 1, nHeads), and d = D once per channel (R, 1, dInner). */
export interface ScanParameters {
  readonly dtBias: Value;
  readonly a: Value;
  readonly d: Value;
}

/** Reads `dt_bias`, `A_log` and `D` of `prefix` for every suffix (one a direction). */
export function scanParameters(
  piece: Piece,
  prefix: string,
  suffixes: readonly string[],
  dims: MixerDimensions,
): ScanParameters {
  const { graph, weights } = piece;
  const read = (name: string): Float32Array[] =>
    suffixes.map((suffix) => weights.read(`${prefix}.${name}${suffix}`, [dims.nHeads]));
  const directions = suffixes.length;
  const negativeExp = (values: Float32Array): Float32Array => values.map((value) => -Math.exp(value));
  const perChannel = (values: Float32Array): Float32Array =>
    Float32Array.from({ length: dims.dInner }, (_, channel) => values[Math.floor(channel / dims.headDim)]!);
  const perHead = [directions, 1, dims.nHeads];
  return {
    dtBias: graph.floats(`${prefix}.dt_bias`, joined(read("dt_bias")), perHead),
    a: graph.floats(`${prefix}.A`, joined(read("A_log").map(negativeExp)), perHead),
    d: graph.floats(`${prefix}.D`, joined(read("D").map(perChannel)), [directions, 1, dims.dInner]),
  };
}

/**
 * The causal convolution: xbc (1, channels, T) → (1, channels, T), and the new state. `channels` is a multiple of
 * {@link convChannels} when several directions are laid side by side, one suffix each.
 */
export function causalConvolution(
  piece: Piece,
  prefix: string,
  suffixes: readonly string[],
  xbc: Value,
  past: Value | null,
  dims: MixerDimensions,
): Record<"conv" | "present_conv", Value> {
  const { graph, weights } = piece;
  const channels = convChannels(dims);
  const shape = [channels, 1, dims.convKernel];
  const filters = suffixes.map((suffix) => weights.read(`${prefix}.conv1d${suffix}.weight`, shape));
  const biases = suffixes.map((suffix) => weights.read(`${prefix}.conv1d${suffix}.bias`, [channels]));
  const all = suffixes.length * channels;
  const weight = plainTensor(piece, `${prefix}.conv1d.weight`, joined(filters), [all, 1, dims.convKernel]);
  const bias = graph.floats(`${prefix}.conv1d.bias`, joined(biases), [all]);
  return graph.ops("CausalConvWithState", [xbc, weight, bias, past], ["conv", "present_conv"], {
    activation: string("none"),
  });
}

/**
 * The selective scan of R sequences: conv (R, T, convChannels) after its SiLU, dt (R, T, nHeads) before its bias →
 * y = C·S + D·x (R, T, dInner), with S_t = exp(A·dt_t)·S_{t−1} + B_t ⊗ (dt_t·x_t), and the last state (R, nHeads, dState, headDim).
 */
export function selectiveScan(
  { graph }: Piece,
  parameters: ScanParameters,
  conv: Value,
  dt: Value,
  past: Value | null,
  dims: MixerDimensions,
): Record<"y" | "present_ssm", Value> {
  const { x, b, c } = graph.ops(
    "Split",
    [conv, graph.integers(dims.dInner, dims.dState, dims.dState)],
    ["x", "b", "c"],
    {
      axis: int(-1),
    },
  );
  const step = graph.op("Softplus", [graph.op("Add", [dt, parameters.dtBias])]);
  const decay = graph.op("Mul", [step, parameters.a]);
  const heads = graph.op("Reshape", [x, graph.integers(0, 0, dims.nHeads, dims.headDim)]);
  const perHead = graph.op("Reshape", [step, graph.integers(0, 0, dims.nHeads, 1)]);
  const value = graph.op("Reshape", [graph.op("Mul", [heads, perHead]), graph.integers(0, 0, dims.dInner)]);
  const attributes = {
    update_rule: string("gated"),
    q_num_heads: int(1),
    kv_num_heads: int(dims.nHeads),
    scale: float(1), // 0 would mean 1/√dState
  };
  const scanned = graph.ops("LinearAttention", [c, b, value, past, decay], ["scan", "present_ssm"], attributes);
  const y = graph.op("Add", [scanned.scan, graph.op("Mul", [x, parameters.d])]);
  return { y, present_ssm: scanned.present_ssm };
}

/** The gated RMSNorm `norm(y · SiLU(z))` (the gate before the norm): y, z (R, T, dInner). */
export function gatedNorm(piece: Piece, prefix: string, y: Value, z: Value, dims: MixerDimensions): Value {
  const gated = piece.graph.op("Mul", [y, silu(piece.graph, z)]);
  return rmsNorm(piece, `${prefix}.norm`, gated, dims.dInner);
}

/** RMSNorm over the last axis with `prefix.weight`. */
export function rmsNorm(piece: Piece, prefix: string, x: Value, width: number): Value {
  const gamma = vector(piece, `${prefix}.weight`, width);
  return piece.graph.op("SimplifiedLayerNormalization", [x, gamma], { axis: int(-1), epsilon: float(rmsEpsilon) });
}

/** `out_proj`: (1, T, dInner) → (1, T, dModel). */
export function outProjection(piece: Piece, prefix: string, y: Value, dims: MixerDimensions): Value {
  const name = `${prefix}.out_proj.weight`;
  const shape = [dims.dModel, dims.dInner] as const;
  return matrixProduct(piece, name, y, piece.weights.matrix(name, shape), shape);
}

/** The mixer of the language model: u (1, T, dModel), already normed, → its share of the residual (1, T, dModel), and the new state. */
export function mamba2Mixer(
  piece: Piece,
  prefix: string,
  u: Value,
  past: BlockState,
  dims: MixerDimensions,
): { y: Value; present: BlockState } {
  const { graph } = piece;
  const { z, xbc, dt } = inProjection(piece, prefix, u, dims);
  const channelsFirst = graph.op("Transpose", [xbc], { perm: ints(0, 2, 1) });
  const convolved = causalConvolution(piece, prefix, [""], channelsFirst, past.conv, dims);
  const conv = silu(graph, graph.op("Transpose", [convolved.conv], { perm: ints(0, 2, 1) }));
  const scan = selectiveScan(piece, scanParameters(piece, prefix, [""], dims), conv, dt, past.ssm, dims);
  const y = outProjection(piece, prefix, gatedNorm(piece, prefix, scan.y, z, dims), dims);
  return { y, present: { conv: convolved.present_conv, ssm: scan.present_ssm } };
}

function joined(arrays: readonly Float32Array[]): Float32Array {
  const result = new Float32Array(arrays.reduce((total, array) => total + array.length, 0));
  let at = 0;
  for (const array of arrays) {
    result.set(array, at);
    at += array.length;
  }
  return result;
}
