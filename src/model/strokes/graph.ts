/** Thin strokes as a graph: branches of pixels between free ends, contacts with shapes, and places where branches meet. */

/** An end or a meeting place. */
export interface Node {
  /** Its first pixel. */
  readonly pixel: number;
  /** Number of the shape that is touched, 0 for none. */
  readonly owner: number;
  branches: number[];
}

/** From node a to node b; pixels in this order, both ends included. */
export interface Branch {
  a: number;
  b: number;
  readonly pixels: readonly number[];
}

export type Vector = readonly [x: number, y: number];

export class Graph {
  readonly nodes: Node[] = [];
  /** Undefined where one was removed. */
  readonly branches: (Branch | undefined)[] = [];

  constructor(readonly stride: number) {}

  addNode(pixel: number, owner: number): number {
    this.nodes.push({ pixel, owner, branches: [] });
    return this.nodes.length - 1;
  }

  add(a: number, b: number, pixels: readonly number[]): void {
    this.branches.push({ a, b, pixels });
    this.nodes[a]!.branches.push(this.branches.length - 1);
    this.nodes[b]!.branches.push(this.branches.length - 1);
  }

  remove(number: number): void {
    const { a, b } = this.branches[number]!;
    for (const end of [a, b]) this.nodes[end]!.branches = this.nodes[end]!.branches.filter((n) => n !== number);
    this.branches[number] = undefined;
  }

  length(number: number): number {
    return this.branches[number]!.pixels.length;
  }

  /** The pixel `steps` on from a node along a branch, at most its last. */
  pixelFrom(number: number, node: number, steps: number): number {
    const { a, pixels } = this.branches[number]!;
    const last = pixels.length - 1;
    const step = Math.min(steps, last);
    return pixels[a === node ? step : last - step]!;
  }

  pixelsFrom(number: number, node: number): readonly number[] {
    const { a, pixels } = this.branches[number]!;
    return a === node ? pixels : pixels.toReversed();
  }

  other(number: number, node: number): number {
    const { a, b } = this.branches[number]!;
    return a === node ? b : a;
  }

  x(pixel: number): number {
    return pixel % this.stride;
  }

  y(pixel: number): number {
    return Math.floor(pixel / this.stride);
  }

  between(from: number, to: number): Vector {
    return [this.x(to) - this.x(from), this.y(to) - this.y(from)];
  }

  /** From a node along a branch, `reach` pixels on or to the branch's end. */
  direction(number: number, node: number, reach: number): Vector {
    return this.between(this.pixelFrom(number, node, 0), this.pixelFrom(number, node, reach));
  }

  /** Makes one branch of two that meet at a node that nothing else does. */
  smooth(node: number): void {
    const { owner, branches } = this.nodes[node]!;
    const [first, second] = branches;
    if (owner > 0 || branches.length !== 2 || first === second) return;
    const [a, b] = [this.other(first!, node), this.other(second!, node)];
    const pixels = [...this.pixelsFrom(first!, a), ...this.pixelsFrom(second!, node).slice(1)];
    this.remove(first!);
    this.remove(second!);
    this.add(a, b, pixels);
  }
}

/** Cosine of the angle between two directions; 1 where one of them is unknown. */
export function turn(ax: number, ay: number, bx: number, by: number): number {
  const size = Math.sqrt((ax * ax + ay * ay) * (bx * bx + by * by));
  return size > 0 ? (ax * bx + ay * by) / size : 1;
}

/** Takes away short branches that end nowhere beside longer ones, the barbs of arrow heads among them, and joins what is left. */
export function prune(graph: Graph, spur: number): void {
  for (const [number, node] of graph.nodes.entries()) {
    if (node.branches.length < 3) continue;
    const short = node.branches.filter((at) => {
      const other = graph.other(at, number);
      if (other === number || graph.length(at) > spur) return false;
      return graph.nodes[other]!.owner === 0 && graph.nodes[other]!.branches.length === 1;
    });
    const kept = node.branches.filter((at) => !short.includes(at));
    if (kept.length === 0) continue;
    const shaft = kept.length === 1 ? shaftAmong(graph, kept[0]!, number, short, spur) : -1;
    for (const at of short) if (at !== shaft) graph.remove(at);
  }
  for (let number = 0; number < graph.nodes.length; number++) graph.smooth(number);
}

/** The shaft behind a head whose tip is all that is left: of the short branches the one that goes on straight, −1 for none. */
function shaftAmong(graph: Graph, tip: number, node: number, short: readonly number[], spur: number): number {
  const [dx, dy] = graph.direction(tip, node, spur);
  let [most, shaft] = [-2, -1];
  for (const at of short) {
    if (graph.length(at) <= 4) continue;
    const cosine = turn(-dx, -dy, ...graph.direction(at, node, spur));
    if (cosine > most || (cosine === most && at < shaft)) [most, shaft] = [cosine, at];
  }
  return most > 0.85 ? shaft : -1;
}

/** Makes one meeting place of two that a short branch joins: lines that cross at a small angle share some pixels. */
export function contract(graph: Graph, link: number): void {
  const { nodes, branches } = graph;
  for (const [number, branch] of branches.entries()) {
    if (branch === undefined || branch.pixels.length > link || branch.a === branch.b) continue;
    const [a, b] = [nodes[branch.a]!, nodes[branch.b]!];
    if (a.owner > 0 || b.owner > 0 || Math.min(a.branches.length, b.branches.length) < 3) continue;
    const [kept, gone] = [branch.a, branch.b];
    graph.remove(number);
    for (const other of b.branches) {
      const moved = branches[other]!;
      if (moved.a === gone) moved.a = kept;
      if (moved.b === gone) moved.b = kept;
      a.branches.push(other);
    }
    b.branches = [];
  }
}
