/**
 * Reading order of text lines, as the worker's (`src/model/reading-order.ts`): sorted by centre y; a line joins the current row when
 * |cy − row's mean cy| < 0.5·min(h, row's mean h); rows from top to bottom, inside a row by x.
 *
 * @template {{ box: [number, number, number, number] }} T
 * @param {readonly T[]} lines
 * @returns {T[]}
 */
export function inReadingOrder(lines) {
  const centre = (/** @type {T} */ l) => l.box[1] + l.box[3] / 2;
  /** @type {T[][]} */
  const rows = [];
  for (const line of [...lines].sort((a, b) => centre(a) - centre(b))) {
    const row = rows[rows.length - 1];
    const mean = (/** @type {(l: T) => number} */ of) => row.reduce((sum, l) => sum + of(l), 0) / row.length;
    if (
      row &&
      Math.abs(centre(line) - mean(centre)) <
        0.5 *
          Math.min(
            line.box[3],
            mean((l) => l.box[3]),
          )
    )
      row.push(line);
    else rows.push([line]);
  }
  return rows.flatMap((row) => row.sort((a, b) => a.box[0] - b.box[0]));
}
