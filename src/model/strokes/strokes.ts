/** What is drawn and belongs to no shape: the strokes. */
import type { Box } from "../../shared/types.ts";
import type { Lifeline } from "./lifelines.ts";
import { paintLifelines } from "./lifelines.ts";
import type { Regions } from "./regions.ts";
import { isThin, paint, paintBand, type Extent, type Layout, type Margined } from "./shapes.ts";
import { neighbours } from "./thin.ts";

/** What shapes have, with a margin of one pixel: `owner` nodes (number + 1) with what is drawn around them, `band` the outlines of frames. */
export interface Owners extends Margined {
  readonly owner: Uint16Array;
  readonly band: Uint16Array;
}

const least = 3;

export function ownersOf(
  width: number,
  height: number,
  layout: Layout,
  lifelines: readonly Lifeline[],
  same: ReadonlyMap<number, number>,
): Owners {
  const size = (width + 2) * (height + 2);
  const owners = { width, height, stride: width + 2, owner: new Uint16Array(size), band: new Uint16Array(size) };
  for (const [n, shape] of layout.nodes.entries()) paint(owners.owner, owners, shape, (same.get(n) ?? n) + 1);
  paintLifelines(owners.owner, owners, lifelines);
  for (const [n, shape] of layout.frames.entries()) paintBand(owners.band, owners, shape, n + 1);
  return owners;
}

/** Of each region whether its pixels are drawn: specks of colour (the inside of an arrow head, blur), and what is no ground. */
function drawnRegions(regions: Regions, layout: Layout, unit: number): Uint8Array {
  const drawn = new Uint8Array(regions.count);
  for (let region = 0; region < regions.count; region++) {
    const small = 2 * regions.area[region]! < unit * unit || isThin(regions, region, unit);
    drawn[region] = +(small || !layout.tones.has(regions.tone[region]!));
  }
  for (const region of layout.inside) if (region >= 0) drawn[region] = 0;
  // What sticks out of a node is a stroke of its colour; what is in the node is taken away later.
  for (const shape of layout.nodes) for (const region of shape.regions) drawn[region] = 1;
  return drawn;
}

/** 1 for the pixels, with a margin, that are drawn and that no shape has; single pixels that are left out among four are drawn too. */
export function drawnPixels(
  regions: Regions,
  layout: Layout,
  ink: Uint8Array,
  { width, height, stride, owner, band }: Owners,
  unit: number,
): Uint8Array {
  const drawn = drawnRegions(regions, layout, unit);
  const mask = new Uint8Array(owner.length);
  for (let y = 0, pixel = 0; y < height; y++) {
    for (let at = (y + 1) * stride + 1, end = at + width; at < end; at++, pixel++) {
      const region = regions.map[pixel]!;
      const isDrawn = region < 0 || drawn[region] === 1 || ink[pixel] === 1;
      if (isDrawn && owner[at] === 0 && band[at] === 0) mask[at] = 1;
    }
  }
  const holes: number[] = [];
  for (let at = stride; at < mask.length - stride; at++) {
    if (
      mask[at] === 0 &&
      mask[at - 1] === 1 &&
      mask[at + 1] === 1 &&
      mask[at - stride] === 1 &&
      mask[at + stride] === 1
    )
      holes.push(at);
  }
  for (const at of holes) mask[at] = 1;
  return mask;
}

/**
 * Takes away specks, what is left of letters in and around a text's box, of frames' corners, and of outlines what is thicker or more
 * crooked than most of it: nothing of that leaves the shape. In place; gives the number of pixels that are left.
 */
