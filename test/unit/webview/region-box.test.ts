import assert from "node:assert/strict";
import { describe, it } from "mocha";
import {
  boxBetween,
  handles,
  keyedBox,
  middleHalf,
  movedBox,
  resizedBox,
  type PressedKey,
} from "../../../src/webview/image/region-box.ts";

const image = { width: 1000, height: 700 };
const key = (name: string, more: Partial<PressedKey> = {}): PressedKey => ({
  key: name,
  shiftKey: false,
  ctrlKey: false,
  metaKey: false,
  ...more,
});

describe("a region's geometry", () => {
  it("is drawn from any corner, in whole pixels, within the image; a twitch draws none", () => {
    assert.deepEqual(boxBetween({ x: 10.4, y: 20.6 }, { x: 110, y: 90 }, image), [10, 21, 100, 69]);
    assert.deepEqual(boxBetween({ x: 110, y: 90 }, { x: -50, y: 9000 }, image), [0, 90, 110, 610]);
    assert.equal(boxBetween({ x: 10, y: 10 }, { x: 17, y: 300 }, image), undefined);
  });

  it("is moved as far as the image reaches, without changing its size", () => {
    assert.deepEqual(movedBox([10, 10, 100, 50], { x: -30, y: 5.4 }, image), [0, 15, 100, 50]);
    assert.deepEqual(movedBox([10, 10, 100, 50], { x: 5000, y: 5000 }, image), [900, 650, 100, 50]);
  });

  it("is resized by each handle, never past the other edge or out of the image", () => {
    const by = { x: 10, y: 20 };
    const boxes = Object.fromEntries(
      handles.map((handle) => [handle.name, resizedBox([100, 100, 200, 100], handle, by, image)]),
    );
    assert.deepEqual(boxes["nw"], [110, 120, 190, 80]);
    assert.deepEqual(boxes["e"], [100, 100, 210, 100]);
    assert.deepEqual(boxes["s"], [100, 100, 200, 120]);
    assert.deepEqual(resizedBox([100, 100, 200, 100], { x: -1, y: 0 }, { x: 900, y: 0 }, image), [292, 100, 8, 100]);
    assert.deepEqual(resizedBox([100, 100, 200, 100], { x: 1, y: 1 }, { x: 9e3, y: 9e3 }, image), [100, 100, 900, 600]);
  });

  it("begins in the middle of what is in view, and fits a tiny image", () => {
    assert.deepEqual(middleHalf([0, 0, 1000, 700], image), [250, 175, 500, 350]);
    assert.deepEqual(middleHalf([500, 300, 100, 100], image), [525, 325, 50, 50]);
    assert.deepEqual(middleHalf([0, 0, 6, 6], { width: 6, height: 6 }), [0, 0, 6, 6]);
  });

  it("follows the arrow keys: a fiftieth of the image, with Ctrl a pixel, with Shift its size; other keys are none of its own", () => {
    const box = [100, 100, 200, 100] as const;
    assert.deepEqual(keyedBox(box, key("ArrowRight"), image), [120, 100, 200, 100]);
    assert.deepEqual(keyedBox(box, key("ArrowUp", { ctrlKey: true }), image), [100, 99, 200, 100]);
    assert.deepEqual(keyedBox(box, key("ArrowDown", { shiftKey: true }), image), [100, 100, 200, 120]);
    assert.equal(keyedBox(box, key("a"), image), undefined);
  });
});
