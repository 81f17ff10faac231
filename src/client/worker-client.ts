/**
 * The inference worker as the rest of the house sees it: images to open, questions whose answers are streams of events. A worker that
 * ends while it works is started again once, gets the image's bytes again, and is asked again once.
 */
import { randomUUID } from "node:crypto";
import { cancelled, toUserError, type UserError } from "../shared/errors.ts";
import { noTimings, type AnswerEvent, type Box, type Turn } from "../shared/types.ts";
import type {
  AskParams,
  MemoryResult,
  OpenImageResult,
  OpenRegionResult,
  PackInfo,
  WorkerOptions,
} from "../shared/worker-protocol.ts";
import { workerAllocation } from "./allocator.ts";
import type { ChildOptions } from "./child-connection.ts";
import { EventQueue } from "./event-queue.ts";
import { WorkerProcess, type OnProgress } from "./worker-process.ts";

/** Whether a worker runs, and which pack it has. */
export type WorkerStatus =
  { readonly type: "off" } | { readonly type: "starting" } | { readonly type: "running"; readonly info: PackInfo };

export interface WorkerClientOptions extends Omit<ChildOptions, "onEnd"> {
  readonly worker: WorkerOptions;
  readonly onStatus?: (status: WorkerStatus) => void;
}

export interface ImageSource {
  /** File name, for messages. */
  readonly name: string;
  /** The encoded file; kept as long as the image is open, to open it again in a new worker. Absent: a conversation without a picture. */
  readonly bytes?: Uint8Array;
}

/** One that holds a picture. */
export interface PictureSource extends ImageSource {
  readonly bytes: Uint8Array;
}

/** An image that was opened by {@link WorkerClient.openImage}. */
export interface ImageHandle extends ImageSource {
  readonly id: string;
  readonly result: OpenImageResult;
}

export interface OpenOptions {
  readonly signal?: AbortSignal;
  readonly onProgress?: OnProgress;
}

export interface AskOptions {
  /** The part of the image that the question is about, in its pixels. */
  readonly region?: Box;
  /** The conversation so far, about the same region; none for a new one. */
  readonly history?: readonly Turn[];
  /** Aborting it stops the answer: its last event is `stopped`. */
  readonly signal?: AbortSignal;
  readonly maxTokens?: number;
}

interface Running {
  readonly process: WorkerProcess;
  readonly info: PackInfo;
  /** Ids of the images that this process has open. */
  readonly images: Set<string>;
}

const stoppedBeforeStart: AnswerEvent = {
  type: "stopped",
  text: "",
  quotes: [],
  counted: [],
  answerTokens: [],
  timings: noTimings,
};

export class WorkerClient implements AsyncDisposable {
  #current: { readonly process: WorkerProcess; readonly running: Promise<Running> } | undefined;
  #disposed = false;

  constructor(private readonly options: WorkerClientOptions) {}

