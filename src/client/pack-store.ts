/**
 * The packs on this machine: `<root>/packs/<id>/<version>/`, and beside them the unfinished imports, `<root>/imports/<key>/`. A pack gets its
 * name when it is whole and verified, so what has one can be used.
 */
import { randomUUID } from "node:crypto";
import { readdir, readFile, rename, rm, rmdir, stat, statfs } from "node:fs/promises";
import { hostname } from "node:os";
import { dirname, join } from "node:path";
import * as v from "valibot";
import { toUserError, UserError, type ErrorData } from "../shared/errors.ts";
import {
  importLockName,
  importLockSchema,
  importNoteName,
  importNoteSchema,
  type ImportNote,
} from "../shared/import-protocol.ts";
import { manifestError, manifestFileName, packFiles, parseManifest, type PackManifest } from "../shared/manifest.ts";

/** A pack in the store whose manifest can be read; its files are checked when it is verified or used. */
export interface InstalledPack {
  readonly id: string;
  readonly version: string;
  readonly dir: string;
  /** Bytes of its files, as the manifest names them. */
  readonly bytes: number;
  readonly manifest: PackManifest;
}

/** A folder in the store that is no usable pack. */
export interface BrokenPack {
  readonly id: string;
  readonly version: string;
  readonly dir: string;
  /** What it takes on the disk. */
  readonly bytes: number;
  readonly error: ErrorData;
}

/** An import that was stopped, or whose process was lost. */
export interface UnfinishedImport {
  readonly key: string;
  /** What it is; undefined where it ended before it knew. */
  readonly note: ImportNote | undefined;
  /** What it takes on the disk. */
  readonly bytes: number;
  /** Whether a process works on it now, in this window or another. */
  readonly running: boolean;
}

export interface DiskUse {
  readonly packs: number;
  readonly unfinished: number;
  /** What may still be written there. */
  readonly free: number;
}

export class PackStore {
  constructor(readonly root: string) {}

  get packsDir(): string {
    return join(this.root, "packs");
  }

  get importsDir(): string {
    return join(this.root, "imports");
  }

  /** All packs, by id, newest version first. */
  async list(): Promise<{ readonly packs: readonly InstalledPack[]; readonly broken: readonly BrokenPack[] }> {
    const packs: InstalledPack[] = [];
    const broken: BrokenPack[] = [];
    for (const id of await foldersIn(this.packsDir)) {
      for (const version of (await foldersIn(join(this.packsDir, id))).sort(newestFirst)) {
        const dir = join(this.packsDir, id, version);
        try {
          packs.push(await readPack(id, version, dir));
        } catch (thrown) {
          broken.push({ id, version, dir, bytes: await bytesIn(dir), error: toUserError(thrown).toData() });
        }
      }
    }
    return { packs, broken };
  }

  /**
   * A pack by its name, `id` or `id@version`; without a version the newest.
   *
   * @throws UserError `PACK_UNKNOWN`
   */
  async find(name: string): Promise<InstalledPack> {
    const [id, version] = name.split("@");
    const { packs } = await this.list();
    const found = packs.find((pack) => pack.id === id && (version === undefined || pack.version === version));
    if (found !== undefined) return found;
    const others = packs.map((pack) => pack.id).join(", ");
    throw new UserError(
      "PACK_UNKNOWN",
      `No pack called "${name.slice(0, 100)}" is installed${others === "" ? "" : `; there are: ${others}`}.`,
      "ml-mamba pack list shows what is installed, ml-mamba pack import installs more.",
    );
  }

  /**
   * Deletes a pack, usable or not. It loses its name at once; a process that has it loaded goes on.
   *
   * @throws UserError `PACK_UNKNOWN`, `FOLDER_NOT_WRITABLE`
   */
  async remove(name: string): Promise<{ readonly id: string; readonly version: string; readonly bytes: number }> {
    const [id, version] = name.split("@");
    const { packs, broken } = await this.list();
    const found = [...packs, ...broken].find(
      (pack) => pack.id === id && (version === undefined || pack.version === version),
    );
    if (found === undefined) {
      await this.find(name);
      throw new Error(`${name} was found and is not listed`);
    }
    try {
      const aside = join(this.root, `.removed-${randomUUID()}`);
      await rename(found.dir, aside);
      await rm(aside, { recursive: true, force: true });
      await rmdir(dirname(found.dir)).catch(() => undefined);
    } catch (cause) {
      throw notWritable(found.dir, cause);
    }
    return { id: found.id, version: found.version, bytes: found.bytes };
  }

