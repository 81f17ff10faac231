/**
 * How lines look (docs/nano.md §1.9): colours, weight, marks and controls beside a line, measured on the image at its own size and held
 * against the lines that stand in the same column or row. The twin of `training/mlmamba/style.py`; `test/fixtures/line-style.json` holds
 * both to the same numbers. Nearest-pixel sampling, integer colours, float64 until the end.
 */
import type { Box } from "../shared/types.ts";
import {
  centres,
  colourAt,
  differences,
  lightness,
  meanDifference,
  medianColour,
  mostDifference,
  saturation,
  zoneAt,
  zoneOf,
  type Colour,
  type Zone,
} from "./image-zone.ts";
import type { RgbImage } from "./rgb-image.ts";

/** Features per line in {@link lineStyles}. */
export const styleWidth = 23;
/** Sum over the channels by which a pixel differs from the line's background to count as drawn on. */
const markedDifference = 80;
/** Columns looked at on the right of a line, a quarter of its height apart. */
const trackColumns = 160;
const trackRows = 5;
const mostSiblings = 8;
/** Samples of a line's box that tell the colour of its text: those furthest from its background. */
const textSamples = 64;
/** Differences of background, text colour, ink, left and below this large are nothing among lines that look alike. */
const even = [0.01, 0.04, 0.04, 0.03, 0.03] as const;

/** What is measured of a line alone, before it is held against others. */
interface Look {
  readonly background: Colour;
  readonly text: Colour;
  /** Mean difference of the text's samples from the background, in 0…1. */
  readonly contrast: number;
  /** Share of the box that is drawn on. */
  readonly ink: number;
  /** The strongest column left of the line, and the strongest row below it, against the background, in 0…1. */
  readonly left: number;
  readonly below: number;
}

/**
 * Row-major (lines, 23). Against the siblings' median, as signed roots, so that a faint difference is seen: 0 background, 1 text colour,
 * 2 ink, 3 mark on the left, 4 mark below; 5 height; then its own 6 contrast of the text, 7 saturation of the background, 8 of the text,
 * 9 background against the page's, 10 lightness of the background, 11 height against the median of all lines; 12–14 what stands on the
 * left, 15–17 on the right; 18–22 how much the line alone departs from its siblings in 0–4, however faint: d / (d + the second most that a
 * sibling departs). All within [−1, 1].
 */
export function lineStyles(image: RgbImage, boxes: readonly Box[]): Float32Array {
  const rects = boxes.map(([x, y, w, h]): Box => [x, y, Math.max(w, 1), Math.max(h, 1)]);
  const result = new Float32Array(rects.length * styleWidth);
  if (rects.length === 0) return result;
  const looks = rects.map((_, n) => lookOf(image, n, rects));
  const page = medianColour([zoneOf(image, [0, 0, image.width, image.height], 48, 48)]);
  const usualHeight = lowerMedian(rects.map(([, , , h]) => h));
  for (const [n, rect] of rects.entries()) {
    const { background, text, contrast } = looks[n]!;
    const { against, apart } = besideSiblings(n, rects, looks);
    const features = [
      ...against,
      contrast,
      saturation(background),
      saturation(text),
      meanDifference(background, page),
      lightness(background),
      Math.log(rect[3] / usualHeight) / 2,
      ...leftControl(image, n, rects, background),
      ...rightControl(image, n, rects, background),
      ...apart,
    ];
    result.set(
      features.map((value) => Math.min(1, Math.max(-1, value))),
      n * styleWidth,
    );
  }
  return result;
}

function lookOf(image: RgbImage, n: number, rects: readonly Box[]): Look {
  const rect = rects[n]!;
  const [x, y, w, h] = rect;
  const background = medianColour([
    zoneOf(image, [x, y - 0.25 * h, w, 0.1 * h], 1, 24),
    zoneOf(image, [x, y + 1.15 * h, w, 0.1 * h], 1, 24),
    zoneOf(image, [x - 0.3 * h, y, 0.1 * h, h], 6, 1),
    zoneOf(image, [x + w + 0.2 * h, y, 0.1 * h, h], 6, 1),
  ]);
  const inner = zoneOf(image, rect, 12, 48);
  const away = differences(inner, background);
  const furthest = furthestSamples(away);
  const drawn = 0.4 * away.reduce((most, value) => Math.max(most, value));
  const channel = (offset: number): number => mean(furthest.map((index) => inner.rgb[3 * index + offset]!));
  const beside = zoneOf(image, [x - 1.7 * h, y, 1.3 * h, h], 6, 10);
  const under = zoneOf(image, [x, y + 1.1 * h, w, h], 10, 16);
  return {
    background,
    text: [channel(0), channel(1), channel(2)],
    contrast: mean(furthest.map((index) => away[index]!)) / 765,
    ink: away.filter((value) => value > drawn).length / away.length,
    left: strongestMean(beside, background, insideOthers(n, rects, beside.u, beside.v), "columns") / 765,
    below: strongestMean(under, background, insideOthers(n, rects, under.u, under.v), "rows") / 765,
  };
}

