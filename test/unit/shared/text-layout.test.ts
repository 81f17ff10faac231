import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, it } from "mocha";
import * as v from "valibot";
import { laidOutText } from "../../../src/shared/text-layout.ts";
import type { Box } from "../../../src/shared/types.ts";

const number = v.number();
/** What the recogniser reads in some of the samples: text, left, top, width, height. */
const read = v.parse(
  v.record(v.string(), v.array(v.tuple([v.string(), number, number, number, number]))),
  JSON.parse(readFileSync("test/fixtures/text-lines.json", "utf8")),
);
const textOf = (name: string): string =>
  laidOutText(read[name]!.map(([text, ...box]) => ({ text, box: box satisfies Box })));

/** Lines of text at places, ten pixels high. */
const at = (...lines: readonly (readonly [text: string, x: number, y: number, width: number])[]): string =>
  laidOutText(lines.map(([text, x, y, width]) => ({ text, box: [x, y, width, 10] })));

describe("the text of an image as it is laid out", () => {
  it("keeps the indentation and the empty lines of code, without the numbers beside it", () => {
    const text = textOf("code.png");
    assert.ok(
      text.includes(
        [
          '    BASE_URL = "https://weather.test/v2"',
          "    TIMEOUT = 12",
          "",
          "",
          "    def fetch_forecast(city, days=3):",
          "        # The server counts today as day one.",
        ].join("\n"),
      ),
      text,
    );
    assert.doesNotMatch(text, /^\s*\d+$/m);
  });

  it("keeps the indentation of a terminal", () => {
    assert.ok(
      textOf("terminal.png").includes("  Basket\n    ✓ adds an item\n    applies the discount\n    1) rounds prices"),
    );
  });

  it("puts tabs between the cells of a table, in the same columns in every row", () => {
    const rows = textOf("table.png").split("\n");
    assert.equal(rows[1], "Number\tCustomer\tIssued\tStatus\tAmount");
    assert.equal(rows[3], "INV-2209\tPellgrove Dental\t5 March\tOverdue\t€ 1,960.00");
    assert.equal(rows.at(-1), "5 of 37 invoices\t\t\t\tPage 1 of 8");
  });

  it("reads a column to its end before the next one, and parts blocks", () => {
    assert.match(textOf("settings.png"), /^Preferences\nGeneral\nAppearance\n[\s\S]*About\n\nAppearance\nChoose how/);
    assert.match(textOf("settings.png"), /Theme\tSolarized Dark/);
  });

  it("keeps a paragraph together, and buttons in a row", () => {
    assert.match(textOf("error.png"), /3\.8 GB,\nbut only 1\.2 GB are free\./);
    assert.match(textOf("error.png"), /Don't show this again\tChoose Folder\tRetry\tCancel$/);
  });

  it("is nothing of nothing, and a word of a word; the order of lines does not matter", () => {
    assert.equal(at(), "");
    assert.equal(at(["One", 5, 5, 20]), "One");
    assert.equal(at(["second", 0, 20, 40], ["first", 0, 0, 30]), "first\nsecond");
    assert.equal(at(["right", 100, 0, 30], ["left", 0, 0, 30]), "left\tright");
  });
});
