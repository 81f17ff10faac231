/** The weights of a checkpoint by name, with their shapes checked and every use noted. */
import { UserError } from "../shared/errors.ts";
import type { TensorSource } from "./readers/tensor-source.ts";

/** A matrix whose rows are read when they are stored, a few at a time. */
export interface Matrix {
  /** Rows [first, end), row-major; the caller may write to them. */
  readonly rows: (first: number, end: number) => Float32Array;
}

export class Weights {
  readonly #used = new Set<string>();

  /** @param prefix what the source puts before every name; its other tensors do not exist here */
  constructor(
    private readonly source: TensorSource,
    private readonly prefix = "",
  ) {}

  has(name: string): boolean {
    return this.shape(name) !== undefined;
  }

  shape(name: string): readonly number[] | undefined {
    return this.source.shape(this.prefix + name);
  }

  names(): string[] {
    const { prefix } = this;
    return this.source.names().flatMap((name) => (name.startsWith(prefix) ? [name.slice(prefix.length)] : []));
  }

  /** Values of all tensors. */
  get values(): number {
    const sizes = this.names().map((name) => this.shape(name)!.reduce((product, size) => product * size, 1));
    return sizes.reduce((sum, size) => sum + size, 0);
  }

  /** The tensor `name`, row-major. @throws UserError `CHECKPOINT_INVALID` when it is missing, not of this shape, or holds what is no number */
  read(name: string, shape: readonly number[]): Float32Array {
    this.#use(name, shape);
    return finite(name, this.source.read(this.prefix + name));
  }

  /** The matrix `name`, which is read later. @throws UserError as {@link read}, what its values are when they are read */
  matrix(name: string, shape: readonly [number, number]): Matrix {
    this.#use(name, shape);
    return { rows: (first, end) => finite(name, this.source.readRows(this.prefix + name, first, end)) };
  }

  /** Counts the names that `belongs` to it as used: parts of a checkpoint that the model has no use for. */
  skip(belongs: (name: string) => boolean): void {
    for (const name of this.names()) if (belongs(name)) this.#used.add(name);
  }

  /** Names nobody has used: a sign that the configuration describes another model. */
  unread(): string[] {
    return this.names().filter((name) => !this.#used.has(name));
  }

  #use(name: string, shape: readonly number[]): void {
    const found = this.shape(name);
    if (found === undefined) throw mismatch(`The checkpoint has no tensor ${name}.`);
    if (found.join() !== shape.join()) {
      throw mismatch(`The checkpoint's ${name} has shape [${found.join()}] instead of [${shape.join()}].`);
    }
    this.#used.add(name);
  }
}

/** A tensor with NaN or an infinite value makes every answer nonsense. A sum tells whether there is one without looking at each. */
function finite(name: string, values: Float32Array): Float32Array {
  let sum = 0;
  for (const value of values) sum += value;
  if (Number.isFinite(sum)) return values;
  throw mismatch(`The checkpoint's ${name} holds values that are no finite numbers.`, "Export the checkpoint again.");
}

function mismatch(
  message: string,
  nextStep = "Check that the configuration and the tensors come from the same export.",
): UserError {
  return new UserError("CHECKPOINT_INVALID", message, nextStep);
}
