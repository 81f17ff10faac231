/** The connectors of a drawing: what is read from pixels, before it becomes pairs of lines. */
import type { Box } from "../../shared/types.ts";
import type { RgbImage } from "../rgb-image.ts";
import { endsOf, pinsOf } from "./contacts.ts";
import type { End } from "./ends.ts";
import { bridgeTexts, columnsOf, eraseText, fillDashes, rowsOf } from "./erase.ts";
import { graphOf } from "./follow.ts";
import { addRectangles, rectangles } from "./frames.ts";
import { contract, prune, type Graph } from "./graph.ts";
import { colourMap, inkColour, paletteOf } from "./ground.ts";
import { joinsOf, resolve, type FreeText, type Join } from "./joins.ts";
import { findLayout } from "./layout.ts";
import { findLifelines, joinAcross, joinFeet } from "./lifelines.ts";
import { Regions } from "./regions.ts";
import type { Layout } from "./shapes.ts";
import { dropLitter, drawnPixels, ownersOf, solidPixels } from "./strokes.ts";
import { thinned } from "./thin.ts";
import { Tracer, type Path } from "./trace.ts";

/* What goes beyond these is a photograph, noise or a pattern. */
const tallestUnit = 200;
/** Texts' boxes within the picture, together, in times of its pixels. */
const mostCover = 2;
const mostStrokes = 1 << 20;
const mostNodes = 20_000;
const mostEnds = 4000;
const mostStepsInAll = 400_000;
/** Ends times the usual height squared: what is looked at around ends. */
const mostAround = 4_000_000;

export interface Drawing {
  readonly layout: Layout;
  readonly ends: readonly End[];
  readonly paths: readonly Path[];
  /** Numbers of the participants of a sequence diagram. */
  readonly onLifeline: ReadonlySet<number>;
  readonly stride: number;
  /** Usual height of a line. */
  readonly unit: number;
}

function unitOf(boxes: readonly Box[]): number {
  const short = boxes.map(([, , w, h]) => Math.min(w, h)).sort((a, b) => a - b);
  return Math.max(8, short[(short.length - 1) >> 1]!);
}

/** Whether texts cover more than they can. */
function covered({ width, height }: RgbImage, boxes: readonly Box[]): boolean {
  let sum = 0;
  for (const [x, y, w, h] of boxes) {
    const across = Math.min(x + w, width) - Math.max(x, 0);
    const down = Math.min(y + h, height) - Math.max(y, 0);
    sum += Math.max(across, 0) * Math.max(down, 0);
  }
  return sum > mostCover * width * height;
}

/** Ground (indices of colours) and ink (1 where drawn, dashes and lines behind texts closed) of a picture, letters taken away. */
function groundAndInk(
  image: RgbImage,
  boxes: readonly Box[],
  unit: number,
): { ground: Uint8Array; ink: Uint8Array; grounds: readonly number[] } {
  const { width, height } = image;
  const { colours, grounds } = paletteOf(image, boxes, unit);
  const ground = colourMap(image, colours);
  eraseText(ground, width, height, boxes, grounds);
  const ink = new Uint8Array(ground.length);
  for (let at = 0; at < ink.length; at++) if (ground[at] === inkColour) ink[at] = 1;
  fillDashes(ink, rowsOf(width, height), unit);
  fillDashes(ink, columnsOf(width, height), unit);
  for (let at = 0; at < ink.length; at++) if (ink[at] === 1) ground[at] = inkColour;
  bridgeTexts(ink, rowsOf(width, height), boxes, unit);
  const turned = boxes.map(([x, y, w, h]): Box => [y, x, h, w]);
  bridgeTexts(ink, columnsOf(width, height), turned, unit);
  return { ground, ink, grounds };
}

/** Undefined for what is no drawing. boxes: whole numbers, at least 1 wide and high. */
export function readDrawing(image: RgbImage, boxes: readonly Box[]): Drawing | undefined {
  const { width, height } = image;
  const unit = unitOf(boxes);
  if (unit > tallestUnit || covered(image, boxes)) return undefined;
  const { ground, ink, grounds } = groundAndInk(image, boxes, unit);
  const regions = Regions.of(ground, width, height);
  if (regions === undefined || regions.count === 0) return undefined;
  const layout = findLayout(regions, ground, boxes, grounds, unit);
  const lifelines = findLifelines(layout, regions, ink, boxes, unit);
  const same = joinFeet(lifelines, layout, unit);
  // Messages and lifelines make rectangles too.
  const found = rectangles(ink, width, height, unit).filter(([x0, , x1]) =>
    lifelines.every((line) => Math.abs(x0 - line.middle) > unit && Math.abs(x1 - line.middle) > unit),
  );
  addRectangles(layout, found, ground, width, height, boxes, unit);
  const owners = ownersOf(width, height, layout, lifelines, same);
  const { stride, owner, band } = owners;
  const mask = drawnPixels(regions, layout, ink, owners, unit);
  const count = dropLitter(mask, owners, layout, same, boxes, unit);
  if (count > mostStrokes) return undefined;
  const strokes = { stride, mask, solid: solidPixels(mask, regions, layout, owners) };
  const { graph, thin } = thinGraph(mask, count, owner, stride, unit);
  if (isCrowded(graph, unit)) return undefined;
  const ends = endsOf(graph, thin, strokes, owner, unit);
  const texts = layout.free.map((text): FreeText => {
    const [x, y, w, h] = boxes[text]!;
    return { text, box: [x + 1, y + 1, x + w + 1, y + h + 1] };
  });
  const joins = joinsOf(ends, texts, unit);
  joinAcross(ends, lifelines, joins, unit);
  const nodes = layout.nodes.length;
  const firstText = nodes + layout.frames.length + 1;
  resolve(ends, joins, { stride, owner, band, texts, firstFrame: nodes, firstText }, unit);
  const paths = tracePaths(ends, graph, joins, unit);
  if (paths === undefined) return undefined;
  return { layout, ends, paths, onLifeline: new Set(lifelines.map((line) => line.node + 1)), stride, unit };
}

function thinGraph(
  mask: Uint8Array,
  count: number,
  owner: Uint16Array,
  stride: number,
  unit: number,
): { graph: Graph; thin: Uint8Array } {
  const at = new Int32Array(count);
  for (let pixel = 0, n = 0; n < count; pixel++) if (mask[pixel] === 1) at[n++] = pixel;
  const pins = pinsOf(at, owner, stride);
  const thin = mask.slice();
  const graph = graphOf(thin, thinned(thin, stride, at, pins), stride, pins);
  prune(graph, Math.max(5, Math.floor((unit * 3) / 4)));
  contract(graph, Math.max(4, Math.floor(unit / 3)));
  return { graph, thin };
}

/** Whether a graph has too many nodes or ends. */
function isCrowded({ nodes }: Graph, unit: number): boolean {
  if (nodes.length > mostNodes) return true;
  const ends = nodes.filter(
    ({ owner, branches }) => branches.length === 1 || (owner > 0 && branches.length > 0),
  ).length;
  return ends > mostEnds || ends * unit * unit > mostAround;
}

function tracePaths(
  ends: readonly End[],
  graph: Graph,
  joins: ReadonlyMap<number, Join>,
  unit: number,
): Path[] | undefined {
  const tracer = new Tracer(ends, graph, joins, unit);
  const paths: Path[] = [];
  for (const [n, { thing, branch }] of ends.entries()) {
    if (thing > 0 && branch >= 0) paths.push(...tracer.pathsFrom(n));
    if (tracer.steps > mostStepsInAll) return undefined;
  }
  return paths;
}
