import assert from "node:assert/strict";
import { decodeCtc } from "../../../../src/worker/ocr/ctc.ts";

describe("decodeCtc", () => {
  const characters = ["a", "b", " "];

  it("collapses repeats, keeps doubles that a blank parts, drops blanks", () => {
    assert.equal(decodeCtc([0, 1, 1, 0, 1, 2, 2, 3, 3, 2, 0], new Array(11).fill(1), characters).text, "aab b");
  });

  it("takes the mean probability of the first step of each character as the score", () => {
    const { text, score } = decodeCtc([1n, 1n, 0n, 2n], [0.5, 0.1, 0.2, 1], characters);
    assert.deepEqual([text, score], ["ab", 0.75]);
  });

  it("gives an empty text a score of 0", () => {
    assert.deepEqual(decodeCtc([0, 0, 0], [1, 1, 1], characters), { text: "", score: 0 });
  });
});
