/** A lock between processes: a folder that exists while it is held, with the holder's process id in it. */
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { WorkbenchError } from "./location.ts";

const ownerFile = "pid";
/** Between making the folder and writing the owner's id a lock has no owner; longer than this, its owner was killed. */
const ownerlessMs = 10_000;

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    /* Another person's process is alive too. */
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/** Makes the lock's folder. @returns false where somebody holds it */
async function take(path: string): Promise<boolean> {
  try {
    await mkdir(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
  await writeFile(join(path, ownerFile), String(process.pid));
  return true;
}

async function owner(path: string): Promise<number | undefined> {
  try {
    const pid = Number.parseInt(await readFile(join(path, ownerFile), "utf8"), 10);
    return Number.isInteger(pid) ? pid : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Does `work` while holding the lock at `path`. A lock whose owner is gone is taken over.
 * @param options.waiting called once when another process holds the lock
 * @throws {WorkbenchError} when it is not free within `limitMs`
 */
export async function withLock<T>(
  path: string,
  work: () => Promise<T>,
  options: { readonly limitMs: number; readonly pollMs?: number; readonly waiting?: (pid: number | undefined) => void },
): Promise<T> {
  await mkdir(dirname(path), { recursive: true });
  const started = performance.now();
  let ownerlessSince: number | undefined;
  let told = false;
  while (!(await take(path))) {
    const pid = await owner(path);
    const now = performance.now();
    ownerlessSince = pid === undefined ? (ownerlessSince ?? now) : undefined;
    const abandoned = pid === undefined ? now - (ownerlessSince ?? now) > ownerlessMs : !isAlive(pid);
    if (abandoned) {
      await rm(path, { recursive: true, force: true });
      continue;
    }
    if (now - started > options.limitMs) {
      throw new WorkbenchError(`Process ${pid ?? "?"} has held ${path} for too long. End it, or delete that folder`);
    }
    if (!told) options.waiting?.(pid);
    told = true;
    await sleep(options.pollMs ?? 1000);
  }
  try {
    return await work();
  } finally {
    await rm(path, { recursive: true, force: true });
  }
}
