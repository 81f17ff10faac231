import assert from "node:assert/strict";
import { outlinesOf } from "../../../src/model/outlines.ts";
import type { RgbImage } from "../../../src/model/rgb-image.ts";
import type { Box } from "../../../src/shared/types.ts";

type Colour = readonly [number, number, number];
const red: Colour = [226, 28, 36];
const width = 400;
const height = 300;

/** A colour, and of each pixel's centre whether it is painted. */
type Paint = readonly [Colour, (x: number, y: number) => boolean];

/** Paints on a light page. */
function page(...painted: readonly Paint[]): RgbImage {
  const rgb = new Uint8Array(3 * width * height).fill(245);
  for (let pixel = 0; pixel < width * height; pixel++) {
    const [x, y] = [(pixel % width) + 0.5, Math.floor(pixel / width) + 0.5];
    for (const [colour, inside] of painted) if (inside(x, y)) rgb.set(colour, 3 * pixel);
  }
  return { width, height, rgb };
}

const filled =
  ([left, top, w, h]: Box) =>
  (x: number, y: number): boolean =>
    x >= left && y >= top && x < left + w && y < top + h;

/** A frame around a box, as thick as `stroke`. */
function frame([x, y, w, h]: Box, stroke = 2): (x: number, y: number) => boolean {
  const outer = filled([x - stroke, y - stroke, w + 2 * stroke, h + 2 * stroke]);
  const inner = filled([x, y, w, h]);
  return (px, py) => outer(px, py) && !inner(px, py);
}

/** A ring around the middle of a box. */
function ring([left, top, w, h]: Box, stroke: number): (x: number, y: number) => boolean {
  const at = (x: number, y: number, grown: number): boolean =>
    ((x - left - w / 2) / (w / 2 + grown)) ** 2 + ((y - top - h / 2) / (h / 2 + grown)) ** 2 <= 1;
  return (x, y) => at(x, y, stroke) && !at(x, y, 0);
}

describe("model/outlines", () => {
  const lines: readonly Box[] = [
    [40, 40, 90, 14],
    [40, 100, 90, 14],
    [220, 100, 90, 14],
    [40, 200, 90, 14],
  ];
  const around = (line: number, by = 8): Box => {
    const [x, y, w, h] = lines[line]!;
    return [x - by, y - by, w + 2 * by, h + 2 * by];
  };

  it("finds frames and rings of one to twelve pixels, from top to bottom", () => {
    assert.deepEqual(outlinesOf(page([red, frame(around(1))]), lines), [[1]]);
    assert.deepEqual(outlinesOf(page([red, frame(around(1), 1)]), lines), [[1]]);
    assert.deepEqual(outlinesOf(page([red, ring(around(2, 14), 3)]), lines), [[2]]);
    const both = page([red, frame(around(3))], [[200, 30, 60], frame(around(0))]);
    assert.deepEqual(outlinesOf(both, lines), [[0], [3]]);
    assert.deepEqual(outlinesOf(page([red, frame([20, 80, 320, 60], 12)]), lines), [[1, 2]]);
  });

  it("finds none where there is none: nothing, gaps, other colours, buttons, panels, thick strokes, the edge", () => {
    const nothing = (...painted: readonly Paint[]): void => {
      assert.deepEqual(outlinesOf(page(...painted), lines), []);
    };
    nothing();
    const gap = frame(around(1));
    nothing([red, (x, y) => gap(x, y) && !(x > 60 && x < 64)]);
    for (const other of [
      [40, 90, 220],
      [30, 160, 70],
      [240, 150, 30],
      [120, 60, 60],
      [90, 0, 0],
    ] as const)
      nothing([other, frame(around(1))]);
    nothing([red, filled(around(1))], [[255, 255, 255], filled([70, 102, 6, 10])]);
    nothing([red, frame(around(1), 14)]);
    nothing([red, frame([-4, 80, 200, 60])]);
    nothing([red, frame([180, 20, 40, 40])]);
  });

  it("takes nothing for pointed out that is most of the page, a style, or a long text", () => {
    assert.deepEqual(outlinesOf(page([red, frame([10, 10, 380, 280])]), lines), []);
    const every = lines.map((_, line) => [red, frame(around(line))] as const);
    assert.deepEqual(outlinesOf(page(...every), lines), []);
    assert.deepEqual(outlinesOf(page(...every.slice(1)), lines), [[1], [2], [3]]);
    const text = Array.from({ length: 7 }, (_, line): Box => [40, 100 + 12 * line, 90, 10]);
    const paragraph = page([red, frame([30, 92, 110, 92])]);
    assert.deepEqual(outlinesOf(paragraph, text), []);
    assert.deepEqual(outlinesOf(paragraph, text.slice(1)), [[0, 1, 2, 3, 4, 5]]);
  });

  it("is no outline of a line that stands mostly outside, and counts twofold frames once", () => {
    assert.deepEqual(outlinesOf(page([red, frame([90, 92, 170, 30])]), lines), []);
    const twofold = page([red, frame(around(1))], [red, frame(around(1, 16))]);
    assert.deepEqual(outlinesOf(twofold, lines), [[1]]);
    assert.deepEqual(outlinesOf({ width: 0, height: 0, rgb: new Uint8Array(0) }, []), []);
  });
});
