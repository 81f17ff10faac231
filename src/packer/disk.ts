/** The disk that an import writes to: its free space, and its errors in words. */
import { mkdir, rm, statfs, writeFile } from "node:fs/promises";
import { randomUUID } from "node:crypto";
import { dirname, join } from "node:path";
import { UserError } from "../shared/errors.ts";

/** Bytes that this user may still write to the disk of `folder`, which need not exist yet. */
export async function freeBytes(folder: string): Promise<number> {
  for (let place = folder; ; place = dirname(place)) {
    try {
      const { bavail, bsize } = await statfs(place);
      return bavail * bsize;
    } catch (error) {
      if (!isSystemError(error) || error.code !== "ENOENT" || dirname(place) === place) throw diskError(error, folder);
    }
  }
}

/** @throws UserError `DISK_FULL` */
export function refuseFullDisk(folder: string, needed: number, free: number): void {
  if (needed <= free) return;
  throw new UserError(
    "DISK_FULL",
    `The import needs ${gigabytes(needed)} on the disk of "${folder}", where ${gigabytes(free)} are free.`,
    "Free some space, or choose a folder on another disk.",
  );
}

/** Makes a folder and writes into it, to know before hours of work that it can be done. @throws UserError `FOLDER_NOT_WRITABLE`, `DISK_FULL` */
export async function ensureWritable(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
    const probe = join(folder, `.write-${randomUUID()}`);
    await writeFile(probe, "");
    await rm(probe);
  } catch (error) {
    throw diskError(error, folder);
  }
}

/** The system's error while something was written to `folder`; anything else as it is. */
export function diskError(error: unknown, folder: string): unknown {
  if (!isSystemError(error)) return error;
  switch (error.code ?? "") {
    case "ENOSPC":
    case "EDQUOT":
      return new UserError(
        "DISK_FULL",
        `The disk of "${folder}" is full.`,
        "Free some space and start again; what was downloaded is kept.",
        { cause: error },
      );
    case "EACCES":
    case "EPERM":
    case "EROFS":
    case "ENOTDIR":
    case "EEXIST":
      return new UserError(
        "FOLDER_NOT_WRITABLE",
        `"${folder}" cannot be written to (${error.code}).`,
        "Change its permissions, or choose another folder.",
        { cause: error },
      );
    default:
      return new UserError(
        "PACK_WRITE_FAILED",
        `"${folder}" cannot be written: ${error.message}.`,
        "Check that the folder above it exists, can be written to and has space.",
        { cause: error },
      );
  }
}

export function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && "syscall" in error && "code" in error;
}

function gigabytes(bytes: number): string {
  return bytes < 1e9 ? `${(bytes / 1e6).toFixed(bytes < 1e7 ? 1 : 0)} MB` : `${(bytes / 1e9).toFixed(1)} GB`;
}
