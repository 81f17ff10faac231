/**
 * Conversations on disk, one file for each image in the workspace's storage (in the extension's own where no folder is open). Storage is
 * on the machine that the extension runs on, whatever the workspace is; a file appears whole or not at all, also beside a second
 * window's. Bounded: the oldest files go first.
 */
import { createHash, randomUUID } from "node:crypto";
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Conversation } from "./conversation.ts";

/** Files that are kept. */
const maxFiles = 200;
/** A file that is being written for longer than this was left behind. */
const leftAfterMs = 60_000;
/** A longer file is none of ours. */
const maxBytes = 8 * 1024 * 1024;
const unfinished = ".tmp";

export class ConversationStore {
  /** The last write of each file; they follow one another. */
  readonly #writes = new Map<string, Promise<void>>();

  /**
   * @param folder where the files lie; made when the first one is written
   * @param onFault called with what went wrong with a file; everything else goes on without it
   */
  constructor(
    private readonly folder: string,
    private readonly onFault: (fault: string) => void,
  ) {}

  /** The conversation about an image (a URI as text), if there is one that can be read. */
  async load(image: string): Promise<Conversation | undefined> {
    const file = this.#file(image);
    await this.#writes.get(file);
    try {
      const bytes = await readFile(file);
      if (bytes.length > maxBytes) throw new Error("it is too long");
      const { parseConversation } = await import("./conversation.ts");
      const conversation = parseConversation(JSON.parse(bytes.toString("utf8")));
      return conversation.image === image ? conversation : undefined;
    } catch (error) {
      if (!isMissing(error)) this.onFault(`A kept conversation cannot be read and is left aside: ${reason(error)}`);
      return undefined;
    }
  }

  /** Keeps a conversation; `undefined` deletes it. */
  save(image: string, conversation: Conversation | undefined): Promise<void> {
    const file = this.#file(image);
    return this.#after(file, async () => {
      if (conversation === undefined) {
        await rm(file, { force: true });
        return;
      }
      await mkdir(this.folder, { recursive: true });
      const fresh = `${file}.${randomUUID()}${unfinished}`;
      await writeFile(fresh, JSON.stringify(conversation), { mode: 0o600 });
      await rename(fresh, file);
    });
  }

  /** Deletes all conversations. */
  async forgetAll(): Promise<void> {
    await this.settled();
    await rm(this.folder, { recursive: true, force: true });
  }

  /** Deletes the oldest files beyond {@link maxFiles}, and what a write that was cut off left behind. */
  async prune(): Promise<void> {
    try {
      const names = await readdir(this.folder);
      const files = await Promise.all(
        names.map(async (name) => {
          const path = join(this.folder, name);
          const { mtimeMs } = await stat(path);
          return { path, mtimeMs, isLeft: name.endsWith(unfinished) && Date.now() - mtimeMs > leftAfterMs };
        }),
      );
      files.sort((a, b) => b.mtimeMs - a.mtimeMs);
      const old = files.filter(({ isLeft }, index) => index >= maxFiles || isLeft);
      await Promise.all(old.map(({ path }) => rm(path, { force: true })));
    } catch (error) {
      if (!isMissing(error)) this.onFault(`Old conversations could not be deleted: ${reason(error)}`);
    }
  }

  /** Resolves when everything has been written. */
  async settled(): Promise<void> {
    await Promise.all(this.#writes.values());
  }

  #after(file: string, write: () => Promise<void>): Promise<void> {
    const done = (this.#writes.get(file) ?? Promise.resolve()).then(write).catch((error: unknown) => {
      this.onFault(`A conversation could not be kept: ${reason(error)}`);
    });
    this.#writes.set(file, done);
    return done.then(() => {
      if (this.#writes.get(file) === done) this.#writes.delete(file);
    });
  }

  #file(image: string): string {
    return join(this.folder, `${createHash("sha256").update(image).digest("hex").slice(0, 32)}.json`);
  }
}

/** Nothing was kept yet, or another window has deleted it meanwhile. */
function isMissing(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ENOENT";
}

function reason(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
