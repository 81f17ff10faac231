/** Which regions are nodes (boxes, ellipses, diamonds; rows of one box joined), which frames, and which the ground they stand on. */
import { clamp } from "../colours.ts";
import type { Box } from "../../shared/types.ts";
import { joined, merged, partsOf } from "./cells.ts";
import type { Regions } from "./regions.ts";
import { around, directions, isThin, shapeOf, sidesOf, type Layout, type Shape } from "./shapes.ts";

/** With more rectangles than this a picture is a table, and its cells are not joined. */
const mostCells = 240;
/** Per cent of its convex hull that a shape fills. */
const solid = 84;

/** For each text the region that most of its samples of its own background are in (the first of equals), −1 for none. */
function textRegions(regions: Regions, boxes: readonly Box[], grounds: readonly number[]): number[] {
  return boxes.map(([x, y, w, h], n) => {
    const counts = new Map<number, number>();
    for (let r = 0; r < 4; r++) {
      const row = clamp(y + Math.floor(((2 * r + 1) * h) / 8), 0, regions.height - 1);
      for (let c = 0; c < 16; c++) {
        const column = clamp(x + Math.floor(((2 * c + 1) * w) / 32), 0, regions.width - 1);
        const region = regions.at(column, row);
        if (region < 0 || regions.tone[region] !== grounds[n]) continue;
        counts.set(region, (counts.get(region) ?? 0) + 1);
      }
    }
    let [best, most] = [-1, 0];
    for (const [region, count] of counts) {
      if (count > most || (count === most && region < best)) [best, most] = [region, count];
    }
    return best;
  });
}

/** How many blocks of lines that follow each other closely the texts make. */
function blocks(boxes: readonly Box[], texts: readonly number[], unit: number): number {
  let [count, bottom] = [0, -10 * unit];
  for (const n of texts.toSorted((a, b) => boxes[a]![1] - boxes[b]![1] || a - b)) {
    const [, y, , h] = boxes[n]!;
    if (y > bottom + unit) count++;
    bottom = Math.max(bottom, y + h);
  }
  return count;
}

/** Decides what is ground; `holders` are the regions with texts, ascending. */
class Ground {
  readonly #regions: Regions;
  readonly #holders: readonly number[];
  readonly #boxes: readonly Box[];
  readonly #unit: number;

  constructor(regions: Regions, holders: readonly number[], boxes: readonly Box[], unit: number) {
    this.#regions = regions;
    this.#holders = holders;
    this.#boxes = boxes;
    this.#unit = unit;
  }

