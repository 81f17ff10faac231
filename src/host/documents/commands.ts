/** What can be done about an image in a document. Each command names the image by its document and a place in it. */
import * as vscode from "vscode";
import type { AltCandidate, AltWriter } from "../../client/alt-writer.ts";
import { altEdits, type TextEdit } from "../../shared/documents/edits.ts";
import { belowEdit } from "../../shared/documents/below.ts";
import type { Diagram, ImageLink, Span } from "../../shared/documents/image-link.ts";
import { cancelled } from "../../shared/errors.ts";
import { LocalizedError } from "./localized-error.ts";
import type { PanelManager } from "../panel-manager.ts";
import type { DocumentImages, Found } from "./document-images.ts";
import { rangeOf } from "./document-images.ts";
import type { DiagramPictures } from "./diagram-pictures.ts";
import type { Picture, Pictures } from "./pictures.ts";

export interface ImageCommandServices {
  readonly images: DocumentImages;
  readonly pictures: Pictures;
  readonly diagrams: DiagramPictures;
  readonly writer: AltWriter;
  readonly panels: PanelManager;
  readonly longest: () => number;
}

/** The image that a command is about: what the editor's actions give, or where the cursor stands. */
export interface ImageReference {
  /** The document's URI. */
  readonly uri: string;
  /** A place in the image, in UTF-16 units. */
  readonly offset: number;
}

interface Target {
  readonly document: vscode.TextDocument;
  readonly found: Found;
}

export class ImageCommands {
  constructor(private readonly services: ImageCommandServices) {}

  /** Writes the alt text that fits the image best. */
  async generate(argument: unknown): Promise<void> {
    const { document, image } = await this.#image(argument);
    const text = await working(vscode.l10n.t("Writing alt text"), async (signal) => {
      const { bytes, name } = await this.services.pictures.read(document.uri, image, signal);
      const request = { source: { bytes, name }, link: image.link?.target, longest: this.services.longest() };
      return this.services.writer.alt(request, signal);
    });
    await this.#write(document, image, (now) => altEdits(now, text));
  }

  /** Offers alt texts of several purposes and lengths; the chosen one can be edited before it is written. */
  async refine(argument: unknown): Promise<void> {
    const { document, image } = await this.#image(argument);
    const candidates = await working(vscode.l10n.t("Thinking of alt texts"), async (signal) => {
      const { bytes, name } = await this.services.pictures.read(document.uri, image, signal);
      const request = { source: { bytes, name }, link: image.link?.target, longest: this.services.longest() };
      return this.services.writer.candidates(request, signal);
    });
    const chosen = await choose(candidates, image);
    if (chosen !== undefined) await this.#write(document, image, (now) => altEdits(now, chosen));
  }

  /** Marks the image as decorative. */
  async decorate(argument: unknown): Promise<void> {
    const { document, image } = await this.#image(argument);
    await this.#write(document, image, (now) => altEdits(now, ""));
  }

  /** Writes what a diagram shows below it. */
  async explain(argument: unknown, form: "prose" | "steps"): Promise<void> {
    const { document, found } = await this.#target(argument);
    const { below } = partOf(found);
    if (below === undefined) throw cannotWrite();
    const lines = await working(vscode.l10n.t("Explaining the image"), async (signal) => {
      const { bytes, name } = await this.#picture(document, found, signal);
      return this.services.writer.explanation({ bytes, name }, form, signal);
    });
    await this.#write(document, partOf(found), (now, text) =>
      now.below === undefined ? [] : [belowEdit(text, now.below, lines, form)],
    );
  }

  /** Opens the panel about the image. */
  async ask(argument: unknown): Promise<void> {
    const { document, found } = await this.#target(argument);
    const picture = await working(vscode.l10n.t("Opening the image"), (signal) =>
      this.#picture(document, found, signal),
    );
    await this.services.panels.open(picture.uri);
  }

  #picture(document: vscode.TextDocument, found: Found, signal: AbortSignal): Promise<Picture> {
    return found.type === "image"
      ? this.services.pictures.read(document.uri, found.image, signal)
      : this.services.diagrams.draw(found.diagram.source, signal);
  }

  async #image(argument: unknown): Promise<{ document: vscode.TextDocument; image: ImageLink }> {
    const { document, found } = await this.#target(argument);
    if (found.type !== "image") throw noImage();
    return { document, image: found.image };
  }

  async #target(argument: unknown): Promise<Target> {
    const { document, range } = await placeOf(argument);
    const found = await this.services.images.at(document, range);
    if (found === undefined) throw noImage();
    return { document, found };
  }

  /** Changes the document as it is now; the image may have moved while the model was asked. */
  async #write<Part extends ImageLink | Diagram>(
    document: vscode.TextDocument,
    part: Part,
    editsOf: (now: Part, text: string) => readonly TextEdit[],
  ): Promise<void> {
    const text = document.getText();
    const now = await this.services.images.of(document);
    const all: readonly (ImageLink | Diagram)[] = "kind" in part ? now.diagrams : now.images;
    const same = found(all, part) as Part | undefined;
    if (same === undefined || document.getText() !== text) throw changed();
    const edits = editsOf(same, text);
    if (edits.length === 0) throw cannotWrite();
    const edit = new vscode.WorkspaceEdit();
    for (const { span, text: added } of edits) edit.replace(document.uri, rangeOf(document, span), added);
    if (!(await vscode.workspace.applyEdit(edit))) throw notWritten();
  }
}

