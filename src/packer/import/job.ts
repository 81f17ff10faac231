/**
 * One import from what a person named to a pack under its own name: look, download, build (or unpack), verify, install. All that is unfinished
 * lies in the import's own folder, `work`; a process that ends there leaves what the next one goes on with.
 */
import { mkdir, readdir, rm, stat, writeFile } from "node:fs/promises";
import { totalmem } from "node:os";
import { join } from "node:path";
import { toUserError, UserError, type ErrorCode } from "../../shared/errors.ts";
import {
  importFilesFolder,
  importLockName,
  importNoteName,
  type ImportEvent,
  type ImportNote,
  type ImportPlan,
  type ImportResult,
  type ParsedImportParams,
  type PlanNotice,
} from "../../shared/import-protocol.ts";
import { manifestFileName } from "../../shared/manifest.ts";
import { diskError, ensureWritable, freeBytes, refuseFullDisk } from "../disk.ts";
import { Download } from "../hub/download.ts";
import { Hub } from "../hub/http.ts";
import { ImportControl } from "./control.ts";
import { install } from "./install.ts";
import { takeLock } from "./lock.ts";
import type { Ingredient } from "./place.ts";
import { ProgressReporter } from "./progress.ts";
import { recognise } from "./recognise.ts";
import type { Recipe } from "./recipe.ts";

const builtName = "built";
/** Beyond what was computed: graphs, notes, the file system's own. */
const diskMargin = 64e6;

/** After these errors the same import can go on later; after others what was downloaded is of no use. */
const passing: ReadonlySet<ErrorCode> = new Set([
  "HUB_ADDRESS_INVALID",
  "HUB_UNREACHABLE",
  "HUB_UNAUTHORIZED",
  "HUB_FORBIDDEN",
  "HUB_RANGE_REFUSED",
  "HUB_THROTTLED",
  "HUB_FAILED",
  "HUB_NOT_A_FILE",
  "HUB_FILE_CHANGED",
  "HUB_FILE_CORRUPT",
  "DISK_FULL",
  "FOLDER_NOT_WRITABLE",
  "PACK_WRITE_FAILED",
  "INTERNAL",
]);

export class ImportJob {
  readonly control: ImportControl;
  readonly #progress: ProgressReporter;

  constructor(
    private readonly params: ParsedImportParams,
    private readonly emit: (event: ImportEvent) => void,
    private readonly environment: NodeJS.ProcessEnv = process.env,
  ) {
    this.#progress = new ProgressReporter(emit);
    this.control = new ImportControl((paused) => {
      this.#progress.restart();
      emit({ type: paused ? "paused" : "resumed" });
    });
  }

  /** What the import would do; writes nothing. @throws UserError */
  async plan(): Promise<ImportPlan> {
    try {
      return await this.#withHub(async (hub) => (await this.#look(hub)).plan);
    } finally {
      this.#progress.end();
    }
  }

  /**
   * Does it.
   *
   * @throws UserError; after a cancellation and after errors that stay, `work` is gone; after others it is kept
   */
  async run(): Promise<ImportResult> {
    const { work } = this.params;
    await ensureWritable(work);
    const lock = await takeLock(join(work, importLockName), "This model").catch((error: unknown) => {
      throw diskError(error, work);
    });
    let keepsWork = false;
    try {
      return await this.#withHub((hub) => this.#runLocked(hub));
    } catch (thrown) {
      const error = toUserError(diskError(thrown, work));
      keepsWork = passing.has(error.code) && (await holdsDownloads(work));
      throw error;
    } finally {
      this.#progress.end();
      /* The folder with the lock in it goes at last, so that nobody begins in between. */
      if (keepsWork) await lock[Symbol.asyncDispose]();
      else await rm(work, { recursive: true, force: true });
      await lock[Symbol.asyncDispose]();
    }
  }

  async #runLocked(hub: Hub): Promise<ImportResult> {
    const { params } = this;
    const { recipe, plan } = await this.#look(hub);
    this.emit({ type: "plan", plan });
    if (plan.installed && !params.replace) throw exists(this.#target(recipe));
    refuseFullDisk(params.work, plan.disk.needed, plan.disk.free);
    await writeFile(join(params.work, importNoteName), `${JSON.stringify(this.#note(recipe, plan), undefined, 1)}\n`);
    await rm(join(params.work, builtName), { recursive: true, force: true });
    await this.#clearUnfinishedBuilds();
    this.#progress.start(plan);
    const files = await this.#gather(hub, recipe);
    const built = join(params.work, builtName);
    const summary = await recipe.build(files, built, {
      signal: this.control.signal,
      turn: this.control.turn,
      report: async (progress) => {
        this.#progress.built(recipe.kind, progress);
        await this.control.turn();
      },
    });
    this.#progress.step("install", summary.name, 0, 1);
    const dir = this.#target(recipe);
    await install(built, dir, { work: params.work, replace: params.replace });
    return { ...summary, dir, peakBytes: process.resourceUsage().maxRSS * 1024 };
  }

