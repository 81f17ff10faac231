/** Text recognition: the pixels of one text box → its text. */
import { Tensor, type InferenceSession } from "onnxruntime-node";
import type { RgbImage } from "../../model/rgb-image.ts";
import { decodeCtc, type Reading } from "./ctc.ts";
import type { Quad } from "./min-area-rect.ts";
import { quadSize, quarterTurns, textCrop, textHeight, type TextCrop } from "./text-crop.ts";

/** Widths are padded with grey to a multiple of this: the network reads eight columns a step. */
const widthStep = 8;
const narrowest = 48;
/** A box this many times as high as wide is perhaps text turned by a quarter. */
const tall = 1.5;
/** … and this many times, certainly. */
const veryTall = 3;

export interface Recogniser {
  readonly session: InferenceSession;
  readonly characters: readonly string[];
}

/**
 * Reads one box. Lines are read one by one, each at its own width: on a CPU a batch costs as much as its lines do, and padding
 * all of them to the widest one costs more.
 */
export async function readText(recogniser: Recogniser, image: RgbImage, quad: Quad): Promise<Reading> {
  const [width, height] = quadSize(quad);
  if (height < tall * width) return readCrop(recogniser, textCrop(image, quad));

  const quads = height < veryTall * width ? [quad, ...quarterTurns(quad)] : quarterTurns(quad);
  let best: Reading = { text: "", score: 0 };
  for (const turned of quads) {
    const reading = await readCrop(recogniser, textCrop(image, turned));
    if (reading.score > best.score) best = reading;
  }
  return best;
}

async function readCrop({ session, characters }: Recogniser, { width, pixels }: TextCrop): Promise<Reading> {
  const padded = Math.max(narrowest, Math.ceil(width / widthStep) * widthStep);
  const input = new Float32Array(3 * textHeight * padded);
  for (let row = 0; row < 3 * textHeight; row++) {
    input.set(pixels.subarray(row * width, (row + 1) * width), row * padded);
  }
  const { classes, probabilities } = await session.run({ x: new Tensor("float32", input, [1, 3, textHeight, padded]) });
  return decodeCtc(classes!.data as BigInt64Array, probabilities!.data as Float32Array, characters);
}