/** The part that is `before` in a later version: where it was, or the only one like it. */
function found<Part extends ImageLink | Diagram>(all: readonly Part[], before: Part): Part | undefined {
  const isLike = (each: Part): boolean =>
    "kind" in each
      ? "kind" in before && each.source === before.source
      : !("kind" in before) && isSameImage(each, before);
  const like = all.filter(isLike);
  return like.find(({ range }) => range[0] === before.range[0]) ?? (like.length === 1 ? like[0] : undefined);
}

function isSameImage(a: ImageLink, b: ImageLink): boolean {
  return a.target === b.target && JSON.stringify(a.alt) === JSON.stringify(b.alt);
}

function partOf(target: Found): ImageLink | Diagram {
  return target.type === "image" ? target.image : target.diagram;
}

async function placeOf(argument: unknown): Promise<{ document: vscode.TextDocument; range: vscode.Range }> {
  if (isReference(argument)) {
    const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(argument.uri, true));
    const at = document.positionAt(argument.offset);
    return { document, range: new vscode.Range(at, at) };
  }
  const editor = vscode.window.activeTextEditor;
  if (editor === undefined) throw noImage();
  return { document: editor.document, range: editor.selection };
}

function isReference(value: unknown): value is ImageReference {
  return (
    typeof value === "object" &&
    value !== null &&
    "uri" in value &&
    typeof value.uri === "string" &&
    "offset" in value &&
    typeof value.offset === "number"
  );
}

export function referenceOf(document: vscode.TextDocument, [from]: Span): ImageReference {
  return { uri: document.uri.toString(), offset: from };
}

async function choose(candidates: readonly AltCandidate[], image: ImageLink): Promise<string | undefined> {
  type Item = vscode.QuickPickItem & { readonly text?: string };
  const described: Record<AltCandidate["length"], string> = {
    usual: "",
    short: vscode.l10n.t("short"),
    long: vscode.l10n.t("long"),
  };
  const items: Item[] = [];
  for (const purpose of ["functional", "informative"] as const) {
    const of = candidates.filter((each) => each.purpose === purpose);
    if (of.length === 0) continue;
    items.push({
      label: purpose === "functional" ? vscode.l10n.t("What the link does") : vscode.l10n.t("What the image shows"),
      kind: vscode.QuickPickItemKind.Separator,
    });
    for (const { text, length } of of) {
      const count = vscode.l10n.t("{0} characters", text.length);
      items.push({
        label: text,
        description: [described[length], count].filter((each) => each !== "").join(" · "),
        text,
      });
    }
  }
  items.push({ label: vscode.l10n.t("Other"), kind: vscode.QuickPickItemKind.Separator });
  if (image.alt.type === "text") {
    items.push({ label: image.alt.text, description: vscode.l10n.t("as it is"), text: image.alt.text });
  }
  if (image.decorative.length > 0 && image.link === undefined) {
    items.push({
      label: vscode.l10n.t("Decorative"),
      description: vscode.l10n.t("says nothing: screen readers pass over it"),
      text: "",
    });
  }
  const chosen = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t("Refine alt text"),
    placeHolder: vscode.l10n.t("Choose an alt text; you can edit it next"),
  });
  if (chosen?.text === undefined || chosen.text === "") return chosen?.text;
  return vscode.window.showInputBox({
    title: vscode.l10n.t("Edit alt text"),
    value: chosen.text,
    prompt: vscode.l10n.t("Enter writes it into the document. Empty marks the image as decorative."),
  });
}

/** Work that can be cancelled, in a notification. @throws UserError `CANCELLED` */
export async function working<Result>(title: string, work: (signal: AbortSignal) => Promise<Result>): Promise<Result> {
  const options = { location: vscode.ProgressLocation.Notification, title, cancellable: true };
  return vscode.window.withProgress(options, async (_, token) => {
    const abort = new AbortController();
    const subscription = token.onCancellationRequested(() => {
      abort.abort();
    });
    try {
      const result = await work(abort.signal);
      if (abort.signal.aborted) throw cancelled();
      return result;
    } finally {
      subscription.dispose();
    }
  });
}

function noImage(): LocalizedError {
  return new LocalizedError(
    "IMAGE_LINK_UNKNOWN",
    vscode.l10n.t("There is no image at this place."),
    vscode.l10n.t("Put the cursor on an image in a document, then try again."),
  );
}

function changed(): LocalizedError {
  return new LocalizedError(
    "DOCUMENT_CHANGED",
    vscode.l10n.t("The image was changed while the model was asked."),
    vscode.l10n.t("Nothing was written; try again."),
  );
}

function cannotWrite(): LocalizedError {
  return new LocalizedError(
    "DOCUMENT_NOT_WRITTEN",
    vscode.l10n.t("Here an expression computes the text, or there is no room for it."),
    vscode.l10n.t("Write it where it is computed."),
  );
}

function notWritten(): LocalizedError {
  return new LocalizedError(
    "DOCUMENT_NOT_WRITTEN",
    vscode.l10n.t("The editor did not take the change."),
    vscode.l10n.t("Check whether the file can be written, then try again."),
  );
}
