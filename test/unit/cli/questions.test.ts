import assert from "node:assert/strict";
import { resolve } from "node:path";
import { byImage, parseQuestions } from "../../../src/cli/eval/questions.ts";
import { summarise, table, type Row } from "../../../src/cli/eval/report.ts";

const question = (id: string, image: string): string =>
  JSON.stringify({ id, image, question: "Why?", answers: ["because"], kind: "reading" });

describe("cli/eval/questions", () => {
  it("reads lines, lets empty ones be, and groups by image relative to the file", () => {
    const text = `${question("1", "a.png")}\n\n${question("2", "b.png")}\n${question("3", "a.png")}\n`;
    const groups = byImage(parseQuestions(text, "dir/q.jsonl"), "dir/q.jsonl");
    assert.deepEqual(
      groups.map(({ path, questions }) => [path, questions.map(({ id }) => id)]),
      [
        [resolve("dir/a.png"), ["1", "3"]],
        [resolve("dir/b.png"), ["2"]],
      ],
    );
  });

  it("names the line and the field that is wrong", () => {
    const wrong = `${question("1", "a.png")}\n{"id":"2","image":"b.png","question":"?","answers":[],"kind":"x"}`;
    const expected = { code: "FILE_INVALID", message: /line 2 of "q.jsonl" \(answers\)/ };
    assert.throws(() => parseQuestions(wrong, "q.jsonl"), expected);
    assert.throws(() => parseQuestions("{", "q.jsonl"), { code: "FILE_INVALID", message: /line 1/ });
    assert.throws(() => parseQuestions("\n", "q.jsonl"), { code: "FILE_INVALID", message: /no question/ });
  });
});

describe("cli/eval/report", () => {
  const scored = (right: boolean, words = 2) => ({ right, exact: false, anls: 0.5, words });
  const row = (kind: string, right: boolean): Row => ({
    kind,
    score: scored(right),
    everyLine: scored(false),
    commonest: scored(true),
    rule: scored(!right),
    inText: true,
  });

  it("sums up per kind and in all", () => {
    const summaries = summarise([row("b", true), row("a", true), row("b", false)]);
    assert.deepEqual(
      summaries.map(({ kind, count, right, rule, commonest }) => [kind, count, right, rule, commonest]),
      [
        ["a", 1, 1, 0, 1],
        ["b", 2, 0.5, 0.5, 1],
        ["all", 3, 2 / 3, 1 / 3, 1],
      ],
    );
  });

  it("aligns its columns", () => {
    const lines = table(summarise([row("b", true), row("longer-kind", false)]))
      .trimEnd()
      .split("\n");
    assert.equal(lines.length, 4);
    assert.equal(new Set(lines.map((text) => text.length)).size, 1);
    assert.match(lines[3]!, /^all\s+2\s+50\.0\s/);
  });
});
