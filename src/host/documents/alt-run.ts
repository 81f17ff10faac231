/**
 * "Write missing alt text" for a file or a folder: finds the images, asks the model about each, and writes what a person accepted. Nothing is written
 * before; a stop is obeyed at every step, and what was made up to then stays to be reviewed.
 */
import * as vscode from "vscode";
import type { AltWriter } from "../../client/alt-writer.ts";
import type { DocumentClient } from "../../client/document-client.ts";
import { altProblem } from "../../shared/documents/alt-text.ts";
import { altEdits, type TextEdit } from "../../shared/documents/edits.ts";
import { languageOfDocument, languageOfFile, type ImageLink } from "../../shared/documents/image-link.ts";
import { Lines } from "../../shared/documents/lines.ts";
import type { ReviewItem, ReviewPhase } from "../../shared/documents/review.ts";
import { toUserError, type ErrorData, type UserError } from "../../shared/errors.ts";
import { documentChanged, readDocument, writeDocument, type DocumentText, type Written } from "./document-text.ts";
import { isWorking, mayChange, noImage, shownTarget, type AltEntry } from "./alt-entry.ts";
import type { Pictures } from "./pictures.ts";

export interface AltRunServices {
  readonly client: Pick<DocumentClient, "parse">;
  readonly pictures: Pick<Pictures, "read">;
  readonly writer: Pick<AltWriter, "alt">;
  readonly longest: () => number;
  /** In the language of the editor. */
  readonly translate: (error: UserError) => ErrorData;
}

export type AltRunEvent =
  | { readonly type: "phase"; readonly phase: ReviewPhase }
  | { readonly type: "items"; readonly items: readonly ReviewItem[] };

interface Outcome {
  readonly written: readonly Written[];
  readonly documents: number;
}

export class AltRun {
  readonly #entries: AltEntry[] = [];
  readonly #onDidChange = new vscode.EventEmitter<AltRunEvent>();
  readonly onDidChange = this.#onDidChange.event;
  #phase: ReviewPhase = "scanning";
  #abort = new AbortController();
  #work: Promise<void> = Promise.resolve();

  constructor(private readonly services: AltRunServices) {}

  get phase(): ReviewPhase {
    return this.#phase;
  }

  get items(): readonly ReviewItem[] {
    return this.#entries.map(({ item }) => item);
  }

  /** Resolves when what runs has ended or was stopped. */
  get settled(): Promise<void> {
    return this.#work;
  }

  documentOf(id: number): { readonly uri: vscode.Uri; readonly offset: number } | undefined {
    const entry = this.#entries[id];
    return entry === undefined ? undefined : { uri: entry.uri, offset: entry.image.range[0] };
  }

  pictureOf(id: number): vscode.Uri | undefined {
    return this.#entries[id]?.picture;
  }

  /** Looks through documents; those that cannot be read are told as items without an image. */
  async scan(uris: readonly vscode.Uri[], onProgress: (done: number, total: number) => void): Promise<void> {
    const { signal } = this.#abort;
    for (const [done, uri] of uris.entries()) {
      if (signal.aborted) break;
      onProgress(done, uris.length);
      try {
        await this.#scanDocument(uri, signal);
      } catch (thrown) {
        const error = toUserError(thrown);
        if (error.code === "CANCELLED") break;
        this.#tellFailure(uri, error);
      }
    }
    this.#enter(signal.aborted ? "stopped" : "ready");
  }

