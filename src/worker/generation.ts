/**
 * Prefill and decoding in calls that stay within a bound of time, so that a stop gets through: a call into ONNX Runtime cannot be
 * aborted, and it holds the event loop until it returns.
 */
import { setImmediate } from "node:timers/promises";
import { cancelled } from "../shared/errors.ts";
import { contextPiece, type Context } from "../model/prompt.ts";
import { measured, nextPieceLength, nextTripCount, unknownSpeed, type Speed } from "../model/piece-sizer.ts";
import { lastRegion } from "../model/line-hints.ts";
import {
  releaseState,
  type LanguageModel,
  type LanguageModelCall,
  type LanguageModelState,
  type LineHints,
} from "./language-model.ts";

/** The image as the language model reads it. */
export interface ImageContext {
  /** Names the choice of lines; equal keys are equal contexts. */
  readonly key: string;
  readonly context: Context;
  /** Row-major (visualTokens, dModel). */
  readonly visual: Float32Array;
  /** Row-major (lines of the context, dModel). */
  readonly lineEmbeds: Float32Array;
  /** Row-major (lines, lines, 12), docs/nano.md §1.8; empty for models without hints. */
  readonly lineRelations: Float32Array;
}

/** A question about the image. */
export interface Asked {
  readonly image: ImageContext;
  /** Row-major (lines, 40): how the question matches each line, and how the line looks; empty for models without hints. */
  readonly lineMatch: Float32Array;
}

/** What has been read, and the first token behind it. */
export interface FirstToken {
  readonly state: LanguageModelState;
  readonly token: number;
  /** Its probability, in 0…1. */
  readonly confidence: number;
}

/** The state to read on from. */
export interface StartState {
  readonly state: LanguageModelState;
  /** Whether it is released as soon as something is read behind it. */
  readonly owned: boolean;
}

export interface DecodeOptions {
  /** Called with the tokens of each call; `false` ends decoding. */
  readonly onTokens: (tokens: readonly number[]) => boolean;
  /** Asked before each call: how many tokens it may make at most; 0 ends decoding. */
  readonly remaining: () => number;
}

export interface Decoded {
  /** All tokens made, the end token included. */
  readonly tokens: readonly number[];
  /** Each token's probability, in 0…1. */
  readonly confidences: readonly number[];
  /** Has read all of `tokens` but the last. */
  readonly state: LanguageModelState;
}

/**
 * Runs the language model; keeps the measured speed from call to call and from question to question. Of the states on the way from
 * what it is given to what it gives, there is only ever one: each is released when the next one is there.
 */
export class Generator {
  #prefillSpeed: Speed = unknownSpeed;
  #decodeSpeed: Speed = unknownSpeed;
  #longestCallMs = 0;

  constructor(
    private readonly model: LanguageModel,
    private readonly tokens: { readonly end: number; readonly regionBase: number },
    private readonly boundMs: number,
  ) {}

  /** The longest call since the last time this was asked. */
  takeLongestCallMs(): number {
    const longest = this.#longestCallMs;
    this.#longestCallMs = 0;
    return longest;
  }

