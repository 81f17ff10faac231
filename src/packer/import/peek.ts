/**
 * The manifest of a pack inside a `.tar`, by its headers alone (POSIX ustar, IEEE Std 1003.1 "pax"): where each file begins, from header to header,
 * so that a pack at an address is known before it is downloaded. Whether the archive is sound is judged when it is unpacked.
 */
import { UserError } from "../../shared/errors.ts";
import { manifestFileName } from "../../shared/manifest.ts";
import type { Reading } from "../readers/reading.ts";

const block = 512;
const mostHeaders = 256;
const manifestCap = 4 * 1024 * 1024;

/** @returns what `JSON.parse` gives of the manifest. @throws UserError `PACK_ARCHIVE_INVALID` */
export function* manifestInTar(name: string, size: number): Reading<unknown> {
  for (let at = 0, headers = 0; at + block <= size && headers < mostHeaders; headers++) {
    const header = yield { offset: at, length: block };
    if (header.every((byte) => byte === 0)) break;
    const text = new TextDecoder("latin1").decode(header);
    if (at === 0 && header[0] === 0x1f && header[1] === 0x8b) throw invalid(name, "is compressed");
    if (!/^ustar[\0 ]/.test(text.slice(257))) throw invalid(name, "is not a tar archive");
    const length = sizeField(header);
    if (!Number.isSafeInteger(length) || at + block + length > size) {
      throw invalid(name, `names a file of ${length} bytes, which is more than it can hold`);
    }
    const path = text.slice(0, 100).replace(/\0.*$/s, "");
    const isFile = text[156] === "0" || text[156] === "\0";
    if (isFile && /^(\.\/)?([^/]+\/)?pack\.json$/.test(path)) {
      if (length > manifestCap) throw invalid(name, `has a ${manifestFileName} of ${length} bytes`);
      return parse(name, yield { offset: at + block, length });
    }
    at += block + Math.ceil(length / block) * block;
  }
  throw invalid(name, `holds no ${manifestFileName}`);
}

/** Octal digits, or a big-endian number whose first bit is set. */
function sizeField(header: Uint8Array): number {
  const field = header.subarray(124, 136);
  if ((field[0]! & 0x80) === 0) {
    const digits = new TextDecoder("latin1")
      .decode(field)
      .replace(/[\0 ]+$/, "")
      .trim();
    return /^[0-7]+$/.test(digits) ? Number.parseInt(digits, 8) : Number.NaN;
  }
  return field.reduce((value, byte, n) => value * 256 + (n === 0 ? byte & 0x7f : byte), 0);
}

function parse(name: string, bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    throw invalid(name, `has a ${manifestFileName} that is not JSON`);
  }
}

function invalid(name: string, why: string): UserError {
  return new UserError(
    "PACK_ARCHIVE_INVALID",
    `"${name}" ${why}.`,
    "Give a plain .tar of a pack's files; nothing of it was installed.",
  );
}
