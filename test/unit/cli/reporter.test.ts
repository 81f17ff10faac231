import assert from "node:assert/strict";
import { HumanReporter, JsonReporter, type Output } from "../../../src/cli/reporter.ts";
import type { AnswerEvent, AnswerTimings, Quote } from "../../../src/shared/types.ts";

class Sink implements Output {
  text = "";
  readonly stream = { write: (text: string): void => void (this.text += text) };

  constructor(readonly isTerminal = false) {}
}

const quote: Quote = { text: "Dark", box: [80.4, 20, 40, 12], line: 1 };
const timings: AnswerTimings = {
  prefillTokens: 5,
  prefillMs: 20,
  firstTokenMs: 20,
  decodeMs: 50,
  tokens: 6,
  tokensPerSecond: 100,
  longestCallMs: 10,
};
const events: AnswerEvent[] = [
  { type: "token", text: "It is " },
  { type: "region", quote },
  { type: "done", reason: "end", text: "It is “Dark”", quotes: [quote], counted: [], answerTokens: [1, 2], timings },
];
const opened = {
  width: 100,
  height: 50,
  lines: [],
  unreadLines: 0,
  outlines: [],
  modelSaw: { width: 512, height: 256, crops: 0 },
  timings: { loadMs: 1, decodeMs: 2, ocrMs: 3, encodeMs: 4, prefillMs: 5, prefillTokens: 6 },
};

describe("cli/reporter", () => {
  it("prints the answer and its quotes on standard output, the rest on standard error", () => {
    const [out, err] = [new Sink(), new Sink()];
    const reporter = new HumanReporter(out, err, { quiet: false, color: false });
    reporter.opened("a.png", opened);
    for (const event of events) reporter.event(event);
    assert.equal(out.text, "It is “Dark”\n  “Dark” at 80,20, 40×12\n");
    assert.match(err.text, /^a\.png: 100×50, 0 lines of text \(.*text 3 ms/);
    assert.doesNotMatch(err.text, /\u001b/);
  });

  it("rewrites progress on a terminal only, and clears it before the answer", () => {
    const terminal = new Sink(true);
    const shown = new HumanReporter(new Sink(true), terminal, { quiet: false, color: true });
    shown.progress("ocr", 0.5);
    shown.event({ type: "token", text: "x" });
    assert.match(terminal.text, /Reading the text … 50 %/);
    assert.ok(terminal.text.endsWith("\r\u001b[K"));

    const pipe = new Sink();
    new HumanReporter(new Sink(), pipe, { quiet: false, color: false }).progress("ocr", 0.5);
    assert.equal(pipe.text, "");
  });

  it("is quiet when asked to be, but for errors and notices", () => {
    const [out, err] = [new Sink(), new Sink(true)];
    const reporter = new HumanReporter(out, err, { quiet: true, color: false });
    reporter.opened("a.png", opened);
    reporter.progress("ocr", 0.5);
    for (const event of events) reporter.event(event);
    assert.equal(err.text, "");
    reporter.error({ code: "IMAGE_EMPTY", message: "Empty.", nextStep: "Choose another." });
    assert.equal(err.text, "IMAGE_EMPTY: Empty. Choose another.\n");
  });

  it("writes one JSON object a line, the last one with text, quotes and timings", () => {
    const out = new Sink();
    const reporter = new JsonReporter(out);
    reporter.opened("a.png", opened);
    for (const event of events) reporter.event(event);
    const lines = out.text
      .trimEnd()
      .split("\n")
      .map((text) => JSON.parse(text) as Record<string, unknown>);
    assert.deepEqual(
      lines.map(({ type }) => type),
      ["opened", "token", "region", "done"],
    );
    assert.deepEqual(lines.at(-1), {
      type: "done",
      reason: "end",
      text: "It is “Dark”",
      quotes: [quote],
      counted: [],
      timings: { image: opened.timings, answer: timings },
    });
  });

  it("says what was counted below the answer, numbered, and as `counted` of the JSON", () => {
    const counted: Quote[] = [
      { text: "Gen\u001beral", box: [12, 40.4, 60, 16], line: 3 },
      { text: "Security", box: [12, 60, 70, 16], line: 4 },
    ];
    const end: AnswerEvent = {
      type: "done",
      reason: "end",
      text: "2",
      quotes: [],
      counted,
      answerTokens: [1],
      timings,
    };
    const [human, json] = [new Sink(), new Sink()];
    const reporters = [
      new HumanReporter(human, new Sink(), { quiet: true, color: false }),
      new JsonReporter(json),
    ] as const;
    for (const reporter of reporters) {
      reporter.event({ type: "token", text: "2" });
      reporter.event(end);
    }
    assert.equal(human.text, "2\n  1. General at 12,40, 60×16\n  2. Security at 12,60, 70×16\n");
    const [, done] = json.text.trimEnd().split("\n");
    assert.deepEqual((JSON.parse(done!) as { counted: unknown }).counted, counted);
  });
});