  /**
   * The state after the whole context.
   *
   * @param onProgress called after each piece with the done part in 0…1
   * @throws UserError `CANCELLED`, at the latest one call after `signal` was aborted
   */
  async prefillContext(
    image: ImageContext,
    signal: AbortSignal,
    onProgress: (fraction: number) => void,
  ): Promise<LanguageModelState> {
    const { dModel } = this.model;
    const total = image.context.ids.length;
    using way = new Way(this.model.emptyState(), true);
    for (let start = 0; start < total;) {
      const length = await this.#nextPiece(total - start, signal);
      const piece = contextPiece(image.context, start, length);
      const visual = new Float32Array(piece.ids.length * dModel);
      visual.set(image.visual.subarray(start * dModel, (start + piece.ids.length) * dModel));
      way.goOn(await this.#read(way.state, piece.ids, image, { visual, lineEnds: piece.lineEnds }));
      start += piece.ids.length;
      onProgress(start / total);
    }
    return way.take();
  }

  /**
   * Reads `ids` behind a state; the last piece also gives the first token of what follows.
   *
   * @throws UserError `CANCELLED`, at the latest one call after `signal` was aborted
   */
  async prefill(asked: Asked, from: StartState, ids: readonly number[], signal: AbortSignal): Promise<FirstToken> {
    using way = new Way(from.state, from.owned);
    let first: FirstToken | undefined;
    for (let start = 0; start < ids.length;) {
      const piece = ids.slice(start, start + (await this.#nextPiece(ids.length - start, signal)));
      first = await this.#read(way.state, piece, asked.image, { hints: hintsOf(asked, -1) });
      way.goOn(first);
      start += piece.length;
    }
    if (first === undefined) throw new Error("Nothing to read");
    way.take();
    return first;
  }

  /**
   * Decodes greedily from the state and the first token that {@link prefill} gave, and takes that state over: it is the result's, or
   * released. Aborting `signal` ends it early, without an error.
   */
  async decode(
    asked: Asked,
    from: FirstToken,
    signal: AbortSignal,
    { remaining, onTokens }: DecodeOptions,
  ): Promise<Decoded> {
    const tokens = [from.token];
    const confidences = [from.confidence];
    using way = new Way(from.state, true);
    let more = onTokens([from.token]);
    for (let trips = 0; more && tokens.at(-1) !== this.tokens.end && remaining() > 0;) {
      await setImmediate();
      if (signal.aborted) break;
      trips = nextTripCount(this.#decodeSpeed, trips, { boundMs: this.boundMs, remaining: remaining() });
      const hints = hintsOf(asked, lastRegion(tokens, this.tokens.regionBase));
      const { lineEmbeds } = asked.image;
      const result = await this.model.run({
        state: way.state,
        ids: tokens.slice(-1),
        lineEmbeds,
        hints,
        maxNew: trips,
      });
      this.#decodeSpeed = measured(this.#decodeSpeed, result.tokens.length, this.#clock(result.ms), this.boundMs);
      way.goOn(result);
      tokens.push(...result.tokens);
      confidences.push(...result.confidences);
      more = onTokens(result.tokens);
    }
    return { tokens, confidences, state: way.take() };
  }

  /** Lets messages in, then says how long the next piece may be. */
  async #nextPiece(remaining: number, signal: AbortSignal): Promise<number> {
    await setImmediate();
    if (signal.aborted) throw cancelled();
    return nextPieceLength(this.#prefillSpeed, { boundMs: this.boundMs, remaining });
  }

  async #read(
    state: LanguageModelState,
    ids: readonly number[],
    { lineEmbeds }: ImageContext,
    extra: Pick<LanguageModelCall, "visual" | "lineEnds" | "hints">,
  ): Promise<FirstToken> {
    const result = await this.model.run({ state, ids, lineEmbeds, maxNew: 1, ...extra });
    this.#prefillSpeed = measured(this.#prefillSpeed, ids.length, this.#clock(result.ms), this.boundMs);
    return { state: result.state, token: result.tokens[0]!, confidence: result.confidences[0]! };
  }

  #clock(ms: number): number {
    this.#longestCallMs = Math.max(this.#longestCallMs, ms);
    return ms;
  }
}

/** The state that a series of calls has come to. Those it came through are released, and the last one too unless somebody takes it. */
class Way implements Disposable {
  #state: LanguageModelState;

  /** @param owned whether the state that the way starts from is released when it is left */
  constructor(
    start: LanguageModelState,
    private owned: boolean,
  ) {
    this.#state = start;
  }

  get state(): LanguageModelState {
    return this.#state;
  }

  goOn({ state }: { readonly state: LanguageModelState }): void {
    this[Symbol.dispose]();
    this.#state = state;
    this.owned = true;
  }

  take(): LanguageModelState {
    this.owned = false;
    return this.#state;
  }

  [Symbol.dispose](): void {
    if (this.owned) releaseState(this.#state);
    this.owned = false;
  }
}

function hintsOf({ image, lineMatch }: Asked, last: number): LineHints {
  return { match: lineMatch, relations: image.lineRelations, lastRegion: last };
}
