import assert from "node:assert/strict";
import { measured, nextPieceLength, nextTripCount, unknownSpeed } from "../../../src/model/piece-sizer.ts";

const boundMs = 150;

describe("model/piece-sizer", () => {
  it("doubles the trip count from 1 until a call would come near the bound", () => {
    const counts: number[] = [];
    let speed = unknownSpeed;
    for (let previous = 0, call = 0; call < 8; call++) {
      previous = nextTripCount(speed, previous, { boundMs, remaining: 1000 });
      speed = measured(speed, previous, previous * 5, boundMs);
      counts.push(previous);
    }
    assert.deepEqual(counts, [1, 2, 4, 8, 15, 15, 15, 15]);
  });

  it("goes back at once when a call got slower, and slowly up again", () => {
    const slow = measured({ msPerToken: 5 }, 10, 500, boundMs);
    assert.equal(slow.msPerToken, 50);
    assert.equal(nextTripCount(slow, 15, { boundMs, remaining: 1000 }), 1);
    assert.equal(measured(slow, 1, 10, boundMs).msPerToken, 40);
  });

  it("does not take a short call's overhead for slowness", () => {
    assert.equal(measured({ msPerToken: 1 }, 2, 12, boundMs).msPerToken, 1);
    assert.equal(measured({ msPerToken: 1 }, 2, 16, boundMs).msPerToken, 8);
  });

  it("takes on more of a long bound, and begins with less", () => {
    const long = { boundMs: 500, remaining: 1000 };
    assert.equal(nextPieceLength(unknownSpeed, long), 4);
    assert.equal(nextPieceLength({ msPerToken: 20 }, long), 20);
    assert.equal(nextTripCount({ msPerToken: 100 }, 8, long), 4);
    assert.equal(nextPieceLength(unknownSpeed, { boundMs, remaining: 1000 }), 16);
  });

  it("never plans nothing, nor more than is left", () => {
    assert.equal(nextTripCount({ msPerToken: 900 }, 8, { boundMs, remaining: 5 }), 1);
    assert.equal(nextTripCount({ msPerToken: 1 }, 64, { boundMs, remaining: 3 }), 3);
    assert.equal(nextPieceLength({ msPerToken: 900 }, { boundMs, remaining: 40 }), 1);
    assert.equal(nextPieceLength(unknownSpeed, { boundMs, remaining: 5 }), 5);
  });

  it("keeps every prefill piece within the bound while the speed varies by half", () => {
    let speed = unknownSpeed;
    for (let call = 0; call < 50; call++) {
      const length = nextPieceLength(speed, { boundMs, remaining: 10_000 });
      const ms = length * (call % 2 === 0 ? 1 : 1.5);
      assert.ok(ms <= boundMs, `call ${call}: ${length} tokens in ${ms} ms`);
      speed = measured(speed, length, ms, boundMs);
    }
    assert.ok(nextPieceLength(speed, { boundMs, remaining: 10_000 }) >= 50);
  });
});