/** The {@link textSamples} samples that differ most; of equal ones the first. */
function furthestSamples(away: Uint16Array): number[] {
  const counts = new Uint16Array(mostDifference + 1);
  for (const value of away) counts[value]!++;
  let least = mostDifference;
  let more = 0;
  while (more + counts[least]! < textSamples) more += counts[least--]!;
  let equal = textSamples - more;
  const chosen: number[] = [];
  for (let index = 0; index < away.length; index++) {
    if (away[index]! > least || (away[index] === least && equal-- > 0)) chosen.push(index);
  }
  return chosen;
}

/** Of a zone's rows or columns, the largest mean difference from the background; 0 counts where `text` is 1. */
function strongestMean(zone: Zone, background: Colour, text: Uint8Array, of: "rows" | "columns"): number {
  const [rows, columns] = [zone.v.length, zone.u.length];
  const sums = new Float64Array(of === "rows" ? rows : columns);
  for (const [index, value] of differences(zone, background).entries()) {
    const column = index % columns;
    if (text[index] === 0) sums[of === "rows" ? (index - column) / columns : column]! += value;
  }
  return Math.max(...sums) / (of === "rows" ? columns : rows);
}

/** Features 0–5 and 18–22 of {@link lineStyles}; zeros for a line with fewer than two siblings. */
function besideSiblings(
  n: number,
  rects: readonly Box[],
  looks: readonly Look[],
): { against: number[]; apart: number[] } {
  const others = siblingsOf(n, rects);
  if (others.length < 2) return { against: [0, 0, 0, 0, 0, 0], apart: [0, 0, 0, 0, 0] };
  const usual = (value: (look: Look) => number): number => lowerMedian(others.map((other) => value(looks[other]!)));
  const usualColour = (value: (look: Look) => Colour): Colour => [
    usual((look) => value(look)[0]),
    usual((look) => value(look)[1]),
    usual((look) => value(look)[2]),
  ];
  const background = usualColour((look) => look.background);
  const text = usualColour((look) => look.text);
  const [ink, left, below] = [usual((look) => look.ink), usual((look) => look.left), usual((look) => look.below)];
  const departures = (line: number): number[] => {
    const look = looks[line]!;
    return [
      meanDifference(look.background, background),
      meanDifference(look.text, text),
      look.ink - ink,
      look.left - left,
      look.below - below,
    ];
  };
  const own = departures(n);
  const theirs = others.map(departures);
  const height = Math.log(rects[n]![3] / lowerMedian(others.map((other) => rects[other]![3])));
  /* The second largest: one line that has strayed in, a logo over a menu, does not hide the one that is marked. */
  const rank = others.length >= 3 ? 1 : 0;
  return {
    against: [...own.map((value) => Math.sign(value) * Math.sqrt(Math.abs(value))), height],
    apart: own.map((value, feature) => {
      const most = theirs.map((values) => Math.abs(values[feature]!)).sort((a, b) => b - a)[rank]!;
      return Math.abs(value) / (Math.abs(value) + most + even[feature]!);
    }),
  };
}

/** The nearest lines (at most 8) of about its height that start where the line starts or share its row. */
function siblingsOf(n: number, rects: readonly Box[]): number[] {
  const [x, y, w, h] = rects[n]!;
  const near: { readonly line: number; readonly distance: number }[] = [];
  for (const [line, [otherX, otherY, otherW, otherH]] of rects.entries()) {
    if (line === n || Math.min(h, otherH) < 0.65 * Math.max(h, otherH)) continue;
    const away = Math.abs(y + h / 2 - (otherY + otherH / 2));
    const gap = Math.max(otherX - (x + w), x - (otherX + otherW), 0);
    if (Math.abs(x - otherX) < 0.8 * h && away < 12 * h) near.push({ line, distance: away });
    else if (away < 0.5 * h && gap < 12 * h) near.push({ line, distance: gap });
  }
  return near
    .sort((a, b) => a.distance - b.distance)
    .slice(0, mostSiblings)
    .map(({ line }) => line);
}

