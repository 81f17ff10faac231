import { strict as assert } from "node:assert";
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import * as v from "valibot";

/** The format that `ml-mamba eval` reads. */
const Line = v.strictObject({
  id: v.string(),
  image: v.string(),
  question: v.string(),
  answers: v.pipe(v.array(v.pipe(v.string(), v.nonEmpty())), v.nonEmpty()),
  kind: v.string(),
});

const folder = new URL("../../validation/", import.meta.url);
const normal = (text: string): string =>
  ` ${text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim()} `;

describe("frozen validation screens", () => {
  it("are what was frozen before training", async () => {
    const sums = (await readFile(new URL("FROZEN.sha256", folder), "utf8")).trim().split("\n");
    for (const sum of sums) {
      const [expected, file] = sum.split("  ");
      assert.ok(expected !== undefined && file !== undefined, `not a checksum line: ${sum}`);
      const bytes = await readFile(new URL(file, folder));
      assert.equal(createHash("sha256").update(bytes).digest("hex"), expected, file);
    }
  });

  it("hold at least 240 questions over 60 screens, none of which answers itself", async () => {
    const text = await readFile(new URL("screens.jsonl", folder), "utf8");
    const frozen = await readFile(new URL("FROZEN.sha256", folder), "utf8");
    const lines = text
      .trim()
      .split("\n")
      .map((line) => v.parse(Line, JSON.parse(line)));
    assert.ok(lines.length >= 240, `${lines.length} questions`);
    assert.ok(new Set(lines.map((line) => line.image)).size >= 60);
    assert.equal(new Set(lines.map((line) => line.id)).size, lines.length, "an id stands twice");
    for (const { id, image, question, answers } of lines) {
      assert.ok(frozen.includes(`  ${image}\n`), `${id}: ${image} is not frozen`);
      for (const answer of answers)
        assert.ok(!normal(question).includes(normal(answer)), `${id}: "${answer}" stands in "${question}"`);
    }
  });

  it("cannot be won by always saying yes or always saying no", async () => {
    const text = await readFile(new URL("screens.jsonl", folder), "utf8");
    const answers = text
      .trim()
      .split("\n")
      .map((line) => v.parse(Line, JSON.parse(line)))
      .filter((line) => line.kind === "checked")
      .map((line) => line.answers[0]);
    const yes = answers.filter((answer) => answer === "yes").length;
    assert.ok(Math.abs(yes - (answers.length - yes)) <= 3, `${yes} of ${answers.length} are yes`);
  });
});
