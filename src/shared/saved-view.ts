/**
 * What the webview keeps with `acquireVsCodeApi().setState`; a `WebviewPanelSerializer` gets it after the window was reloaded and finds the
 * images by their URIs. The editor writes it to disk: no bytes of pictures.
 */
import * as v from "valibot";
import { mostImages } from "./panel-state.ts";
import { boxSchema } from "./schemas.ts";
import { longestQuestion } from "./types.ts";

const uriSchema = v.pipe(v.string(), v.maxLength(4096));

export const imageViewSchema = v.object({
  uri: uriSchema,
  /** What stands in the question box; a question that is too long is kept too. */
  draft: v.pipe(v.string(), v.maxLength(50 * longestQuestion)),
  /** Of the conversation, in pixels from the top; `end` if it stood at its end. */
  scroll: v.union([v.literal("end"), v.number()]),
  /** The image's zoom: fitted, or its scale and the point of the image (pixels) in the middle of the view. */
  zoom: v.union([
    v.literal("fit"),
    v.object({ scale: v.pipe(v.number(), v.gtValue(0), v.maxValue(64)), x: v.number(), y: v.number() }),
  ]),
  region: v.exactOptional(boxSchema),
});
export type ImageView = v.InferOutput<typeof imageViewSchema>;

export const savedViewSchema = v.object({
  version: v.literal(2),
  /** In the order of the strip. */
  images: v.pipe(v.array(imageViewSchema), v.maxLength(mostImages), v.readonly()),
  /** URIs. */
  active: v.exactOptional(uriSchema),
  compared: v.exactOptional(v.pipe(v.array(uriSchema), v.readonly())),
  /** In the narrow layout: whether the image is folded away. */
  imageFolded: v.boolean(),
  /** In the wide layout: the image's part of the width in 0…1. */
  split: v.pipe(v.number(), v.minValue(0.2), v.maxValue(0.8)),
});
export type SavedView = v.InferOutput<typeof savedViewSchema>;

export const freshImageView: Omit<ImageView, "uri"> = { draft: "", scroll: "end", zoom: "fit" };
export const emptyView: SavedView = { version: 2, images: [], imageFolded: false, split: 0.57 };
