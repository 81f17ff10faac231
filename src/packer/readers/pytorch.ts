/**
 * PyTorch's checkpoint format (torch/serialization.py, "zipfile-based format"): a zip of stored members `<name>/data.pkl`, the pickle
 * whose tensors refer to storages, and `<name>/data/<key>`, a storage's bytes. Several tensors may share a storage (tied weights, slices)
 * and stand in it in any strides. Dictionaries in dictionaries become names with dots.
 */
import { dtypeBytes } from "./dtypes.ts";
import { checkpointFormat, checkpointInvalid, checkpointUnsafe } from "./errors.ts";
import { readPickle } from "./pickle.ts";
import {
  BrokenPickle,
  isTensor,
  UnsafePickle,
  type PickledStorage,
  type PickledTensor,
  type PickledValue,
} from "./pickle-values.ts";
import type { Reading } from "./reading.ts";
import { spanOf, type StoredTensor } from "./stored-tensor.ts";
import { contentOf, zipMembers, type ZipMember } from "./zip.ts";

/** The pickle of a model of 100,000 tensors has 20 MB. */
const pickleCap = 64 * 1024 * 1024;
const deepest = 16;
/** Things in all dictionaries, each as often as it is reached: one that stands in others many times over is no checkpoint. */
const mostItems = 1_000_000;

/** A tensor whose place in the file is not looked up yet. */
interface FoundTensor {
  readonly tensor: PickledTensor;
  readonly member: string;
}

interface Archive {
  readonly members: ReadonlyMap<string, ZipMember>;
  readonly tensors: ReadonlyMap<string, FoundTensor>;
}

/**
 * Every tensor at its place.
 *
 * @param path for messages
 * @param size of the file in bytes
 * @throws UserError `CHECKPOINT_UNSAFE`, `CHECKPOINT_INVALID`, `CHECKPOINT_FORMAT`
 */
export function* pytorchTensors(path: string, size: number): Reading<Map<string, StoredTensor>> {
  const { members, tensors } = yield* readArchive(path, size);
  const begins = new Map<string, number>();
  const stored = new Map<string, StoredTensor>();
  for (const [name, { tensor, member }] of tensors) {
    const begin = begins.get(member) ?? (yield* contentOf(path, size, member, members.get(member)!));
    begins.set(member, begin);
    stored.set(name, { ...placed(path, tensor), begin: begin + tensor.offset * dtypeBytes[tensor.dtype] });
  }
  return stored;
}

/** Names, types and shapes alone: the pickle is read, no storage is touched. @throws as {@link pytorchTensors} */
export function* pytorchHeader(path: string, size: number): Reading<Map<string, StoredTensor>> {
  const { tensors } = yield* readArchive(path, size);
  return new Map([...tensors].map(([name, { tensor }]) => [name, { ...placed(path, tensor), begin: 0 }]));
}

function placed(path: string, { dtype, shape, strides, storage, offset }: PickledTensor): Omit<StoredTensor, "begin"> {
  return { dtype, shape, strides, place: `${path}:${storage.key}+${offset}/${strides.join()}` };
}

function* readArchive(path: string, size: number): Reading<Archive> {
  const members = yield* zipMembers(path, size);
  const pickle = [...members.keys()].find((name) => /^[^/]+\/data\.pkl$/.test(name));
  if (pickle === undefined)
    throw checkpointFormat(path, "is a zip archive without a data.pkl: torch.save did not write it");
  const folder = pickle.slice(0, -"data.pkl".length);
  if (members.has(`${folder}constants.pkl`)) throw checkpointFormat(path, "is a TorchScript program, not a checkpoint");
  yield* refuseBigEndian(path, size, `${folder}byteorder`, members);
  const { size: length } = members.get(pickle)!;
  if (length > pickleCap)
    throw checkpointInvalid(path, `has a data.pkl of ${length} bytes, which no list of tensors needs`);
  const offset = yield* contentOf(path, size, pickle, members.get(pickle)!);
  const tensors = new Map<string, FoundTensor>();
  for (const [name, tensor] of flatten(path, unpickle(path, yield { offset, length }))) {
    const member = `${folder}data/${tensor.storage.key}`;
    refuseLies(path, name, tensor, members.get(member));
    tensors.set(name, { tensor, member });
  }
  return { members, tensors };
}

function unpickle(path: string, bytes: Uint8Array): PickledValue {
  try {
    return readPickle(bytes);
  } catch (thrown) {
    if (thrown instanceof UnsafePickle) throw checkpointUnsafe(path, thrown.message);
    if (thrown instanceof BrokenPickle)
      throw checkpointInvalid(path, `has a data.pkl that is not valid: ${thrown.message}`);
    throw thrown;
  }
}

function* refuseBigEndian(
  path: string,
  size: number,
  name: string,
  members: ReadonlyMap<string, ZipMember>,
): Reading<void> {
  const member = members.get(name);
  if (member === undefined || member.size > 16) return;
  const offset = yield* contentOf(path, size, name, member);
  const order = new TextDecoder().decode(yield { offset, length: member.size });
  if (order.trim() === "big") throw checkpointFormat(path, "was written on a big-endian computer");
}

/** Tensors by their path through the dictionaries. */
function flatten(path: string, value: PickledValue): Map<string, PickledTensor> {
  const found = new Map<string, PickledTensor>();
  let items = 0;
  const walk = (inner: PickledValue, name: string, depth: number): void => {
    /* A dictionary may hold itself. */
    if (++items > mostItems || depth > deepest)
      throw checkpointInvalid(path, "holds too many dictionaries in each other");
    if (isTensor(inner)) found.set(name, inner);
    if (!(inner instanceof Map)) return;
    for (const [key, item] of inner) {
      if (typeof key === "string") walk(item, name === "" ? key : `${name}.${key}`, depth + 1);
    }
  };
  walk(value, "", 0);
  return found;
}

/** A tensor must lie in its storage, and the storage in its member. */
function refuseLies(path: string, name: string, tensor: PickledTensor, member: ZipMember | undefined): void {
  const { storage, dtype, offset, shape } = tensor;
  if (member === undefined) throw checkpointInvalid(path, `has no bytes for ${name} (data/${storage.key})`);
  const bytes = storageBytes(storage);
  if (bytes > member.size)
    throw checkpointInvalid(path, `gives ${name} a storage of ${bytes} bytes that has ${member.size}`);
  const end = (offset + spanOf(tensor)) * dtypeBytes[dtype];
  const own = storage.dtype === undefined || storage.dtype === dtype;
  if (!own || !Number.isSafeInteger(end) || end > bytes) {
    throw checkpointInvalid(path, `gives ${name} the shape [${shape.join()}], which its ${bytes} bytes do not hold`);
  }
}

function storageBytes({ dtype, length }: PickledStorage): number {
  return length * (dtype === undefined ? 1 : dtypeBytes[dtype]);
}
