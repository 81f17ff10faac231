/**
 * What a pickle of a checkpoint may hold, and the few functions that it may name: those build tensors, dictionaries and sizes, and are all
 * written here.
 */
import { storageDtypes, type StorageDtype } from "./torch-dtypes.ts";

/** Bytes of a storage in the archive, as a tensor refers to them. */
export interface PickledStorage {
  readonly kind: "storage";
  /** Name of the member under `data/`. */
  readonly key: string;
  /** undefined: bytes, whose tensors say what they are */
  readonly dtype: StorageDtype | undefined;
  /** Values, or bytes where there is no dtype. */
  readonly length: number;
}

/** A tensor as `torch._utils._rebuild_tensor_v2` gets it: places and strides in values. */
export interface PickledTensor {
  readonly kind: "tensor";
  readonly storage: PickledStorage;
  readonly dtype: StorageDtype;
  readonly offset: number;
  readonly shape: readonly number[];
  readonly strides: readonly number[];
}

/** Something that is only named, never called. */
interface PickledName {
  readonly kind: "global";
  readonly name: string;
}

export type PickledDict = Map<PickledValue, PickledValue>;
export type PickledValue =
  | null
  | boolean
  | number
  | bigint
  | string
  | Uint8Array
  | PickledValue[]
  | PickledDict
  | PickledStorage
  | PickledTensor
  | PickledName;

/** A pickle that names something which builds no tensor. */
export class UnsafePickle extends Error {}
/** A pickle that is no pickle, or not one that PyTorch writes. */
export class BrokenPickle extends Error {}

type Call = (args: PickledValue[]) => PickledValue;

export const calls: Readonly<Record<string, Call>> = {
  "collections.OrderedDict": ([pairs]) => {
    const dict: PickledDict = new Map();
    for (const pair of pairs === undefined ? [] : list(pairs)) {
      const [key, value] = list(pair);
      dict.set(key ?? null, value ?? null);
    }
    return dict;
  },
  "torch._utils._rebuild_tensor": rebuildTensor,
  "torch._utils._rebuild_tensor_v2": rebuildTensor,
  "torch._utils._rebuild_tensor_v3": ([storage, offset, shape, strides, , , dtype]) =>
    rebuildTensor([storage ?? null, offset ?? null, shape ?? null, strides ?? null], dtypeNamed(dtype)),
  "torch._utils._rebuild_parameter": ([tensor]) => tensorOf(tensor),
  "torch._utils._rebuild_parameter_with_state": ([tensor]) => tensorOf(tensor),
  "torch.Size": ([sizes]) => list(sizes ?? []),
};

/** What a pickle may name: {@link calls}, storages and number formats. */
export const knownGlobals: ReadonlySet<string> = new Set([
  ...Object.keys(calls),
  ...Object.keys(storageDtypes).map((name) => `torch.${name}`),
  "torch.storage.UntypedStorage",
  "torch.UntypedStorage",
]);

/** `("storage", type, key, location, length)`, as torch.save gives a storage a name. */
export function storageOf(id: PickledValue): PickledStorage {
  const [kind, type, key, , length] = list(id);
  if (kind !== "storage" || type === undefined || !isRecord(type) || type.kind !== "global") {
    throw new BrokenPickle("it refers to something that is no storage");
  }
  const name = type.name.replace(/^torch\.(storage\.)?/, "");
  const dtype = name === "UntypedStorage" ? undefined : storageDtypes[name];
  return { kind: "storage", key: text(key), dtype, length: count(length) };
}

function rebuildTensor(args: PickledValue[], dtype?: StorageDtype): PickledTensor {
  const [storage, offset, shape, strides] = args;
  if (storage === undefined || !isRecord(storage) || storage.kind !== "storage") {
    throw new BrokenPickle("it has a tensor without a storage");
  }
  const found = dtype ?? storage.dtype;
  if (found === undefined) throw new BrokenPickle("it has a tensor of no data type");
  const sizes = list(shape ?? null).map(count);
  const steps = list(strides ?? null).map(count);
  if (sizes.length !== steps.length || sizes.length > 8)
    throw new BrokenPickle("it has a tensor whose strides do not fit");
  return { kind: "tensor", storage, dtype: found, offset: count(offset), shape: sizes, strides: steps };
}

function dtypeNamed(value: PickledValue | undefined): StorageDtype {
  const found =
    value !== undefined && isRecord(value) && value.kind === "global" ? storageDtypes[value.name.slice(6)] : undefined;
  if (found === undefined) throw new BrokenPickle("it has a tensor of no data type");
  return found;
}

function tensorOf(value: PickledValue | undefined): PickledTensor {
  if (value !== undefined && isTensor(value)) return value;
  throw new BrokenPickle("it has a parameter without a tensor");
}

export function isTensor(value: PickledValue): value is PickledTensor {
  return isRecord(value) && value.kind === "tensor";
}

export function isRecord(value: PickledValue): value is PickledStorage | PickledTensor | PickledName {
  return typeof value === "object" && value !== null && "kind" in value;
}

export function list(value: PickledValue): PickledValue[] {
  if (!Array.isArray(value)) throw new BrokenPickle("it has another value where a list should be");
  return value;
}

export function text(value: PickledValue | undefined): string {
  if (typeof value !== "string") throw new BrokenPickle("it has another value where a text should be");
  return value;
}

function count(value: PickledValue | undefined): number {
  if (typeof value !== "number" || !Number.isSafeInteger(value) || value < 0) {
    throw new BrokenPickle("it has a tensor whose size is no size");
  }
  return value;
}
