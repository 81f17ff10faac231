/**
 * Parsers of file formats as coroutines: they ask for ranges of bytes and get them, so that one parser reads a file on disk and a
 * file behind ranged requests, whose headers tell what an import needs before it is downloaded.
 */
import { closeSync, fstatSync, openSync, readSync } from "node:fs";
import { checkpointInvalid, checkpointMissing } from "./errors.ts";

export interface ByteRange {
  /** From the file's start, in bytes. */
  readonly offset: number;
  readonly length: number;
}

/** Yields the ranges it needs; gets exactly as many bytes, in a buffer of their own. */
export type Reading<Result> = Generator<ByteRange, Result, Uint8Array<ArrayBuffer>>;

/** Runs a parser over bytes that come when they come. */
export async function readRemotely<Result>(
  reading: Reading<Result>,
  read: (range: ByteRange) => Promise<Uint8Array<ArrayBuffer>>,
): Promise<Result> {
  let step = reading.next();
  while (step.done !== true) step = reading.next(await read(step.value));
  return step.value;
}

/** A file on disk that is read at once, wherever it is asked to. */
export class LocalFile {
  readonly #descriptor: number;
  readonly size: number;

  /** @throws UserError `CHECKPOINT_MISSING` */
  constructor(readonly path: string) {
    try {
      this.#descriptor = openSync(path, "r");
    } catch (cause) {
      throw checkpointMissing(path, cause);
    }
    const found = fstatSync(this.#descriptor);
    this.size = found.size;
    if (!found.isFile()) {
      this.close();
      throw checkpointMissing(path, new Error("It is not a file"));
    }
  }

  /** Runs a parser over the file. */
  parse<Result>(reading: Reading<Result>): Result {
    let step = reading.next();
    while (step.done !== true) step = reading.next(this.read(step.value));
    return step.value;
  }

  /** @throws UserError `CHECKPOINT_INVALID` where the file ends before */
  read({ offset, length }: ByteRange): Uint8Array<ArrayBuffer> {
    const bytes = new Uint8Array(length);
    this.readInto(bytes, offset);
    return bytes;
  }

  /** Fills `target` with the bytes from `offset` on. @throws UserError `CHECKPOINT_INVALID` where the file ends before */
  readInto(target: Uint8Array, offset: number): void {
    let done = 0;
    while (done < target.length) {
      const count = readSync(this.#descriptor, target, done, target.length - done, offset + done);
      if (count === 0) throw checkpointInvalid(this.path, "ends before its last tensor does");
      done += count;
    }
  }

  close(): void {
    closeSync(this.#descriptor);
  }
}
