/**
 * The conversations about an image: questions with their answers, each after another one or after the image itself. A question that was
 * edited or asked again stands beside the earlier one, so they form a tree; what is in view is one branch of it.
 */
import type { ErrorData } from "./errors.ts";
import { noTimings } from "./types.ts";
import type { Answer, AnswerEvent, AnswerTimings, Box, EndReason, Notice, Quote, Stage, Turn } from "./types.ts";

/** Something to know, for a person, in the language of the editor. */
export interface PanelNotice {
  readonly code: Notice["code"] | "SCRIPT_UNREADABLE" | "ANSWER_RESTARTED";
  readonly message: string;
}

export interface Progress {
  readonly stage: Stage;
  /** Done part of the stage in 0…1. */
  readonly fraction: number;
}

export type AnswerPart =
  { readonly type: "text"; readonly text: string } | { readonly type: "quote"; readonly quote: Quote };

/** What is known of an answer when it has ended. */
export interface AnswerEnd {
  readonly answerTokens: readonly number[];
  readonly timings: AnswerTimings;
  /** The lines that the model counted one by one, in its order; absent where it counted nothing. */
  readonly counted?: readonly Quote[];
}

/** How far the answer to a question is. `waiting`: no word of it has come yet; `progress` says what is done first. */
export type TurnStatus =
  | { readonly status: "waiting"; readonly progress?: Progress }
  | { readonly status: "answering" }
  | ({ readonly status: "done"; readonly reason: EndReason } & AnswerEnd)
  | ({ readonly status: "stopped" } & AnswerEnd)
  | { readonly status: "failed"; readonly error: ErrorData };

/** What a question is: where it stands, what it is about. */
export interface AskedTurn {
  /** Ids rise in the order of asking, over all branches. */
  readonly id: number;
  /** The turn that it follows; {@link root} for the first one of a conversation. */
  readonly parent: number;
  readonly question: string;
  /** The part of the image that it is about; absent: all of it. */
  readonly region?: Box;
  /** Names the comparison in which other images were asked the same. */
  readonly compared?: string;
}

/** A question and its answer. */
export type PanelTurn = TurnStatus &
  AskedTurn & { readonly parts: readonly AnswerPart[]; readonly notices: readonly PanelNotice[] };

/** Stands for the image, which every conversation begins with. */
export const root = 0;

/** Whether a question still waits for its answer or for the rest of it. */
export function isRunning({ status }: PanelTurn): boolean {
  return status === "waiting" || status === "answering";
}

/** The id of the next question, whatever branch it belongs to. */
export function nextTurnId(turns: readonly PanelTurn[]): number {
  return turns.reduce((last, { id }) => Math.max(last, id), root) + 1;
}

/** The turns from the image to `leaf`, in the order they were asked. */
export function branchOf(turns: readonly PanelTurn[], leaf: number): readonly PanelTurn[] {
  const byId = new Map(turns.map((turn) => [turn.id, turn]));
  const branch: PanelTurn[] = [];
  for (let turn = byId.get(leaf); turn !== undefined; turn = byId.get(turn.parent)) {
    branch.unshift(turn);
    /* What was kept on disk may say anything: a circle ends where it began. */
    byId.delete(turn.id);
  }
  return branch;
}

/** The turns that stand in place of each other: those with the same parent, a turn itself among them. */
export function alternativesOf(turns: readonly PanelTurn[], { parent }: PanelTurn): readonly PanelTurn[] {
  return turns.filter((turn) => turn.parent === parent);
}

/** The end of the newest branch that goes through turn `id`. */
export function newestLeaf(turns: readonly PanelTurn[], id: number): number {
  let leaf = id;
  for (;;) {
    const next = turns.findLast(({ parent, id: child }) => parent === leaf && child > leaf);
    if (next === undefined) return leaf;
    leaf = next.id;
  }
}

