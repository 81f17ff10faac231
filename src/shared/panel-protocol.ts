/**
 * The protocol between the host and a panel's webview: `postMessage` both ways, every message parsed by the side that gets it.
 * A hidden webview gets nothing; it says `ready` when it is shown (again), and gets `replay`.
 */
import * as v from "valibot";
import { errorDataSchema } from "./errors.ts";
import { panelStringsSchema } from "./panel-strings.ts";
import type { PanelEvent, PanelState, PanelTurn } from "./panel-state.ts";
import {
  answerEventSchema,
  answerTimingsSchema,
  countSchema,
  endReasonSchema,
  fractionSchema,
  openTimingsSchema,
  quoteSchema,
  quotesSchema,
  stageSchema,
  textLineSchema,
  tokensSchema,
} from "./schemas.ts";
import { longestQuestion } from "./types.ts";

const turnId = v.pipe(v.number(), v.integer(), v.minValue(1));
const notices = v.pipe(
  v.array(
    v.object({
      code: v.picklist([
        "LINES_SELECTED",
        "ANSWER_CUT",
        "ANSWER_REPEATS",
        "ANSWER_UNSURE",
        "SCRIPT_UNREADABLE",
        "ANSWER_RESTARTED",
      ]),
      message: v.string(),
    }),
  ),
  v.readonly(),
);
const progressFields = { stage: stageSchema, fraction: fractionSchema };

const imageSchema = v.object({
  uri: v.string(),
  name: v.string(),
  folder: v.string(),
  source: v.variant("type", [
    v.object({ type: v.literal("uri"), uri: v.string() }),
    v.object({
      type: v.literal("bytes"),
      bytes: v.custom<Uint8Array>((value) => value instanceof Uint8Array, "bytes are expected"),
      mediaType: v.pipe(v.string(), v.regex(/^image\/[a-z0-9.+-]+$/)),
    }),
    v.object({ type: v.literal("none") }),
  ]),
});

const fileChangeSchema = v.picklist(["same", "changed", "deleted"]);

const readingSchema = v.variant("status", [
  v.object({ status: v.literal("reading"), ...progressFields }),
  v.object({
    status: v.literal("ready"),
    width: v.pipe(countSchema, v.minValue(1)),
    height: v.pipe(countSchema, v.minValue(1)),
    lines: v.pipe(v.array(textLineSchema), v.readonly()),
    timings: openTimingsSchema,
    modelSaw: v.exactOptional(v.object({ width: countSchema, height: countSchema, crops: countSchema })),
    notices,
  }),
  v.object({ status: v.literal("failed"), error: errorDataSchema }),
]);

const modelSchema = v.object({
  name: v.string(),
  status: v.picklist(["off", "loading", "ready", "failed"]),
  memoryBytes: v.exactOptional(countSchema),
});

const turnFields = {
  id: turnId,
  question: v.string(),
  parts: v.pipe(
    v.array(
      v.variant("type", [
        v.object({ type: v.literal("text"), text: v.string() }),
        v.object({ type: v.literal("quote"), quote: quoteSchema }),
      ]),
    ),
    v.readonly(),
  ),
  notices,
};
const endFields = {
  answerTokens: tokensSchema,
  timings: answerTimingsSchema,
  /** Absent where nothing was counted, and in conversations kept by versions that knew no counting. */
  counted: v.exactOptional(quotesSchema),
};

/** A turn, also as it is kept in storage. */
export const panelTurnSchema = v.variant("status", [
  v.object({ ...turnFields, status: v.literal("waiting"), progress: v.exactOptional(v.object(progressFields)) }),
  v.object({ ...turnFields, status: v.literal("answering") }),
  v.object({ ...turnFields, status: v.literal("done"), reason: endReasonSchema, ...endFields }),
  v.object({ ...turnFields, status: v.literal("stopped"), ...endFields }),
  v.object({ ...turnFields, status: v.literal("failed"), error: errorDataSchema }),
]) satisfies v.GenericSchema<unknown, PanelTurn>;

const suggestionsSchema = v.pipe(v.array(v.string()), v.readonly());

export const panelStateSchema = v.object({
  revision: countSchema,
  image: imageSchema,
  file: fileChangeSchema,
  reading: readingSchema,
  suggestions: suggestionsSchema,
  turns: v.pipe(v.array(panelTurnSchema), v.readonly()),
  model: modelSchema,
}) satisfies v.GenericSchema<unknown, PanelState>;

