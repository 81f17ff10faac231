/**
 * Imports as the rest of the house sees them: a plan before anything is downloaded, then a running import whose events can be iterated, that can be
 * paused, resumed, cancelled without leftovers, or stopped so that it goes on another day. Each runs in a packer process of its own.
 */
import { createHash } from "node:crypto";
import { basename, dirname, join, resolve } from "node:path";
import * as v from "valibot";
import { toUserError, UserError, type ErrorData } from "../shared/errors.ts";
import type { HubSettings } from "../shared/hub.ts";
import {
  ImportEventNotification,
  importEventSchema,
  ImportPauseNotification,
  importPlanSchema,
  ImportPlanRequest,
  importResultSchema,
  ImportRunRequest,
  type ImportEvent,
  type ImportHints,
  type ImportNote,
  type ImportParams,
  type ImportPlan,
  type ImportResult,
  type ImportSource,
} from "../shared/import-protocol.ts";
import { PackerShutdownRequest } from "../shared/packer-protocol.ts";
import { ChildConnection, type ChildOptions } from "./child-connection.ts";
import { EventQueue } from "./event-queue.ts";
import type { PackStore } from "./pack-store.ts";

/** What a person wants. */
export interface ImportRequest {
  readonly source: ImportSource;
  /** Bits of most weights; default 4. A ready pack is what it is. */
  readonly precision?: NonNullable<ImportParams["precision"]>;
  readonly hints?: ImportHints;
  /** The pack's own folder; absent: the store. */
  readonly out?: string;
  /** Folder that keeps the downloaded files; absent: they are deleted once the pack is made. */
  readonly keep?: string;
  readonly replace?: boolean;
}

/** What happens, in order. The last one is `done`, `failed`, `cancelled` (nothing is left) or `stopped` (it can go on). */
export type ImportUpdate =
  | ImportEvent
  | { readonly type: "done"; readonly result: ImportResult }
  | { readonly type: "failed"; readonly error: ErrorData }
  | { readonly type: "cancelled" }
  | { readonly type: "stopped" };

export interface PackImporterOptions extends Omit<ChildOptions, "onEnd"> {
  readonly store: PackStore;
  /** Read anew for each import. */
  readonly hub?: () => HubSettings;
}

/** Its work goes on in short pieces, and it gives a sign of life every two seconds. */
const silenceLimitMs = 120_000;

export class PackImporter {
  constructor(private readonly options: PackImporterOptions) {}

  /**
   * What an import would do, from headers alone: sizes, licences, needs of disk and memory.
   *
   * @throws UserError `MODEL_UNKNOWN`, `HUB_…`, `CHECKPOINT_…`, `PACK_…`, `CANCELLED`
   */
  async plan(request: ImportRequest, signal?: AbortSignal): Promise<ImportPlan> {
    const params = this.#paramsOf(request);
    const child = this.#child();
    try {
      child.listen();
      const send = child.request((c, token) => c.sendRequest(ImportPlanRequest, params, token), signal);
      return v.parse(importPlanSchema, await send);
    } finally {
      await close(child);
    }
  }

  /** Starts an import, or goes on with the same one where it stopped. */
  start(request: ImportRequest): RunningImport {
    return new RunningImport(() => this.#child(), this.#paramsOf(request));
  }

  /** The request of an import that was stopped, to start it again. */
  requestOf({ source, precision, hints, target, keep }: ImportNote): ImportRequest {
    return {
      source,
      precision,
      hints,
      ...(target.kind === "folder" ? { out: target.out } : {}),
      ...(keep === undefined ? {} : { keep }),
    };
  }

  #child(): ChildConnection {
    return new ChildConnection({ silenceLimitMs, ...this.options });
  }

  #paramsOf({ source, precision = 4, hints = {}, out, keep, replace = false }: ImportRequest): ImportParams {
    const { store, hub } = this.options;
    const what = source.kind === "path" ? { ...source, path: resolve(source.path) } : source;
    const key = importKey({ source: what, precision, hints });
    return {
      source: what,
      precision,
      hints,
      replace,
      ...(keep === undefined ? {} : { keep: resolve(keep) }),
      ...(hub === undefined ? {} : { hub: hub() }),
      /* A pack with a folder of its own is made beside it, on the same disk. */
      ...(out === undefined
        ? { work: store.workDir(key), target: { kind: "store", packs: store.packsDir } }
        : {
            work: join(dirname(resolve(out)), `.${basename(out)}.import-${key}`),
            target: { kind: "folder", out: resolve(out) },
          }),
    };
  }
}

