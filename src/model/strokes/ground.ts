/** Which colour each pixel has of the few that texts and pages stand on, and what is drawn on them: `colours[index]`, or `inkColour`. */
import type { Box } from "../../shared/types.ts";
import { clamp, differenceAt } from "../colours.ts";
import type { Colour } from "../image-zone.ts";
import type { RgbImage } from "../rgb-image.ts";

export const inkColour = 255;
const mostColours = 24;
/** Colours (summed over the channels) this near are one. */
const same = 15;
/** A pixel this near to a colour has it. */
const near = 32;
/** Samples of a colour's fullest bin and what is this near to the first of them are averaged. */
const averaged = 24;
const columns = 64;
const rows = 48;
/** Of the 64 × 48 samples of a picture this many make a colour, where they stand in flat places. */
const share = 32;
const binBits = 15;

export interface Palette {
  /** The page's first. */
  readonly colours: readonly Colour[];
  /** For each text the index of the colour that it stands on. */
  readonly grounds: readonly number[];
}

function binOf(samples: readonly number[], at: number): number {
  return ((samples[at]! >> 3) << 10) | ((samples[at + 1]! >> 3) << 5) | (samples[at + 2]! >> 3);
}

/**
 * The colour of most samples (flat r, g, b): of the fullest bin of 5 bits a channel (the first of equals) the first sample, and the mean
 * of all that are near it. `counts` holds zeros for all bins, before and after.
 */
function usual(samples: readonly number[], counts: Uint32Array): Colour {
  for (let at = 0; at < samples.length; at += 3) counts[binOf(samples, at)]!++;
  let fullest = 0;
  for (let at = 0; at < samples.length; at += 3) {
    const bin = binOf(samples, at);
    if (counts[bin]! > counts[fullest]! || (counts[bin] === counts[fullest] && bin < fullest)) fullest = bin;
  }
  let first: Colour | undefined;
  for (let at = 0; at < samples.length; at += 3) {
    const bin = binOf(samples, at);
    counts[bin] = 0;
    if (bin === fullest) first ??= [samples[at]!, samples[at + 1]!, samples[at + 2]!];
  }
  let [r, g, b, count] = [0, 0, 0, 0];
  for (let at = 0; at < samples.length; at += 3) {
    if (differenceAt(samples, at, first!) > averaged) continue;
    r += samples[at]!;
    g += samples[at + 1]!;
    b += samples[at + 2]!;
    count++;
  }
  return [Math.floor(r / count), Math.floor(g / count), Math.floor(b / count)];
}

/** Samples of the picture whose neighbours, `reach` pixels away on all four sides, have the same colour. */
function flatSamples({ width, height, rgb }: RgbImage, reach: number): number[] {
  const samples: number[] = [];
  const pixel = (x: number, y: number): Colour => {
    const at = 3 * (clamp(y, 0, height - 1) * width + clamp(x, 0, width - 1));
    return [rgb[at]!, rgb[at + 1]!, rgb[at + 2]!];
  };
  for (let r = 0; r < rows; r++) {
    const y = Math.floor(((2 * r + 1) * height) / (2 * rows));
    for (let c = 0; c < columns; c++) {
      const x = Math.floor(((2 * c + 1) * width) / (2 * columns));
      const own = pixel(x, y);
      const beside = [pixel(x + reach, y), pixel(x - reach, y), pixel(x, y + reach), pixel(x, y - reach)];
      if (beside.every((colour) => differenceAt(colour, 0, own) <= averaged)) samples.push(...own);
    }
  }
  return samples;
}

/** Every fourth pixel of the second rows and columns from the edges. */
function borderSamples({ width, height, rgb }: RgbImage): number[] {
  const samples: number[] = [];
  const add = (x: number, y: number): void => {
    const at = 3 * (y * width + x);
    samples.push(rgb[at]!, rgb[at + 1]!, rgb[at + 2]!);
  };
  const [left, right] = [1 % width, Math.max(width - 2, 0)];
  const [top, bottom] = [1 % height, Math.max(height - 2, 0)];
  for (let k = 0; k < 2 * width; k += 4) add(k % width, k < width ? top : bottom);
  for (let k = 0; k < 2 * height; k += 4) add(k % 2 === 0 ? left : right, k >> 1);
  return samples;
}

export function paletteOf(image: RgbImage, boxes: readonly Box[], unit: number): Palette {
  const { width, height, rgb } = image;
  const colours: Colour[] = [];
  const counts = new Uint32Array(1 << binBits);
  const indexOf = (colour: Colour): number => {
    let [best, least] = [-1, Infinity];
    for (const [index, other] of colours.entries()) {
      const distance = differenceAt(colour, 0, other);
      if (distance < least) [best, least] = [index, distance];
    }
    if (best >= 0 && (least <= same || colours.length === mostColours)) return best;
    colours.push(colour);
    return colours.length - 1;
  };
  indexOf(usual(borderSamples(image), counts));
  let samples = flatSamples(image, Math.max(3, Math.floor(unit / 3)));
  while (samples.length >= 3 * share && colours.length < mostColours / 2) {
    const colour = usual(samples, counts);
    const kept: number[] = [];
    for (let at = 0; at < samples.length; at += 3) {
      if (differenceAt(samples, at, colour) > near / 2) kept.push(samples[at]!, samples[at + 1]!, samples[at + 2]!);
    }
    if (samples.length - kept.length < 3 * share) break;
    indexOf(colour);
    samples = kept;
  }
  const grounds = boxes.map(([x, y, w, h]) => {
    const inside: number[] = [];
    for (let r = 0; r < 8; r++) {
      const row = clamp(y + Math.floor(((2 * r + 1) * h) / 16), 0, height - 1);
      for (let c = 0; c < 24; c++) {
        const at = 3 * (row * width + clamp(x + Math.floor(((2 * c + 1) * w) / 48), 0, width - 1));
        inside.push(rgb[at]!, rgb[at + 1]!, rgb[at + 2]!);
      }
    }
    return indexOf(usual(inside, counts));
  });
  return { colours, grounds };
}

/** Of each pixel the index of the nearest colour, `inkColour` where none is near. Colours are compared with 6 bits a channel. */
export function colourMap({ width, height, rgb }: RgbImage, colours: readonly Colour[]): Uint8Array {
  const table = new Uint8Array(1 << 18).fill(inkColour);
  const best = new Uint8Array(1 << 18).fill(near + 1);
  for (const [index, colour] of colours.entries()) {
    // Cells (0…63) of each channel that can be near, and how far their centres (4·cell + 2) are.
    const [reds, greens, blues] = colour.map((c) => {
      const first = Math.max(0, c - near - 2) >> 2;
      const last = Math.min(255, c + near + 2) >> 2;
      return Array.from({ length: last - first + 1 }, (_, n) => ({
        cell: first + n,
        far: Math.abs(4 * (first + n) + 2 - c),
      }));
    });
    for (const r of reds!) {
      for (const g of greens!) {
        for (const b of blues!) {
          const at = (r.cell << 12) | (g.cell << 6) | b.cell;
          const distance = r.far + g.far + b.far;
          if (distance < best[at]!) [best[at], table[at]] = [distance, index];
        }
      }
    }
  }
  const ground = new Uint8Array(width * height);
  for (let pixel = 0, at = 0; pixel < ground.length; pixel++, at += 3) {
    ground[pixel] = table[((rgb[at]! >> 2) << 12) | ((rgb[at + 1]! >> 2) << 6) | (rgb[at + 2]! >> 2)]!;
  }
  return ground;
}
