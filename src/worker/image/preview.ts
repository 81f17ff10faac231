/** Pictures for people: of formats that browsers do not show, and small ones that name an image among others. */
import sharp, { type Sharp } from "sharp";
import type { RgbImage } from "../../model/rgb-image.ts";
import type { DecodedImage } from "./decode.ts";

/** Longest side in pixels: sharp enough for a screen, and small on its way. */
const longestSide = 3000;
/** Twice the CSS pixels that a panel gives it. */
const thumbnailSize = { width: 160, height: 112 };

/** PNG of the image as it was decoded, scaled down where it is very large; none where a browser shows the file itself. */
export async function previewOf(image: DecodedImage): Promise<Uint8Array | undefined> {
  if (image.format !== "tiff") return undefined;
  const png = await pixels(image)
    .resize({ width: longestSide, height: longestSide, fit: "inside", withoutEnlargement: true })
    .png()
    .toBuffer();
  return new Uint8Array(png);
}

/** WebP of some kilobytes. A long strip shows its beginning, so that something can be made out. */
export async function thumbnailOf(image: RgbImage): Promise<Uint8Array> {
  const webp = await pixels(image)
    .resize({ ...thumbnailSize, fit: "cover", position: "left top", withoutEnlargement: true })
    .webp({ quality: 80 })
    .toBuffer();
  return new Uint8Array(webp);
}

function pixels({ rgb, width, height }: RgbImage): Sharp {
  return sharp(rgb, { raw: { width, height, channels: 3 } });
}
