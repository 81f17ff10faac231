/**
 * From the encoders' features to visual embeddings as the published family does it (arXiv 2407.19832 §3.3; docs/family.md §2): the features
 * side by side, Linear + GELU, the bidirectional scan, a projector.
 */
import { downsampledTokens, type PackManifest } from "../shared/manifest.ts";
import { int, ints, type Value } from "./graph.ts";
import { gridOrders, msc } from "./msc.ts";
import { convolution, gelu, linear, type Piece } from "./piece.ts";
import type { MixerDimensions } from "./mamba2-block.ts";
import { projector } from "./projector.ts";

export type ProjectorKind = NonNullable<NonNullable<PackManifest["architecture"]["vision"]>["projector"]>;

/** Layers of the scan in every published model. */
export const scanLayers = 2;

export interface FamilyConnectorDimensions {
  /** Channels of each encoder's features. */
  readonly widths: readonly number[];
  /** Edge of the grid of features. */
  readonly grid: number;
  /** Of the scan; its width is that of the language model. */
  readonly mixer: MixerDimensions;
  readonly projector: ProjectorKind;
}

/** The prefixes of a connector's tensors in a published checkpoint. */
export const connectorPrefixes = ["mlp.", "bidirectional_mamba.", "projector."] as const;

/** Visual embeddings that come out. */
export function visualTokensOf({ grid, projector }: Pick<FamilyConnectorDimensions, "grid" | "projector">): number {
  return projector === "fused-ldpnet" ? downsampledTokens : grid ** 2;
}

/** features, each (1, grid², its width), row-major → (1, visual tokens, dModel) */
export function familyConnector(piece: Piece, dims: FamilyConnectorDimensions, features: readonly Value[]): Value {
  const { graph } = piece;
  const width = dims.mixer.dModel;
  const [first] = features;
  const joined = features.length === 1 ? first! : graph.op("Concat", features, { axis: int(2) });
  const embedded = gelu(graph, linear(piece, "mlp.0", joined, [width, dims.widths.reduce((sum, each) => sum + each)]));
  const orders = gridOrders(piece, "bidirectional", [dims.grid, dims.grid]);
  const scan = { ...dims.mixer, layers: scanLayers, variant: "bidirectional" } as const;
  const scanned = msc(piece, "bidirectional_mamba", embedded, orders, scan, "mlp");
  return projected(piece, dims, scanned, width);
}

function projected(piece: Piece, { projector: kind, grid }: FamilyConnectorDimensions, x: Value, d: number): Value {
  const prefix = "projector.projector";
  switch (kind) {
    case "linear":
      return linear(piece, prefix, x, [d, d]);
    case "gelu-mlp":
      return projector(piece, prefix, x, [d, d, d]);
    case "fused-gelu-mlp":
      return projector(piece, prefix, x, [d, 4 * d, d, d]);
    case "fused-ldpnet":
      return downsampled(piece, `${prefix}.4.peg.0`, projector(piece, prefix, x, [d, 4 * d, d]), grid, d);
  }
}

/** An average pool to 14 × 14, then a depthwise convolution of 3 × 3 with a residual (MobileVLM v2, arXiv 2402.03766 §3). */
function downsampled(piece: Piece, prefix: string, x: Value, grid: number, width: number): Value {
  const { graph } = piece;
  const edge = Math.sqrt(downsampledTokens);
  const pool = graph.floats("pool", averagePool(grid, edge), [edge ** 2, grid ** 2]);
  const channelsFirst = graph.op("Transpose", [graph.op("MatMul", [pool, x])], { perm: ints(0, 2, 1) });
  const pooled = graph.op("Reshape", [channelsFirst, graph.integers(1, width, edge, edge)]);
  const pads = { group: int(width), pads: ints(1, 1, 1, 1) };
  const sum = graph.op("Add", [convolution(piece, prefix, pooled, [width, 1, 3, 3], pads), pooled]);
  const flat = graph.op("Reshape", [sum, graph.integers(1, width, edge ** 2)]);
  return graph.op("Transpose", [flat], { perm: ints(0, 2, 1) });
}

/**
 * PyTorch's AdaptiveAvgPool2d from `grid` to `edge` cells as a matrix (edge², grid²): cell i is the mean of ⌊i·grid/edge⌋ up to
 * ⌈(i + 1)·grid/edge⌉.
 */
export function averagePool(grid: number, edge: number): Float32Array {
  const matrix = new Float32Array(edge ** 2 * grid ** 2);
  const begin = (i: number): number => Math.floor((i * grid) / edge);
  const end = (i: number): number => Math.ceil(((i + 1) * grid) / edge);
  for (let row = 0; row < edge; row++) {
    for (let column = 0; column < edge; column++) {
      const weight = 1 / ((end(row) - begin(row)) * (end(column) - begin(column)));
      for (let y = begin(row); y < end(row); y++)
        for (let x = begin(column); x < end(column); x++)
          matrix[(row * edge + column) * grid ** 2 + y * grid + x] = weight;
    }
  }
  return matrix;
}
