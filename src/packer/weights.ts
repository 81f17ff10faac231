/** The weights of a checkpoint by name, with their shapes and values checked and every reading noted. */
import { UserError } from "../shared/errors.ts";
import { valuesOf, type TensorSource } from "./readers/tensor-source.ts";

/** Some rows of a large matrix. */
export interface Rows {
  /** Number of the first row. */
  readonly first: number;
  /** Row-major. */
  readonly values: Float32Array;
}

/** Values of a slice of rows, at most (64 MiB of float32), unless one row has more. */
const sliceValues = 1 << 24;

export class Weights {
  readonly #read = new Set<string>();

  /** @param onRead called at every reading of a tensor or of a slice of one, before it, with the values it has; it may throw to end the work */
  constructor(
    private readonly source: TensorSource,
    private readonly onRead: (name: string, values: number) => void = () => undefined,
  ) {}

  has(name: string): boolean {
    return this.source.info(name) !== undefined;
  }

  /**
   * The tensor `name`, row-major.
   *
   * @throws UserError `CHECKPOINT_INVALID` when it is missing, not of this shape, or holds a value that is no number
   */
  read(name: string, shape: readonly number[]): Float32Array {
    this.#expect(name, shape);
    this.onRead(name, valuesOf(shape));
    this.#read.add(name);
    const values = this.source.read(name);
    refuseNonFinite(name, values, 0);
    return values;
  }

  /** The matrix `name`, some rows at a time, so that the largest ones need not be held at once. @throws as {@link read} */
  *rows(name: string, shape: readonly [rows: number, columns: number]): Generator<Rows, void, undefined> {
    this.#expect(name, shape);
    this.#read.add(name);
    const [rows, columns] = shape;
    const step = Math.max(1, Math.floor(sliceValues / Math.max(1, columns)));
    for (let first = 0; first < rows; first += step) {
      const end = Math.min(rows, first + step);
      this.onRead(name, (end - first) * columns);
      const values = this.source.readRows(name, first, end);
      refuseNonFinite(name, values, first * columns);
      yield { first, values };
    }
  }

  /** Names nobody has read: a sign that the configuration describes another model. */
  unread(): string[] {
    return this.source.names().filter((name) => !this.#read.has(name));
  }

  #expect(name: string, shape: readonly number[]): void {
    const found = this.source.info(name)?.shape;
    if (found === undefined) throw mismatch(`The checkpoint has no tensor ${name}.`);
    if (found.join() === shape.join()) return;
    throw mismatch(`The checkpoint's ${name} has shape [${found.join()}] instead of [${shape.join()}].`);
  }
}

/** A weight that is no number makes every answer nonsense, and shows nowhere else. */
function refuseNonFinite(name: string, values: Float32Array, before: number): void {
  for (let at = 0; at < values.length; at++) {
    if (Number.isFinite(values[at])) continue;
    throw new UserError(
      "CHECKPOINT_INVALID",
      `The checkpoint's ${name} holds ${values[at]} at place ${before + at}, which is no weight.`,
      "The training of this checkpoint has failed or its file is damaged; get another one.",
    );
  }
}

function mismatch(message: string): UserError {
  return new UserError(
    "CHECKPOINT_INVALID",
    message,
    "Check that the configuration and the weights come from the same export.",
  );
}
