/** Pixels of an image: 8-bit RGB, row-major, `rgb.length = 3 · width · height`, origin at the upper left corner. */
export interface RgbImage {
  readonly width: number;
  readonly height: number;
  readonly rgb: Uint8Array;
}
