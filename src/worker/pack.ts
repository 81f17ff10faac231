/** A pack on disk, checked before anything of it is loaded: manifest, sizes, SHA-256 (docs/nano.md §2). */
import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { UserError } from "../shared/errors.ts";
import {
  manifestError,
  manifestFileName,
  packFiles,
  parseManifest,
  type PackFile,
  type PackFileGroup,
  type PackManifest,
} from "../shared/manifest.ts";

const repair = 'Install the pack again; "ml-mamba pack verify" says what else is wrong with it.';

export class Pack {
  private constructor(
    readonly dir: string,
    readonly manifest: PackManifest,
  ) {}

  /**
   * @param dir the pack's folder
   * @throws UserError `PACK_MISSING`, `PACK_MANIFEST_INVALID`, `PACK_FILE_MISSING` or `PACK_FILE_CORRUPT`
   */
  static async open(dir: string): Promise<Pack> {
    const manifest = await readManifest(dir);
    for (const file of packFiles(manifest)) await verifyFile(dir, file);
    return new Pack(dir, manifest);
  }

  /** Path of a group's first file: for a graph its `.onnx`, which finds its external data beside itself. */
  path(group: PackFileGroup): string {
    const [file] = this.manifest.files[group] ?? [];
    if (file === undefined) throw new Error(`The pack has no ${group}`);
    return join(this.dir, file.path);
  }

  /** Bytes of all files of a group. */
  bytes(group: PackFileGroup): number {
    return (this.manifest.files[group] ?? []).reduce((sum, file) => sum + file.bytes, 0);
  }
}

async function readManifest(dir: string): Promise<PackManifest> {
  const text = await readFile(join(dir, manifestFileName), "utf8").catch((cause: unknown) => {
    throw new UserError(
      "PACK_MISSING",
      `There is no model pack in "${dir}".`,
      `Give the folder that holds ${manifestFileName}.`,
      { cause },
    );
  });
  const result = parseManifest(parseJson(text));
  if (result.ok) return result.manifest;
  throw manifestError(join(dir, manifestFileName), result, repair);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

async function verifyFile(dir: string, file: PackFile): Promise<void> {
  const path = join(dir, file.path);
  const found = await stat(path).catch(() => undefined);
  if (!found?.isFile()) throw new UserError("PACK_FILE_MISSING", `"${path}" is missing from the pack.`, repair);
  if (found.size !== file.bytes) {
    throw new UserError("PACK_FILE_CORRUPT", `"${path}" has ${found.size} bytes instead of ${file.bytes}.`, repair);
  }
  const hash = createHash("sha256");
  await pipeline(createReadStream(path, { highWaterMark: 1 << 20 }), hash);
  if (hash.digest("hex") !== file.sha256) {
    throw new UserError("PACK_FILE_CORRUPT", `"${path}" does not match its checksum.`, repair);
  }
}
