/**
 * What a panel shows, as one immutable value: several images, each with its conversations, and the model. The host owns it; the webview holds
 * a copy. The host applies an event with {@link applyPanelEvent} and posts the same event, the webview applies it in turn; a webview
 * that is new, was hidden, or missed an event (`revision` tells) asks for the whole state.
 */
import type { ErrorData } from "./errors.ts";
import { applyImageEvent, runningTurn, type ImageEvent, type ImageState } from "./image-state.ts";
import type { PanelTurn } from "./turns.ts";

/** What an `<img>` can show: a `uri` within the webview's reach, or bytes. */
export type PictureSource =
  | { readonly type: "uri"; readonly uri: string }
  | { readonly type: "bytes"; readonly bytes: Uint8Array; readonly mediaType: string };

/** The model and the process that runs it. `off`: not started, or gone after idle time. */
export interface PanelModel {
  readonly name: string;
  /** Of its pack; absent until it has run once. */
  readonly version?: string;
  readonly status: "off" | "loading" | "ready" | "failed";
  /** Resident memory of the worker process in bytes, where it is known. */
  readonly memoryBytes?: number;
}

/** Something that went wrong and belongs to no question and no image's reading: shown until it is dismissed. */
export interface PanelProblem {
  readonly id: number;
  readonly error: ErrorData;
}

/** How a picture of the person's screen comes into the panel: by a tool of the system, or only by pasting one. */
export type ScreenCapture = "tool" | "paste";

export interface PanelState {
  /** Counts the events that were applied. */
  readonly revision: number;
  /** In the order of the strip. */
  readonly images: readonly ImageState[];
  /** The image in view, by its id; none in an empty panel. */
  readonly active?: string;
  /** While images are compared: those that the next question goes to, by id. */
  readonly compared?: readonly string[];
  readonly model: PanelModel;
  readonly problems: readonly PanelProblem[];
  readonly capture: ScreenCapture;
}

export type PanelEvent =
  /** A further image, at the end of the strip. */
  | { readonly type: "added"; readonly state: ImageState }
  | { readonly type: "removed"; readonly image: string }
  | { readonly type: "activated"; readonly image: string }
  /** These images are compared from now on; without any, none. */
  | { readonly type: "compared"; readonly images?: readonly string[] }
  | { readonly type: "image"; readonly image: string; readonly event: ImageEvent }
  | { readonly type: "model"; readonly model: PanelModel }
  | { readonly type: "problem"; readonly problem: PanelProblem }
  | { readonly type: "dismissed"; readonly problem: number };

/** Images in a panel, at most: each takes memory in the host, and one with many is not looked through. */
export const mostImages = 20;
/** Images that are compared at once, at most: more are not read side by side. */
export const mostCompared = 4;
/** Problems that are shown at once; older ones give way. */
const mostProblems = 3;

export function initialPanelState(model: PanelModel, capture: ScreenCapture): PanelState {
  return { revision: 0, images: [], model, problems: [], capture };
}

/** The state after an event. An event about an image that is not there changes nothing but the revision. */
export function applyPanelEvent(state: PanelState, event: PanelEvent): PanelState {
  return { ...changed(state, event), revision: state.revision + 1 };
}

function changed(state: PanelState, event: PanelEvent): PanelState {
  switch (event.type) {
    case "added":
      return { ...state, images: [...state.images, event.state] };
    case "removed":
      return without(state, event.image);
    case "activated":
      return imageOf(state, event.image) === undefined ? state : { ...state, active: event.image };
    case "compared":
      return withCompared(state, event.images);
    case "image": {
      const images = state.images.map((each) => (each.id === event.image ? applyImageEvent(each, event.event) : each));
      return { ...state, images };
    }
    case "model":
      return { ...state, model: event.model };
    case "problem": {
      /* The same said twice is no news, but stands last. */
      const others = state.problems.filter(({ error }) => error.message !== event.problem.error.message);
      return { ...state, problems: [...others, event.problem].slice(-mostProblems) };
    }
    case "dismissed":
      return { ...state, problems: state.problems.filter(({ id }) => id !== event.problem) };
  }
}

/** Without an image; its neighbour comes into view. */
function without(state: PanelState, id: string): PanelState {
  const at = state.images.findIndex((each) => each.id === id);
  if (at === -1) return state;
  const images = state.images.filter((each) => each.id !== id);
  const { active, ...rest } = withCompared(
    { ...state, images },
    images.length < 2 ? undefined : state.compared?.filter((each) => each !== id),
  );
  const next = active === id ? (images[at] ?? images.at(-1))?.id : active;
  return next === undefined ? rest : { ...rest, active: next };
}

function withCompared({ compared: _, ...state }: PanelState, images: readonly string[] | undefined): PanelState {
  if (images === undefined) return state;
  const there = images.filter((id) => imageOf(state, id) !== undefined);
  return { ...state, compared: there.slice(0, mostCompared) };
}

export function imageOf({ images }: PanelState, id: string): ImageState | undefined {
  return images.find((each) => each.id === id);
}

export function activeImage(state: PanelState): ImageState | undefined {
  return state.active === undefined ? undefined : imageOf(state, state.active);
}

/** The images that are compared, in the order of the strip; `undefined` while none are. */
export function comparedImages({ images, compared }: PanelState): readonly ImageState[] | undefined {
  return compared === undefined ? undefined : images.filter(({ id }) => compared.includes(id));
}

/** What is compared at first, by id: the image in view and the next one, or the last two. */
export function firstCompared({ images, active }: PanelState): readonly string[] {
  const at = images.findIndex(({ id }) => id === active);
  const start = Math.max(0, Math.min(at, images.length - 2));
  return images.slice(start, start + 2).map(({ id }) => id);
}

/** A question that several images were asked, with the turn of each by the image's id. */
export interface ComparedRound {
  readonly name: string;
  readonly question: string;
  readonly turns: ReadonlyMap<string, PanelTurn>;
}

/** The questions that at least two of the images were asked together, in the order they were asked. */
export function comparedRounds(images: readonly ImageState[]): readonly ComparedRound[] {
  const rounds = new Map<string, { question: string; turns: Map<string, PanelTurn> }>();
  for (const { id, turns } of images) {
    for (const turn of turns) {
      if (turn.compared === undefined) continue;
      const round = rounds.get(turn.compared) ?? { question: turn.question, turns: new Map<string, PanelTurn>() };
      round.turns.set(id, turn);
      rounds.set(turn.compared, round);
    }
  }
  return [...rounds].flatMap(([name, round]) => (round.turns.size < 2 ? [] : [{ name, ...round }]));
}

/** Whether any of the images is being answered about. */
export function anyRunning(images: readonly ImageState[]): boolean {
  return images.some((image) => runningTurn(image) !== undefined);
}