  /** Whether a region that holds `texts` is what nodes stand on. */
  has(region: number, texts: readonly number[]): boolean {
    const [regions, unit] = [this.#regions, this.#unit];
    const [x0, y0, x1, y1] = [regions.x0[region]!, regions.y0[region]!, regions.x1[region]!, regions.y1[region]!];
    if (+(x0 <= 1) + +(y0 <= 1) + +(x1 >= regions.width - 1) + +(y1 >= regions.height - 1) >= 3) return true;
    const outline = regions.outline(region);
    for (const other of this.#holders) {
      if (regions.x0[other]! <= x0 || regions.x1[other]! >= x1) continue;
      if (regions.y0[other]! <= y0 || regions.y1[other]! >= y1) continue;
      const pixel = regions.firstPixel(other);
      const [x, y] = [pixel % regions.width, Math.floor(pixel / regions.width)];
      if (regions.area[other]! * 2 >= unit * unit && outline.holds(x, y)) return true;
    }
    const core = outline.trimmed(Math.max(3, Math.floor(unit / 5)));
    if (core.area() * 200 < solid * core.hull()) return true;
    if (outline.area() - regions.area[region]! > 6 * unit && blocks(this.#boxes, texts, unit) > 1) return true;
    // A single line in a large place of the page's colour, not in its middle: a label that connectors go around.
    if (texts.length !== 1 || regions.tone[region]! > 0 || Math.min(x1 - x0, y1 - y0) < 6 * unit) return false;
    const [x, y, w, h] = this.#boxes[texts[0]!]!;
    return 6 * Math.abs(2 * x + w - x0 - x1) > 2 * (x1 - x0) || 5 * Math.abs(2 * y + h - y0 - y1) > 2 * (y1 - y0);
  }
}

/** Whether a region without a text may be an empty cell of a box: a rectangle that does not touch the picture's edge. */
function isEmptyCell(regions: Regions, region: number, unit: number): boolean {
  const [x0, y0, x1, y1] = [regions.x0[region]!, regions.y0[region]!, regions.x1[region]!, regions.y1[region]!];
  const area = regions.area[region]!;
  const [w, h] = [x1 - x0, y1 - y0];
  if (2 * area < unit * unit || area * 10 < w * h * 9 || h * 2 < unit || w * 2 < unit) return false;
  return x0 > 1 && y0 > 1 && x1 < regions.width - 1 && y1 < regions.height - 1;
}

/** Whether much of what is behind the lines around a region is nodes: then it lies between them, and connectors go around it. */
function betweenNodes(regions: Regions, region: number, nodes: ReadonlySet<number>, unit: number): boolean {
  let count = 0;
  for (const [side, points] of around(regions.outline(region).trimmed(Math.max(3, Math.floor(unit / 5)))).entries()) {
    const [dx, dy] = directions[side]!;
    for (const [x, y] of points) {
      for (let step = 0; step < Math.max(4, Math.floor(unit / 2)); step++) {
        const [px, py] = [x + dx * step, y + dy * step];
        if (px < 0 || px >= regions.width || py < 0 || py >= regions.height) break;
        const beyond = regions.at(px, py);
        if (beyond < 0) continue;
        if (beyond !== region && nodes.has(beyond)) count++;
        break;
      }
    }
  }
  return count >= 6;
}

/** A patch of colour just around a text, without an outline: it keeps a label readable. */
function isChip(shape: Shape, boxes: readonly Box[], unit: number): boolean {
  const [x0, y0, x1, y1] = shape.box;
  const held = shape.texts.map((n) => boxes[n]!);
  const aside = Math.max(Math.min(...held.map(([x]) => x)) - x0, x1 - Math.max(...held.map(([x, , w]) => x + w)));
  const above = Math.max(Math.min(...held.map(([, y]) => y)) - y0, y1 - Math.max(...held.map(([, y, , h]) => y + h)));
  return aside * 2 <= unit && above * 3 <= unit && Math.max(...shape.sides) <= 1;
}

/** Sets of cells that are one node, by the index of their first cell; only those that hold a text that makes them one. */
function nodeSets(
  regions: Regions,
  cells: readonly number[],
  texts: ReadonlyMap<number, readonly number[]>,
  tones: ReadonlySet<number>,
  unit: number,
): [number, number[]][] {
  const roots =
    cells.length <= mostCells
      ? joined(
          cells.map((c) => [regions.x0[c]!, regions.y0[c]!, regions.x1[c]!, regions.y1[c]!]),
          unit,
        )
      : cells.map((_, n) => n);
  const sets = new Map<number, number[]>();
  for (const [n, cell] of cells.entries()) {
    const set = sets.get(roots[n]!);
    if (set === undefined) sets.set(roots[n]!, [cell]);
    else set.push(cell);
  }
  const lone: number[] = [];
  const nodes = new Set<number>();
  for (const set of sets.values()) {
    if (!set.some((cell) => texts.has(cell))) continue;
    for (const cell of set) nodes.add(cell);
    if (set.length === 1) lone.push(set[0]!);
  }
  for (const cell of lone.sort((a, b) => regions.area[b]! - regions.area[a]! || a - b)) {
    if (tones.has(regions.tone[cell]!) && betweenNodes(regions, cell, nodes, unit)) nodes.delete(cell);
  }
  return [...sets].filter(([, set]) => set.some((cell) => nodes.has(cell))).sort(([a], [b]) => a - b);
}

export function findLayout(
  regions: Regions,
  ground: Uint8Array,
  boxes: readonly Box[],
  grounds: readonly number[],
  unit: number,
): Layout {
  const { width, height } = regions;
  const inside = textRegions(regions, boxes, grounds);
  const texts = new Map<number, number[]>();
  for (const [n, region] of inside.entries()) {
    if (region < 0) continue;
    const held = texts.get(region);
    if (held === undefined) texts.set(region, [n]);
    else held.push(n);
  }
  const holders = [...texts.keys()].sort((a, b) => a - b);
  const groundOf = new Ground(regions, holders, boxes, unit);
  const tones = new Set([0]);
  const grounded: number[] = [];
  const cells: number[] = [];
  for (const region of holders) {
    if (groundOf.has(region, texts.get(region)!)) {
      grounded.push(region);
      tones.add(regions.tone[region]!);
    } else cells.push(region);
  }
  // Frames without a title.
  for (let region = 0; region < regions.count; region++) {
    if (regions.area[region]! <= 4 * unit * unit || texts.has(region) || !groundOf.has(region, [])) continue;
    grounded.push(region);
    tones.add(regions.tone[region]!);
  }
  const noCell = new Set([...holders, ...grounded]);
  for (let region = 0; region < regions.count; region++) {
    if (isEmptyCell(regions, region, unit) && !noCell.has(region)) cells.push(region);
  }
  const sets = nodeSets(regions, cells, texts, tones, unit);
  const used = new Set(sets.flatMap(([, set]) => (set.some((cell) => texts.has(cell)) ? set : [])));
  const loose: number[] = [];
  for (let region = 0; region < regions.count; region++) {
    if (4 * regions.area[region]! < unit * unit || isThin(regions, region, unit)) continue;
    if (!texts.has(region) && !used.has(region)) loose.push(region);
  }
  const nodes: Shape[] = [];
  for (const [, set] of sets) {
    const held = set.flatMap((cell) => texts.get(cell) ?? []).sort((a, b) => a - b);
    if (held.length === 0) continue;
    const parts = [...set, ...partsOf(regions, set, loose, tones, unit)];
    const thick = Math.max(3, Math.floor(unit / 5));
    const outline = merged(parts.map((cell) => regions.outline(cell).trimmed(thick)));
    const shape = shapeOf(parts, outline, held, sidesOf(ground, width, height, outline, unit));
    if (parts.length > 1 || !isChip(shape, boxes, unit)) nodes.push(shape);
  }
  const inNode = new Set(nodes.flatMap((shape) => shape.texts));
  const free = boxes.flatMap((_, n) => (inNode.has(n) ? [] : [n]));
  const frames: Shape[] = [];
  for (const region of grounded) {
    const [x0, y0, x1, y1] = [regions.x0[region]!, regions.y0[region]!, regions.x1[region]!, regions.y1[region]!];
    if (x0 <= 1 || y0 <= 1 || x1 >= width - 1 || y1 >= height - 1 || regions.tone[region] === 0) continue;
    const outline = regions.outline(region);
    if (outline.area() * 200 < solid * outline.hull()) continue;
    frames.push(shapeOf([region], outline, texts.get(region) ?? [], sidesOf(ground, width, height, outline, unit)));
  }
  return { nodes, frames, free, inside, tones };
}
