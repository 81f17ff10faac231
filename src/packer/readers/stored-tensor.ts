/** A tensor at its place in a file, of any strides, and how its values are read. */
import { dtypeBytes, isFloatDtype, widen, type FloatDtype } from "./dtypes.ts";
import { checkpointInvalid } from "./errors.ts";
import type { LocalFile } from "./reading.ts";
import { valuesOf, type TensorInfo } from "./tensor-source.ts";

export interface StoredTensor extends TensorInfo {
  /** Of each axis, in values; 0 repeats what stands there (an expanded tensor). Never negative. */
  readonly strides: readonly number[];
  /** Place of the first value, from the file's start in bytes. */
  readonly begin: number;
}

/** Bytes that are read and widened at a time. */
const chunkBytes = 8 * 1024 * 1024;

/** Strides of a row-major tensor without gaps. */
export function contiguousStrides(shape: readonly number[]): number[] {
  const strides: number[] = [];
  let stride = 1;
  for (const size of shape.toReversed()) {
    strides.unshift(stride);
    stride *= size;
  }
  return strides;
}

/** Values from the first one to behind the last one. */
export function spanOf({ shape, strides }: Pick<StoredTensor, "shape" | "strides">): number {
  if (valuesOf(shape) === 0) return 0;
  return shape.reduce((span, size, axis) => span + (size - 1) * strides[axis]!, 1);
}

/** The rows [first, end) of a tensor as a tensor of their own. */
export function rowsOf(tensor: StoredTensor, first: number, end: number): StoredTensor {
  const [rows = 1, ...rest] = tensor.shape;
  if (first < 0 || end < first || end > rows) throw new Error(`Rows ${first} to ${end} of ${rows}`);
  const skipped = tensor.shape.length === 0 ? 0 : first * tensor.strides[0]!;
  return { ...tensor, shape: [end - first, ...rest], begin: tensor.begin + skipped * dtypeBytes[tensor.dtype] };
}

/** @throws UserError `CHECKPOINT_INVALID` where the tensor holds no floating point numbers, or the file ends before it does */
export function readStored(file: LocalFile, name: string, tensor: StoredTensor): Float32Array {
  const { dtype, shape, strides } = tensor;
  if (!isFloatDtype(dtype))
    throw checkpointInvalid(file.path, `holds ${name} as ${dtype}, which no weight is stored in`);
  const target = new Float32Array(valuesOf(shape));
  if (isContiguous(shape, strides)) {
    readContiguous(file, tensor.begin, dtype, target);
  } else {
    gather(file, tensor, dtype, target);
  }
  return target;
}

function isContiguous(shape: readonly number[], strides: readonly number[]): boolean {
  const dense = contiguousStrides(shape);
  return shape.every((size, axis) => size <= 1 || strides[axis] === dense[axis]);
}

function readContiguous(file: LocalFile, begin: number, dtype: FloatDtype, target: Float32Array): void {
  if (dtype === "F32") {
    file.readInto(new Uint8Array(target.buffer), begin);
    return;
  }
  const width = dtypeBytes[dtype];
  const values = Math.min(chunkBytes / width, target.length);
  const buffer = new Uint8Array(values * width);
  for (let first = 0; first < target.length; first += values) {
    const part = target.subarray(first, first + values);
    const bytes = buffer.subarray(0, part.length * width);
    file.readInto(bytes, begin + first * width);
    widen(bytes, dtype, part);
  }
}

/** A tensor whose values do not stand one after the other (transposed, sliced, expanded): its whole span is read. */
function gather(file: LocalFile, tensor: StoredTensor, dtype: FloatDtype, target: Float32Array): void {
  const span = new Float32Array(spanOf(tensor));
  readContiguous(file, tensor.begin, dtype, span);
  const { shape, strides } = tensor;
  const index = shape.map(() => 0);
  let at = 0;
  for (let next = 0; next < target.length; next++) {
    target[next] = span[at]!;
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      index[axis]!++;
      at += strides[axis]!;
      if (index[axis]! < shape[axis]!) break;
      at -= index[axis]! * strides[axis]!;
      index[axis] = 0;
    }
  }
}