/** The same wish has the same key, in every window and after a reload. */
export function importKey(wish: { source: ImportSource; precision: number; hints: ImportHints }): string {
  const { source, precision, hints } = wish;
  const sorted = (value: object): unknown[] => Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return createHash("sha256")
    .update(JSON.stringify([sorted(source), precision, sorted(hints)]))
    .digest("hex")
    .slice(0, 16);
}

export class RunningImport implements AsyncIterable<ImportUpdate> {
  readonly #queue = new EventQueue<ImportUpdate>();
  readonly #cancel = new AbortController();
  readonly #outcome: Promise<Extract<ImportUpdate, { type: "done" | "failed" | "cancelled" | "stopped" }>>;
  #child: ChildConnection | undefined;
  #stopped = false;

  constructor(startChild: () => ChildConnection, params: ImportParams) {
    this.#outcome = this.#run(startChild, params);
    void this.#outcome.then((update) => {
      this.#queue.push(update);
      this.#queue.end();
    });
  }

  /** The events; iterate once. */
  [Symbol.asyncIterator](): AsyncGenerator<ImportUpdate, void, undefined> {
    return this.#queue[Symbol.asyncIterator]();
  }

  /** How it ended. @throws UserError where it failed; `CANCELLED` where it was cancelled or stopped */
  async result(): Promise<ImportResult> {
    const outcome = await this.#outcome;
    switch (outcome.type) {
      case "done":
        return outcome.result;
      case "failed":
        throw UserError.from(outcome.error);
      case "cancelled":
      case "stopped":
        throw new UserError("CANCELLED", "The import was stopped.", "Start it again to go on.");
    }
  }

  /** Holds it: the connection is let go, what was downloaded stays. `paused` follows. */
  pause(): void {
    this.#tell(true);
  }

  /** Lets it go on. `resumed` follows. */
  resume(): void {
    this.#tell(false);
  }

  /** Ends it and deletes all it has written; comes back when that is done. */
  async cancel(): Promise<void> {
    this.#cancel.abort();
    await this.#outcome;
  }

  /** Ends it and keeps what was downloaded, so that the same request goes on another time. */
  async stop(): Promise<void> {
    this.#stopped = true;
    if (this.#child !== undefined) await close(this.#child);
    await this.#outcome;
  }

  async #run(
    startChild: () => ChildConnection,
    params: ImportParams,
  ): Promise<Extract<ImportUpdate, { type: "done" | "failed" | "cancelled" | "stopped" }>> {
    try {
      const child = startChild();
      this.#child = child;
      child.connection.onNotification(ImportEventNotification, (event) => {
        this.#queue.push(v.parse(importEventSchema, event));
      });
      child.listen();
      try {
        const send = child.request((c, token) => c.sendRequest(ImportRunRequest, params, token), this.#cancel.signal);
        return { type: "done", result: v.parse(importResultSchema, await send) };
      } finally {
        await close(child);
      }
    } catch (thrown) {
      const error = toUserError(thrown);
      if (this.#stopped) return { type: "stopped" };
      if (error.code === "CANCELLED") return { type: "cancelled" };
      return { type: "failed", error: ofImport(error).toData() };
    }
  }

  #tell(paused: boolean): void {
    if (this.#child?.alive !== true) return;
    this.#child.connection.sendNotification(ImportPauseNotification, { paused }).catch(() => undefined);
  }
}

/** What a lost process means for an import. */
function ofImport(error: UserError): UserError {
  if (error.code !== "WORKER_CRASHED" && error.code !== "WORKER_HUNG") return error;
  return new UserError(
    error.code,
    "The process that imports the model ended unexpectedly.",
    "Start the import again: it goes on where it stopped. If it happens again, the computer may be short of memory.",
    { cause: error },
  );
}

async function close(child: ChildConnection): Promise<void> {
  await child.close((connection) => connection.sendRequest(PackerShutdownRequest));
}
