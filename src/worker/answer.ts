/** One answer: read what is new of the conversation, decode, stream, keep the state for the next question. */
import { toUserError } from "../shared/errors.ts";
import type { PackManifest } from "../shared/manifest.ts";
import type { AnswerTimings, EndReason, Notice } from "../shared/types.ts";
import type { AnswerNotification, AskParams, AskResult } from "../shared/worker-protocol.ts";
import { AnswerStream } from "../model/answer-stream.ts";
import { AnswerLength, longestLook, withoutOpenLook } from "../model/look.ts";
import { conversationTokens, renumberRegions } from "../model/prompt.ts";
import { repetitionCut } from "../model/repetition.ts";
import type { Asked, Generator, StartState } from "./generation.ts";
import type { Job } from "./job-queue.ts";
import { stateBytes, type LanguageModelState } from "./language-model.ts";
import { promptFormat, type ImageView, type OpenImage } from "./open-image.ts";
import { seenAnswer } from "./seen-answer.ts";
import type { StateCache } from "./state-cache.ts";
import type { PackTokenizer } from "./tokenizer.ts";

export interface AnswerContext {
  readonly image: OpenImage;
  readonly view: ImageView;
  readonly manifest: PackManifest;
  readonly tokenizer: PackTokenizer;
  readonly generator: Pick<Generator, "prefillContext" | "prefill" | "decode" | "takeLongestCallMs">;
  readonly states: StateCache<LanguageModelState>;
  readonly maxTokens: number;
  readonly job: Job;
  readonly emit: (event: AnswerNotification["event"]) => void;
}

export async function answerQuestion({ question }: AskParams, context: AnswerContext): Promise<AskResult> {
  const { image, view, manifest, tokenizer, generator, states, maxTokens, job, emit } = context;
  const clock = new AnswerClock(generator);
  const stream = new AnswerStream(
    { ...manifest.tokens, bytes: tokenizer.bytes },
    view.lineNumbers.map((line) => image.lines[line]!),
    view.lineNumbers,
  );
  let kept: readonly number[] = [];
  const result = (): Omit<Extract<AskResult, { type: "stopped" }>, "type"> => ({
    text: stream.text,
    quotes: stream.quotes,
    counted: stream.counted,
    answerTokens: renumberRegions(
      withoutOpenLook(kept, manifest.tokens),
      manifest.tokens.regionBase,
      (n) => view.lineNumbers[n],
    ),
    timings: clock.timings(),
  });

  if (view.lineNumbers.length < image.lines.length) emit(notice(linesSelected(view, image)));
  try {
    const ids = conversationTokens(promptFormat(manifest), tokenizer.tokenize, view.history, question);
    const start = await startState(context, ids, clock);
    const toRead = ids.slice(start.read);
    const asked: Asked = { image: view.image, lineMatch: image.lineMatch(view, question) };
    const seen = seenAnswer(image, view, question, { ...manifest.tokens, tokenize: tokenizer.tokenize });
    if (seen !== undefined) {
      /* The model reads it as its own words: a follow-up goes on from there. */
      const read = await generator.prefill(asked, start, [...toRead, ...seen.tokens], job.signal);
      clock.allAtOnce(toRead.length + seen.tokens.length, seen.tokens.length);
      kept = [...seen.tokens, manifest.tokens.end];
      for (const piece of [...stream.push(seen.tokens), ...stream.end()]) emit(piece);
      states.put(image.id, view.image.key, [...ids, ...seen.tokens], read.state);
      return { type: "done", reason: "end", confidence: seen.confidence, ...result() };
    }
    const first = await generator.prefill(asked, start, toRead, job.signal);
    clock.firstToken(toRead.length);

    const made: number[] = [];
    const length = new AnswerLength(manifest.tokens, maxTokens);
    let circle = false;
    const decoded = await generator.decode(asked, first, job.signal, {
      remaining: () => length.remaining,
      onTokens: (tokens) => {
        for (const token of tokens) {
          made.push(token);
          length.push(token);
          const cut = repetitionCut(made);
          for (const piece of stream.push([token])) emit(piece);
          kept = cut === undefined ? [...made] : made.slice(0, cut);
          circle = cut !== undefined;
          if (circle || length.remaining === 0) return false;
        }
        return true;
      },
    });
    for (const piece of stream.end()) emit(piece);
    clock.end(decoded.tokens.length);
    states.put(image.id, view.image.key, [...ids, ...decoded.tokens.slice(0, -1)], decoded.state);

    const reason = endReason(made, manifest.tokens.end, { circle, full: length.remaining === 0 });
    if (reason === undefined) return { type: "stopped", ...result() };
    if (reason === "length") emit(notice(length.looking ? lookCut : answerCut(maxTokens)));
    if (reason === "repetition") emit(notice(answerRepeats));
    const confidence = Math.min(...decoded.confidences, 1);
    if (reason !== "repetition" && confidence < (manifest.unsureBelow ?? 0)) emit(notice(answerUnsure));
    return { type: "done", reason, confidence, ...result() };
  } catch (thrown) {
    if (toUserError(thrown).code !== "CANCELLED") throw thrown;
    return { type: "stopped", ...result() };
  }
}

