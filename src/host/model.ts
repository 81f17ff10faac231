/** The model as the panels use it: images to open, questions to ask; worker, idle time and memory are its own affair. */
import type {
  AskOptions,
  ImageHandle,
  ImageSource,
  OpenOptions,
  WorkerClient,
  WorkerStatus,
} from "../client/worker-client.ts";
import { toUserError, type ErrorCode } from "../shared/errors.ts";
import type { PanelModel } from "../shared/panel-state.ts";
import type { AnswerEvent, AnswerTimings, Box, OpenTimings } from "../shared/types.ts";
import type { MemoryResult, OpenRegionResult, PackInfo } from "../shared/worker-protocol.ts";
import type { Settings } from "./settings.ts";

/** What this file needs of a {@link WorkerClient}. */
export type Client = Pick<
  WorkerClient,
  "openImage" | "openRegion" | "prepare" | "ask" | "closeImage" | "memory" | "unload" | "dispose" | "pid"
>;

export interface ModelOptions {
  /** Read anew at every use. */
  readonly settings: () => Settings;
  /** Makes a client for the settings of this moment; it starts its worker when it is first asked. */
  readonly createClient: (settings: Settings, onStatus: (status: WorkerStatus) => void) => Promise<Client>;
  /** Called after {@link Model.state} changed. */
  readonly onChange: (state: PanelModel) => void;
  /** Called when an image or a question failed. */
  readonly onError: (code: ErrorCode, message: string) => void;
}

/** Figures for the diagnostics; no content. */
export interface ModelFigures {
  readonly pack: PackInfo | undefined;
  readonly memory: MemoryResult | undefined;
  readonly opened: OpenTimings | undefined;
  readonly answered: AnswerTimings | undefined;
}

const minuteMs = 60_000;
const nameBeforeStart = "ML-Mamba";

export class Model {
  #client: Promise<Client> | undefined;
  #state: PanelModel = { name: nameBeforeStart, status: "off" };
  #figures: ModelFigures = { pack: undefined, memory: undefined, opened: undefined, answered: undefined };
  /** Counts the clients, so that one that was replaced is not listened to. */
  #generation = 0;
  #jobs = 0;
  #idle: NodeJS.Timeout | undefined;
  #pid: (() => number | undefined) | undefined;

  constructor(private readonly options: ModelOptions) {}

  get state(): PanelModel {
    return this.#state;
  }

  get figures(): ModelFigures {
    return this.#figures;
  }

  /** Process id of the running worker. */
  get pid(): number | undefined {
    return this.#state.status === "off" ? undefined : this.#pid?.();
  }

  /** `id@version` of the pack that ran last; it says what an answer's tokens mean. */
  get pack(): string {
    const { pack } = this.#figures;
    return pack === undefined ? "" : `${pack.id}@${pack.version}`;
  }

