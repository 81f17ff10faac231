/** What is too large to be read as a drawing or a chart (docs/nano.md §1.11, §1.12). The trainer has the same limits. */
import type { RgbImage } from "./rgb-image.ts";

const mostPixels = 8_000_000;
const mostLines = 300;

/** Whether an image with so many lines of text is neither empty nor too large. */
export function canBeDrawing({ width, height }: RgbImage, lines: number): boolean {
  const pixels = width * height;
  return pixels > 0 && pixels <= mostPixels && lines > 0 && lines <= mostLines;
}
