/**
 * Fills the alt text of images that are pasted or dropped into Markdown; off by default. The editor's own paste writes the file where
 * `markdown.copyFiles` says and inserts `![alt text](…)`; this follows it, and replaces the placeholder when the model has answered.
 */
import * as vscode from "vscode";
import type { AltWriter } from "../../client/alt-writer.ts";
import { altEdits } from "../../shared/documents/edits.ts";
import { altProblem } from "../../shared/documents/alt-text.ts";
import type { ImageLink } from "../../shared/documents/image-link.ts";
import { toUserError, UserError } from "../../shared/errors.ts";
import { isImageUri } from "../image-file.ts";
import { rangeOf, type DocumentImages } from "./document-images.ts";
import type { Pictures } from "./pictures.ts";

export interface PasteServices {
  readonly images: DocumentImages;
  readonly pictures: Pictures;
  readonly writer: () => AltWriter;
  readonly isOn: () => boolean;
  readonly longest: () => number;
  readonly log: Pick<vscode.LogOutputChannel, "warn">;
}

/** An insertion that is images and nothing else, as the editor's paste writes them. */
const pasted = /^(?:\s*!\[[^\]]*\]\([^()\s]+(?:\s[^)]*)?\)\s*)+$/;

export class PasteFollower implements vscode.Disposable {
  readonly #subscription: vscode.Disposable;
  /** Work that is going on, for tests. */
  #running = 0;

  constructor(private readonly services: PasteServices) {
    this.#subscription = vscode.workspace.onDidChangeTextDocument(({ document, contentChanges, reason }) => {
      if (!services.isOn() || document.languageId !== "markdown" || reason !== undefined) return;
      for (const { rangeOffset, text } of contentChanges) {
        if (pasted.test(text)) void this.#follow(document, rangeOffset, rangeOffset + text.length);
      }
    });
  }

  get isIdle(): boolean {
    return this.#running === 0;
  }

  dispose(): void {
    this.#subscription.dispose();
  }

  async #follow(document: vscode.TextDocument, from: number, to: number): Promise<void> {
    this.#running++;
    try {
      const { images } = await this.services.images.quietly(document);
      for (const image of images) {
        if (image.range[0] >= from && image.range[1] <= to && isPlaceholder(image)) await this.#fill(document, image);
      }
    } finally {
      this.#running--;
    }
  }

  async #fill(document: vscode.TextDocument, image: ImageLink): Promise<void> {
    const { images, pictures, writer, longest, log } = this.services;
    try {
      const file = await pictures.fileOf(document.uri, image);
      if (file === undefined || !isImageUri(file)) return;
      const { bytes, name } = await pictures.read(document.uri, image);
      const text = await vscode.window.withProgress(
        { location: vscode.ProgressLocation.Window, title: vscode.l10n.t("Writing alt text") },
        () => writer().alt({ source: { bytes, name }, link: image.link?.target, longest: longest() }),
      );
      /* What was typed meanwhile is the person's: only the placeholder is replaced, wherever it is now. */
      const now = await images.quietly(document);
      const same = now.images.filter((each) => each.target === image.target && isPlaceholder(each)).at(-1);
      if (same === undefined || document.isClosed) return;
      const edit = new vscode.WorkspaceEdit();
      for (const { span, text: added } of altEdits(same, text))
        edit.replace(document.uri, rangeOf(document, span), added);
      await vscode.workspace.applyEdit(edit);
    } catch (thrown) {
      const error = toUserError(thrown);
      if (!(thrown instanceof UserError)) log.warn(`Pasted image: ${error.message}`);
      else log.warn(`Pasted image: ${error.code}`);
    }
  }
}

/** The editor's placeholder in its languages, and what says no more than it. */
function isPlaceholder(image: ImageLink): boolean {
  const problem = altProblem(image);
  if (problem === "missing" || problem === "placeholder" || problem === "file-name") return true;
  return image.alt.type === "text" && /^(?:대체 텍스트|alt)$/i.test(image.alt.text);
}
