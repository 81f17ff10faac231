/**
 * A ready pack in a `.tar` (POSIX ustar or pax, gzipped or not): a few plain files, perhaps in one folder. Anything else that an archive can hold
 * is refused by name: links, devices, paths that climb out, headers that would fill the memory.
 */
import { createReadStream } from "node:fs";
import { mkdir, open, stat, type FileHandle } from "node:fs/promises";
import { join } from "node:path";
import { Parser, type ReadEntry } from "tar";
import { UserError } from "../../shared/errors.ts";
import { plainFileName } from "../../shared/manifest.ts";

/** Bytes of an extended header (pax, long names); a plain name needs none. */
const metaCap = 64 * 1024;
const mostFiles = 64;

/**
 * Unpacks `archive` into the folder `into`, which is made.
 *
 * @param onBytes told of the archive's bytes that were read
 * @param limit bytes of all files together
 * @throws UserError `PACK_ARCHIVE_INVALID`, `CANCELLED`, and the system's errors where it cannot write
 */
export async function unpack(
  archive: string,
  into: string,
  {
    limit,
    onBytes,
    turn,
  }: { limit: number; onBytes: (done: number, total: number) => void; turn: () => Promise<void> },
): Promise<void> {
  const { size } = await stat(archive);
  await mkdir(into, { recursive: true });
  const writer = new EntryWriter(into, limit);
  const parser = new Parser({
    strict: true,
    maxMetaEntrySize: metaCap,
    onReadEntry: (entry) => {
      writer.take(entry);
    },
  });
  /* An extended header that is too large is skipped by the parser; a file without its name or size is none. */
  parser.on("ignoredEntry", (entry: ReadEntry) => {
    writer.fail(invalid(archive, `has a header of ${entry.size} bytes, which no plain file needs`));
    entry.resume();
  });
  const failed = new Promise<never>((_, reject) => {
    parser.on("error", (cause: Error) => {
      reject(invalid(archive, `is not a tar archive, or is cut off (${cause.message.replace(/\.$/, "")})`));
    });
  });
  failed.catch(() => undefined);
  const ended = new Promise<void>((done) => parser.on("end", done));
  let read = 0;
  for await (const chunk of createReadStream(archive, { highWaterMark: 1 << 20 }) as AsyncIterable<Buffer>) {
    /* Listened for at once: it may drain while something else is waited for. */
    const drained = parser.write(chunk) ? undefined : new Promise((done) => parser.once("drain", done));
    read += chunk.length;
    onBytes(read, size);
    await turn();
    await Promise.race([writer.settled(), failed]);
    if (drained !== undefined) await Promise.race([drained, failed]);
  }
  parser.end();
  await Promise.race([ended, failed]);
  await writer.finish();
  if (writer.files === 0) throw invalid(archive, "holds no file");
}

/** Writes entries one after the other, in the order they come. */
class EntryWriter {
  files = 0;
  #folder: string | undefined;
  #bytes = 0;
  readonly #names = new Set<string>();
  #work: Promise<void> = Promise.resolve();
  #failure: Error | undefined;

  constructor(
    private readonly into: string,
    private readonly limit: number,
  ) {}

  fail(error: unknown): void {
    this.#failure ??= error instanceof Error ? error : new Error(String(error));
  }

  /** @throws what went wrong so far */
  settled(): Promise<void> {
    return this.#failure === undefined ? Promise.resolve() : Promise.reject(this.#failure);
  }

  async finish(): Promise<void> {
    await this.#work;
    await this.settled();
  }

  take(entry: ReadEntry): void {
    try {
      const name = this.#nameOf(entry);
      if (name !== undefined && this.#failure === undefined) {
        this.#work = this.#work
          .then(() => this.#write(entry, name))
          .catch((error: unknown) => {
            this.fail(error);
            entry.resume();
          });
        return;
      }
    } catch (error) {
      this.fail(error);
    }
    entry.resume();
  }

  /** The plain name of a file; undefined for a folder. */
  #nameOf({ path, type, size }: ReadEntry): string | undefined {
    const shown = path.slice(0, 200);
    if (type !== "File" && type !== "OldFile" && type !== "Directory") {
      throw invalid(shown, `is a ${type} in the archive; a pack has plain files alone`);
    }
    const parts = path
      .replace(/^(\.\/)+/, "")
      .split("/")
      .filter((part, n, all) => part !== "" || n < all.length - 1);
    if (parts.some((part) => part === "" || part === "." || part === "..") || parts.length > 2) {
      throw invalid(shown, "is a path in the archive that leaves the pack's folder");
    }
    if (type === "Directory") return undefined;
    const name = parts.at(-1) ?? "";
    const folder = parts.length === 2 ? parts[0] : "";
    this.#folder ??= folder;
    if (!plainFileName.test(name) || folder !== this.#folder) {
      throw invalid(shown, "is a path in the archive that no pack has");
    }
    if (this.#names.has(name.toLowerCase())) throw invalid(shown, "stands in the archive twice");
    this.#names.add(name.toLowerCase());
    this.#bytes += size;
    if (++this.files > mostFiles || this.#bytes > this.limit) {
      throw invalid(shown, `brings the files to ${this.#bytes} bytes, more than the archive has: it is cut off`);
    }
    return name;
  }

  async #write(entry: ReadEntry, name: string): Promise<void> {
    const handle: FileHandle = await open(join(this.into, name), "wx");
    try {
      let at = 0;
      for await (const chunk of entry) {
        await handle.write(chunk, 0, chunk.length, at);
        at += chunk.length;
      }
      if (at !== entry.size) throw invalid(name, `has ${at} bytes in the archive instead of ${entry.size}`);
      await handle.sync();
    } finally {
      await handle.close();
    }
  }
}

function invalid(what: string, why: string): UserError {
  return new UserError(
    "PACK_ARCHIVE_INVALID",
    `"${what}" ${why}.`,
    "Get the pack from its authors again; nothing of it was installed.",
  );
}
