/** The worker's engine: opens images and answers questions about them. One job at a time; the queue in front of it sees to that. */
import { UserError } from "../shared/errors.ts";
import { encodersOf } from "../shared/manifest.ts";
import { regionInvalid } from "../shared/regions.ts";
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
import { noImage } from "./image-encoder.ts";
import { readImage, stopwatch } from "./image-reader.ts";
import type { Job } from "./job-queue.ts";
import { releaseState, stateBytes, type LanguageModelState } from "./language-model.ts";
import { Models } from "./models.ts";
import { OpenImage } from "./open-image.ts";
import { movedEvent, movedResult, Regions } from "./regions.ts";
import { StateCache } from "./state-cache.ts";

/** An image that is open: the whole of it, and the parts that were asked about by themselves. */
interface Opened {
  readonly whole: OpenImage;
  /** Absent in a conversation without a picture. */
  readonly regions?: Regions;
}

/** Bytes of recurrent states that are kept: of a small model many, of a large one that after the image and that after the last answer. */
const usualStateBudget = 256 * 1024 * 1024;
const keptStates = 2;

export class Engine {
  readonly #images = new Map<string, Opened>();
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
    const { manifest } = this.models;
    if (encodersOf(manifest).length === 0) throw seesNothing(manifest.name);
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
      outlines: open.outlines,
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
    return (await regionsOf(this.#opened(image)).open(region, job)).result;
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
    const { box, open } = await regionsOf(opened).open(params.region, job);
    const result = await this.#answer(params, open, job, (event) => {
      emit(movedEvent(event, box));
    });
    return movedResult(result, box);
  }

  close(id: string): void {
    this.#images.get(id)?.regions?.forget();
    this.#images.delete(id);
    this.#states.forget(id);
  }

  memory(): MemoryResult {
    return { rssBytes: process.memoryUsage.rss(), images: this.#images.size, stateBytes: this.#states.bytes };
  }

  /** A conversation without a picture: nothing to read before the first question. */
  async #openText(id: string, { onProgress }: Job): Promise<OpenImageResult> {
    const { manifest, tokenizer, words } = this.models;
    await this.models.generator();
    onProgress("load", 1);
    this.#images.set(id, { whole: new OpenImage(id, [], noImage, manifest, tokenizer.tokenize, words) });
    const timings = {
      loadMs: this.models.takeLoadMs(),
      decodeMs: 0,
      ocrMs: 0,
      encodeMs: 0,
      prefillMs: 0,
      prefillTokens: 0,
    };
    const modelSaw = { width: 0, height: 0, crops: 0 };
    return { width: 0, height: 0, lines: [], unreadLines: 0, outlines: [], modelSaw, timings };
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

function regionsOf({ regions }: Opened): Regions {
  if (regions === undefined) throw regionInvalid();
  return regions;
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
