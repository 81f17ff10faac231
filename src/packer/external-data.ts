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
    this.#descriptor ??= openSync(this.path, "wx");
    const offset = Math.ceil(this.#end / alignment) * alignment;
    let written = 0;
    while (written < bytes.length) {
      written += writeSync(this.#descriptor, bytes, written, bytes.length - written, offset + written);
    }
    this.#end = offset + bytes.length;
    return { file: basename(this.path), offset, length: bytes.length };
  }

  close(): void {
    if (this.#descriptor !== undefined) closeSync(this.#descriptor);
  }
}
