/** `test/fixtures/layout.json` comes from `training/mlmamba/layout.py`: both sides must lay lines out alike. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import * as v from "valibot";
import { cropColumns, cropRows, lineCrops, lineGeometry } from "../../../src/model/line-crops.ts";
import { columnOrder, readingOrder } from "../../../src/model/reading-order.ts";
import { encoderInput, letterboxPlacement } from "../../../src/model/preprocess.ts";
import type { RgbImage } from "../../../src/model/rgb-image.ts";
import type { Box } from "../../../src/shared/types.ts";
import { imageOf } from "../support/images.ts";

const numbers = v.array(v.number());
const boxes = v.array(v.tuple([v.number(), v.number(), v.number(), v.number()]));
const fixture = v.parse(
  v.object({
    orders: v.array(v.object({ boxes, reading: numbers, column: numbers })),
    image: v.object({ width: v.number(), height: v.number() }),
    boxes,
    stride: v.number(),
    geometry: numbers,
    crops: numbers,
    letterboxes: v.array(v.object({ width: v.number(), height: v.number(), size: v.number(), pixels: numbers })),
  }),
  JSON.parse(readFileSync(new URL("../../fixtures/layout.json", import.meta.url), "utf8")),
);

/** `fixture_image` of `layout_fixture.py`. */
function fixtureImage(width: number, height: number): RgbImage {
  return imageOf(
    width,
    height,
    (x, y, c) => (x * (3 + c) + y * (5 - c) + Math.floor(x / 8) * Math.floor(y / 8) * 16) % 256,
  );
}

describe("layout of lines", () => {
  it("reads in the order of the trainer", () => {
    for (const page of fixture.orders) assert.deepEqual(readingOrder(page.boxes), page.reading);
  });

  it("gives the column order of the trainer", () => {
    for (const page of fixture.orders) assert.deepEqual(columnOrder(page.boxes), page.column);
  });

  it("reads a form row by row, labels before values", () => {
    const form: Box[] = [
      [200, 52, 80, 14],
      [20, 90, 60, 18],
      [20, 50, 60, 18],
      [200, 93, 80, 14],
    ];
    assert.deepEqual(readingOrder(form), [2, 0, 1, 3]);
  });

  it("gives the geometry of the trainer", () => {
    const geometry = lineGeometry(fixture.boxes, fixture.image.width, fixture.image.height);
    assert.equal(geometry.length, fixture.geometry.length);
    fixture.geometry.forEach((value, i) => {
      assert.ok(Math.abs(geometry[i]! - value) < 1e-6, `entry ${i}: ${geometry[i]} instead of ${value}`);
    });
  });

  it("samples the crops of the trainer to 1e-4", () => {
    const crops = lineCrops(fixtureImage(fixture.image.width, fixture.image.height), fixture.boxes);
    assert.equal(crops.length, fixture.boxes.length * 3 * cropRows * cropColumns);
    fixture.crops.forEach((value, i) => {
      const found = crops[i * fixture.stride]!;
      assert.ok(Math.abs(found - value) < 1e-4, `entry ${i * fixture.stride}: ${found} instead of ${value}`);
    });
  });
});

describe("letterbox", () => {
  const preprocess = {
    size: [96, 96] as [number, number],
    resize: "letterbox" as const,
    fill: [114, 114, 114] as [number, number, number],
    mean: [0.5, 0.25, 0] as [number, number, number],
    std: [0.5, 0.25, 1] as [number, number, number],
  };

  it("scales and places as the trainer does, within one level of 255", () => {
    for (const { width, height, size, pixels } of fixture.letterboxes) {
      const input = encoderInput(fixtureImage(width, height), { ...preprocess, mean: [0, 0, 0], std: [1, 1, 1] });
      pixels.forEach((value, i) => {
        const index = i * fixture.stride;
        const found = input[(index % 3) * size * size + Math.floor(index / 3)]! * 255;
        assert.ok(Math.abs(found - value) <= 1.01, `${width}×${height}, byte ${index}: ${found} instead of ${value}`);
      });
    }
  });

  it("normalises each channel by its own mean and deviation, the filling too", () => {
    const white = imageOf(96, 48, () => 255);
    const input = encoderInput(white, preprocess);
    const plane = 96 * 96;
    const centre = 48 * 96 + 48;
    [1, 3, 1].forEach((value, channel) => {
      assert.ok(Math.abs(input[channel * plane + centre]! - value) < 1e-6);
      const filling = (114 / 255 - preprocess.mean[channel]!) / preprocess.std[channel]!;
      assert.ok(Math.abs(input[channel * plane]! - filling) < 1e-6);
    });
  });

  it("keeps a pixel of the thinnest image", () => {
    assert.deepEqual(letterboxPlacement(4000, 1, 512, 512), { left: 0, top: 255, width: 512, height: 1 });
  });

  it("stretches or covers where the pack says so", () => {
    const halves = imageOf(200, 100, (x) => (x < 100 ? 0 : 255));
    const at = (input: Float32Array, x: number): number => Math.round(input[48 * 96 + x]! * 255);
    const plain = {
      ...preprocess,
      mean: [0, 0, 0] as [number, number, number],
      std: [1, 1, 1] as [number, number, number],
    };
    const stretched = encoderInput(halves, { ...plain, resize: "resize-naive" });
    assert.deepEqual([at(stretched, 2), at(stretched, 93)], [0, 255]);
    const thirds = imageOf(300, 100, (x) => (x < 100 || x >= 200 ? 0 : 255));
    const covered = encoderInput(thirds, { ...plain, resize: "resize-crop" });
    assert.deepEqual([at(covered, 2), at(covered, 93)], [255, 255]);
  });
});
