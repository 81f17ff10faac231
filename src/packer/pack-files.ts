/** Sizes and SHA-256 of files on disk. */
import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import type { PackFile } from "../shared/manifest.ts";

/** The entry of file `path` in folder `dir`; undefined when there is no such regular file. */
export async function packFile(dir: string, path: string): Promise<PackFile | undefined> {
  const found = await stat(join(dir, path)).catch(() => undefined);
  if (found?.isFile() !== true) return undefined;
  const hash = createHash("sha256");
  await pipeline(createReadStream(join(dir, path), { highWaterMark: 1 << 20 }), hash);
  return { path, bytes: found.size, sha256: hash.digest("hex") };
}
