import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { altScore, inventedQuotes, parseAltRows, said } from "../../../src/cli/eval/alt-quality.ts";

const must = [
  { what: "kind", say: ["form", "page"] },
  { what: "subject", say: ["user settings"] },
  { what: "highlight", say: ["save"] },
] as const;
const row = { id: "a", image: "alt/a.webp", alt: "x", must: must.map(({ what, say }) => ({ what, say: [...say] })) };

describe("cli/eval/alt-quality", () => {
  it("counts whole words and phrases, in the singular and the plural, whatever stands beside them", () => {
    assert.deepEqual(said("Pages: “User settings”, with nothing saved", row.must), [true, true, false]);
    assert.deepEqual(said("Information about user settings. Save!", row.must), [false, true, true]);
  });

  it("finds quotations that no line holds, small misreadings aside", () => {
    const lines = ["User settings", "Save changes now"];
    assert.deepEqual(inventedQuotes("“User setings” and “Save changes”", lines), []);
    assert.deepEqual(inventedQuotes('“Delete account” and "Log out"', lines), ["Delete account", "Log out"]);
  });

  it("sums up", () => {
    const score = altScore(
      [
        { row, text: "Image of a form “Nothing”", lines: [] },
        { row, text: "Save", lines: [] },
      ],
      10,
    );
    assert.deepEqual([score.said, score.must, score.by.kind], [2, 6, [1, 2]]);
    assert.deepEqual([score.tooLong, score.openings, score.invented], [1, 1, 1]);
  });

  it("the frozen list names a hundred pictures, three things of each at the most, none of which is empty", async () => {
    const rows = (await readFile("test/validation/alt.jsonl", "utf8"))
      .trim()
      .split("\n")
      .map((line) => JSON.stringify({ ...(JSON.parse(line) as object), alt: "" }));
    const parsed = parseAltRows(rows.join("\n"));
    assert.equal(parsed.length, 100);
    assert.equal(new Set(parsed.map(({ image }) => image)).size, 100);
    for (const { id, must: list } of parsed) {
      assert.ok(list.length >= 2 && list.length <= 3, id);
      assert.ok(list.some(({ what }) => what === "kind") && list.some(({ what }) => what === "subject"), id);
      for (const { say } of list) assert.ok(say.length > 0 && say.every((phrase) => phrase.trim() !== ""), id);
    }
  });
});
