/** What a panel shows of one image, as one immutable value, and what can happen to it. */
import type { ErrorData } from "./errors.ts";
import type { AnswerEvent, Box, OpenTimings, TextLine } from "./types.ts";
import {
  answeredTurn,
  askedTurn,
  blankTurn,
  branchOf,
  isRunning,
  root,
  type AskedTurn,
  type PanelNotice,
  type PanelTurn,
  type Progress,
} from "./turns.ts";

/** The image. `uri` names it (a `vscode.Uri` as text). */
export interface PanelImage {
  readonly uri: string;
  readonly name: string;
  /** Where it is, for a person: the folder within the workspace, or empty. */
  readonly folder: string;
  /** `paste`: it came into the panel as bytes and is nowhere else; `kept`: such a one, which was written to the extension's storage. */
  readonly kind: "file" | "paste" | "kept";
}

/** What became of the file since it was read. */
export type FileChange = "same" | "changed" | "deleted";

/** What is known of the image: the worker reads it before anything is asked; one that was restored, when it is looked at. */
export type Reading =
  | { readonly status: "unread" }
  | ({ readonly status: "reading" } & Progress)
  | ReadingReady
  | { readonly status: "failed"; readonly error: ErrorData };

/** What was read of an image or of a region. */
export interface ReadText {
  /** In reading order. */
  readonly lines: readonly TextLine[];
  readonly timings: OpenTimings;
  /** The picture's size on the model's canvas in pixels, and how many lines it saw close up. */
  readonly modelSaw?: { readonly width: number; readonly height: number; readonly crops: number };
  readonly notices: readonly PanelNotice[];
}

export interface ReadingReady extends ReadText {
  readonly status: "ready";
  /** Of the image in pixels, after EXIF orientation; boxes count in them. */
  readonly width: number;
  readonly height: number;
}

/** The part of the image that the next question is about. It is read as soon as it is selected. */
export interface PanelRegion {
  readonly box: Box;
  readonly reading:
    | ({ readonly status: "reading" } & Progress)
    | ({ readonly status: "ready"; readonly suggestions: readonly string[] } & ReadText)
    | { readonly status: "failed"; readonly error: ErrorData };
}

export interface ImageState {
  /** Names it in the panel's messages; another one after each opening. */
  readonly id: string;
  readonly image: PanelImage;
  /** Counts the pictures that there were to show; 0: none yet, or none any more. */
  readonly picture: number;
  /** WebP of some hundred pixels, once it was read. */
  readonly thumbnail?: Uint8Array;
  readonly file: FileChange;
  readonly reading: Reading;
  /** Questions that fit the picture. */
  readonly suggestions: readonly string[];
  readonly region?: PanelRegion;
  /** Of all branches, in the order they were asked. */
  readonly turns: readonly PanelTurn[];
  /** The last turn of the branch in view; {@link root}: a new conversation. */
  readonly leaf: number;
}

/** Facts replace what was known; answers come in pieces. */
export type ImageEvent =
  | { readonly type: "image"; readonly image: PanelImage }
  | { readonly type: "picture"; readonly picture: number }
  | { readonly type: "thumbnail"; readonly thumbnail: Uint8Array }
  | { readonly type: "file"; readonly file: FileChange }
  | { readonly type: "reading"; readonly reading: Reading }
  | { readonly type: "suggestions"; readonly suggestions: readonly string[] }
  /** The next question is about this part; without one, about the whole image. */
  | { readonly type: "region"; readonly region?: PanelRegion }
  /** A question was asked; it is the end of the branch in view from now on. */
  | { readonly type: "asked"; readonly turn: AskedTurn; readonly notices: readonly PanelNotice[] }
  /** The question of `turn` is answered anew in its place. */
  | { readonly type: "askedAgain"; readonly turn: number }
  | { readonly type: "answer"; readonly turn: number; readonly event: AnswerEvent }
  /** Another branch is in view, or none: a new conversation. */
  | { readonly type: "branch"; readonly leaf: number }
  /** All conversations about the image are forgotten. */
  | { readonly type: "cleared" };

export function initialImageState(id: string, image: PanelImage): ImageState {
  return { id, image, picture: 0, file: "same", reading: { status: "unread" }, suggestions: [], turns: [], leaf: root };
}

/** The state after an event. An event about a turn that is not there, or has ended, changes nothing. */
export function applyImageEvent(state: ImageState, event: ImageEvent): ImageState {
  switch (event.type) {
    case "image":
      return { ...state, image: event.image };
    case "picture":
      return { ...state, picture: event.picture };
    case "thumbnail":
      return { ...state, thumbnail: event.thumbnail };
    case "file":
      return { ...state, file: event.file };
    case "reading":
      return { ...state, reading: event.reading };
    case "suggestions":
      return { ...state, suggestions: event.suggestions };
    case "region":
      return event.region === undefined ? withoutRegion(state) : { ...state, region: event.region };
    case "asked": {
      const turns = [...state.turns, askedTurn(event.turn, event.notices)];
      return { ...state, turns, leaf: event.turn.id };
    }
    case "askedAgain":
      return withTurn(state, event.turn, blankTurn);
    case "answer":
      return withTurn(state, event.turn, (turn) => answeredTurn(turn, event.event));
    case "branch":
      return { ...state, leaf: event.leaf };
    case "cleared":
      return { ...state, turns: [], leaf: root };
  }
}

function withoutRegion({ region: _, ...whole }: ImageState): ImageState {
  return whole;
}

function withTurn(state: ImageState, id: number, change: (turn: PanelTurn) => PanelTurn): ImageState {
  return { ...state, turns: state.turns.map((turn) => (turn.id === id ? change(turn) : turn)) };
}

/** The branch in view. */
export function turnsInView({ turns, leaf }: ImageState): readonly PanelTurn[] {
  return branchOf(turns, leaf);
}

/** The turn that is being answered; one at a time. */
export function runningTurn({ turns }: ImageState): PanelTurn | undefined {
  return turns.find(isRunning);
}
