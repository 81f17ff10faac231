/**
 * The pointer head (docs/nano.md §1.7; Vinyals et al., arXiv 1506.03134): the logit of the reference to line n is the scaled product of
 * a query from the current hidden state with the key made where line n ended. Hints (§1.8) add what is known of the line without the
 * model, weighted by gates from the same hidden state.
 */
import { knownWidth, relationWidth } from "../model/known.ts";
import { float, int, type GraphBuilder, type Value } from "./graph.ts";
import type { QuotedLine } from "./looks.ts";
import { gelu, linear, matrixProduct, plainTensor, withFloatActivations, type Piece } from "./piece.ts";

export interface PointerDimensions {
  readonly dModel: number;
  readonly keyWidth: number;
}

/** With the hidden layer over queries, keys and hints; a width of 0: there is none. */
export interface ScorerDimensions extends PointerDimensions {
  readonly scorerWidth: number;
}

/**
 * Appends the keys of the lines that end in this piece: h (1, T, dModel) final normed hidden states, lineEnds (M) positions in h,
 * lineEmbeds (N, dModel), pastKeys (P, keyWidth) → (P + M, keyWidth); `key · h[end] + line · lineEmbeds[P + m]`.
 */
export function appendKeys(
  piece: Piece,
  h: Value,
  lineEnds: Value,
  lineEmbeds: Value,
  pastKeys: Value,
  { dModel, keyWidth }: PointerDimensions,
): Value {
  const { graph, weights } = piece;
  const past = graph.op("Shape", [pastKeys], { start: int(0), end: int(1) });
  const present = graph.op("Add", [past, graph.op("Shape", [lineEnds])]);
  const lines = graph.op("Slice", [lineEmbeds, past, present, graph.integers(0)]);
  const rows = graph.op("Reshape", [h, graph.integers(-1, dModel)]);
  const ends = graph.op("Gather", [rows, lineEnds], { axis: int(0) });
  const both = graph.op("Concat", [ends, lines], { axis: int(1) });
  const key = weights.read("pointer.key.weight", [keyWidth, dModel]);
  const line = weights.read("pointer.line.weight", [keyWidth, dModel]);
  const precise = withFloatActivations(piece);
  const keys = matrixProduct(precise, "pointer.key_line", both, besides(key, line, dModel), [keyWidth, 2 * dModel]);
  return graph.op("Concat", [pastKeys, keys], { axis: int(0) }, "keys");
}

/** h (T, dModel), keys (L, keyWidth) → logits (T, L): `(query · h) · key / √keyWidth`. */
export function pointerLogits(piece: Piece, h: Value, keys: Value, { dModel, keyWidth }: PointerDimensions): Value {
  const query = piece.weights.read("pointer.query.weight", [keyWidth, dModel]);
  const queries = matrixProduct(withFloatActivations(piece), "pointer.query", h, query, [keyWidth, dModel]);
  return piece.graph.op("Gemm", [queries, keys], { alpha: float(1 / Math.sqrt(keyWidth)), transB: int(1) });
}

/** What the pointer head is told about the lines. */
export interface LineHints {
  /** (N, knownWidth): how the turn's question matches each line, and how the line looks */
  readonly match: Value;
  /** (N, N, relationWidth): [anchor, candidate] */
  readonly relations: Value;
}

/**
 * references + hints, both (T, L): h (T, dModel), keys (L, keyWidth) of the lines read so far →
 * `references + (match·h + bias)·line_match[n] + (relation·h + bias)·line_relations[quoted][n] + scorer`, without the relations where none is quoted.
 */
