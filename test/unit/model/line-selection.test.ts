import assert from "node:assert/strict";
import { selectLines, type SelectionInput } from "../../../src/model/line-selection.ts";

/** 100 lines in two columns of 50, 20 px apart. */
const lines: SelectionInput["lines"] = Array.from({ length: 100 }, (_, n) => ({
  text: n === 61 ? "Automatic updates" : `Entry number ${n}`,
  box: [n % 2 === 0 ? 0 : 400, Math.floor(n / 2) * 20, 200, 16],
}));
const costs = lines.map(() => 5);
const base = { lines, costs, questions: ["Are the updates on?"], required: [] };

describe("model/line-selection", () => {
  it("takes all lines while they fit", () => {
    const all = selectLines({ ...base, limits: { maxLines: 100, maxTokens: 500 } });
    assert.deepEqual(
      all,
      lines.map((_, n) => n),
    );
  });

  it("takes the line with the question's word and its neighbours, in reading order", () => {
    const chosen = selectLines({ ...base, limits: { maxLines: 8, maxTokens: 500 } });
    assert.equal(chosen.length, 8);
    assert.ok(chosen.includes(61) && chosen.includes(59) && chosen.includes(63), chosen.join());
    assert.deepEqual(
      chosen,
      [...chosen].sort((a, b) => a - b),
    );
  });

  it("holds the limit of tokens", () => {
    const chosen = selectLines({ ...base, limits: { maxLines: 100, maxTokens: 52 } });
    assert.equal(chosen.length, 10);
    assert.ok(chosen.includes(61));
  });

  it("always takes the lines that the conversation has quoted", () => {
    const chosen = selectLines({ ...base, required: [2, 97], limits: { maxLines: 4, maxTokens: 500 } });
    assert.ok(chosen.includes(2) && chosen.includes(97) && chosen.includes(61), chosen.join());
  });

  it("weighs the newest question most", () => {
    const questions = ["Where is entry number 4?", "And entry number 90?"];
    const chosen = selectLines({ ...base, questions, limits: { maxLines: 1, maxTokens: 500 } });
    assert.deepEqual(chosen, [90]);
  });

  it("starts at the top where no word matches", () => {
    const chosen = selectLines({ ...base, questions: ["???"], limits: { maxLines: 3, maxTokens: 500 } });
    assert.deepEqual(chosen, [0, 1, 2]);
  });
});
