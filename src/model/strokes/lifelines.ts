/** Lifelines of sequence diagrams: a participant reaches down as far as its line does, and messages touch it there. */
import type { Box } from "../../shared/types.ts";
import type { End } from "./ends.ts";
import { columnsOf, rowsOf } from "./erase.ts";
import type { Join } from "./joins.ts";
import { Outline } from "./outline.ts";
import type { Regions } from "./regions.ts";
import { longRuns, type Run } from "./runs.ts";
import { shapeOf, type Extent, type Layout, type Margined, type Shape } from "./shapes.ts";

/** Strokes down; with more the picture is no sequence diagram. */
const mostDown = 600;

/** A line down from row y0 to y1 over the columns x0 … x1 (exclusive). */
interface Line {
  readonly x0: number;
  readonly x1: number;
  readonly y0: number;
  readonly y1: number;
}

/** Of node `node`, with the bars on it. */
export interface Lifeline extends Line {
  node: number;
  /** (x0 + x1) / 2, rounded down. */
  readonly middle: number;
  readonly bars: Extent[];
}

/** A text or a node (the thing's number, −1 − the text's) over a line. */
interface Found {
  readonly line: Line;
  readonly box: Extent;
  readonly thing: number;
}

/** The line that starts in the middle under a box. `down`: strokes (columns first) from the uppermost on in `byTop`. */
function lineBelow(box: Extent, down: readonly Run[], byTop: readonly Run[], unit: number): Line | undefined {
  const [middle, bottom] = [(box[0] + box[2]) >> 1, box[3]];
  const reach = Math.max(4, Math.floor((box[2] - box[0]) / 6));
  const half = unit >> 1;
  let best: Line | undefined;
  for (const [x0, x1, y0, y1] of down) {
    if (x1 - x0 > half || Math.abs(((x0 + x1) >> 1) - middle) > reach || y0 < bottom - 2 || y0 > bottom + unit)
      continue;
    let [covered, end] = [y1 - y0, y1];
    for (const [ox0, ox1, oy0, oy1] of byTop) {
      const aside = Math.abs(ox0 + ox1 - (x0 + x1));
      // Notes hide it; the sides of a bar take its place.
      const on = (aside <= 4 && oy0 - end <= 8 * unit) || (aside <= unit && Math.abs(oy0 - end) <= half);
      if (oy1 > end && on && ox1 - ox0 <= half) {
        covered += oy1 - Math.max(oy0, end);
        end = oy1;
      }
    }
    if (covered < 4 * unit || covered * 3 < end - y0) continue;
    if (best === undefined || end > best.y1) best = { x0, x1, y0, y1: end };
  }
  if (best === undefined) return undefined;
  // Blurred lines have columns of several lengths.
  const { x0, x1, y0, y1 } = best;
  const beside = down.filter(
    (run) => Math.abs(run[0] + run[1] - x0 - x1) <= 6 && run[1] - run[0] <= half && y0 <= run[2] && run[2] < y1,
  );
  return { x0: Math.min(...beside.map((run) => run[0])), x1: Math.max(...beside.map((run) => run[1])), y0, y1 };
}

const middleOf = ({ x0, x1 }: Line): number => (x0 + x1) >> 1;

/** Of what stands over lines the most that stand in a row and whose lines end in a row. */
function largestGroup(found: readonly Found[], unit: number): readonly Found[] {
  let group: readonly Found[] = [];
  for (const { line, box } of found) {
    const alike = found.filter(
      (other) => Math.abs(other.box[3] - box[3]) <= 2 * unit && Math.abs(other.line.y1 - line.y1) <= 5 * unit,
    );
    if (alike.length > group.length) group = alike;
  }
  return group;
}

