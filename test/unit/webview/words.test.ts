import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, it } from "mocha";
import { initialImageState, type ImageEvent, type ReadingReady } from "../../../src/shared/image-state.ts";
import {
  applyPanelEvent,
  initialPanelState,
  type PanelEvent,
  type PanelState,
} from "../../../src/shared/panel-state.ts";
import { englishPanelStrings as strings } from "../../../src/shared/panel-strings.ts";
import type { AnswerEvent, AnswerTimings, Stage } from "../../../src/shared/types.ts";
import { announcement } from "../../../src/webview/announce.ts";
import {
  answerSpeed,
  currentStage,
  megabytes,
  readingFacts,
  readingFraction,
  readingMs,
  seconds,
} from "../../../src/webview/format.ts";
import { iconNames } from "../../../src/webview/icons.ts";

const line = { text: "Save", box: [0, 0, 10, 10], score: 1 } as const;
const openTimings = { loadMs: 80, decodeMs: 30, ocrMs: 700, encodeMs: 200, prefillMs: 100, prefillTokens: 400 };
const reading: ReadingReady = {
  status: "ready",
  width: 10,
  height: 10,
  lines: [line, line],
  timings: openTimings,
  notices: [],
};
const timings: AnswerTimings = {
  prefillTokens: 9,
  prefillMs: 50,
  firstTokenMs: 50,
  decodeMs: 350,
  tokens: 58,
  tokensPerSecond: 164.2,
  longestCallMs: 12,
};

describe("figures of the panel", () => {
  it("say times in seconds, in the editor's language", () => {
    assert.equal(seconds(1149, strings, "en"), "1.1\u00a0s");
    assert.equal(seconds(400, strings, "de"), "0,4\u00a0s");
    assert.equal(seconds(17.4, strings, "en"), "17\u00a0ms");
    assert.equal(seconds(99.7, strings, "en"), "0.1\u00a0s");
    assert.equal(seconds(12_499, strings, "en"), "12\u00a0s");
    assert.equal(megabytes(212 * 1024 * 1024, "en"), "212\u00a0MB");
  });

  it("say the speed of an answer that is long enough for one", () => {
    assert.equal(answerSpeed(timings, strings, "en"), "0.4\u00a0s · 164 tokens/s");
    assert.equal(answerSpeed({ ...timings, tokens: 3 }, strings, "en"), "0.4\u00a0s");
    assert.equal(answerSpeed({ ...timings, tokens: 0 }, strings, "en"), "");
  });

  it("say what was read and what the model saw", () => {
    assert.deepEqual(readingFacts(reading, strings, "en"), ["2 lines"]);
    const modelSaw = { width: 512, height: 345, crops: 1 };
    assert.deepEqual(readingFacts({ ...reading, lines: [line], modelSaw }, strings, "en"), [
      "1 line",
      "model saw 512 × 345 and 1 crops",
    ]);
    const none = { ...reading, lines: [], modelSaw: { ...modelSaw, crops: 0 } };
    assert.deepEqual(readingFacts(none, strings, "en"), ["no text found", "model saw 512 × 345"]);
  });

  it("count the loading of the model beside the decoding once", () => {
    assert.equal(readingMs(reading), 80 + 700 + 200 + 100);
  });

  it("let the progress of reading rise from stage to stage", () => {
    const order: readonly (readonly [Stage, number])[] = [
      ["decode", 1],
      ["load", 1],
      ["ocr", 0.2],
      ["ocr", 1],
      ["encode", 0.6],
      ["encode", 1],
      ["prefill", 0.5],
    ];
    const fractions = order.map(([stage, fraction]) => readingFraction({ stage, fraction }));
    assert.deepEqual(
      fractions,
      fractions.toSorted((a, b) => a - b),
    );
    assert.ok(Math.abs(readingFraction({ stage: "prefill", fraction: 1 }) - 1) < 1e-9);
    assert.equal(currentStage({ stage: "ocr", fraction: 0.99 }), "ocr");
    assert.equal(currentStage({ stage: "ocr", fraction: 1 }), "encode");
    assert.equal(currentStage({ stage: "prefill", fraction: 1 }), "prefill");
  });
});

