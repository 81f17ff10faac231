/** What a graph is asked about before it runs. */
import assert from "node:assert/strict";
import type * as ort from "onnxruntime-node";
import { knownWidth, relationWidth } from "../../../src/model/known.ts";
import { hintsFault } from "../../../src/worker/language-model.ts";

const input = (name: string, ...shape: (number | string)[]): ort.InferenceSession.ValueMetadata => ({
  name,
  isTensor: true,
  type: "float32",
  shape,
});

describe("worker/language-model", () => {
  it("finds a graph that wants to be told other things of lines than it would be", () => {
    const relations = input("line_relations", "lines", "lines", relationWidth);
    assert.equal(hintsFault([input("line_match", "lines", knownWidth), relations]), undefined);
    assert.equal(
      hintsFault([input("line_match", "lines", 40), relations]),
      `line_match has 40 numbers instead of ${knownWidth}`,
    );
    assert.match(hintsFault([input("line_relations", "lines", "lines", 12)]) ?? "", /line_relations has 12/);
    assert.equal(hintsFault([input("input_ids", 1, "length")]), undefined, "a graph without hints");
  });
});