  /**
   * Starts the worker if it does not run, and says what it runs.
   *
   * @throws UserError `PACK_…`, `OPTIONS_INVALID`, `WORKER_CRASHED`
   */
  async start(): Promise<PackInfo> {
    return (await this.#start()).info;
  }

  /** Process id of the running worker. */
  get pid(): number | undefined {
    return this.#current?.process.pid;
  }

  /**
   * Opens an image; the worker reads it before a question is asked. Without bytes it opens a conversation that has no picture.
   *
   * @throws UserError `IMAGE_…`, `OCR_…`, `CANCELLED`, and all that {@link start} throws
   */
  async openImage(source: ImageSource, options: OpenOptions = {}): Promise<ImageHandle> {
    const id = randomUUID();
    const result = await this.#again(async () => this.#open(await this.#start(), { id, ...source }, options));
    return { id, result, ...source };
  }

  /**
   * Reads a part of an image by itself, before a question about it is asked.
   *
   * @throws UserError `REGION_INVALID`, and all that {@link openImage} throws
   */
  async openRegion(image: ImageHandle, region: Box, options: OpenOptions = {}): Promise<OpenRegionResult> {
    return this.#again(async () => {
      const running = await this.#prepared(image, options);
      const params = { job: randomUUID(), image: image.id, region };
      return running.process.openRegion(params, options.onProgress, options.signal);
    });
  }

  /**
   * Makes sure that the worker runs and has the image, and has read the region: the next question about it is answered at once.
   *
   * @throws UserError as {@link openRegion}
   */
  async prepare(image: ImageHandle, region?: Box, options: OpenOptions = {}): Promise<void> {
    if (region !== undefined) await this.openRegion(image, region, options);
    else await this.#again(() => this.#prepared(image, options));
  }

  /** Asks about an image. The last event is `done`, `stopped` or `failed`; leaving the iteration stops the answer. */
  async *ask(
    image: ImageHandle,
    question: string,
    options: AskOptions = {},
  ): AsyncGenerator<AnswerEvent, void, undefined> {
    const left = new AbortController();
    const signal = options.signal === undefined ? left.signal : AbortSignal.any([options.signal, left.signal]);
    try {
      for (let attempt = 1; ; attempt++) {
        try {
          yield* this.#attempt(image, question, { ...options, signal });
          return;
        } catch (thrown) {
          const error = toUserError(thrown);
          if (error.code === "CANCELLED") {
            yield stoppedBeforeStart;
            return;
          }
          if (attempt === 2 || !this.#mayTryAgain(error)) {
            yield { type: "failed", error: error.toData() };
            return;
          }
          yield { type: "restarted", error: error.toData() };
        }
      }
    } finally {
      left.abort();
    }
  }

  /** Forgets an image. */
  async closeImage(image: ImageHandle): Promise<void> {
    const running = await this.#current?.running.catch(() => undefined);
    if (running?.process.alive === true && running.images.delete(image.id)) await running.process.closeImage(image.id);
  }

  /** What the running worker holds; nothing where none runs. */
  async memory(): Promise<MemoryResult | undefined> {
    const running = await this.#current?.running.catch(() => undefined);
    return running?.process.alive === true ? running.process.memory() : undefined;
  }

  /** Ends the worker to free its memory; what it does is stopped. The next question starts another one, which opens the image again. */
  async unload(): Promise<void> {
    await this.#current?.process.close();
  }

  /** Ends the worker for good. */
  async dispose(): Promise<void> {
    this.#disposed = true;
    await this.#current?.process.close();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.dispose();
  }

  async *#attempt(
    image: ImageHandle,
    question: string,
    { region, history = [], signal, maxTokens }: AskOptions & { signal: AbortSignal },
  ): AsyncGenerator<AnswerEvent, void, undefined> {
    const events = new EventQueue<AnswerEvent>();
    const onProgress: OnProgress = (stage, fraction) => {
      events.push({ type: "progress", stage, fraction });
    };
    const work = async (): Promise<void> => {
      const running = await this.#prepared(image, { onProgress, signal });
      const params: AskParams = {
        ask: randomUUID(),
        image: image.id,
        question,
        history,
        ...(region !== undefined && { region }),
        ...(maxTokens === undefined ? {} : { maxTokens }),
      };
      const onEvent = (event: AnswerEvent): void => {
        events.push(event);
      };
      events.push(await running.process.ask(params, { onProgress, onEvent }, signal));
    };
    work().then(
      () => {
        events.end();
      },
      (error: unknown) => {
        events.end({ error });
      },
    );
    yield* events;
  }

  /** The running worker, which has the image open. */
  async #prepared(image: ImageHandle, options: OpenOptions): Promise<Running> {
    const running = await this.#start();
    if (options.signal?.aborted === true) throw cancelled();
    if (!running.images.has(image.id)) await this.#open(running, image, options);
    return running;
  }

  async #open(
    running: Running,
    { id, name, bytes }: ImageSource & { id: string },
    { onProgress, signal }: OpenOptions,
  ): Promise<OpenImageResult> {
    const params = { image: id, name, ...(bytes === undefined ? {} : { bytes }) };
    const result = await running.process.openImage(params, onProgress, signal);
    running.images.add(id);
    return result;
  }

  /** Does `work`, and once more if the worker ended under it. */
  async #again<Result>(work: () => Promise<Result>): Promise<Result> {
    try {
      return await work();
    } catch (thrown) {
      if (!this.#mayTryAgain(toUserError(thrown))) throw thrown;
      return work();
    }
  }

  #mayTryAgain({ code }: UserError): boolean {
    return !this.#disposed && (code === "WORKER_CRASHED" || code === "WORKER_HUNG");
  }

  /** The running worker; a new one if there is none or it has ended. */
  #start(): Promise<Running> {
    if (this.#current?.process.alive !== true) {
      const { env = process.env, worker } = this.options;
      const started = new WorkerProcess({
        ...this.options,
        env: workerAllocation(env, worker.packDir),
        onEnd: () => {
          this.#status(started, { type: "off" });
        },
      });
      this.#current = { process: started, running: this.#initialize(started) };
      this.#status(started, { type: "starting" });
    }
    return this.#current.running;
  }

  /** Tells the status of the present worker; one that is gone already has nothing to tell. */
  #status(process: WorkerProcess, status: WorkerStatus): void {
    if (process === this.#current?.process) this.options.onStatus?.(status);
  }

  async #initialize(process: WorkerProcess): Promise<Running> {
    try {
      const info = await process.initialize(this.options.worker);
      this.#status(process, { type: "running", info });
      return { process, info, images: new Set() };
    } catch (thrown) {
      await process.close();
      throw thrown;
    }
  }
}
