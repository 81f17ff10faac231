/**
 * The images of a panel, each with its session, and what they share: which one is in view, which are compared, the model, problems. Owns the
 * {@link PanelState} and applies every event to it. Knows no editor.
 */
import { randomUUID } from "node:crypto";
import { UserError } from "../shared/errors.ts";
import type { ImageEvent, PanelImage } from "../shared/image-state.ts";
import {
  anyRunning,
  applyPanelEvent,
  comparedImages,
  imageOf,
  initialPanelState,
  mostImages,
  type PanelEvent,
  type PanelModel,
  type PanelState,
  type ScreenCapture,
} from "../shared/panel-state.ts";
import type { Conversation } from "./conversation.ts";
import { ImageSession, type SessionServices } from "./image-session.ts";

export interface StripServices extends Omit<SessionServices, "loadFile" | "onEvent"> {
  /** Called after an event was applied. */
  readonly onEvent: (event: PanelEvent, state: PanelState) => void;
}

/** An image that is to be added. */
export interface NewImage {
  readonly image: PanelImage;
  /** Called with the image's session, at once where it is read at once. */
  readonly loadFile: (session: ImageSession) => ReturnType<SessionServices["loadFile"]>;
  /** The conversations of an earlier time. */
  readonly restored?: Conversation | undefined;
  /** Whether it is read when it is looked at, not at once. */
  readonly later?: boolean;
}

export class ImageStrip {
  #state: PanelState;
  readonly #sessions = new Map<string, ImageSession>();
  #problems = 0;

  constructor(
    private readonly services: StripServices,
    model: PanelModel,
    capture: ScreenCapture,
  ) {
    this.#state = initialPanelState(model, capture);
  }

  get state(): PanelState {
    return this.#state;
  }

  get sessions(): readonly ImageSession[] {
    return this.#state.images.flatMap(({ id }) => this.#sessions.get(id) ?? []);
  }

  session(id: string): ImageSession | undefined {
    return this.#sessions.get(id);
  }

  /** The session of an image, by its URI. */
  find(uri: string): ImageSession | undefined {
    return this.sessions.find(({ state }) => state.image.uri === uri);
  }

  /**
   * Adds an image.
   *
   * @throws UserError `PANEL_FULL`
   */
  add({ image, loadFile, restored, later = false }: NewImage): ImageSession {
    if (this.#state.images.length >= mostImages) throw panelFull();
    const id = randomUUID();
    const onEvent = (event: ImageEvent): void => {
      this.#apply({ type: "image", image: id, event });
    };
    const load = (): ReturnType<SessionServices["loadFile"]> => loadFile(session);
    const session: ImageSession = new ImageSession(id, image, { ...this.services, loadFile: load, onEvent }, restored);
    this.#sessions.set(id, session);
    this.#apply({ type: "added", state: session.state });
    if (!later) session.read();
    return session;
  }

  /** Takes an image out of the panel. */
  async remove(id: string): Promise<void> {
    const session = this.#sessions.get(id);
    if (session === undefined) return;
    this.#sessions.delete(id);
    this.#apply({ type: "removed", image: id });
    /* Its neighbour came into view. */
    if (this.#state.active !== undefined) this.#sessions.get(this.#state.active)?.readOnce();
    await session.dispose();
  }

  /** Has an image in view. */
  activate(id: string): void {
    if (id !== this.#state.active && imageOf(this.#state, id) !== undefined) {
      this.#apply({ type: "activated", image: id });
      this.#sessions.get(id)?.readOnce();
    }
  }

  /** Compares these images from now on; without any, none. */
  compare(images: readonly string[] | undefined): void {
    if (images !== undefined && this.#state.images.length < 2) return;
    this.#apply(images === undefined ? { type: "compared" } : { type: "compared", images: [...new Set(images)] });
    this.look();
  }

  /** Asks all compared images the same, each after what it is asked already; while one of them is being answered about, nothing happens. */
  askAll(question: string): void {
    const images = comparedImages(this.#state) ?? [];
    if (images.length < 2 || anyRunning(images)) return;
    const round = randomUUID();
    for (const { id } of images) this.#sessions.get(id)?.ask(question, { region: undefined, compared: round });
  }

  stop(): void {
    for (const session of this.#sessions.values()) session.stop();
  }

  modelIs(model: PanelModel): void {
    this.#apply({ type: "model", model });
  }

  /** What was read of the images is another model's. @param visible whether the panel is seen */
  modelReplaced(visible: boolean): void {
    const inView = visible ? this.#inView : [];
    for (const session of this.sessions) session.modelReplaced(inView.includes(session));
  }

  /** Reads what is in view, if nothing was read of it yet. */
  look(): void {
    for (const session of this.#inView) session.readOnce();
  }

  /** Says what went wrong, until it is dismissed. */
  problem(error: UserError): void {
    this.#apply({
      type: "problem",
      problem: { id: ++this.#problems, error: this.services.translateError(error.toData()) },
    });
  }

  dismiss(problem: number): void {
    this.#apply({ type: "dismissed", problem });
  }

  /** Ends all work and lets the worker forget the images. */
  async dispose(): Promise<void> {
    const sessions = [...this.#sessions.values()];
    this.#sessions.clear();
    await Promise.all(sessions.map((session) => session.dispose()));
  }

  get #inView(): readonly ImageSession[] {
    const { active } = this.#state;
    const ids = comparedImages(this.#state)?.map(({ id }) => id) ?? (active === undefined ? [] : [active]);
    return ids.flatMap((id) => this.#sessions.get(id) ?? []);
  }

  #apply(event: PanelEvent): void {
    this.#state = applyPanelEvent(this.#state, event);
    this.services.onEvent(event, this.#state);
  }
}

function panelFull(): UserError {
  return new UserError(
    "PANEL_FULL",
    `The panel holds ${mostImages} images, which is the most.`,
    "Remove one from the panel, then add this one.",
  );
}