describe("what a screen reader is told", () => {
  const added = (id: string): PanelEvent => ({
    type: "added",
    state: initialImageState(id, { uri: `file:///${id}.png`, name: `${id}.png`, folder: "", kind: "file" }),
  });
  const start = [added("a"), added("b"), { type: "activated", image: "a" } as const].reduce(
    applyPanelEvent,
    initialPanelState({ name: "Nano", status: "off" }, "paste"),
  );
  const error = { code: "IMAGE_EMPTY", message: "a.png is empty.", nextStep: "Choose another." } as const;
  const answerEvent = (event: AnswerEvent): ImageEvent => ({ type: "answer", turn: 1, event });
  const asked: ImageEvent = { type: "asked", turn: { id: 1, parent: 0, question: "Why?" }, notices: [] };
  const of = (image: string, event: ImageEvent): PanelEvent => ({ type: "image", image, event });
  const finished = { text: "", quotes: [], counted: [], answerTokens: [], timings };

  /** Of the image in view. */
  function told(...events: readonly ImageEvent[]): (string | undefined)[] {
    return toldOf(start, ...events.map((event) => of("a", event)));
  }

  function toldOf(first: PanelState, ...events: readonly PanelEvent[]): (string | undefined)[] {
    let state = first;
    return events.map((event) => {
      const previous = state;
      state = applyPanelEvent(state, event);
      return announcement(previous, state, strings, "en");
    });
  }

  it("is the whole answer at its end, and no word before", () => {
    const cut = { code: "ANSWER_CUT", message: "It was cut." } as const;
    assert.deepEqual(
      told(
        asked,
        answerEvent({ type: "progress", stage: "prefill", fraction: 0 }),
        answerEvent({ type: "token", text: "Because" }),
        answerEvent({ type: "token", text: " of" }),
        answerEvent({ type: "region", quote: { text: "it", box: [0, 0, 1, 1], line: 0 } }),
        answerEvent({ type: "notice", notice: cut }),
        answerEvent({ type: "done", reason: "length", ...finished }),
      ),
      [undefined, undefined, "Answering", undefined, undefined, undefined, "Answer: Because of“it” It was cut."],
    );
  });

  it("is the end of the reading, not its stages", () => {
    const stage = (name: Stage): ImageEvent => ({
      type: "reading",
      reading: { status: "reading", stage: name, fraction: 0.5 },
    });
    assert.deepEqual(
      told(
        stage("ocr"),
        stage("encode"),
        { type: "reading", reading },
        stage("decode"),
        { type: "reading", reading: { status: "failed", error } },
        { type: "file", file: "deleted" },
      ),
      [
        undefined,
        undefined,
        "The image was read: 2 lines.",
        "Reading the image again",
        "The image could not be read: a.png is empty. Choose another.",
        "The file was deleted after it was read.",
      ],
    );
  });

  it("is nothing of an image that is not in view, and the name of one that comes into view", () => {
    assert.deepEqual(toldOf(start, of("b", { type: "reading", reading }), { type: "activated", image: "b" }), [
      undefined,
      "b.png.",
    ]);
  });

  it("is each answer with its image while images are compared", () => {
    const comparing = applyPanelEvent(start, { type: "compared", images: ["a", "b"] });
    const done = answerEvent({ type: "done", reason: "end", ...finished });
    assert.deepEqual(
      toldOf(
        comparing,
        of("a", asked),
        of("b", asked),
        of("b", answerEvent({ type: "token", text: "Blue" })),
        of("b", done),
      ),
      [undefined, undefined, undefined, "b.png. Answer: Blue"],
    );
  });

  it("is a region once it was read, and that the whole image is asked about again", () => {
    const { lines, timings: read, notices } = reading;
    const box = [1, 2, 30, 40] as const;
    assert.deepEqual(
      told(
        { type: "region", region: { box, reading: { status: "reading", stage: "ocr", fraction: 0 } } },
        {
          type: "region",
          region: { box, reading: { status: "ready", lines, timings: read, notices, suggestions: [] } },
        },
        { type: "region" },
      ),
      [undefined, "The region of 30 × 40 pixels was read: 2 lines.", "The whole image is asked about."],
    );
  });

  it("is a problem with its next step", () => {
    assert.deepEqual(toldOf(start, { type: "problem", problem: { id: 1, error } }), [
      "a.png is empty. Choose another.",
    ]);
  });
});

describe("icons of the panel", () => {
  it("have the numbers of the font's own style sheet", () => {
    const theirs = readFileSync("node_modules/@vscode/codicons/dist/codicon.css", "utf8");
    const ours = readFileSync("src/webview/styles/icons.css", "utf8");
    for (const name of iconNames) {
      const number = new RegExp(`\\.codicon-${name}:before \\{ content: "(\\\\[0-9a-f]+)"`).exec(theirs)?.[1];
      assert.ok(number !== undefined, `the font has no ${name}`);
      assert.ok(ours.includes(`.icon-${name}::before {\n  content: "${number}";`), name);
    }
  });
});
