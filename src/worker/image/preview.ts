/** A picture for people, of formats that browsers do not show. */
import sharp from "sharp";
import type { DecodedImage } from "./decode.ts";

/** Longest side in pixels: sharp enough for a screen, and small on its way. */
const longestSide = 3000;

/** PNG of the image as it was decoded, scaled down where it is very large; none where a browser shows the file itself. */
export async function previewOf({ format, rgb, width, height }: DecodedImage): Promise<Uint8Array | undefined> {
  if (format !== "tiff") return undefined;
  const png = await sharp(rgb, { raw: { width, height, channels: 3 } })
    .resize({ width: longestSide, height: longestSide, fit: "inside", withoutEnlargement: true })
    .png()
    .toBuffer();
  return new Uint8Array(png);
}
