/** Windows bitmaps, which the libvips that comes with sharp does not read. */
import { decode } from "bmp-ts";
import type { RgbImage } from "../../model/rgb-image.ts";

/** Offsets in BITMAPINFOHEADER and its successors (Windows GDI, "Bitmap Header Types"). */
const headerEnd = 26;
const widthOffset = 18;
const heightOffset = 22;

/** Width and height in pixels, by the header alone; `undefined` if it is cut off or says that there are none. */
export function bmpSize(bytes: Uint8Array): { width: number; height: number } | undefined {
  if (bytes.length < headerEnd) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const width = view.getInt32(widthOffset, true);
  // A negative height says that the rows run from top to bottom.
  const height = Math.abs(view.getInt32(heightOffset, true));
  return width > 0 && height > 0 ? { width, height } : undefined;
}

/** The fourth byte of 32-bit pixels is left out: screen captures leave it unset. Throws where the file is damaged. */
export function decodeBmp(bytes: Uint8Array): RgbImage {
  const { width, height, data } = decode(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  const rgb = new Uint8Array(width * height * 3);
  // The library's order of bytes is A, B, G, R.
  for (let from = 0, to = 0; to < rgb.length; from += 4, to += 3) {
    rgb[to] = data[from + 3]!;
    rgb[to + 1] = data[from + 2]!;
    rgb[to + 2] = data[from + 1]!;
  }
  return { width, height, rgb };
}
