/** Connected regions of a text probability map, as the outlines of their pixels. */
import type { Point } from "./min-area-rect.ts";

/** A map of text probabilities in 0…1, row-major. */
export interface ProbabilityMap {
  readonly width: number;
  readonly height: number;
  readonly values: Float32Array;
}

interface Run {
  readonly y: number;
  readonly from: number;
  /** Last column of the run, inclusive. */
  readonly to: number;
}

/**
 * The 8-connected regions whose probability is above `threshold`, after a dilation by one pixel to the right and down (the 2×2
 * kernel of the reference). A region is given by the two end pixels of each of its runs: enough for its convex hull.
 */
export function textRegions(map: ProbabilityMap, threshold: number): Point[][] {
  const runs: Run[] = [];
  const parents: number[] = [];
  const rootOf = (index: number): number => {
    let root = index;
    while (parents[root] !== root) root = parents[root] = parents[parents[root]!]!;
    return root;
  };

  let above: readonly [from: number, to: number] = [0, 0];
  for (let y = 0; y < map.height; y++) {
    const start = runs.length;
    collectRuns(map, y, threshold, runs);
    let candidate = above[0];
    for (let index = start; index < runs.length; index++) {
      parents.push(index);
      const run = runs[index]!;
      while (candidate < above[1] && runs[candidate]!.to < run.from - 1) candidate++;
      for (let other = candidate; other < above[1] && runs[other]!.from <= run.to + 1; other++) {
        parents[rootOf(other)] = rootOf(index);
      }
    }
    above = [start, runs.length];
  }

  const regions = new Map<number, Point[]>();
  runs.forEach(({ y, from, to }, index) => {
    const root = rootOf(index);
    const ends = [
      { x: from, y },
      { x: to, y },
    ];
    const region = regions.get(root);
    if (region === undefined) regions.set(root, ends);
    else region.push(...ends);
  });
  return [...regions.values()];
}

/** Appends the runs of row `y` of the dilated mask: a pixel is set if it, or its left, upper or upper left neighbour, is text. */
function collectRuns({ width, values }: ProbabilityMap, y: number, threshold: number, runs: Run[]): void {
  const row = y * width;
  const upper = y > 0 ? row - width : row;
  let from = -1;
  let leftIsText = false;
  for (let x = 0; x < width; x++) {
    const isText = values[row + x]! > threshold || values[upper + x]! > threshold;
    const isSet = isText || leftIsText;
    if (isSet && from < 0) from = x;
    if (!isSet && from >= 0) {
      runs.push({ y, from, to: x - 1 });
      from = -1;
    }
    leftIsText = isText;
  }
  if (from >= 0) runs.push({ y, from, to: width - 1 });
}
