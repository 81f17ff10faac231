/**
 * The token embedding and the vocabulary's head. They are one matrix (V, dModel), stored once, unless the checkpoint has an
 * `lm_head.weight` of its own.
 */
import type { LanguageModelDimensions } from "../shared/manifest.ts";
import { float, int, type GraphBuilder, type Value } from "./graph.ts";
import { embedding, gatherQuantised, matrixProduct, plainTensor, type Piece } from "./piece.ts";
import { blockFor, quantise } from "./quantise.ts";

/** The two uses of the table, to be written into the outer graph or a loop's body (its constants stand in the model's one table). */
export interface TokenTable {
  /** ids (1, T) → (1, T, dModel) */
  readonly embed: (graph: GraphBuilder, ids: Value) => Value;
  /** h (rows, dModel) → (rows, V) */
  readonly logits: (graph: GraphBuilder, h: Value) => Value;
}

const embeddingName = "backbone.embeddings.weight";
const headName = "lm_head.weight";

export function tiedEmbedding(piece: Piece, { vocabSize, dModel }: LanguageModelDimensions): TokenTable {
  const shape = [vocabSize, dModel] as const;
  if (piece.weights.has(headName)) {
    const head = piece.weights.read(headName, shape);
    return {
      embed: (graph, ids) => embedding({ ...piece, graph }, embeddingName, ids, shape),
      logits: (graph, h) => matrixProduct({ ...piece, graph }, headName, h, head, shape),
    };
  }
  const weight = piece.weights.read(embeddingName, shape);
  const { storage } = piece;
  const block = storage.kind === "quantised" ? blockFor(dModel, storage.block) : undefined;
  if (storage.kind === "float32" || block === undefined) {
    const table = plainTensor(piece, embeddingName, weight, shape);
    return {
      embed: (graph, ids) => graph.op("Gather", [table, ids], { axis: int(0) }),
      logits: (graph, h) => graph.op("Gemm", [h, table], { alpha: float(1), transB: int(1) }),
    };
  }
  const { bits, accuracyLevel } = storage;
  const { packed, scales } = quantise(weight, bits, block);
  const blocks = dModel / block;
  const rows = piece.graph.constant(embeddingName, "uint8", [vocabSize, (dModel * bits) / 8], packed);
  const rowScales = piece.graph.floats(`${embeddingName}.scales`, scales, [vocabSize, blocks]);
  const head = piece.graph.alias(headName, rows, "uint8", [vocabSize, blocks, (block * bits) / 8]);
  const attributes = {
    K: int(dModel),
    N: int(vocabSize),
    bits: int(bits),
    block_size: int(block),
    accuracy_level: int(accuracyLevel),
  };
  return {
    embed: (graph, ids) => gatherQuantised(graph, rows, rowScales, ids, bits, block),
    logits: (graph, h) => graph.op("MatMulNBits", [h, head, rowScales], attributes),
  };
}
