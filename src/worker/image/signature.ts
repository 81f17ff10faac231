/** What a file says it is in its first bytes. */

export type AcceptedFormat = "png" | "jpeg" | "webp" | "gif" | "svg" | "avif" | "tiff" | "bmp";

export type Signature =
  | { readonly kind: "accepted"; readonly format: AcceptedFormat }
  | { readonly kind: "unsupported"; readonly name: string }
  | { readonly kind: "lfs-pointer" }
  | { readonly kind: "unknown" };

const accepted = (format: AcceptedFormat): Signature => ({ kind: "accepted", format });
const unsupported = (name: string): Signature => ({ kind: "unsupported", name });

/** Prefixes as Latin-1 text. ISO media files (AVIF, HEIC) are told apart by the brand at byte 8. */
const prefixes: readonly (readonly [string, Signature])[] = [
  ["\x89PNG\r\n\x1a\n", accepted("png")],
  ["\xff\xd8\xff", accepted("jpeg")],
  ["GIF87a", accepted("gif")],
  ["GIF89a", accepted("gif")],
  ["II*\0", accepted("tiff")],
  ["MM\0*", accepted("tiff")],
  ["BM", accepted("bmp")],
  ["\0\0\x01\0", unsupported("an icon file (ICO)")],
  ["8BPS", unsupported("a Photoshop document")],
  ["%PDF", unsupported("a PDF document")],
  ["\xff\x0a", unsupported("a JPEG XL image")],
  ["\0\0\0\x0cJXL ", unsupported("a JPEG XL image")],
  ["\0\0\0\x0cjP  ", unsupported("a JPEG 2000 image")],
  ["\x1f\x8b", unsupported("compressed with gzip (perhaps an SVGZ)")],
  ["version https://git-lfs.github.com/spec/", { kind: "lfs-pointer" }],
];

export function signatureOf(bytes: Uint8Array): Signature {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 1024)).toString("latin1");
  const prefix = prefixes.find(([start]) => head.startsWith(start));
  if (prefix !== undefined) return prefix[1];
  if (head.startsWith("RIFF") && head.startsWith("WEBP", 8)) return accepted("webp");
  if (head.startsWith("ftyp", 4)) {
    return /^avi[fs]/.test(head.slice(8)) ? accepted("avif") : unsupported("an HEIC image or a film");
  }
  return /^(\xef\xbb\xbf)?\s*(<\?xml|<!--|<!DOCTYPE svg|<svg)/i.test(head) && /<svg|<!DOCTYPE svg/i.test(svgHead(bytes))
    ? accepted("svg")
    : { kind: "unknown" };
}

/** An SVG may open with long comments and a document type: its root stands in the first 64 KiB. */
function svgHead(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 65_536)).toString("latin1");
}