export const panelEventSchema = v.variant("type", [
  v.object({ type: v.literal("image"), image: imageSchema }),
  v.object({ type: v.literal("file"), file: fileChangeSchema }),
  v.object({ type: v.literal("reading"), reading: readingSchema }),
  v.object({ type: v.literal("suggestions"), suggestions: suggestionsSchema }),
  v.object({ type: v.literal("model"), model: modelSchema }),
  v.object({ type: v.literal("asked"), turn: turnId, question: v.string(), notices }),
  v.object({ type: v.literal("askedAgain"), turn: turnId }),
  v.object({ type: v.literal("answer"), turn: turnId, event: answerEventSchema }),
  v.object({ type: v.literal("cleared") }),
]) satisfies v.GenericSchema<unknown, PanelEvent>;

/** Host → webview. */
export const toWebviewSchema = v.variant("type", [
  /** The whole state; the first message after each `ready`. `locale` is a BCP 47 tag. */
  v.object({ type: v.literal("replay"), state: panelStateSchema, strings: panelStringsSchema, locale: v.string() }),
  /** One event; `revision` is the state's after it. */
  v.object({ type: v.literal("event"), revision: countSchema, event: panelEventSchema }),
  /** What was to be copied is in the clipboard. */
  v.object({ type: v.literal("copied") }),
  /** The panel was asked for again: put the focus into the question box. */
  v.object({ type: v.literal("focusQuestion") }),
]);
export type ToWebview = v.InferOutput<typeof toWebviewSchema>;

const question = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(longestQuestion));

/** Webview → host. */
export const toHostSchema = v.variant("type", [
  /** Shown for the first time or again, or out of step: wants `replay`. */
  v.object({ type: v.literal("ready") }),
  /** A new question; while another is being answered the host lets it fall. While the image is read it waits. */
  v.object({ type: v.literal("ask"), question }),
  /** Ends the answer that is running; also takes back a question that waits. */
  v.object({ type: v.literal("stop") }),
  /** Answers the question of a turn anew, in its place. The panel says so of the last turn alone; an older question is asked again as `ask`. */
  v.object({ type: v.literal("askAgain"), turn: turnId }),
  /** Reads the image again: after a failure, or because the file changed. */
  v.object({ type: v.literal("readAgain") }),
  v.object({ type: v.literal("newConversation") }),
  /** Copies an answer: as plain text, or as Markdown with its question as a quotation. */
  v.object({ type: v.literal("copyAnswer"), turn: turnId, format: v.picklist(["text", "markdown"]) }),
  /** Copies all lines of the image in reading order. */
  v.object({ type: v.literal("copyText") }),
  v.object({ type: v.literal("copyQuote"), text: v.pipe(v.string(), v.maxLength(100_000)) }),
  /** Opens the image in an editor of its own. */
  v.object({ type: v.literal("openImage") }),
  v.object({ type: v.literal("showLog") }),
  /** Shows the models of this machine; another one may answer from then on. */
  v.object({ type: v.literal("chooseModel") }),
]);
export type ToHost = v.InferOutput<typeof toHostSchema>;

/**
 * What the webview keeps with `acquireVsCodeApi().setState`; a `WebviewPanelSerializer` gets it after the window was reloaded and
 * finds the image by `image`.
 */
export const savedViewSchema = v.object({
  version: v.literal(1),
  /** {@link PanelState.image}`.uri`. */
  image: v.string(),
  /** What stands in the question box. */
  draft: v.string(),
  /** Of the conversation, in pixels from the top; `end` if it stood at its end. */
  scroll: v.union([v.literal("end"), v.number()]),
  /** The image's zoom: fitted, or its scale and the point of the image (pixels) in the middle of the view. */
  zoom: v.union([
    v.literal("fit"),
    v.object({ scale: v.pipe(v.number(), v.gtValue(0), v.maxValue(64)), x: v.number(), y: v.number() }),
  ]),
  /** In the narrow layout: whether the image is folded away. */
  imageFolded: v.boolean(),
  /** In the wide layout: the image's part of the width in 0…1. */
  split: v.pipe(v.number(), v.minValue(0.2), v.maxValue(0.8)),
});
export type SavedView = v.InferOutput<typeof savedViewSchema>;
