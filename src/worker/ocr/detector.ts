/** Text detection: image → boxes of text lines. Sizes and padding as in RapidOCR 3.10's `ch_ppocr_det` and `process_img`. */
import { Tensor, type InferenceSession } from "onnxruntime-node";
import { resizeRgb } from "../../model/resize.ts";
import type { RgbImage } from "../../model/rgb-image.ts";
import type { ProbabilityMap } from "./components.ts";
import type { Point, Quad } from "./min-area-rect.ts";
import { textBoxes } from "./text-boxes.ts";

/** The detector sees an image whose short side is at least this long, … */
const shortSide = 736;
/** … as long as the long side does not pass this. */
const longSide = 2000;
/** The network halves the size five times. */
const sizeStep = 32;
/** A strip that is wider than this many times its height, or this low, gets black bars above and below. */
const widestStrip = 8;
const lowestStrip = 30;
/** Boxes whose sides are not longer than this, in pixels of the image, hold no text. */
const shortestSide = 3;

/** How an image is laid out for the detector: scaled to `width` × `contentHeight`, with black bars of `bar` rows each. */
export interface DetectorLayout {
  readonly width: number;
  readonly contentHeight: number;
  readonly bar: number;
}

/** What is read at most in one call into ONNX Runtime, in rows and columns of the scaled image. */
export function detectorLayout(width: number, height: number): DetectorLayout {
  const isStrip = height <= lowestStrip || width / height > widestStrip;
  const barOfImage = isStrip
    ? Math.floor(Math.abs(2 * Math.max(Math.floor(width / widestStrip), lowestStrip) - height) / 2)
    : 0;
  const padded = height + 2 * barOfImage;
  const wanted = Math.max(1, shortSide / Math.min(width, padded));
  const scale = Math.min(wanted, longSide / Math.max(width, padded));
  const fitted = (length: number): number => Math.max(1, Math.round((length * scale) / sizeStep)) * sizeStep;
  const fittedHeight = fitted(padded);
  const bar = Math.round((barOfImage * fittedHeight) / padded);
  return { width: fitted(width), contentHeight: fittedHeight - 2 * bar, bar };
}

/** Corners of the text boxes in whole pixels of the image, in the detector's order. */
export async function detectText(session: InferenceSession, image: RgbImage): Promise<Quad[]> {
  const layout = detectorLayout(image.width, image.height);
  const map = await probabilities(session, detectorInput(image, layout), layout);
  const quads = textBoxes(map).map(({ corners }) => quadInImage(corners, image, layout));
  return quads.filter((quad) => isLongerThan(quad, shortestSide));
}

/** The scaled image as planes B, G, R; a channel value p is held as `p / 127.5 − 1`, the bars are black. */
function detectorInput(image: RgbImage, { width, contentHeight, bar }: DetectorLayout): Float32Array {
  const { rgb: scaled } = resizeRgb(image, width, contentHeight, "bilinear");
  const plane = width * (contentHeight + 2 * bar);
  const input = new Float32Array(3 * plane).fill(-1);
  for (let pixel = 0, at = bar * width; pixel < scaled.length; pixel += 3, at++) {
    input[at] = scaled[pixel + 2]! / 127.5 - 1;
    input[plane + at] = scaled[pixel + 1]! / 127.5 - 1;
    input[2 * plane + at] = scaled[pixel]! / 127.5 - 1;
  }
  return input;
}

async function probabilities(
  session: InferenceSession,
  input: Float32Array,
  { width, contentHeight, bar }: DetectorLayout,
): Promise<ProbabilityMap> {
  const height = contentHeight + 2 * bar;
  const outputs = await session.run({ x: new Tensor("float32", input, [1, 3, height, width]) });
  return { width, height, values: outputs[session.outputNames[0]!]!.data as Float32Array };
}

function quadInImage(corners: Quad, image: RgbImage, { width, contentHeight, bar }: DetectorLayout): Quad {
  const inImage = ({ x, y }: Point): Point => ({
    x: clamp(Math.round((x / width) * image.width), image.width - 1),
    y: clamp(Math.round(((y - bar) / contentHeight) * image.height), image.height - 1),
  });
  const [a, b, c, d] = corners;
  return [inImage(a), inImage(b), inImage(c), inImage(d)];
}

function isLongerThan([upperLeft, upperRight, , lowerLeft]: Quad, length: number): boolean {
  const width = Math.hypot(upperRight.x - upperLeft.x, upperRight.y - upperLeft.y);
  const height = Math.hypot(lowerLeft.x - upperLeft.x, lowerLeft.y - upperLeft.y);
  return Math.floor(width) > length && Math.floor(height) > length;
}

function clamp(value: number, high: number): number {
  return Math.min(Math.max(value, 0), high);
}
