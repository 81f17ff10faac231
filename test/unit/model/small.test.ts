import assert from "node:assert/strict";
import { tokenBytes } from "../../../src/model/byte-level.ts";
import { lineTextInputs } from "../../../src/model/line-inputs.ts";
import { repetitionCut } from "../../../src/model/repetition.ts";

describe("model/byte-level", () => {
  it("reads GPT-2's alphabet", () => {
    const text = (entry: string): string => new TextDecoder().decode(tokenBytes(entry));
    assert.equal(text("Ġthe"), " the");
    assert.equal(text("Ċ"), "\n");
    assert.equal(text("Ã¤"), "ä");
    assert.deepEqual([...tokenBytes("Ń")], [0xad]);
  });

  it("takes an entry outside the alphabet as it is", () => {
    assert.equal(new TextDecoder().decode(tokenBytes("日 本")), "日 本");
  });
});

describe("model/line-inputs", () => {
  it("pads token ids with 0 and masks them", () => {
    const { ids, mask, width } = lineTextInputs([[5, 6, 7], [], [9]]);
    assert.equal(width, 3);
    assert.deepEqual([...ids], [5n, 6n, 7n, 0n, 0n, 0n, 9n, 0n, 0n]);
    assert.deepEqual([...mask], [1, 1, 1, 0, 0, 0, 1, 0, 0]);
  });

  it("has at least one column", () => {
    assert.equal(lineTextInputs([[]]).width, 1);
  });
});

describe("model/repetition", () => {
  it("cuts after the first of three equal runs", () => {
    assert.equal(repetitionCut([1, 2, 10, 11, 12, 10, 11, 12, 10, 11, 12]), 5);
  });

  it("lets short repetitions be", () => {
    assert.equal(repetitionCut([1, 1, 1, 1, 1, 1]), undefined);
    assert.equal(repetitionCut([10, 11, 12, 10, 11, 12, 10, 11]), undefined);
  });

  it("sees one token said without end", () => {
    assert.equal(repetitionCut([5, ...new Array<number>(9).fill(7)]), 2);
  });
});
