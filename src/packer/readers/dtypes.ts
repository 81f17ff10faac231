/** Number formats of tensors in checkpoints, by the names that safetensors gives them, and how they become float32. */
import { Float16Array } from "@petamoriken/float16";

/** Bytes of one value. */
export const dtypeBytes = {
  F64: 8,
  F32: 4,
  F16: 2,
  BF16: 2,
  I64: 8,
  I32: 4,
  I16: 2,
  I8: 1,
  U64: 8,
  U32: 4,
  U16: 2,
  U8: 1,
  BOOL: 1,
  F8_E5M2: 1,
  F8_E4M3: 1,
} as const;

export type Dtype = keyof typeof dtypeBytes;
export const dtypes = Object.keys(dtypeBytes) as readonly Dtype[];

/** The formats a weight may have. */
export const floatDtypes = ["F32", "F16", "BF16", "F64"] as const;
export type FloatDtype = (typeof floatDtypes)[number];

export function isFloatDtype(dtype: Dtype): dtype is FloatDtype {
  return (floatDtypes as readonly Dtype[]).includes(dtype);
}

/** All float16 values as float32: a table is several times faster than converting each value. */
let halfTable: Float32Array | undefined;

function halves(): Float32Array {
  halfTable ??= Float32Array.from(new Float16Array(Uint16Array.from({ length: 1 << 16 }, (_, bits) => bits).buffer));
  return halfTable;
}

/**
 * Widens little-endian values to float32 into `target`.
 *
 * @param bytes `target.length` values of `dtype`, aligned to their size
 */
export function widen(bytes: Uint8Array<ArrayBuffer>, dtype: FloatDtype, target: Float32Array): void {
  const { buffer, byteOffset } = bytes;
  const count = target.length;
  switch (dtype) {
    case "F64":
      target.set(new Float64Array(buffer, byteOffset, count));
      return;
    case "F32":
      target.set(new Float32Array(buffer, byteOffset, count));
      return;
    case "F16": {
      const bits = new Uint16Array(buffer, byteOffset, count);
      const table = halves();
      for (let at = 0; at < count; at++) target[at] = table[bits[at]!]!;
      return;
    }
    case "BF16": {
      /* bfloat16 is the upper half of a float32. */
      const bits = new Uint16Array(buffer, byteOffset, count);
      const words = new Uint32Array(target.buffer, target.byteOffset, count);
      for (let at = 0; at < count; at++) words[at] = bits[at]! << 16;
    }
  }
}
