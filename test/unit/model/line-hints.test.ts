/** `test/fixtures/line-hints.json` comes from `training/mlmamba/hints.py`: both sides must give the pointer head the same hints. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import * as v from "valibot";
import { lastRegion, lineMatches, lineRelations, matchWidth, placeWidth } from "../../../src/model/line-hints.ts";
import type { Box } from "../../../src/shared/types.ts";

const numbers = v.array(v.number());
const { layouts } = v.parse(
  v.object({
    layouts: v.array(
      v.object({
        texts: v.array(v.string()),
        boxes: v.array(v.tuple([v.number(), v.number(), v.number(), v.number()])),
        relations: numbers,
        questions: v.array(v.object({ question: v.string(), matches: numbers })),
      }),
    ),
  }),
  JSON.parse(readFileSync(new URL("../../fixtures/line-hints.json", import.meta.url), "utf8")),
);

function assertNear(actual: Float32Array, expected: readonly number[], width: number, what: string): void {
  assert.equal(actual.length, expected.length, `${what}: length`);
  for (const [index, value] of expected.entries()) {
    const where = `${what}: feature ${index % width} of row ${Math.floor(index / width)}`;
    assert.ok(Math.abs(actual[index]! - value) <= 1e-6, `${where} is ${actual[index]} instead of ${value}`);
  }
}

describe("model/line-hints", () => {
  it("is held to layouts with every feature in them, and with no and one line", () => {
    const counts = layouts.map(({ texts }) => texts.length);
    assert.ok(counts.includes(0) && counts.includes(1) && Math.max(...counts) > 10, counts.join());
    const seen = (rows: readonly number[][], width: number) =>
      Array.from({ length: width }, (_, n) => rows.some((row) => row.some((value, i) => i % width === n && value > 0)));
    const matches = layouts.flatMap(({ questions }) => questions.map((question) => question.matches));
    assert.deepEqual(seen(matches, matchWidth), new Array(matchWidth).fill(true));
    assert.deepEqual(
      seen(
        layouts.map(({ relations }) => relations),
        placeWidth,
      ),
      new Array(placeWidth).fill(true),
    );
  });

  for (const { texts, boxes, relations, questions } of layouts) {
    const name = texts[0] ?? "no lines";
    it(`relates lines as the trainer does: ${name}`, () => {
      assertNear(lineRelations(boxes), relations, placeWidth, name);
    });
    for (const { question, matches } of questions) {
      it(`matches as the trainer does: "${question}" on ${name}`, () => {
        assertNear(lineMatches(question, texts, boxes), matches, matchWidth, question);
      });
    }
  }

  it("points from a label to the value on its right", () => {
    const boxes: Box[] = [
      [20, 50, 100, 14],
      [200, 51, 20, 14],
      [20, 90, 100, 14],
    ];
    const matches = lineMatches("What is the font size?", ["Font Size", "14", "Theme"], boxes);
    const leftScores = [0, 1, 2].map((line) => matches[line * matchWidth + 4]!);
    assert.ok(leftScores[1]! > 0.5 && leftScores[0] === 0 && leftScores[2] === 0, leftScores.join());
    assert.equal(lineRelations(boxes)[1 * placeWidth + 2], 1, "line 1 is the nearest to the right of line 0");
    assert.equal(lineRelations(boxes)[2 * placeWidth + 4], 1, "line 2 is the nearest below line 0");
  });

  it("finds the region that an answer quotes last", () => {
    assert.equal(lastRegion([7, 103, 8, 101, 9], 100), 1);
    assert.equal(lastRegion([100], 100), 0);
    assert.equal(lastRegion([7, 99], 100), -1);
    assert.equal(lastRegion([], 100), -1);
  });
});
