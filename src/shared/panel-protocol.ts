/**
 * The protocol between the host and the panel's webview: `postMessage` both ways, every message parsed by the side that gets it.
 * A hidden webview gets nothing; it says `ready` when it is shown (again), and gets `replay`. Pictures are no part of the state: the
 * webview asks for those that it shows.
 */
import * as v from "valibot";
import { maxImageBytes } from "./limits.ts";
import {
  bytesSchema,
  imageIdSchema,
  imageIdsSchema,
  panelEventSchema,
  panelStateSchema,
  pictureSourceSchema,
  turnIdSchema,
} from "./panel-schemas.ts";
import { mostImages } from "./panel-state.ts";
import { panelStringsSchema } from "./panel-strings.ts";
import { boxSchema, countSchema } from "./schemas.ts";
import { longestQuestion } from "./types.ts";

/** What a command of the editor has the panel do, because only the panel can. */
export const panelActions = [
  "focusQuestion",
  "paste",
  "selectRegion",
  "enlarge",
  "compare",
  "nextImage",
  "previousImage",
] as const;
export type PanelAction = (typeof panelActions)[number];

/** Host → webview. */
export const toWebviewSchema = v.variant("type", [
  /** The whole state; the first message after each `ready`. `locale` is a BCP 47 tag. */
  v.object({ type: v.literal("replay"), state: panelStateSchema, strings: panelStringsSchema, locale: v.string() }),
  /** One event; `revision` is the state's after it. */
  v.object({ type: v.literal("event"), revision: countSchema, event: panelEventSchema }),
  /** What `wantPicture` asked for; without a source there is nothing to show. `picture` is the state's number of it. */
  v.object({
    type: v.literal("picture"),
    image: imageIdSchema,
    picture: countSchema,
    source: v.exactOptional(pictureSourceSchema),
  }),
  /** What was to be copied is in the clipboard. */
  v.object({ type: v.literal("copied") }),
  /** Something was done, or is to be done by the person: then it stays until the next image comes. */
  v.object({ type: v.literal("said"), text: v.string(), stays: v.boolean() }),
  v.object({ type: v.literal("do"), action: v.picklist(panelActions) }),
]);
export type ToWebview = v.InferOutput<typeof toWebviewSchema>;

const question = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(longestQuestion));
const image = imageIdSchema;
const turn = turnIdSchema;

/** A picture that was pasted or dropped. */
export const newPictureSchema = v.object({
  /** A file's name; empty for a picture that has none. */
  name: v.pipe(v.string(), v.maxLength(255)),
  /** As the browser says it. */
  mediaType: v.pipe(v.string(), v.maxLength(100)),
  bytes: v.pipe(
    bytesSchema,
    v.check((bytes) => bytes.length <= maxImageBytes, "too many bytes"),
  ),
});
export type NewPicture = v.InferOutput<typeof newPictureSchema>;

/** Why nothing came of a paste or a drop. */
export const refusals = ["noImage", "tooLarge", "noAccess", "webAddress"] as const;
export type Refusal = (typeof refusals)[number];

/** Webview → host. */
export const toHostSchema = v.variant("type", [
  /** Shown for the first time or again, or out of step: wants `replay`. */
  v.object({ type: v.literal("ready") }),
  v.object({ type: v.literal("wantPicture"), image }),

  /* Images in */
  v.object({
    type: v.literal("addPictures"),
    pictures: v.pipe(v.array(newPictureSchema), v.minLength(1), v.maxLength(mostImages), v.readonly()),
  }),
  /** URIs of files that were dropped, as text. */
  v.object({
    type: v.literal("addFiles"),
    uris: v.pipe(v.array(v.pipe(v.string(), v.maxLength(4096))), v.minLength(1), v.maxLength(1000), v.readonly()),
  }),
  v.object({ type: v.literal("refused"), why: v.picklist(refusals) }),
  v.object({ type: v.literal("chooseFiles") }),
  v.object({ type: v.literal("takePicture") }),
  v.object({ type: v.literal("showHistory") }),

  /* The strip */
  v.object({ type: v.literal("activate"), image }),
  v.object({ type: v.literal("remove"), image }),
  v.object({ type: v.literal("compare"), images: v.exactOptional(imageIdsSchema) }),

  /* An image */
  /** Reads the image again: after a failure, or because the file changed. */
  v.object({ type: v.literal("readAgain"), image }),
  /** The next question is about this part of the image; without a box, about all of it. */
  v.object({ type: v.literal("selectRegion"), image, box: v.exactOptional(boxSchema) }),
  /** Keeps a pasted picture: in the extension's storage, or as a file that the person names. */
  v.object({ type: v.literal("keep"), image, where: v.picklist(["storage", "file"]) }),
  /** Opens the image in an editor of its own. */
  v.object({ type: v.literal("openImage"), image }),
  /** Shows the file in the explorer. */
  v.object({ type: v.literal("revealImage"), image }),
  /** Copies all lines of the image, or of its region, in reading order. */
  v.object({ type: v.literal("copyText"), image }),
  v.object({ type: v.literal("copyQuote"), text: v.pipe(v.string(), v.maxLength(100_000)) }),

  /* The conversation */
  /** The person types: the model is made ready. */
  v.object({ type: v.literal("typing"), image }),
  /** A new question about the image or its region; while another is being answered the host lets it fall. While the image is read it waits. */
  v.object({ type: v.literal("ask"), image, question }),
  /** The same question about each of the images that are compared. */
  v.object({ type: v.literal("askAll"), question }),
  /** A question of the comparison `round` about an image that was not asked it. */
  v.object({ type: v.literal("askRound"), image, round: v.pipe(v.string(), v.maxLength(128)), question }),
  /** Ends the answers that are running; also takes back questions that wait. */
  v.object({ type: v.literal("stop") }),
  /** Another question in place of that of `turn`; the earlier one stays, as another branch. */
  v.object({ type: v.literal("edit"), image, turn, question }),
  /** Answers the question of `turn` anew: in its place where there was no answer, else as another branch. */
  v.object({ type: v.literal("askAgain"), image, turn }),
  /** Has the newest branch through `turn` in view. */
  v.object({ type: v.literal("showBranch"), image, turn }),
  v.object({ type: v.literal("newConversation"), image }),
  /** Deletes all conversations about the image. */
  v.object({ type: v.literal("forget"), image }),
  /** Copies an answer: as plain text, or as Markdown with its question as a quotation. */
  v.object({ type: v.literal("copyAnswer"), image, turn, format: v.picklist(["text", "markdown"]) }),
  v.object({ type: v.literal("copyConversation"), image }),
  v.object({ type: v.literal("insertAnswer"), image, turn }),
  v.object({ type: v.literal("export"), image }),

  v.object({ type: v.literal("dismiss"), problem: countSchema }),
  /** The models of this computer, to choose the one that answers. */
  v.object({ type: v.literal("chooseModel") }),
  /** What else can be done about the model. */
  v.object({ type: v.literal("showModel") }),
  v.object({ type: v.literal("showLog") }),
]);
export type ToHost = v.InferOutput<typeof toHostSchema>;
