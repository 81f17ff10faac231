/** How weights are stored, and what every architecture piece is written into. */
import type { GraphBuilder } from "./graph.ts";
import type { Bits, ScaleRule } from "./quantise.ts";
import type { Weights } from "./weights.ts";

/**
 * How weights are stored. `float32`: as they are. `float16`: all but vectors in half precision, widened when a session loads. `quantised`:
 * matrices in `bits` per block of `block` values, the scales by `rule`, with a zero point for each block if `zeroPoints` says so; `rest`
 * is how convolutions and matrices whose rows no block divides are stored. `accuracyLevel` is that of `MatMulNBits`: 1 computes in
 * float32, 4 with activations in int8. `dynamic`: matrices for `DynamicQuantizeMatMul`.
 */
export type Storage =
  | { readonly kind: "float32" }
  | { readonly kind: "float16" }
  | { readonly kind: "dynamic" }
  | {
      readonly kind: "quantised";
      readonly bits: Bits;
      readonly block: number;
      readonly accuracyLevel: 1 | 4;
      readonly rule?: ScaleRule;
      readonly zeroPoints?: boolean;
      readonly rest?: "float16" | "float32";
    };

/** What was lost of a tensor. */
export interface TensorNote {
  readonly tensor: string;
  readonly shape: readonly number[];
  readonly stored: string;
  readonly squaredError: number;
  readonly squaredSum: number;
}

export interface Piece {
  readonly graph: GraphBuilder;
  readonly weights: Weights;
  readonly storage: Storage;
  /** How the token embedding and the vocabulary's head are stored; absent: like the rest. */
  readonly tokens?: Storage;
  /** Told of each tensor that is not stored as it was, once it is. */
  readonly note?: (note: TensorNote) => void;
}

/** The same piece with activations left in float32: for small products that an answer hangs on. */
export function withFloatActivations(piece: Piece): Piece {
  const { storage } = piece;
  return storage.kind === "quantised" ? { ...piece, storage: { ...storage, accuracyLevel: 1 } } : piece;
}

/** Whether a tensor that no quantiser takes is stored as float16. */
export function storesHalves({ storage }: Piece): boolean {
  return storage.kind === "float16" || (storage.kind === "quantised" && (storage.rest ?? "float16") === "float16");
}