/** Turns for the worker, of those that have an answer. */
export function historyOf(turns: readonly PanelTurn[]): Turn[] {
  return turns.flatMap((turn) =>
    (turn.status === "done" || turn.status === "stopped") && turn.answerTokens.length > 0
      ? [{ question: turn.question, answerTokens: turn.answerTokens }]
      : [],
  );
}

/** Turns as they are restored after a reload: what was being answered then was stopped by it. */
export function restoredTurns(turns: readonly PanelTurn[]): readonly PanelTurn[] {
  return turns.map((turn) =>
    isRunning(turn) ? { ...saidOf(turn), status: "stopped", answerTokens: [], timings: noTimings } : turn,
  );
}

/** The lines that the answer of a turn counted; none while it is being made. */
export function countedLines(turn: PanelTurn): readonly Quote[] {
  return (turn.status === "done" || turn.status === "stopped" ? turn.counted : undefined) ?? [];
}

/** The quotes of an answer, in the order they were said. */
export function quotesOf({ parts }: Pick<PanelTurn, "parts">): readonly Quote[] {
  return parts.flatMap((part) => (part.type === "quote" ? [part.quote] : []));
}

/** The answer as text, its quotes between “ and ”, as the worker's `text` has them. */
export function answerText({ parts }: Pick<PanelTurn, "parts">): string {
  return parts.map((part) => (part.type === "text" ? part.text : `“${part.quote.text}”`)).join("");
}

/** A question that was just asked. */
export function askedTurn(asked: AskedTurn, notices: readonly PanelNotice[]): PanelTurn {
  return { ...asked, parts: [], notices, status: "waiting" };
}

/** A turn whose question is to be answered anew, in its place. */
export function blankTurn(turn: PanelTurn): PanelTurn {
  return askedTurn(
    askedOf(turn),
    turn.notices.filter(({ code }) => code === "SCRIPT_UNREADABLE"),
  );
}

/** A running turn after an event of its answer; one that has ended is not changed any more. */
export function answeredTurn(turn: PanelTurn, event: AnswerEvent): PanelTurn {
  if (!isRunning(turn)) return turn;
  const said = saidOf(turn);
  const { parts, notices } = turn;
  switch (event.type) {
    case "progress":
      if (turn.status !== "waiting" || event.stage === "answer") return turn;
      return { ...said, status: "waiting", progress: { stage: event.stage, fraction: event.fraction } };
    case "notice":
      return { ...turn, notices: [...notices, event.notice] };
    case "token":
      return { ...said, parts: withText(parts, event.text), status: "answering" };
    case "region":
      return { ...said, parts: [...parts, { type: "quote", quote: event.quote }], status: "answering" };
    case "restarted": {
      const restarted: PanelNotice = { code: "ANSWER_RESTARTED", message: event.error.message };
      return { ...said, parts: [], notices: [...notices, restarted], status: "waiting" };
    }
    case "done":
      return { ...said, status: "done", reason: event.reason, ...answerEnd(event) };
    case "stopped":
      return { ...said, status: "stopped", ...answerEnd(event) };
    case "failed":
      return { ...said, status: "failed", error: event.error };
  }
}

function askedOf({ id, parent, question, region, compared }: PanelTurn): AskedTurn {
  return {
    id,
    parent,
    question,
    ...(region !== undefined && { region }),
    ...(compared !== undefined && { compared }),
  };
}

function saidOf(turn: PanelTurn): AskedTurn & Pick<PanelTurn, "parts" | "notices"> {
  return { ...askedOf(turn), parts: turn.parts, notices: turn.notices };
}

function answerEnd({ answerTokens, timings, counted }: Answer): AnswerEnd {
  return { answerTokens, timings, ...(counted.length > 0 && { counted }) };
}

function withText(parts: readonly AnswerPart[], text: string): readonly AnswerPart[] {
  const last = parts.at(-1);
  if (last?.type !== "text") return [...parts, { type: "text", text }];
  return [...parts.slice(0, -1), { type: "text", text: last.text + text }];
}
