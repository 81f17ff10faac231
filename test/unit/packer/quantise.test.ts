import assert from "node:assert/strict";
import { blockFor, quantise, quantiseRows, type Bits, type QuantisedMatrix } from "../../../src/packer/quantise.ts";

/** What the packed levels stand for, as the operators' documentation says: (level − 2^(bits−1)) · scale. */
function dequantise({ packed, scales }: QuantisedMatrix, bits: Bits, block: number): number[] {
  const levels = bits === 8 ? [...packed] : [...packed].flatMap((byte) => [byte & 15, byte >> 4]);
  return levels.map((level, at) => Math.fround((level - 2 ** (bits - 1)) * scales[Math.floor(at / block)]!));
}

describe("quantise", () => {
  it("packs 4 bits with the even place in the low half, and meets the extreme value exactly", () => {
    const values = Float32Array.of(-8, 7, 0, 1, ...new Array<number>(12).fill(3));
    const { packed, scales } = quantise(values, 4, 16);
    assert.deepEqual([...scales], [1]);
    assert.deepEqual([...packed.slice(0, 2)], [0 | (15 << 4), 8 | (9 << 4)]);
    assert.deepEqual(dequantise({ packed, scales }, 4, 16), [...values]);
  });

  it("uses a negative scale where the extreme is positive", () => {
    const { scales, packed } = quantise(Float32Array.of(127, -1, ...new Array<number>(14).fill(0)), 8, 16);
    assert.equal(scales[0], Math.fround(127 / -128));
    assert.equal(packed[0], 0);
    assert.equal(packed[1], 129);
  });

  it("rounds ties to even", () => {
    const values = new Float32Array(16).map((_, at) => [-128, 0.5, 1.5, 2.5, -0.5, -1.5][at] ?? 0);
    const { packed } = quantise(values, 8, 16);
    assert.deepEqual([...packed.slice(0, 6)], [0, 128, 130, 130, 128, 126]);
  });

  it("keeps blocks apart and zeros as zeros", () => {
    const values = Float32Array.from({ length: 64 }, (_, at) => (at < 32 ? 0 : at));
    const result = quantise(values, 8, 32);
    const restored = dequantise(result, 8, 32);
    assert.ok(restored.slice(0, 32).every((value) => value === 0));
    assert.equal(restored[63], 63);
  });

  for (const [bits, share] of [
    [8, 1 / 255],
    [4, 1 / 15],
  ] as const) {
    it(`${bits} bits: no value is further off than the last step of its block`, () => {
      const values = Float32Array.from({ length: 1024 }, (_, at) => Math.sin(at * at) * (1 + (at % 7)));
      const restored = dequantise(quantise(values, bits, 64), bits, 64);
      for (const [at, value] of values.entries()) {
        const block = values.subarray(at - (at % 64), at - (at % 64) + 64);
        const span = 2 * Math.max(...block.map(Math.abs));
        assert.ok(Math.abs(restored[at]! - value) <= span * share, `${value} became ${restored[at]}`);
      }
    });
  }

  it("finds the largest block that divides the rows", () => {
    assert.equal(blockFor(256, 64), 64);
    assert.equal(blockFor(320, 128), 64);
    assert.equal(blockFor(48, 64), 16);
    assert.equal(blockFor(78, 64), undefined);
  });

  /** Values with one outlier in each block, and some on one side of zero only. */
  const values = Float32Array.from({ length: 64 * 256 }, (_, at) => {
    const wave = Math.sin(at * 12.9898) * 0.7 + Math.sin(at * 0.37) * 0.3;
    const sided = at % 512 < 256 ? wave : Math.abs(wave) + 0.5;
    return at % 64 === 17 ? sided * 3 : sided;
  });
  const errorOf = (bits: Bits, rule: "extreme" | "least-squares", zeroPoints = false): number => {
    const { squaredError, squaredSum } = quantiseRows(values, 256, { bits, block: 64, rule, zeroPoints });
    return Math.sqrt(squaredError / squaredSum);
  };

  for (const bits of [4, 8] as const) {
    it(`${bits} bits by least squares: better than by the extreme, better still with zero points`, () => {
      assert.ok(errorOf(bits, "least-squares") < (bits === 4 ? 0.97 : 1) * errorOf(bits, "extreme"));
      assert.ok(errorOf(bits, "least-squares", true) < 0.9 * errorOf(bits, "least-squares"));
    });

    it(`${bits} bits: the error that is told is that of the stored levels`, () => {
      const quantiser = { bits, block: 64, rule: "least-squares", zeroPoints: false } as const;
      const result = quantiseRows(values, 256, quantiser);
      const stored = dequantise(result, bits, 64);
      const squared = stored.reduce((sum, value, at) => sum + (value - values[at]!) ** 2, 0);
      assert.ok(Math.abs(squared - result.squaredError) < 1e-6 * squared);
      assert.equal(result.zeroPoints, null);
    });
  }

  it("keeps a block of zeros, with a zero point too", () => {
    const result = quantiseRows(new Float32Array(32), 32, {
      bits: 4,
      block: 32,
      rule: "least-squares",
      zeroPoints: true,
    });
    assert.deepEqual([...result.scales, result.squaredError], [0, 0]);
    assert.deepEqual([...result.zeroPoints!], [8]);
  });

  it("packs zero points row by row, in whole bytes", () => {
    const rows = Float32Array.from({ length: 2 * 48 }, (_, at) => (at % 48 < 16 ? at + 1 : at % 48 < 32 ? -at - 1 : 0));
    const { zeroPoints } = quantiseRows(rows, 48, { bits: 4, block: 16, rule: "least-squares", zeroPoints: true });
    /* Positive values count from 0, negative ones up to 15, nothing around 8; three a row in two bytes. */
    assert.deepEqual([...zeroPoints!], [0xf0, 0x08, 0xf0, 0x08]);
  });
});
