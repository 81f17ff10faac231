/** The worker's engine: opens images and answers questions about them. One job at a time; the queue in front of it sees to that. */
import { UserError } from "../shared/errors.ts";
import { longestQuestion } from "../shared/types.ts";
import type {
  AnswerNotification,
  AskParams,
  AskResult,
  MemoryResult,
  OpenImageParams,
  OpenImageResult,
  OpenRegionParams,
  OpenRegionResult,
  PackInfo,
  ParsedWorkerOptions,
} from "../shared/worker-protocol.ts";
import { answerQuestion } from "./answer.ts";
import { decodeImage, defaultImageLimits } from "./image/decode.ts";
import { previewOf, thumbnailOf } from "./image/preview.ts";
import { readImage, stopwatch } from "./image-reader.ts";
import type { Job } from "./job-queue.ts";
import type { LanguageModelState } from "./language-model.ts";
import { Models } from "./models.ts";
import type { OpenImage } from "./open-image.ts";
import { movedEvent, movedResult, Regions } from "./regions.ts";
import { StateCache } from "./state-cache.ts";

/** An image that is open: the whole of it, and the parts that were asked about by themselves. */
interface Opened {
  readonly whole: OpenImage;
  readonly regions: Regions;
}

export class Engine {
  readonly #images = new Map<string, Opened>();
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
  async open({ image: id, bytes }: OpenImageParams, job: Job): Promise<OpenImageResult> {
    this.close(id);
    const clock = stopwatch();
    this.models.warmUp();
    const image = await decodeImage(bytes, defaultImageLimits, job.signal);
    const preview = await previewOf(image);
    const thumbnail = await thumbnailOf(image);
    job.onProgress("decode", 1);
    const decodeMs = clock();

    const services = { models: this.models, states: this.#states };
    const { open, lines, unreadLines, modelSaw, timings } = await readImage(id, image, services, job);
    this.#images.set(id, { whole: open, regions: new Regions(id, bytes, image, services) });
    const shown = preview === undefined ? {} : { preview };
    return {
      width: image.width,
      height: image.height,
      lines,
      unreadLines,
      modelSaw,
      timings: { ...timings, decodeMs },
      thumbnail,
      ...shown,
    };
  }

  /**
   * Reads a part of an open image by itself.
   *
   * @throws UserError `IMAGE_NOT_OPEN`, `REGION_INVALID`, `OCR_…`, `PACK_GRAPH_INVALID`, `CANCELLED`
   */
  async openRegion({ image, region }: OpenRegionParams, job: Job): Promise<OpenRegionResult> {
    return (await this.#opened(image).regions.open(region, job)).result;
  }

  /**
   * Answers a question; ends with what was said so far when the signal is aborted.
   *
   * @throws UserError `IMAGE_NOT_OPEN`, `REGION_INVALID`, `QUESTION_…`, `PACK_GRAPH_INVALID`; `CANCELLED` while a region is read
   */
  async ask(params: AskParams, job: Job, emit: (event: AnswerNotification["event"]) => void): Promise<AskResult> {
    checkQuestion(params.question);
    const opened = this.#opened(params.image);
    if (params.region === undefined) return this.#answer(params, opened.whole, job, emit);
    const { box, open } = await opened.regions.open(params.region, job);
    const result = await this.#answer(params, open, job, (event) => {
      emit(movedEvent(event, box));
    });
    return movedResult(result, box);
  }

  close(id: string): void {
    this.#images.get(id)?.regions.forget();
    this.#images.delete(id);
    this.#states.forget(id);
  }

  memory(): MemoryResult {
    return { rssBytes: process.memoryUsage.rss(), images: this.#images.size, stateBytes: this.#states.bytes };
  }

  async #answer(
    params: AskParams,
    image: OpenImage,
    job: Job,
    emit: (event: AnswerNotification["event"]) => void,
  ): Promise<AskResult> {
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

  #opened(id: string): Opened {
    const opened = this.#images.get(id);
    if (opened !== undefined) return opened;
    throw new UserError("IMAGE_NOT_OPEN", "The image of this question is not open.", "Open the image again.");
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
