/**
 * The Mamba-2 language model (docs/nano.md §1.1, §1.7, §1.8, §1.10) as one graph for prefill and decode. Mode `last` gives the logits of the last
 * position, `all` those of every position; `loop` decodes greedily inside the graph: iteration 0 takes the whole piece, every
 * later one the token before it, until the trip count or the end token.
 */
import { stateTensors, type LanguageModelDimensions } from "../shared/manifest.ts";
import { embedded } from "./embeddings.ts";
import { float, graph as graphAttribute, int, type GraphBuilder, type Value } from "./graph.ts";
import { bytesOf } from "./initialisers.ts";
import { probabilityOfBest } from "./probability.ts";
import { mamba2Mixer, rmsEpsilon, rmsNorm, type BlockState } from "./mamba2-block.ts";
import { knownWidth, relationWidth } from "../model/known.ts";
import { addLooks, mostKnown, type LooksDimensions, type LooksInputs } from "./looks.ts";
import { addHints, appendKeys, pointerLogits, quotedLine, regionAfter, type LineHints } from "./pointer-head.ts";
import { tokenTable, type TokenTable } from "./token-table.ts";
import { vector, type Piece } from "./piece.ts";

export type LanguageModelMode = "last" | "all" | "loop";

export interface LanguageModelOptions {
  readonly mode: LanguageModelMode;
  /**
   * Whether `visual` is an input: `true` where it is added to the embeddings, `replacing` where its rows stand in the place of ids behind the
   * vocabulary. Whether there is a pointer head follows from keyWidth.
   */
  readonly visualInput: boolean | "replacing";
  /** Width of what tells the vocabulary's logits how the line quoted last looks; 0 or absent: nothing does. Needs hints. */
  readonly looksWidth?: number;
  /** Width of the pointer head's hidden layer (docs/nano.md §1.8); 0 or absent: there is none. Needs hints. */
  readonly scorerWidth?: number;
}

/** The values a step consumes and hands on: `pointer` only with a pointer head, `visual` only with a visual input. */
interface Carried {
  /** (1, T) int64 */
  readonly ids: Value;
  /** (1, T, dModel), added to the embeddings */
  readonly visual: Value | null;
  readonly pointer: PointerInputs | null;
  readonly states: readonly BlockState[];
}

interface PointerInputs {
  /** (M) int64 */
  readonly lineEnds: Value;
  /** (P, keyWidth) */
  readonly pastKeys: Value;
  /** () int64: the line that the answer quoted last, −1 for none; null in a model without hints */
  readonly lastRegion: Value | null;
}

/** What does not change while a graph runs: the lines' embeddings (N, dModel), these with `region_embed` added to each, and what is known of them. */
interface LineTables {
  readonly lineEmbeds: Value;
  readonly regionEmbeds: Value;
  readonly hints: LineHints | null;
  readonly looks: (LooksInputs & LooksDimensions) | null;
  readonly scorerWidth: number;
}

interface StepResult {
  /** (1 or T, V [+ lines]) */
  readonly logits: Value;
  readonly keys: Value | null;
  readonly states: readonly BlockState[];
}

/** The model's dimensions, and whether visual embeddings stand in the place of ids behind the vocabulary instead of being added. */
type StepDimensions = LanguageModelDimensions & { readonly replacing: boolean };

/** Writes the whole graph into `piece.graph`; inputs and outputs are those of docs/nano.md §1.7. */
export function languageModel(piece: Piece, model: LanguageModelDimensions, options: LanguageModelOptions): void {
  const { graph } = piece;
  const dims: StepDimensions = { ...model, replacing: options.visualInput === "replacing" };
  const inputs = declareInputs(graph, dims, options);
  const { looksWidth = 0, scorerWidth = 0 } = options;
  const lines = dims.keyWidth === 0 ? null : lineTables(piece, { ...dims, looksWidth }, scorerWidth);
  const table = tokenTable(piece, dims);
  if (options.mode === "loop") {
    declareLoop(piece, dims, inputs, table, lines);
    return;
  }
  const result = step(piece, dims, inputs, table, lines, options.mode === "all");
  const width = dims.keyWidth === 0 ? dims.vocabSize : "vocabulary_and_lines";
  if (options.mode === "all") {
    const logits = graph.op("Unsqueeze", [result.logits, graph.integers(0)]);
    graph.output(logits, "float32", [1, "length", width], "logits");
  } else {
    graph.output(result.logits, "float32", [1, width], "logits");
  }
  declareStateOutputs(graph, dims, result.keys, result.states);
}

