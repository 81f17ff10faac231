/**
 * A vision transformer (arXiv 2010.11929) under timm's tensor names, up to its last block but one (docs/family.md §1): DINOv2 with registers
 * (arXiv 2309.16588), SigLIP (2303.15343), CLIP (2103.00020), ViT of ImageNet. Class token and registers are dropped at the end, and
 * the final norm is not applied.
 */
import type { VisionTransformerSpec } from "../shared/family.ts";
import { float, int, ints, type GraphBuilder, type Value } from "./graph.ts";
import { resampledGrid } from "./position-grid.ts";
import { convolution, gelu, layerNorm, linear, matrixProduct, type Piece } from "./piece.ts";
import type { Matrix } from "./weights.ts";

/** The parts of a spec that say how the transformer is built. */
export type VisionTransformerDimensions = Omit<VisionTransformerSpec, "name" | "repository" | "mean" | "std" | "crop">;

/** Rows and columns of patches in a picture of `size` pixels; what is left over at its edges is not seen. */
export function patchGrid({ patch }: Pick<VisionTransformerDimensions, "patch">, size: number): number {
  return Math.floor(size / patch);
}

/** Blocks that the features come from. */
export function blocksUsed({ depth }: Pick<VisionTransformerDimensions, "depth">): number {
  return depth - 1;
}

/** pixels (1, 3, size, size), normalised → features (1, grid², width), row-major. */
export function visionTransformer(piece: Piece, dims: VisionTransformerDimensions, pixels: Value, size: number): Value {
  const { graph } = piece;
  const { width, epsilon } = dims;
  const grid = patchGrid(dims, size);
  const prefix = dims.registers + (dims.classToken ? 1 : 0);
  let x = withPrefix(piece, dims, patches(piece, dims, pixels, size), grid);
  if (dims.preNorm) x = layerNorm(piece, "norm_pre", x, width, epsilon);
  for (let block = 0; block < blocksUsed(dims); block++) {
    const name = `blocks.${block}`;
    const attended = attention(piece, name, layerNorm(piece, `${name}.norm1`, x, width, epsilon), dims);
    x = graph.op("Add", [x, attended]);
    const transformed = perceptron(piece, name, layerNorm(piece, `${name}.norm2`, x, width, epsilon), dims);
    x = graph.op("Add", [x, transformed]);
  }
  if (prefix === 0) return x;
  const [first, end, axis] = [prefix, prefix + grid ** 2, 1].map((value) => graph.integers(value));
  return graph.op("Slice", [x, first!, end!, axis!]);
}

/** (1, grid², width), without positions */
function patches(piece: Piece, dims: VisionTransformerDimensions, pixels: Value, size: number): Value {
  const { graph } = piece;
  const { patch, width, preNorm } = dims;
  const edge = patchGrid(dims, size) * patch;
  /* What is left over: a convolution of this stride does not see it, and says so with a warning. */
  const seen =
    edge === size
      ? pixels
      : graph.op("Slice", [pixels, graph.integers(0, 0), graph.integers(edge, edge), graph.integers(2, 3)]);
  const strides = ints(patch, patch);
  const embedded = convolution(piece, "patch_embed.proj", seen, [width, 3, patch, patch], { strides }, !preNorm);
  const flat = graph.op("Reshape", [embedded, graph.integers(1, width, -1)]);
  return graph.op("Transpose", [flat], { perm: ints(0, 2, 1) });
}

/** Adds the positions, and puts class token and registers before the patches. */
function withPrefix(piece: Piece, dims: VisionTransformerDimensions, embedded: Value, grid: number): Value {
  const { graph, weights } = piece;
  const { width, registers, classToken, positions, positionGrid } = dims;
  const before = positions === "all" && classToken ? 1 : 0;
  const stored = weights.read("pos_embed", [1, before + positionGrid ** 2, width]);
  const onGrid = resampledGrid(stored.subarray(before * width), positionGrid, grid, width);
  const placed = graph.op("Add", [embedded, graph.floats("positions", onGrid, [1, grid ** 2, width])]);
  const first: Float32Array[] = [];
  if (classToken) {
    const token = weights.read("cls_token", [1, 1, width]);
    first.push(before === 0 ? token : token.map((value, at) => value + stored[at]!));
  }
  if (registers > 0) first.push(weights.read("reg_token", [1, registers, width]));
  if (first.length === 0) return placed;
  const prefix = Float32Array.from(first.flatMap((values) => [...values]));
  const tokens = graph.floats("prefix_tokens", prefix, [1, prefix.length / width, width]);
  return graph.op("Concat", [tokens, placed], { axis: int(1) });
}

/** Multi-head self-attention of `name`, scaled by LayerScale where there is one. */
function attention(piece: Piece, name: string, x: Value, dims: VisionTransformerDimensions): Value {
  const { graph } = piece;
  const { width, heads } = dims;
  const qkv = linear(piece, `${name}.attn.qkv`, x, [3 * width, width]);
  const { q, k, v } = graph.ops("Split", [qkv, graph.integers(width, width, width)], ["q", "k", "v"], {
    axis: int(-1),
  });
  const attended = graph.op("MultiHeadAttention", [q, k, v], {
    num_heads: int(heads),
    scale: float(1 / Math.sqrt(width / heads)),
  });
  return scaledLinear(
    piece,
    `${name}.attn.proj`,
    attended,
    [width, width],
    dims.layerScale ? `${name}.ls1.gamma` : null,
  );
}

function perceptron(piece: Piece, name: string, x: Value, dims: VisionTransformerDimensions): Value {
  const { width, hidden, activation } = dims;
  const inner = linear(piece, `${name}.mlp.fc1`, x, [hidden, width]);
  const active = activation === "gelu" ? gelu(piece.graph, inner) : quickGelu(piece.graph, inner);
  return scaledLinear(piece, `${name}.mlp.fc2`, active, [width, hidden], dims.layerScale ? `${name}.ls2.gamma` : null);
}

/** `gamma · (weight x + bias)`: the scale of each channel is multiplied into the stored weights. */
function scaledLinear(
  piece: Piece,
  prefix: string,
  x: Value,
  shape: readonly [n: number, k: number],
  gamma: string | null,
): Value {
  if (gamma === null) return linear(piece, prefix, x, shape);
  const { graph, weights } = piece;
  const [n, k] = shape;
  const scale = weights.read(gamma, [n]);
  const weight = weights.matrix(`${prefix}.weight`, shape);
  const scaled: Matrix = {
    rows: (first, end) => {
      const rows = weight.rows(first, end);
      return rows.map((value, at) => value * scale[first + Math.floor(at / k)]!);
    },
  };
  const bias = weights.read(`${prefix}.bias`, [n]).map((value, at) => value * scale[at]!);
  return matrixProduct(piece, `${prefix}.weight`, x, scaled, shape, graph.floats(`${prefix}.bias`, bias));
}

/** x · sigmoid(1.702 x), which OpenAI's CLIP was trained with. */
function quickGelu(graph: GraphBuilder, x: Value): Value {
  return graph.op("QuickGelu", [x], { alpha: float(1.702) });
}
