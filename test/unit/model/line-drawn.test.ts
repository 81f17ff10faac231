/** `test/fixtures/line-drawn.json` comes from `training/mlmamba/drawn.py`: both sides must make the same of what is drawn. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import * as v from "valibot";
import { drawnFeatures, drawnWidth, shownDrawing } from "../../../src/model/line-drawn.ts";

const numbers = v.array(v.number());
const fixture = v.parse(
  v.object({
    cases: v.array(
      v.object({
        name: v.string(),
        scores: numbers,
        pairs: v.array(v.tuple([v.number(), v.number(), v.number()])),
        measures: numbers,
        shown: numbers,
        features: numbers,
      }),
    ),
  }),
  JSON.parse(readFileSync(new URL("../../fixtures/line-drawn.json", import.meta.url), "utf8")),
);

describe("model/line-drawn", () => {
  it("is held to cases in which every feature shows", () => {
    const shows = (index: number): boolean =>
      fixture.cases.some(({ features }) => features.some((value, at) => at % drawnWidth === index && value !== 0));
    const all = Array.from({ length: drawnWidth }, (_, index) => index);
    assert.deepEqual(
      all.filter((index) => !shows(index)),
      [],
    );
  });

  for (const { name, scores, pairs, measures, shown, features } of fixture.cases) {
    it(`knows what the trainer knows: ${name}`, () => {
      const drawing = {
        pairs: pairs.map(([anchor, candidate, column]) => ({ anchor, candidate, column })),
        measures: Float32Array.from(measures),
      };
      const ours = drawnFeatures(scores, shownDrawing(drawing, shown));
      assert.equal(ours.length, features.length);
      for (const [at, value] of features.entries()) assert.ok(Math.abs(ours[at]! - value) < 1e-6, `number ${at}`);
    });
  }

  it("names what an arrow leads to when its start is named", () => {
    const pairs = [
      { anchor: 0, candidate: 2, column: 0 },
      { anchor: 2, candidate: 0, column: 1 },
    ];
    const none = { pairs, measures: new Float32Array(3 * 12) };
    const features = drawnFeatures([0.8, 0, 0], none);
    const row = (line: number): number[] => [...features.subarray(line * drawnWidth, line * drawnWidth + 5)];
    assert.deepEqual(row(0), [1, 0, 0, 0, 0], "an arrow leaves it");
    assert.deepEqual(row(2).slice(0, 3), [0, 1, 0], "one arrives");
    assert.ok(Math.abs(row(2)[3]! - 0.8) < 1e-6, "it comes from what the question names");
  });
});