function declareInputs(graph: GraphBuilder, dims: LanguageModelDimensions, options: LanguageModelOptions): Carried {
  const ids = graph.input("input_ids", "int64", [1, "length"]);
  const visual = options.visualInput !== false ? graph.input("visual", "float32", [1, "length", dims.dModel]) : null;
  const pointer =
    dims.keyWidth === 0
      ? null
      : {
          lineEnds: graph.input("line_ends", "int64", ["ending_lines"]),
          pastKeys: graph.input("past_keys", "float32", ["past_lines", dims.keyWidth]),
          lastRegion: dims.hints ? graph.input("last_region", "int64", []) : null,
        };
  const tensors = stateTensors(dims).map(({ name, shape, type }) => graph.input(name, type, shape));
  return { ids, visual, pointer, states: inPairs(tensors) };
}

function lineTables(
  { graph, weights }: Piece,
  dims: LanguageModelDimensions & LooksDimensions,
  scorerWidth: number,
): LineTables {
  const { dModel, hints, looksWidth } = dims;
  const lineEmbeds = graph.input("line_embeds", "float32", ["lines", dModel]);
  const regionEmbed = graph.floats("region_embed", weights.read("region_embed", [dModel]));
  const regionEmbeds = graph.op("Add", [lineEmbeds, regionEmbed], {}, "region_embeds");
  if (!hints) return { lineEmbeds, regionEmbeds, hints: null, looks: null, scorerWidth };
  const match = graph.input("line_match", "float32", ["lines", knownWidth]);
  const relations = graph.input("line_relations", "float32", ["lines", "lines", relationWidth]);
  const looks = looksWidth === 0 ? null : { match, most: mostKnown(graph, match), dModel, looksWidth };
  return { lineEmbeds, regionEmbeds, hints: { match, relations }, looks, scorerWidth };
}

/** One run of all layers over the piece. @param everyPosition logits of all positions instead of the last one */
function step(
  piece: Piece,
  dims: StepDimensions,
  { ids, visual, pointer, states }: Carried,
  table: TokenTable,
  lines: LineTables | null,
  everyPosition: boolean,
): StepResult {
  const { graph } = piece;
  let residual = embedded(graph, dims, ids, visual, table, lines?.regionEmbeds ?? null);
  let branch: Value | null = null;
  const presents: BlockState[] = [];
  for (const [layer, past] of states.entries()) {
    const name = `backbone.layers.${layer}`;
    const normed = normedResidual(piece, `${name}.norm`, branch, residual, dims.dModel);
    residual = normed.residual;
    const { y, present } = mamba2Mixer(piece, `${name}.mixer`, normed.value, past, dims);
    branch = y;
    presents.push(present);
  }
  const h = normedResidual(piece, "backbone.norm_f", branch, residual, dims.dModel).value;
  const wanted = everyPosition ? h : lastPosition(graph, h);
  const rows = graph.op("Reshape", [wanted, graph.integers(-1, dims.dModel)]);
  if (pointer === null || lines === null) return { logits: table.logits(graph, rows), keys: null, states: presents };
  const { hints, looks, scorerWidth } = lines;
  const quoted = pointer.lastRegion === null ? null : quotedLine(graph, pointer.lastRegion);
  const seen = looks === null || quoted === null ? rows : addLooks(piece, rows, looks, quoted, looks);
  const vocabulary = table.logits(graph, seen);
  const keys = appendKeys(piece, h, pointer.lineEnds, lines.lineEmbeds, pointer.pastKeys, dims);
  const byKey = pointerLogits(piece, rows, keys, dims);
  const references =
    hints === null || quoted === null
      ? byKey
      : addHints(piece, rows, byKey, keys, hints, quoted, { ...dims, scorerWidth });
  return { logits: graph.op("Concat", [vocabulary, references], { axis: int(1) }), keys, states: presents };
}

/** `residual + branch`, and its RMSNorm, in one operator; before the first block there is no branch yet. */
function normedResidual(
  piece: Piece,
  prefix: string,
  branch: Value | null,
  residual: Value,
  width: number,
): { value: Value; residual: Value } {
  if (branch === null) return { value: rmsNorm(piece, prefix, residual, width), residual };
  const { normed, sum } = piece.graph.ops(
    "SkipSimplifiedLayerNormalization",
    [branch, residual, vector(piece, `${prefix}.weight`, width)],
    ["normed", null, null, "sum"],
    { epsilon: float(rmsEpsilon) },
  );
  return { value: normed, residual: sum };
}

function lastPosition(graph: GraphBuilder, h: Value): Value {
  return graph.op("Gather", [h, graph.integers(-1)], { axis: int(1) });
}

