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
import type { Job } from "./job-queue.ts";
import type { LanguageModelState } from "./language-model.ts";
import { Models } from "./models.ts";
import { OpenImage, promptFormat } from "./open-image.ts";
import { StateCache } from "./state-cache.ts";

export class Engine {
  readonly #images = new Map<string, OpenImage>();
  readonly #states: StateCache<LanguageModelState>;

  private constructor(
    private readonly models: Models,
    private readonly options: ParsedWorkerOptions,
  ) {
    this.#states = new StateCache(options.stateBudgetBytes);
  }

  /** @throws UserError `PACK_…` */
  static async create(options: ParsedWorkerOptions): Promise<Engine> {
    return new Engine(await Models.open(options), options);
  }

  get info(): PackInfo {
    const { id, version, name, capabilities, tokens } = this.models.manifest;
    return { id, version, name, capabilities, regionBase: tokens.regionBase, callBoundMs: this.models.callBoundMs };
  }

  /**
   * Decodes, reads, encodes an image, and lets the language model read it where all its lines fit.
   *
   * @throws UserError `IMAGE_…`, `OCR_…`, `PACK_GRAPH_INVALID`, `CANCELLED`
   */
  async open({ image: id, bytes }: OpenImageParams, { signal, onProgress }: Job): Promise<OpenImageResult> {
    this.close(id);
    const { models } = this;
    if (encodersOf(models.manifest).length === 0) {
      throw new UserError(
        "PACK_SEES_NOTHING",
        `${models.manifest.name} reads text only, no images.`,
        "Ask without an image (ml-mamba ask --no-image), or choose a model that sees.",
      );
    }
    const clock = stopwatch();
    models.warmUp();
    const image = await decodeImage(bytes, defaultImageLimits, signal);
    const preview = await previewOf(image);
    onProgress("decode", 1);
    const decodeMs = clock();

    const ocr = await models.ocr();
    const encoder = await models.encoder();
    const generator = await models.generator();
    onProgress("load", 1);
    const loadMs = models.takeLoadMs();
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

    const { manifest, tokenizer } = models;
    const texts = lines.map(({ text }) => text);
    const lex = lineTokens(promptFormat(manifest), tokenizer.tokenize, texts, manifest.prompt.lexTokens);
    const encoded = await encoder.encode(image, lines, lex, signal, (fraction) => {
      onProgress("encode", fraction);
    });
    const encodeMs = clock();

    const open = new OpenImage(id, lines, encoded, manifest, tokenizer.tokenize);
    let prefillTokens = 0;
    if (open.fitsWhole) {
      const { image: context } = open.view([], "");
      const state = await generator.prefillContext(context, signal, (fraction) => {
        onProgress("prefill", fraction);
      });
      this.#states.put(id, context.key, [], state);
      prefillTokens = context.context.ids.length;
    }
    this.#images.set(id, open);
    const timings = { loadMs, decodeMs, ocrMs, encodeMs, prefillMs: clock(), prefillTokens };
    const [first] = encodersOf(manifest);
    const seen = first === undefined ? { width: 0, height: 0 } : sizeSeen(image, first.preprocess);
    const modelSaw = { ...seen, crops: encoder.readsLines ? lines.length : 0 };
    const shown = preview === undefined ? {} : { preview };
    return { width: image.width, height: image.height, lines, unreadLines, modelSaw, timings, ...shown };
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
