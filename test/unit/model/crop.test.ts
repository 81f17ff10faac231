import assert from "node:assert/strict";
import { cropOf } from "../../../src/model/crop.ts";

describe("cropOf", () => {
  /** Every pixel says where it is: (column, row, 7). */
  const image = {
    width: 5,
    height: 4,
    rgb: Uint8Array.from({ length: 60 }, (_, at) => [Math.floor(at / 3) % 5, Math.floor(at / 15), 7][at % 3]!),
  };

  it("holds the pixels of the box, row by row", () => {
    const { width, height, rgb } = cropOf(image, [1, 2, 3, 2]);
    assert.deepEqual([width, height], [3, 2]);
    assert.deepEqual([...rgb], [1, 2, 7, 2, 2, 7, 3, 2, 7, 1, 3, 7, 2, 3, 7, 3, 3, 7]);
  });

  it("is the image itself where the box is all of it", () => {
    assert.deepEqual(cropOf(image, [0, 0, 5, 4]), image);
  });
});
