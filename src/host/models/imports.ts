/** The import that runs in this window, one at a time: what it is doing, and what can be done about it. Knows no editor. */
import type { ImportRequest, ImportUpdate, PackImporter, RunningImport } from "../../client/pack-importer.ts";
import { UserError, type ErrorData } from "../../shared/errors.ts";
import type { ImportProgress } from "../../shared/import-protocol.ts";

/** What this file needs of a {@link RunningImport}. */
export type Running = AsyncIterable<ImportUpdate> & Pick<RunningImport, "pause" | "resume" | "cancel" | "stop">;

/** What this file needs of a {@link PackImporter}. */
export interface Importer {
  readonly plan: PackImporter["plan"];
  readonly start: (request: ImportRequest) => Running;
}

export interface ImportState {
  /** Of the model. */
  readonly name: string;
  readonly status: "running" | "paused";
  /** Absent until something is known. */
  readonly progress?: ImportProgress;
  /** The hub is asked again in a while, because of this. */
  readonly waiting?: ErrorData;
}

export type ImportOutcome = Exclude<ImportUpdate, { type: "plan" | "progress" | "waiting" | "paused" | "resumed" }>;

export interface ImportsOptions {
  /** Made anew for each plan and each import, with the settings of that moment. */
  readonly importer: () => Promise<Importer>;
  /** Called after {@link Imports.state} changed. */
  readonly onChange: (state: ImportState | undefined) => void;
}

export class Imports {
  #state: ImportState | undefined;
  #running: Running | undefined;
  #ended: Promise<ImportOutcome> | undefined;

  constructor(private readonly options: ImportsOptions) {}

  /** Undefined where nothing is imported in this window. */
  get state(): ImportState | undefined {
    return this.#state;
  }

  /** @throws UserError as {@link PackImporter.plan} does */
  async plan(...args: Parameters<PackImporter["plan"]>): ReturnType<PackImporter["plan"]> {
    return (await this.options.importer()).plan(...args);
  }

  /**
   * Starts an import, or goes on with one.
   *
   * @param name of the model, until the import knows it
   * @returns how it ends
   * @throws UserError `PACK_BUSY` where another one runs
   */
  start(request: ImportRequest, name: string): Promise<ImportOutcome> {
    if (this.#ended !== undefined) {
      throw new UserError(
        "PACK_BUSY",
        "Another model is being imported in this window.",
        "Wait until it is there, or cancel it first.",
      );
    }
    this.#change({ name, status: "running" });
    this.#ended = this.#run(request).finally(() => {
      this.#ended = undefined;
      this.#running = undefined;
      this.#change(undefined);
    });
    return this.#ended;
  }

  /** Holds it; what was downloaded stays. */
  pause(): void {
    this.#running?.pause();
  }

  resume(): void {
    this.#running?.resume();
  }

  /** Ends it and deletes all it has written. */
  async cancel(): Promise<void> {
    await this.#running?.cancel();
  }

  /** Ends it and keeps what was downloaded. */
  async stop(): Promise<void> {
    await this.#running?.stop();
  }

  async #run(request: ImportRequest): Promise<ImportOutcome> {
    this.#running = (await this.options.importer()).start(request);
    let outcome: ImportOutcome = { type: "stopped" };
    for await (const update of this.#running) {
      const state = this.#state!;
      switch (update.type) {
        case "plan":
          this.#change({ ...state, name: update.plan.name });
          break;
        case "progress": {
          const { name, status } = state;
          this.#change({ name, status, progress: update });
          break;
        }
        case "waiting":
          this.#change({ ...state, waiting: update.error });
          break;
        case "paused":
          this.#change({ ...state, status: "paused" });
          break;
        case "resumed":
          this.#change({ ...state, status: "running" });
          break;
        case "done":
        case "failed":
        case "cancelled":
        case "stopped":
          outcome = update;
      }
    }
    return outcome;
  }

  #change(state: ImportState | undefined): void {
    this.#state = state;
    this.options.onChange(state);
  }
}
