/**
 * A lock between processes on a folder: a file with its owner's process id, touched again and again while it is held. One whose owner is gone
 * is taken over at once; where that cannot be seen (another computer on a network drive), when nobody has touched it for a while.
 */
import { randomUUID } from "node:crypto";
import { readFile, rm, stat, utimes, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import { setTimeout as sleep } from "node:timers/promises";
import * as v from "valibot";
import { UserError } from "../../shared/errors.ts";
import { importLockSchema, type ImportLock } from "../../shared/import-protocol.ts";
import { isSystemError } from "../disk.ts";

const beatMs = 2_000;
/** Untouched for so long, an owner may be gone; it is watched for some beats then, since a computer may have slept. */
const suspectMs = 20_000;
/** Of those that want to take an abandoned lock away, each waits so long for another one; a turn that is not over by then was cut off. */
const turnMs = 50;
const longestTurnMs = 5_000;
const mostTries = 120;

const ownerSchema = v.pipe(v.string(), v.parseJson(), importLockSchema);
type Owner = ImportLock;

export interface Lock extends AsyncDisposable {
  readonly path: string;
}

/**
 * @param path of the lock's file, in a folder that exists
 * @param what is locked, for people
 * @throws UserError `PACK_BUSY`
 */
export async function takeLock(path: string, what: string): Promise<Lock> {
  const own: Owner = { pid: process.pid, host: hostname(), id: randomUUID() };
  for (let tries = 0; tries < mostTries; tries++) {
    if (await create(path, own)) return hold(path, own);
    const owner = await read(path);
    if (owner !== undefined && !(await isGone(path, owner))) throw busy(what, owner);
    await takeAway(path, owner, own);
  }
  throw busy(what, await read(path));
}

async function create(path: string, own: Owner): Promise<boolean> {
  try {
    await writeFile(path, JSON.stringify(own), { flag: "wx" });
    return true;
  } catch (error) {
    if (isSystemError(error) && error.code === "EEXIST") return false;
    throw error;
  }
}

/** undefined: there is none, or it was cut off while it was written. */
async function read(path: string): Promise<Owner | undefined> {
  for (let tries = 0; tries < 3; tries++) {
    const parsed = v.safeParse(ownerSchema, await readFile(path, "utf8").catch(() => ""));
    if (parsed.success) return parsed.output;
    await sleep(50);
  }
  return undefined;
}

async function isGone(path: string, { pid, host }: Owner): Promise<boolean> {
  if (host === hostname()) {
    if (!isAlive(pid)) return true;
    /* Its number may have gone to another process: then nobody touches the file. */
  }
  const before = await touched(path);
  if (before === undefined) return true;
  if (Date.now() - before < suspectMs) return false;
  await sleep(2.5 * beatMs);
  return (await touched(path)) === before;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    /* Another person's process is alive too. */
    return isSystemError(error) && error.code === "EPERM";
  }
}

async function touched(path: string): Promise<number | undefined> {
  return (await stat(path).catch(() => undefined))?.mtimeMs;
}

/**
 * Removes an abandoned lock, and no other one that came in its place meanwhile: of those that come to this at once, one at a time looks again and
 * removes it, since removing and making anew are two steps.
 */
async function takeAway(path: string, owner: Owner | undefined, own: Owner): Promise<void> {
  const turn = `${path}.turn`;
  if (!(await create(turn, own))) {
    const before = await touched(turn);
    if (before !== undefined && Date.now() - before > longestTurnMs) await rm(turn, { force: true });
    else await sleep(turnMs);
    return;
  }
  try {
    const now = await read(path);
    if (now?.id === owner?.id) await rm(path, { force: true });
  } finally {
    await rm(turn, { force: true });
  }
}

function hold(path: string, { id }: Owner): Lock {
  const beat = setInterval(() => {
    const now = new Date();
    utimes(path, now, now).catch(() => undefined);
  }, beatMs);
  beat.unref();
  return {
    path,
    async [Symbol.asyncDispose]() {
      clearInterval(beat);
      if ((await read(path))?.id === id) await rm(path, { force: true });
    },
  };
}

function busy(what: string, owner: Owner | undefined): UserError {
  const who =
    owner === undefined
      ? "another process"
      : `process ${owner.pid}${owner.host === hostname() ? "" : ` of ${owner.host}`}`;
  return new UserError(
    "PACK_BUSY",
    `${what} is being imported by ${who} already.`,
    "Wait for it, or stop it in the window or terminal where it was started.",
  );
}