export function dropLitter(
  mask: Uint8Array,
  owners: Margined,
  layout: Layout,
  same: ReadonlyMap<number, number>,
  boxes: readonly Box[],
  unit: number,
): number {
  const { stride } = owners;
  const near = new Uint16Array(mask.length);
  const wider = 1 + Math.max(3, Math.floor(unit / 4));
  for (const [n, shape] of layout.nodes.entries()) paint(near, owners, shape, (same.get(n) ?? n) + 1, wider);
  const litter = litterOf(layout, boxes, unit);
  const queue = new Int32Array(countOf(mask));
  let left = 0;
  for (let first = mask.indexOf(1); first >= 0; first = mask.indexOf(1, first + 1)) {
    const part = collect(mask, stride, first, near, queue);
    const [l, t, r, b] = part.box;
    const stays =
      part.count >= least &&
      (part.nearest === 0 || part.nearest !== part.furthest) &&
      !litter.some(([x0, y0, x1, y1]) => l >= x0 && t >= y0 && r <= x1 && b <= y1);
    if (stays) left += part.count;
    else for (let n = 0; n < part.count; n++) mask[queue[n]!] = 0;
  }
  for (let at = mask.indexOf(visited); at >= 0; at = mask.indexOf(visited, at + 1)) mask[at] = 1;
  return left;
}

/** A set pixel that has been seen, while it is not known of others whether they stay. */
const visited = 2;

/** Connected (over 8 neighbours) pixels. */
interface Part {
  readonly count: number;
  /** Without the margin. */
  readonly box: Extent;
  /** The least and the most of `near` at its pixels. */
  readonly nearest: number;
  readonly furthest: number;
}

/** Puts all pixels connected with the first one into `queue` and makes them `visited`. */
function collect(mask: Uint8Array, stride: number, first: number, near: Uint16Array, queue: Int32Array): Part {
  const around = neighbours(stride);
  queue[0] = first;
  mask[first] = visited;
  let count = 1;
  let [x0, y0, x1, y1] = [stride, mask.length, 0, 0];
  let [nearest, furthest] = [near[first]!, near[first]!];
  for (let next = 0; next < count; next++) {
    const pixel = queue[next]!;
    const y = Math.floor(pixel / stride);
    const x = pixel - y * stride;
    if (x < x0) x0 = x;
    if (x > x1) x1 = x;
    if (y < y0) y0 = y;
    if (y > y1) y1 = y;
    const own = near[pixel]!;
    if (own < nearest) nearest = own;
    if (own > furthest) furthest = own;
    for (let k = 0; k < 8; k++) {
      const beside = pixel + around[k]!;
      if (mask[beside] !== 1) continue;
      mask[beside] = visited;
      queue[count++] = beside;
    }
  }
  return { count, box: [x0 - 1, y0 - 1, x1, y1], nearest, furthest };
}

function countOf(mask: Uint8Array): number {
  let count = 0;
  for (const drawn of mask) count += drawn;
  return count;
}

/** Places where strokes are what is left of something else, without the margin. */
function litterOf(layout: Layout, boxes: readonly Box[], unit: number): Extent[] {
  const texts = boxes.map(([x, y, w, h]): Extent => {
    const margin = Math.max(3, Math.floor(Math.min(w, h) / 4));
    return [x - margin, y - margin, x + w + margin, y + h + margin];
  });
  const corners = layout.frames.flatMap(({ box: [x0, y0, x1, y1] }) =>
    [x0, x1 - unit].flatMap((x) => [y0, y1 - unit].map((y): Extent => [x, y, x + unit, y + unit])),
  );
  return [...texts, ...corners];
}

/** 1 for pixels of strokes that only such pixels are beside, those of the ground's colours left out. */
export function solidPixels(
  mask: Uint8Array,
  regions: Regions,
  layout: Layout,
  { width, height, stride }: Margined,
): Uint8Array {
  const full = new Uint8Array(mask.length);
  for (let y = 0, pixel = 0; y < height; y++) {
    for (let at = (y + 1) * stride + 1, end = at + width; at < end; at++, pixel++) {
      if (mask[at] !== 1) continue;
      const region = regions.map[pixel]!;
      full[at] = +(region < 0 || !layout.tones.has(regions.tone[region]!));
    }
  }
  const solid = new Uint8Array(mask.length);
  for (let at = full.indexOf(1); at >= 0; at = full.indexOf(1, at + 1)) {
    solid[at] = full[at - 1]! & full[at + 1]! & full[at - stride]! & full[at + stride]!;
  }
  return solid;
}
