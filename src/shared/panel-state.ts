/**
 * What a panel shows, as one immutable value. The host owns it; the webview holds a copy. The host applies an event with
 * {@link applyPanelEvent} and posts the same event, the webview applies it in turn; a webview that is new, was hidden, or missed an
 * event (`revision` tells) asks for the whole state.
 */
import type { ErrorData } from "./errors.ts";
import { noTimings } from "./types.ts";
import type {
  Answer,
  AnswerEvent,
  AnswerTimings,
  EndReason,
  Notice,
  OpenTimings,
  Quote,
  Stage,
  TextLine,
} from "./types.ts";
import type { Turn } from "./types.ts";

/** The image of a panel. `uri` names it (a `vscode.Uri` as text); `source` is what an `<img>` can show of it. */
export interface PanelImage {
  readonly uri: string;
  readonly name: string;
  /** Where it is, for a person: the folder within the workspace, or empty. */
  readonly folder: string;
  readonly source: ImageSource;
}

/**
 * `uri`: what `asWebviewUri` gave (with a query that changes when the file does); `bytes`: of a file that the webview cannot reach;
 * `none`: there is nothing to show (the file is gone).
 */
export type ImageSource =
  | { readonly type: "uri"; readonly uri: string }
  | { readonly type: "bytes"; readonly bytes: Uint8Array; readonly mediaType: string }
  | { readonly type: "none" };

/** What became of the file since it was read. */
export type FileChange = "same" | "changed" | "deleted";

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

/** What is known of the image: the worker reads it before anything is asked. */
export type Reading =
  ({ readonly status: "reading" } & Progress) | ReadingReady | { readonly status: "failed"; readonly error: ErrorData };

export interface ReadingReady {
  readonly status: "ready";
  /** Of the image in pixels, after EXIF orientation; boxes count in them. */
  readonly width: number;
  readonly height: number;
  /** In reading order. */
  readonly lines: readonly TextLine[];
  readonly timings: OpenTimings;
  /** The picture's size on the model's canvas in pixels, and how many lines it saw close up. */
  readonly modelSaw?: { readonly width: number; readonly height: number; readonly crops: number };
  readonly notices: readonly PanelNotice[];
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

/** A question and its answer. Ids rise along the conversation. */
export type PanelTurn = TurnStatus & {
  readonly id: number;
  readonly question: string;
  readonly parts: readonly AnswerPart[];
  readonly notices: readonly PanelNotice[];
};

/** The model and the process that runs it. `off`: not started, or gone after idle time. */
export interface PanelModel {
  readonly name: string;
  readonly status: "off" | "loading" | "ready" | "failed";
  /** Resident memory of the worker process in bytes, where it is known. */
  readonly memoryBytes?: number;
}

export interface PanelState {
  /** Counts the events that were applied. */
  readonly revision: number;
  readonly image: PanelImage;
  readonly file: FileChange;
  readonly reading: Reading;
  /** Questions that fit the picture. */
  readonly suggestions: readonly string[];
  readonly turns: readonly PanelTurn[];
  readonly model: PanelModel;
}

/** What can happen to a panel. Facts replace what was known; answers come in pieces. */
export type PanelEvent =
  | { readonly type: "image"; readonly image: PanelImage }
  | { readonly type: "file"; readonly file: FileChange }
  | { readonly type: "reading"; readonly reading: Reading }
  | { readonly type: "suggestions"; readonly suggestions: readonly string[] }
  | { readonly type: "model"; readonly model: PanelModel }
  /** A question was asked; `turn` is {@link nextTurnId}. */
  | {
      readonly type: "asked";
      readonly turn: number;
      readonly question: string;
      readonly notices: readonly PanelNotice[];
    }
  /** The question of `turn` is answered anew in its place; what came after it in the conversation is taken away. */
  | { readonly type: "askedAgain"; readonly turn: number }
  | { readonly type: "answer"; readonly turn: number; readonly event: AnswerEvent }
  /** A new conversation about the same image. */
  | { readonly type: "cleared" };

export function initialPanelState(image: PanelImage, model: PanelModel): PanelState {
  const reading: Reading = { status: "reading", stage: "load", fraction: 0 };
  return { revision: 0, image, file: "same", reading, suggestions: [], turns: [], model };
}

/** The state after an event. An event about a turn that is not there, or has ended, changes nothing but the revision. */
export function applyPanelEvent(state: PanelState, event: PanelEvent): PanelState {
  return { ...state, ...change(state, event), revision: state.revision + 1 };
}

function change(state: PanelState, event: PanelEvent): Partial<PanelState> {
  switch (event.type) {
    case "image":
      return { image: event.image };
    case "file":
      return { file: event.file };
    case "reading":
      return { reading: event.reading };
    case "suggestions":
      return { suggestions: event.suggestions };
    case "model":
      return { model: event.model };
    case "asked": {
      const { turn: id, question, notices } = event;
      return { turns: [...state.turns, { id, question, parts: [], notices, status: "waiting" }] };
    }
    case "askedAgain": {
      const turn = state.turns.find(({ id }) => id === event.turn);
      if (turn === undefined) return {};
      const { id, question, notices } = turn;
      const kept = notices.filter(({ code }) => code === "SCRIPT_UNREADABLE");
      const again: PanelTurn = { id, question, parts: [], notices: kept, status: "waiting" };
      return { turns: [...state.turns.filter((other) => other.id < id), again] };
    }
    case "answer":
      return {
        turns: state.turns.map((turn) =>
          turn.id === event.turn && isRunning(turn) ? answered(turn, event.event) : turn,
        ),
      };
    case "cleared":
      return { turns: [] };
  }
}

function answered(turn: PanelTurn, event: AnswerEvent): PanelTurn {
  const { id, question, parts, notices } = turn;
  const said = { id, question, parts, notices };
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
    case "restarted":
      return { ...said, parts: [], notices: [...notices, restartNotice(event.error)], status: "waiting" };
    case "done":
      return { ...said, status: "done", reason: event.reason, ...answerEnd(event) };
    case "stopped":
      return { ...said, status: "stopped", ...answerEnd(event) };
    case "failed":
      return { ...said, status: "failed", error: event.error };
  }
}

