/** The review of alt texts before any is written: what its page shows, and the messages between page and host. */
import * as v from "valibot";
import { countSchema } from "../schemas.ts";

export const reviewPhases = ["scanning", "working", "stopped", "ready", "writing", "written"] as const;
export type ReviewPhase = (typeof reviewPhases)[number];

/**
 * `waiting` for its turn, being asked about (`working`), `ready` to be accepted, `failed` with a reason, `written`, or `refused` by its document, which
 * changed or cannot be written.
 */
export const reviewStatuses = ["waiting", "working", "ready", "failed", "written", "refused"] as const;
export type ReviewStatus = (typeof reviewStatuses)[number];

export const reviewItemSchema = v.object({
  id: countSchema,
  /** The document, within its workspace folder. */
  file: v.string(),
  /** From 1. */
  line: countSchema,
  target: v.string(),
  /** The image is a link: its alt text says what the link does. */
  isLink: v.boolean(),
  /** Whether the language can mark it as decorative. */
  canBeDecorative: v.boolean(),
  status: v.picklist(reviewStatuses),
  /** The proposed alt text; a person may change it. */
  text: v.string(),
  accepted: v.boolean(),
  /** Why there is none, or why it was not written. */
  message: v.string(),
});
export type ReviewItem = v.InferOutput<typeof reviewItemSchema>;

const stringsSchema = v.record(v.string(), v.string());

export const toReviewSchema = v.variant("type", [
  v.object({
    type: v.literal("start"),
    title: v.string(),
    strings: stringsSchema,
    locale: v.string(),
    longest: countSchema,
  }),
  v.object({ type: v.literal("phase"), phase: v.picklist(reviewPhases) }),
  /** New items, or new values of known ones. */
  v.object({ type: v.literal("items"), items: v.array(reviewItemSchema) }),
  v.object({
    type: v.literal("picture"),
    id: countSchema,
    bytes: v.custom<Uint8Array>((value) => value instanceof Uint8Array),
    mediaType: v.string(),
  }),
]);
export type ToReview = v.InferOutput<typeof toReviewSchema>;

export const fromReviewSchema = v.variant("type", [
  v.object({ type: v.literal("ready") }),
  v.object({ type: v.literal("edit"), id: countSchema, text: v.pipe(v.string(), v.maxLength(2000)) }),
  v.object({ type: v.literal("accept"), ids: v.array(countSchema), accepted: v.boolean() }),
  v.object({ type: v.literal("stop") }),
  v.object({ type: v.literal("resume") }),
  v.object({ type: v.literal("write") }),
  v.object({ type: v.literal("close") }),
  v.object({ type: v.literal("open"), id: countSchema }),
  v.object({ type: v.literal("ask"), id: countSchema }),
  v.object({ type: v.literal("picture"), id: countSchema }),
]);
export type FromReview = v.InferOutput<typeof fromReviewSchema>;

/** Words of the page in English; the host puts each through `vscode.l10n`. */
export const englishReviewStrings = {
  listName: "Alt texts",
  scanning: "Looking for images without alt text…",
  working: "Writing alt text… {0} of {1}",
  stopped: "Stopped after {0} of {1}",
  ready: "{0} alt texts to review. Nothing is written yet.",
  writing: "Writing into the documents…",
  written: "{0} alt texts written, {1} not.",
  nothing: "Every image has an alt text.",
  stop: "Stop",
  resume: "Go On",
  acceptAll: "Accept all",
  acceptNone: "Refuse all",
  write: "Write {0} accepted",
  close: "Close",
  accept: "Accept the alt text of {0}",
  altText: "Alt text of {0}",
  decorative: "Empty: the image is marked as decorative.",
  characters: "{0} characters",
  tooLong: "{0} characters, more than {1}",
  link: "link",
  openAt: "Open {0} at line {1}",
  ask: "Ask",
  askTitle: "Ask ML-Mamba about this image",
  pictureOf: "The image {0}",
  noPicture: "No picture",
  statusWaiting: "Waiting",
  statusWorking: "Being read…",
  statusReady: "Ready",
  statusFailed: "No alt text",
  statusWritten: "Written",
  statusRefused: "Not written",
} as const;
export type ReviewStrings = Readonly<Record<keyof typeof englishReviewStrings, string>>;
