import assert from "node:assert/strict";
import { describe, it } from "mocha";
import {
  fitScale,
  imagePoint,
  middle,
  scrollFor,
  scrollToBox,
  steppedScale,
  unionOf,
  wheeledScale,
} from "../../../src/webview/image/zoom.ts";

const view = { width: 424, height: 324 };

describe("the image's zoom", () => {
  it("fits the longer side with a margin, and never enlarges", () => {
    assert.equal(fitScale({ width: 800, height: 100 }, view), 0.5);
    assert.equal(fitScale({ width: 100, height: 600 }, view), 0.5);
    assert.equal(fitScale({ width: 10, height: 10 }, view), 1);
  });

  it("steps up and down through round scales, and stays within its limits", () => {
    assert.equal(steppedScale(0.57, 1), 0.67);
    assert.equal(steppedScale(0.57, -1), 0.5);
    assert.equal(steppedScale(1, 1), 1.25);
    assert.equal(steppedScale(1, -1), 0.8);
    assert.equal(steppedScale(32, 1), 32);
    assert.equal(steppedScale(0.02, -1), 0.02);
  });

  it("turns the wheel forth and back to the same scale", () => {
    assert.ok(wheeledScale(1, -20) > 1.1);
    assert.ok(Math.abs(wheeledScale(wheeledScale(1, -20), 20) - 1) < 1e-12);
    assert.equal(wheeledScale(31, -1e6), 32);
  });

  it("keeps the point under the pointer where it is", () => {
    const image = { width: 1000, height: 1000 };
    const at = { x: 300, y: 100 };
    const point = imagePoint(image, view, 1, { x: 200, y: 50 }, at);
    assert.deepEqual(point, { x: 500, y: 150 });
    const scroll = scrollFor(image, view, 2, point, at);
    assert.deepEqual(imagePoint(image, view, 2, scroll, at), point);
  });

  it("counts the free space beside an image that is smaller than the view", () => {
    const image = { width: 100, height: 1000 };
    assert.deepEqual(imagePoint(image, view, 1, { x: 0, y: 10 }, middle(view)), { x: 50, y: 172 });
  });

  it("scrolls to a box that is not whole in the view, and to no other", () => {
    const image = { width: 2000, height: 2000 };
    const scroll = { x: 100, y: 100 };
    assert.equal(scrollToBox(image, view, 1, scroll, [100, 100, 424, 324]), undefined);
    assert.deepEqual(scrollToBox(image, view, 1, scroll, [500, 380, 40, 60]), { x: 308, y: 248 });
  });

  it("knows the box around several", () => {
    assert.deepEqual(unionOf([[10, 20, 30, 5]]), [10, 20, 30, 5]);
    const boxes = [
      [50, 0, 10, 10],
      [10, 20, 30, 5],
      [15, 5, 60, 4],
    ] as const;
    assert.deepEqual(unionOf(boxes), [10, 0, 65, 25]);
  });
});
