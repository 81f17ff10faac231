/** Vision features → visual embeddings (docs/nano.md §1.4): Linear + GELU, MSC over the patch grid, mean pool, projector. */
import { int, type Value } from "./graph.ts";
import { gridOrders, msc, type MscDimensions } from "./msc.ts";
import { gelu, linear, type Piece } from "./piece.ts";
import { projector } from "./projector.ts";

export interface ConnectorDimensions {
  readonly featureWidth: number;
  /** Edge of the square grid of features, and of the cells that are pooled into one. */
  readonly grid: number;
  readonly pool: number;
  readonly msc: MscDimensions;
  readonly dModel: number;
}

/** features (1, grid², featureWidth), row-major → visual (1, (grid / pool)², dModel) */
export function connector(piece: Piece, dims: ConnectorDimensions, features: Value): Value {
  const { graph } = piece;
  const width = dims.msc.dModel;
  const embedded = gelu(graph, linear(piece, "mlp.0", features, [width, dims.featureWidth]));
  const scanned = msc(piece, "msc", embedded, gridOrders(piece, dims.msc.variant, [dims.grid, dims.grid]), dims.msc);
  const cells = dims.grid / dims.pool;
  const windows = graph.op("Reshape", [scanned, graph.integers(1, cells, dims.pool, cells, dims.pool, width)]);
  const pooled = graph.op("ReduceMean", [windows, graph.integers(2, 4)], { keepdims: int(0) });
  const tokens = graph.op("Reshape", [pooled, graph.integers(1, -1, width)]);
  return projector(piece, "projector", tokens, [width, dims.dModel, dims.dModel]);
}
