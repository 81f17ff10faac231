/** The last step: a verified pack gets its own name, in one rename. */
import { randomUUID } from "node:crypto";
import { cp, mkdir, readdir, rename, rm, rmdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import { UserError } from "../../shared/errors.ts";
import { diskError, isSystemError } from "../disk.ts";

/**
 * Moves the folder `built` to `dir`.
 *
 * @param options.replace a pack that stands there gives way; it is back if anything fails
 * @throws UserError `PACK_EXISTS`, `DISK_FULL`, `FOLDER_NOT_WRITABLE`, `PACK_WRITE_FAILED`
 */
export async function install(built: string, dir: string, options: { work: string; replace: boolean }): Promise<void> {
  try {
    await mkdir(dirname(dir), { recursive: true });
    /* An empty folder is as good as none. */
    await rmdir(dir).catch(() => undefined);
    const replaced = options.replace ? await setAside(dir, options.work) : undefined;
    try {
      await move(built, dir);
    } catch (error) {
      if (replaced !== undefined) await rename(replaced, dir).catch(() => undefined);
      throw error;
    }
  } catch (error) {
    const taken = isSystemError(error) && (error.code === "ENOTEMPTY" || error.code === "EEXIST");
    if (!taken) throw diskError(error, dir);
    throw new UserError("PACK_EXISTS", `"${dir}" exists already.`, "Give another folder, or delete this one first.", {
      cause: error,
    });
  }
}

async function setAside(dir: string, work: string): Promise<string | undefined> {
  const found = await readdir(dir).catch(() => undefined);
  if (found === undefined) return undefined;
  const aside = join(work, `replaced-${randomUUID()}`);
  await move(dir, aside);
  return aside;
}

/** A rename; between two disks a copy beside the target first, so that nothing half stands under the name. */
async function move(from: string, to: string): Promise<void> {
  try {
    await rename(from, to);
  } catch (error) {
    if (!isSystemError(error) || error.code !== "EXDEV") throw error;
    const copy = join(dirname(to), `.${randomUUID()}`);
    try {
      await cp(from, copy, { recursive: true, errorOnExist: true });
      await rename(copy, to);
    } finally {
      await rm(copy, { recursive: true, force: true });
    }
    await rm(from, { recursive: true, force: true });
  }
}
