/**
 * Pixels → an encoder's input tensor, as the pack's manifest describes it (docs/nano.md §1.3, docs/family.md). Everything is scaled bicubically
 * and antialiased, as Pillow does it. The ways of `resize`:
 * - `letterbox`: as large as fits, centred, the rest is `fill` (the Nano);
 * - `resize-naive`: stretched to the canvas;
 * - `resize-crop`: the shorter edge scaled to the canvas's (over `crop`), its centre cut out: torchvision's Resize and CenterCrop;
 * - `letterbox-square`: `fill` added until it is square, then `resize-crop` (`letterbox` of the published code).
 */
import type { Preprocess } from "../shared/manifest.ts";
import { imageTooLarge } from "../shared/limits.ts";
import { resizeRgb, resizeWindow, type FramedImage } from "./resize.ts";
import type { RgbImage } from "./rgb-image.ts";

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
  { resize, size: [canvasHeight, canvasWidth], crop }: Preprocess,
): { width: number; height: number } {
  switch (resize) {
    case "letterbox": {
      const placed = letterboxPlacement(width, height, canvasWidth, canvasHeight);
      return { width: placed.width, height: placed.height };
    }
    case "letterbox-square": {
      const scale = shorterEdge(canvasWidth, crop) / Math.max(width, height);
      const seen = (length: number): number => Math.max(1, Math.min(canvasWidth, Math.round(length * scale)));
      return { width: seen(width), height: seen(height) };
    }
    case "resize-naive":
    case "resize-crop":
      return { width: canvasWidth, height: canvasHeight };
  }
}

/** The input (1, 3, H, W) of an encoder, channels RGB, value `(p / 255 − mean) / std`. */
export function encoderInput(image: RgbImage, preprocess: Preprocess): Float32Array {
  return normalised(onCanvas(image, preprocess), preprocess);
}

/** The image on the encoder's canvas, still 8-bit RGB. */
export function onCanvas(image: RgbImage, { resize, size: [height, width], fill, crop }: Preprocess): RgbImage {
  switch (resize) {
    case "letterbox": {
      const placed = letterboxPlacement(image.width, image.height, width, height);
      return placedOn(resizeRgb(image, placed.width, placed.height, "bicubic"), placed, { width, height }, fill);
    }
    case "resize-naive":
      return resizeRgb(image, width, height, "bicubic");
    case "resize-crop":
      return scaledAndCropped(inFrame(image, image.width, image.height, fill), width, height, crop);
    case "letterbox-square": {
      const edge = Math.max(image.width, image.height);
      return scaledAndCropped(inFrame(image, edge, edge, fill), width, height, crop);
    }
  }
}

/** Pixels of an edge, at most, where an image is cropped or padded: beyond it the kernel alone would fill the memory. */
const longestEdge = 2 ** 17;

/** torchvision's `Resize(edge)` then `CenterCrop((height, width))`. */
function scaledAndCropped(framed: FramedImage, width: number, height: number, crop = 1): RgbImage {
  const [shorter, longer] = [Math.min(framed.width, framed.height), Math.max(framed.width, framed.height)];
  if (longer > longestEdge)
    throw imageTooLarge(`The image has an edge of ${longer} pixels; this model reads ${longestEdge}.`);
  const edge = shorterEdge(Math.min(width, height), crop);
  const other = Math.trunc((edge * longer) / shorter);
  const [scaledWidth, scaledHeight] = framed.width <= framed.height ? [edge, other] : [other, edge];
  const window = {
    left: roundToEven((scaledWidth - width) / 2),
    top: roundToEven((scaledHeight - height) / 2),
    width,
    height,
  };
  return resizeWindow(framed, scaledWidth, scaledHeight, window, "bicubic");
}

function shorterEdge(canvas: number, crop = 1): number {
  return Math.floor(canvas / crop);
}

/**
 * The image in the middle of a canvas of `width` × `height`; where a difference is odd the canvas has one pixel less, because the published
 * code adds the same number of pixels on both sides.
 */
function inFrame(image: RgbImage, width: number, height: number, fill: Preprocess["fill"]): FramedImage {
  const [left, top] = [Math.trunc((width - image.width) / 2), Math.trunc((height - image.height) / 2)];
  return { image, left, top, width: image.width + 2 * left, height: image.height + 2 * top, fill };
}

function placedOn(
  image: RgbImage,
  { left, top }: Pick<Placement, "left" | "top">,
  { width, height }: { width: number; height: number },
  fill: Preprocess["fill"],
): RgbImage {
  const rgb = new Uint8Array(width * height * 3);
  for (let at = 0; at < rgb.length; at += 3) rgb.set(fill, at);
  for (let row = 0; row < image.height; row++) {
    const source = image.rgb.subarray(row * image.width * 3, (row + 1) * image.width * 3);
    rgb.set(source, ((top + row) * width + left) * 3);
  }
  return { width, height, rgb };
}

function normalised({ width, height, rgb }: RgbImage, { mean, std }: Preprocess): Float32Array {
  const plane = width * height;
  const input = new Float32Array(3 * plane);
  for (let channel = 0; channel < 3; channel++) {
    const levels = Float32Array.from({ length: 256 }, (_, p) => (p / 255 - mean[channel]!) / std[channel]!);
    for (let at = 0; at < plane; at++) input[channel * plane + at] = levels[rgb[3 * at + channel]!]!;
  }
  return input;
}

/** To the nearest integer, a half to the even one: Python's `round`. */
function roundToEven(value: number): number {
  const floor = Math.floor(value);
  const rest = value - floor;
  if (rest !== 0.5) return rest < 0.5 ? floor : floor + 1;
  return floor % 2 === 0 ? floor : floor + 1;
}
