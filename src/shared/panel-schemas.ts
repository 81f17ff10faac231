/** Schemas of the panel's state and events, for the borders that they cross: host ↔ webview, storage. */
import * as v from "valibot";
import { errorDataSchema } from "./errors.ts";
import type { ImageEvent, ImageState } from "./image-state.ts";
import { mostImages, type PanelEvent, type PanelState } from "./panel-state.ts";
import {
  answerEventSchema,
  answerTimingsSchema,
  boxSchema,
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
import type { PanelTurn } from "./turns.ts";

/** Names an image in the panel. */
export const imageIdSchema = v.pipe(v.string(), v.minLength(1), v.maxLength(128));
export const turnIdSchema = v.pipe(v.number(), v.integer(), v.minValue(1));
/** A turn, or 0 for the image itself. */
const placeSchema = v.pipe(v.number(), v.integer(), v.minValue(0));
export const bytesSchema = v.custom<Uint8Array>((value) => value instanceof Uint8Array, "bytes are expected");

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
  kind: v.picklist(["file", "paste", "kept"]),
});

const fileChangeSchema = v.picklist(["same", "changed", "deleted"]);

const reading = v.object({ status: v.literal("reading"), ...progressFields });
const failed = v.object({ status: v.literal("failed"), error: errorDataSchema });
const readFields = {
  lines: v.pipe(v.array(textLineSchema), v.readonly()),
  timings: openTimingsSchema,
  modelSaw: v.exactOptional(v.object({ width: countSchema, height: countSchema, crops: countSchema })),
  notices,
};
const sideSchema = v.pipe(countSchema, v.minValue(1));

const readingSchema = v.variant("status", [
  v.object({ status: v.literal("unread") }),
  reading,
  v.object({ status: v.literal("ready"), width: sideSchema, height: sideSchema, ...readFields }),
  failed,
]);

const suggestionsSchema = v.pipe(v.array(v.string()), v.readonly());

const regionSchema = v.object({
  box: boxSchema,
  reading: v.variant("status", [
    reading,
    v.object({ status: v.literal("ready"), suggestions: suggestionsSchema, ...readFields }),
    failed,
  ]),
});

const askedFields = {
  id: turnIdSchema,
  parent: placeSchema,
  question: v.string(),
  region: v.exactOptional(boxSchema),
  compared: v.exactOptional(v.pipe(v.string(), v.maxLength(128))),
};
const turnFields = {
  ...askedFields,
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
  /** Absent where nothing was counted. */
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

export const imageStateSchema = v.object({
  id: imageIdSchema,
  image: imageSchema,
  picture: countSchema,
  thumbnail: v.exactOptional(bytesSchema),
  file: fileChangeSchema,
  reading: readingSchema,
  suggestions: suggestionsSchema,
  region: v.exactOptional(regionSchema),
  turns: v.pipe(v.array(panelTurnSchema), v.readonly()),
  leaf: placeSchema,
}) satisfies v.GenericSchema<unknown, ImageState>;

export const imageEventSchema = v.variant("type", [
  v.object({ type: v.literal("image"), image: imageSchema }),
  v.object({ type: v.literal("picture"), picture: countSchema }),
  v.object({ type: v.literal("thumbnail"), thumbnail: bytesSchema }),
  v.object({ type: v.literal("file"), file: fileChangeSchema }),
  v.object({ type: v.literal("reading"), reading: readingSchema }),
  v.object({ type: v.literal("suggestions"), suggestions: suggestionsSchema }),
  v.object({ type: v.literal("region"), region: v.exactOptional(regionSchema) }),
  v.object({ type: v.literal("asked"), turn: v.object(askedFields), notices }),
  v.object({ type: v.literal("askedAgain"), turn: turnIdSchema }),
  v.object({ type: v.literal("answer"), turn: turnIdSchema, event: answerEventSchema }),
  v.object({ type: v.literal("branch"), leaf: placeSchema }),
  v.object({ type: v.literal("cleared") }),
]) satisfies v.GenericSchema<unknown, ImageEvent>;

const modelSchema = v.object({
  name: v.string(),
  version: v.exactOptional(v.string()),
  status: v.picklist(["off", "loading", "ready", "failed"]),
  memoryBytes: v.exactOptional(countSchema),
});

const problemSchema = v.object({ id: countSchema, error: errorDataSchema });
export const imageIdsSchema = v.pipe(v.array(imageIdSchema), v.maxLength(mostImages), v.readonly());

export const panelStateSchema = v.object({
  revision: countSchema,
  images: v.pipe(v.array(imageStateSchema), v.readonly()),
  active: v.exactOptional(imageIdSchema),
  compared: v.exactOptional(imageIdsSchema),
  model: modelSchema,
  problems: v.pipe(v.array(problemSchema), v.readonly()),
  capture: v.picklist(["tool", "paste"]),
}) satisfies v.GenericSchema<unknown, PanelState>;

export const panelEventSchema = v.variant("type", [
  v.object({ type: v.literal("added"), state: imageStateSchema }),
  v.object({ type: v.literal("removed"), image: imageIdSchema }),
  v.object({ type: v.literal("activated"), image: imageIdSchema }),
  v.object({ type: v.literal("compared"), images: v.exactOptional(imageIdsSchema) }),
  v.object({ type: v.literal("image"), image: imageIdSchema, event: imageEventSchema }),
  v.object({ type: v.literal("model"), model: modelSchema }),
  v.object({ type: v.literal("problem"), problem: problemSchema }),
  v.object({ type: v.literal("dismissed"), problem: countSchema }),
]) satisfies v.GenericSchema<unknown, PanelEvent>;

export const pictureSourceSchema = v.variant("type", [
  v.object({ type: v.literal("uri"), uri: v.string() }),
  v.object({
    type: v.literal("bytes"),
    bytes: bytesSchema,
    mediaType: v.pipe(v.string(), v.regex(/^image\/[a-z0-9.+-]+$/)),
  }),
]);
