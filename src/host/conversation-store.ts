/**
 * Conversations on disk, one file for each image in the workspace's storage (in the extension's own where no folder is open), so that
 * two windows do not write over each other's. Bounded: the oldest files go first.
 */
import { createHash } from "node:crypto";
import * as v from "valibot";
import * as vscode from "vscode";
import { conversationSchema, type Conversation } from "./conversation.ts";

/** Files that are kept. */
const maxFiles = 200;
/** A file that is being written for longer than this was left behind. */
const leftAfterMs = 60_000;
/** A conversation longer than this, as JSON, is not read again: it is none of ours. */
const maxBytes = 8 * 1024 * 1024;

export class ConversationStore {
  /** The last write of each file; they follow one another. */
  readonly #writes = new Map<string, Promise<void>>();

  /**
   * @param folder where the files lie; made when the first one is written
   * @param onFault called with what went wrong with a file; conversations go on without it
   */
  constructor(
    private readonly folder: vscode.Uri,
    private readonly onFault: (fault: string) => void,
  ) {}

  /** The conversation about an image, if there is one that can be read. */
  async load(image: vscode.Uri): Promise<Conversation | undefined> {
    const file = this.#file(image.toString());
    await this.#writes.get(file.toString());
    let bytes: Uint8Array;
    try {
      bytes = await vscode.workspace.fs.readFile(file);
    } catch {
      return undefined;
    }
    try {
      if (bytes.length > maxBytes) throw new Error("it is too long");
      const conversation = v.parse(conversationSchema, JSON.parse(new TextDecoder().decode(bytes)));
      return conversation.image === image.toString() ? conversation : undefined;
    } catch (error) {
      this.onFault(`A kept conversation cannot be read and is left aside: ${reason(error)}`);
      return undefined;
    }
  }

  /** Keeps a conversation; `undefined` deletes it. Whole files appear at once: written beside, then renamed. */
  save(image: string, conversation: Conversation | undefined): Promise<void> {
    const file = this.#file(image);
    return this.#after(file, async () => {
      if (conversation === undefined) {
        await vscode.workspace.fs.delete(file).then(undefined, () => undefined);
        return;
      }
      const fresh = file.with({ path: `${file.path}.${process.pid}.tmp` });
      await vscode.workspace.fs.writeFile(fresh, new TextEncoder().encode(JSON.stringify(conversation)));
      await vscode.workspace.fs.rename(fresh, file, { overwrite: true });
    });
  }

  /** Deletes all conversations. */
  async forgetAll(): Promise<void> {
    await this.settled();
    await vscode.workspace.fs.delete(this.folder, { recursive: true }).then(undefined, () => undefined);
  }

  /** Deletes the oldest files beyond {@link maxFiles}, and what a write that was cut off left behind. */
  async prune(): Promise<void> {
    const entries = await vscode.workspace.fs.readDirectory(this.folder).then(undefined, () => []);
    const files = await Promise.all(
      entries.map(async ([name]) => {
        const uri = vscode.Uri.joinPath(this.folder, name);
        const { mtime } = await vscode.workspace.fs.stat(uri).then(undefined, () => ({ mtime: 0 }));
        return { uri, mtime, isLeft: name.endsWith(".tmp") && Date.now() - mtime > leftAfterMs };
      }),
    );
    files.sort((a, b) => b.mtime - a.mtime);
    const old = files.filter(({ isLeft }, index) => index >= maxFiles || isLeft);
    await Promise.all(old.map(({ uri }) => vscode.workspace.fs.delete(uri).then(undefined, () => undefined)));
  }

  /** Resolves when everything has been written. */
  async settled(): Promise<void> {
    await Promise.all(this.#writes.values());
  }

  #after(file: vscode.Uri, write: () => Promise<void>): Promise<void> {
    const key = file.toString();
    const done = (this.#writes.get(key) ?? Promise.resolve()).then(write).catch((error: unknown) => {
      this.onFault(`A conversation could not be kept: ${reason(error)}`);
    });
    this.#writes.set(key, done);
    return done.then(() => {
      if (this.#writes.get(key) === done) this.#writes.delete(key);
    });
  }

  #file(image: string): vscode.Uri {
    const name = createHash("sha256").update(image).digest("hex").slice(0, 32);
    return vscode.Uri.joinPath(this.folder, `${name}.json`);
  }
}

function reason(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
