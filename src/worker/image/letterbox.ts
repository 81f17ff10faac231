/** Pixels → the encoder's input tensor, as the pack's manifest describes it (docs/nano.md §1.3). */
import { resizeRgb } from "../../model/resize.ts";
import type { RgbImage } from "../../model/rgb-image.ts";
import type { PackManifest } from "../../shared/manifest.ts";

type Preprocess = PackManifest["preprocess"];

/** Where the scaled image lies on the canvas, in pixels of the canvas. */
export interface Placement {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** As large as fits into `canvasWidth` × `canvasHeight`, centred, at least one pixel. */
export function letterboxPlacement(
  width: number,
  height: number,
  canvasWidth: number,
  canvasHeight: number,
): Placement {
  const scale = Math.min(canvasWidth / width, canvasHeight / height);
  const fitted = (length: number): number => Math.max(1, Math.floor(length * scale + 0.5));
  return {
    left: Math.floor((canvasWidth - fitted(width)) / 2),
    top: Math.floor((canvasHeight - fitted(height)) / 2),
    width: fitted(width),
    height: fitted(height),
  };
}

/** Size of the picture on the model's canvas, in pixels. */
export function sizeSeen(
  { width, height }: Pick<RgbImage, "width" | "height">,
  { resize, size: [canvasHeight, canvasWidth] }: Preprocess,
): { width: number; height: number } {
  if (resize !== "letterbox") return { width: canvasWidth, height: canvasHeight };
  const placed = letterboxPlacement(width, height, canvasWidth, canvasHeight);
  return { width: placed.width, height: placed.height };
}

/**
 * The input (1, 3, H, W) of `encoder.onnx`, channels RGB, value `(p / 255 − mean) / std`, scaled bicubically and antialiased:
 * - `letterbox`: as large as fits, centred, the rest is `fill`;
 * - `resize-crop`: what is in the centre and has the canvas's shape, scaled to the canvas;
 * - `resize-naive`: stretched to the canvas.
 */
export function letterbox(image: RgbImage, preprocess: Preprocess): Float32Array {
  const [canvasHeight, canvasWidth] = preprocess.size;
  const { left, top, width, height } =
    preprocess.resize === "letterbox"
      ? letterboxPlacement(image.width, image.height, canvasWidth, canvasHeight)
      : { left: 0, top: 0, width: canvasWidth, height: canvasHeight };
  const source = preprocess.resize === "resize-crop" ? centreCrop(image, canvasWidth / canvasHeight) : image;
  const { rgb } = resizeRgb(source, width, height, "bicubic");

  const plane = canvasHeight * canvasWidth;
  const input = new Float32Array(3 * plane);
  for (let channel = 0; channel < 3; channel++) {
    const normalised = (value: number): number => (value / 255 - preprocess.mean[channel]!) / preprocess.std[channel]!;
    input.fill(normalised(preprocess.fill[channel]!), channel * plane, (channel + 1) * plane);
    for (let row = 0; row < height; row++) {
      const to = channel * plane + (top + row) * canvasWidth + left;
      for (let column = 0; column < width; column++) {
        input[to + column] = normalised(rgb[(row * width + column) * 3 + channel]!);
      }
    }
  }
  return input;
}

/** The largest part of the image around its centre whose width is `aspect` times its height. */
function centreCrop(image: RgbImage, aspect: number): RgbImage {
  const width = Math.max(1, Math.min(image.width, Math.round(image.height * aspect)));
  const height = Math.max(1, Math.min(image.height, Math.round(image.width / aspect)));
  const left = Math.floor((image.width - width) / 2);
  const top = Math.floor((image.height - height) / 2);
  const rgb = new Uint8Array(width * height * 3);
  for (let row = 0; row < height; row++) {
    const from = ((top + row) * image.width + left) * 3;
    rgb.set(image.rgb.subarray(from, from + width * 3), row * width * 3);
  }
  return { width, height, rgb };
}
