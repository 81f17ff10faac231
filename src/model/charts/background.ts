/**
 * What of a plot is background (docs/nano.md §1.12): what is beyond its end, a panel, tracks, a grid, axes. Whole numbers throughout; the
 * twin of the second half of `training/mlmamba/charts/plot.py`.
 */
import type { Colour } from "../image-zone.ts";
import { alike, differenceAt, difference, indexOfMost, medianColour } from "../colours.ts";
import { drawnDifference, type Plot } from "./plot.ts";

/** Whether something is drawn at a place of the marks that is no text. */
const drawnAt = (plot: Plot, at: number): boolean => plot.on[at] === 1 && plot.text[at] === 0;

/**
 * The plot up to its end, where a border, a heading or another card begins: rows that are drawn on throughout, above open ones.
 */
export function within(plot: Plot, unit: number): Plot {
  const cover = new Int32Array(plot.length);
  for (let a = 0; a < plot.columns; a++) {
    for (let b = 0, at = a * plot.stride; b < plot.length; b++, at++) cover[b]! += plot.on[at]! | plot.text[at]!;
  }
  let [opened, full] = [0, 0];
  for (const [b, count] of cover.entries()) {
    if (10 * count <= 6 * plot.columns) opened++;
    full = 20 * count >= 19 * plot.columns ? full + 1 : 0;
    if (opened >= unit && full >= Math.max(Math.floor(unit / 2), 4)) return { ...plot, length: b + 1 - full };
  }
  return plot;
}

/**
 * Where the plot stands on a panel of its own colour, or each bar on a track, that is background too, and the plot ends with it. The three
 * most frequent colours are tried.
 */
export function withoutPanel(plot: Plot): Plot {
  const { columns, length, stride, pixels } = plot;
  const size = columns * length;
  const counts = new Uint32Array(32768);
  let drawn = 0;
  for (let a = 0; a < columns; a++) {
    for (let at = a * stride; at < a * stride + length; at++) {
      if (!drawnAt(plot, at)) continue;
      drawn++;
      counts[shade(pixels, 3 * at)]!++;
    }
  }
  if (4 * drawn < size) return plot;
  for (let turn = 0; turn < 3; turn++) {
    const key = indexOfMost(counts);
    if (12 * counts[key]! < size) break;
    const offsets: number[] = [];
    for (let a = 0; a < columns; a++) {
      for (let at = a * stride; at < a * stride + length; at++) {
        if (drawnAt(plot, at) && shade(pixels, 3 * at) === key) offsets.push(3 * at);
      }
    }
    const ground = medianColour(pixels, offsets);
    const end = panelEnd(plot, ground);
    const on = new Uint8Array(plot.on.length);
    let left = 0;
    for (let a = 0; a < columns; a++) {
      for (let b = 0, at = a * stride; b < length; b++, at++) {
        if (plot.on[at] === 0 || differenceAt(pixels, 3 * at, ground) <= drawnDifference) continue;
        on[at] = 1;
        if (b < end && plot.text[at] === 0) left++;
      }
    }
    if (end > 0 && 100 * left >= size) return { ...plot, on, ground, length: end };
    counts[key] = 0;
  }
  return plot;
}

/** A colour with 5 bits a channel. */
function shade(pixels: Uint8Array, at: number): number {
  return ((pixels[at]! >> 3) << 10) | ((pixels[at + 1]! >> 3) << 5) | (pixels[at + 2]! >> 3);
}

/** Where what has a colour ends, if it does so at one row in nearly all columns that have it; 0 if not. */
function panelEnd(plot: Plot, colour: Colour): number {
  const ends: number[] = [];
  for (let a = 0; a < plot.columns; a++) {
    const start = a * plot.stride;
    for (let at = start + plot.length - 1; at >= start; at--) {
      if (!drawnAt(plot, at) || differenceAt(plot.pixels, 3 * at, colour) > alike) continue;
      ends.push(at - start + 1);
      break;
    }
  }
  const counts = new Uint32Array(plot.length + 1);
  for (const end of ends) counts[end]!++;
  const usual = indexOfMost(counts);
  const level = ends.filter((end) => Math.abs(end - usual) <= 2).length;
  return 10 * level >= 9 * ends.length && 3 * ends.length >= plot.columns ? usual : 0;
}

