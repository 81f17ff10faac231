import assert from "node:assert/strict";
import { barRows, barTable, unread, type SetOutcomes } from "../../../src/cli/eval/bars.ts";
import type { Outcome } from "../../../src/cli/eval/run.ts";
import { score } from "../../../src/cli/eval/score.ts";
import type { TextLine } from "../../../src/shared/types.ts";

const line = (text: string): TextLine => ({ text, box: [0, 0, 10, 10], score: 1 });

/** An outcome of a question of `kind` whose accepted answer is `answer`. */
function outcome(kind: string, answer: string, reply: string, lines: readonly string[] = []): Outcome {
  const judged = score({ text: reply, quotes: 0 }, [answer]);
  const wrong = score({ text: "", quotes: 0 }, [answer]);
  return {
    question: { id: `${kind}-${reply}`, image: "a.webp", question: "?", answers: [answer], kind },
    reply,
    quotes: [],
    lines: lines.map(line),
    row: { kind, score: judged, everyLine: judged, commonest: wrong, rule: wrong, inText: false },
  };
}

const set = (outcomes: readonly Outcome[], textOnly: readonly Outcome[] = []): SetOutcomes => ({ outcomes, textOnly });
const times = (count: number, make: () => Outcome): Outcome[] => Array.from({ length: count }, make);

describe("cli/eval/bars", () => {
  it("passes at the goal and fails below it", () => {
    const eight = [
      ...times(8, () => outcome("checked", "yes", "Yes.")),
      ...times(2, () => outcome("checked", "yes", "No.")),
    ];
    const at = barRows({ screens: set(eight) }, new Map()).find(({ name }) => name.includes("state"));
    assert.deepEqual([at?.count, at?.share, at?.passed], [10, 0.8, true]);
    const below = barRows({ screens: set(eight.slice(1)) }, new Map()).find(({ name }) => name.includes("state"));
    assert.equal(below?.passed, false);
  });

  it("has each kind of question in its row only, with the baselines of that row", () => {
    const rows = barRows(
      {
        screens: set(
          [outcome("value", "A", "A"), outcome("count", "3", "4")],
          [outcome("value", "A", "B"), outcome("count", "3", "3")],
        ),
        figures: set([
          outcome("diagram-next", "A", "A"),
          outcome("chart-highest", "A", "B"),
          outcome("chart-title", "A", "A"),
        ]),
        photographs: set([outcome("photo", "photograph", "This looks like a photograph.")]),
      },
      new Map(),
    );
    const shares: Record<string, number> = {};
    for (const { name, share, baselines } of rows) if (baselines !== undefined) shares[name.split(",")[0]!] = share;
    assert.deepEqual(shares, {
      "screens: reading": 1,
      "screens: count up to 12": 0,
      "diagrams: edges": 1,
      "charts: titles": 1,
      "charts: extremes": 0,
      "photographs: says so": 1,
    });
    assert.deepEqual(rows[0]?.baselines, { textOnly: 0, everyLine: 1, commonest: 0, rule: 0 });
    assert.equal(rows[1]?.baselines?.textOnly, 1);
  });

  it("counts as a false alarm what is said not to be shown though it is, absent things and photographs aside", () => {
    const outcomes = [
      outcome("value", "A", "That is not shown in the image."),
      outcome("present", "yes", "Yes, “A” is there."),
      outcome("meta", "Not shown", "“Grid” is “Not shown”."),
      ...times(7, () => outcome("title", "A", "A")),
      outcome("absent", "not shown", "That is not shown in the image."),
    ];
    const rows = barRows({ screens: set(outcomes) }, new Map());
    const [all, matching] = rows.filter(({ name }) => name.startsWith("false alarms"));
    assert.deepEqual([all?.count, all?.share, all?.passed], [10, 0.1, false]);
    assert.deepEqual([matching?.count, matching?.share, matching?.passed], [1, 0, true]);
    const absent = rows.find(({ name }) => name.startsWith("absent"));
    assert.deepEqual([absent?.count, absent?.share], [1, 1]);
  });

  it("finds quotation marks round text that no line of the image has", () => {
    const replied = (reply: string, quotes: readonly string[], lines: readonly string[]): string[] =>
      unread({
        reply,
        quotes: quotes.map((text, n) => ({ text, box: [0, 0, 1, 1], line: n })),
        lines: lines.map(line),
      });
    assert.deepEqual(replied("“Theme” is “Dark”.", ["Theme", "Dark"], ["Theme", "Dark"]), []);
    assert.deepEqual(replied('“Theme” is "Light".', ["Theme"], ["Theme", "Dark"]), ["Light"]);
    assert.deepEqual(replied("“Delete “a.txt”?” is the title.", ["Delete “a.txt”?"], ["Delete “a.txt”?"]), []);
    assert.deepEqual(replied("It says “please wait”.", [], ["Please", "wait"]), [], "lines that follow each other");
    const rows = barRows({ screens: set([outcome("title", "A", "“B”", ["A"])]) }, new Map());
    assert.equal(rows.find(({ name }) => name.startsWith("quotation"))?.passed, false);
  });

  it("counts a description without its truth as wrong", () => {
    const rows = barRows({ descriptions: set([outcome("describe", "A", "A form titled “A”.", ["A"])]) }, new Map());
    assert.equal(rows.find(({ name }) => name.startsWith("descriptions"))?.share, 0);
  });

  it("prints a row a bar", () => {
    const text = barTable(barRows({ screens: set(times(4, () => outcome("count", "3", "3"))) }, new Map()));
    assert.match(text, /^screens: count up to 12 +4 +100\.0 +51\.0–100\.0 +≥ 70 +pass +– +100\.0 +0\.0 +0\.0$/mu);
    assert.match(text, /^false alarms: on what is there +4 +0\.0 +0\.0–49\.0 +≤ 5 +pass +– +– +– +–$/mu);
  });
});
