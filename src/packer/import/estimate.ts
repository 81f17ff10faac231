/** How large a pack becomes and how much memory its making needs, from shapes alone. */
import type { Precision } from "../../shared/family.ts";
import type { PackShares } from "../../shared/model-memory.ts";
import { valuesOf, type TensorTable } from "../readers/tensor-source.ts";

type Bits = Precision["matrices"];

/** Matrices from this size on are quantised; what is smaller does not count. */
const matrixFrom = 4096;
/** Graphs, their description and the errors of each tensor. */
const besides = 4e6;

/** Bytes of a tensor as a pack stores it: a matrix in blocks with a float32 scale each, everything else in float32. */
function storedBytes(shape: readonly number[], bits: Bits, { block, zeroPoints }: Precision): number {
  const values = valuesOf(shape);
  if (shape.length !== 2 || values < matrixFrom || bits === 32) return 4 * values;
  if (bits === 16) return 2 * values;
  const [rows, columns] = shape as [number, number];
  const blocks = rows * Math.ceil(columns / block);
  return blocks * ((block * bits) / 8 + 4 + (zeroPoints ? bits / 8 : 0));
}

/**
 * Bytes of the parts of a pack.
 *
 * @param checkpoint tensors of connector and language model that are used
 * @param encoders tensors of the encoders that are used
 */
export function packShares(
  checkpoint: TensorTable,
  encoders: readonly TensorTable[],
  precision: Precision,
): PackShares {
  const sum = (table: TensorTable, bitsOf: (name: string) => Bits): number =>
    [...table].reduce((total, [name, { shape }]) => total + storedBytes(shape, bitsOf(name), precision), 0);
  const isToken = (name: string): boolean => /embeddings?\.weight$|lm_head\.weight$/.test(name);
  return {
    languageModel: besides + sum(checkpoint, (name) => (isToken(name) ? precision.tokens : precision.matrices)),
    encoders: encoders.reduce((total, table) => total + sum(table, () => precision.encoders), 0),
  };
}

/** Resident memory of the packer without a tensor. */
const idleBytes = 150e6;
/** Buffers of a slice that is read, converted and written, and what waits for the garbage collector. */
const workBytes = 350e6;

/** Peak of an import: a checkpoint's size does not matter, its longest plain tensor does. */
export function importMemory(tables: readonly TensorTable[]): number {
  const plain = tables.flatMap((table) => [...table.values()]).filter(({ shape }) => shape.length !== 2);
  const longest = plain.reduce((most, { shape }) => Math.max(most, valuesOf(shape)), 0);
  return idleBytes + workBytes + 12 * longest;
}