/** Whether strokes go across from one line to another, or the things are repeated at the lines' feet. */
function isSequence(
  group: readonly Found[],
  nodes: readonly Shape[],
  ink: Uint8Array,
  width: number,
  height: number,
  unit: number,
): boolean {
  const middles = [...new Set(group.map(({ line }) => middleOf(line)))].sort((a, b) => a - b);
  if (middles.length < 2) return false;
  const top = Math.min(...group.map(({ line }) => line.y0));
  const bottom = Math.max(...group.map(({ line }) => line.y1));
  const half = unit >> 1;
  let messages = 0;
  const nearest = (x: number): number => {
    let best = middles[0]!;
    for (const middle of middles) if (Math.abs(middle - x) < Math.abs(best - x)) best = middle;
    return best;
  };
  for (const [y0, y1, x0, x1] of longRuns(ink, rowsOf(width, height), Math.floor((3 * unit) / 2))) {
    if (y1 - y0 > unit || y0 <= top + half || y0 >= bottom - half) continue;
    const [start, stop] = [nearest(x0), nearest(x1)];
    if (start !== stop && Math.abs(start - x0) <= unit && Math.abs(stop - x1) <= unit) messages++;
  }
  const feet = group.filter(({ line, box }) =>
    nodes.some(
      (shape) =>
        Math.abs(shape.box[1] - line.y1) <= unit && Math.abs(shape.box[2] - shape.box[0] - box[2] + box[0]) <= 4,
    ),
  ).length;
  return messages >= 2 || (feet >= 2 && bottom - top >= 8 * unit);
}

/**
 * Lines of one length below things in a row, with strokes across between them. Texts that stand alone over one become nodes, and nodes that
 * are only places between lines and messages are none any more. `layout` changes in place.
 */
export function findLifelines(
  layout: Layout,
  regions: Regions,
  ink: Uint8Array,
  boxes: readonly Box[],
  unit: number,
): Lifeline[] {
  const { width, height } = regions;
  const down = longRuns(ink, columnsOf(width, height), unit, mostDown);
  if (down.length < 2 || down.length > mostDown) return [];
  const byTop = down.toSorted((a, b) => a[2] - b[2]);
  const things: { box: Extent; thing: number }[] = layout.nodes.map(({ box }, thing) => ({ box, thing }));
  for (const n of layout.free) {
    const [x, y, w, h] = boxes[n]!;
    things.push({ box: [x, y, x + w, y + h], thing: -1 - n });
  }
  const found = things.flatMap(({ box, thing }): Found[] => {
    const line = lineBelow(box, down, byTop, unit);
    return line === undefined ? [] : [{ line, box, thing }];
  });
  const group = largestGroup(found, unit);
  if (!isSequence(group, layout.nodes, ink, width, height, unit)) return [];
  const lines = group.map(({ line, box, thing }): Lifeline => {
    let node = thing;
    if (thing < 0) {
      node = layout.nodes.length;
      layout.nodes.push(shapeOf([], Outline.rectangle(...box), [-1 - thing]));
      layout.free = layout.free.filter((n) => n !== -1 - thing);
    }
    return { ...line, node, middle: middleOf(line), bars: [] };
  });
  findBars(lines, layout, regions, unit);
  dropPlaces(lines, layout, regions, ink, unit);
  return lines;
}

function findBars(lines: readonly Lifeline[], layout: Layout, regions: Regions, unit: number): void {
  const held = new Set(layout.inside);
  for (let region = 0; region < regions.count; region++) {
    const box: Extent = [regions.x0[region]!, regions.y0[region]!, regions.x1[region]!, regions.y1[region]!];
    const [w, h] = [box[2] - box[0], box[3] - box[1]];
    if (w * 5 > 8 * unit || h * 2 < unit || w < 3 || held.has(region)) continue;
    if (regions.area[region]! * 10 < w * h * (h > unit ? 7 : 9)) continue;
    for (const line of lines) {
      const on = 2 * box[0] - unit <= 2 * line.middle && 2 * line.middle < 2 * box[2] + unit;
      if (on && box[1] >= line.y0 - 2 && box[3] <= line.y1 + unit) line.bars.push(box);
    }
  }
}