  /** @throws UserError as {@link WorkerClient.openImage} does */
  async openImage(source: ImageSource, options: OpenOptions): Promise<ImageHandle> {
    return this.#job(async (client) => {
      const handle = await client.openImage(source, options);
      this.#figures = { ...this.#figures, opened: handle.result.timings };
      return handle;
    });
  }

  /** @throws UserError as {@link WorkerClient.openRegion} does */
  async openRegion(image: ImageHandle, region: Box, options: OpenOptions): Promise<OpenRegionResult> {
    return this.#job((client) => client.openRegion(image, region, options));
  }

  /**
   * Makes the model ready for a question that is being typed.
   *
   * @throws UserError as {@link WorkerClient.prepare} does
   */
  async prepare(image: ImageHandle, region: Box | undefined, options: OpenOptions): Promise<void> {
    await this.#job((client) => client.prepare(image, region, options));
  }

  /** Events of an answer as {@link WorkerClient.ask} gives them, at most as long as the setting says. */
  async *ask(image: ImageHandle, question: string, options: AskOptions): AsyncGenerator<AnswerEvent, void, undefined> {
    const end = this.#begin();
    try {
      const client = await this.#started();
      const { answerLength: maxTokens } = this.options.settings();
      for await (const event of client.ask(image, question, { maxTokens, ...options })) {
        if (event.type === "failed") this.#failed(event.error.code, event.error.message);
        if (event.type === "restarted") this.options.onError(event.error.code, event.error.message);
        if (event.type === "done") this.#figures = { ...this.#figures, answered: event.timings };
        yield event;
      }
    } finally {
      end();
    }
  }

  /** Forgets an image; a worker that is gone has forgotten it already. */
  async closeImage(image: ImageHandle): Promise<void> {
    const client = await this.#client;
    await client?.closeImage(image).catch(() => undefined);
    await this.#measure();
  }

  /** Ends the worker; the next question starts it again. */
  async unload(): Promise<void> {
    clearTimeout(this.#idle);
    const client = await this.#client;
    await client?.unload();
  }

  /** The settings that a worker starts with have changed: the next question starts another one. */
  async reconfigure(): Promise<void> {
    const client = this.#client;
    this.#client = undefined;
    this.#generation++;
    this.#change({ name: nameBeforeStart, status: "off" });
    await (await client)?.dispose();
  }

  /** The idle time has changed. */
  restartIdleTime(): void {
    clearTimeout(this.#idle);
    const { idleMinutes } = this.options.settings();
    if (this.#jobs > 0 || idleMinutes === 0) return;
    this.#idle = setTimeout(() => void this.unload(), idleMinutes * minuteMs);
    this.#idle.unref();
  }

  async dispose(): Promise<void> {
    clearTimeout(this.#idle);
    await (await this.#client)?.dispose();
  }

  #started(): Promise<Client> {
    this.#client ??= this.#create().catch((thrown: unknown) => {
      this.#client = undefined;
      throw thrown;
    });
    return this.#client;
  }

  async #create(): Promise<Client> {
    const generation = this.#generation;
    const client = await this.options.createClient(this.options.settings(), (status) => {
      if (generation === this.#generation) this.#status(status);
    });
    this.#pid = () => client.pid;
    return client;
  }

  async #job<Result>(work: (client: Client) => Promise<Result>): Promise<Result> {
    const end = this.#begin();
    try {
      return await work(await this.#started());
    } catch (thrown) {
      const error = toUserError(thrown);
      this.#failed(error.code, error.message);
      throw error;
    } finally {
      end();
    }
  }

  #begin(): () => void {
    this.#jobs++;
    clearTimeout(this.#idle);
    return () => {
      this.#jobs--;
      this.restartIdleTime();
      void this.#measure();
    };
  }

  #status(status: WorkerStatus): void {
    switch (status.type) {
      case "starting":
        this.#change({ ...this.#named, status: "loading" });
        return;
      case "running":
        this.#figures = { ...this.#figures, pack: status.info };
        this.#change({ name: status.info.name, version: status.info.version, status: "ready" });
        return;
      case "off":
        this.#figures = { ...this.#figures, memory: undefined };
        this.#change({ ...this.#named, status: "off" });
    }
  }

  #failed(code: ErrorCode, message: string): void {
    if (code === "CANCELLED") return;
    this.options.onError(code, message);
    if (this.#state.status === "off") this.#change({ ...this.#named, status: "failed" });
  }

  /** Name and version of the pack that ran last. */
  get #named(): Pick<PanelModel, "name" | "version"> {
    const { name, version } = this.#state;
    return { name, ...(version !== undefined && { version }) };
  }

  async #measure(): Promise<void> {
    const client = await this.#client;
    const memory = await client?.memory().catch(() => undefined);
    if (memory === undefined || this.#state.status !== "ready") return;
    this.#figures = { ...this.#figures, memory };
    this.#change({ ...this.#state, memoryBytes: memory.rssBytes });
  }

  #change(state: PanelModel): void {
    const { name, version, status, memoryBytes } = this.#state;
    const same = state.name === name && state.version === version && state.status === status;
    if (same && state.memoryBytes === memoryBytes) return;
    this.#state = state;
    this.options.onChange(state);
  }
}
