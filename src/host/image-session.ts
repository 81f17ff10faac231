/**
 * One image, what was read of it, and the conversation about it: owns the {@link PanelState} of a panel and applies every event to it.
 * Knows no editor: what it needs comes through {@link SessionServices}.
 */
import { createHash } from "node:crypto";
import type { ImageHandle } from "../client/worker-client.ts";
import { cancelled, toUserError, type ErrorData } from "../shared/errors.ts";
import {
  applyPanelEvent,
  historyBefore,
  initialPanelState,
  nextTurnId,
  runningTurn,
  type FileChange,
  type ImageSource,
  type PanelEvent,
  type PanelImage,
  type PanelModel,
  type PanelNotice,
  type PanelState,
} from "../shared/panel-state.ts";
import { noTimings, type AnswerEvent, type TextLine, type Turn } from "../shared/types.ts";
import type { OpenImageResult } from "../shared/worker-protocol.ts";
import { keptConversation, type Conversation } from "./conversation.ts";
import type { Model } from "./model.ts";

export interface SessionServices {
  readonly model: Pick<Model, "openImage" | "ask" | "closeImage" | "state" | "pack">;
  /** @throws UserError `IMAGE_…` */
  readonly loadFile: () => Promise<{ readonly bytes: Uint8Array; readonly source: ImageSource }>;
  /** Three questions that fit the picture. */
  readonly suggest: (lines: readonly TextLine[]) => readonly string[];
  readonly noticesOfImage: (result: OpenImageResult) => readonly PanelNotice[];
  readonly noticesOfQuestion: (question: string) => readonly PanelNotice[];
  /** In the language of the editor. */
  readonly translateError: (error: ErrorData) => ErrorData;
  readonly translateNotice: (notice: PanelNotice) => PanelNotice;
  /** Called after an event was applied. */
  readonly onEvent: (event: PanelEvent, state: PanelState) => void;
}

const nothingSaid: AnswerEvent = {
  type: "stopped",
  text: "",
  quotes: [],
  counted: [],
  answerTokens: [],
  timings: noTimings,
};

/** An image that is being read, or has been; `abort` gives the reading up. */
interface PendingReading {
  readonly abort: AbortController;
  readonly handle: Promise<ImageHandle>;
}

export class ImageSession {
  #state: PanelState;
  /** By turn id, what its tokens mean: see {@link Conversation}. */
  readonly #contexts: Map<number, string>;
  #context = "";
  #handle: ImageHandle | undefined;
  #reading: PendingReading | undefined;
  #answering: AbortController | undefined;
  #disposed = false;

  /** @param restored the conversation of an earlier time */
  constructor(
    image: Omit<PanelImage, "source">,
    private readonly services: SessionServices,
    restored?: Conversation,
  ) {
    const state = initialPanelState({ ...image, source: { type: "none" } }, services.model.state);
    this.#state = { ...state, turns: restored?.turns ?? [] };
    this.#contexts = new Map(Object.entries(restored?.contexts ?? {}).map(([id, key]) => [Number(id), key]));
  }

  get state(): PanelState {
    return this.#state;
  }

