/**
 * The post-processing of Differentiable Binarization (Liao et al., "Real-time Scene Text Detection with Differentiable
 * Binarization", arXiv 1911.08947, §3.4), with the constants that PP-OCRv6 is shipped with (PaddleOCR `DBPostProcess`).
 */
import { textRegions, type ProbabilityMap } from "./components.ts";
import { cornersOf, expanded, minAreaRect, type Quad, type RotatedRect } from "./min-area-rect.ts";

/** A pixel above this probability is text. */
const pixelThreshold = 0.3;
/** A region is text if its mean probability reaches this. */
const boxThreshold = 0.5;
/** The detector marks shrunken text; a box grows by area · ratio / perimeter (§3.4, the offset D′). */
const unclipRatio = 1.6;
/** Shortest side of a region, and of a grown box, in pixels of the map. */
const shortestRegion = 3;
const shortestBox = shortestRegion + 2;
/** A map of noise has more regions than any page has lines: the best ones are read. */
export const maxTextBoxes = 1000;

/** Where text stands in the map: corners in pixels of the map, mean probability in 0…1. */
export interface TextBox {
  readonly corners: Quad;
  readonly score: number;
}

export function textBoxes(map: ProbabilityMap): TextBox[] {
  const boxes: TextBox[] = [];
  for (const region of textRegions(map, pixelThreshold)) {
    const rect = minAreaRect(region);
    if (Math.min(rect.width, rect.height) < shortestRegion) continue;
    const score = meanInside(map, cornersOf(rect));
    if (score < boxThreshold) continue;
    const grown = expanded(rect, offsetOf(rect));
    if (Math.min(grown.width, grown.height) < shortestBox) continue;
    boxes.push({ corners: cornersOf(grown), score });
  }
  if (boxes.length <= maxTextBoxes) return boxes;
  return boxes.sort((a, b) => b.score - a.score).slice(0, maxTextBoxes);
}

function offsetOf({ width, height }: RotatedRect): number {
  return (width * height * unclipRatio) / (2 * (width + height));
}

/** Mean of the map over the pixels whose centres lie in the quadrilateral, its border included; 0 if there are none. */
function meanInside({ width, height, values }: ProbabilityMap, quad: Quad): number {
  const top = Math.max(0, Math.ceil(Math.min(...quad.map(({ y }) => y)) - 1e-6));
  const bottom = Math.min(height - 1, Math.floor(Math.max(...quad.map(({ y }) => y)) + 1e-6));
  let sum = 0;
  let count = 0;
  for (let y = top; y <= bottom; y++) {
    const [left, right] = spanAt(quad, y);
    const last = Math.min(width - 1, Math.floor(right + 1e-6));
    for (let x = Math.max(0, Math.ceil(left - 1e-6)); x <= last; x++) {
      sum += values[y * width + x]!;
      count++;
    }
  }
  return count === 0 ? 0 : sum / count;
}

/** Left and right end of the cut through a convex quadrilateral at height `y`. */
function spanAt(quad: Quad, y: number): readonly [left: number, right: number] {
  let left = Infinity;
  let right = -Infinity;
  quad.forEach((a, i) => {
    const b = quad[(i + 1) % 4]!;
    const low = Math.min(a.y, b.y) - 1e-6;
    const high = Math.max(a.y, b.y) + 1e-6;
    if (y < low || y > high) return;
    const level = Math.abs(b.y - a.y) < 1e-6;
    for (const t of level ? [0, 1] : [Math.min(1, Math.max(0, (y - a.y) / (b.y - a.y)))]) {
      const x = a.x + t * (b.x - a.x);
      left = Math.min(left, x);
      right = Math.max(right, x);
    }
  });
  return [left, right];
}
