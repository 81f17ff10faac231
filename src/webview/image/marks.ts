/** Which places of an image are marked: those that its last answer quoted or counted, and the one that is lit in an older answer. */
import type { ImageState } from "../../shared/image-state.ts";
import { countedLines, quotesOf, type PanelTurn } from "../../shared/turns.ts";
import type { Box, Quote } from "../../shared/types.ts";
import { isLit, type Lit } from "../context.ts";

export interface Marks {
  /** Each place once, in reading order. */
  readonly quotes: readonly Quote[];
  /** In the order of counting. */
  readonly counted: readonly Quote[];
}

const nothing: Marks = { quotes: [], counted: [] };

/** @param turns the ones in view */
export function marksOf({ id, reading }: ImageState, turns: readonly PanelTurn[], lit: Lit | undefined): Marks {
  /* Boxes count in the pixels of the worker's image; of another one they would show the wrong place. */
  if (reading.status !== "ready") return nothing;
  const current = turns.findLast((turn) => turn.parts.length > 0 || countedLines(turn).length > 0);
  const places = new Map((current === undefined ? [] : quotesOf(current)).map((quote) => [quote.box.join(), quote]));
  const older = turns.flatMap(quotesOf).find(({ box }) => isLit(lit, id, box));
  if (older !== undefined) places.set(older.box.join(), older);
  const counting = lit?.type === "counted" && lit.image === id ? turns.find((turn) => turn.id === lit.turn) : current;
  return {
    quotes: [...places.values()].sort((a, b) => inReadingOrder(a.box, b.box)),
    counted: counting === undefined ? [] : countedLines(counting),
  };
}

/** Places whose middles are within each other's heights stand in a row; from left to right. */
function inReadingOrder([ax, ay, , aHeight]: Box, [bx, by, , bHeight]: Box): number {
  const [aMiddle, bMiddle] = [ay + aHeight / 2, by + bHeight / 2];
  return Math.abs(aMiddle - bMiddle) < Math.min(aHeight, bHeight) / 2 ? ax - bx : aMiddle - bMiddle;
}
