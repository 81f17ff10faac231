/** The pixels of a text box, turned upright and scaled to the recogniser's height. */
import type { RgbImage } from "../../model/rgb-image.ts";
import type { Point, Quad } from "./min-area-rect.ts";

/** Height of the recogniser's input in pixels. */
export const textHeight = 48;
/** A box that would be wider than this is squeezed: the time of a call grows with the width. */
export const widestCrop = 3200;

/** Planes B, G, R of `textHeight` rows and `width` columns; a channel value p in 0…255 is held as `p / 127.5 − 1`. */
export interface TextCrop {
  readonly width: number;
  readonly pixels: Float32Array;
}

/** The box as it is read when the picture is turned by a quarter: clockwise or counter-clockwise. */
export function quarterTurns([upperLeft, upperRight, lowerRight, lowerLeft]: Quad): readonly [Quad, Quad] {
  return [
    [lowerLeft, upperLeft, upperRight, lowerRight],
    [upperRight, lowerRight, lowerLeft, upperLeft],
  ];
}

/** Width and height of the box in whole pixels, at least 1. */
export function quadSize([upperLeft, upperRight, lowerRight, lowerLeft]: Quad): readonly [number, number] {
  const width = Math.max(distance(upperLeft, upperRight), distance(lowerRight, lowerLeft));
  const height = Math.max(distance(upperLeft, lowerLeft), distance(upperRight, lowerRight));
  return [Math.max(1, Math.floor(width)), Math.max(1, Math.floor(height))];
}

/**
 * Samples the parallelogram on the upper three corners bilinearly: what cropping by a perspective transform and resizing
 * (`cv2.INTER_LINEAR`) give one after the other. Samples never leave the box, nor the image.
 */
export function textCrop(image: RgbImage, quad: Quad): TextCrop {
  const [boxWidth, boxHeight] = quadSize(quad);
  const [origin, right, , down] = quad;
  const width = Math.min(widestCrop, Math.max(1, Math.ceil((textHeight * boxWidth) / boxHeight)));
  const alongX = (right.x - origin.x) / boxWidth;
  const alongY = (right.y - origin.y) / boxWidth;
  const acrossX = (down.x - origin.x) / boxHeight;
  const acrossY = (down.y - origin.y) / boxHeight;

  const plane = textHeight * width;
  const pixels = new Float32Array(3 * plane);
  for (let r = 0; r < textHeight; r++) {
    const across = clamp(((r + 0.5) * boxHeight) / textHeight - 0.5, 0, boxHeight - 1);
    for (let c = 0; c < width; c++) {
      const along = clamp(((c + 0.5) * boxWidth) / width - 0.5, 0, boxWidth - 1);
      const x = clamp(origin.x + along * alongX + across * acrossX, 0, image.width - 1);
      const y = clamp(origin.y + along * alongY + across * acrossY, 0, image.height - 1);
      writeSample(image, x, y, pixels, r * width + c, plane);
    }
  }
  return { width, pixels };
}

/** Writes the colour at (x, y), interpolated, to the three planes at `at`. */
function writeSample(image: RgbImage, x: number, y: number, out: Float32Array, at: number, plane: number): void {
  const { width, height, rgb } = image;
  const x0 = Math.floor(x);
  const y0 = Math.floor(y);
  const fx = x - x0;
  const fy = y - y0;
  const step = x0 + 1 < width ? 3 : 0;
  const upper = (y0 * width + x0) * 3;
  const lower = y0 + 1 < height ? upper + width * 3 : upper;
  for (let channel = 0; channel < 3; channel++) {
    const top = rgb[upper + channel]! + (rgb[upper + step + channel]! - rgb[upper + channel]!) * fx;
    const bottom = rgb[lower + channel]! + (rgb[lower + step + channel]! - rgb[lower + channel]!) * fx;
    out[(2 - channel) * plane + at] = (top + (bottom - top) * fy) / 127.5 - 1;
  }
}

function distance(a: Point, b: Point): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(Math.max(value, low), high);
}
