/**
 * The central directory of a zip archive with Zip64 (PKWARE APPNOTE 6.3.10, §4.3): what PyTorch wraps a checkpoint in. Members are stored,
 * never compressed, so that a tensor can be read at its place.
 */
import { checkpointFormat, checkpointInvalid } from "./errors.ts";
import type { Reading } from "./reading.ts";

export interface ZipMember {
  /** Bytes of the content. */
  readonly size: number;
  /** Place of the member's local header. */
  readonly header: number;
}

const signatures = {
  local: 0x04034b50,
  central: 0x02014b50,
  end: 0x06054b50,
  end64: 0x06064b50,
  locator64: 0x07064b50,
};
const endBytes = 22;
const locatorBytes = 20;
const end64Bytes = 56;
const centralBytes = 46;
const localBytes = 30;
/** A comment may follow the end record. */
const tailBytes = endBytes + locatorBytes + 0xffff;
/** 100,000 members with long names. */
const directoryCap = 32 * 1024 * 1024;
const in32Bits = 0xffffffff;

/** Members by name. @throws UserError `CHECKPOINT_INVALID`, `CHECKPOINT_FORMAT` */
export function* zipMembers(path: string, size: number): Reading<Map<string, ZipMember>> {
  const directory = yield* findDirectory(path, size);
  if (directory.offset + directory.length > size || directory.length > directoryCap) {
    throw checkpointInvalid(path, `says that its directory of ${directory.length} bytes lies where it cannot`);
  }
  const bytes = yield directory;
  const view = viewOf(bytes);
  const members = new Map<string, ZipMember>();
  for (let at = 0; at + centralBytes <= bytes.length && view.getUint32(at, true) === signatures.central;) {
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map((field) => view.getUint16(at + field, true)) as [
      number,
      number,
      number,
    ];
    const extra = at + centralBytes + nameLength;
    const end = extra + extraLength + commentLength;
    if (end > bytes.length) throw checkpointInvalid(path, "has a directory that ends in the middle of a member");
    const name = new TextDecoder().decode(bytes.subarray(at + centralBytes, extra));
    const method = view.getUint16(at + 10, true);
    const encrypted = (view.getUint16(at + 8, true) & 1) === 1;
    const sizes = sizesOf(path, name, view, at, bytes.subarray(extra, extra + extraLength));
    if (method !== 0 || encrypted || sizes.packed !== sizes.size) {
      throw checkpointFormat(path, `holds ${name} compressed or encrypted, which torch.save never does`);
    }
    if (sizes.header + localBytes + sizes.size > size)
      throw checkpointInvalid(path, `ends before its member ${name} does`);
    if (members.has(name)) throw checkpointInvalid(path, `holds two members called ${name}`);
    members.set(name, { size: sizes.size, header: sizes.header });
    at = end;
  }
  if (members.size !== directory.members) {
    throw checkpointInvalid(path, `has ${members.size} members in its directory instead of ${directory.members}`);
  }
  return members;
}

/** Where a member's content begins: behind its local header, whose name and padding have lengths of their own. */
export function* contentOf(path: string, size: number, name: string, member: ZipMember): Reading<number> {
  const view = viewOf(yield { offset: member.header, length: localBytes });
  if (view.getUint32(0, true) !== signatures.local)
    throw checkpointInvalid(path, `has no member ${name} where it says`);
  const begin = member.header + localBytes + view.getUint16(26, true) + view.getUint16(28, true);
  if (begin + member.size > size) throw checkpointInvalid(path, `ends before its member ${name} does`);
  return begin;
}

function* findDirectory(path: string, size: number): Reading<{ offset: number; length: number; members: number }> {
  const length = Math.min(size, tailBytes);
  const start = size - length;
  const tail = yield { offset: start, length };
  const view = viewOf(tail);
  let at = length - endBytes;
  while (at >= 0 && !isEnd(view, at)) at--;
  if (at < 0) throw checkpointInvalid(path, "has no directory at its end: it was cut off, or is still being written");
  const at64 = at - locatorBytes;
  if (at64 < 0 || view.getUint32(at64, true) !== signatures.locator64) {
    return {
      members: view.getUint16(at + 10, true),
      length: view.getUint32(at + 12, true),
      offset: view.getUint32(at + 16, true),
    };
  }
  const place = Number(view.getBigUint64(at64 + 8, true));
  if (place + end64Bytes > size) throw checkpointInvalid(path, "says that its Zip64 directory lies behind its end");
  const end64 = viewOf(yield { offset: place, length: end64Bytes });
  if (end64.getUint32(0, true) !== signatures.end64)
    throw checkpointInvalid(path, "has no Zip64 directory where it says");
  const [members, bytes, offset] = [32, 40, 48].map((field) => Number(end64.getBigUint64(field, true))) as [
    number,
    number,
    number,
  ];
  return { members, length: bytes, offset };
}

/** The end record, whose comment reaches exactly to the end of the file. */
function isEnd(view: DataView, at: number): boolean {
  return (
    view.getUint32(at, true) === signatures.end && at + endBytes + view.getUint16(at + 20, true) === view.byteLength
  );
}

/** Sizes and place of a member; those that do not fit 32 bits stand in the Zip64 extra field, in this order (§4.5.3). */
function sizesOf(
  path: string,
  name: string,
  view: DataView,
  at: number,
  extra: Uint8Array,
): { size: number; packed: number; header: number } {
  const fields = [view.getUint32(at + 24, true), view.getUint32(at + 20, true), view.getUint32(at + 42, true)];
  const wide = zip64Field(extra);
  let next = 0;
  const [size, packed, header] = fields.map((value) => {
    if (value !== in32Bits) return value;
    if (wide === undefined || next + 8 > wide.byteLength) {
      throw checkpointInvalid(path, `does not say how large its member ${name} is`);
    }
    const found = Number(wide.getBigUint64(next, true));
    next += 8;
    return found;
  }) as [number, number, number];
  return { size, packed, header };
}

function zip64Field(extra: Uint8Array): DataView | undefined {
  const view = viewOf(extra);
  for (let at = 0; at + 4 <= extra.length;) {
    const length = view.getUint16(at + 2, true);
    const content = extra.subarray(at + 4, at + 4 + length);
    if (view.getUint16(at, true) === 1) return viewOf(content);
    at += 4 + length;
  }
  return undefined;
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
