/** Takes letters away, and closes what they and dashes leave open. Pixels are row-major; an axis is rows or, with the steps swapped, columns. */
import type { Box } from "../../shared/types.ts";

/** A picture seen along its rows, or along its columns with the two swapped. */
export interface Axis {
  readonly width: number;
  readonly height: number;
  /** From a pixel to the next one along. */
  readonly along: number;
  /** From a row to the next one. */
  readonly down: number;
}

export const rowsOf = (width: number, height: number): Axis => ({ width, height, along: 1, down: width });
export const columnsOf = (width: number, height: number): Axis => ({
  width: height,
  height: width,
  along: width,
  down: 1,
});

function fillRect(
  pixels: Uint8Array,
  width: number,
  height: number,
  x0: number,
  y0: number,
  x1: number,
  y1: number,
  value: number,
): void {
  const [left, right] = [Math.max(x0, 0), Math.min(x1, width)];
  if (right <= left) return;
  for (let y = Math.max(y0, 0); y < Math.min(y1, height); y++) pixels.fill(value, y * width + left, y * width + right);
}

/**
 * Paints what stands wholly in a text's box (a little widened) with the colour it stands on; what leaves it is no letter, but a line that
 * letters touch is painted over in the middle of the box. In place.
 */
export function eraseText(
  ground: Uint8Array,
  width: number,
  height: number,
  boxes: readonly Box[],
  grounds: readonly number[],
): void {
  for (const [n, [x, y, w, h]] of boxes.entries()) {
    const index = grounds[n]!;
    const short = Math.min(w, h);
    const [dx, dy] = [Math.max(2, Math.floor(short / 4)), Math.max(2, Math.floor(short / 6))];
    const [x0, y0] = [Math.max(x - dx, 0), Math.max(y - dy, 0)];
    const [x1, y1] = [Math.min(x + w + dx, width), Math.min(y + h + dy, height)];
    if (x1 - x0 < 3 || y1 - y0 < 3) continue;
    eraseInside(ground, width, x0, y0, x1 - x0, y1 - y0, index);
    const [fifthDown, fifthAcross] = [Math.floor(h / 5), Math.floor(w / 5)];
    if (h <= w) fillRect(ground, width, height, x, y + fifthDown, x + w, y + h - fifthDown, index);
    else fillRect(ground, width, height, x + fifthAcross, y, x + w - fifthAcross, y + h, index);
  }
}

/** Of a window paints everything that is not connected (over 8 neighbours) with its edge. */
function eraseInside(
  ground: Uint8Array,
  width: number,
  left: number,
  top: number,
  across: number,
  down: number,
  index: number,
): void {
  const leaves = new Uint8Array(across * down);
  const stack: number[] = [];
  const visit = (x: number, y: number): void => {
    const at = y * across + x;
    if (leaves[at] === 1 || ground[(top + y) * width + left + x] === index) return;
    leaves[at] = 1;
    stack.push(at);
  };
  for (let x = 0; x < across; x++) {
    visit(x, 0);
    visit(x, down - 1);
  }
  for (let y = 0; y < down; y++) {
    visit(0, y);
    visit(across - 1, y);
  }
  for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
    const x = at % across;
    const y = (at - x) / across;
    for (let v = Math.max(y - 1, 0); v <= Math.min(y + 1, down - 1); v++) {
      for (let u = Math.max(x - 1, 0); u <= Math.min(x + 1, across - 1); u++) visit(u, v);
    }
  }
  for (let y = 0; y < down; y++) {
    for (let x = 0; x < across; x++) if (leaves[y * across + x] === 0) ground[(top + y) * width + left + x] = index;
  }
}

/** Calls back for each run of set pixels along the rows: its row, first column and the one after its last. */
export function eachRun(
  pixels: Uint8Array,
  { width, height, along, down }: Axis,
  found: (row: number, start: number, end: number) => void,
): void {
  for (let y = 0; y < height; y++) {
    let at = y * down;
    let start = -1;
    for (let x = 0; x < width; x++, at += along) {
      if (pixels[at] === 1) {
        if (start < 0) start = x;
      } else if (start >= 0) {
        found(y, start, x);
        start = -1;
      }
    }
    if (start >= 0) found(y, start, width);
  }
}

/** Closes the gaps of dashed lines along the rows: four runs or more of one length and three gaps or more of one length. In place. */
export function fillDashes(ink: Uint8Array, axis: Axis, unit: number): void {
  const widest = Math.max(4, unit);
  // The last four runs, and of the last three gaps how wide they are and whether they link dashes.
  let [row0, end0, row1, start1, end1, row2, start2, end2] = [0, 0, 0, 0, 0, 0, 0, 0];
  let [gap01, gap12, link01, link12, count] = [0, 0, false, false, 0];
  const fill = (row: number, end: number, start: number): void => {
    for (let x = end; x < start; x++) ink[row * axis.down + x * axis.along] = 1;
  };
  eachRun(ink, axis, (row, start, end) => {
    const gap = row === row2 ? start - end2 : axis.width;
    const link = count > 0 && gap <= widest && end - start <= 2 * unit && end2 - start2 <= 2 * unit;
    const alike = Math.abs(gap12 - gap01) <= 2 && Math.abs(gap - gap12) <= 2;
    if (count >= 3 && link01 && link12 && link && alike && Math.abs(end2 - start2 - (end1 - start1)) <= 2) {
      fill(row0, end0, start1);
      fill(row1, end1, start2);
      fill(row2, end2, start);
    }
    [row0, end0] = [row1, end1];
    [row1, start1, end1] = [row2, start2, end2];
    [row2, start2, end2] = [row, start, end];
    [gap01, link01] = [gap12, link12];
    [gap12, link12] = [gap, link];
    count++;
  });
}

/** Closes straight strokes along the rows that stop at a text's box on one side and go on at the other. In place. */
export function bridgeTexts(ink: Uint8Array, axis: Axis, boxes: readonly Box[], unit: number): void {
  const { width, height, along, down } = axis;
  const [far, near] = [Math.max(4, Math.floor(unit / 2)), Math.max(3, Math.floor(unit / 3))];
  const solid = (row: number, from: number, to: number): boolean => {
    for (let x = from; x < to; x++) if (ink[row * down + x * along] !== 1) return false;
    return true;
  };
  for (const [x, y, w, h] of boxes) {
    const [x0, x1, y0, y1] = [x - near, x + w + near, Math.max(y, 1), Math.min(y + h, height - 1)];
    if (x0 < far || x1 + far > width || y1 <= y0) continue;
    const after = (row: number): boolean => solid(row, x1, x1 + far);
    for (let row = y0; row < y1; row++) {
      if (!solid(row, x0 - far, x0) || !(after(row - 1) || after(row) || after(row + 1))) continue;
      for (let at = x0; at < x1; at++) ink[row * down + at * along] = 1;
    }
  }
}
