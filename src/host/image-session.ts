/**
 * One image and the conversations about it: owns its {@link ImageState} and applies every event to it. Knows no editor: what it needs comes
 * through {@link SessionServices}.
 */
import type { AskOptions } from "../client/worker-client.ts";
import { toUserError } from "../shared/errors.ts";
import {
  applyImageEvent,
  initialImageState,
  runningTurn,
  type FileChange,
  type ImageEvent,
  type ImageState,
  type PanelImage,
} from "../shared/image-state.ts";
import type { PictureSource } from "../shared/panel-state.ts";
import {
  branchOf,
  historyOf,
  newestLeaf,
  nextTurnId,
  root,
  type AskedTurn,
  type PanelNotice,
  type PanelTurn,
} from "../shared/turns.ts";
import { noTimings, type AnswerEvent, type Box, type Turn } from "../shared/types.ts";
import { orAborted } from "./abortable.ts";
import { keptConversation, type Conversation } from "./conversation.ts";
import { ImageReading, regionWaits, type ReadingServices } from "./image-reading.ts";
import type { Model } from "./model.ts";

export interface SessionServices extends ReadingServices {
  readonly model: ReadingServices["model"] & Pick<Model, "ask">;
  readonly noticesOfQuestion: (question: string) => readonly PanelNotice[];
  readonly translateNotice: (notice: PanelNotice) => PanelNotice;
  /** Called after an event was applied. */
  readonly onEvent: (event: ImageEvent, state: ImageState) => void;
}

/** Where a question goes and what it is about, where that is not the end of the branch in view and the selected region. */
interface AskPlace {
  readonly parent?: number;
  /** `undefined`: the whole image. */
  readonly region?: Box | undefined;
  readonly compared?: string | undefined;
}

const nothingSaid: AnswerEvent = {
  type: "stopped",
  text: "",
  quotes: [],
  counted: [],
  answerTokens: [],
  timings: noTimings,
};

export class ImageSession {
  #state: ImageState;
  readonly #reading: ImageReading;
  /** By turn id, what its tokens mean: see {@link Conversation}. */
  readonly #contexts: Map<number, string>;
  #answering: AbortController | undefined;
  #disposed = false;

