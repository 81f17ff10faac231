/** Sizes and SHA-256 of files on disk. */
import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { cancelled } from "../shared/errors.ts";
import type { PackFile } from "../shared/manifest.ts";

/** Bytes of a file that are read at a time. */
export const hashChunk = 1 << 20;

/** The entry of file `path` in folder `dir`; undefined when there is no such regular file. */
export async function packFile(dir: string, path: string): Promise<PackFile | undefined> {
  const found = await stat(join(dir, path)).catch(() => undefined);
  if (found?.isFile() !== true) return undefined;
  return { path, bytes: found.size, sha256: await sha256OfFile(join(dir, path)) };
}

/** In lower-case hex. @throws UserError `CANCELLED` */
export async function sha256OfFile(path: string, signal?: AbortSignal): Promise<string> {
  const hash = createHash("sha256");
  const options = signal === undefined ? {} : { signal };
  await pipeline(createReadStream(path, { highWaterMark: hashChunk }), hash, options).catch((error: unknown) => {
    throw signal?.aborted === true ? cancelled() : error;
  });
  return hash.digest("hex");
}