export function addHints(
  piece: Piece,
  h: Value,
  references: Value,
  keys: Value,
  { match, relations }: LineHints,
  quoted: QuotedLine,
  dims: ScorerDimensions,
): Value {
  const { graph, weights } = piece;
  const { dModel } = dims;
  const width = knownWidth + relationWidth;
  const weight = joined(
    weights.read("pointer.match.weight", [knownWidth, dModel]),
    weights.read("pointer.relation.weight", [relationWidth, dModel]),
  );
  const bias = joined(
    weights.read("pointer.match.bias", [knownWidth]),
    weights.read("pointer.relation.bias", [relationWidth]),
  );
  const biases = graph.floats("pointer.hints.bias", bias);
  const gates = matrixProduct(withFloatActivations(piece), "pointer.hints", h, weight, [width, dModel], biases);

  const row = graph.op("Gather", [relations, quoted.index], { axis: int(0) });
  const related = graph.op("Where", [quoted.exists, row, graph.floats("no_relation", Float32Array.of(0), [])]);
  const hints = graph.op("Concat", [match, related], { axis: int(1) });
  const read = graph.op("Shape", [keys], { start: int(0), end: int(1) });
  const ofLinesRead = graph.op("Slice", [hints, graph.integers(0), read, graph.integers(0)]);
  const linearly = graph.op("Gemm", [gates, ofLinesRead, references], { transB: int(1) });
  if (dims.scorerWidth === 0) return linearly;
  return graph.op("Add", [linearly, scorer(piece, h, keys, ofLinesRead, dims)]);
}

/**
 * `out · gelu(query·h + bias + key·key_n + known·hints_n)`: h (T, dModel), keys (L, keyWidth), hints (L, knownWidth + relationWidth) → (T, L). What the
 * hints' columns meet stays float16, since no quantiser's block divides them.
 */
function scorer(
  piece: Piece,
  h: Value,
  keys: Value,
  hints: Value,
  { dModel, keyWidth, scorerWidth: width }: ScorerDimensions,
): Value {
  const { graph, weights } = piece;
  const precise = withFloatActivations(piece);
  const known = weights.read("pointer.scorer.known.weight", [width, knownWidth + relationWidth]);
  const query = linear(precise, "pointer.scorer.query", h, [width, dModel]);
  const key = linear(precise, "pointer.scorer.key", keys, [width, keyWidth], false);
  const facts = matrixProduct(precise, "pointer.scorer.known", hints, known, [width, knownWidth + relationWidth]);
  const perLine = graph.op("Unsqueeze", [graph.op("Add", [key, facts]), graph.integers(0)]);
  const hidden = gelu(graph, graph.op("Add", [graph.op("Unsqueeze", [query, graph.integers(1)]), perLine]));
  const out = plainTensor(piece, "pointer.scorer.out", weights.read("pointer.scorer.out.weight", [1, width]), [
    width,
    1,
  ]);
  return graph.op("Squeeze", [graph.op("MatMul", [hidden, out]), graph.integers(2)]);
}

/** @param lastRegion () int64: the line quoted last, −1 for none */
export function quotedLine(graph: GraphBuilder, lastRegion: Value): QuotedLine {
  return {
    index: graph.op("Max", [lastRegion, graph.integer(0)]),
    exists: graph.op("GreaterOrEqual", [lastRegion, graph.integer(0)]),
  };
}

/** The line quoted last once `token` is said: `token − V` for a reference, else `lastRegion` still; all are () int64. */
export function regionAfter(graph: GraphBuilder, token: Value, lastRegion: Value, vocabSize: number): Value {
  const size = graph.integer(vocabSize);
  const isRegion = graph.op("GreaterOrEqual", [token, size]);
  return graph.op("Where", [isRegion, graph.op("Sub", [token, size]), lastRegion]);
}

function joined(first: Float32Array, second: Float32Array): Float32Array {
  const result = new Float32Array(first.length + second.length);
  result.set(first);
  result.set(second, first.length);
  return result;
}

/** Two matrices with rows of `width` values side by side: [left, right], rows of 2·width. */
function besides(left: Float32Array, right: Float32Array, width: number): Float32Array {
  const result = new Float32Array(left.length + right.length);
  for (let row = 0; row * width < left.length; row++) {
    result.set(left.subarray(row * width, (row + 1) * width), 2 * row * width);
    result.set(right.subarray(row * width, (row + 1) * width), (2 * row + 1) * width);
  }
  return result;
}
