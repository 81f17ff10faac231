import assert from "node:assert/strict";
import { regionKey, regionWithin } from "../../../src/shared/regions.ts";

const image = { width: 100, height: 80 };

describe("regionWithin", () => {
  it("takes in every pixel that the region touches", () => {
    assert.deepEqual(regionWithin([10.2, 20.9, 30.1, 10], image), [10, 20, 31, 11]);
  });

  it("cuts at the image's edges", () => {
    assert.deepEqual(regionWithin([-20, -5, 60, 500], image), [0, 0, 40, 80]);
    assert.deepEqual(regionWithin([0, 0, 100, 80], image), [0, 0, 100, 80]);
  });

  it("gives none that is too small, outside, or no rectangle", () => {
    for (const box of [
      [10, 10, 2, 2],
      [10, 10, 7, 50],
      [95, 10, 50, 50],
      [200, 10, 50, 50],
      [10, 10, -50, 50],
      [NaN, 10, 50, 50],
    ] as const) {
      assert.equal(regionWithin(box, image), undefined, box.join());
    }
    assert.deepEqual(regionWithin([10, 10, 8, 8], image), [10, 10, 8, 8]);
  });

  it("names equal regions alike", () => {
    assert.equal(regionKey([1, 2, 3, 4]), regionKey([1, 2, 3, 4]));
    assert.notEqual(regionKey([1, 23, 4, 5]), regionKey([12, 3, 4, 5]));
  });
});
