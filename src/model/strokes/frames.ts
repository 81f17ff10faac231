/** Frames: rectangles of lines around nodes, found by their sides, so that what crosses them does not hide them. */
import type { Box } from "../../shared/types.ts";
import { columnsOf, rowsOf } from "./erase.ts";
import { Outline } from "./outline.ts";
import { longRuns, type Run } from "./runs.ts";
import { shapeOf, sidesOf, type Extent, type Layout } from "./shapes.ts";

/** Strokes in one direction; with more the picture is a table or a pattern. */
const mostSides = 300;

/** Extents of the insides of rectangles of strokes, dashes closed. A corner may be round. The smallest for each upper side. */
export function rectangles(ink: Uint8Array, width: number, height: number, unit: number): Extent[] {
  const across = longRuns(ink, rowsOf(width, height), 3 * unit, mostSides);
  if (across.length < 2 || across.length > mostSides) return [];
  const down = longRuns(ink, columnsOf(width, height), 2 * unit, mostSides);
  if (down.length < 2 || down.length > mostSides) return [];
  const thick = Math.max(4, Math.floor(unit / 2));
  const third = Math.floor(unit / 3);
  const found: Extent[] = [];
  for (const top of across) {
    if (top[1] - top[0] > thick) continue;
    for (const bottom of across) {
      if (bottom[0] - top[1] < 2 * unit || bottom[1] - bottom[0] > thick) continue;
      if (Math.abs(bottom[2] - top[2]) > unit || Math.abs(bottom[3] - top[3]) > unit) continue;
      const [x0, x1] = [Math.min(top[2], bottom[2]), Math.max(top[3], bottom[3])];
      const left = sideAt(down, x0 - unit, x0 + third + 1, top[1], bottom[0], unit);
      const right = sideAt(down, x1 - third, x1 + unit + 1, top[1], bottom[0], unit);
      if (left === undefined || right === undefined) continue;
      found.push([left[1], top[1], right[0], bottom[0]]);
      break;
    }
  }
  return found;
}

/** The first stroke down from top to bottom between two columns. */
function sideAt(
  down: readonly Run[],
  least: number,
  most: number,
  top: number,
  bottom: number,
  unit: number,
): Run | undefined {
  const thick = Math.max(4, Math.floor(unit / 2));
  return down.find(
    ([x0, x1, y0, y1]) => x1 - x0 <= thick && least <= x0 && x1 <= most && y0 <= top + unit && y1 >= bottom - unit,
  );
}

/** Makes frames of the rectangles that hold nodes. In place. */
export function addRectangles(
  layout: Layout,
  found: readonly Extent[],
  ground: Uint8Array,
  width: number,
  height: number,
  boxes: readonly Box[],
  unit: number,
): void {
  const near = Math.max(4, Math.floor(unit / 2));
  const nodes = layout.nodes.map((shape) => shape.box);
  const taken: Extent[] = [];
  for (const rect of found) {
    const [x0, y0, x1, y1] = rect;
    if ([...nodes, ...taken].some((other) => nearSides(rect, other, near) === 4)) continue;
    if (!nodes.some(([a, b, c, d]) => x0 < a && y0 < b && c < x1 && d < y1)) continue;
    layout.frames = layout.frames.filter((frame) => !isPartOf(frame.box, rect, near));
    taken.push(rect);
    const outline = Outline.rectangle(x0, y0, x1, y1);
    layout.frames.push(shapeOf([], outline, [], sidesOf(ground, width, height, outline, unit)));
  }
  // A text belongs to the smallest frame that it stands in.
  const bySize = layout.frames
    .map((frame) => ({ frame, area: frame.outline.area() }))
    .sort((a, b) => a.area - b.area)
    .map(({ frame }) => frame);
  for (const frame of layout.frames) frame.texts = [];
  for (const n of layout.free) {
    const [x, y, w, h] = boxes[n]!;
    bySize.find((frame) => frame.outline.holds(x + (w >> 1), y + (h >> 1)))?.texts.push(n);
  }
}

function nearSides(a: Extent, b: Extent, near: number): number {
  return a.filter((side, n) => Math.abs(side - b[n]!) <= near).length;
}

/** Whether a is b, or what a stroke has cut off of it. */
function isPartOf(a: Extent, b: Extent, near: number): boolean {
  const inside = a[0] >= b[0] - near && a[1] >= b[1] - near && a[2] <= b[2] + near && a[3] <= b[3] + near;
  return inside && nearSides(a, b, near) >= 2;
}
