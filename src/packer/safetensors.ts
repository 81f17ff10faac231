/**
 * Reader of `.safetensors` (huggingface/safetensors, "Format"): 8 bytes with the header's length N (uint64, little-endian), N bytes
 * of JSON `{name: {dtype, shape, data_offsets: [begin, end]}, "__metadata__"?: {…}}`, then the tensors' bytes without gaps.
 * Nothing in the file is trusted: the header is capped, and offsets, sizes and overlaps are checked before a byte is read.
 */
import { Float16Array } from "@petamoriken/float16";
import { closeSync, fstatSync, openSync, readSync } from "node:fs";
import * as v from "valibot";
import { UserError } from "../shared/errors.ts";

/** The format's own limit is 100 MB; a model of 100,000 tensors needs 10. */
const headerCap = 16 * 1024 * 1024;

const dtypeBytes = { F32: 4, F16: 2, BF16: 2 } as const;
type Dtype = keyof typeof dtypeBytes;

const offset = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const entrySchema = v.strictObject({
  dtype: v.picklist(["F32", "F16", "BF16"], "the data type must be F32, F16 or BF16"),
  shape: v.pipe(v.array(offset), v.maxLength(8)),
  data_offsets: v.tuple([offset, offset]),
});
const headerSchema = v.record(v.string(), v.unknown());

interface Entry {
  readonly dtype: Dtype;
  readonly shape: readonly number[];
  /** From the file's start, in bytes. */
  readonly begin: number;
  readonly end: number;
}

export class SafetensorsFile {
  readonly #descriptor: number;
  readonly #entries: ReadonlyMap<string, Entry>;

  /** Opens a file and checks its header. @throws UserError `CHECKPOINT_MISSING`, `CHECKPOINT_INVALID` */
  constructor(private readonly path: string) {
    this.#descriptor = open(path);
    try {
      this.#entries = readHeader(path, this.#descriptor);
    } catch (error) {
      closeSync(this.#descriptor);
      throw error;
    }
  }

  names(): string[] {
    return [...this.#entries.keys()];
  }

  shape(name: string): readonly number[] | undefined {
    return this.#entries.get(name)?.shape;
  }

  /** The tensor as float32, row-major. @throws UserError `CHECKPOINT_INVALID` when there is no such tensor */
  read(name: string): Float32Array {
    return this.readRows(name, 0, this.shape(name)?.[0] ?? 1);
  }

  /** Its rows [first, end). */
  readRows(name: string, first: number, end: number): Float32Array {
    const entry = this.#entries.get(name);
    if (entry === undefined) throw invalid(this.path, `has no tensor ${name}`);
    const row = (entry.end - entry.begin) / (entry.shape[0] ?? 1);
    const bytes = readBytes(this.path, this.#descriptor, entry.begin + first * row, (end - first) * row);
    switch (entry.dtype) {
      case "F32":
        return new Float32Array(bytes.buffer, 0, bytes.length / 4);
      case "F16":
        return Float32Array.from(new Float16Array(bytes.buffer, 0, bytes.length / 2));
      case "BF16":
        return widenBfloat16(new Uint16Array(bytes.buffer, 0, bytes.length / 2));
    }
  }

  close(): void {
    closeSync(this.#descriptor);
  }
}

function open(path: string): number {
  try {
    return openSync(path, "r");
  } catch (error) {
    throw new UserError(
      "CHECKPOINT_MISSING",
      `${path} cannot be opened.`,
      "Give the folder that holds model.safetensors, config.json, tokenizer.json, card.md and LICENSE.",
      { cause: error },
    );
  }
}

function readHeader(path: string, descriptor: number): Map<string, Entry> {
  const fileSize = fstatSync(descriptor).size;
  if (fileSize < 8) throw invalid(path, "is too short for a header");
  const length = Number(new DataView(readBytes(path, descriptor, 0, 8).buffer).getBigUint64(0, true));
  if (length > headerCap || length > fileSize - 8) {
    throw invalid(path, `names a header of ${length} bytes, which is more than it can hold`);
  }
  const header = v.safeParse(headerSchema, parseJson(path, readBytes(path, descriptor, 8, length)));
  if (!header.success) throw invalid(path, "has a header that is not an object");
  const dataStart = 8 + length;
  const entries = new Map<string, Entry>();
  for (const [name, value] of Object.entries(header.output)) {
    if (name !== "__metadata__") entries.set(name, readEntry(path, name, value, dataStart, fileSize));
  }
  refuseOverlaps(path, entries);
  return entries;
}

function readEntry(path: string, name: string, value: unknown, dataStart: number, fileSize: number): Entry {
  const parsed = v.safeParse(entrySchema, value);
  if (!parsed.success) throw invalid(path, `describes ${name} wrongly: ${parsed.issues[0].message}`);
  const { dtype, shape, data_offsets: offsets } = parsed.output;
  const [begin, end] = offsets.map((relative) => dataStart + relative) as [number, number];
  const expected = shape.reduce((product, size) => product * size, dtypeBytes[dtype]);
  if (end - begin !== expected) throw invalid(path, `gives ${name} ${end - begin} bytes instead of ${expected}`);
  if (end > fileSize) throw invalid(path, `ends before the tensor ${name} does`);
  return { dtype, shape, begin, end };
}

function refuseOverlaps(path: string, entries: ReadonlyMap<string, Entry>): void {
  let end = 0;
  for (const [name, entry] of [...entries].sort(([, a], [, b]) => a.begin - b.begin || a.end - b.end)) {
    if (entry.begin < end) throw invalid(path, `stores ${name} over another tensor`);
    end = entry.end;
  }
}

function parseJson(path: string, bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    throw invalid(path, "has a header that is not JSON");
  }
}

/** @returns exactly `length` bytes in a buffer of their own */
function readBytes(path: string, descriptor: number, position: number, length: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(length);
  let done = 0;
  while (done < length) {
    const count = readSync(descriptor, bytes, done, length - done, position + done);
    if (count === 0) throw invalid(path, "ends before its last tensor does");
    done += count;
  }
  return bytes;
}

/** bfloat16 is the upper half of a float32. */
function widenBfloat16(halves: Uint16Array): Float32Array {
  return new Float32Array(Uint32Array.from(halves, (half) => half << 16).buffer);
}

function invalid(path: string, what: string): UserError {
  return new UserError(
    "CHECKPOINT_INVALID",
    `${path} ${what}.`,
    "Export the checkpoint again, or copy it again in full.",
  );
}
