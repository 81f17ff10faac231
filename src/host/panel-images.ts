/**
 * The images in the panel and where they come from: files, pictures that were pasted; the watch on the files; what is kept of their
 * conversations.
 */
import * as vscode from "vscode";
import { toUserError } from "../shared/errors.ts";
import type { ImageEvent, PanelImage } from "../shared/image-state.ts";
import type { NewPicture } from "../shared/panel-protocol.ts";
import type { PanelEvent, PanelModel, ScreenCapture } from "../shared/panel-state.ts";
import type { SavedView } from "../shared/saved-view.ts";
import type { ConversationStore } from "./conversation-store.ts";
import { FileWatch } from "./file-watch.ts";
import { baseName, folderOf, isMissingFile, parsedUri, readImageFile } from "./image-file.ts";
import type { ImageSession } from "./image-session.ts";
import { ImageStrip, type StripServices } from "./image-strip.ts";
import { pictureNotKept } from "./panel-errors.ts";
import { conversationKey, pasteScheme, type PastedPictures } from "./pasted-pictures.ts";

export interface ImagesServices extends StripServices {
  readonly store: ConversationStore;
  readonly pictures: PastedPictures;
  readonly model: StripServices["model"] & { readonly state: PanelModel };
  /** Largest image file in bytes. */
  readonly maxImageBytes: () => number;
  readonly capture: ScreenCapture;
}

export class PanelImages implements vscode.Disposable {
  readonly strip: ImageStrip;
  readonly #watches = new Map<string, FileWatch>();
  /** Images whose conversations are being loaded, by what names them. */
  readonly #opening = new Map<string, Promise<ImageSession | undefined>>();
  #pasted = 0;
  #disposed = false;

  constructor(private readonly services: ImagesServices) {
    const onEvent = (event: PanelEvent): void => {
      this.#keep(event);
      services.onEvent(event, this.strip.state);
    };
    this.strip = new ImageStrip({ ...services, onEvent }, services.model.state, services.capture);
  }

  /** Adds images, or has them in view if they are there; the first one is shown. */
  async open(uris: readonly vscode.Uri[]): Promise<void> {
    const [first, ...others] = uris;
    if (first === undefined) return;
    const shown = await this.#add(first);
    if (shown !== undefined) this.strip.activate(shown.state.id);
    for (const uri of others) await this.#add(uri);
  }

