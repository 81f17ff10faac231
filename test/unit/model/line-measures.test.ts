/** `test/fixtures/line-measures.json` comes from `training/mlmamba/measures.py`: both sides must measure charts alike. */
import assert from "node:assert/strict";
import * as v from "valibot";
import { lineMeasures, measureWidth } from "../../../src/model/line-measures.ts";
import type { RgbImage } from "../../../src/model/rgb-image.ts";
import type { Box } from "../../../src/shared/types.ts";
import { imageOf, paintedFills, type Fill } from "../support/images.ts";
import { assertRows, paintedPictures } from "../support/painted-pictures.ts";

const pictures = paintedPictures("line-measures.json", { measures: v.array(v.number()) });

/** One feature of every line. */
const feature = (measures: Float32Array, index: number): number[] =>
  [...measures].filter((_, at) => at % measureWidth === index);

/** To two digits. */
const rounded = (values: readonly number[]): number[] => values.map((value) => Math.round(100 * value) / 100);

function assertNear(actual: readonly number[], expected: readonly number[], most: number): void {
  assert.equal(actual.length, expected.length);
  assert.ok(
    actual.every((value, n) => Math.abs(value - expected[n]!) <= most),
    `${actual.join()} instead of ${expected.join()}`,
  );
}

const blue = [30, 90, 220] as const;
const red = [210, 60, 50] as const;
const green = [40, 160, 90] as const;

/** Bars above labels 40 pixels apart, on white; the labels are boxes only. */
function barsAndLabels(heights: readonly number[]): { image: RgbImage; boxes: Box[] } {
  const fills = heights.map((height, n): Fill => [20 + 40 * n, 150 - height, 24, height, ...blue, 1]);
  const boxes = heights.map((_, n): Box => [24 + 40 * n, 156, 16, 10]);
  return { image: paintedFills(40 * heights.length + 30, 180, fills), boxes };
}

/** A disc around (100, 100) in three slices: a half, a quarter and a quarter, clockwise from the right. */
function threeSlices(): RgbImage {
  return imageOf(200, 200, (x, y, c) => {
    const [dx, dy] = [x - 99.5, y - 99.5];
    if (dx * dx + dy * dy > 80 * 80) return 255;
    return (dy > 0 ? blue : dx < 0 ? red : green)[c]!;
  });
}

describe("model/line-measures", () => {
  it("is held to pictures in which every measure shows, and to some that are no charts", () => {
    const values = (index: number): number[] =>
      pictures.flatMap(({ measures }) => measures.filter((_, at) => at % measureWidth === index));
    const all = Array.from({ length: measureWidth }, (_, index) => index);
    assert.deepEqual(
      all.filter((index) => Math.max(...values(index)) < 0.3),
      [],
      "measures that never show",
    );
    assert.deepEqual(
      [1, 9].filter((index) => Math.min(...values(index)) > -1),
      [],
      "ranks that are never least",
    );
    const none = pictures.filter(({ boxes, measures }) => boxes.length > 20 && measures.every((value) => value === 0));
    assert.ok(none.length > 0, "a screen without a chart");
  });

  for (const { name, width, height, fills, boxes, measures } of pictures) {
    it(`measures charts as the trainer does: ${name}`, () => {
      const actual = lineMeasures(paintedFills(width, height, fills), boxes);
      assertRows(actual, measures, measureWidth, 1e-6);
    });
  }

  it("tells the highest and the lowest of five bars, and how high each is between them", () => {
    const { image, boxes } = barsAndLabels([60, 110, 20, 80, 65]);
    const measures = lineMeasures(image, boxes);
    assert.deepEqual(feature(measures, 2), [0, 1, 0, 0, 0]);
    assert.deepEqual(feature(measures, 3), [0, 0, 1, 0, 0]);
    assert.deepEqual(feature(measures, 1), [-0.5, 1, -1, 0.5, 0]);
    assert.deepEqual(rounded(feature(measures, 0)), [0.44, 1, 0, 0.67, 0.5]);
    assert.deepEqual(feature(measures, 4), [1, 1, 1, 1, 1]);
    assert.deepEqual(rounded(feature(measures, 6)), [0.06, 0.06, 0.06, 0.06, 0.06]);
  });

  it("calls both of two highest bars the highest", () => {
    const { image, boxes } = barsAndLabels([110, 40, 110, 75]);
    assert.deepEqual(feature(lineMeasures(image, boxes), 2), [1, 0, 1, 0]);
  });

  it("tells the shares of a pie from labels in its slices and around them, within 2 %", () => {
    const boxes: Box[] = [
      [85, 140, 30, 10],
      [50, 60, 30, 10],
      [120, 60, 30, 10],
      [85, 184, 30, 10],
    ];
    const measures = lineMeasures(threeSlices(), boxes.slice(0, 3));
    assertNear(feature(measures, 8), [0.5, 0.25, 0.25], 0.02);
    assert.deepEqual(feature(measures, 10), [1, 0, 0]);
    /* One of three slices has a label outside: too few for it to be the slices' names. */
    assert.deepEqual(feature(lineMeasures(threeSlices(), boxes), 8).at(-1), 0);
  });

  it("tells how much of the picture has the colour of a legend's entry", () => {
    const swatches: Fill[] = [
      [10, 10, 10, 10, ...blue, 1],
      [10, 30, 10, 10, ...red, 1],
    ];
    const areas: Fill[] = [
      [100, 20, 90, 60, ...blue, 1],
      [100, 90, 90, 20, ...red, 1],
    ];
    const boxes: Box[] = [
      [26, 10, 40, 10],
      [26, 30, 40, 10],
    ];
    const measures = lineMeasures(paintedFills(200, 120, [...swatches, ...areas]), boxes);
    /* 5400 and 1800 pixels, less their edges. */
    assertNear(feature(measures, 8), [0.75, 0.25], 0.04);
    assert.deepEqual(feature(measures, 10), [1, 0]);
  });

  it("sees no chart in one colour, in noise, without pixels and in too many of them", () => {
    const boxes = barsAndLabels([60, 110, 20, 80, 65]).boxes;
    let seed = 1;
    const noise = (): number => (seed = (seed * 48271) % 2147483647) % 256;
    const images = [
      imageOf(230, 180, () => 200),
      imageOf(230, 180, noise),
      imageOf(0, 0, () => 0),
      { width: 4000, height: 2001, rgb: new Uint8Array(3 * 4000 * 2001) },
    ];
    for (const image of images) assert.deepEqual([...lineMeasures(image, boxes)], new Array(60).fill(0));
  });

  it("gives zeros where a box is not finite, for more than 300, and sees a chart beside boxes far outside", () => {
    const { image, boxes } = barsAndLabels([60, 110, 20, 80, 65]);
    const isZero = (given: Box[]): boolean => lineMeasures(image, given).every((value) => value === 0);
    assert.ok(isZero([...boxes, [NaN, 0, 1, 1]]));
    assert.ok(isZero([...boxes, [0, 0, Infinity, 1]]));
    assert.equal(lineMeasures(image, []).length, 0);
    const outside = (count: number): Box[] => Array.from({ length: count }, (_, n): Box => [400 * n, 3e9, -5, 1e-3]);
    assert.ok(isZero([...boxes, ...outside(296)]));
    const measures = lineMeasures(image, [...boxes, [-1e12, 1e12, 1e300, 9], [50, -40, 30, 10]]);
    assert.deepEqual(feature(measures, 2), [0, 1, 0, 0, 0, 0, 0]);
  });
});
