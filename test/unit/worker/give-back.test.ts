import assert from "node:assert/strict";
import { giveBack } from "../../../src/worker/give-back.ts";

const size = 64 * 1024 * 1024;

describe("worker/give-back", () => {
  it("frees at once, without waiting for garbage to be collected", () => {
    const arrays = [new Float32Array(size / 4), new BigInt64Array(size / 8)];
    const before = process.memoryUsage().arrayBuffers;
    giveBack(arrays);
    const freed = before - process.memoryUsage().arrayBuffers;
    assert.ok(freed >= 2 * size, `${freed} bytes were freed`);
    assert.deepEqual(
      arrays.map(({ length }) => length),
      [0, 0],
    );
  });

  it("takes what is freed already, what is empty, and two views of one buffer", () => {
    const buffer = new ArrayBuffer(64);
    const [view, other] = [new Uint8Array(buffer), new Float32Array(buffer, 16, 4)];
    giveBack([view, other, new Float32Array(0)]);
    giveBack([view, other]);
    giveBack([]);
    assert.deepEqual([view.length, other.length], [0, 0]);
  });
});