  /** Adds pictures that came as bytes. */
  async addPictures(pictures: readonly NewPicture[]): Promise<void> {
    const uris = pictures.map(({ name, mediaType, bytes }) => {
      const fallback = vscode.l10n.t("Pasted image {0}", this.#pasted + 1);
      /* What the message brings may be a view into more than the picture. */
      const uri = this.services.pictures.add(name, fallback, mediaType, new Uint8Array(bytes));
      if (name === "" && this.find(uri) === undefined) this.#pasted++;
      return uri;
    });
    await this.open(uris);
  }

  /** Puts the images of an earlier time into the panel; only the one in view is read at once. */
  async restore({ images, active, compared }: SavedView): Promise<void> {
    for (const { uri: text, region } of images) {
      const uri = parsedUri(text);
      const session = uri && (await this.#add(uri, true));
      if (session !== undefined && region !== undefined) session.restoreRegion(region);
    }
    const ids = (uris: readonly string[]): string[] => uris.flatMap((uri) => this.strip.find(uri)?.state.id ?? []);
    const [shown = this.strip.state.images[0]?.id] = ids(active === undefined ? [] : [active]);
    if (shown !== undefined) this.strip.activate(shown);
    if (compared !== undefined) this.strip.compare(ids(compared));
  }

  /** The session of an image; a pasted picture is found by its content. */
  find(uri: vscode.Uri): ImageSession | undefined {
    const key = conversationKey(uri.toString());
    return this.strip.sessions.find(({ state }) => conversationKey(state.image.uri) === key);
  }

  /** @param later whether it is read when it is looked at */
  async #add(uri: vscode.Uri, later = false): Promise<ImageSession | undefined> {
    const there = this.find(uri);
    /* A picture that was not kept is there again. */
    if (there?.state.reading.status === "failed" && uri.scheme === pasteScheme) there.read();
    if (there !== undefined) return there;
    const key = conversationKey(uri.toString());
    const opening = this.#opening.get(key) ?? this.#create(uri, later).finally(() => this.#opening.delete(key));
    this.#opening.set(key, opening);
    return opening;
  }

  async #create(uri: vscode.Uri, later: boolean): Promise<ImageSession | undefined> {
    const { store, pictures } = this.services;
    const restored = await store.load(uri.toString());
    const isPaste = uri.scheme === pasteScheme;
    const kind = !isPaste ? "file" : (await pictures.isKept(uri)) ? "kept" : "paste";
    /* Of a picture that is gone and about which nothing was said, nothing is left to show. */
    if (later && kind === "paste" && restored === undefined && !pictures.holds(uri)) return undefined;
    if (this.#disposed) return undefined;
    try {
      const image: PanelImage = { uri: uri.toString(), name: baseName(uri), folder: folderOf(uri), kind };
      const session = this.strip.add({ image, loadFile: (added) => this.#load(added), restored, later });
      this.#watch(session);
      return session;
    } catch (thrown) {
      this.strip.problem(toUserError(thrown));
      return undefined;
    }
  }

  async #load(session: ImageSession): ReturnType<typeof readImageFile> {
    const { id, image } = session.state;
    const uri = vscode.Uri.parse(image.uri, true);
    try {
      const file = await readImageFile(uri, this.services.maxImageBytes());
      this.#watches.get(id)?.read(file.stamp);
      return file;
    } catch (thrown) {
      if (uri.scheme === pasteScheme && isMissingFile(thrown)) throw pictureNotKept();
      throw thrown;
    }
  }

  #watch(session: ImageSession): void {
    const { id, image } = session.state;
    const uri = vscode.Uri.parse(image.uri, true);
    this.#watches.get(id)?.dispose();
    this.#watches.delete(id);
    if (uri.scheme === pasteScheme) return;
    const watch = new FileWatch(uri, (change) => {
      session.fileIs(change);
    });
    this.#watches.set(id, watch);
  }

  /** A pasted picture has become a file: from now on it is that file. */
  async moved(id: string, uri: vscode.Uri): Promise<void> {
    const session = this.strip.session(id);
    if (session === undefined) return;
    const before = session.state.image.uri;
    session.imageIs({ uri: uri.toString(), name: baseName(uri), folder: folderOf(uri), kind: "file" });
    this.#watch(session);
    this.#watches.get(id)?.read(await vscode.workspace.fs.stat(uri));
    await Promise.all([
      this.services.store.save(uri.toString(), session.kept),
      this.services.store.save(before, undefined),
    ]);
  }

  /** The image is written to the extension's storage. */
  kept(id: string): void {
    const session = this.strip.session(id);
    if (session !== undefined) session.imageIs({ ...session.state.image, kind: "kept" });
  }

  /** Deletes the conversations about an image, in the panel or not, and of one that is not the picture that was kept for them. */
  async forget(uri: vscode.Uri): Promise<void> {
    const session = this.find(uri);
    session?.forget();
    await this.services.store.save(uri.toString(), undefined);
    if (session === undefined && uri.scheme === pasteScheme) await this.services.pictures.forget(uri);
  }

  /** The panel is seen again: what is in view is read, and whether the files are as they were read is looked at. */
  look(): void {
    this.strip.look();
    for (const watch of this.#watches.values()) watch.look();
  }

  /** Takes an image out of the panel; its conversations are kept. */
  async remove(id: string): Promise<void> {
    const session = this.strip.session(id);
    if (session === undefined) return;
    this.#watches.get(id)?.dispose();
    this.#watches.delete(id);
    const { image } = session.state;
    const { kept } = session;
    const removed = this.strip.remove(id);
    this.#release(image);
    await Promise.all([removed, this.services.store.save(image.uri, kept)]);
  }

  /** Ends all work; the conversations are kept. */
  async dispose(): Promise<void> {
    if (this.#disposed) return;
    this.#disposed = true;
    for (const watch of this.#watches.values()) watch.dispose();
    const { sessions } = this.strip;
    const saved = sessions.map(({ state, kept }) => this.services.store.save(state.image.uri, kept));
    for (const { state } of sessions) this.#release(state.image);
    await Promise.all([this.strip.dispose(), ...saved]);
  }

  /** Frees the memory of a picture at once: while its session ends, it may be pasted again, and then it is to stay. */
  #release({ kind, uri }: PanelImage): void {
    if (kind !== "file") this.services.pictures.release(vscode.Uri.parse(uri, true));
  }

  #keep(event: PanelEvent): void {
    if (event.type !== "image" || !changesConversation(event.event)) return;
    const session = this.strip.session(event.image);
    if (session !== undefined) void this.services.store.save(session.state.image.uri, session.kept);
  }
}

/** Whether what is kept of the conversations is another one after `event`; the words of an answer are kept when it ends. */
function changesConversation(event: ImageEvent): boolean {
  switch (event.type) {
    case "asked":
    case "askedAgain":
    case "branch":
    case "cleared":
      return true;
    case "answer":
      return ["done", "stopped", "failed"].includes(event.event.type);
    case "image":
    case "picture":
    case "thumbnail":
    case "file":
    case "reading":
    case "suggestions":
    case "region":
      return false;
  }
}
