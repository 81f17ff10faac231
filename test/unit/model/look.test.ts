import assert from "node:assert/strict";
import { AnswerLength, longestLook, LookReader, withoutOpenLook } from "../../../src/model/look.ts";
import { repetitionCut } from "../../../src/model/repetition.ts";

const tokens = { look: 5, looked: 6 };
const regionBase = 1000;
const digit = 20;

/** `<|look|> 1<|r0|> 2<|r1|> … <|looked|>`, as the model counts `count` lines; two digits are two tokens. */
function counting(count: number): number[] {
  const pairs = Array.from({ length: count }, (_, n) => {
    const digits = Array.from(String(n + 1), (each) => digit + Number(each));
    return [...digits, regionBase + n];
  });
  return [5, ...pairs.flat(), 6];
}

describe("model/look", () => {
  it("tells what each token is", () => {
    const reader = new LookReader(tokens);
    const parts = [6, 7, 5, 7, 5, 6, 6, 7].map((id) => reader.read(id));
    assert.deepEqual(parts, ["stray", "word", "opens", "inside", "inside", "closes", "stray", "word"]);
  });

  it("knows no looks of a model without the tokens", () => {
    const reader = new LookReader({});
    assert.deepEqual(
      [5, 7, 6].map((id) => reader.read(id)),
      ["word", "word", "word"],
    );
    assert.deepEqual(withoutOpenLook([5, 7], {}), [5, 7]);
  });

  it("counts the words of an answer alone against its limit", () => {
    const length = new AnswerLength(tokens, 3);
    for (const id of [...counting(9), 40, 41]) length.push(id);
    assert.deepEqual([length.looking, length.remaining], [false, 1]);
    length.push(42);
    assert.equal(length.remaining, 0);
  });

  it("ends a look that goes on and on, also one of many", () => {
    const length = new AnswerLength(tokens, 160);
    for (const id of counting(9)) length.push(id);
    const second = counting(100);
    let looked = 0;
    for (const id of second) {
      if (length.remaining === 0) break;
      length.push(id);
      looked++;
    }
    assert.ok(length.looking);
    assert.equal(counting(9).length + looked, longestLook);
  });

  it("counts a look's end without a beginning as a word, so that no answer is endless", () => {
    const length = new AnswerLength(tokens, 2);
    for (const id of [6, 6]) length.push(id);
    assert.equal(length.remaining, 0);
  });

  it("takes away a look that is not finished, and nothing else", () => {
    assert.deepEqual(withoutOpenLook([40, ...counting(2), 41, 5, 21, 1000], tokens), [40, ...counting(2), 41]);
    assert.deepEqual(withoutOpenLook([5, 21], tokens), []);
    assert.deepEqual(withoutOpenLook([...counting(3), 40], tokens), [...counting(3), 40]);
  });

  it("is no repetition while the numbers rise, and is one when they do not", () => {
    const ids = counting(120);
    for (const at of ids.keys()) assert.equal(repetitionCut(ids.slice(0, at + 1)), undefined, `after ${at + 1} tokens`);
    const circle = [5, ...Array.from({ length: 6 }, () => [digit + 1, regionBase]).flat()];
    assert.ok(circle.some((_, at) => repetitionCut(circle.slice(0, at + 1)) !== undefined));
  });
});
