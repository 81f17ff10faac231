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

/** `[x, y, w, h, r, g, b, step]`, as `training/make_style_fixture.py` says it. */
export type Fill = readonly [x: number, y: number, w: number, h: number, r: number, g: number, b: number, step: number];

/** `painted` of `training/make_style_fixture.py`: fills in turn on white. */
export function paintedFills(width: number, height: number, fills: readonly Fill[]): RgbImage {
  const image = imageOf(width, height, () => 255);
  for (const [left, top, w, h, r, g, b, step] of fills) {
    for (let y = Math.max(top, 0); y < Math.min(top + h, height); y++) {
      for (let x = Math.max(left, 0); x < Math.min(left + w, width); x++) {
        if ((3 * x + 5 * y) % step !== 0) continue;
        const pattern = [0, 1, 2].map(
          (c) => (x * (3 + c) + y * (5 - c) + Math.floor(x / 8) * Math.floor(y / 8) * 16) % 256,
        );
        image.rgb.set(r < 0 ? pattern : [r, g, b], 3 * (y * width + x));
      }
    }
  }
  return image;
}
