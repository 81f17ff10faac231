/** A child process of ours and the jsonrpc connection to it: starts it, watches it, ends it. */
import { fork, type ChildProcess } from "node:child_process";
import {
  CancellationTokenSource,
  createMessageConnection,
  IPCMessageReader,
  IPCMessageWriter,
  type CancellationToken,
  type MessageConnection,
} from "vscode-jsonrpc/node";
import { UserError } from "../shared/errors.ts";
import { fromResponseError, workerCrashed } from "../shared/rpc-errors.ts";

export interface ChildOptions {
  /** The bundle to run, `dist/worker.js` or `dist/packer.js`. */
  readonly modulePath: string;
  /** Environment of the child; an editor adds what makes its own executable a plain Node. Default: that of this process. */
  readonly env?: NodeJS.ProcessEnv;
  /** A working child that says nothing for this long, in ms, is taken for stuck and killed. Default 60,000. */
  readonly silenceLimitMs?: number;
  /** What the child and the libraries in it print. */
  readonly onLog?: (text: string) => void;
  /** The child has ended, for whatever reason; called once. */
  readonly onEnd?: () => void;
}

const defaultSilenceLimitMs = 60_000;
/** How long a child may take to end when it is asked to. */
const goodbyeMs = 2_000;
const checksPerLimit = 20;

export class ChildConnection {
  readonly connection: MessageConnection;
  readonly #child: ChildProcess;
  readonly #watch: NodeJS.Timeout;
  readonly #exited: Promise<void>;
  readonly #onEnd: (() => void) | undefined;
  #requests = 0;
  #silentChecks = 0;
  #end: UserError | undefined;

  constructor(options: ChildOptions) {
    this.#onEnd = options.onEnd;
    this.#child = fork(options.modulePath, [], {
      serialization: "advanced",
      stdio: ["ignore", "pipe", "pipe", "ipc"],
      execArgv: [],
      env: options.env ?? process.env,
    });
    for (const stream of [this.#child.stdout, this.#child.stderr]) {
      stream?.setEncoding("utf8").on("data", (text: string) => options.onLog?.(text));
    }
    this.connection = createMessageConnection(new IPCMessageReader(this.#child), new IPCMessageWriter(this.#child));
    this.#exited = new Promise((resolve) => {
      const end = (cause?: unknown): void => {
        this.#ended(workerCrashed(cause));
        resolve();
      };
      this.#child.once("exit", (code, signal) => {
        end(new Error(`It ended with ${signal ?? `code ${code ?? "unknown"}`}`));
      });
      this.#child.once("error", end);
    });
    /* Counted in checks, not in time of day: a computer that sleeps does not make its worker look stuck. */
    this.#child.on("message", () => (this.#silentChecks = 0));
    const limit = options.silenceLimitMs ?? defaultSilenceLimitMs;
    this.#watch = setInterval(() => {
      this.#check();
    }, limit / checksPerLimit);
    this.#watch.unref();
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }

  /** Whether the process can still be asked. */
  get alive(): boolean {
    return this.#end === undefined;
  }

  /** Starts receiving; handlers for notifications must be in place. */
  listen(): void {
    this.connection.onError(() => undefined);
    this.connection.listen();
  }

  /**
   * Sends a request.
   *
   * @param send sends it on the connection with the token it is given
   * @throws UserError the child's own, `WORKER_CRASHED` or `WORKER_HUNG`
   */
  async request<Result>(
    send: (connection: MessageConnection, token: CancellationToken) => Promise<Result>,
    signal?: AbortSignal,
  ): Promise<Result> {
    const ended = this.#failure();
    if (ended !== undefined) throw ended;
    const source = new CancellationTokenSource();
    const cancel = (): void => {
      source.cancel();
    };
    if (signal?.aborted === true) cancel();
    signal?.addEventListener("abort", cancel, { once: true });
    if (this.#requests++ === 0) this.#silentChecks = 0;
    try {
      return await send(this.connection, source.token);
    } catch (thrown) {
      throw this.#failure() ?? fromResponseError(thrown);
    } finally {
      this.#requests--;
      signal?.removeEventListener("abort", cancel);
      source.dispose();
    }
  }

  /** Ends the process: by itself if it still listens, by force if that takes too long. */
  async close(shutdown: (connection: MessageConnection) => Promise<unknown>): Promise<void> {
    if (this.#end === undefined) {
      const force = setTimeout(() => this.#child.kill("SIGKILL"), goodbyeMs);
      await shutdown(this.connection).catch(() => undefined);
      await this.#exited;
      clearTimeout(force);
    }
  }

  /** Ends the process at once; what is being asked fails with `error`. */
  kill(error: UserError): void {
    this.#ended(error);
    this.#child.kill("SIGKILL");
  }

  /** Why the process ended, once it has. */
  #failure(): UserError | undefined {
    return this.#end;
  }

  #check(): void {
    if (this.#requests === 0 || ++this.#silentChecks <= checksPerLimit) return;
    this.kill(
      new UserError(
        "WORKER_HUNG",
        "The process that runs the model gave no sign of life and was ended.",
        "Ask again; if it happens again, try fewer threads or a smaller image.",
      ),
    );
  }

  #ended(error: UserError): void {
    if (this.#end !== undefined) return;
    this.#end = error;
    clearInterval(this.#watch);
    this.connection.dispose();
    this.#onEnd?.();
  }
}
