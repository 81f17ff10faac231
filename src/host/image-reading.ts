/** What is read of one image: its file, the picture to show, the worker's reading of it and of a region in it. */
import { createHash } from "node:crypto";
import type { ImageHandle, OpenOptions } from "../client/worker-client.ts";
import { cancelled, toUserError, type ErrorData } from "../shared/errors.ts";
import type { ImageEvent, ImageState, PanelRegion } from "../shared/image-state.ts";
import type { PictureSource } from "../shared/panel-state.ts";
import { regionInvalid, regionKey, regionWithin } from "../shared/regions.ts";
import type { PanelNotice } from "../shared/turns.ts";
import type { Box, TextLine } from "../shared/types.ts";
import type { OpenImageResult } from "../shared/worker-protocol.ts";
import { orAborted } from "./abortable.ts";
import type { Model } from "./model.ts";

export interface ReadingServices {
  readonly model: Pick<Model, "openImage" | "openRegion" | "prepare" | "closeImage" | "pack">;
  /** @throws UserError `IMAGE_…` */
  readonly loadFile: () => Promise<{ readonly bytes: Uint8Array; readonly source: PictureSource }>;
  /** Three questions that fit the picture. */
  readonly suggest: (lines: readonly TextLine[], outlines?: OpenImageResult["outlines"]) => readonly string[];
  readonly noticesOfImage: (result: Pick<OpenImageResult, "lines" | "unreadLines">) => readonly PanelNotice[];
  /** In the language of the editor. */
  readonly translateError: (error: ErrorData) => ErrorData;
}

/** An image that is being read, or has been; `abort` gives the reading up. */
interface PendingReading {
  readonly abort: AbortController;
  readonly handle: Promise<ImageHandle>;
}

/** Of a region that is read with its image. */
export const regionWaits: PanelRegion["reading"] = { status: "reading", stage: "load", fraction: 0 };

export class ImageReading {
  #context = "";
  #picture: PictureSource | undefined;
  #handle: ImageHandle | undefined;
  #pending: PendingReading | undefined;
  #region: AbortController | undefined;

  /**
   * @param state of this moment
   * @param apply changes it
   */
  constructor(
    private readonly services: ReadingServices,
    private readonly state: () => ImageState,
    private readonly apply: (event: ImageEvent) => void,
  ) {}

  /** What can be shown of the image. */
  get picture(): PictureSource | undefined {
    return this.#picture;
  }

  /** What tokens mean: the model, the image, and the region whose lines they point to. */
  contextOf(region: Box | undefined): string {
    return region === undefined ? this.#context : `${this.#context}:${regionKey(region)}`;
  }

  /** Reads the image, for the first time or anew. */
  read(): void {
    this.#pending?.abort.abort();
    /* It is of the image before; the new one's follows when that was read. */
    this.#region?.abort();
    this.#unreadRegion();
    this.#pending = this.#start();
  }

  /** Gives up what was read; it is read anew when it is needed. */
  forget(): void {
    this.#pending?.abort.abort();
    this.#region?.abort();
    this.#pending = undefined;
    if (this.state().reading.status !== "unread") this.apply({ type: "reading", reading: { status: "unread" } });
    this.#unreadRegion();
  }

