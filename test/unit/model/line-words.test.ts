/** `test/fixtures/line-words.json` comes from `training/mlmamba/words.py`: both sides must say the same of what lines mean. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import * as v from "valibot";
import { lineMeanings, meaningWidth, WordVectors } from "../../../src/model/line-words.ts";

const numbers = v.array(v.number());
const fixture = v.parse(
  v.object({
    width: v.number(),
    scales: numbers,
    codes: numbers,
    cases: v.array(
      v.object({
        question: numbers,
        lines: v.array(numbers),
        boxes: v.array(v.tuple([v.number(), v.number(), v.number(), v.number()])),
        meanings: numbers,
        features: numbers,
      }),
    ),
  }),
  JSON.parse(readFileSync(new URL("../../fixtures/line-words.json", import.meta.url), "utf8")),
);
const words = new WordVectors(Float32Array.from(fixture.scales), Int8Array.from(fixture.codes));

describe("model/line-words", () => {
  it("is held to cases in which every feature shows", () => {
    const features = Array.from({ length: meaningWidth }, (_, index) => index);
    const values = (index: number): number[] =>
      fixture.cases.flatMap((one) => one.features.filter((_, at) => at % meaningWidth === index));
    assert.deepEqual(
      features.filter((index) => Math.max(...values(index).map(Math.abs)) < 0.1),
      [],
    );
    assert.ok(fixture.cases.some(({ boxes }) => boxes.length === 0));
  });

  for (const [n, { question, lines, boxes, meanings, features }] of fixture.cases.entries()) {
    it(`means what the trainer means: case ${n}`, () => {
      assert.equal(words.width, fixture.width);
      const meaning = words.meaning(question);
      for (const [at, value] of meanings.entries()) assert.ok(Math.abs(meaning[at]! - value) <= 1e-6);
      const actual = lineMeanings(
        meaning,
        lines.map((ids) => words.meaning(ids)),
        boxes,
      );
      assert.equal(actual.length, features.length);
      for (const [at, value] of features.entries()) {
        const where = `feature ${at % meaningWidth} of line ${Math.floor(at / meaningWidth)}`;
        assert.ok(Math.abs(actual[at]! - value) <= 1e-5, `${where} is ${actual[at]} instead of ${value}`);
      }
    });
  }

  it("reads what export.py writes, and refuses bytes that are not as many for each token", () => {
    const width = fixture.codes.length / fixture.scales.length;
    const bytes = new Uint8Array(fixture.scales.length * (4 + width));
    const view = new DataView(bytes.buffer);
    for (const [id, scale] of fixture.scales.entries()) view.setFloat32(4 * id, scale, true);
    bytes.set(
      Uint8Array.from(fixture.codes, (code) => code & 0xff),
      4 * fixture.scales.length,
    );
    const parsed = WordVectors.parse(bytes, fixture.scales.length)!;
    assert.equal(parsed.width, width);
    assert.deepEqual(parsed.meaning([0, 1, 5]), words.meaning([0, 1, 5]));
    for (const cut of [bytes.subarray(1), bytes.subarray(0, 4 * fixture.scales.length), new Uint8Array()]) {
      assert.equal(WordVectors.parse(cut, fixture.scales.length), undefined);
    }
  });

  it("says nothing of a text without tokens, or of one whose tokens cancel out", () => {
    assert.ok(words.meaning([]).every((value) => value === 0));
    assert.ok(words.meaning([2, 3]).every((value) => value === 0));
  });
});