function answerEnd({ answerTokens, timings, counted }: Answer): AnswerEnd {
  return { answerTokens, timings, ...(counted.length > 0 && { counted }) };
}

function restartNotice({ message }: ErrorData): PanelNotice {
  return { code: "ANSWER_RESTARTED", message };
}

function withText(parts: readonly AnswerPart[], text: string): readonly AnswerPart[] {
  const last = parts.at(-1);
  if (last?.type !== "text") return [...parts, { type: "text", text }];
  return [...parts.slice(0, -1), { type: "text", text: last.text + text }];
}

/** Whether a question still waits for its answer or for the rest of it. */
export function isRunning({ status }: PanelTurn): boolean {
  return status === "waiting" || status === "answering";
}

/** The turn that is being answered; one at a time. */
export function runningTurn({ turns }: PanelState): PanelTurn | undefined {
  return turns.find(isRunning);
}

export function nextTurnId({ turns }: PanelState): number {
  return (turns.at(-1)?.id ?? 0) + 1;
}

/** The conversation before turn `id`, for the worker: the turns that have an answer. */
export function historyBefore({ turns }: PanelState, id: number): Turn[] {
  return turns.flatMap((turn) =>
    turn.id < id && (turn.status === "done" || turn.status === "stopped") && turn.answerTokens.length > 0
      ? [{ question: turn.question, answerTokens: turn.answerTokens }]
      : [],
  );
}

/** Turns as they are restored after a reload: what was being answered then was stopped by it. */
export function restoredTurns(turns: readonly PanelTurn[]): readonly PanelTurn[] {
  return turns.map((turn) => {
    if (!isRunning(turn)) return turn;
    const { id, question, parts, notices } = turn;
    return { id, question, parts, notices, status: "stopped", answerTokens: [], timings: noTimings };
  });
}

/** The lines that the answer of a turn counted; none while it is being made. */
export function countedLines(turn: PanelTurn): readonly Quote[] {
  return (turn.status === "done" || turn.status === "stopped" ? turn.counted : undefined) ?? [];
}

/** The answer as text, its quotes between “ and ”, as the worker's `text` has them. */
export function answerText({ parts }: Pick<PanelTurn, "parts">): string {
  return parts.map((part) => (part.type === "text" ? part.text : `“${part.quote.text}”`)).join("");
}
