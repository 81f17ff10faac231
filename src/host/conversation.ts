/** The conversations about an image as they are kept: their turns, and in which context each was answered. */
import * as v from "valibot";
import { panelTurnSchema } from "../shared/panel-schemas.ts";
import { branchOf, newestLeaf, restoredTurns, root, type PanelTurn } from "../shared/turns.ts";

/** Turns that are kept of an image, over all branches, the newest ones. */
export const maxKeptTurns = 100;

const fields = {
  /** The image's URI. */
  image: v.string(),
  /** By turn id, what the turn's tokens mean: the pack that made them and the image (or region) whose lines they point to. */
  contexts: v.record(v.string(), v.string()),
};

const keptSchema = v.object({
  version: v.literal(2),
  ...fields,
  turns: v.pipe(v.array(panelTurnSchema), v.readonly()),
  /** The end of the branch that was in view. */
  leaf: v.pipe(v.number(), v.integer(), v.minValue(0)),
});

/** Before there were branches: each turn follows the one before it. */
const listSchema = v.pipe(
  v.object({ version: v.literal(1), ...fields, turns: v.array(v.looseObject({ id: v.number() })) }),
  v.transform(({ turns, ...rest }) => ({
    ...rest,
    version: 2 as const,
    turns: turns.map((turn, at) => ({ ...turn, parent: turns[at - 1]?.id ?? root })),
    leaf: turns.at(-1)?.id ?? root,
  })),
  keptSchema,
);

const conversationSchema = v.union([keptSchema, listSchema]);

/** A turn of another context than the present one stays in view and is no history for the model. */
export type Conversation = v.InferOutput<typeof keptSchema>;

/** @throws where `value` is no conversation as it is kept */
export function parseConversation(value: unknown): Conversation {
  return v.parse(conversationSchema, value);
}

/** What is kept of the conversations about an image; nothing if nothing was asked. */
export function keptConversation(
  image: string,
  turns: readonly PanelTurn[],
  leaf: number,
  contexts: ReadonlyMap<number, string>,
): Conversation | undefined {
  if (turns.length === 0) return undefined;
  const kept = restoredTurns(turns).slice(-maxKeptTurns);
  const ids = new Set(kept.map(({ id }) => id));
  return {
    version: 2,
    image,
    turns: kept.map((turn) => ({ ...turn, parent: nearestKept(turns, turn.parent, ids) })),
    leaf: ids.has(leaf) || leaf === root ? leaf : newestLeaf(kept, root),
    contexts: Object.fromEntries([...contexts].filter(([id]) => ids.has(id)).map(([id, key]) => [String(id), key])),
  };
}

/** The nearest turn from `id` towards the image that is kept; the image where none is. */
function nearestKept(turns: readonly PanelTurn[], id: number, kept: ReadonlySet<number>): number {
  return branchOf(turns, id).findLast((turn) => kept.has(turn.id))?.id ?? root;
}
