/** Ends of strokes: which way they point, which of them are arrow heads, what they touch across a gap. */
import { turn, type Graph, type Vector } from "./graph.ts";

/** Instead of an arrow head: a crow's foot of an entity relationship diagram. */
export const foot = -1;

/** An end of a branch at a graph's node. */
export interface End {
  readonly node: number;
  /** −1 for a dot, which has two ends. */
  readonly branch: number;
  readonly x: number;
  readonly y: number;
  /** Leads from the end into the stroke, (0, 0) for a dot. */
  readonly ux: number;
  readonly uy: number;
  /** {@link foot}, 0 for nothing, 1 for something filled, 2 for an arrow head. */
  head: number;
  /** Number of what it touches, 0 for nothing. */
  thing: number;
}

/** Of the other branches at the node the one that goes on most straight when one comes along `branch`, and the cosine; −1 for none. */
function straightest(graph: Graph, branch: number, node: number, reach: number): [number, number] {
  const [dx, dy] = graph.direction(branch, node, reach);
  let [best, most] = [-1, -2];
  for (const other of graph.nodes[node]!.branches) {
    if (other === branch) continue;
    const cosine = turn(-dx, -dy, ...graph.direction(other, node, reach));
    if (cosine > most) [best, most] = [other, cosine];
  }
  return [best, most];
}

/** From an end into its stroke, over meeting places where the branch is short. */
export function inward(graph: Graph, node: number, branch: number, reach: number): Vector {
  const start = graph.nodes[node]!.pixel;
  let [at, number, left, pixel] = [node, branch, reach, start];
  for (let step = 0; step < 4; step++) {
    pixel = graph.pixelFrom(number, at, left);
    left -= graph.length(number) - 1;
    at = graph.other(number, at);
    const { owner, branches } = graph.nodes[at]!;
    if (left <= 0 || owner > 0 || branches.length < 2) break;
    const [following, cosine] = straightest(graph, number, at, reach);
    if (following < 0 || cosine < 0.7) break;
    number = following;
  }
  return graph.between(start, pixel);
}

/** Strokes with a margin of one pixel. */
export interface Strokes {
  readonly stride: number;
  /** 1 for all pixels that may be part of a stroke. */
  readonly mask: Uint8Array;
  /** 1 for those that have only such beside them. */
  readonly solid: Uint8Array;
}

/**
 * Whether a stroke that ends at (x, y) and comes from direction (ux, uy) has an arrow head there. {@link foot}: none. 2: it widens on both
 * sides, steadily, and is suddenly thin again. 1: it is thick and filled there, whichever way it points.
 */
export function headOf({ stride, mask, solid }: Strokes, x: number, y: number, [ux, uy]: Vector, unit: number): number {
  const size = Math.sqrt(ux * ux + uy * uy);
  if (size === 0) return 0;
  const reach = Math.max(12, 2 * unit);
  const wide = Math.max(6, Math.floor((unit * 3) / 4));
  const [left, right, filled] = [new Int32Array(reach), new Int32Array(reach), new Int32Array(reach)];
  const rows = mask.length / stride;
  for (let v = Math.max(0, y - reach); v < Math.min(rows, y + reach + 1); v++) {
    for (let u = Math.max(0, x - reach); u < Math.min(stride, x + reach + 1); u++) {
      if (mask[v * stride + u] !== 1) continue;
      const [dx, dy] = [u - x, v - y];
      const along = Math.floor((dx * ux + dy * uy) / size + 0.5);
      const across = Math.floor(((dy * ux - dx * uy) / size) * 2 + 0.5);
      if (along < 0 || along >= reach || Math.abs(across) > 2 * wide) continue;
      right[along] = Math.max(right[along]!, across);
      left[along] = Math.max(left[along]!, -across);
      filled[along]! += solid[v * stride + u]!;
    }
  }
  // Half the width, on the side where it is smaller, in half pixels.
  const half = left.map((value, along) => Math.min(value, right[along]!));
  const far = half.slice(reach >> 1).sort();
  const thin = Math.max(2, far[(far.length - 1) >> 1]!);
  const search = Math.max(7, Math.floor((unit * 5) / 4));
  if (spreads(half, thin, search)) return foot;
  const whole = left.map((value, along) => value + right[along]!);
  if (tapers(half, whole, thin, search)) return 2;
  const middle = (search >> 1) + 3;
  const near = sum(filled.subarray(0, middle));
  return near - sum(filled.subarray(middle, search + 6)) >= Math.max(6, unit >> 1) ? 1 : 0;
}

const sum = (values: Int32Array): number => values.reduce((a, b) => a + b, 0);
const most = (values: Int32Array): number => values.reduce((a, b) => Math.max(a, b));
const least = (values: Int32Array): number => values.reduce((a, b) => Math.min(a, b));

/** A crow's foot: widest where it touches, and thin further on. */
function spreads(half: Int32Array, thin: number, search: number): boolean {
  const widest = most(half.subarray(0, 3));
  if (widest < thin + 6 || most(half.subarray(3, search)) > widest) return false;
  const first = half.subarray(0, search).findIndex((value) => value <= thin + 2);
  return first >= 5 && half[first >> 1]! * 4 >= widest && half[first >> 1]! * 6 <= widest * 5;
}

/** half: by the distance from an end half the width on the smaller side; whole: the width; thin: half of it further on. */
function tapers(half: Int32Array, whole: Int32Array, thin: number, search: number): boolean {
  const widest = most(half.subarray(0, search));
  if (widest < thin + 4) return false;
  const last = half.subarray(0, search).findLastIndex((value) => value * 10 >= widest * 9);
  const drop = half.subarray(last + 1, last + 1 + Math.max(3, Math.floor(last / 3)));
  if (last < 3 || drop.length === 0 || least(drop) * 2 > widest + thin) return false;
  // A triangle widens all the way: its first half holds less than its second, but a bar across the stroke has nothing before it.
  const middle = (last + 1) >> 1;
  const [first, second] = [sum(half.subarray(0, middle)), sum(half.subarray(middle, last + 1))];
  const before = half[Math.floor((last * 3) / 4)]!;
  return first * 4 <= second * 3 && before * 5 >= widest * 2 && whole[last >> 1]! * 10 >= widest * 7;
}

/** The place that many pixels before an end. */
export function ahead({ x, y, ux, uy }: Pick<End, "x" | "y" | "ux" | "uy">, step: number): Vector {
  const size = Math.max(Math.abs(ux), Math.abs(uy));
  return [x - Math.floor((2 * ux * step + size) / (2 * size)), y - Math.floor((2 * uy * step + size) / (2 * size))];
}

/** The first shape that lies ahead of an end, within `reach` pixels; 0 for none. `owner` has the stride. */
export function beyond(
  owner: Uint16Array,
  stride: number,
  end: Pick<End, "x" | "y" | "ux" | "uy">,
  reach: number,
): number {
  if (end.ux === 0 && end.uy === 0) return 0;
  for (let step = 1; step <= reach; step++) {
    const [x, y] = ahead(end, step);
    if (x < 0 || x >= stride || y < 0 || y * stride >= owner.length) return 0;
    if (owner[y * stride + x]! > 0) return owner[y * stride + x]!;
  }
  return 0;
}
