/** Where strokes touch shapes, and the ends of a graph of strokes with what they touch. */
import { beyond, foot, headOf, inward, type End, type Strokes } from "./ends.ts";
import type { Graph } from "./graph.ts";
import { neighbours } from "./thin.ts";

/**
 * Of each place where strokes touch a shape the middle pixel, and the shape. owner: who has the pixels, with a margin; at: the strokes'
 * pixels, ascending.
 */
export function pinsOf(at: Int32Array, owner: Uint16Array, stride: number): Map<number, number> {
  const around = neighbours(stride);
  // Of each pixel that touches a shape and has not been visited yet, the shape.
  const touched = new Uint16Array(owner.length);
  const touching: number[] = [];
  for (const pixel of at) {
    const offset = around.find((step) => owner[pixel + step]! > 0);
    if (offset === undefined) continue;
    touched[pixel] = owner[pixel + offset]!;
    touching.push(pixel);
  }
  const pins = new Map<number, number>();
  for (const first of touching) {
    const shape = touched[first]!;
    if (shape === 0) continue;
    touched[first] = 0;
    const patch = [first];
    /* It grows while it is gone through. */
    for (const place of patch) {
      for (const step of around) {
        const beside = place + step;
        if (touched[beside] !== shape) continue;
        touched[beside] = 0;
        patch.push(beside);
      }
    }
    pins.set(middleOf(patch, stride), shape);
  }
  return pins;
}

/** The pixel (the first of equals) nearest to the mean of them. */
function middleOf(patch: readonly number[], stride: number): number {
  const place = (pixel: number): [number, number] => [pixel % stride, Math.floor(pixel / stride)];
  let [x, y] = [0, 0];
  for (const [u, v] of patch.map(place)) {
    x += u;
    y += v;
  }
  x = Math.floor(x / patch.length);
  y = Math.floor(y / patch.length);
  let [middle, least] = [-1, Infinity];
  for (const pixel of patch) {
    const [u, v] = place(pixel);
    const away = (u - x) ** 2 + (v - y) ** 2;
    if (away < least || (away === least && pixel < middle)) [middle, least] = [pixel, away];
  }
  return middle;
}

/** Whether a node is an end of a short stroke that touches nothing: a dash too short to have a direction. */
function isDot(graph: Graph, number: number, most: number): boolean {
  const { owner, branches } = graph.nodes[number]!;
  if (owner > 0 || branches.length !== 1 || graph.length(branches[0]!) > most) return false;
  const other = graph.nodes[graph.other(branches[0]!, number)]!;
  return other.owner === 0 && other.branches.length === 1;
}

/** `thin`: the graph's pixels; `owner`: who has the pixels; all with the graph's margin. */
export function endsOf(graph: Graph, thin: Uint8Array, strokes: Strokes, owner: Uint16Array, unit: number): End[] {
  const ends: End[] = [];
  const reach = Math.max(6, unit);
  const shortest = Math.max(4, Math.floor(unit / 3));
  const around = neighbours(graph.stride);
  const addDot = (node: number, pixel: number): void => {
    const dot = { node, branch: -1, x: graph.x(pixel), y: graph.y(pixel), ux: 0, uy: 0, head: 0, thing: 0 };
    ends.push(dot, { ...dot });
  };
  for (const [number, { pixel, owner: touched, branches }] of graph.nodes.entries()) {
    if (branches.length === 0) {
      // A lone pixel; a node whose branches went elsewhere has others beside it.
      if (touched === 0 && around.every((step) => thin[pixel + step] !== 1)) addDot(number, pixel);
      continue;
    }
    if (touched === 0 && branches.length !== 1) continue;
    if (isDot(graph, number, shortest)) {
      const { a, pixels } = graph.branches[branches[0]!]!;
      if (a === number) addDot(number, pixels[pixels.length >> 1]!);
      continue;
    }
    const [x, y] = [graph.x(pixel), graph.y(pixel)];
    for (const branch of branches) {
      const grades = [reach, Math.max(5, reach >> 1)].map((far) =>
        headOf(strokes, x, y, inward(graph, number, branch, far), unit),
      );
      const head = grades.includes(foot) ? foot : Math.max(...grades);
      const [ux, uy] = inward(graph, number, branch, reach);
      let thing = touched;
      if (thing === 0) {
        const [dx, dy] = graph.direction(branch, number, reach);
        const far = Math.max(4, head > 0 ? Math.floor((unit * 3) / 4) : unit >> 1);
        thing = beyond(owner, graph.stride, { x, y, ux: dx, uy: dy }, far);
      }
      ends.push({ node: number, branch, x, y, ux, uy, head, thing });
    }
  }
  return ends;
}
