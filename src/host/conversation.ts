/** A conversation as it is kept: its turns, and in which context each was answered. */
import * as v from "valibot";
import { panelTurnSchema } from "../shared/panel-protocol.ts";
import { restoredTurns, type PanelTurn } from "../shared/panel-state.ts";

/** Turns that are kept of a conversation, the newest ones. */
export const maxKeptTurns = 100;

/**
 * `contexts` holds, by turn id, what the turn's tokens mean: the pack that made them and the image whose lines they point to. A
 * turn of another context stays in view and is no history for the model.
 */
export const conversationSchema = v.object({
  version: v.literal(1),
  /** The image's URI. */
  image: v.string(),
  turns: v.pipe(v.array(panelTurnSchema), v.readonly()),
  contexts: v.record(v.string(), v.string()),
});
export type Conversation = v.InferOutput<typeof conversationSchema>;

/** @throws where `value` is no conversation as it is kept */
export function parseConversation(value: unknown): Conversation {
  return v.parse(conversationSchema, value);
}

/** What is kept of a conversation; nothing if nothing was asked. */
export function keptConversation(
  image: string,
  turns: readonly PanelTurn[],
  contexts: ReadonlyMap<number, string>,
): Conversation | undefined {
  if (turns.length === 0) return undefined;
  const kept = restoredTurns(turns).slice(-maxKeptTurns);
  const ids = new Set(kept.map(({ id }) => id));
  return {
    version: 1,
    image,
    turns: kept,
    contexts: Object.fromEntries([...contexts].filter(([id]) => ids.has(id)).map(([id, key]) => [String(id), key])),
  };
}