  /** Asks the model about every image that waits. */
  generate(): Promise<void> {
    if (this.#phase === "working" || this.#phase === "writing") return this.#work;
    this.#abort = new AbortController();
    this.#enter("working");
    this.#work = this.#generate(this.#abort.signal);
    return this.#work;
  }

  stop(): void {
    this.#abort.abort();
  }

  edit(id: number, text: string): void {
    const entry = this.#entries[id];
    if (entry === undefined || !mayChange(entry.item)) return;
    /* What a person wrote themselves is an alt text, whatever the model could not do. */
    const status = entry.item.status === "failed" || entry.item.status === "waiting" ? "ready" : entry.item.status;
    this.#set(entry, { text, status, accepted: text.trim() !== "" || entry.item.canBeDecorative });
  }

  accept(ids: readonly number[], accepted: boolean): void {
    const changed = ids.flatMap((id) => this.#entries[id] ?? []).filter(({ item }) => item.status === "ready");
    for (const entry of changed) entry.item = { ...entry.item, accepted };
    this.#tell(changed);
  }

  /** Writes what was accepted, one document after the other. A stop leaves the documents that follow as they are. */
  async write(): Promise<Outcome> {
    await this.#work;
    if (this.#phase === "writing") return { written: [], documents: 0 };
    this.#abort = new AbortController();
    const { signal } = this.#abort;
    this.#enter("writing");
    const accepted = this.#entries.filter(({ item }) => item.status === "ready" && item.accepted);
    const byDocument = new Map<string, AltEntry[]>();
    for (const entry of accepted) {
      const key = entry.uri.toString();
      const others = byDocument.get(key);
      if (others === undefined) byDocument.set(key, [entry]);
      else others.push(entry);
    }
    const written: Written[] = [];
    for (const entries of byDocument.values()) {
      if (signal.aborted) break;
      try {
        written.push(...(await this.#writeDocument(entries, signal)));
      } catch (thrown) {
        const error = toUserError(thrown);
        if (error.code === "CANCELLED") break;
        this.#refuse(entries, error);
      }
    }
    this.#enter(signal.aborted ? "ready" : "written");
    return { written, documents: written.length };
  }

  dispose(): void {
    this.#abort.abort();
    this.#onDidChange.dispose();
  }

  async #scanDocument(uri: vscode.Uri, signal: AbortSignal): Promise<void> {
    const document = await readDocument(uri);
    const images = await this.#parse(uri, document, signal);
    const slices = images.map(({ range }) => document.text.slice(...range));
    const counts = new Map<string, number>();
    for (const slice of slices) counts.set(slice, (counts.get(slice) ?? 0) + 1);
    const seen = new Map<string, number>();
    const lines = new Lines(images.length > 0 ? document.text : "");
    const added: AltEntry[] = [];
    for (const [index, image] of images.entries()) {
      const slice = slices[index]!;
      const occurrence = seen.get(slice) ?? 0;
      seen.set(slice, occurrence + 1);
      if (altProblem(image) !== "missing") continue;
      const item: ReviewItem = {
        id: this.#entries.length,
        file: vscode.workspace.asRelativePath(uri),
        line: lines.at(image.range[0]).line + 1,
        target: shownTarget(image.target),
        isLink: image.link !== undefined,
        canBeDecorative: image.decorative.length > 0,
        status: image.text.length > 0 ? "waiting" : "failed",
        text: "",
        accepted: false,
        message: image.text.length > 0 ? "" : vscode.l10n.t("An expression computes the attributes of this image."),
      };
      const entry = { item, uri, image, slice, occurrence, like: counts.get(slice) ?? 1, hash: document.hash };
      this.#entries.push(entry);
      added.push(entry);
    }
    this.#tell(added);
  }

  async #parse(uri: vscode.Uri, document: DocumentText, signal: AbortSignal): Promise<readonly ImageLink[]> {
    const language =
      document.open === undefined
        ? languageOfFile(uri.path)
        : languageOfDocument(document.open.languageId, document.open.uri.path);
    return language === undefined ? [] : (await this.services.client.parse(language, document.text, signal)).images;
  }

  async #generate(signal: AbortSignal): Promise<void> {
    for (const entry of this.#entries) {
      if (signal.aborted) break;
      if (entry.item.status !== "waiting") continue;
      this.#set(entry, { status: "working" });
      try {
        const { uri, image } = entry;
        const picture = await this.services.pictures.read(uri, image, signal);
        entry.picture = picture.uri;
        const { bytes, name } = picture;
        const request = { source: { bytes, name }, link: image.link?.target, longest: this.services.longest() };
        const text = await this.services.writer.alt(request, signal);
        /* A person may have written one meanwhile. */
        if (isWorking(entry)) this.#set(entry, { status: "ready", text, accepted: true });
      } catch (thrown) {
        const error = toUserError(thrown);
        if (!isWorking(entry)) continue;
        if (error.code === "CANCELLED") this.#set(entry, { status: "waiting" });
        else this.#set(entry, { status: "failed", message: this.#words(error) });
      }
    }
    this.#enter(signal.aborted ? "stopped" : "ready");
  }

  async #writeDocument(entries: readonly AltEntry[], signal: AbortSignal): Promise<readonly Written[]> {
    const { uri } = entries[0]!;
    const document = await readDocument(uri);
    const images = await this.#parse(uri, document, signal);
    const bySlice = new Map<string, ImageLink[]>();
    for (const image of images) {
      const slice = document.text.slice(...image.range);
      const like = bySlice.get(slice);
      if (like === undefined) bySlice.set(slice, [image]);
      else like.push(image);
    }
    const edits: TextEdit[] = [];
    const found: AltEntry[] = [];
    for (const entry of entries) {
      const like = bySlice.get(entry.slice) ?? [];
      const image = like[entry.occurrence];
      /* In a document that changed, one of several that look the same is only known if none came or went. */
      const isSure = document.hash === entry.hash || like.length === entry.like;
      const own = isSure && image !== undefined ? altEdits(image, entry.item.text) : [];
      if (own.length === 0) this.#refuse([entry], documentChanged(uri));
      else {
        edits.push(...own);
        found.push(entry);
      }
    }
    if (found.length === 0) return [];
    const written = await writeDocument(uri, document, edits);
    for (const entry of found) entry.item = { ...entry.item, status: "written", message: "" };
    this.#tell(found);
    return [written];
  }

  #tellFailure(uri: vscode.Uri, error: UserError): void {
    const file = vscode.workspace.asRelativePath(uri);
    const item: ReviewItem = {
      id: this.#entries.length,
      file,
      line: 1,
      target: "",
      isLink: false,
      canBeDecorative: false,
      status: "refused",
      text: "",
      accepted: false,
      message: this.#words(error),
    };
    const entry: AltEntry = { item, uri, image: noImage, slice: "", occurrence: 0, like: 0, hash: "" };
    this.#entries.push(entry);
    this.#tell([entry]);
  }

  #refuse(entries: readonly AltEntry[], error: UserError): void {
    const message = this.#words(error);
    for (const entry of entries) entry.item = { ...entry.item, status: "refused", accepted: false, message };
    this.#tell(entries);
  }

  #words(error: UserError): string {
    const { message, nextStep } = this.services.translate(error);
    return `${message} ${nextStep}`;
  }

  #set(entry: AltEntry, change: Partial<ReviewItem>): void {
    entry.item = { ...entry.item, ...change };
    this.#tell([entry]);
  }

  #tell(entries: readonly AltEntry[]): void {
    if (entries.length > 0) this.#onDidChange.fire({ type: "items", items: entries.map(({ item }) => item) });
  }

  #enter(phase: ReviewPhase): void {
    this.#phase = phase;
    this.#onDidChange.fire({ type: "phase", phase });
  }
}
