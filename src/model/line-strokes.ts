/**
 * What is joined to what in a drawing (docs/nano.md §1.11): arrows, lines, labels and frames, read from pixels. The twin of
 * `training/mlmamba/strokes`; `test/fixtures/line-strokes.json` holds both to the same pairs. Integers throughout, but for cosines and
 * widths, which are float64 with the same operations in the same order.
 */
import type { Box } from "../shared/types.ts";
import { canBeDrawing } from "./drawing-limits.ts";
import type { RgbImage } from "./rgb-image.ts";
import { readDrawing, type Drawing } from "./strokes/drawing.ts";
import { edgesOf, groupsOf, labelEdges } from "./strokes/relations.ts";

/** How candidate stands to anchor, in one of the {@link strokePairWidth} ways (docs/nano.md §1.11). */
export interface StrokePair {
  readonly anchor: number;
  readonly candidate: number;
  readonly column: number;
}

/** Ways in which two lines stand to each other; {@link strokeColumn} names them. */
export const strokePairWidth = 10;

/** The candidate is … */
export const strokeColumn = {
  /** … where an arrow from the anchor's node goes. */
  target: 0,
  source: 1,
  /** … joined to it by a line without a direction. */
  joined: 2,
  /** … the label of a connector that leaves the anchor's node; of one that arrives. */
  labelOut: 3,
  labelIn: 4,
  /** … where the connector that the anchor labels starts; where it ends. */
  labelledSource: 5,
  labelledTarget: 6,
  /** … in the same node. */
  sameNode: 7,
  /** … in the frame that the anchor is the title of; the title of the frame that the anchor is in. */
  member: 8,
  title: 9,
} as const;

/** Boxes further out than this are moved in, so that sums of places stay small. */
const furthest = 1 << 20;

/**
 * Sorted by anchor, candidate, column, each pair once. boxes: x, y, width, height in the image's pixels; they may be fractional and stick
 * out of it. None for an image of more than 8,000,000 pixels or without any, for fewer than 2 and more than 300 boxes, and for pictures
 * that are plainly no drawing (docs/nano.md §1.11).
 */
export function lineStrokes(image: RgbImage, boxes: readonly Box[]): readonly StrokePair[] {
  if (boxes.length < 2 || !canBeDrawing(image, boxes.length)) return [];
  const whole = (value: number, least: number): number => Math.floor(Math.max(least, Math.min(furthest, value)) + 0.5);
  const rects = boxes.map(([x, y, w, h]): Box => [whole(x, -furthest), whole(y, -furthest), whole(w, 1), whole(h, 1)]);
  const drawing = readDrawing(image, rects);
  return drawing === undefined ? [] : pairsOf(drawing, rects);
}

function pairsOf(drawing: Drawing, boxes: readonly Box[]): StrokePair[] {
  const edges = edgesOf(drawing);
  if (edges.length === 0) return [];
  const { nodes } = drawing.layout;
  const groups = groupsOf(drawing.layout, boxes, drawing.unit);
  /** Texts of nodes, frames and single texts, in the order of their numbers. */
  const things = [
    ...nodes.map((shape) => shape.texts),
    ...groups.map(({ title }) => (title >= 0 ? [title] : [])),
    ...boxes.map((_, n) => [n]),
  ];
  const taken = new Set(groups.map(({ title }) => title));
  for (const { a, b } of edges) {
    for (const thing of [a, b]) if (thing >= nodes.length) for (const n of things[thing]!) taken.add(n);
  }
  labelEdges(drawing, edges, boxes, taken);

  const marks = new Uint8Array(boxes.length * boxes.length * strokePairWidth);
  const mark = (anchor: number, candidate: number, way: number): void => {
    marks[(anchor * boxes.length + candidate) * strokePairWidth + way] = 1;
  };
  for (const { title, members } of groups) {
    if (title < 0) continue;
    for (const n of members) {
      mark(title, n, strokeColumn.member);
      mark(n, title, strokeColumn.title);
    }
  }
  const markArrow = (from: number, to: number): void => {
    mark(from, to, strokeColumn.target);
    mark(to, from, strokeColumn.source);
  };
  for (const edge of edges) {
    const [a, b] = [things[edge.a]!, things[edge.b]!];
    for (const i of edge.a === edge.b ? [] : a) {
      for (const j of b) {
        if (edge.kind !== "line") markArrow(i, j);
        if (edge.kind === "both") markArrow(j, i);
        if (edge.kind !== "line") continue;
        mark(i, j, strokeColumn.joined);
        mark(j, i, strokeColumn.joined);
      }
    }
    const [starts, stops] =
      edge.kind === "arrow"
        ? [a, b]
        : [
            [...a, ...b],
            [...a, ...b],
          ];
    for (const label of edge.labels) {
      for (const i of starts) {
        mark(i, label, strokeColumn.labelOut);
        mark(label, i, strokeColumn.labelledSource);
      }
      for (const i of stops) {
        mark(i, label, strokeColumn.labelIn);
        mark(label, i, strokeColumn.labelledTarget);
      }
    }
  }
  for (const { texts } of nodes) {
    for (const i of texts) for (const j of texts) if (i !== j) mark(i, j, strokeColumn.sameNode);
  }
  return listOf(marks, boxes.length);
}

function listOf(marks: Uint8Array, count: number): StrokePair[] {
  const pairs: StrokePair[] = [];
  for (const [at, marked] of marks.entries()) {
    if (marked === 0) continue;
    const pair = Math.floor(at / strokePairWidth);
    pairs.push({ anchor: Math.floor(pair / count), candidate: pair % count, column: at % strokePairWidth });
  }
  return pairs;
}
