/** Messages of the page that draws a Mermaid diagram (`src/webview/diagram`). */
import * as v from "valibot";

export const fromDrawerSchema = v.variant("type", [
  v.object({ type: v.literal("ready") }),
  /** The picture as a PNG in base64. */
  v.object({ type: v.literal("drawn"), png: v.string() }),
  v.object({ type: v.literal("failed"), reason: v.string() }),
]);
export type FromDrawer = v.InferOutput<typeof fromDrawerSchema>;

export const toDrawerSchema = v.object({ type: v.literal("draw"), source: v.string() });
export type ToDrawer = v.InferOutput<typeof toDrawerSchema>;

/** Characters of a diagram's source, at most. */
export const longestDiagram = 50_000;
