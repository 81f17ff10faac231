/** A checkpoint's file, whatever its format: what it holds, and its tensors one by one. */
import { checkpointFormat, checkpointInvalid } from "./errors.ts";
import { pytorchHeader, pytorchTensors } from "./pytorch.ts";
import { LocalFile, type Reading } from "./reading.ts";
import { safetensorsTensors } from "./safetensors.ts";
import { readStored, rowsOf, type StoredTensor } from "./stored-tensor.ts";
import type { CheckpointSource, TensorInfo, TensorTable } from "./tensor-source.ts";

type Format = "safetensors" | "pytorch";

export class CheckpointFile implements CheckpointSource {
  readonly #file: LocalFile;
  readonly #tensors: ReadonlyMap<string, StoredTensor>;

  /**
   * Opens a file and checks its header; no tensor is read yet.
   *
   * @throws UserError `CHECKPOINT_MISSING`, `CHECKPOINT_INVALID`, `CHECKPOINT_FORMAT`, `CHECKPOINT_UNSAFE`
   */
  constructor(path: string) {
    this.#file = new LocalFile(path);
    try {
      this.#tensors = this.#file.parse(readTensors(path, this.#file.size));
    } catch (error) {
      this.#file.close();
      throw error;
    }
  }

  get path(): string {
    return this.#file.path;
  }

  names(): string[] {
    return [...this.#tensors.keys()];
  }

  shape(name: string): readonly number[] | undefined {
    return this.#tensors.get(name)?.shape;
  }

  info(name: string): TensorInfo | undefined {
    return this.#tensors.get(name);
  }

  read(name: string): Float32Array {
    return readStored(this.#file, name, this.#tensor(name));
  }

  readRows(name: string, first: number, end: number): Float32Array {
    return readStored(this.#file, name, rowsOf(this.#tensor(name), first, end));
  }

  close(): void {
    this.#file.close();
  }

  #tensor(name: string): StoredTensor {
    const tensor = this.#tensors.get(name);
    if (tensor === undefined) throw checkpointInvalid(this.path, `has no tensor ${name}`);
    return tensor;
  }
}

function* readTensors(path: string, size: number): Reading<ReadonlyMap<string, StoredTensor>> {
  switch (yield* formatOf(path, size)) {
    case "safetensors":
      return yield* safetensorsTensors(path, size);
    case "pytorch":
      return yield* pytorchTensors(path, size);
  }
}

/** What a file holds, from its header alone. @throws UserError as {@link CheckpointFile} does */
export function* readTable(path: string, size: number): Reading<TensorTable> {
  switch (yield* formatOf(path, size)) {
    case "safetensors":
      return yield* safetensorsTensors(path, size);
    case "pytorch":
      return yield* pytorchHeader(path, size);
  }
}

/** By the first bytes: names lie. */
function* formatOf(path: string, size: number): Reading<Format> {
  if (size < 8) throw checkpointInvalid(path, "is too short for a header");
  const head = new TextDecoder("latin1").decode(yield { offset: 0, length: Math.min(size, 64) });
  if (head.startsWith("PK\u0003\u0004")) return "pytorch";
  /* Eight bytes of a length, which may begin with any byte and ends with zeros, then the JSON object. */
  if (head[8] === "{" && head.slice(5, 8) === "\0\0\0") return "safetensors";
  if (head.startsWith("version https://git-lfs")) {
    throw checkpointFormat(path, 'is a Git LFS pointer, not the file itself ("git lfs pull" gets it)');
  }
  if (head.startsWith("GGUF")) throw checkpointFormat(path, "is a GGUF file, whose weights are quantised already");
  if (head.startsWith("\u0080")) throw checkpointFormat(path, "is a bare pickle, as PyTorch wrote before 1.6");
  if (/^\s*<(!doctype|html|\?xml)/i.test(head)) throw checkpointFormat(path, "is a web page");
  if (/^\0+$/.test(head)) throw checkpointInvalid(path, "begins with zeros: its download did not finish");
  if (/\.safetensors$/i.test(path)) return "safetensors";
  throw checkpointFormat(path, "is neither .safetensors nor PyTorch's zip format");
}
