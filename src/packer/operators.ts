/**
 * The ONNX operators a pack may hold, each with its domain. The graph builder can write no other one and `pack verify` accepts no
 * other one, so a pack never carries a custom operator. Versions: ai.onnx opset 21, com.microsoft opset 1 (ONNX Runtime's contrib
 * operators, docs/ContribOperators.md there).
 */
const standard = "";
const contrib = "com.microsoft";

export const operatorDomains = {
  Add: standard,
  ArgMax: standard,
  AveragePool: standard,
  Cast: standard,
  Clip: standard,
  Concat: standard,
  Conv: standard,
  Cos: standard,
  Div: standard,
  Equal: standard,
  Exp: standard,
  Gather: standard,
  Gelu: standard,
  Gemm: standard,
  GreaterOrEqual: standard,
  Identity: standard,
  LayerNormalization: standard,
  Loop: standard,
  MatMul: standard,
  Max: standard,
  Min: standard,
  Mul: standard,
  Not: standard,
  Range: standard,
  ReduceLogSumExp: standard,
  ReduceMax: standard,
  ReduceMean: standard,
  ReduceSum: standard,
  Relu: standard,
  Reshape: standard,
  ScatterElements: standard,
  Shape: standard,
  /** RMSNorm; ONNX Runtime registers it in the default domain, version 1. */
  SimplifiedLayerNormalization: standard,
  Sin: standard,
  Slice: standard,
  Softplus: standard,
  Split: standard,
  Squeeze: standard,
  Sub: standard,
  Transpose: standard,
  Unsqueeze: standard,
  Where: standard,
  CausalConvWithState: contrib,
  DynamicQuantizeMatMul: contrib,
  GatherBlockQuantized: contrib,
  LinearAttention: contrib,
  MatMulNBits: contrib,
  MultiHeadAttention: contrib,
  QuickGelu: contrib,
  SkipSimplifiedLayerNormalization: contrib,
} as const;

export type OperatorName = keyof typeof operatorDomains;

/** Operator set versions a graph of ours imports. */
export const opsets = [
  { domain: standard, version: 21n },
  { domain: contrib, version: 1n },
] as const;

/** Whether `opType` of `domain` (`ai.onnx` is the default domain's other name) may stand in a pack. */
export function isAllowedOperator(opType: string, domain: string): boolean {
  const known = new Map<string, string>(Object.entries(operatorDomains)).get(opType);
  return known !== undefined && known === (domain === "ai.onnx" ? standard : domain);
}
