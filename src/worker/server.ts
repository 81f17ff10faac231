/** The worker's side of the protocol (`src/shared/worker-protocol.ts`): parses what comes in, queues it, answers. */
import type { CancellationToken, MessageConnection } from "vscode-jsonrpc/node";
import { UserError } from "../shared/errors.ts";
import { parseParams, toResponseError } from "../shared/rpc-errors.ts";
import {
  aliveIntervalMs,
  AliveNotificationType,
  AnswerNotificationType,
  askParamsSchema,
  AskRequest,
  closeImageParamsSchema,
  CloseImageRequest,
  InitializeRequest,
  MemoryRequest,
  openImageParamsSchema,
  OpenImageRequest,
  openRegionParamsSchema,
  OpenRegionRequest,
  ProgressNotificationType,
  ShutdownRequest,
  workerOptionsSchema,
} from "../shared/worker-protocol.ts";
import { Engine } from "./engine.ts";
import { JobQueue, type Job, type Urgency } from "./job-queue.ts";

/** Serves one client until it sends `shutdown` or the connection closes; then calls `exit`. */
export class Server {
  readonly #queue = new JobQueue();
  readonly #shutdown = new AbortController();
  #engine: Engine | undefined;

  constructor(
    private readonly connection: MessageConnection,
    private readonly exit: () => void,
  ) {}

  listen(): void {
    const { connection } = this;
    connection.onRequest(InitializeRequest, (params, token) =>
      this.#job(token, async () => {
        this.#engine = undefined;
        this.#engine = await Engine.create(parseParams(workerOptionsSchema, params));
        return this.#engine.info;
      }),
    );
    connection.onRequest(OpenImageRequest, (params, token) =>
      this.#job(token, (signal) => {
        const parsed = parseParams(openImageParamsSchema, params);
        return this.#started().open(parsed, this.#progress(parsed.image, signal));
      }),
    );
    connection.onRequest(OpenRegionRequest, (params, token) =>
      this.#job(
        token,
        (signal) => {
          const parsed = parseParams(openRegionParamsSchema, params);
          return this.#started().openRegion(parsed, this.#progress(parsed.job, signal));
        },
        "soon",
      ),
    );
    connection.onRequest(AskRequest, (params, token) => this.#ask(params, token));
    connection.onRequest(CloseImageRequest, (params, token) =>
      this.#job(token, () => {
        this.#started().close(parseParams(closeImageParamsSchema, params).image);
        return Promise.resolve(null);
      }),
    );
    connection.onRequest(MemoryRequest, () => answer(() => Promise.resolve(this.#started().memory())));
    connection.onRequest(ShutdownRequest, async () => {
      this.#shutdown.abort();
      await this.#queue.idle();
      setImmediate(this.exit);
      return null;
    });
    connection.onClose(this.exit);
    connection.listen();
  }

  /** A question that is cancelled while it waits runs too, for an instant: it ends as `stopped` with an empty answer. */
  #ask(params: unknown, token: CancellationToken): Promise<Awaited<ReturnType<Engine["ask"]>>> {
    const stop = this.#signal(token);
    return answer(() =>
      this.#queue.run(
        new AbortController().signal,
        () =>
          this.#alive(() => {
            const parsed = parseParams(askParamsSchema, params);
            return this.#started().ask(parsed, this.#progress(parsed.ask, stop), (event) => {
              void this.connection.sendNotification(AnswerNotificationType, { ask: parsed.ask, event });
            });
          }),
        "soon",
      ),
    );
  }

  /** Runs `work` when its turn comes, with a signal that the client's cancellation or a shutdown aborts. */
  #job<Result>(
    token: CancellationToken,
    work: (signal: AbortSignal) => Promise<Result>,
    urgency?: Urgency,
  ): Promise<Result> {
    const signal = this.#signal(token);
    return answer(() => this.#queue.run(signal, () => this.#alive(() => work(signal)), urgency));
  }

  async #alive<Result>(work: () => Promise<Result>): Promise<Result> {
    const timer = setInterval(() => {
      void this.connection.sendNotification(AliveNotificationType);
    }, aliveIntervalMs);
    try {
      return await work();
    } finally {
      clearInterval(timer);
    }
  }

  #started(): Engine {
    if (this.#engine !== undefined) return this.#engine;
    throw new UserError("WORKER_NOT_STARTED", "The model is not loaded.", "Choose a model pack and start again.");
  }

  #progress(job: string, signal: AbortSignal): Job {
    return {
      signal,
      onProgress: (stage, fraction) => {
        void this.connection.sendNotification(ProgressNotificationType, { job, stage, fraction });
      },
    };
  }

  #signal(token: CancellationToken): AbortSignal {
    const controller = new AbortController();
    if (token.isCancellationRequested) controller.abort();
    token.onCancellationRequested(() => {
      controller.abort();
    });
    return AbortSignal.any([controller.signal, this.#shutdown.signal]);
  }
}

/** The result of `work`, or its error in the form that travels. */
async function answer<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (thrown) {
    throw toResponseError(thrown);
  }
}
