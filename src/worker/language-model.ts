/** The language model's graph in mode `loop` (docs/nano.md §1.7): one call reads a piece of prompt and makes up to K tokens. */
import * as ort from "onnxruntime-node";
import type { PackManifest } from "../shared/manifest.ts";
import { knownWidth, relationWidth } from "../model/known.ts";
import { giveBack } from "./give-back.ts";
import { floats, integers } from "./onnx.ts";

/**
 * What the model has read: its recurrent states and the pointer keys of the lines so far. Constant in size but for the keys, never
 * written to: a call makes a new one. One of the 3B takes 172 MB, so who lets go of one gives it back with {@link releaseState}.
 */
export interface LanguageModelState {
  /** Inputs `past_…` of the next call by name. */
  readonly tensors: Readonly<Record<string, ort.Tensor>>;
  readonly bytes: number;
}

/** Hints to the pointer head, lines in the order of the context. */
export interface LineHints {
  /** Row-major (lines, 40): how the turn's question matches each line, and how the line looks. */
  readonly match: Float32Array;
  /** Row-major (lines, lines, 12): how each line stands to each other. */
  readonly relations: Float32Array;
  /** The line quoted last in this answer, −1 for none. */
  readonly lastRegion: number;
}

export interface LanguageModelCall {
  readonly state: LanguageModelState;
  /** Ids of the piece, at least one. */
  readonly ids: readonly number[];
  /** Row-major (ids, dModel): added to the embeddings. Absent: nothing is added. */
  readonly visual?: Float32Array;
  /** Positions in `ids` at which lines end. */
  readonly lineEnds?: readonly number[];
  /** Row-major (lines, dModel): all lines of the context. */
  readonly lineEmbeds: Float32Array;
  /** What a model with hints gets while it answers (docs/nano.md §1.8); absent where the context is read. */
  readonly hints?: LineHints;
  /** Trip count K ≥ 1. */
  readonly maxNew: number;
}

export interface LanguageModelResult {
  /** At most `maxNew` tokens; the last is the end token where the answer ends. */
  readonly tokens: readonly number[];
  /** Of each token, in 0…1: its probability, of which none was likelier. */
  readonly confidences: readonly number[];
  /** Has read the piece and all tokens but the last. */
  readonly state: LanguageModelState;
  readonly ms: number;
}

/** Bytes of a state of this model, without pointer keys. */
export function stateBytes({ states }: PackManifest): number {
  return states.reduce((sum, { shape }) => sum + Float32Array.BYTES_PER_ELEMENT * shape.reduce((a, b) => a * b, 1), 0);
}

/** Frees a state's memory at once. Nobody may use the state from then on: a call with it fails. Released again, it is left alone. */
export function releaseState({ tensors }: LanguageModelState): void {
  giveBack(Object.values(tensors).map(({ data }) => data as Float32Array));
}

export class LanguageModel {
  readonly #pointer: boolean;
  readonly #visual: boolean;
  readonly #hints: boolean;

  constructor(
    private readonly session: ort.InferenceSession,
    private readonly manifest: PackManifest,
  ) {
    this.#pointer = session.inputNames.includes("past_keys");
    this.#visual = session.inputNames.includes("visual");
    this.#hints = session.inputNames.includes("line_match");
  }

  get dModel(): number {
    return this.manifest.architecture.lm.dModel;
  }

  /** The state before the first token: all zeros, no keys. */
  emptyState(): LanguageModelState {
    const tensors: Record<string, ort.Tensor> = {};
    for (const { name, shape } of this.manifest.states) {
      tensors[name] = floats(new Float32Array(shape.reduce((a, b) => a * b, 1)), shape);
    }
    if (this.#pointer) {
      tensors["past_keys"] = floats(new Float32Array(0), [0, this.manifest.architecture.lm.keyWidth]);
    }
    return { tensors, bytes: sizeOf(tensors) };
  }

  async run(call: LanguageModelCall): Promise<LanguageModelResult> {
    const feeds = this.#feeds(call);
    const start = performance.now();
    const outputs = await this.session.run(feeds);
    const ms = performance.now() - start;
    const tensors: Record<string, ort.Tensor> = {};
    for (const past of Object.keys(call.state.tensors))
      tensors[past] = tensor(outputs, past.replace("past_", "present_"));
    const tokens = Array.from(tensor(outputs, "tokens").data as BigInt64Array, Number);
    const confidences = Array.from(tensor(outputs, "confidences").data as Float32Array);
    return { tokens, confidences, state: { tensors, bytes: sizeOf(tensors) }, ms };
  }

  async release(): Promise<void> {
    await this.session.release();
  }

  #feeds({ state, ids, visual, lineEnds, lineEmbeds, hints, maxNew }: LanguageModelCall): Record<string, ort.Tensor> {
    const { dModel } = this;
    const feeds: Record<string, ort.Tensor> = {
      ...state.tensors,
      input_ids: integers(ids, [1, ids.length]),
      max_new: integers([maxNew], []),
      eos: integers([this.manifest.tokens.end], []),
    };
    if (this.#visual)
      feeds["visual"] = floats(visual ?? new Float32Array(ids.length * dModel), [1, ids.length, dModel]);
    if (this.#pointer) {
      feeds["line_ends"] = integers(lineEnds ?? []);
      /* An image without lines has one zero row. */
      const lines = Math.max(1, lineEmbeds.length / dModel);
      feeds["line_embeds"] = floats(orZeros(lineEmbeds, lines * dModel), [lines, dModel]);
      if (this.#hints) {
        feeds["line_match"] = floats(orZeros(hints?.match, lines * knownWidth), [lines, knownWidth]);
        const relations = orZeros(hints?.relations, lines * lines * relationWidth);
        feeds["line_relations"] = floats(relations, [lines, lines, relationWidth]);
        feeds["last_region"] = integers([hints?.lastRegion ?? -1], []);
      }
    }
    return feeds;
  }
}

function orZeros(values: Float32Array | undefined, length: number): Float32Array {
  return values === undefined || values.length === 0 ? new Float32Array(length) : values;
}

function tensor(outputs: ort.InferenceSession.OnnxValueMapType, name: string): ort.Tensor {
  const value = outputs[name];
  if (value instanceof ort.Tensor) return value;
  throw new Error(`The language model's graph gave no tensor "${name}"`);
}

function sizeOf(tensors: Readonly<Record<string, ort.Tensor>>): number {
  return Object.values(tensors).reduce((sum, { size }) => sum + size * Float32Array.BYTES_PER_ELEMENT, 0);
}
