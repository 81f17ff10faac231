import type { GraphBuilder, Value } from "./graph.ts";

/** logits (1, V) → (1, 1): the probability of the likeliest token, `exp(max − log Σ exp)`. */
export function probabilityOfBest(graph: GraphBuilder, logits: Value): Value {
  const axis = graph.integers(1);
  const best = graph.op("ReduceMax", [logits, axis]);
  return graph.op("Exp", [graph.op("Sub", [best, graph.op("ReduceLogSumExp", [logits, axis])])]);
}
