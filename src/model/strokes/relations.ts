/** Edges between nodes that follow from a drawing's connectors, their labels, and the members of frames. */
import type { Box } from "../../shared/types.ts";
import type { Drawing } from "./drawing.ts";
import { foot } from "./ends.ts";
import type { Extent, Layout } from "./shapes.ts";
import { piecesOf, type Path } from "./trace.ts";

/** A connector between two things: from a to b where only the far end has a head, both ways, or without a direction. */
export interface Edge {
  /** Numbers of the things less one: nodes, frames, texts. */
  readonly a: number;
  readonly b: number;
  readonly kind: "arrow" | "both" | "line";
  readonly paths: Path[];
  readonly labels: number[];
}

/** Between each two ends the shortest path (the first of equals), sorted by the ends, which are in ascending order. */
function shortestPaths(paths: readonly Path[], ends: number): Path[] {
  const best = new Map<number, Path>();
  for (const path of paths) {
    const [a, b] = [Math.min(path.a, path.b), Math.max(path.a, path.b)];
    const known = best.get(a * ends + b);
    if (known === undefined || path.way.length < known.way.length) best.set(a * ends + b, { ...path, a, b });
  }
  return [...best.values()].sort((p, q) => p.a - q.a || p.b - q.b);
}

export function edgesOf({ ends, paths, onLifeline, unit }: Drawing): Edge[] {
  const best = shortestPaths(paths, ends.length);
  const feet = ends.filter((end) => end.head === foot).length;
  const undirected = feet > 0 && feet * 2 >= ends.filter((end) => end.head === 2).length;
  const isLine = (a: number, b: number): boolean => {
    const [p, q] = [ends[a]!.head, ends[b]!.head];
    return undirected || p === q || p === foot || q === foot;
  };
  const directed = new Set(best.flatMap(({ a, b }) => (isLine(a, b) ? [] : [a, b])));
  const edges = new Map<string, Edge>();
  for (const path of best) {
    const [first, second] = [ends[path.a]!, ends[path.b]!];
    const line = isLine(path.a, path.b);
    const loop = first.thing === second.thing;
    if (line && (loop || (onLifeline.has(first.thing) && onLifeline.has(second.thing)))) continue;
    if (loop && (path.way.length < 2 * unit || Math.max(first.head, second.head) < 2)) continue;
    // What takes part in an arrow says nothing of the other ends at the same fork.
    if (line && (directed.has(path.a) || directed.has(path.b))) continue;
    const kind = !line ? "arrow" : first.head === 2 && second.head === 2 && !undirected ? "both" : "line";
    const [from, to] = kind === "arrow" && first.head > second.head ? [second, first] : [first, second];
    const key = `${from.thing},${to.thing},${kind}`;
    const known = edges.get(key);
    if (known === undefined) edges.set(key, { a: from.thing - 1, b: to.thing - 1, kind, paths: [path], labels: [] });
    else known.paths.push(path);
  }
  return [...edges.values()];
}

/** Squared distance of a box from the nearest of some pixels. */
function awayFrom([x0, y0, x1, y1]: Extent, pixels: readonly number[], stride: number): number {
  let least = Infinity;
  for (const pixel of pixels) {
    const row = Math.floor(pixel / stride);
    const [x, y] = [pixel - row * stride - 1, row - 1];
    const dx = Math.max(x0 - x, x - (x1 - 1), 0);
    const dy = Math.max(y0 - y, y - (y1 - 1), 0);
    least = Math.min(least, dx * dx + dy * dy);
  }
  return least;
}

/** Each free text near a connector becomes its label, `taken` ones left out. In place. */
export function labelEdges(
  { layout, stride, unit }: Drawing,
  edges: readonly Edge[],
  boxes: readonly Box[],
  taken: ReadonlySet<number>,
): void {
  // Paths share branches.
  const pieces = edges.map((edge) => new Set(edge.paths.flatMap(piecesOf)));
  const all = new Set(pieces.flatMap((own) => [...own]));
  for (const n of layout.free) {
    if (taken.has(n)) continue;
    const through = edges.filter((edge) => edge.paths.some(({ way }) => way.texts.includes(n)));
    for (const edge of through) edge.labels.push(n);
    if (through.length > 0) continue;
    const [x, y, w, h] = boxes[n]!;
    const awayOf = new Map([...all].map((piece) => [piece, awayFrom([x, y, x + w, y + h], piece, stride)]));
    const away = pieces.map((own) => [...own].reduce((a, piece) => Math.min(a, awayOf.get(piece)!), Infinity));
    const least = away.reduce((a, b) => Math.min(a, b), Infinity);
    if (least > unit * unit) continue;
    for (const [at, edge] of edges.entries()) if (away[at] === least) edge.labels.push(n);
  }
}

export interface Group {
  /** The text just under a frame's upper side or over its lower one, −1 for none. */
  readonly title: number;
  /** The texts inside, the title left out. */
  readonly members: readonly number[];
}

/** For each frame its title and what is inside. */
export function groupsOf(layout: Layout, boxes: readonly Box[], unit: number): Group[] {
  return layout.frames.map((frame) => {
    const [, y0, , y1] = frame.box;
    let [title, least] = [-1, 2 * unit];
    for (const n of frame.texts) {
      const [, y, , h] = boxes[n]!;
      for (const away of [y - y0, y1 - (y + h)]) if (away < least) [title, least] = [n, away];
    }
    const members = boxes.flatMap(([x, y, w, h], n) =>
      n !== title && frame.outline.holds(x + (w >> 1), y + (h >> 1)) ? [n] : [],
    );
    return { title, members };
  });
}
