/** Loose ends: which go on at another across a gap or behind a text, and what the others point at. */
import { ahead, type End } from "./ends.ts";
import { turn } from "./graph.ts";
import type { Extent } from "./shapes.ts";

/** Goes on at end `other`; `text` stands in the gap, −1 for none. */
export interface Join {
  readonly other: number;
  readonly text: number;
}

/** A text that stands in no node, with the margin of the picture of strokes. */
export interface FreeText {
  readonly text: number;
  readonly box: Extent;
}

/** The first text that an end stands in or points at, at most `reach` pixels away; −1 for none. */
function textAhead(end: End, texts: readonly FreeText[], reach: number): number {
  if (end.ux === 0 && end.uy === 0) return -1;
  const holds = ([x0, y0, x1, y1]: Extent, x: number, y: number, wider: number): boolean =>
    x0 - wider <= x && x < x1 + wider && y0 - wider <= y && y < y1 + wider;
  const near = texts.filter(({ box }) => holds(box, end.x, end.y, reach));
  if (near.length === 0) return -1;
  for (let step = 0; step <= reach; step++) {
    const [x, y] = ahead(end, step);
    const found = near.find(({ box }) => holds(box, x, y, 0));
    if (found !== undefined) return found.text;
  }
  return -1;
}

export function joinsOf(ends: readonly End[], texts: readonly FreeText[], unit: number): Map<number, Join> {
  const loose = [...ends.keys()].filter((n) => ends[n]!.thing === 0 && ends[n]!.head < 2);
  const joins = new Map<number, Join>();
  joinBehindTexts(ends, loose, texts, unit, joins);
  joinOverGaps(
    ends,
    loose.filter((n) => !joins.has(n)),
    unit,
    joins,
  );
  return joins;
}

/** Two ends that may go on at each other; those with the smallest cost come first. */
interface Candidate {
  readonly cost: number;
  readonly a: number;
  readonly b: number;
}

const byCost = (p: Candidate, q: Candidate): number => p.cost - q.cost || p.a - q.a || p.b - q.b;

function joinBehindTexts(
  ends: readonly End[],
  loose: readonly number[],
  texts: readonly FreeText[],
  unit: number,
  joins: Map<number, Join>,
): void {
  const entering = new Map<number, number[]>();
  for (const n of loose) {
    const text = textAhead(ends[n]!, texts, unit);
    if (text >= 0) entering.set(text, [...(entering.get(text) ?? []), n]);
  }
  for (const [text, group] of [...entering].sort(([a], [b]) => a - b)) {
    const found: Candidate[] = [];
    for (const [i, a] of group.entries()) {
      for (const b of group.slice(i + 1)) {
        const [p, q] = [ends[a]!, ends[b]!];
        if (p.branch === q.branch) continue;
        const [dx, dy] = [q.x - p.x, q.y - p.y];
        const first = turn(-p.ux, -p.uy, dx, dy);
        const second = turn(-q.ux, -q.uy, -dx, -dy);
        if (Math.min(first, second) >= 0.3) found.push({ cost: -first - second, a, b });
      }
    }
    for (const { a, b } of found.sort(byCost)) {
      if (joins.has(a) || joins.has(b)) continue;
      joins.set(a, { other: b, text });
      joins.set(b, { other: a, text });
    }
  }
}

/** Pairs of ends at most `near` pixels apart that point at each other; cost: the squared distance. */
function facing(ends: readonly End[], loose: readonly number[], near: number): Candidate[] {
  const found: Candidate[] = [];
  const byRow = loose.toSorted((a, b) => ends[a]!.y - ends[b]!.y);
  for (let i = 0; i < byRow.length; i++) {
    for (let k = i + 1; k < byRow.length && ends[byRow[k]!]!.y - ends[byRow[i]!]!.y <= near; k++) {
      const [a, b] = [Math.min(byRow[i]!, byRow[k]!), Math.max(byRow[i]!, byRow[k]!)];
      const [p, q] = [ends[a]!, ends[b]!];
      const [dx, dy] = [q.x - p.x, q.y - p.y];
      const cost = dx * dx + dy * dy;
      if (cost > near * near || p.node === q.node || (p.branch === q.branch && p.branch >= 0)) continue;
      // Near ones may bend.
      const least = 4 * cost <= near * near ? 0.4 : 0.75;
      if (turn(-p.ux, -p.uy, dx, dy) >= least && turn(-q.ux, -q.uy, -dx, -dy) >= least) found.push({ cost, a, b });
    }
  }
  return found.sort(byCost);
}

function joinOverGaps(ends: readonly End[], loose: readonly number[], unit: number, joins: Map<number, Join>): void {
  /** Of a node with a joined end, the end that it goes on at. */
  const partner = new Map<number, number>();
  /** Whether the other side of a dot leads to about where this one does. */
  const clashes = (dot: number, other: number): boolean => {
    const { node, branch, x, y } = ends[dot]!;
    const before = branch < 0 ? partner.get(node) : undefined;
    if (before === undefined) return false;
    return turn(ends[other]!.x - x, ends[other]!.y - y, ends[before]!.x - x, ends[before]!.y - y) > -0.3;
  };
  for (const { a, b } of facing(ends, loose, Math.max(6, unit))) {
    if (joins.has(a) || joins.has(b) || clashes(a, b) || clashes(b, a)) continue;
    joins.set(a, { other: b, text: -1 });
    joins.set(b, { other: a, text: -1 });
    if (!partner.has(ends[a]!.node)) partner.set(ends[a]!.node, b);
    if (!partner.has(ends[b]!.node)) partner.set(ends[b]!.node, a);
  }
}

/** What ends can point at, with the margin of the picture of strokes: nodes by their numbers, frames by theirs plus `firstFrame`, texts by
 * theirs plus `firstText`. */
export interface Targets {
  readonly stride: number;
  readonly owner: Uint16Array;
  readonly band: Uint16Array;
  readonly texts: readonly FreeText[];
  readonly firstFrame: number;
  readonly firstText: number;
}

/** Gives loose ends what they point at: a node behind a text (where an arrow's head is hidden), a frame, a text that stands alone. In place. */
export function resolve(ends: readonly End[], joins: ReadonlyMap<number, Join>, targets: Targets, unit: number): void {
  const { stride, owner, band, texts, firstFrame, firstText } = targets;
  const heads = ends.some((end) => end.head === 2);
  const boxOf = new Map(texts.map(({ text, box }) => [text, box]));
  for (const [n, end] of ends.entries()) {
    if (end.thing > 0 || joins.has(n) || (end.ux === 0 && end.uy === 0)) continue;
    const text = textAhead(end, texts, end.head > 0 ? unit : Math.floor((unit * 3) / 4));
    let reach = Math.max(4, Math.floor(unit / 3));
    if (text >= 0) {
      const [x0, y0, x1, y1] = boxOf.get(text)!;
      reach = Math.min(x1 - x0, y1 - y0) + 2 * unit;
    }
    for (let step = 0; step <= reach; step++) {
      const [x, y] = ahead(end, step);
      if (x < 0 || x >= stride || y < 0 || y * stride >= owner.length) break;
      const at = y * stride + x;
      if (owner[at]! > 0) {
        if (text < 0 || end.head <= 0) {
          end.thing = owner[at]!;
          if (text >= 0 && end.head === 0) end.head = heads ? 1 : 0;
        }
        break;
      }
      if (band[at]! > 0 && text < 0) {
        end.thing = firstFrame + band[at]!;
        break;
      }
    }
    if (end.thing === 0 && text >= 0) end.thing = firstText + text;
  }
}