/** The nearest state that is kept; without one the image is read again. */
async function startState(
  { image, view, manifest, generator, states, job }: AnswerContext,
  ids: readonly number[],
  clock: AnswerClock,
): Promise<StartState & { readonly read: number }> {
  const { key } = view.image;
  /* The last id is always read anew: its call gives the answer's first token. */
  const nearest = states.nearest(image.id, key, ids.slice(0, -1));
  const bytes = stateBytes(manifest);
  if (nearest !== undefined) return { ...nearest, owned: states.makeRoom(bytes, nearest.state) };
  states.makeRoom(bytes);
  const state = await generator.prefillContext(view.image, job.signal, (fraction) => {
    job.onProgress("prefill", fraction);
  });
  clock.contextRead(view.image.context.ids.length);
  states.put(image.id, key, [], state);
  return { state, owned: states.makeRoom(bytes, state), read: 0 };
}

/** Why decoding ended; `undefined` if somebody stopped it. */
function endReason(
  made: readonly number[],
  end: number,
  { circle, full }: { circle: boolean; full: boolean },
): EndReason | undefined {
  if (made.at(-1) === end) return "end";
  if (circle) return "repetition";
  return full ? "length" : undefined;
}

function notice(value: Notice): AnswerNotification["event"] {
  return { type: "notice", notice: value };
}

function linesSelected({ lineNumbers }: ImageView, { lines }: OpenImage): Notice {
  return {
    code: "LINES_SELECTED",
    message: `The image has ${lines.length} lines of text; the ${lineNumbers.length} nearest to the question were used.`,
  };
}

function answerCut(maxTokens: number): Notice {
  return { code: "ANSWER_CUT", message: `The answer was cut after ${maxTokens} tokens.` };
}

const lookCut: Notice = {
  code: "ANSWER_CUT",
  message: `The answer was cut: the model was still counting after ${longestLook} tokens.`,
};

const answerRepeats: Notice = { code: "ANSWER_REPEATS", message: "The answer began to repeat itself and was ended." };

const answerUnsure: Notice = { code: "ANSWER_UNSURE", message: "I am not sure of this answer." };

/** Wall time of an answer's parts. */
class AnswerClock {
  readonly #start = performance.now();
  #prefillTokens = 0;
  #firstTokenAt = 0;
  #endAt = 0;
  #tokens = 0;

  constructor(private readonly generator: Pick<Generator, "takeLongestCallMs">) {
    generator.takeLongestCallMs();
  }

  contextRead(tokens: number): void {
    this.#prefillTokens += tokens;
  }

  firstToken(prefillTokens: number): void {
    this.#prefillTokens += prefillTokens;
    this.#firstTokenAt = performance.now();
    this.#tokens = 1;
  }

  end(tokens: number): void {
    this.#endAt = performance.now();
    this.#tokens = tokens;
  }

  /** An answer that was read, not made token by token: it has no speed. */
  allAtOnce(prefillTokens: number, tokens: number): void {
    this.firstToken(prefillTokens);
    this.#endAt = this.#firstTokenAt;
    this.#tokens = tokens;
  }

  timings(): AnswerTimings {
    const prefillMs = Math.max(0, this.#firstTokenAt - this.#start);
    const decodeMs = Math.max(0, this.#endAt - this.#firstTokenAt);
    return {
      prefillTokens: this.#prefillTokens,
      prefillMs,
      firstTokenMs: prefillMs,
      decodeMs,
      tokens: this.#tokens,
      tokensPerSecond: decodeMs > 0 ? ((this.#tokens - 1) * 1000) / decodeMs : 0,
      longestCallMs: this.generator.takeLongestCallMs(),
    };
  }
}
