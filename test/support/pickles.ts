/** Archives and pickles as an attacker or an accident would make them: every byte is the test's. */
import { crc32 } from "node:zlib";

/** A zip archive of stored members, without Zip64. */
export function zipOf(members: Readonly<Record<string, Uint8Array>>): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [name, content] of Object.entries(members)) {
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(20, 0);
    fields.writeUInt32LE(crc32(content), 10);
    fields.writeUInt32LE(content.length, 14);
    fields.writeUInt32LE(content.length, 18);
    fields.writeUInt16LE(name.length, 22);
    const local = Buffer.concat([Buffer.from("PK\u0003\u0004", "latin1"), fields, Buffer.from(name), content]);
    const central = Buffer.alloc(16);
    central.writeUInt32LE(offset, 12);
    const made = Buffer.from([20, 0]);
    directory.push(
      Buffer.concat([Buffer.from("PK\u0001\u0002", "latin1"), made, fields, central.subarray(2), Buffer.from(name)]),
    );
    parts.push(local);
    offset += local.length;
  }
  const bytes = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write("PK\u0005\u0006", "latin1");
  for (const at of [8, 10]) end.writeUInt16LE(directory.length, at);
  end.writeUInt32LE(bytes.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...parts, bytes, end]);
}

/** A `.pt` of a pickle and its storages. */
export function checkpointOf(pickle: Uint8Array, storages: Readonly<Record<string, Uint8Array>> = {}): Buffer {
  const data = Object.entries(storages).map(([key, bytes]) => [`archive/data/${key}`, bytes] as const);
  return zipOf({ "archive/data.pkl": pickle, ...Object.fromEntries(data), "archive/version": Buffer.from("3\n") });
}

/** Opcodes and texts in a row, between protocol 2 and the end. */
export function pickleOf(...parts: readonly (string | Uint8Array | number)[]): Buffer {
  const bytes = parts.map((part) =>
    typeof part === "string" ? Buffer.from(part, "latin1") : typeof part === "number" ? Buffer.from([part]) : part,
  );
  return Buffer.concat([Buffer.from([0x80, 2]), ...bytes, Buffer.from(".")]);
}

export function unicode(text: string): Buffer {
  const length = Buffer.alloc(5);
  length.write("X");
  length.writeUInt32LE(Buffer.byteLength(text), 1);
  return Buffer.concat([length, Buffer.from(text)]);
}

export function integer(value: number): Buffer {
  const bytes = Buffer.alloc(5);
  bytes.write("J");
  bytes.writeInt32LE(value, 1);
  return bytes;
}

/** `torch._utils._rebuild_tensor_v2` over storage `key` of `length` values. */
export function tensor(options: {
  key: string;
  length: number;
  shape: readonly number[];
  strides?: readonly number[];
  offset?: number;
  storage?: string;
}): Buffer {
  const { key, length, shape, offset = 0, storage = "FloatStorage" } = options;
  const strides = options.strides ?? shape.map((_, axis) => shape.slice(axis + 1).reduce((a, b) => a * b, 1));
  const tuple = (values: readonly number[]): Buffer =>
    Buffer.concat([Buffer.from("("), ...values.map(integer), Buffer.from("t")]);
  return Buffer.concat([
    Buffer.from("ctorch._utils\n_rebuild_tensor_v2\n(("),
    unicode("storage"),
    Buffer.from(`ctorch\n${storage}\n`),
    unicode(key),
    unicode("cpu"),
    integer(length),
    Buffer.from("tQ"),
    integer(offset),
    tuple(shape),
    tuple(strides),
    Buffer.from([0x89]),
    Buffer.from("ccollections\nOrderedDict\n)RtR"),
  ]);
}

/** A dictionary of names and values. */
export function dict(items: Readonly<Record<string, Uint8Array>>): Buffer {
  return Buffer.concat([
    Buffer.from("}("),
    ...Object.entries(items).flatMap(([name, value]) => [unicode(name), Buffer.from(value)]),
    Buffer.from("u"),
  ]);
}
