import assert from "node:assert/strict";
import { commonestAnswers, everyLine, labelRule } from "../../../src/cli/eval/baselines.ts";
import { score } from "../../../src/cli/eval/score.ts";
import type { TextLine } from "../../../src/shared/types.ts";

const line = (text: string, x: number, y: number): TextLine => ({ text, box: [x, y, 80, 16], score: 1 });
const form = [
  line("Preferences", 0, 0),
  line("Theme", 0, 40),
  line("Dark", 200, 42),
  line("Help", 400, 41),
  line("Language", 0, 80),
  line("English", 4, 100),
];

describe("cli/eval/baselines", () => {
  it("every line falls to the rule on length and quotes", () => {
    assert.equal(everyLine(form).quotes, 6);
    assert.ok(!score(everyLine(form), ["Dark"]).right);
    assert.ok(score(everyLine(form.slice(1, 3)), ["Dark"]).right);
  });

  it("knows the commonest answer of each kind", () => {
    const ask = (kind: string, ...answers: string[]) => ({ id: "x", image: "x", question: "x", kind, answers });
    const commonest = commonestAnswers([ask("a", "Yes"), ask("a", "no"), ask("a", "yes."), ask("b", "4", "four")]);
    assert.equal(commonest.get("a"), "yes");
    assert.equal(commonest.get("b"), "4");
  });

  it("reads the value to the right of the label that the question names, else the one below", () => {
    assert.equal(labelRule("Which theme is selected?", form).text, "Dark");
    assert.equal(labelRule("What is the language set to?", form).text, "English");
  });

  it("falls back to the first line, and to nothing without lines", () => {
    assert.equal(labelRule("???", form).text, "Preferences");
    assert.deepEqual(labelRule("Which theme?", []), { text: "", quotes: 0 });
  });
});
