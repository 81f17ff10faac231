import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { faultsOf, parseTruths, type ScreenTruth } from "../../../src/cli/eval/descriptions.ts";
import type { Quote } from "../../../src/shared/types.ts";

const truth: ScreenTruth = {
  title: "Print options",
  words: ["a", "preferences", "dialog", "settings", "form", "button", "dropdown", "tab", "table"],
  texts: ["Print options", "Paper", "A4", "Colour", "Margins", "General", "The printer is out of paper.", "Cancel"],
  pairs: [["Paper", "A4"]],
  selected: ["General"],
  messages: ["The printer is out of paper."],
  rows: [3],
};

function faults(reply: string): string[] {
  const quotes: Quote[] = [...reply.matchAll(/“([^”]+)”/gu)].map(([, text], line) => ({
    text: text!,
    box: [0, 0, 1, 1],
    line,
  }));
  return faultsOf(reply, quotes, truth);
}

describe("cli/eval/descriptions", () => {
  it("finds nothing wrong with what is true", () => {
    for (const reply of [
      "A preferences dialog titled “Print options”. “Paper” is set to “A4”.",
      "Settings form titled “Print options” with “Paper” set to “A4”.",
      "A preferences dialog titled “Print options”. “General” is selected.",
      "A dialog. The message reads “The printer is out of paper”.",
      "A dialog with a table of 3 rows and a button “Cancel”.",
    ])
      assert.deepEqual(faults(reply), [], reply);
  });

  it("bears a slip of the reading, no other text", () => {
    assert.deepEqual(faults("A dialog titled “Print 0ptions”."), []);
    assert.deepEqual(faults("A dialog titled “Export choices”."), [
      "no text “Export choices”",
      "titled “Export choices”",
    ]);
  });

  it("says which relation is not true though both texts stand there", () => {
    assert.deepEqual(faults("A dialog titled “Paper”."), ["titled “Paper”"]);
    assert.deepEqual(faults("A dialog. “Paper” is set to “Colour”."), ["“Paper” is set to “Colour”"]);
    assert.deepEqual(faults("A dialog. “Margins” is selected."), ["“Margins” is selected"]);
    assert.deepEqual(faults("A dialog. The message reads “Cancel”."), ["message reads “Cancel”"]);
    assert.deepEqual(faults("A dialog with a table of 4 rows."), ["4 rows"]);
    assert.deepEqual(faults("A table of users."), ["table of users"]);
    assert.deepEqual(faults("A form, among them “Paper” and “Cancel”."), ["among them “Paper” and “Cancel”"]);
  });

  it("says which kinds and elements are not there", () => {
    assert.deepEqual(faults("A login form titled “Print options”."), ["no login"]);
    assert.deepEqual(faults("A dialog with a progress bar and two sliders or a slider."), [
      "no progress bar",
      "no slider",
    ]);
    assert.deepEqual(faults("A dialog that shows 4 metrics; the build fails."), ["no metrics", "no build"]);
    assert.deepEqual(faults("A photograph of “Cancel”."), ["no photograph"]);
  });

  it("does not take nothing for a description", () => {
    assert.deepEqual(faults("That is not shown."), ["says nothing of the screen"]);
  });

  it("knows the truth of every frozen screen, and calls its own title and pairs true", async () => {
    const folder = new URL("../../validation/", import.meta.url);
    const truths = parseTruths(await readFile(new URL("screens2-descriptions.jsonl", folder), "utf8"));
    assert.ok(truths.size >= 100, `${truths.size} screens`);
    for (const [id, of] of truths) {
      const [pair] = of.pairs;
      const set = pair === undefined ? "" : ` “${pair[0]}” is set to “${pair[1]}”.`;
      assert.deepEqual(faultsOf(`A screen titled “${of.title}”.${set}`, [], of), [], id);
    }
  });
});
