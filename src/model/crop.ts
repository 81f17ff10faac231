/** A part of an image as an image of its own. */
import type { Box } from "../shared/types.ts";
import type { RgbImage } from "./rgb-image.ts";

/** The pixels of `box`, in whole pixels and within the image. */
export function cropOf({ width, rgb }: RgbImage, [left, top, boxWidth, boxHeight]: Box): RgbImage {
  const crop = new Uint8Array(boxWidth * boxHeight * 3);
  for (let row = 0; row < boxHeight; row++) {
    const from = ((top + row) * width + left) * 3;
    crop.set(rgb.subarray(from, from + boxWidth * 3), row * boxWidth * 3);
  }
  return { width: boxWidth, height: boxHeight, rgb: crop };
}