/** How full the square left of the line is, how colourful, and how full the inside of what is drawn there (a tick, a dot). */
function leftControl(image: RgbImage, n: number, rects: readonly Box[], background: Colour): [number, number, number] {
  const [x, y, , h] = rects[n]!;
  const zone = zoneOf(image, [x - 2.2 * h, y - 0.1 * h, 2 * h, 1.2 * h], 14, 20);
  const columns = zone.u.length;
  const text = insideOthers(n, rects, zone.u, zone.v);
  const marked = differences(zone, background).map((away, index) => +(away > markedDifference && text[index] === 0));
  const drawn: number[] = [];
  for (let index = 0; index < marked.length; index++) if (marked[index] === 1) drawn.push(index);
  if (drawn.length === 0) return [0, 0, 0];
  const rowsDrawn = new Set(drawn.map((index) => Math.floor(index / columns)));
  const columnsDrawn = new Set(drawn.map((index) => index % columns));
  let inside = 0;
  if (rowsDrawn.size >= 3 && columnsDrawn.size >= 3) {
    const [top, bottom] = [Math.min(...rowsDrawn), Math.max(...rowsDrawn) + 1];
    const [start, end] = [Math.min(...columnsDrawn), Math.max(...columnsDrawn) + 1];
    const [down, across] = [Math.floor((bottom - top) / 4), Math.floor((end - start) / 4)];
    let full = 0;
    for (let r = top + down; r < bottom - down; r++) {
      for (let c = start + across; c < end - across; c++) full += marked[r * columns + c]!;
    }
    inside = full / ((bottom - top - 2 * down) * (end - start - 2 * across));
  }
  return [drawn.length / marked.length, mean(drawn.map((index) => saturation(colourAt(zone, index)))), inside];
}

/**
 * Of the first thing without text on the right in the line's row: its width in quarters of four line heights (0…1), its colourfulness,
 * and how much lighter its right half is than its left one (the knob of a switch).
 */
function rightControl(image: RgbImage, n: number, rects: readonly Box[], background: Colour): [number, number, number] {
  const [x, y, w, h] = rects[n]!;
  const u = Array.from({ length: trackColumns }, (_, column) => x + w + 0.4 * h + column * 0.25 * h);
  const v = centres(y + 0.15 * h, 0.7 * h, trackRows);
  const text = columnsHit(insideOthers(n, rects, u, v), trackColumns);
  const stop = u.findIndex((value, column) => value >= image.width || text[column]! > 0);
  const limit = stop < 0 ? trackColumns : stop;
  const zone = zoneAt(image, u.slice(0, limit), v);
  const active = columnsHit(
    differences(zone, background).map((away) => +(away > markedDifference)),
    limit,
  );
  const first = active.indexOf(1);
  if (first < 0) return [0, 0, 0];
  let last = first;
  while (active[last + 1] === 1 || (last + 1 < limit && active[last + 2] === 1)) last++;
  if (last + 1 >= limit && limit < trackColumns && text[limit] === 1) return [0, 0, 0];
  const blob = Array.from({ length: last + 1 - first }, (_, column) =>
    v.map((_, row) => colourAt(zone, row * limit + first + column)),
  );
  const light = blob.map((colours) => mean(colours.map(lightness)));
  const half = Math.floor((light.length + 1) / 2);
  return [
    Math.min(blob.length / 16, 1),
    mean(blob.flatMap((colours) => colours.map(saturation))),
    mean(light.slice(-half)) - mean(light.slice(0, half)),
  ];
}

/** 1 for each column that has a sample of 1. */
function columnsHit(samples: Uint8Array | Uint16Array, columns: number): Uint8Array {
  const hit = new Uint8Array(columns);
  for (let index = 0; index < samples.length; index++) if (samples[index] === 1) hit[index % columns] = 1;
  return hit;
}

/**
 * 1 for each sample that stands in another line's box, a sixth of whose height is left out at the top and at the bottom, since boxes are
 * read too large.
 */
function insideOthers(n: number, rects: readonly Box[], u: readonly number[], v: readonly number[]): Uint8Array {
  const inside = new Uint8Array(u.length * v.length);
  const [start, end] = [u[0]!, u.at(-1)!];
  for (const [line, [x, y, w, h]] of rects.entries()) {
    if (line === n || start >= x + w || end < x) continue;
    for (let r = 0; r < v.length; r++) {
      if (v[r]! < y + h / 6 || v[r]! >= y + (h * 5) / 6) continue;
      for (let c = 0; c < u.length; c++) if (u[c]! >= x && u[c]! < x + w) inside[r * u.length + c] = 1;
    }
  }
  return inside;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function lowerMedian(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[(values.length - 1) >> 1]!;
}
