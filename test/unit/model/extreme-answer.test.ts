import assert from "node:assert/strict";
import {
  extremeAnswer,
  extremeAsked,
  extremeLine,
  valueBeside,
  type Extreme,
} from "../../../src/model/extreme-answer.ts";
import { measureWidth } from "../../../src/model/line-measures.ts";
import type { Box, TextLine } from "../../../src/shared/types.ts";

describe("model/extreme-answer", () => {
  it("knows who is asked for: what is highest or lowest", () => {
    const asked: Record<Extreme, string[]> = {
      highest: [
        "Which month had the most visitors?",
        "What bar is the tallest?",
        "Which category has the highest value?",
        "When is the peak?",
        "Where is the value largest?",
        "In which period is the value highest?",
        "What is the largest slice?",
        "Name the highest bar.",
        "Who ranks first?",
      ],
      lowest: [
        "Which month had the fewest visitors?",
        "Which year has the lowest value?",
        "What is the smallest category?",
        "Who comes last?",
        "When does the line reach its minimum?",
      ],
    };
    for (const extreme of ["highest", "lowest"] as const)
      for (const question of asked[extreme]) assert.equal(extremeAsked(question), extreme, question);
  });

  it("leaves all else to the model: values, comparisons, ranks, changes, lists", () => {
    for (const question of [
      "What is the highest value?",
      "How high is the maximum?",
      "What is the maximum?",
      "What value does the tallest bar have?",
      "Which number is the largest?",
      "Which is higher, April or May?",
      "Which month has the second highest value?",
      "Which month had the largest increase?",
      "Which product sold most in 2021?",
      "What is the most recent entry?",
      "Which months are the highest and the lowest?",
      "Is April the highest?",
      "What is the title?",
      `Which month had the most visitors${" of all".repeat(20)}?`,
    ])
      assert.equal(extremeAsked(question), undefined, question);
  });

  /** A chart: a title and labels with their measures, by column. */
  const measured = (...rows: readonly Readonly<Record<number, number>>[]): Float32Array => {
    const measures = new Float32Array(rows.length * measureWidth);
    for (const [line, row] of rows.entries())
      for (const [index, value] of Object.entries(row)) measures[line * measureWidth + Number(index)] = value;
    return measures;
  };
  const texts = ["Visitors", "March", "April", "May"];
  const bars = measured({}, { 4: 1 }, { 4: 1, 2: 1 }, { 4: 1, 3: 1 });

  it("finds the label of the highest bar and of the smallest slice", () => {
    assert.equal(extremeLine("highest", bars, texts), 2);
    assert.equal(extremeLine("lowest", bars, texts), 3);
    const pie = measured({}, { 8: 0.5, 10: 1 }, { 8: 0.3 }, { 8: 0.2, 11: 1 });
    assert.equal(extremeLine("highest", pie, texts), 1);
    assert.equal(extremeLine("lowest", pie, texts), 3);
  });

  it("finds none where two are as high, two charts say something, none is there, or a page is around it", () => {
    assert.equal(extremeLine("highest", measured({}, { 4: 1, 2: 1 }, { 4: 1, 2: 1 }, { 4: 1 }), texts), undefined);
    assert.equal(extremeLine("highest", measured({ 8: 1, 10: 1 }, {}, { 4: 1, 2: 1 }, { 4: 1 }), texts), undefined);
    assert.equal(extremeLine("highest", new Float32Array(4 * measureWidth), texts), undefined);
    assert.equal(extremeLine("highest", new Float32Array(0), texts), undefined, "nothing was measured");
    const page = [...texts, "Home", "Search", "Settings", "Reports", "Users", "Help"];
    assert.equal(
      extremeLine(
        "highest",
        measured(...Array.from({ length: 10 }, (_, n) => ({ 4: n === 2 ? 1 : 0, 2: n === 2 ? 1 : 0 }))),
        page,
      ),
      undefined,
    );
    assert.equal(
      extremeLine("highest", measured({}, { 4: 1 }, { 4: 1, 2: 1 }, { 4: 1 }, {}, {}), [...texts, "12", "%"]),
      2,
    );
  });

  it("is said as the model says it", () => {
    const tokenize = (text: string): number[] => [text.length];
    assert.deepEqual(extremeAnswer(1002, "lowest", undefined, tokenize), [1002, " is the lowest.".length]);
    assert.deepEqual(extremeAnswer(1002, "highest", 1005, tokenize), [1002, " is the highest with".length, 1005, 1]);
  });

  it("gives the value that stands over the bar or behind it, and none where it could be another's", () => {
    const line = (text: string, box: Box): TextLine => ({ text, box, score: 1 });
    const label = line("April", [100, 200, 40, 12]);
    const shown = (others: readonly TextLine[], measures: readonly Readonly<Record<number, number>>[] = []) =>
      valueBeside(0, measured({ 4: 1 }, ...others.map((_, n) => measures[n] ?? {})), [label, ...others]);
    assert.equal(shown([line("0", [20, 180, 8, 12]), line("3,104", [104, 60, 32, 12])]), 2);
    assert.equal(shown([line("41 %", [260, 201, 30, 12])]), 1);
    const two = [line("1,200", [104, 60, 32, 12]), line("3,104", [104, 90, 32, 12])];
    assert.equal(shown(two), undefined, "two are over it");
    assert.equal(shown([line("May 2021", [104, 60, 32, 12])]), undefined, "no number");
    assert.equal(shown([line("3,104", [180, 60, 32, 12])]), undefined, "over the next bar");
    assert.equal(shown([line("2018", [180, 200, 40, 12])], [{ 4: 1 }]), undefined, "the next label");
    assert.equal(valueBeside(0, measured({ 5: 1 }, {}), [label, line("9", [110, 60, 20, 12])]), undefined, "no bar");
  });
});
