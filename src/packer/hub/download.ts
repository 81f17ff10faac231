/**
 * One file from the hub to disk. It is written as `<name>.part`, range by range; what is there is noted in `<name>.part.json` after it has
 * reached the disk, so that a cut connection costs nothing and a crash at most a range. Size and checksum are compared before the file
 * gets its name: a file under its own name is whole.
 */
import { createHash, type Hash } from "node:crypto";
import { mkdir, open, readFile, rename, rm, stat, writeFile, type FileHandle } from "node:fs/promises";
import { dirname } from "node:path";
import * as v from "valibot";
import { cancelled } from "../../shared/errors.ts";
import { hashChunk, sha256OfFile } from "../pack-files.ts";
import { fileChanged, fileCorrupt, rangeRefused } from "./failures.ts";
import type { Hub, HubResponse, OnWait } from "./http.ts";
import { identityOf, isSame, refusePage, type FileIdentity, type HubFile } from "./hub-file.ts";

/** What is noted at least so often in ms, however slow the line is. */
const noteIntervalMs = 5_000;

const noteSchema = v.object({
  url: v.string(),
  done: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
  size: v.optional(v.number()),
  sha256: v.optional(v.string()),
  gitSha1: v.optional(v.string()),
  etag: v.optional(v.string()),
});
type Note = v.InferOutput<typeof noteSchema>;

export interface DownloadListener {
  /** Bytes that are there, of the whole where it is known. */
  readonly onBytes: (done: number, total: number | undefined) => void;
  readonly onWait: OnWait;
}

export class Download {
  readonly #part: string;
  readonly #notePath: string;
  #handle: FileHandle | undefined;
  /** Over the bytes up to {@link #done}; Git's names of blobs need the size first. */
  #hash: Hash | undefined;
  #done = 0;
  #noted = 0;
  #identity: FileIdentity;

  constructor(
    private readonly hub: Hub,
    private readonly file: HubFile,
    readonly path: string,
    private readonly listener: DownloadListener,
  ) {
    this.#part = `${path}.part`;
    this.#notePath = `${path}.part.json`;
    this.#identity = file;
  }

  /**
   * Downloads what is missing. After an abort it can be called again, and goes on where it stopped.
   *
   * @throws UserError `HUB_…`, `CANCELLED`; and the system's errors where the disk fails
   */
  async run(signal: AbortSignal): Promise<void> {
    if (await this.#isThere(signal)) return;
    try {
      await this.#open(signal);
      await this.hub.patiently(() => this.#fetchAll(signal), {
        signal,
        onWait: this.listener.onWait,
        going: () => this.#hasAdvanced(),
      });
      await this.#finish();
    } finally {
      await this.#close();
    }
  }

