/** How weights are stored, and what every architecture piece is written into. */
import type { GraphBuilder } from "./graph.ts";
import type { Bits, ScaleRule } from "./quantise.ts";
import type { Weights } from "./weights.ts";

/**
 * How weights are stored. `float32`: as they are. `float16`: matrices in half precision, widened when a session loads. `quantised`: matrices in
 * `bits` per block of `block` values, the scales by `rule`, with a zero point for each block if `zeroPoints` says so; matrices whose
 * rows no block divides get a last block filled up with zeros if `padded` says so, and are stored like convolutions else. `accuracyLevel`
 * is that of `MatMulNBits`: 1 computes in float32, 4 with activations in int8. `dynamic`: matrices for `DynamicQuantizeMatMul`.
 * `convolutions`: float16 where nothing is said; vectors are always float32.
 */
export type Storage =
  | { readonly kind: "float32" }
  | { readonly kind: "float16"; readonly convolutions?: "float16" | "float32" }
  | { readonly kind: "dynamic" }
  | {
      readonly kind: "quantised";
      readonly bits: Bits;
      readonly block: number;
      readonly accuracyLevel: 1 | 4;
      readonly rule?: ScaleRule;
      readonly zeroPoints?: boolean;
      readonly padded?: boolean;
      readonly convolutions?: "float16" | "float32";
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

/** Whether matrices that no quantiser takes are stored as float16. */
export function halvesMatrices(storage: Storage): boolean {
  return storage.kind === "float16" || halvesConvolutions(storage);
}

/** Whether convolutions are stored as float16. */
export function halvesConvolutions(storage: Storage): boolean {
  return (storage.kind === "float16" || storage.kind === "quantised") && storage.convolutions !== "float32";
}
