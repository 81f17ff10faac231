/** Connected regions of one colour, as runs along the rows. */
import { inkColour } from "./ground.ts";
import { Outline } from "./outline.ts";
import { UnionFind } from "./union-find.ts";

/** A picture with more runs of one colour than this is no drawing: noise, a photograph, a dithered pattern. */
export const mostRuns = 1 << 19;

interface Runs {
  /** Pixel indices of the first pixel of each run and of the one after its last. */
  readonly start: Int32Array;
  readonly stop: Int32Array;
  /** Index of each row's first run, and the number of runs. */
  readonly ofRow: Int32Array;
}

function countRuns(ground: Uint8Array, width: number, height: number): { all: number; coloured: number } {
  let [all, coloured] = [0, 0];
  for (let y = 0, at = 0; y < height; y++) {
    for (let x = 0; x < width; x++, at++) {
      if (x > 0 && ground[at] === ground[at - 1]) continue;
      all++;
      if (ground[at] !== inkColour) coloured++;
    }
  }
  return { all, coloured };
}

function colouredRuns(ground: Uint8Array, width: number, height: number, count: number): Runs {
  const [start, stop, ofRow] = [new Int32Array(count), new Int32Array(count), new Int32Array(height + 1)];
  let run = 0;
  for (let y = 0, at = 0; y < height; y++) {
    ofRow[y] = run;
    const end = at + width;
    while (at < end) {
      const colour = ground[at]!;
      const first = at;
      while (at < end && ground[at] === colour) at++;
      if (colour === inkColour) continue;
      start[run] = first;
      stop[run++] = at;
    }
  }
  ofRow[height] = run;
  return { start, stop, ofRow };
}

/** Joins runs of equal colour that touch along an edge. */
function connected(ground: Uint8Array, width: number, height: number, { start, stop, ofRow }: Runs): UnionFind {
  const sets = new UnionFind(start.length);
  for (let y = 1; y < height; y++) {
    let [above, below] = [ofRow[y - 1]!, ofRow[y]!];
    while (above < ofRow[y]! && below < ofRow[y + 1]!) {
      const touch = start[above]! + width < stop[below]! && start[below]! < stop[above]! + width;
      if (touch && ground[start[above]!] === ground[start[below]!]) sets.union(above, below);
      if (stop[above]! + width < stop[below]!) above++;
      else below++;
    }
  }
  return sets;
}

/** Regions of equal colour (4-connected, ink left out), numbered by their first pixel. */
export class Regions {
  readonly count: number;
  /** Of each pixel its region, −1 for ink. */
  readonly map: Int32Array;
  /** Of each region its colour's index, its pixels, and its extent (x1 and y1 exclusive). */
  readonly tone: Uint8Array;
  readonly area: Int32Array;
  readonly x0: Int32Array;
  readonly y0: Int32Array;
  readonly x1: Int32Array;
  readonly y1: Int32Array;
  readonly #runs: Runs;
  /** Runs sorted by region, and where each region's begin. */
  readonly #sorted: Int32Array;
  readonly #offset: Int32Array;
  readonly #outlines = new Map<number, Outline>();

  /** Undefined for a picture of more than {@link mostRuns} runs. */
  static of(ground: Uint8Array, width: number, height: number): Regions | undefined {
    const { all, coloured } = countRuns(ground, width, height);
    return all > mostRuns ? undefined : new Regions(ground, width, height, coloured);
  }

  private constructor(
    ground: Uint8Array,
    readonly width: number,
    readonly height: number,
    coloured: number,
  ) {
    const runs = colouredRuns(ground, width, height, coloured);
    const sets = connected(ground, width, height, runs);
    const region = new Int32Array(coloured);
    let count = 0;
    // The first run stands for its set, so it has its number before the others ask for it.
    for (let run = 0; run < coloured; run++) {
      const first = sets.find(run);
      region[run] = first === run ? count++ : region[first]!;
    }
    this.#runs = runs;
    this.count = count;
    this.map = new Int32Array(width * height).fill(-1);
    this.tone = new Uint8Array(count);
    this.area = new Int32Array(count);
    this.x0 = new Int32Array(count).fill(width);
    this.y0 = new Int32Array(count).fill(height);
    this.x1 = new Int32Array(count);
    this.y1 = new Int32Array(count);
    this.#offset = new Int32Array(count + 1);
    for (let y = 0; y < height; y++) {
      for (let run = runs.ofRow[y]!; run < runs.ofRow[y + 1]!; run++) {
        const own = region[run]!;
        const [start, stop] = [runs.start[run]!, runs.stop[run]!];
        this.map.fill(own, start, stop);
        this.tone[own] = ground[start]!;
        this.area[own]! += stop - start;
        this.x0[own] = Math.min(this.x0[own]!, start - y * width);
        this.x1[own] = Math.max(this.x1[own]!, stop - y * width);
        this.y0[own] = Math.min(this.y0[own]!, y);
        this.y1[own] = y + 1;
        this.#offset[own + 1]!++;
      }
    }
    for (let n = 0; n < count; n++) this.#offset[n + 1]! += this.#offset[n]!;
    this.#sorted = new Int32Array(coloured);
    const next = this.#offset.slice();
    for (let run = 0; run < coloured; run++) this.#sorted[next[region[run]!]!++] = run;
  }

  /** The first pixel's index. */
  firstPixel(region: number): number {
    return this.#runs.start[this.#sorted[this.#offset[region]!]!]!;
  }

  outline(region: number): Outline {
    const known = this.#outlines.get(region);
    if (known !== undefined) return known;
    const [top, rows] = [this.y0[region]!, this.y1[region]! - this.y0[region]!];
    const [left, right] = [new Int32Array(rows).fill(this.width), new Int32Array(rows)];
    for (let at = this.#offset[region]!; at < this.#offset[region + 1]!; at++) {
      const run = this.#sorted[at]!;
      const x = this.#runs.start[run]! % this.width;
      const row = (this.#runs.start[run]! - x) / this.width - top;
      left[row] = Math.min(left[row]!, x);
      right[row] = Math.max(right[row]!, x + this.#runs.stop[run]! - this.#runs.start[run]!);
    }
    const outline = new Outline(top, left, right);
    this.#outlines.set(region, outline);
    return outline;
  }

  /** The region at a pixel, −1 for ink. */
  at(x: number, y: number): number {
    return this.map[y * this.width + x]!;
  }
}
