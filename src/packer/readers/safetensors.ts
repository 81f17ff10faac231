/**
 * Header of `.safetensors` (huggingface/safetensors, "Format"): 8 bytes with the header's length N (uint64, little-endian), N bytes
 * of JSON `{name: {dtype, shape, data_offsets: [begin, end]}, "__metadata__"?: {…}}`, then the tensors' bytes without gaps.
 * Nothing in the file is trusted: the header is capped, and offsets, sizes and overlaps are checked before a byte is read.
 */
import * as v from "valibot";
import { dtypeBytes, dtypes } from "./dtypes.ts";
import { checkpointInvalid } from "./errors.ts";
import type { Reading } from "./reading.ts";
import { contiguousStrides, type StoredTensor } from "./stored-tensor.ts";
import { valuesOf } from "./tensor-source.ts";

/** The format's own limit is 100 MB; a model of 100,000 tensors needs 10. */
const headerCap = 16 * 1024 * 1024;

const offset = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const entrySchema = v.strictObject({
  dtype: v.picklist(dtypes, "the data type is not known"),
  shape: v.pipe(v.array(offset), v.maxLength(8)),
  data_offsets: v.tuple([offset, offset]),
});
const headerSchema = v.record(v.string(), v.unknown());

/**
 * @param path for messages
 * @param size of the file in bytes
 * @throws UserError `CHECKPOINT_INVALID`
 */
export function* safetensorsTensors(path: string, size: number): Reading<Map<string, StoredTensor>> {
  if (size < 8) throw checkpointInvalid(path, "is too short for a header");
  const start = yield { offset: 0, length: 8 };
  const length = Number(new DataView(start.buffer).getBigUint64(0, true));
  if (length > headerCap || length > size - 8) {
    throw checkpointInvalid(path, `names a header of ${length} bytes, which is more than it can hold`);
  }
  const header = v.safeParse(headerSchema, parseJson(path, yield { offset: 8, length }));
  if (!header.success) throw checkpointInvalid(path, "has a header that is not an object");
  const dataStart = 8 + length;
  const tensors = new Map<string, StoredTensor>();
  for (const [name, value] of Object.entries(header.output)) {
    if (name !== "__metadata__") tensors.set(name, readEntry(path, name, value, dataStart, size));
  }
  refuseOverlaps(path, tensors);
  return tensors;
}

function readEntry(path: string, name: string, value: unknown, dataStart: number, fileSize: number): StoredTensor {
  const parsed = v.safeParse(entrySchema, value);
  if (!parsed.success) throw checkpointInvalid(path, `describes ${name} wrongly: ${parsed.issues[0].message}`);
  const { dtype, shape, data_offsets: offsets } = parsed.output;
  const [begin, end] = offsets.map((relative) => dataStart + relative) as [number, number];
  const expected = valuesOf(shape) * dtypeBytes[dtype];
  if (end - begin !== expected)
    throw checkpointInvalid(path, `gives ${name} ${end - begin} bytes instead of ${expected}`);
  if (end > fileSize) throw checkpointInvalid(path, `ends before the tensor ${name} does`);
  return { dtype, shape, strides: contiguousStrides(shape), begin, place: `${path}:${begin}` };
}

function refuseOverlaps(path: string, tensors: ReadonlyMap<string, StoredTensor>): void {
  let end = 0;
  const bytes = ({ shape, dtype }: StoredTensor): number => valuesOf(shape) * dtypeBytes[dtype];
  for (const [name, tensor] of [...tensors].sort(([, a], [, b]) => a.begin - b.begin || bytes(a) - bytes(b))) {
    if (tensor.begin < end) throw checkpointInvalid(path, `stores ${name} over another tensor`);
    end = tensor.begin + bytes(tensor);
  }
}

function parseJson(path: string, bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    throw checkpointInvalid(path, "has a header that is not JSON");
  }
}