/** Grids and axes left out: thin lines of one colour through nearly all of the plot. */
export function withoutLines(plot: Plot, unit: number): Plot {
  const { columns, length, stride, pixels } = plot;
  const k = Math.max(Math.floor(unit / 4), 3);
  const rows = lineRows(plot, k);
  const on = plot.on.slice();
  for (let b = 0; b < length; b++) {
    if (rows[b] === 0) continue;
    const alone: number[] = [];
    for (let a = 0; a < columns; a++) {
      const at = a * stride + b;
      if (drawnAt(plot, at) && !(b >= k && drawnAt(plot, at - k)) && !(b + k < length && drawnAt(plot, at + k))) {
        alone.push(3 * at);
      }
    }
    if (alone.length === 0) continue;
    const colour = medianColour(pixels, alone);
    for (let near = Math.max(b - 2, 0); near < Math.min(b + 3, length); near++) {
      for (let a = 0; a < columns; a++) {
        const at = a * stride + near;
        if (ofLine(plot, at, colour) && !goesOn(plot, at, near, k)) on[at] = 0;
      }
    }
  }
  for (let a = 0; a < columns; a++) {
    const single: number[] = [];
    let foot = 0;
    for (let b = 0, at = a * stride; b < length; b++, at++) {
      if (!drawnAt(plot, at)) continue;
      if (b < 2 * unit) foot++;
      const beside = (a >= 2 && drawnAt(plot, at - 2 * stride)) || (a + 2 < columns && drawnAt(plot, at + 2 * stride));
      if (!beside && rows[b] === 0) single.push(3 * at);
    }
    if (single.length < Math.max(5 * unit, Math.floor(length / 4)) || foot < Math.floor(unit / 2)) continue;
    const colour = medianColour(pixels, single);
    for (let at = a * stride; at < a * stride + length; at++) if (ofLine(plot, at, colour)) on[at] = 0;
  }
  return { ...plot, on };
}

/** Whether a column has the colour that it has at row b also k rows below and above, on a bar. */
function goesOn({ length, pixels, on }: Plot, at: number, b: number, k: number): boolean {
  if (b < k || b + k >= length || on[at - k] === 0 || on[at + k] === 0) return false;
  const here: Colour = [pixels[3 * at]!, pixels[3 * at + 1]!, pixels[3 * at + 2]!];
  return differenceAt(pixels, 3 * (at - k), here) <= alike && differenceAt(pixels, 3 * (at + k), here) <= alike;
}

/** Whether a pixel has a line's colour, or one between it and the background. */
function ofLine({ pixels, ground }: Plot, at: number, colour: Colour): boolean {
  const away = differenceAt(pixels, 3 * at, colour);
  return away <= alike || away + differenceAt(pixels, 3 * at, ground) <= difference(ground, colour) + alike;
}

/**
 * 1 for rows that are drawn on where the rows k below and above are not: in half of what is open there, or in most labels' shares.
 */
function lineRows(plot: Plot, k: number): Uint8Array {
  const { columns, length, stride, text, labels, shares } = plot;
  const [counts, texts] = [new Int32Array(labels * length), new Int32Array(labels * length)];
  const [open, drawn] = [new Int32Array(length), new Int32Array(length)];
  for (let a = 0; a < columns; a++) {
    const label = Math.floor(a / shares) * length;
    for (let b = 0, at = a * stride; b < length; b++, at++) {
      if (text[at] === 1) {
        texts[label + b]!++;
        continue;
      }
      counts[label + b]! += plot.on[at]!;
      if ((b >= k && drawnAt(plot, at - k)) || (b + k < length && drawnAt(plot, at + k))) continue;
      open[b]!++;
      drawn[b]! += plot.on[at]!;
    }
  }
  const rows = new Uint8Array(length);
  for (let b = 0; b < length; b++) {
    let [visible, shown] = [0, 0];
    for (let label = 0; label < labels; label++) {
      const at = label * length + b;
      const low = b >= k ? counts[at - k]! : 0;
      const high = b + k < length ? counts[at + k]! : 0;
      if (10 * Math.min(low, high) >= 9 * shares || 2 * texts[at]! >= shares) continue;
      shown++;
      if (4 * (counts[at]! - Math.max(low, high)) >= shares) visible++;
    }
    if ((2 * drawn[b]! >= open[b]! || 10 * visible >= 7 * shown) && visible >= 2) rows[b] = 1;
  }
  return rows;
}
