/**
 * Messages between a client (extension host, command line) and the thread that parses documents (`src/documents/main.ts`). The thread answers
 * each request with pieces of the document, so that no message takes long to read, and an end.
 */
import * as v from "valibot";
import { countSchema } from "../schemas.ts";
import { diagramSchema, documentLanguages, imageLinkSchema } from "./image-link.ts";

/** UTF-16 units of a document, at most. */
export const longestDocument = 64 * 1024 * 1024;

/** Images in one message. */
export const imagesAtOnce = 50;

export const parseRequestSchema = v.object({
  id: countSchema,
  language: v.picklist(documentLanguages),
  text: v.string(),
});
export type ParseRequest = v.InferOutput<typeof parseRequestSchema>;

export const parseReplySchema = v.variant("type", [
  v.object({
    type: v.literal("found"),
    id: countSchema,
    images: v.array(imageLinkSchema),
    diagrams: v.array(diagramSchema),
  }),
  v.object({ type: v.literal("done"), id: countSchema }),
  v.object({ type: v.literal("failed"), id: countSchema, reason: v.string() }),
]);
export type ParseReply = v.InferOutput<typeof parseReplySchema>;
