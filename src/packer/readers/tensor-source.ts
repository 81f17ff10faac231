/**
 * Where weights come from: one interface for every format (`.safetensors`, sharded or not, PyTorch's `.pt`), and for a map in tests.
 * A tensor is read when it is asked for and kept by nobody, so that a checkpoint of any size needs the memory of its largest tensor; of
 * one that is large itself, rows can be read a few at a time.
 */
import type { Dtype } from "./dtypes.ts";

/** What a header says of a tensor. */
export interface TensorInfo {
  readonly dtype: Dtype;
  readonly shape: readonly number[];
  /** Where its first value stands: tensors with the same place are one (tied weights). */
  readonly place: string;
}

export interface TensorSource {
  /** In the order of the file. */
  names(): string[];
  /** undefined: there is no such tensor */
  shape(name: string): readonly number[] | undefined;
  /**
   * The tensor as float32, row-major.
   *
   * @throws UserError `CHECKPOINT_INVALID` where there is no such tensor, or it holds no floating point numbers
   */
  read(name: string): Float32Array;
  /** The rows [first, end) of the first axis, as {@link read} gives them. */
  readRows(name: string, first: number, end: number): Float32Array;
}

/** A source whose headers tell more. */
export interface CheckpointSource extends TensorSource {
  info(name: string): TensorInfo | undefined;
}

/** Tensors of a header alone, for plans: nothing can be read of them. */
export type TensorTable = ReadonlyMap<string, TensorInfo>;

export function tensorTable(source: CheckpointSource): TensorTable {
  return new Map(source.names().map((name) => [name, source.info(name)!]));
}

/** Values of a tensor of this shape. */
export function valuesOf(shape: readonly number[]): number {
  return shape.reduce((product, size) => product * size, 1);
}

/** Several sources as one; a name stands in one of them. */
export class JoinedSource implements CheckpointSource {
  readonly #owners = new Map<string, CheckpointSource>();

  /** @param names what a tensor of a source is called here; undefined leaves it out */
  constructor(
    parts: readonly { readonly source: CheckpointSource; readonly rename: (name: string) => string | undefined }[],
  ) {
    for (const { source, rename } of parts) {
      const renamed = new Map<string, string>();
      for (const name of source.names()) {
        const called = rename(name);
        if (called === undefined) continue;
        if (this.#owners.has(called)) throw new Error(`${called}: two tensors have this name`);
        renamed.set(called, name);
      }
      const view = new RenamedSource(source, renamed);
      for (const called of renamed.keys()) this.#owners.set(called, view);
    }
  }

  names(): string[] {
    return [...this.#owners.keys()];
  }

  shape(name: string): readonly number[] | undefined {
    return this.info(name)?.shape;
  }

  info(name: string): TensorInfo | undefined {
    return this.#owners.get(name)?.info(name);
  }

  read(name: string): Float32Array {
    return this.#owner(name).read(name);
  }

  readRows(name: string, first: number, end: number): Float32Array {
    return this.#owner(name).readRows(name, first, end);
  }

  #owner(name: string): CheckpointSource {
    const owner = this.#owners.get(name);
    if (owner === undefined) throw new Error(`${name}: there is no such tensor`);
    return owner;
  }
}

class RenamedSource implements CheckpointSource {
  constructor(
    private readonly source: CheckpointSource,
    /** Name here → name there. */
    private readonly renamed: ReadonlyMap<string, string>,
  ) {}

  names(): string[] {
    return [...this.renamed.keys()];
  }

  shape(name: string): readonly number[] | undefined {
    return this.info(name)?.shape;
  }

  info(name: string): TensorInfo | undefined {
    return this.source.info(this.renamed.get(name) ?? "");
  }

  read(name: string): Float32Array {
    return this.source.read(this.renamed.get(name) ?? "");
  }

  readRows(name: string, first: number, end: number): Float32Array {
    return this.source.readRows(this.renamed.get(name) ?? "", first, end);
  }
}