/** Mode `loop`: the step as the body of an ONNX Loop whose carried values are the next piece and the states. */
function declareLoop(
  piece: Piece,
  dims: StepDimensions,
  initial: Carried,
  table: TokenTable,
  lines: LineTables | null,
): void {
  const { graph } = piece;
  const maxNew = graph.input("max_new", "int64", []);
  const eos = graph.input("eos", "int64", []);
  const body = graph.body("step");
  body.input("iteration", "int64", []);
  body.input("going_on", "bool", []);
  const carried = declareCarried(body, dims, initial);
  const result = step({ ...piece, graph: body }, dims, carried, table, lines, false);

  const next = body.op("ArgMax", [result.logits], { axis: int(1), keepdims: int(1) }, "next_ids");
  const token = body.op("Squeeze", [next], {}, "token");
  const confidence = body.op("Squeeze", [probabilityOfBest(body, result.logits)], {}, "confidence");
  const goOn = body.op("Not", [body.op("Equal", [token, eos])], {}, "go_on");
  body.output(goOn, "bool", []);
  body.output(next, "int64", [1, 1]);
  if (carried.visual !== null) {
    const nothing = body.floats("no_visual", new Float32Array(dims.dModel), [1, 1, dims.dModel]);
    body.output(nothing, "float32", [1, 1, dims.dModel], "next_visual");
  }
  if (carried.pointer !== null && result.keys !== null) {
    body.output(body.constant("no_lines", "int64", [0], bytesOf(new BigInt64Array(0))), "int64", [0], "next_line_ends");
    body.output(result.keys, "float32", ["present_lines", dims.keyWidth]);
    const { lastRegion } = carried.pointer;
    if (lastRegion !== null)
      body.output(regionAfter(body, token, lastRegion, dims.vocabSize), "int64", [], "next_last_region");
  }
  const shapes = stateTensors(dims);
  for (const [index, value] of flat(result.states).entries()) body.output(value, "float32", shapes[index]!.shape);
  body.output(token, "int64", []);
  body.output(confidence, "float32", []);

  declareLoopNode(graph, dims, initial, body, maxNew);
}

/** The Loop node in the outer graph and the graph's outputs. */
function declareLoopNode(
  graph: GraphBuilder,
  dims: LanguageModelDimensions,
  initial: Carried,
  body: GraphBuilder,
  maxNew: Value,
): void {
  const { ids, visual, pointer, states } = initial;
  const inputs = [maxNew, null, ids];
  const roles = ["loop_ids"]; // every output is named: ONNX Runtime 1.30 crashes on a Loop with one left out
  if (visual !== null) {
    inputs.push(visual);
    roles.push("loop_visual");
  }
  if (pointer !== null) {
    inputs.push(pointer.lineEnds, pointer.pastKeys);
    roles.push("loop_line_ends", "loop_keys");
    if (pointer.lastRegion !== null) {
      inputs.push(pointer.lastRegion);
      roles.push("loop_last_region");
    }
  }
  const stateRoles = states.flatMap((_, layer) => [`loop_conv.${layer}`, `loop_ssm.${layer}`]);
  const outputs = graph.ops("Loop", [...inputs, ...flat(states)], [...roles, ...stateRoles, "tokens", "confidences"], {
    body: graphAttribute(body),
  });
  graph.output(outputs["tokens"]!, "int64", ["emitted"]);
  graph.output(outputs["confidences"]!, "float32", ["emitted"]);
  const presents = inPairs(stateRoles.map((role) => outputs[role]!));
  declareStateOutputs(graph, dims, outputs["loop_keys"] ?? null, presents);
}

/** The body's inputs, in the order of the Loop node's carried values. Lengths stay open: they differ between iterations. */
function declareCarried(body: GraphBuilder, dims: LanguageModelDimensions, initial: Carried): Carried {
  const ids = body.input("piece_ids", "int64", [1, "piece"]);
  const visual = initial.visual === null ? null : body.input("piece_visual", "float32", [1, "piece", dims.dModel]);
  const pointer =
    initial.pointer === null
      ? null
      : {
          lineEnds: body.input("piece_line_ends", "int64", ["piece_lines"]),
          pastKeys: body.input("piece_keys", "float32", ["read_lines", dims.keyWidth]),
          lastRegion: initial.pointer.lastRegion === null ? null : body.input("piece_last_region", "int64", []),
        };
  const states = stateTensors(dims).map(({ name, shape, type }) => body.input(`piece_${name}`, type, shape));
  return { ids, visual, pointer, states: inPairs(states) };
}

function declareStateOutputs(
  graph: GraphBuilder,
  dims: LanguageModelDimensions,
  keys: Value | null,
  states: readonly BlockState[],
): void {
  if (keys !== null) graph.output(keys, "float32", ["present_lines", dims.keyWidth], "present_keys");
  const values = flat(states);
  for (const [index, { name, shape, type }] of stateTensors(dims).entries()) {
    graph.output(values[index]!, type, shape, name.replace("past_", "present_"));
  }
}

function flat(states: readonly BlockState[]): Value[] {
  return states.flatMap(({ conv, ssm }) => [conv, ssm]);
}

/** conv and ssm in turn → one state a layer. */
function inPairs(values: readonly Value[]): BlockState[] {
  return Array.from({ length: values.length / 2 }, (_, layer) => ({
    conv: values[2 * layer]!,
    ssm: values[2 * layer + 1]!,
  }));
}
