/** States of the panel to look at and to test, made from a recording of the shipped model (record.ts). */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as v from "valibot";
import {
  applyImageEvent,
  initialImageState,
  type ImageEvent,
  type ImageState,
  type PanelImage,
  type PanelRegion,
  type ReadingReady,
} from "../../../src/shared/image-state.ts";
import { imageEventSchema } from "../../../src/shared/panel-schemas.ts";
import {
  applyPanelEvent,
  initialPanelState,
  type PanelModel,
  type PanelState,
} from "../../../src/shared/panel-state.ts";
import type { AnswerTimings, Box, Quote } from "../../../src/shared/types.ts";
import { root as image0 } from "../../../src/shared/turns.ts";

const recording = v.parse(
  v.array(imageEventSchema),
  JSON.parse(readFileSync(join(import.meta.dirname, "recorded.json"), "utf8")),
);

export function sample(name: string): PanelImage {
  return { uri: `file:///project/samples/${name}`, name, folder: "samples", kind: "file" };
}

export const nano: PanelModel = {
  name: "ML-Mamba Nano",
  version: "0.3.0",
  status: "ready",
  memoryBytes: 212 * 1024 * 1024,
};
const loading: PanelModel = { name: "ML-Mamba Nano", status: "loading" };

/** A panel with these images, the first one in view. */
export function panelWith(model: PanelModel, ...images: readonly ImageState[]): PanelState {
  const [first] = images;
  const added = images.reduce<PanelState>(
    (state, image) => applyPanelEvent(state, { type: "added", state: image }),
    initialPanelState(model, "tool"),
  );
  return first === undefined ? added : applyPanelEvent(added, { type: "activated", image: first.id });
}

/** The image after some events. */
export function imageAfter(state: ImageState, ...events: readonly ImageEvent[]): ImageState {
  return events.reduce(applyImageEvent, state);
}