/** Places of the ground's colour beside a lifeline, and around one that shows, are no nodes. */
function dropPlaces(lines: readonly Lifeline[], layout: Layout, regions: Regions, ink: Uint8Array, unit: number): void {
  const { width, height } = regions;
  const participants = new Set(lines.map((line) => line.node));
  const shows = (line: Lifeline, y0: number, y1: number): boolean => {
    let rows = 0;
    for (let y = Math.max(y0, 0); y < Math.min(y1, height); y++) {
      if (ink.subarray(y * width + line.x0, y * width + line.x1).includes(1)) rows++;
    }
    return 2 * rows > y1 - y0;
  };
  const isNode = (shape: Shape, n: number): boolean => {
    if (participants.has(n)) return true;
    const inGround = shape.texts.every((text) => {
      const region = layout.inside[text]!;
      return region < 0 || layout.tones.has(regions.tone[region]!);
    });
    if (!inGround) return true;
    const [x0, y0, x1, y1] = shape.box;
    const over = lines.filter((line) => x0 < line.middle - unit && line.middle + unit < x1);
    if (over.some((line) => shows(line, y0, y1))) return false;
    const beside = lines.some(
      (line) =>
        line.y0 - unit < y0 &&
        y0 < line.y1 &&
        (Math.abs(x0 - line.middle) <= unit || Math.abs(line.middle - x1) <= unit),
    );
    return !beside || over.length > 0;
  };
  const keep = layout.nodes.map(isNode);
  const number = new Map<number, number>();
  for (const [n, kept] of keep.entries()) if (kept) number.set(n, number.size);
  const dropped = layout.nodes.flatMap((shape, n) => (keep[n] === true ? [] : shape.texts));
  layout.free = [...layout.free, ...dropped].sort((a, b) => a - b);
  layout.nodes = layout.nodes.filter((_, n) => keep[n]);
  for (const line of lines) line.node = number.get(line.node)!;
}

/** Participants that are repeated at the feet of their lines: node → the node at the head, whose texts it shares. */
export function joinFeet(lines: readonly Lifeline[], layout: Layout, unit: number): Map<number, number> {
  const participants = new Set(lines.map((line) => line.node));
  const same = new Map<number, number>();
  for (const line of lines) {
    const head = layout.nodes[line.node]!;
    for (const [n, shape] of layout.nodes.entries()) {
      const [x0, y0, x1] = shape.box;
      if (participants.has(n) || Math.abs(y0 - line.y1) > unit) continue;
      if (Math.abs(((x0 + x1) >> 1) - line.middle) > Math.max(4, Math.floor((x1 - x0) / 6))) continue;
      same.set(n, line.node);
      head.texts = [...head.texts, ...shape.texts].sort((a, b) => a - b);
    }
  }
  return same;
}

/** Gives lifelines and their bars to their nodes where nobody has the pixels. In place. */
export function paintLifelines(owner: Uint16Array, picture: Margined, lines: readonly Lifeline[]): void {
  const { width, height, stride } = picture;
  for (const line of lines) {
    for (const [x0, y0, x1, y1] of [[line.x0 + 2, line.y0, line.x1 - 2, line.y1] as const, ...line.bars]) {
      for (let y = Math.max(0, y0 - 3); y < Math.min(height, y1 + 3); y++) {
        for (let x = Math.max(0, x0 - 3); x < Math.min(width, x1 + 3); x++) {
          const at = (y + 1) * stride + x + 1;
          if (owner[at] === 0) owner[at] = line.node + 1;
        }
      }
    }
  }
}

/** A message that crosses a lifeline on its way: both sides stop at it, at one height, without a head. In place. */
export function joinAcross(
  ends: readonly End[],
  lines: readonly Lifeline[],
  joins: Map<number, Join>,
  unit: number,
): void {
  for (const line of lines) {
    const touching = [...ends.keys()].filter((n) => {
      const { thing, head, x, y } = ends[n]!;
      const onLine = line.y0 < y && y < line.y1 + 2 && Math.abs(x - line.middle) <= unit;
      return thing === line.node + 1 && head <= 0 && onLine;
    });
    const left = touching.filter((n) => ends[n]!.x <= line.middle && ends[n]!.ux < 0);
    const right = touching.filter((n) => ends[n]!.x > line.middle && ends[n]!.ux > 0);
    for (const a of left) {
      for (const b of right) {
        if (Math.abs(ends[a]!.y - ends[b]!.y) > 2 || joins.has(a) || joins.has(b)) continue;
        ends[a]!.thing = ends[b]!.thing = 0;
        joins.set(a, { other: b, text: -1 });
        joins.set(b, { other: a, text: -1 });
      }
    }
  }
}
