/** Images made by formula. */
import type { RgbImage } from "../../../src/model/rgb-image.ts";

/** @param value the channel c in 0…2 at (x, y), in 0…255 */
export function imageOf(width: number, height: number, value: (x: number, y: number, c: number) => number): RgbImage {
  const rgb = new Uint8Array(width * height * 3);
  for (let i = 0; i < rgb.length; i++) {
    const pixel = Math.floor(i / 3);
    rgb[i] = value(pixel % width, Math.floor(pixel / width), i % 3);
  }
  return { width, height, rgb };
}
