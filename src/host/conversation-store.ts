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
/** Longer ones are none of ours. */
const maxBytes = 8 * 1024 * 1024;
const unfinished = ".tmp";
const kept = ".json";
/** What could not be read is put aside under this name, and deleted with the old ones. */
const damaged = ".damaged";

/** Something that went wrong with a file; everything else goes on without it. `image`: a URI. */
export type StoreFault =
  | { readonly type: "damaged"; readonly image: string; readonly cause: unknown }
  | { readonly type: "unwritable"; readonly image: string; readonly cause: unknown }
  | { readonly type: "undeletable"; readonly cause: unknown };

/** A conversation that is kept, and when it was last written. */
export interface KeptConversation {
  readonly conversation: Conversation;
  readonly at: Date;
}

export class ConversationStore {
  /** The last write of each file; they follow one another. */
  readonly #writes = new Map<string, Promise<void>>();

  /**
   * @param folder where the files lie; made when the first one is written
   * @param keyOf what of an image's URI names its conversations
   */
  constructor(
    private readonly folder: string,
    private readonly onFault: (fault: StoreFault) => void,
    private readonly keyOf: (image: string) => string = (image) => image,
  ) {}

  /** The conversations about an image (a URI as text), if there are some that can be read. */
  async load(image: string): Promise<Conversation | undefined> {
    const file = this.#file(image);
    await this.#writes.get(file);
    try {
      const conversation = await read(file);
      return this.keyOf(conversation.image) === this.keyOf(image) ? conversation : undefined;
    } catch (cause) {
      if (isMissing(cause)) return undefined;
      await rename(file, file.replace(kept, damaged)).catch(() => undefined);
      this.onFault({ type: "damaged", image, cause });
      return undefined;
    }
  }

  /** All that can be read, the newest first. */
  async list(): Promise<readonly KeptConversation[]> {
    await this.settled();
    const found = await Promise.all(
      (await this.#files()).map(async ({ path, mtimeMs }) => {
        const conversation = path.endsWith(kept) ? await read(path).catch(() => undefined) : undefined;
        return conversation && { conversation, at: new Date(mtimeMs) };
      }),
    );
    return found.filter((each) => each !== undefined);
  }

  /** Keeps the conversations about an image; `undefined` deletes them. */
  save(image: string, conversation: Conversation | undefined): Promise<void> {
    const file = this.#file(image);
    return this.#after(image, file, async () => {
      if (conversation === undefined) {
        await rm(file, { force: true });
        return;
      }
      await mkdir(this.folder, { recursive: true });
      const fresh = `${file}.${randomUUID()}${unfinished}`;
      try {
        await writeFile(fresh, JSON.stringify(conversation), { mode: 0o600 });
        await rename(fresh, file);
      } catch (cause) {
        await rm(fresh, { force: true });
        throw cause;
      }
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
      const files = await this.#files();
      const old = files.filter(({ path, mtimeMs }, index) => {
        const isLeft = path.endsWith(unfinished) && Date.now() - mtimeMs > leftAfterMs;
        return index >= maxFiles || isLeft;
      });
      await Promise.all(old.map(({ path }) => rm(path, { force: true })));
    } catch (cause) {
      if (!isMissing(cause)) this.onFault({ type: "undeletable", cause });
    }
  }

  /** Resolves when everything has been written. */
  async settled(): Promise<void> {
    await Promise.all(this.#writes.values());
  }

  /** The folder's files, the newest first. */
  async #files(): Promise<{ path: string; mtimeMs: number }[]> {
    const names = await readdir(this.folder).catch((cause: unknown) => {
      if (isMissing(cause)) return [];
      throw cause;
    });
    const files = await Promise.all(
      names.map(async (name) => {
        const path = join(this.folder, name);
        return { path, mtimeMs: (await stat(path)).mtimeMs };
      }),
    );
    return files.sort((a, b) => b.mtimeMs - a.mtimeMs);
  }

  #after(image: string, file: string, write: () => Promise<void>): Promise<void> {
    const done = (this.#writes.get(file) ?? Promise.resolve()).then(write).catch((cause: unknown) => {
      this.onFault({ type: "unwritable", image, cause });
    });
    this.#writes.set(file, done);
    return done.then(() => {
      if (this.#writes.get(file) === done) this.#writes.delete(file);
    });
  }

  #file(image: string): string {
    const name = createHash("sha256").update(this.keyOf(image)).digest("hex").slice(0, 32);
    return join(this.folder, `${name}${kept}`);
  }
}

/** @throws where the file is missing or holds no conversation */
async function read(file: string): Promise<Conversation> {
  const bytes = await readFile(file);
  if (bytes.length > maxBytes) throw new Error("it is too long");
  const { parseConversation } = await import("./conversation.ts");
  return parseConversation(JSON.parse(bytes.toString("utf8")));
}

/** Nothing was kept yet, or another window has deleted it meanwhile. */
function isMissing(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ENOENT";
}