  /** Imports that can go on or be discarded; one that runs in another window is among them. */
  async unfinished(): Promise<readonly UnfinishedImport[]> {
    const keys = await foldersIn(this.importsDir);
    return Promise.all(
      keys.map(async (key) => {
        const work = join(this.importsDir, key);
        return { key, note: await readNote(work), bytes: await bytesIn(work), running: await isRunning(work) };
      }),
    );
  }

  /**
   * Deletes what an unfinished import has left.
   *
   * @throws UserError `PACK_BUSY` where a process works on it, `FOLDER_NOT_WRITABLE`
   */
  async discard(key: string): Promise<void> {
    const work = join(this.importsDir, key);
    if (await isRunning(work)) {
      throw new UserError(
        "PACK_BUSY",
        "This import is running.",
        "Cancel it in the window or terminal where it was started.",
      );
    }
    await rm(work, { recursive: true, force: true }).catch((cause: unknown) => {
      throw notWritable(work, cause);
    });
  }

  /** What the store takes, and what is free on its disk. */
  async diskUse(): Promise<DiskUse> {
    return {
      packs: await bytesIn(this.packsDir),
      unfinished: await bytesIn(this.importsDir),
      free: await freeAt(this.root),
    };
  }

  /** The folder of an unfinished import; the import makes it. */
  workDir(key: string): string {
    return join(this.importsDir, key);
  }
}

async function readPack(id: string, version: string, dir: string): Promise<InstalledPack> {
  const { manifest, bytes } = await readManifest(dir);
  return { id, version, dir, bytes, manifest };
}

/**
 * The manifest in a pack's folder, and the bytes of the pack as it names them.
 *
 * @throws UserError `PACK_MISSING`, `PACK_MANIFEST_INVALID`, `PACK_TOO_NEW`
 */
export async function readManifest(dir: string): Promise<{ readonly manifest: PackManifest; readonly bytes: number }> {
  const path = join(dir, manifestFileName);
  const text = await readFile(path, "utf8").catch((cause: unknown) => {
    throw new UserError("PACK_MISSING", `There is no model pack in "${dir}".`, "Remove it, and import it again.", {
      cause,
    });
  });
  const result = parseManifest(jsonIn(text));
  if (!result.ok) throw manifestError(path, result, "Remove the pack, and import it again.");
  const { manifest } = result;
  const bytes = packFiles(manifest).reduce((sum, file) => sum + file.bytes, Buffer.byteLength(text));
  return { manifest, bytes };
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

async function readNote(work: string): Promise<ImportNote | undefined> {
  const text = await readFile(join(work, importNoteName), "utf8").catch(() => "");
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), importNoteSchema), text);
  return parsed.success ? parsed.output : undefined;
}

/** Whether the process that has taken the import's lock is there still; one of another computer is believed to be. */
async function isRunning(work: string): Promise<boolean> {
  const text = await readFile(join(work, importLockName), "utf8").catch(() => "");
  const lock = v.safeParse(v.pipe(v.string(), v.parseJson(), importLockSchema), text);
  if (!lock.success) return false;
  if (lock.output.host !== hostname()) return true;
  try {
    process.kill(lock.output.pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

async function foldersIn(dir: string): Promise<string[]> {
  const entries = await readdir(dir, { withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith("."))
    .map(({ name }) => name)
    .sort();
}

/** 1.10.0 before 1.9.0. */
function newestFirst(a: string, b: string): number {
  const [left, right] = [a, b].map((version) => version.split(".").map(Number)) as [number[], number[]];
  for (let n = 0; n < Math.max(left.length, right.length); n++) {
    const difference = (right[n] ?? 0) - (left[n] ?? 0);
    if (difference !== 0 && !Number.isNaN(difference)) return difference;
  }
  return a < b ? 1 : -1;
}

async function bytesIn(dir: string): Promise<number> {
  const entries = await readdir(dir, { recursive: true, withFileTypes: true }).catch(() => []);
  let sum = 0;
  for (const entry of entries) {
    if (!entry.isFile()) continue;
    sum += (await stat(join(entry.parentPath, entry.name)).catch(() => undefined))?.size ?? 0;
  }
  return sum;
}

/** Of the nearest folder that is there. */
async function freeAt(dir: string): Promise<number> {
  const found = await statfs(dir).catch(() => undefined);
  if (found !== undefined) return found.bavail * found.bsize;
  return dirname(dir) === dir ? 0 : freeAt(dirname(dir));
}

function notWritable(dir: string, cause: unknown): UserError {
  const code = cause instanceof Error && "code" in cause ? ` (${String(cause.code)})` : "";
  return new UserError(
    "FOLDER_NOT_WRITABLE",
    `"${dir}" cannot be changed${code}.`,
    "Close what uses the pack, check the folder's permissions, and try again.",
    { cause },
  );
}