  /** Deletes what was downloaded of the file. */
  async discard(): Promise<void> {
    await this.#close();
    this.#hash = undefined;
    this.#done = 0;
    for (const path of [this.#part, this.#notePath]) await rm(path, { force: true });
  }

  /** Whole under its own name already: an earlier import, or a person, has put it there. */
  async #isThere(signal: AbortSignal): Promise<boolean> {
    const found = await stat(this.path).catch(() => undefined);
    if (found?.isFile() !== true) return false;
    const { size, sha256 } = this.#identity;
    const whole = size === undefined || found.size === size;
    if (!whole || (sha256 !== undefined && (await sha256OfFile(this.path, signal)) !== sha256)) {
      await rm(this.path);
      return false;
    }
    this.#done = found.size;
    this.#report();
    return true;
  }

  /** Takes up what an earlier run has left, if it is of the same file. */
  async #open(signal: AbortSignal): Promise<void> {
    await mkdir(dirname(this.path), { recursive: true });
    if (this.#hash === undefined) {
      const note = await this.#readNote();
      this.#done = note?.done ?? 0;
      if (note !== undefined) this.#identity = { ...this.#identity, etag: this.#identity.etag ?? note.etag };
    }
    this.#handle = await open(this.#part, this.#done === 0 ? "w+" : "r+");
    const { size } = await this.#handle.stat();
    if (size < this.#done) {
      /* The note is newer than what reached the disk. */
      this.#done = 0;
      this.#hash = undefined;
    }
    if (size > this.#done) await this.#handle.truncate(this.#done);
    this.#noted = this.#done;
    this.#report();
    /* What is there is read again, since a checksum cannot be kept half done. */
    this.#hash ??= await this.#hashOf(this.#handle, signal);
  }

  async #readNote(): Promise<Note | undefined> {
    const text = await readFile(this.#notePath, "utf8").catch(() => undefined);
    if (text === undefined) return undefined;
    const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), noteSchema), text);
    if (!parsed.success) return undefined;
    const note = parsed.output;
    const same = isSame(this.#identity, {
      size: note.size,
      sha256: note.sha256,
      gitSha1: note.gitSha1,
      etag: note.etag,
    });
    /* Without a checksum or a tag nothing tells whether it is the same file still. */
    const known = note.sha256 ?? note.gitSha1 ?? note.etag;
    /* The same content may have a new address: a later commit, another mirror. */
    const sameFile = note.url === this.file.url || (note.sha256 !== undefined && note.sha256 === this.#identity.sha256);
    return sameFile && same && known !== undefined ? note : undefined;
  }

  async #hashOf(handle: FileHandle, signal: AbortSignal): Promise<Hash> {
    const hash = this.#newHash();
    const buffer = Buffer.alloc(hashChunk);
    for (let at = 0; at < this.#done;) {
      if (signal.aborted) throw cancelled();
      const { bytesRead } = await handle.read(buffer, 0, Math.min(hashChunk, this.#done - at), at);
      hash.update(buffer.subarray(0, bytesRead));
      at += bytesRead;
    }
    return hash;
  }

  #newHash(): Hash {
    const { sha256, gitSha1, size } = this.#identity;
    if (sha256 !== undefined || gitSha1 === undefined || size === undefined) return createHash("sha256");
    return createHash("sha1").update(`blob ${size}\0`);
  }

  /** Range after range until nothing is missing. */
  async #fetchAll(signal: AbortSignal): Promise<void> {
    for (;;) {
      const { size } = this.#identity;
      if (size !== undefined && this.#done >= size) return;
      const ended = await this.#fetchRange(signal);
      if (ended) return;
    }
  }

  /** @returns whether the file has ended, where its size is not known */
  async #fetchRange(signal: AbortSignal): Promise<boolean> {
    const { size, etag } = this.#identity;
    const { rangeBytes } = this.hub.tuning;
    const end = Math.min(this.#done + rangeBytes, size ?? Infinity);
    const headers: Record<string, string> = { range: `bytes=${this.#done}-${end - 1}` };
    /* A weak tag may not be compared (RFC 9110 §13.1.5). */
    const strong = etag !== undefined && etag.startsWith('"') && this.#identity.sha256 === undefined;
    if (this.#done > 0 && strong) headers["if-range"] = etag;
    const response = await this.hub.once("GET", new URL(this.file.url), headers, signal);
    try {
      return await this.#take(response, end, signal);
    } finally {
      await response.discard();
      await this.#note();
    }
  }

  async #take(response: HubResponse, end: number, signal: AbortSignal): Promise<boolean> {
    refusePage(response, this.file.name);
    const now = identityOf(response);
    /* A plain response's length is that of the whole, a partial one's total stands in Content-Range. */
    if (!isSame(this.#identity, now)) throw await this.#changed();
    this.#identity = {
      ...this.#identity,
      size: this.#identity.size ?? now.size,
      etag: this.#identity.etag ?? now.etag,
    };
    const partial = response.status === 206;
    if (partial) refuseOtherStart(response, this.#done);
    /* A server without ranges sends everything: what is there already is skipped. */
    let skip = partial ? 0 : this.#done;
    const limit = partial ? end : Infinity;
    let notedAt = Date.now();
    for await (const chunk of response.body) {
      if (signal.aborted) throw cancelled();
      const skipped = Math.min(skip, chunk.length);
      skip -= skipped;
      await this.#append(chunk.subarray(skipped), limit, response.address);
      if (Date.now() - notedAt < noteIntervalMs) continue;
      await this.#note();
      notedAt = Date.now();
    }
    return !partial || (this.#identity.size === undefined && this.#done < end);
  }

  async #append(bytes: Uint8Array, limit: number, address: string): Promise<void> {
    if (bytes.length === 0) return;
    const size = Math.min(limit, this.#identity.size ?? Infinity);
    if (this.#done + bytes.length > size) throw rangeRefused(address, "sends more than it was asked for");
    await writeAll(this.#opened(), bytes, this.#done);
    this.#hash?.update(bytes);
    this.#done += bytes.length;
    this.#report();
  }

  /** The bytes first, then the note of them. */
  async #note(): Promise<void> {
    if (this.#done === this.#noted || this.#handle === undefined) return;
    await this.#handle.datasync();
    const { size, sha256, gitSha1, etag } = this.#identity;
    const note: Note = { url: this.file.url, done: this.#done, size, sha256, gitSha1, etag };
    await writeFile(`${this.#notePath}.new`, JSON.stringify(note));
    await rename(`${this.#notePath}.new`, this.#notePath);
    this.#noted = this.#done;
  }

  async #finish(): Promise<void> {
    const { size, sha256, gitSha1 } = this.#identity;
    if (size !== undefined && this.#done !== size) {
      throw await this.#corrupt(`has ${this.#done} bytes instead of ${size}`);
    }
    const digest = this.#hash?.digest("hex");
    this.#hash = undefined;
    const expected = sha256 ?? (size === undefined ? undefined : gitSha1);
    if (expected !== undefined && digest !== expected) throw await this.#corrupt("does not match its checksum");
    await this.#opened().sync();
    await this.#close();
    await rename(this.#part, this.path);
    await rm(this.#notePath, { force: true });
  }

  #hasAdvancedTo = 0;
  #hasAdvanced(): boolean {
    const advanced = this.#done > this.#hasAdvancedTo;
    this.#hasAdvancedTo = this.#done;
    return advanced;
  }

  async #changed(): Promise<Error> {
    await this.discard();
    return fileChanged(this.file.name);
  }

  async #corrupt(what: string): Promise<Error> {
    await this.discard();
    return fileCorrupt(this.file.name, what);
  }

  #opened(): FileHandle {
    if (this.#handle === undefined) throw new Error("The download is not open");
    return this.#handle;
  }

  async #close(): Promise<void> {
    const handle = this.#handle;
    this.#handle = undefined;
    await handle?.close();
  }

  #report(): void {
    this.listener.onBytes(this.#done, this.#identity.size);
  }
}

function refuseOtherStart({ headers, address }: HubResponse, wanted: number): void {
  const start = /^bytes (\d+)-/.exec(headers["content-range"] ?? "")?.[1];
  if (Number(start) !== wanted) throw rangeRefused(address, "sends another part of the file than it was asked for");
}

async function writeAll(handle: FileHandle, bytes: Uint8Array, position: number): Promise<void> {
  for (let done = 0; done < bytes.length;) {
    const { bytesWritten } = await handle.write(bytes, done, bytes.length - done, position + done);
    done += bytesWritten;
  }
}
