/** Rectangles that make up one shape: rows of a table, the lid of a cylinder, the strips beside a subroutine. */
import { Outline } from "./outline.ts";
import type { Regions } from "./regions.ts";
import type { Extent } from "./shapes.ts";

/** How far the edges of cells of one row or column may be from one another. */
const even = 3;

/** Rectangles that make up a larger one, as the cells of a table do: for each the first of its set. */
export function joined(extents: readonly Extent[], unit: number): number[] {
  const parent = extents.map((_, n) => n);
  const extent = [...extents];
  const gap = Math.max(4, Math.floor(unit / 4));
  const follows = (end: number, start: number): boolean => start > end && start - end <= gap;
  const fits = (a: Extent, b: Extent, across: boolean): boolean => {
    // Along which the two follow each other, and the axis on which they must be even.
    const [along, other] = across ? ([0, 1] as const) : ([1, 0] as const);
    return (
      Math.abs(a[other] - b[other]) <= even &&
      Math.abs(a[other === 0 ? 2 : 3] - b[other === 0 ? 2 : 3]) <= even &&
      (follows(a[along === 0 ? 2 : 3], b[along]) || follows(b[along === 0 ? 2 : 3], a[along]))
    );
  };
  for (let changed = true; changed;) {
    changed = false;
    const roots = parent.flatMap((first, n) => (first === n ? [n] : []));
    // First cells of a row, then rows; a change of one lets others fit.
    for (const across of [true, false]) {
      for (const a of roots) {
        for (const b of roots) {
          if (a >= b || parent[a] !== a || parent[b] !== b) continue;
          const [first, second] = [extent[a]!, extent[b]!];
          if (!fits(first, second, across)) continue;
          parent[b] = a;
          extent[a] = [
            Math.min(first[0], second[0]),
            Math.min(first[1], second[1]),
            Math.max(first[2], second[2]),
            Math.max(first[3], second[3]),
          ];
          changed = true;
        }
      }
    }
  }
  return parent.map((_, n) => {
    let at = n;
    while (parent[at] !== at) at = parent[at]!;
    return at;
  });
}

export function merged(outlines: readonly Outline[]): Outline {
  if (outlines.length === 1) return outlines[0]!;
  const top = Math.min(...outlines.map((outline) => outline.top));
  const rows = Math.max(...outlines.map((outline) => outline.bottom)) - top;
  const left = new Int32Array(rows).fill(1 << 20);
  const right = new Int32Array(rows).fill(-1);
  for (const outline of outlines) {
    for (let row = 0; row < outline.left.length; row++) {
      const r = outline.top - top + row;
      left[r] = Math.min(left[r]!, outline.left[row]!);
      right[r] = Math.max(right[r]!, outline.right[row]!);
    }
  }
  // Rows of ink between two cells are as wide as the row above them.
  for (let r = 1; r < rows; r++) if (right[r]! < 0) [left[r], right[r]] = [left[r - 1]!, right[r - 1]!];
  return new Outline(top, left, right);
}

/** Regions without a text, of `loose`, that belong to the node of some cells. */
export function partsOf(
  regions: Regions,
  cells: readonly number[],
  loose: readonly number[],
  tones: ReadonlySet<number>,
  unit: number,
): number[] {
  const x0 = Math.min(...cells.map((cell) => regions.x0[cell]!));
  const y0 = Math.min(...cells.map((cell) => regions.y0[cell]!));
  const x1 = Math.max(...cells.map((cell) => regions.x1[cell]!));
  const y1 = Math.max(...cells.map((cell) => regions.y1[cell]!));
  const cellTones = new Set(cells.map((cell) => regions.tone[cell]!));
  const gap = Math.max(5, Math.floor(unit / 3));
  return loose.filter((r) => {
    const [rx0, ry0, rx1, ry1] = [regions.x0[r]!, regions.y0[r]!, regions.x1[r]!, regions.y1[r]!];
    if (rx0 >= x1 + gap || rx1 <= x0 - gap || ry0 >= y1 + gap || ry1 <= y0 - gap) return false;
    const tone = regions.tone[r]!;
    if (!cellTones.has(tone)) return false;
    const across = rx0 >= x0 - 4 && rx1 <= x1 + 4;
    const along = ry0 >= y0 - 4 && ry1 <= y1 + 4;
    const lid = across && (rx1 - rx0) * 5 >= (x1 - x0) * 4 && 2 * (ry1 - ry0) <= 3 * unit;
    const strip = along && (ry1 - ry0) * 5 >= (y1 - y0) * 4 && 2 * (rx1 - rx0) <= 3 * unit;
    return (!tones.has(tone) && (across || along)) || lid || strip;
  });
}
