/** Pixels → the encoder's input tensor, as the pack's manifest describes it (docs/nano.md §1.3). */
import sharp from "sharp";
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

/**
 * The input (1, 3, H, W) of `encoder.onnx`, channels RGB, value `(p / 255 − mean) / std`, scaled bicubically and antialiased:
 * - `letterbox`: as large as fits, centred, the rest is `fill`;
 * - `resize-crop`: as small as covers the canvas, centred, what reaches over is cut;
 * - `resize-naive`: stretched to the canvas.
 */
export async function letterbox(image: RgbImage, preprocess: Preprocess): Promise<Float32Array> {
  const [canvasHeight, canvasWidth] = preprocess.size;
  const { left, top, width, height } =
    preprocess.resize === "letterbox"
      ? letterboxPlacement(image.width, image.height, canvasWidth, canvasHeight)
      : { left: 0, top: 0, width: canvasWidth, height: canvasHeight };
  const scaled = await sharp(image.rgb, { raw: { width: image.width, height: image.height, channels: 3 } })
    .resize(width, height, { fit: preprocess.resize === "resize-crop" ? "cover" : "fill", kernel: "cubic" })
    .raw()
    .toBuffer();

  const plane = canvasHeight * canvasWidth;
  const input = new Float32Array(3 * plane);
  for (let channel = 0; channel < 3; channel++) {
    const normalised = (value: number): number => (value / 255 - preprocess.mean[channel]!) / preprocess.std[channel]!;
    input.fill(normalised(preprocess.fill[channel]!), channel * plane, (channel + 1) * plane);
    for (let row = 0; row < height; row++) {
      const to = channel * plane + (top + row) * canvasWidth + left;
      for (let column = 0; column < width; column++) {
        input[to + column] = normalised(scaled[(row * width + column) * 3 + channel]!);
      }
    }
  }
  return input;
}