  /**
   * @param id names the image in the panel
   * @param restored the conversations of an earlier time
   */
  constructor(
    id: string,
    image: PanelImage,
    private readonly services: SessionServices,
    restored?: Conversation,
  ) {
    const { turns = [], leaf = root, contexts = {} } = restored ?? {};
    this.#state = { ...initialImageState(id, image), turns, leaf };
    this.#contexts = new Map(Object.entries(contexts).map(([turn, key]) => [Number(turn), key]));
    this.#reading = new ImageReading(
      services,
      () => this.#state,
      (event) => {
        this.#apply(event);
      },
    );
  }

  get state(): ImageState {
    return this.#state;
  }

  /** What can be shown of the image. */
  get picture(): PictureSource | undefined {
    return this.#reading.picture;
  }

  /** What is to be kept of the conversations; nothing if there is none. */
  get kept(): Conversation | undefined {
    const { image, turns, leaf } = this.#state;
    return keptConversation(image.uri, turns, leaf, this.#contexts);
  }

  /** Reads the image, for the first time or anew; an answer that is running is stopped. */
  read(): void {
    this.stop();
    this.#reading.read();
  }

  /** Reads the image if nothing was read of it yet. */
  readOnce(): void {
    if (this.#state.reading.status === "unread") this.read();
  }

  /** The image has another name or place; its content is the same. */
  imageIs(image: PanelImage): void {
    this.#apply({ type: "image", image });
  }

  /** The file is as it was read, has changed or is gone. */
  fileIs(file: FileChange): void {
    if (file !== this.#state.file) this.#apply({ type: "file", file });
  }

  /** The next question is about this part of the image, which is read at once; without a box, about all of it. */
  selectRegion(box: Box | undefined): void {
    this.#reading.selectRegion(box);
  }

  /** The region of an earlier time; it is read with the image. */
  restoreRegion(box: Box): void {
    this.#apply({ type: "region", region: { box, reading: regionWaits } });
  }

  /** A question is being typed. */
  warmUp(): Promise<void> {
    return this.#reading.warmUp();
  }

  /** Answers a question, as soon as the image has been read; while another one is being answered nothing happens. */
  ask(question: string, place: AskPlace = {}): void {
    if (runningTurn(this.#state) !== undefined) return;
    const { turns, leaf, region: selected } = this.#state;
    const region = "region" in place ? place.region : selected?.box;
    const { parent = leaf, compared } = place;
    const turn: AskedTurn = {
      id: nextTurnId(turns),
      parent,
      question,
      ...(region !== undefined && { region }),
      ...(compared !== undefined && { compared }),
    };
    this.#apply({ type: "asked", turn, notices: this.services.noticesOfQuestion(question) });
    void this.#answer(turn);
  }

  /** Asks another question in place of that of a turn, which stays as another branch. */
  edit(id: number, question: string): void {
    const turn = this.#turn(id);
    if (turn !== undefined) this.ask(question, { parent: turn.parent, region: turn.region });
  }

  /** Answers the question of a turn anew: in its place where it had no answer, else as another branch. */
  askAgain(id: number): void {
    const turn = this.#turn(id);
    if (turn === undefined || runningTurn(this.#state) !== undefined) return;
    if (turn.parts.length > 0 && turn.status !== "failed") {
      const { question, parent, region, compared } = turn;
      this.ask(question, { parent, region, compared });
      return;
    }
    this.#apply({ type: "askedAgain", turn: id });
    void this.#answer(turn);
  }

  /** Has the newest branch through a turn in view. */
  showBranch(id: number): void {
    if (this.#turn(id) !== undefined) this.#apply({ type: "branch", leaf: newestLeaf(this.#state.turns, id) });
  }

  stop(): void {
    this.#answering?.abort();
  }

  /** Begins anew with the image; what was said stays as another branch. */
  newConversation(): void {
    this.stop();
    this.#apply({ type: "branch", leaf: root });
  }

  /** Forgets all conversations about the image. */
  forget(): void {
    this.stop();
    this.#answering = undefined;
    this.#contexts.clear();
    this.#apply({ type: "cleared" });
  }

  /** What was read of the image is another model's: it is read anew, now, or when it is looked at or asked about. */
  modelReplaced(now: boolean): void {
    this.stop();
    if (now) this.#reading.read();
    else this.#reading.forget();
  }

  /** Ends all work and lets the worker forget the image. */
  async dispose(): Promise<void> {
    this.#disposed = true;
    this.stop();
    await this.#reading.dispose();
  }

  #turn(id: number): PanelTurn | undefined {
    return this.#state.turns.find((turn) => turn.id === id);
  }

  async #answer(turn: AskedTurn): Promise<void> {
    const { id, question, region } = turn;
    const abort = new AbortController();
    this.#answering = abort;
    const answered = (event: AnswerEvent): void => {
      /* After all was forgotten another turn may have this id. */
      if (this.#answering === abort) this.#apply({ type: "answer", turn: id, event });
    };
    try {
      const image = await orAborted(this.#reading.ready(), abort.signal);
      this.#contexts.set(id, this.#reading.contextOf(region));
      const history = this.#historyOf(turn);
      const options: AskOptions = { history, signal: abort.signal, ...(region !== undefined && { region }) };
      for await (const event of this.services.model.ask(image, question, options)) answered(this.#translated(event));
    } catch (thrown) {
      const error = toUserError(thrown);
      answered(
        error.code === "CANCELLED"
          ? nothingSaid
          : { type: "failed", error: this.services.translateError(error.toData()) },
      );
    } finally {
      if (this.#answering === abort) this.#answering = undefined;
    }
  }

  /**
   * The turns before it that mean the same. Of images that are compared, only what they were asked together: each has read the same
   * questions.
   */
  #historyOf({ parent, region, compared }: AskedTurn): Turn[] {
    const context = this.#reading.contextOf(region);
    const before = branchOf(this.#state.turns, parent).filter(({ id }) => this.#contexts.get(id) === context);
    return historyOf(compared === undefined ? before : before.filter((turn) => turn.compared !== undefined));
  }

  #translated(event: AnswerEvent): AnswerEvent {
    const { translateError, translateNotice } = this.services;
    switch (event.type) {
      case "notice": {
        const { message } = translateNotice(event.notice);
        return { type: "notice", notice: { ...event.notice, message } };
      }
      case "restarted":
      case "failed":
        return { ...event, error: translateError(event.error) };
      case "progress":
      case "token":
      case "region":
      case "done":
      case "stopped":
        return event;
    }
  }

  #apply(event: ImageEvent): void {
    if (this.#disposed) return;
    this.#state = applyImageEvent(this.#state, event);
    this.services.onEvent(event, this.#state);
  }
}
