/** Text detection: image → boxes of text lines. Sizes and padding follow RapidOCR 3.10's `ch_ppocr_det` and `process_img`. */
import { Tensor, type InferenceSession } from "onnxruntime-node";
import { resizeRgb } from "../../model/resize.ts";
import type { RgbImage } from "../../model/rgb-image.ts";
import type { ProbabilityMap } from "./components.ts";
import type { Point, Quad } from "./min-area-rect.ts";
import { textBoxes } from "./text-boxes.ts";
import { tilesOf, type Tile } from "./tiles.ts";

/** The detector sees an image whose short side is at least this long, … */
const shortSide = 736;
/** … unless that would enlarge it more than this, … */
const mostEnlargement = 2;
/** … or make it larger than this: about four seconds on two cores. */
const mostPixels = 4_000_000;
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

export function detectorLayout(width: number, height: number): DetectorLayout {
  const isStrip = height <= lowestStrip || width / height > widestStrip;
  const barOfImage = isStrip
    ? Math.floor(Math.abs(2 * Math.max(Math.floor(width / widestStrip), lowestStrip) - height) / 2)
    : 0;
  const padded = height + 2 * barOfImage;
  const wanted = Math.max(1, shortSide / Math.min(width, padded));
  const scale = Math.min(wanted, mostEnlargement, Math.sqrt(mostPixels / (width * padded)));
  const fitted = (length: number): number => Math.max(1, Math.round((length * scale) / sizeStep)) * sizeStep;
  const fittedHeight = fitted(padded);
  const bar = Math.round((barOfImage * fittedHeight) / padded);
  return { width: fitted(width), contentHeight: fittedHeight - 2 * bar, bar };
}

/**
 * Corners of the text boxes in whole pixels of the image, in the detector's order.
 * @param onTile awaited after each call into ONNX Runtime with the part of the image that is done, in 0…1; may throw to end here
 */
export async function detectText(
  session: InferenceSession,
  image: RgbImage,
  onTile: (fraction: number) => Promise<void>,
): Promise<Quad[]> {
  const layout = detectorLayout(image.width, image.height);
  const input = detectorInput(image, layout);
  const map: ProbabilityMap = {
    width: layout.width,
    height: layout.contentHeight + 2 * layout.bar,
    values: new Float32Array(input.length / 3),
  };
  const tiles = tilesOf(map.width, map.height, sizeStep);
  for (const [index, tile] of tiles.entries()) {
    await detectTile(session, input, tile, map);
    await onTile((index + 1) / tiles.length);
  }
  const quads = textBoxes(map).map(({ corners }) => quadInImage(corners, image, layout));
  return quads.filter((quad) => isLongerThan(quad, shortestSide));
}

/** The scaled image as planes B, G, R; a channel value p is held as `p / 127.5 − 1`, the bars are black. */
function detectorInput(image: RgbImage, { width, contentHeight, bar }: DetectorLayout): Float32Array {
  const { rgb } = resizeRgb(image, width, contentHeight, "bilinear");
  const plane = width * (contentHeight + 2 * bar);
  const input = new Float32Array(3 * plane).fill(-1);
  for (let pixel = 0, at = bar * width; pixel < rgb.length; pixel += 3, at++) {
    input[at] = rgb[pixel + 2]! / 127.5 - 1;
    input[plane + at] = rgb[pixel + 1]! / 127.5 - 1;
    input[2 * plane + at] = rgb[pixel]! / 127.5 - 1;
  }
  return input;
}

/** Runs the detector on a tile of `input` and writes the probabilities of the tile's core to `map`. */
async function detectTile(
  session: InferenceSession,
  input: Float32Array,
  { seen, core }: Tile,
  map: ProbabilityMap,
): Promise<void> {
  const plane = map.width * map.height;
  const pixels = new Float32Array(3 * seen.width * seen.height);
  for (let row = 0; row < 3 * seen.height; row++) {
    const channel = Math.floor(row / seen.height);
    const from = channel * plane + (seen.top + (row % seen.height)) * map.width + seen.left;
    pixels.set(input.subarray(from, from + seen.width), row * seen.width);
  }
  const outputs = await session.run({ x: new Tensor("float32", pixels, [1, 3, seen.height, seen.width]) });
  const values = outputs[session.outputNames[0]!]!.data as Float32Array;
  for (let row = 0; row < core.height; row++) {
    const from = (core.top - seen.top + row) * seen.width + core.left - seen.left;
    map.values.set(values.subarray(from, from + core.width), (core.top + row) * map.width + core.left);
  }
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