  /** The image once it has been read; where that failed it is tried again. */
  ready(): Promise<ImageHandle> {
    if (this.#pending === undefined || this.state().reading.status === "failed") this.#pending = this.#start();
    return this.#pending.handle;
  }

  /** The next question is about this part of the image, which is read at once; without a box, about all of it. */
  selectRegion(box: Box | undefined): void {
    this.#region?.abort();
    if (box === undefined) {
      this.#region = undefined;
      if (this.state().region !== undefined) this.apply({ type: "region" });
      return;
    }
    this.#region = new AbortController();
    void this.#readRegion(box, this.#region.signal);
  }

  /** The model gets ready for a question. Where that fails, the question will say so. */
  async warmUp(): Promise<void> {
    const { reading, region } = this.state();
    if (this.#handle === undefined || this.#pending === undefined || reading.status !== "ready") return;
    const { signal } = this.#pending.abort;
    await this.services.model.prepare(this.#handle, region?.box, { signal }).catch(() => undefined);
  }

  /** Ends all work and lets the worker forget the image. */
  async dispose(): Promise<void> {
    this.#pending?.abort.abort();
    this.#region?.abort();
    if (this.#handle !== undefined) await this.services.model.closeImage(this.#handle);
  }

  #start(): PendingReading {
    const abort = new AbortController();
    const handle = this.#read(abort.signal);
    /* Its failure is part of the state; who waits for the image gets it too. */
    handle.catch(() => undefined);
    return { abort, handle };
  }

  async #read(signal: AbortSignal): Promise<ImageHandle> {
    const { model, loadFile, suggest, noticesOfImage, translateError } = this.services;
    const current = (): void => {
      if (signal.aborted) throw cancelled();
    };
    const show = (reading: ImageState["reading"]): void => {
      if (!signal.aborted) this.apply({ type: "reading", reading });
    };
    try {
      show({ status: "reading", stage: "load", fraction: 0 });
      const { bytes, source } = await loadFile();
      current();
      this.#show(source);
      if (this.state().file !== "same") this.apply({ type: "file", file: "same" });
      const onProgress: OpenOptions["onProgress"] = (stage, fraction) => {
        show({ status: "reading", stage, fraction });
      };
      const handle = await model.openImage({ name: this.state().image.name, bytes }, { signal, onProgress });
      this.#replaceHandle(signal.aborted ? undefined : handle, handle);
      current();
      this.#context = `${model.pack}:${createHash("sha256").update(bytes).digest("hex").slice(0, 16)}`;
      const { preview, thumbnail, outlines, ...result } = handle.result;
      if (preview !== undefined) this.#show({ type: "bytes", bytes: preview, mediaType: "image/png" });
      if (thumbnail !== undefined) this.apply({ type: "thumbnail", thumbnail });
      this.apply({ type: "suggestions", suggestions: suggest(result.lines, outlines) });
      show({ status: "ready", ...result, notices: noticesOfImage(result) });
    } catch (thrown) {
      const error = toUserError(thrown);
      show({ status: "failed", error: translateError(error.toData()) });
      if (!signal.aborted) this.selectRegion(undefined);
      throw error;
    }
    /* Of another picture the same place is another part: it is read anew, or said to lie outside. */
    const { region } = this.state();
    if (region !== undefined && this.#region?.signal.aborted !== false) this.selectRegion(region.box);
    return this.#handle!;
  }

  /** What was read of the region is of no use any more; it is read with its image. */
  #unreadRegion(): void {
    const { region } = this.state();
    if (region !== undefined) this.apply({ type: "region", region: { box: region.box, reading: regionWaits } });
  }

  async #readRegion(wanted: Box, signal: AbortSignal): Promise<void> {
    const { model, suggest, noticesOfImage, translateError } = this.services;
    const show = (box: Box, reading: PanelRegion["reading"]): void => {
      if (!signal.aborted) this.apply({ type: "region", region: { box, reading } });
    };
    let box = wanted;
    show(box, regionWaits);
    try {
      const image = await orAborted(this.ready(), signal);
      const inside = regionWithin(wanted, image.result);
      if (inside === undefined) throw regionInvalid();
      box = inside;
      const onProgress: OpenOptions["onProgress"] = (stage, fraction) => {
        show(box, { status: "reading", stage, fraction });
      };
      const { lines, unreadLines, modelSaw, timings } = await model.openRegion(image, box, { signal, onProgress });
      const notices = noticesOfImage({ lines, unreadLines });
      show(box, { status: "ready", lines, modelSaw, timings, notices, suggestions: suggest(lines) });
    } catch (thrown) {
      show(box, { status: "failed", error: translateError(toUserError(thrown).toData()) });
    }
  }

  #show(source: PictureSource): void {
    this.#picture = source;
    this.apply({ type: "picture", picture: this.state().picture + 1 });
  }

  /** Keeps `handle` and lets the worker forget the one before; with none, lets it forget `opened`. */
  #replaceHandle(handle: ImageHandle | undefined, opened: ImageHandle): void {
    const old = handle === undefined ? opened : this.#handle;
    if (handle !== undefined) this.#handle = handle;
    if (old !== undefined) void this.services.model.closeImage(old);
  }
}