/** The panel after events of the image in view. */
export function after(state: PanelState, ...events: readonly ImageEvent[]): PanelState {
  const image = state.active ?? "";
  return events.reduce((now, event) => applyPanelEvent(now, { type: "image", image, event }), state);
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
export function recordedTurns(count: number): readonly ImageEvent[] {
  return recording.filter(
    (event) => (event.type === "asked" && event.turn.id <= count) || (event.type === "answer" && event.turn <= count),
  );
}

/** A question is asked as turn `id` after the one before it. */
export function asked(
  id: number,
  question: string,
  more: Partial<Extract<ImageEvent, { type: "asked" }>["turn"]> = {},
): ImageEvent {
  return { type: "asked", turn: { id, parent: id - 1, question, ...more }, notices: [] };
}

function opened(id: string, image: PanelImage): ImageState {
  return imageAfter(
    initialImageState(id, image),
    { type: "reading", reading: { status: "reading", stage: "load", fraction: 0 } },
    { type: "picture", picture: 1 },
  );
}

export const empty = initialPanelState(loading, "tool");
export const emptyRemote = initialPanelState(nano, "paste");
export const opening = panelWith(loading, opened("settings", sample("settings.png")));
export const readingText = after(opening, {
  type: "reading",
  reading: { status: "reading", stage: "ocr", fraction: 0.6 },
});
const readyImage = imageAfter(
  opened("settings", sample("settings.png")),
  { type: "reading", reading },
  { type: "suggestions", suggestions },
);
export const ready = panelWith(nano, readyImage);
export const answered = after(ready, ...recordedTurns(3));

/** The last answer of the recording up to its first quote. */
export const answering = after(
  ready,
  ...recordedTurns(2),
  asked(3, "Which button is left of Save Changes?"),
  { type: "answer", turn: 3, event: { type: "token", text: "Left of " } },
  { type: "answer", turn: 3, event: { type: "region", quote: quoteOf("Save Changes") } },
  { type: "answer", turn: 3, event: { type: "token", text: " is" } },
);

export const waiting = after(readingText, asked(1, "Describe this image."));

export const failedReading = after(panelWith(nano, initialImageState("missing", sample("missing.png"))), {
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

export const failedAnswer = after(ready, ...recordedTurns(1), asked(2, "Which item is selected on the left?"), {
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
});

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
export function said(
  turn: number,
  question: string,
  answer: string,
  more: Parameters<typeof asked>[2] = {},
): readonly ImageEvent[] {
  const pieces = answer.split(/\[\[(.*?)\]\]/);
  const quotes = pieces.filter((_, n) => n % 2 === 1).map(quoteOf);
  return [
    asked(turn, question, more),
    ...pieces.flatMap((piece, n): readonly ImageEvent[] => {
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
export function countedFirst(turn: number, answer: string, counted: readonly Quote[]): readonly ImageEvent[] {
  const end = { reason: "end", text: answer, quotes: [], counted, answerTokens: [5, 8196, 6, 1, 2], timings } as const;
  return [
    asked(turn, "How many items are on the left?"),
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
  panelWith(nano, opened("settings", sample("settings.png"))),
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
  {
    type: "asked",
    turn: { id: 1, parent: image0, question: "이 화면은 무엇입니까?" },
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

/** A region of samples/settings.png: the rows "Theme" and "Font family". */
export const themeRows: Box = [262, 112, 706, 142];
const inRegion = reading.lines.filter(({ box }) => box[0] >= 262 && box[1] >= 112 && box[1] < 240);

export function regionOf(reading_: PanelRegion["reading"]): ImageEvent {
  return { type: "region", region: { box: themeRows, reading: reading_ } };
}

const regionRead: PanelRegion["reading"] = {
  status: "ready",
  lines: inRegion,
  suggestions: ["Describe this image.", "What comes after Theme?"],
  timings: reading.timings,
  modelSaw: { width: 512, height: 103, crops: inRegion.length },
  notices: [],
};
export const region = after(ready, ...recordedTurns(1), regionOf(regionRead));
export const regionReading = after(ready, regionOf({ status: "reading", stage: "ocr", fraction: 0.4 }));
export const regionAnswered = after(
  region,
  ...said(2, "Which theme is chosen?", "[[Theme]] is [[Solarized Dark]].", { region: themeRows }),
);
export const regionFailed = after(
  ready,
  regionOf({
    status: "failed",
    error: {
      code: "REGION_INVALID",
      message: "The region lies outside of the image, or is smaller than 8 × 8 pixels.",
      nextStep: "Select a larger part of the image.",
    },
  }),
);

/** The second question was edited: two versions of it, the newer in view. */
export const branched = after(
  ready,
  ...said(1, "What is this screen for?", "It is the page [[Appearance]] of [[Preferences]]."),
  ...said(2, "Which font is used?", "[[Font family]] is [[Source Serif]]."),
  ...said(3, "Which theme is chosen?", "[[Theme]] is [[Solarized Dark]].", { parent: 1 }),
);
/** A new conversation after an earlier one. */
export const begunAnew = after(branched, { type: "branch", leaf: image0 });

export const pasted = panelWith(
  nano,
  imageAfter(readyImage, {
    type: "image",
    image: { uri: "ml-mamba-paste:/00/Pasted%20image%201.png", name: "Pasted image 1.png", folder: "", kind: "paste" },
  }),
);

const sizes = { "error.png": [760, 480], "login.png": [820, 760] } as const;

function other(id: string, name: keyof typeof sizes, thumbnail: boolean): ImageState {
  const bytes = new Uint8Array(readFileSync(join(import.meta.dirname, "../../../samples", name)));
  const events: ImageEvent[] = thumbnail ? [{ type: "thumbnail", thumbnail: bytes }] : [];
  return imageAfter(opened(id, sample(name)), ...events, {
    type: "reading",
    reading: { ...reading, width: sizes[name][0], height: sizes[name][1], lines: [] },
  });
}
const thumbnailOf = (name: string): ImageEvent => ({
  type: "thumbnail",
  thumbnail: new Uint8Array(readFileSync(join(import.meta.dirname, "../../../samples", name))),
});
const errorImage = other("error", "error.png", true);
export const strip = panelWith(
  nano,
  imageAfter(readyImage, thumbnailOf("settings.png"), ...recordedTurns(2)),
  errorImage,
  imageAfter(other("login", "login.png", true), asked(1, "What went wrong?")),
  imageAfter(initialImageState("broken", sample("a-very-long-name-of-a-screenshot-2026-11-24.png")), {
    type: "reading",
    reading: {
      status: "failed",
      error: { code: "IMAGE_TRUNCATED", message: "The image file is damaged.", nextStep: "Export it again." },
    },
  }),
);

const together = { compared: "round 1" } as const;
const comparing = applyPanelEvent(
  panelWith(
    nano,
    imageAfter(
      readyImage,
      thumbnailOf("settings.png"),
      ...said(1, "What is the title?", "[[Appearance]]", together),
      ...said(
        2,
        "Describe this image.",
        "A settings page titled [[Appearance]]. [[Theme]] is set to [[Solarized Dark]].",
        {
          compared: "round 2",
        },
      ),
    ),
    imageAfter(
      errorImage,
      ...said(1, "What is the title?", "The mix could not be exported", together),
      asked(2, "Describe this image.", { compared: "round 2" }),
      { type: "answer", turn: 2, event: { type: "token", text: "An error dialog titled" } },
    ),
    other("login", "login.png", true),
  ),
  { type: "compared", images: ["settings", "error"] },
);
export const compared = comparing;
export const comparedThree = applyPanelEvent(comparing, { type: "compared", images: ["settings", "error", "login"] });
export const comparedOne = applyPanelEvent(comparing, { type: "compared", images: ["settings"] });
export const comparedNothing = applyPanelEvent(
  panelWith(nano, imageAfter(readyImage, thumbnailOf("settings.png")), errorImage),
  { type: "compared", images: ["settings", "error"] },
);

/** The model says that it is not sure of its answer. */
export const unsure = after(
  ready,
  asked(1, "Which plug-in is installed?"),
  {
    type: "answer",
    turn: 1,
    event: { type: "notice", notice: { code: "ANSWER_UNSURE", message: "I am not sure of this answer." } },
  },
  ...said(1, "Which plug-in is installed?", "[[Sync & Backup]]").slice(1),
);

export const problems = applyPanelEvent(answered, {
  type: "problem",
  problem: {
    id: 1,
    error: {
      code: "PANEL_NO_IMAGE",
      message: "There is no image in what was pasted or dropped.",
      nextStep: "Copy a picture or drop an image file, then try again.",
    },
  },
});

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
  empty,
  emptyRemote,
  region,
  regionReading,
  regionAnswered,
  regionFailed,
  branched,
  begunAnew,
  pasted,
  strip,
  compared,
  comparedThree,
  comparedOne,
  comparedNothing,
  problems,
  unsure,
} as const;
