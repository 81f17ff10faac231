/** What the language model reads at each position (docs/nano.md §1.7, docs/family.md §3): tokens, lines of the image, patches of the image. */
import type { LanguageModelDimensions } from "../shared/manifest.ts";
import { int, type GraphBuilder, type Value } from "./graph.ts";
import type { TokenTable } from "./token-table.ts";

/**
 * The embeddings of a piece. `visual` (1, T, dModel) is added, or stands in the place of ids behind the vocabulary where it is `replacing`;
 * `regions` (lines, dModel) are what region tokens stand for.
 */
export function embedded(
  graph: GraphBuilder,
  dims: LanguageModelDimensions & { readonly replacing: boolean },
  ids: Value,
  visual: Value | null,
  table: TokenTable,
  regions: Value | null,
): Value {
  if (dims.replacing && visual !== null) return embedWithPatches(graph, dims, ids, visual, table);
  const words = regions === null ? table.embed(graph, ids) : embedWithRegions(graph, dims, ids, table, regions);
  return visual === null ? words : graph.op("Add", [words, visual]);
}

/** E[id] for ids below the vocabulary's size, the piece's row of `visual` from there on. */
function embedWithPatches(
  graph: GraphBuilder,
  { vocabSize }: LanguageModelDimensions,
  ids: Value,
  visual: Value,
  table: TokenTable,
): Value {
  const isPatch = graph.op("GreaterOrEqual", [ids, graph.integer(vocabSize)]);
  const words = table.embed(graph, graph.op("Min", [ids, graph.integer(vocabSize - 1)]));
  return graph.op("Where", [graph.op("Unsqueeze", [isPatch, graph.integers(-1)]), visual, words]);
}

/** E[id] for ids below the vocabulary's size, `region_embed + lineEmbeds[id − V]` from there on. */
function embedWithRegions(
  graph: GraphBuilder,
  { vocabSize }: LanguageModelDimensions,
  ids: Value,
  table: TokenTable,
  regionEmbeds: Value,
): Value {
  const isRegion = graph.op("GreaterOrEqual", [ids, graph.integer(vocabSize)]);
  const words = table.embed(graph, graph.op("Min", [ids, graph.integer(vocabSize - 1)]));
  const line = graph.op("Max", [graph.op("Sub", [ids, graph.integer(vocabSize)]), graph.integer(0)]);
  const regions = graph.op("Gather", [regionEmbeds, line], { axis: int(0) });
  return graph.op("Where", [graph.op("Unsqueeze", [isRegion, graph.integers(-1)]), regions, words]);
}
