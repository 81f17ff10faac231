/** Strokes one pixel thin. Pixels are indices into a picture with a margin of one pixel on all sides (stride = width + 2). */

/** Half the thickness of the thickest stroke that becomes thin. */
const mostRounds = 12;

export type Neighbours = readonly [number, number, number, number, number, number, number, number];

/** Of the 8 neighbours: N, NE, E, SE, S, SW, W, NW; bits 0…7 of a code. */
export function neighbours(stride: number): Neighbours {
  return [-stride, -stride + 1, 1, stride + 1, stride, stride - 1, -1, -stride - 1];
}

interface Tables {
  /** By the code of a pixel's neighbours: whether Zhang and Suen's first and second half round delete it. */
  readonly rounds: readonly [Uint8Array, Uint8Array];
  /** Whether it is a corner that can go without parting anything. */
  readonly corner: Uint8Array;
  /** In how many parts its neighbours fall (8-connected among themselves). */
  readonly parts: Uint8Array;
  /** How many neighbours it has. */
  readonly counts: Uint8Array;
}

function partsOf(p: readonly number[]): number {
  // Going round: a diagonal neighbour joins the straight ones beside it, and straight ones a corner apart touch each other.
  let label = [0, 1, 2, 3, 4, 5, 6, 7];
  for (let k = 0; k < 8; k++) {
    for (const step of [1, 2]) {
      const other = (k + step) % 8;
      if (p[k] === 0 || p[other] === 0 || (step === 2 && k % 2 === 1)) continue;
      const [from, to] = [label[other]!, label[k]!];
      label = label.map((value) => (value === from ? to : value));
    }
  }
  return new Set(label.filter((_, k) => p[k] === 1)).size;
}

function makeTables(): Tables {
  const table = (): Uint8Array => new Uint8Array(256);
  const [first, second, corner, parts, counts] = [table(), table(), table(), table(), table()];
  for (let code = 0; code < 256; code++) {
    const p = Array.from({ length: 8 }, (_, k) => (code >> k) & 1);
    const count = p.reduce((sum, bit) => sum + bit, 0);
    const turns = p.filter((bit, k) => bit === 0 && p[(k + 1) % 8] === 1).length;
    const [n, e, s, w] = [p[0] === 1, p[2] === 1, p[4] === 1, p[6] === 1];
    if (count >= 2 && count <= 6 && turns === 1) {
      first[code] = +(!(n && e && s) && !(e && s && w));
      second[code] = +(!(n && e && w) && !(n && s && w));
    }
    parts[code] = partsOf(p);
    counts[code] = count;
    corner[code] = +(count >= 2 && parts[code] === 1 && !(n && e && s && w));
  }
  return { rounds: [first, second], corner, parts, counts };
}

export const tables = makeTables();

/** Which neighbours of a pixel are set in a mask of 0 and 1. */
export function codeOf(mask: Uint8Array, at: number, [n, ne, e, se, s, sw, w, nw]: Neighbours): number {
  return (
    mask[at + n]! |
    (mask[at + ne]! << 1) |
    (mask[at + e]! << 2) |
    (mask[at + se]! << 3) |
    (mask[at + s]! << 4) |
    (mask[at + sw]! << 5) |
    (mask[at + w]! << 6) |
    (mask[at + nw]! << 7)
  );
}

/**
 * Makes the strokes of a mask (0 or 1) thin, in place; pinned pixels stay. `at`: the set pixels, ascending; it is overwritten. Gives those
 * that are left, ascending.
 */
export function thinned(
  mask: Uint8Array,
  stride: number,
  at: Int32Array,
  pinned: ReadonlyMap<number, number>,
): Int32Array {
  const around = neighbours(stride);
  const gone = new Int32Array(at.length);
  let left = at.length;
  for (let round = 0; round < mostRounds; round++) {
    const before = left;
    for (const table of tables.rounds) {
      let [kept, deleted] = [0, 0];
      for (let n = 0; n < left; n++) {
        const pixel = at[n]!;
        if (table[codeOf(mask, pixel, around)] === 1 && !pinned.has(pixel)) gone[deleted++] = pixel;
        else at[kept++] = pixel;
      }
      for (let n = 0; n < deleted; n++) mask[gone[n]!] = 0;
      left = kept;
    }
    if (left === before) break;
  }
  const thick = at.subarray(0, left);
  for (const pixel of thick) {
    if (!pinned.has(pixel) && tables.corner[codeOf(mask, pixel, around)] === 1) mask[pixel] = 0;
  }
  return thick.filter((pixel) => mask[pixel] === 1);
}
