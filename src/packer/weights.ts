/** The weights of a checkpoint by name, with their shapes checked and every reading noted. */
import { UserError } from "../shared/errors.ts";
import type { TensorSource } from "./readers/tensor-source.ts";

export class Weights {
  readonly #read = new Set<string>();

  /** @param onRead called at every reading, before it */
  constructor(
    private readonly source: TensorSource,
    private readonly onRead: (name: string) => void = () => undefined,
  ) {}

  has(name: string): boolean {
    return this.source.shape(name) !== undefined;
  }

  /** The tensor `name`, row-major. @throws UserError `CHECKPOINT_INVALID` when it is missing or not of this shape */
  read(name: string, shape: readonly number[]): Float32Array {
    const found = this.source.shape(name);
    if (found === undefined) throw mismatch(`The checkpoint has no tensor ${name}.`);
    if (found.join() !== shape.join()) {
      throw mismatch(`The checkpoint's ${name} has shape [${found.join()}] instead of [${shape.join()}].`);
    }
    this.onRead(name);
    this.#read.add(name);
    return this.source.read(name);
  }

  /** Names nobody has read: a sign that the configuration describes another model. */
  unread(): string[] {
    return this.source.names().filter((name) => !this.#read.has(name));
  }
}

function mismatch(message: string): UserError {
  return new UserError(
    "CHECKPOINT_INVALID",
    message,
    "Check that config.json and model.safetensors come from the same export.",
  );
}
