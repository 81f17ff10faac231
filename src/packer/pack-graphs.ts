/** The four graphs of a pack from a checkpoint: their inputs and outputs are the contract of docs/nano.md §1. */
import { styleWidth } from "../model/line-style.ts";
import type { CheckpointConfig } from "./checkpoint-config.ts";
import { connector } from "./connector.ts";
import { efficientNet } from "./efficientnet.ts";
import { languageModel } from "./language-model.ts";
import { geometryWidth, lineEncoder } from "./line-encoder.ts";
import type { Piece } from "./piece.ts";

/** Names of the graphs of all packs, in the order they are written; also the manifest's file groups. */
export const graphNames = ["encoder", "encoder2", "connector", "lines", "lm"] as const;
export type GraphName = (typeof graphNames)[number];

/** The graphs of a Nano. */
export const nanoGraphs = ["encoder", "connector", "lines", "lm"] as const satisfies readonly GraphName[];

/** Writes one graph into the piece's builder. */
export const graphWriters: Record<(typeof nanoGraphs)[number], (piece: Piece, config: CheckpointConfig) => void> = {
  encoder(piece, { encoder, pack, visionGrid, visionWidth }) {
    const pixels = piece.graph.input("pixels", "float32", [1, 3, ...pack.preprocess.size]);
    const features = efficientNet(piece, encoder, pixels);
    piece.graph.output(features, "float32", [1, visionGrid ** 2, visionWidth], "features");
  },

  connector(piece, { lm: { dims: lm }, msc, visionGrid: grid, visionWidth: featureWidth, visualPool: pool }) {
    const features = piece.graph.input("features", "float32", [1, grid ** 2, featureWidth]);
    const visual = connector(piece, { featureWidth, grid, pool, msc, dModel: lm.dModel }, features);
    piece.graph.output(visual, "float32", [1, (grid / pool) ** 2, lm.dModel], "visual");
  },

  lines(piece, { line, lm: { dims: lm }, lineMsc }) {
    const { graph } = piece;
    const inputs = {
      crops: graph.input("crops", "float32", ["lines", 3, line.cropHeight, line.cropWidth]),
      geometry: graph.input("geometry", "float32", ["lines", geometryWidth]),
      style: graph.input("style", "float32", ["lines", styleWidth]),
      textIds: graph.input("text_ids", "int64", ["lines", "tokens"]),
      textMask: graph.input("text_mask", "float32", ["lines", "tokens"]),
      columnOrder: graph.input("column_order", "int64", ["lines"]),
    };
    const dims = { ...line, vocabSize: lm.vocabSize, msc: lineMsc, dModel: lm.dModel };
    graph.output(lineEncoder(piece, dims, inputs), "float32", ["lines", lm.dModel], "line_embeds");
  },

  lm(piece, { lm: { dims, ...options } }) {
    languageModel(piece, dims, { mode: "loop", ...options });
  },
};
