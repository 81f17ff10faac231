/**
 * The token embedding and the vocabulary's head. They are one matrix (V, dModel), stored once, unless the checkpoint has an
 * `lm_head.weight` of its own.
 */
import type { LanguageModelDimensions } from "../shared/manifest.ts";
import { int, type GraphBuilder, type Value } from "./graph.ts";
import {
  blockProduct,
  gatherQuantised,
  inBlocks,
  plainRowsProduct,
  plainTable,
  quantisedTable,
  quantiserFor,
} from "./matrix.ts";
import { embedding, matrixProduct, type Piece } from "./piece.ts";
import type { Weights } from "./weights.ts";

/** The two uses of the table, to be written into the outer graph or a loop's body (its constants stand in the model's one table). */
export interface TokenTable {
  /** ids (1, T) → (1, T, dModel) */
  readonly embed: (graph: GraphBuilder, ids: Value) => Value;
  /** h (rows, dModel) → (rows, V) */
  readonly logits: (graph: GraphBuilder, h: Value) => Value;
}

/** What transformers and the Nano call the embedding, and what the published Mamba-2 calls it. */
const embeddingNames = ["backbone.embeddings.weight", "backbone.embedding.weight"] as const;
const headName = "lm_head.weight";

/** The name of the token embedding in a checkpoint. */
export function embeddingName(has: (name: string) => boolean): string {
  return embeddingNames.find(has) ?? embeddingNames[0];
}

/** Whether the head is the embedding once more: a checkpoint may hold a tied matrix under both names. */
function isTied(weights: Weights, embeddings: string, [rows, width]: readonly [number, number]): boolean {
  const [first, second] = [weights.matrix(embeddings, [rows, width]), weights.matrix(headName, [rows, width])];
  const step = 4096;
  for (let row = 0; row < rows; row += step) {
    const end = Math.min(rows, row + step);
    /* The embedding first: what is wrong with a matrix of two names is said of the one that everybody knows. */
    const rowsOfFirst = first.rows(row, end);
    const rowsOfSecond = second.rows(row, end);
    if (!rowsOfFirst.every((value, at) => value === rowsOfSecond[at])) return false;
  }
  return true;
}

export function tokenTable(whole: Piece, { vocabSize, dModel }: LanguageModelDimensions): TokenTable {
  const piece: Piece = { ...whole, storage: whole.tokens ?? whole.storage };
  const { weights, graph: outer } = piece;
  const shape = [vocabSize, dModel] as const;
  const name = embeddingName((candidate) => weights.has(candidate));
  if (weights.has(headName) && !isTied(weights, name, shape)) {
    const head = weights.matrix(headName, shape);
    return {
      embed: (graph, ids) => embedding({ ...piece, graph }, name, ids, shape),
      logits: (graph, h) => matrixProduct({ ...piece, graph }, headName, h, head, shape),
    };
  }
  const matrix = weights.matrix(name, shape);
  const quantiser = quantiserFor(piece.storage, dModel);
  if (quantiser === undefined) {
    const table = plainTable(piece, name, matrix, shape);
    return {
      embed: (graph, ids) => graph.op("Gather", [table, ids], { axis: int(0) }),
      logits: (graph, h) => plainRowsProduct(graph, h, table),
    };
  }
  const table = quantisedTable(piece, name, matrix, shape, quantiser, "rows");
  const head = inBlocks(outer, headName, table);
  return {
    embed: (graph, ids) => gatherQuantised(graph, table, ids),
    logits: (graph, h) => blockProduct(graph, h, table, head),
  };
}
