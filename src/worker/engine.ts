/** The worker's engine: opens images and answers questions about them. One job at a time; the queue in front of it sees to that. */
import { UserError } from "../shared/errors.ts";
import { encodersOf } from "../shared/manifest.ts";
import { longestQuestion } from "../shared/types.ts";
import type {
  AnswerNotification,
  AskParams,
  AskResult,
  MemoryResult,
  OpenImageParams,
  OpenImageResult,
  PackInfo,
  ParsedWorkerOptions,
} from "../shared/worker-protocol.ts";
import { sizeSeen } from "../model/preprocess.ts";
import { lineTokens } from "../model/prompt.ts";
import { answerQuestion } from "./answer.ts";
import { decodeImage, defaultImageLimits } from "./image/decode.ts";

import { previewOf } from "./image/preview.ts";
import { noImage } from "./image-encoder.ts";
import type { Job } from "./job-queue.ts";
import { releaseState, stateBytes, type LanguageModelState } from "./language-model.ts";
import { Models } from "./models.ts";
import { OpenImage, promptFormat } from "./open-image.ts";
import { StateCache } from "./state-cache.ts";

/** Bytes of recurrent states that are kept: of a small model many, of a large one that after the image and that after the last answer. */
const usualStateBudget = 256 * 1024 * 1024;
const keptStates = 2;

export class Engine {
  readonly #images = new Map<string, OpenImage>();
  readonly #states: StateCache<LanguageModelState>;

  private constructor(
    private readonly models: Models,
    private readonly options: ParsedWorkerOptions,
  ) {
    const usual = Math.max(usualStateBudget, keptStates * stateBytes(models.manifest));
    this.#states = new StateCache(options.stateBudgetBytes ?? usual, releaseState);
  }

  /** @throws UserError `PACK_…` */
  static async create(options: ParsedWorkerOptions): Promise<Engine> {
    return new Engine(await Models.open(options), options);
  }

  get info(): PackInfo {
    const { manifest, callBoundMs } = this.models;
    const { id, version, name, capabilities, tokens, verified = true } = manifest;
    const sees = encodersOf(manifest).length > 0;
    return { id, version, name, capabilities, regionBase: tokens.regionBase, callBoundMs, sees, verified };
  }

  /**
   * Decodes, reads, encodes an image, and lets the language model read it where all its lines fit. Without `bytes` it opens a conversation
   * that has no picture.
   *
   * @throws UserError `IMAGE_…`, `OCR_…`, `PACK_GRAPH_INVALID`, `PACK_SEES_NOTHING`, `CANCELLED`
   */
  async open({ image: id, bytes }: OpenImageParams, job: Job): Promise<OpenImageResult> {
    this.close(id);
    if (bytes === undefined) return this.#openText(id, job);
    const { models } = this;
    const { manifest, tokenizer, words } = models;
    const [first] = encodersOf(manifest);
    if (first === undefined) throw seesNothing(manifest.name);
    const { signal, onProgress } = job;
    const clock = stopwatch();
    models.warmUp();
    const image = await decodeImage(bytes, defaultImageLimits, signal);
    const preview = await previewOf(image);
    onProgress("decode", 1);
    const decodeMs = clock();

    const ocr = await models.ocr();
    const encoder = await models.encoder();
    if (models.keepsVision) await models.generator();
    onProgress("load", 1);
    let loadMs = models.takeLoadMs();
    clock();

    const onOcr = (fraction: number): void => {
      onProgress("ocr", fraction);
    };
    let unreadLines = 0;
    const onUnread = (): void => {
      unreadLines++;
    };
    const lines = (await ocr?.read(image, { signal, onProgress: onOcr, onUnread })) ?? [];
    const ocrMs = clock();

    const texts = lines.map(({ text }) => text);
    const lex = lineTokens(promptFormat(manifest), tokenizer.tokenize, texts, manifest.prompt.lexTokens);
    const encoded = await encoder.encode(image, lines, lex, signal, (fraction) => {
      onProgress("encode", fraction);
    });
    const encodeMs = clock();

    /* A large language model is loaded when the encoders, which are given back by now, have left it room. */
    await models.generator();
    loadMs += models.takeLoadMs();
    clock();
    const open = new OpenImage(id, lines, encoded, manifest, tokenizer.tokenize, words);
    const prefillTokens = open.fitsWhole ? await this.#prefill(open, job) : 0;
    this.#images.set(id, open);
    const timings = { loadMs, decodeMs, ocrMs, encodeMs, prefillMs: clock(), prefillTokens };
    const modelSaw = { ...sizeSeen(image, first.preprocess), crops: encoder.readsLines ? lines.length : 0 };
    const shown = preview === undefined ? {} : { preview };
    return { width: image.width, height: image.height, lines, unreadLines, modelSaw, timings, ...shown };
  }

