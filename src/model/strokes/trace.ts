/** From one end of a stroke to the others: over gaps, straight on at crossings, into all branches of a fork. */
import type { End } from "./ends.ts";
import { turn, type Graph } from "./graph.ts";
import type { Join } from "./joins.ts";

/** From one end. */
const mostPaths = 24;
const mostSteps = 4000;
const mostGaps = 1000;

/** Part of a way: the pixels of a branch, or those between two (branch −1), after what comes before. */
interface Way {
  readonly before: Way | undefined;
  readonly branch: number;
  readonly pixels: readonly number[];
  /** Pixels up to here. */
  readonly length: number;
  /** Texts that stand in the gaps. */
  readonly texts: readonly number[];
}

/** From end `a` to end `b`. */
export interface Path {
  readonly a: number;
  readonly b: number;
  readonly way: Way;
}

/** The pixels on the way, in pieces. */
export function piecesOf({ way }: Path): (readonly number[])[] {
  const pieces: (readonly number[])[] = [];
  for (let at: Way | undefined = way; at !== undefined; at = at.before) pieces.push(at.pixels);
  return pieces;
}

function goneOver(way: Way | undefined, branch: number): boolean {
  for (let at = way; at !== undefined; at = at.before) if (at.branch === branch) return true;
  return false;
}

function extended(
  before: Way | undefined,
  branch: number,
  pixels: readonly number[],
  texts: readonly number[] = [],
): Way {
  return {
    before,
    branch,
    pixels,
    length: (before?.length ?? 0) + pixels.length,
    texts: texts.length === 0 ? (before?.texts ?? []) : [...(before?.texts ?? []), ...texts],
  };
}

export class Tracer {
  readonly #ends: readonly End[];
  readonly #graph: Graph;
  readonly #joins: ReadonlyMap<number, Join>;
  readonly #reach: number;
  /** Steps made so far. */
  steps = 0;
  /** The first end of each branch at a node, and the two of each dot. */
  readonly #at = new Map<number, number>();
  readonly #dots = new Map<number, number[]>();

  constructor(ends: readonly End[], graph: Graph, joins: ReadonlyMap<number, Join>, unit: number) {
    this.#ends = ends;
    this.#graph = graph;
    this.#joins = joins;
    this.#reach = Math.max(4, Math.floor((unit * 2) / 3));
    for (const [n, { node, branch }] of ends.entries()) {
      if (branch < 0) this.#dots.set(node, [...(this.#dots.get(node) ?? []), n]);
      else if (!this.#at.has(this.#key(node, branch))) this.#at.set(this.#key(node, branch), n);
    }
  }

  #key(node: number, branch: number): number {
    return node * this.#graph.branches.length + branch;
  }

  /** From an end on to the next one that has a branch: its number (−1 for none), and what is between. */
  #overGaps(start: number): { end: number; pixels: number[]; texts: number[] } {
    const [pixels, texts]: [number[], number[]] = [[], []];
    let end = start;
    for (let step = 0; step < mostGaps; step++) {
      const join = this.#joins.get(end);
      if (join === undefined) break;
      if (join.text >= 0) texts.push(join.text);
      const { node, branch } = this.#ends[join.other]!;
      if (branch >= 0) return { end: join.other, pixels, texts };
      pixels.push(this.#graph.nodes[node]!.pixel);
      const [a, b] = this.#dots.get(node)!;
      end = join.other === a ? b! : a!;
    }
    return { end: -1, pixels, texts };
  }

  /** All ways from an end that touches a thing to other such ends. */
  pathsFrom(start: number): Path[] {
    const [ends, graph] = [this.#ends, this.#graph];
    const paths: Path[] = [];
    const { node, branch } = ends[start]!;
    const stack: { node: number; branch: number; before: Way | undefined }[] = [{ node, branch, before: undefined }];
    for (let step = 0; step < mostSteps && paths.length < mostPaths; step++) {
      const from = stack.pop();
      if (from === undefined) break;
      this.steps++;
      if (goneOver(from.before, from.branch)) continue;
      const way = extended(from.before, from.branch, graph.branches[from.branch]!.pixels);
      const other = graph.other(from.branch, from.node);
      const end = this.#at.get(this.#key(other, from.branch));
      if (end === undefined) {
        for (const next of this.#following(from.branch, other)) stack.push({ node: other, branch: next, before: way });
      } else if (end !== start && ends[end]!.thing > 0) {
        paths.push({ a: start, b: end, way });
      } else if (end !== start) {
        const gap = this.#overGaps(end);
        if (gap.end < 0) continue;
        const { node: at, branch: next } = ends[gap.end]!;
        stack.push({ node: at, branch: next, before: extended(way, -1, gap.pixels, gap.texts) });
      }
    }
    return paths;
  }

  /** Where a stroke goes on from a meeting place: at a crossing straight on, at a fork everywhere but back. */
  #following(branch: number, node: number): number[] {
    const [dx, dy] = this.#graph.direction(branch, node, this.#reach);
    const found: { readonly cosine: number; readonly other: number }[] = [];
    for (const other of this.#graph.nodes[node]!.branches) {
      if (other === branch) continue;
      found.push({ cosine: turn(-dx, -dy, ...this.#graph.direction(other, node, this.#reach)), other });
    }
    if (found.length >= 3) return [found.sort((p, q) => q.cosine - p.cosine || p.other - q.other)[0]!.other];
    return found.filter(({ cosine }) => cosine > -0.5).map(({ other }) => other);
  }
}
