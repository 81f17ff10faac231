/** One run of the worker: typed requests, and its notifications given to whom they concern. */
import * as v from "valibot";
import type { MessageConnection } from "vscode-jsonrpc/node";
import type { Stage } from "../shared/types.ts";
import {
  AliveNotificationType,
  answerNotificationSchema,
  AnswerNotificationType,
  AskRequest,
  askResultSchema,
  CloseImageRequest,
  InitializeRequest,
  memoryResultSchema,
  MemoryRequest,
  openImageResultSchema,
  OpenImageRequest,
  openRegionResultSchema,
  OpenRegionRequest,
  packInfoSchema,
  progressNotificationSchema,
  ProgressNotificationType,
  ShutdownRequest,
  type AnswerNotification,
  type AskParams,
  type AskResult,
  type MemoryResult,
  type OpenImageParams,
  type OpenImageResult,
  type OpenRegionParams,
  type OpenRegionResult,
  type PackInfo,
  type WorkerOptions,
} from "../shared/worker-protocol.ts";
import { ChildConnection, type ChildOptions } from "./child-connection.ts";

export type OnProgress = (stage: Stage, fraction: number) => void;

/** Where the notifications of one job go. */
interface Listener {
  readonly onProgress?: OnProgress;
  readonly onEvent?: (event: AnswerNotification["event"]) => void;
}

export class WorkerProcess {
  readonly #child: ChildConnection;
  readonly #listeners = new Map<string, Listener>();

  constructor(options: ChildOptions) {
    this.#child = new ChildConnection(options);
    const { connection } = this.#child;
    connection.onNotification(AliveNotificationType, () => undefined);
    connection.onNotification(ProgressNotificationType, (params) => {
      const { job, stage, fraction } = v.parse(progressNotificationSchema, params);
      this.#listeners.get(job)?.onProgress?.(stage, fraction);
    });
    connection.onNotification(AnswerNotificationType, (params) => {
      const { ask, event } = v.parse(answerNotificationSchema, params);
      this.#listeners.get(ask)?.onEvent?.(event);
    });
    this.#child.listen();
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }

  get alive(): boolean {
    return this.#child.alive;
  }

  async initialize(options: WorkerOptions): Promise<PackInfo> {
    return v.parse(
      packInfoSchema,
      await this.#child.request((c, token) => c.sendRequest(InitializeRequest, options, token)),
    );
  }

  async openImage(params: OpenImageParams, onProgress?: OnProgress, signal?: AbortSignal): Promise<OpenImageResult> {
    const result = await this.#listening(params.image, onProgress === undefined ? {} : { onProgress }, () =>
      this.#child.request((c, token) => c.sendRequest(OpenImageRequest, params, token), signal),
    );
    return v.parse(openImageResultSchema, result);
  }

  async openRegion(params: OpenRegionParams, onProgress?: OnProgress, signal?: AbortSignal): Promise<OpenRegionResult> {
    const result = await this.#listening(params.job, onProgress === undefined ? {} : { onProgress }, () =>
      this.#child.request((c, token) => c.sendRequest(OpenRegionRequest, params, token), signal),
    );
    return v.parse(openRegionResultSchema, result);
  }

  async ask(params: AskParams, listener: Listener, signal?: AbortSignal): Promise<AskResult> {
    const result = await this.#listening(params.ask, listener, () =>
      this.#child.request((c, token) => c.sendRequest(AskRequest, params, token), signal),
    );
    return v.parse(askResultSchema, result);
  }

  async closeImage(image: string): Promise<void> {
    await this.#child.request((c, token) => c.sendRequest(CloseImageRequest, { image }, token));
  }

  async memory(): Promise<MemoryResult> {
    return v.parse(memoryResultSchema, await this.#child.request((c, token) => c.sendRequest(MemoryRequest, token)));
  }

  async close(): Promise<void> {
    await this.#child.close((connection: MessageConnection) => connection.sendRequest(ShutdownRequest));
  }

  async #listening<Result>(job: string, listener: Listener, work: () => Promise<Result>): Promise<Result> {
    this.#listeners.set(job, listener);
    try {
      return await work();
    } finally {
      this.#listeners.delete(job);
    }
  }
}
