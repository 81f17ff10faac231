/** The thread that parses documents: `dist/documents.cjs`. One request at a time, in their order. */
import { parentPort } from "node:worker_threads";
import * as v from "valibot";
import { imagesAtOnce, parseRequestSchema, type ParseReply } from "../shared/documents/protocol.ts";
import { parseDocument } from "./parse.ts";

function reply(message: ParseReply): void {
  parentPort?.postMessage(message);
}

parentPort?.on("message", (raw: unknown) => {
  const { id, language, text } = v.parse(parseRequestSchema, raw);
  try {
    const { images, diagrams } = parseDocument(language, text);
    reply({ type: "found", id, images: [], diagrams: [...diagrams] });
    for (let at = 0; at < images.length; at += imagesAtOnce) {
      reply({ type: "found", id, images: images.slice(at, at + imagesAtOnce), diagrams: [] });
    }
    reply({ type: "done", id });
  } catch (thrown) {
    reply({ type: "failed", id, reason: thrown instanceof Error ? thrown.message : String(thrown) });
  }
});
