import assert from "node:assert/strict";
import { Float16Array } from "@petamoriken/float16";
import { halvesOf, widenHalf } from "../../../src/packer/halves.ts";

/** What the library makes of it. */
const reference = (values: Float32Array): number[] => [...new Uint16Array(new Float16Array(values).buffer)];

describe("float16", () => {
  it("rounds as the library does: every half, its neighbours, and the middle to the next", () => {
    const halves = Float32Array.from({ length: 0x7c00 }, (_, bits) => widenHalf(bits));
    const between = halves.slice(0, -1).map((value, at) => (value + halves[at + 1]!) / 2);
    const bits = (values: Float32Array) => new Uint32Array(values.buffer);
    const above = new Float32Array(bits(between).map((word) => word + 1).buffer);
    const below = new Float32Array(bits(between).map((word) => word - 1).buffer);
    for (const values of [halves, between, above, below, halves.map((value) => -value)]) {
      assert.deepEqual([...halvesOf(values)], reference(values));
    }
  });

  it("knows zeros, infinities, what is too large, and what is no number", () => {
    const values = Float32Array.of(0, -0, 65504, 65519, 65520, -1e30, Infinity, 2 ** -25, 2 ** -24, 1e-30, NaN);
    assert.deepEqual([...halvesOf(values)], reference(values));
    assert.equal(widenHalf(0x7c00), Infinity);
    assert.ok(Number.isNaN(widenHalf(0x7e00)));
  });

  it("converts a view into a larger buffer", () => {
    const values = Float32Array.of(9, 1, -2.5, 9).subarray(1, 3);
    assert.deepEqual([...halvesOf(values)].map(widenHalf), [1, -2.5]);
  });
});
