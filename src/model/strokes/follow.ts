/** Follows thin strokes from meeting place to meeting place. */
import { Graph } from "./graph.ts";
import { codeOf, neighbours, tables } from "./thin.ts";

/** For each pixel the number of its connected set, in the order of their first pixels. */
function clusters(pixels: readonly number[], around: readonly number[]): Map<number, number> {
  const left = new Set(pixels);
  const number = new Map<number, number>();
  let count = 0;
  for (const pixel of pixels) {
    if (number.has(pixel)) continue;
    const stack = [pixel];
    number.set(pixel, count);
    for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
      for (const offset of around) {
        const beside = at + offset;
        if (!left.has(beside) || number.has(beside)) continue;
        number.set(beside, count);
        stack.push(beside);
      }
    }
    count++;
  }
  return number;
}

/** Makes the graph's nodes; gives for each of their pixels its node, by rising pixels. */
function addNodes(
  graph: Graph,
  mask: Uint8Array,
  at: Int32Array,
  owners: ReadonlyMap<number, number>,
): Map<number, number> {
  const around = neighbours(graph.stride);
  const code = Uint8Array.from(at, (pixel) => codeOf(mask, pixel, around));
  const meeting: number[] = [];
  for (const [n, pixel] of at.entries()) {
    if (tables.counts[code[n]!]! >= 3 && !owners.has(pixel)) meeting.push(pixel);
  }
  const cluster = clusters(meeting, around);
  const nodeOf = new Map<number, number>();
  const ofCluster = new Map<number, number>();
  for (const [n, pixel] of at.entries()) {
    const own = cluster.get(pixel);
    if (own !== undefined) {
      const node = ofCluster.get(own) ?? graph.addNode(pixel, 0);
      ofCluster.set(own, node);
      nodeOf.set(pixel, node);
    } else if (tables.parts[code[n]!]! <= 1 || owners.has(pixel)) {
      nodeOf.set(pixel, graph.addNode(pixel, owners.get(pixel) ?? 0));
    }
  }
  return nodeOf;
}

/** mask and at: thin strokes; owners: the pinned pixels and the shapes that they touch. */
export function graphOf(mask: Uint8Array, at: Int32Array, stride: number, owners: ReadonlyMap<number, number>): Graph {
  const graph = new Graph(stride);
  const [n, ne, e, se, s, sw, w, nw] = neighbours(stride);
  const straightFirst = [n, e, s, w, ne, se, sw, nw];
  const nodeOf = addNodes(graph, mask, at, owners);
  const seen = new Set<number>();
  const joined = new Set<number>();
  const nodes = graph.nodes.length;

  /** From a pixel of a node over the one beside it to the next node. */
  const follow = (node: number, from: number, start: number): void => {
    const pixels = [from, start];
    seen.add(start);
    for (;;) {
      let following = -1;
      for (const step of straightFirst) {
        const beside = pixels.at(-1)! + step;
        if (mask[beside] !== 1 || beside === pixels.at(-2)) continue;
        const reached = nodeOf.get(beside);
        if (reached === undefined) {
          if (following < 0 && !seen.has(beside)) following = beside;
        } else if (reached !== node || pixels.length > 3) {
          pixels.push(beside);
          graph.add(node, reached, pixels);
          return;
        }
      }
      if (following < 0) {
        graph.add(node, graph.addNode(pixels.at(-1)!, 0), pixels);
        return;
      }
      seen.add(following);
      pixels.push(following);
    }
  };

  for (const [pixel, node] of nodeOf) {
    for (const step of straightFirst) {
      const start = pixel + step;
      if (mask[start] !== 1 || seen.has(start)) continue;
      const other = nodeOf.get(start);
      if (other === undefined) {
        follow(node, pixel, start);
        continue;
      }
      const pair = Math.min(node, other) * nodes + Math.max(node, other);
      if (node === other || joined.has(pair)) continue;
      joined.add(pair);
      graph.add(node, other, [pixel, start]);
    }
  }
  return graph;
}
