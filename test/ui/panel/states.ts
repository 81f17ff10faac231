/** States of the panel to look at and to test, made from a recording of the shipped model (record.ts). */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as v from "valibot";
import { panelEventSchema } from "../../../src/shared/panel-protocol.ts";
import {
  applyPanelEvent,
  initialPanelState,
  type PanelEvent,
  type PanelImage,
  type PanelState,
  type ReadingReady,
} from "../../../src/shared/panel-state.ts";
import type { AnswerTimings, Quote } from "../../../src/shared/types.ts";
import { pageUrl } from "./harness.ts";

const recording = v.parse(
  v.array(panelEventSchema),
  JSON.parse(readFileSync(join(import.meta.dirname, "recorded.json"), "utf8")),
);

export function sample(name: string): PanelImage {
  const source = { type: "uri", uri: pageUrl(`samples/${name}`) } as const;
  return { uri: `file:///project/samples/${name}`, name, folder: "samples", source };
}

const nano = { name: "ML-Mamba Nano", status: "ready", memoryBytes: 212 * 1024 * 1024 } as const;
const loading = { name: "ML-Mamba Nano", status: "loading" } as const;

export function after(state: PanelState, ...events: readonly PanelEvent[]): PanelState {
  return events.reduce(applyPanelEvent, state);
}

const readings = recording.filter((event) => event.type === "reading");
const readingEvent = readings.at(-1);
if (readingEvent?.reading.status !== "ready") throw new Error("The recording has no reading; run record.ts");
/** What the worker read in samples/settings.png. */
export const reading: ReadingReady = {
  ...readingEvent.reading,
  modelSaw: { width: 512, height: 358, crops: readingEvent.reading.lines.length },
};
const suggestions = ["Describe this image.", "Which item is selected on the left?", "Which button saves the changes?"];

/** The events of the recording that make up its first `count` turns. */
export function recordedTurns(count: number): readonly PanelEvent[] {
  return recording.filter((event) => (event.type === "asked" || event.type === "answer") && event.turn <= count);
}

export const opening = initialPanelState(sample("settings.png"), loading);
export const readingText = after(opening, {
  type: "reading",
  reading: { status: "reading", stage: "ocr", fraction: 0.6 },
});
export const ready = after(
  opening,
  { type: "reading", reading },
  { type: "model", model: nano },
  { type: "suggestions", suggestions },
);
export const answered = after(ready, ...recordedTurns(3));

/** The last answer of the recording up to its first quote. */
export const answering = after(
  ready,
  ...recordedTurns(2),
  { type: "asked", turn: 3, question: "Which button is left of Save Changes?", notices: [] },
  { type: "answer", turn: 3, event: { type: "token", text: "Left of " } },
  { type: "answer", turn: 3, event: { type: "region", quote: quoteOf("Save Changes") } },
  { type: "answer", turn: 3, event: { type: "token", text: " is" } },
);

export const waiting = after(readingText, { type: "asked", turn: 1, question: "Describe this image.", notices: [] });

export const failedReading = after(initialPanelState({ ...sample("missing.png"), source: { type: "none" } }, nano), {
  type: "reading",
  reading: {
    status: "failed",
    error: {
      code: "IMAGE_TRUNCATED",
      message: "login-page-of-the-new-portal.png ends in the middle of the picture.",
      nextStep: "Save the picture again from where it came.",
    },
  },
});

export const failedAnswer = after(
  ready,
  ...recordedTurns(1),
  { type: "asked", turn: 2, question: "Which item is selected on the left?", notices: [] },
  {
    type: "answer",
    turn: 2,
    event: {
      type: "failed",
      error: {
        code: "WORKER_CRASHED",
        message: "The process that runs the model ended unexpectedly.",
        nextStep: "Ask again; if it happens again, the computer may be short of memory.",
      },
    },
  },
);

export const timings: AnswerTimings = {
  prefillTokens: 12,
  prefillMs: 40,
  firstTokenMs: 40,
  decodeMs: 360,
  tokens: 60,
  tokensPerSecond: 164,
  longestCallMs: 14,
};

/** The line of samples/settings.png with this text. */
export function quoteOf(text: string): Quote {
  const line = reading.lines.findIndex((each) => each.text === text);
  const found = reading.lines[line];
  if (found === undefined) throw new Error(`There is no line "${text}"`);
  return { text, box: found.box, line };
}

/** Events of an answer; a word in `[[…]]` is a quote. */
export function said(turn: number, question: string, answer: string): readonly PanelEvent[] {
  const pieces = answer.split(/\[\[(.*?)\]\]/);
  const quotes = pieces.filter((_, n) => n % 2 === 1).map(quoteOf);
  return [
    { type: "asked", turn, question, notices: [] },
    ...pieces.flatMap((piece, n): readonly PanelEvent[] => {
      if (n % 2 === 1) return [{ type: "answer", turn, event: { type: "region", quote: quoteOf(piece) } }];
      return piece === "" ? [] : [{ type: "answer", turn, event: { type: "token", text: piece } }];
    }),
    {
      type: "answer",
      turn,
      event: { type: "done", reason: "end", text: answer, quotes, counted: [], answerTokens: [1, 2], timings },
    },
  ];
}

/** Lines of samples/settings.png: the items on the left. */
export const items: readonly Quote[] = [2, 4, 9, 10, 14, 17].map((line) => {
  const { text, box } = reading.lines[line]!;
  return { text, box, line };
});

/** Events of an answer that counted lines before it said how many there are. */
export function countedFirst(turn: number, answer: string, counted: readonly Quote[]): readonly PanelEvent[] {
  const end = { reason: "end", text: answer, quotes: [], counted, answerTokens: [5, 8196, 6, 1, 2], timings } as const;
  return [
    { type: "asked", turn, question: "How many items are on the left?", notices: [] },
    { type: "answer", turn, event: { type: "token", text: answer } },
    { type: "answer", turn, event: { type: "done", ...end } },
  ];
}

export const counted = after(ready, ...countedFirst(1, "6 items.", items));

const listing = `The page has **five settings**:

1. [[Theme]]: [[Solarized Dark]]
2. [[Font family]]: [[Source Serif]]
3. [[Font size]]: [[14 pt]]

Two switches follow, [[Show line numbers]] and [[Reduce motion]]; see \`settings.json\` for more.`;

export const long = after(
  ready,
  ...[1, 3, 5, 7].flatMap((n) => [
    ...said(n, "What is this screen for?", "It is the page [[Appearance]] of [[Preferences]]."),
    ...said(n + 1, "List the settings with their values.\nAs a list, please.", listing),
  ]),
);

export const noticed = after(
  opening,
  {
    type: "reading",
    reading: {
      ...reading,
      lines: [],
      notices: [
        { code: "SCRIPT_UNREADABLE", message: "Much of the text is in a script that this model cannot read (Korean)." },
      ],
    },
  },
  { type: "file", file: "changed" },
  { type: "model", model: nano },
  {
    type: "asked",
    turn: 1,
    question: "이 화면은 무엇입니까?",
    notices: [
      {
        code: "SCRIPT_UNREADABLE",
        message: "The question is in a script that this model cannot read; ask in English.",
      },
    ],
  },
  { type: "answer", turn: 1, event: { type: "token", text: "This is a page with" } },
  { type: "answer", turn: 1, event: { type: "stopped", text: "", quotes: [], counted: [], answerTokens: [], timings } },
);

export const states = {
  opening,
  readingText,
  ready,
  waiting,
  answering,
  answered,
  counted,
  long,
  failedReading,
  failedAnswer,
  noticed,
} as const;
