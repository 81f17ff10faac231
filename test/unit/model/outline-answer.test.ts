import assert from "node:assert/strict";
import { asksForOutlines, outlineAnswer, outlinedLines } from "../../../src/model/outline-answer.ts";

describe("model/outline-answer", () => {
  it("knows questions about what is outlined from all others", () => {
    for (const question of [
      "What is outlined in red?",
      "Which button is circled?",
      "what's in the red box",
      "What does the red frame show?",
      "Which option is highlighted in red?",
      "Read the text in the red rectangle.",
      "Which settings are marked with a red border?",
      "What is highlighted?",
      "What's emphasized in this screenshot?",
      "What is pointed out here?",
    ])
      assert.ok(asksForOutlines(question), question);
    for (const question of [
      "What is highlighted in blue?",
      "Which row is highlighted?",
      "What is highlighted in the list?",
      "Which item is selected?",
      "What happens when I press the button outlined in red?",
      "What colour is the box around it?",
      "Why is Save outlined in red?",
      "How many fields are outlined in red?",
      "What does the red box mean?",
      "Is the red button enabled?",
      "Which text is red?",
      "The red box is at the top.",
      `What is outlined in red${" and so on".repeat(20)}?`,
    ])
      assert.ok(!asksForOutlines(question), question);
  });

  it("names each line once that says something, six at the most", () => {
    const texts = ["One", "→", "Two", "3", "Four", "Five", "Six", "Seven"];
    assert.deepEqual(outlinedLines([[2, 1], [0, 2], [9]], texts), [2, 0]);
    assert.deepEqual(outlinedLines([[0, 2, 3, 4, 5, 6, 7]], texts), [0, 2, 4, 5, 6, 7]);
    assert.deepEqual(outlinedLines([[1], [3]], texts), [3]);
  });

  it("is a sentence", () => {
    const words: string[] = [];
    const tokenize = (text: string): number[] => [words.push(text) - 1];
    const said = (regions: readonly number[]): string => {
      words.length = 0;
      return outlineAnswer(regions, tokenize)
        .map((id) => (id >= 100 ? `“${String(id)}”` : words[id]!))
        .join("");
    };
    assert.equal(said([100]), "“100” is outlined in red.");
    assert.equal(said([100, 101]), "“100” and“101” are outlined in red.");
    assert.equal(said([100, 101, 102]), "“100”,“101” and“102” are outlined in red.");
  });
});