  async #withHub<Result>(work: (hub: Hub) => Promise<Result>): Promise<Result> {
    const hub = new Hub(this.params.hub, this.environment);
    try {
      return await work(hub);
    } finally {
      await hub.close();
    }
  }

  async #look(hub: Hub): Promise<{ recipe: Recipe; plan: ImportPlan }> {
    const { params, control } = this;
    this.#progress.step("look", "", 0, 1);
    const recipe = await control.throughPauses((signal) => recognise(params, { hub, signal, onWait: this.#onWait }));
    const files = await Promise.all(
      [...recipe.ingredients.values()].map(async (ingredient) => ({
        name: ingredient.name,
        from: ingredient.from.kind,
        bytes: ingredient.bytes,
        done: await this.#doneOf(ingredient),
      })),
    );
    const download = files.reduce((sum, { bytes, done }) => sum + Math.max(0, bytes - done), 0);
    const { id, version, name, kind, parts, precision, licenses, packBytes, memory, notices } = recipe;
    return {
      recipe,
      plan: {
        id,
        version,
        name,
        kind,
        parts: [...parts],
        precision,
        licenses,
        files,
        download,
        pack: packBytes,
        disk: { needed: download + packBytes + diskMargin, free: await freeBytes(params.work) },
        memory: { ...memory, total: totalmem() },
        installed: await holdsPack(this.#target(recipe)),
        notices: [...notices, ...memoryNotices(memory.use)],
      },
    };
  }

  /** Everything the recipe needs, on this disk. */
  async #gather(hub: Hub, recipe: Recipe): Promise<Map<string, string>> {
    const { keep } = this.params;
    if (keep === undefined) return this.#gatherInto(hub, recipe);
    await ensureWritable(keep);
    const lock = await takeLock(join(keep, ".ml-mamba-lock"), `"${keep}"`);
    try {
      return await this.#gatherInto(hub, recipe);
    } finally {
      await lock[Symbol.asyncDispose]();
    }
  }

  async #gatherInto(hub: Hub, recipe: Recipe): Promise<Map<string, string>> {
    const where = new Map<string, string>();
    for (const [key, ingredient] of recipe.ingredients) {
      const { from, name } = ingredient;
      const path = this.#pathOf(ingredient);
      where.set(key, path);
      if (from.kind === "disk") continue;
      const download = new Download(hub, from.file, path, {
        onBytes: (done) => {
          this.#progress.downloaded(name, done);
        },
        onWait: this.#onWait,
      });
      try {
        await this.control.throughPauses((signal) => download.run(signal));
      } catch (error) {
        if (this.control.signal.aborted) await download.discard();
        throw error;
      }
    }
    return where;
  }

  #pathOf({ name, from }: Ingredient): string {
    if (from.kind === "disk") return from.path;
    const safe = name.split("/").map((part) => part.replace(/[^\w.-]/g, "_").replace(/^\.+$/, "_"));
    return join(this.params.keep ?? join(this.params.work, importFilesFolder), ...safe);
  }

  async #doneOf(ingredient: Ingredient): Promise<number> {
    const path = this.#pathOf(ingredient);
    const whole = await stat(path).catch(() => undefined);
    if (whole !== undefined) return Math.min(whole.size, ingredient.bytes);
    const part = await stat(`${path}.part`).catch(() => undefined);
    return Math.min(part?.size ?? 0, ingredient.bytes);
  }

  #target({ id, version }: Recipe): string {
    const { target } = this.params;
    return target.kind === "store" ? join(target.packs, id, version) : target.out;
  }

  #note(recipe: Recipe, plan: ImportPlan): ImportNote {
    const { source, precision, hints, target, keep } = this.params;
    const total = plan.files.filter(({ from }) => from === "hub").reduce((sum, { bytes }) => sum + bytes, 0);
    const started = new Date().toISOString();
    return {
      source,
      precision,
      hints,
      target,
      ...(keep === undefined ? {} : { keep }),
      name: recipe.name,
      total,
      started,
    };
  }

  /** What a build that was killed has left. */
  async #clearUnfinishedBuilds(): Promise<void> {
    const { work } = this.params;
    await mkdir(work, { recursive: true });
    for (const name of await readdir(work)) {
      if (name.startsWith(`.${builtName}-`)) await rm(join(work, name), { recursive: true, force: true });
    }
  }

  readonly #onWait = (error: UserError, waitMs: number): void => {
    this.#progress.restart();
    this.emit({ type: "waiting", error: error.toData(), waitMs });
  };
}

/** Share of a computer's memory that one program may take before everything else gets slow. */
const fairShare = 0.75;

function memoryNotices(use: number): PlanNotice[] {
  const total = totalmem();
  return use <= fairShare * total ? [] : [{ kind: "memory", use, total }];
}

async function holdsPack(dir: string): Promise<boolean> {
  return (await stat(join(dir, manifestFileName)).catch(() => undefined)) !== undefined;
}

/** Whether it is worth keeping: something was downloaded, or is kept elsewhere. */
async function holdsDownloads(work: string): Promise<boolean> {
  const files = await readdir(join(work, importFilesFolder), { recursive: true }).catch(() => []);
  return files.length > 0;
}

function exists(dir: string): UserError {
  return new UserError(
    "PACK_EXISTS",
    `"${dir}" exists already.`,
    "Remove that pack first, or replace it (pack import --replace).",
  );
}