  /** A conversation without a picture: nothing to read before the first question. */
  async #openText(id: string, { onProgress }: Job): Promise<OpenImageResult> {
    const { manifest, tokenizer, words } = this.models;
    await this.models.generator();
    onProgress("load", 1);
    this.#images.set(id, new OpenImage(id, [], noImage, manifest, tokenizer.tokenize, words));
    const timings = {
      loadMs: this.models.takeLoadMs(),
      decodeMs: 0,
      ocrMs: 0,
      encodeMs: 0,
      prefillMs: 0,
      prefillTokens: 0,
    };
    return { width: 0, height: 0, lines: [], unreadLines: 0, modelSaw: { width: 0, height: 0, crops: 0 }, timings };
  }

  /** Lets the language model read the whole image. @returns how many tokens that was */
  async #prefill(open: OpenImage, { signal, onProgress }: Job): Promise<number> {
    const generator = await this.models.generator();
    const { image: context } = open.view([], "");
    this.#states.makeRoom(stateBytes(this.models.manifest));
    const state = await generator.prefillContext(context, signal, (fraction) => {
      onProgress("prefill", fraction);
    });
    this.#states.put(open.id, context.key, [], state);
    return context.context.ids.length;
  }

  /**
   * Answers a question; ends with what was said so far when the signal is aborted.
   *
   * @throws UserError `IMAGE_NOT_OPEN`, `QUESTION_…`, `PACK_GRAPH_INVALID`
   */
  async ask(params: AskParams, job: Job, emit: (event: AnswerNotification["event"]) => void): Promise<AskResult> {
    checkQuestion(params.question);
    const image = this.#images.get(params.image);
    if (image === undefined) {
      throw new UserError("IMAGE_NOT_OPEN", "The image of this question is not open.", "Open the image again.");
    }
    return answerQuestion(params, {
      image,
      view: image.view(params.history, params.question),
      manifest: this.models.manifest,
      tokenizer: this.models.tokenizer,
      generator: await this.models.generator(),
      states: this.#states,
      maxTokens: params.maxTokens ?? this.options.maxAnswerTokens,
      job,
      emit,
    });
  }

  close(id: string): void {
    this.#images.delete(id);
    this.#states.forget(id);
  }

  memory(): MemoryResult {
    return { rssBytes: process.memoryUsage.rss(), images: this.#images.size, stateBytes: this.#states.bytes };
  }
}

function seesNothing(name: string): UserError {
  return new UserError(
    "PACK_SEES_NOTHING",
    `${name} reads text only, no images.`,
    "Ask without an image (ml-mamba ask --no-image), or choose a model that sees.",
  );
}

function checkQuestion(question: string): void {
  if (question.trim() === "") {
    throw new UserError("QUESTION_EMPTY", "The question is empty.", "Type what you want to know about the image.");
  }
  if (question.length > longestQuestion) {
    throw new UserError(
      "QUESTION_TOO_LONG",
      `The question has ${question.length} characters; the most are ${longestQuestion}.`,
      "Ask a shorter question.",
    );
  }
}

/** Milliseconds since it was last asked. */
function stopwatch(): () => number {
  let last = performance.now();
  return () => {
    const now = performance.now();
    const ms = now - last;
    last = now;
    return ms;
  };
}