  /** What is to be kept of the conversation; nothing if there is none. */
  get kept(): Conversation | undefined {
    return keptConversation(this.#state.image.uri, this.#state.turns, this.#contexts);
  }

  /** Reads the image, for the first time or anew; an answer that is running is stopped. */
  read(): void {
    this.stop();
    this.#reading?.abort.abort();
    this.#reading = this.#startReading();
  }

  /** Answers a question, as soon as the image has been read; while another one is being answered nothing happens. */
  ask(question: string): void {
    if (runningTurn(this.#state) !== undefined) return;
    const turn = nextTurnId(this.#state);
    this.#apply({ type: "asked", turn, question, notices: this.services.noticesOfQuestion(question) });
    void this.#answer(turn, question);
  }

  /** Answers the question of a turn anew. */
  askAgain(id: number): void {
    const turn = this.#state.turns.find((other) => other.id === id);
    if (turn === undefined || runningTurn(this.#state) !== undefined) return;
    this.#apply({ type: "askedAgain", turn: id });
    void this.#answer(id, turn.question);
  }

  stop(): void {
    this.#answering?.abort();
  }

  newConversation(): void {
    this.stop();
    this.#answering = undefined;
    this.#contexts.clear();
    this.#apply({ type: "cleared" });
  }

  /** The file is as it was read, has changed or is gone. */
  fileIs(file: FileChange): void {
    if (file !== this.#state.file) this.#apply({ type: "file", file });
  }

  modelIs(model: PanelModel): void {
    this.#apply({ type: "model", model });
  }

  /** What was read of the image is another model's: it is read anew, now or with the next question. */
  modelReplaced(now: boolean): void {
    if (now) {
      this.read();
      return;
    }
    this.stop();
    this.#reading?.abort.abort();
    this.#reading = undefined;
  }

  /** Ends all work and lets the worker forget the image. */
  async dispose(): Promise<void> {
    this.#disposed = true;
    this.stop();
    this.#reading?.abort.abort();
    if (this.#handle !== undefined) await this.services.model.closeImage(this.#handle);
  }

  async #read(signal: AbortSignal): Promise<ImageHandle> {
    const { model, loadFile, suggest, noticesOfImage, translateError } = this.services;
    const current = (): void => {
      if (signal.aborted) throw cancelled();
    };
    try {
      this.#apply({ type: "reading", reading: { status: "reading", stage: "load", fraction: 0 } });
      const { bytes, source } = await loadFile();
      current();
      this.#show(source);
      this.fileIs("same");
      const handle = await model.openImage(
        { name: this.#state.image.name, bytes },
        {
          signal,
          onProgress: (stage, fraction) => {
            if (!signal.aborted) this.#apply({ type: "reading", reading: { status: "reading", stage, fraction } });
          },
        },
      );
      this.#replaceHandle(signal.aborted ? undefined : handle, handle);
      current();
      this.#context = `${model.pack}:${createHash("sha256").update(bytes).digest("hex").slice(0, 16)}`;
      const { preview, ...result } = handle.result;
      if (preview !== undefined) this.#show({ type: "bytes", bytes: preview, mediaType: "image/png" });
      this.#apply({ type: "suggestions", suggestions: suggest(result.lines) });
      this.#apply({ type: "reading", reading: { status: "ready", ...result, notices: noticesOfImage(result) } });
      return handle;
    } catch (thrown) {
      const error = toUserError(thrown);
      if (!signal.aborted) {
        this.#apply({ type: "reading", reading: { status: "failed", error: translateError(error.toData()) } });
      }
      throw error;
    }
  }

  #show(source: ImageSource): void {
    this.#apply({ type: "image", image: { ...this.#state.image, source } });
  }

  /** Keeps `handle` and lets the worker forget the one before; with none, lets it forget `opened`. */
  #replaceHandle(handle: ImageHandle | undefined, opened: ImageHandle): void {
    const old = handle === undefined ? opened : this.#handle;
    if (handle !== undefined) this.#handle = handle;
    if (old !== undefined) void this.services.model.closeImage(old);
  }

  async #answer(id: number, question: string): Promise<void> {
    const abort = new AbortController();
    this.#answering = abort;
    const answered = (event: AnswerEvent): void => {
      /* In a new conversation another turn may have this id. */
      if (this.#answering === abort) this.#apply({ type: "answer", turn: id, event });
    };
    try {
      const image = await orAborted(this.#ready(), abort.signal);
      this.#contexts.set(id, this.#context);
      const options = { history: this.#historyBefore(id), signal: abort.signal };
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

  /** The image once it has been read; where that failed it is tried again. */
  #ready(): Promise<ImageHandle> {
    if (this.#reading === undefined || this.#state.reading.status === "failed") this.#reading = this.#startReading();
    return this.#reading.handle;
  }

  #startReading(): PendingReading {
    const abort = new AbortController();
    const handle = this.#read(abort.signal);
    /* Its failure is part of the state; who waits for the image gets it too. */
    handle.catch(() => undefined);
    return { abort, handle };
  }

  #historyBefore(id: number): Turn[] {
    const turns = this.#state.turns.filter((turn) => this.#contexts.get(turn.id) === this.#context);
    return historyBefore({ ...this.#state, turns }, id);
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

  #apply(event: PanelEvent): void {
    if (this.#disposed) return;
    this.#state = applyPanelEvent(this.#state, event);
    this.services.onEvent(event, this.#state);
  }
}

/** `work`, or `CANCELLED` as soon as the signal is aborted; the work itself goes on. */
async function orAborted<Result>(work: Promise<Result>, signal: AbortSignal): Promise<Result> {
  if (signal.aborted) throw cancelled();
  let onAbort = (): void => undefined;
  const aborted = new Promise<never>((_, reject) => {
    onAbort = () => {
      reject(cancelled());
    };
    signal.addEventListener("abort", onAbort, { once: true });
  });
  try {
    return await Promise.race([work, aborted]);
  } finally {
    signal.removeEventListener("abort", onAbort);
  }
}
