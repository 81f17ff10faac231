/**
 * The file of large weights beside a graph (ONNX IR, docs/ExternalData.md): raw little-endian tensors, each at an offset that is a
 * multiple of 4096, so that ONNX Runtime can map them into memory.
 */
import { closeSync, openSync, writeSync } from "node:fs";
import { basename } from "node:path";

const alignment = 4096;

/** Where a tensor's bytes stand: file name (no folder), offset and length in bytes. */
export interface DataLocation {
  readonly file: string;
  readonly offset: number;
  readonly length: number;
}

export class ExternalDataWriter {
  #descriptor: number | undefined;
  #end = 0;

  /** @param path the file, made with the first tensor; it must not exist */
  constructor(private readonly path: string) {}

  /** Whether there is a file. */
  get written(): boolean {
    return this.#descriptor !== undefined;
  }

  append(bytes: Uint8Array): DataLocation {
    const location = this.reserve(bytes.length);
    this.writeAt(location.offset, bytes);
    return location;
  }

  /** A place for `length` bytes, which {@link writeAt} fills. */
  reserve(length: number): DataLocation {
    const offset = Math.ceil(this.#end / alignment) * alignment;
    this.#end = offset + length;
    return { file: basename(this.path), offset, length };
  }

  writeAt(offset: number, bytes: Uint8Array): void {
    this.#descriptor ??= openSync(this.path, "wx");
    let written = 0;
    while (written < bytes.length) {
      written += writeSync(this.#descriptor, bytes, written, bytes.length - written, offset + written);
    }
  }

  close(): void {
    if (this.#descriptor !== undefined) closeSync(this.#descriptor);
  }
}
