import assert from "node:assert/strict";
import { legibility, scriptsIn, unreadableInQuestion } from "../../../src/host/scripts.ts";
import type { TextLine } from "../../../src/shared/types.ts";

const line = (text: string, score = 1): TextLine => ({ text, score, box: [0, 0, 10, 10] });

describe("host/scripts", () => {
  it("counts letters by script, the most frequent first; digits and signs belong to none", () => {
    assert.deepEqual(
      [...scriptsIn("Größe 14 pt – 글꼴")],
      [
        ["Latin", 7],
        ["Hangul", 2],
      ],
    );
    assert.deepEqual(
      [...scriptsIn("設定する、12")],
      [
        ["Han", 2],
        ["Kana", 2],
      ],
    );
    assert.deepEqual([...scriptsIn("ქართული")], [["Other", 7]]);
    assert.deepEqual([...scriptsIn("42 % → 7")], []);
  });

  const questions: [question: string, scripts: string[]][] = [
    ["What is the title?", []],
    ["Où est le bouton « Enregistrer » ?", []],
    ['What does "저장" do?', []],
    ["What does “Сохранить изменения сейчас” do?", []],
    ["무엇이 잘못되었나요?", ["Hangul"]],
    ["Что пошло не так?", ["Cyrillic"]],
    ["ما الخطأ؟", ["Arabic"]],
    ["何が問題ですか?", ["Kana", "Han"]],
    ["OK 버튼은 어디에 있나요?", ["Hangul"]],
    ["404?", []],
  ];
  for (const [question, scripts] of questions) {
    it(`${question} ${scripts.length === 0 ? "can be read" : `is in ${scripts.join(", ")}`}`, () => {
      assert.deepEqual([...unreadableInQuestion(question)].sort(), scripts.sort());
    });
  }

  it("an image whose places of text were mostly not read, or guessed, is said to be so", () => {
    assert.deepEqual(legibility([], 7), { kind: "unread" });
    assert.deepEqual(legibility([line("RH", 0.5), line("ITR", 0.62)], 3), { kind: "unread" });
    assert.deepEqual(legibility([line("O", 0.91), line(".", 0.87), line(":", 0.77)], 4), { kind: "unread" });
  });

  it("a few ornaments beside text, a photograph, an empty picture are fine", () => {
    const text = Array.from({ length: 18 }, () => line("README.md"));
    assert.deepEqual(legibility([...text, line("O", 0.6), line("C", 0.58), line("O", 0.76)], 7), { kind: "good" });
    assert.deepEqual(legibility([line("P", 0.65)], 0), { kind: "good" });
    assert.deepEqual(legibility([], 0), { kind: "good" });
  });

  it("text that was read in another script is named; a few such words are not", () => {
    const japanese = ["設定", "フォントサイズ"].map((text) => line(text));
    assert.deepEqual(legibility(japanese, 0), { kind: "foreign", scripts: ["Kana", "Han"] });
    assert.deepEqual(legibility([line("Display language"), line("日本語")], 0), { kind: "good" });
  });
});
