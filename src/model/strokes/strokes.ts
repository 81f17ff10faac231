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
    if (mask[at] === 1) continue;
    if (mask[at - 1] === 1 && mask[at + 1] === 1 && mask[at - stride] === 1 && mask[at + stride] === 1) holes.push(at);
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
  const around = neighbours(stride);
  const queue = new Int32Array(mask.reduce((sum, value) => sum + value, 0));
  // Connected (over 8 neighbours) pixels one set after another: `visited` while it is not known whether they stay.
  const visited = 2;
  let left = 0;
  for (let first = 0; first < mask.length; first++) {
    if (mask[first] !== 1) continue;
    queue[0] = first;
    mask[first] = visited;
    let count = 1;
    let [x0, y0, x1, y1] = [Infinity, Infinity, 0, 0];
    let [fewest, most] = [Infinity, 0];
    for (let next = 0; next < count; next++) {
      const pixel = queue[next]!;
      const y = Math.floor(pixel / stride);
      const x = pixel - y * stride;
      x0 = Math.min(x0, x);
      y0 = Math.min(y0, y);
      x1 = Math.max(x1, x);
      y1 = Math.max(y1, y);
      fewest = Math.min(fewest, near[pixel]!);
      most = Math.max(most, near[pixel]!);
      for (const step of around) {
        if (mask[pixel + step] !== 1) continue;
        mask[pixel + step] = visited;
        queue[count++] = pixel + step;
      }
    }
    const inLitter = ([l, t, r, b]: Extent): boolean => y0 > t && y1 <= b && x0 > l && x1 <= r;
    const stays = count >= least && (fewest === 0 || fewest !== most) && !litter.some(inLitter);
    if (stays) left += count;
    else for (let n = 0; n < count; n++) mask[queue[n]!] = 0;
  }
  for (let at = 0; at < mask.length; at++) if (mask[at] === visited) mask[at] = 1;
  return left;
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
  return full.map((value, at) => value & full[at - 1]! & full[at + 1]! & full[at - stride]! & full[at + stride]!);
}
