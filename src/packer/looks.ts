/**
 * What is known of the line quoted last, or before the first quote of any line, on its way to the vocabulary's logits (docs/nano.md §1.10):
 * "on" or "off" behind a quoted label hangs on how that label looks. The pointer head reads the hidden state without it.
 */
import { knownWidth } from "../model/known.ts";
import { int, type GraphBuilder, type Value } from "./graph.ts";
import { gelu, matrixProduct, vector, withFloatActivations, type Piece } from "./piece.ts";

export interface LooksDimensions {
  readonly dModel: number;
  /** Width between the two layers, at least 1. */
  readonly looksWidth: number;
}

/** The line that the answer quoted last, as a graph reads it. */
export interface QuotedLine {
  /** () int64: its index, 0 where there is none, so that gathering by it is safe */
  readonly index: Value;
  /** () bool */
  readonly exists: Value;
}

/** What is known of the lines, for the vocabulary's logits. */
export interface LooksInputs {
  /** (N, knownWidth) with N ≥ 1 */
  readonly match: Value;
  /** (knownWidth), see {@link mostKnown} */
  readonly most: Value;
}

/** match (N, knownWidth) → (knownWidth): the most that any line has in each column, 0 at least. It holds for a whole call, so no loop's body writes it. */
export function mostKnown(graph: GraphBuilder, match: Value): Value {
  const most = graph.op("ReduceMax", [match, graph.integers(0)], { keepdims: int(0) });
  return graph.op("Max", [most, graph.floats("nothing_known", Float32Array.of(0), [])], {}, "most_known");
}

/**
 * h (T, dModel) final normed hidden states → `h + out · gelu(hidden · [h ; known] + bias)`, (T, dModel); `known` is the row in `match` of
 * the line quoted last, and `most` before the first quote.
 *
 * `hidden` is stored in two parts. Its columns for h are a matrix like any other; those for the knownWidth numbers, which no quantiser's block
 * divides, stay float16 and meet one row only, however many positions there are.
 */
export function addLooks(
  piece: Piece,
  h: Value,
  { match, most }: LooksInputs,
  quoted: QuotedLine,
  { dModel, looksWidth }: LooksDimensions,
): Value {
  const { graph, weights } = piece;
  const precise = withFloatActivations(piece);
  const hidden = weights.read("looks.hidden.weight", [looksWidth, dModel + knownWidth]);
  const out = weights.read("looks.out.weight", [dModel, looksWidth]);
  const [ofState, ofLine] = splitColumns(hidden, dModel, knownWidth);
  const bias = vector(piece, "looks.hidden.bias", looksWidth);
  const byState = matrixProduct(precise, "looks.hidden.state", h, ofState, [looksWidth, dModel], bias);
  const line = graph.op("Gather", [match, quoted.index], { axis: int(0) });
  const known = graph.op("Where", [quoted.exists, line, most], {}, "known");
  const byLine = matrixProduct(precise, "looks.hidden.line", known, ofLine, [looksWidth, knownWidth]);
  const looks = gelu(graph, graph.op("Add", [byState, byLine]));
  const added = matrixProduct(precise, "looks.out", looks, out, [dModel, looksWidth]);
  return graph.op("Add", [h, added], {}, "seen");
}

/** A matrix with rows of `left + right` values → the two matrices beside each other in it. */
function splitColumns(matrix: Float32Array, left: number, right: number): [Float32Array, Float32Array] {
  const rows = matrix.length / (left + right);
  const [first, second] = [new Float32Array(rows * left), new Float32Array(rows * right)];
  for (let row = 0; row < rows; row++) {
    const begin = row * (left + right);
    first.set(matrix.subarray(begin, begin + left), row * left);
    second.set(matrix.subarray(begin + left, begin + left + right), row * right);
  }
  return [first, second];
}
