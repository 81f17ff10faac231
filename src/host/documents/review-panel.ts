/** The page on which a person accepts, edits or refuses each alt text of a run before it is written. */
import { randomBytes } from "node:crypto";
import * as v from "valibot";
import * as vscode from "vscode";
import { panelPage } from "../../shared/panel-page.ts";
import {
  englishReviewStrings,
  fromReviewSchema,
  type FromReview,
  type ToReview,
} from "../../shared/documents/review.ts";
import { formatError, toUserError } from "../../shared/errors.ts";
import { readImageFile } from "../image-file.ts";
import type { PanelManager } from "../panel-manager.ts";
import { webviewOptions } from "../webview-options.ts";
import type { AltRun } from "./alt-run.ts";
import { takeBack, type Written } from "./document-text.ts";

export interface ReviewServices {
  readonly extensionUri: vscode.Uri;
  readonly panels: PanelManager;
  readonly log: vscode.LogOutputChannel;
  readonly maxImageBytes: () => number;
  readonly longest: () => number;
}

export const reviewType = "mlMamba.review";

export class ReviewPanel {
  readonly panel: vscode.WebviewPanel;
  readonly #subscriptions: readonly vscode.Disposable[];
  /** The items that were sent, so that a page that was hidden gets all of them again. */
  #isListening = false;
  #disposed = false;

  constructor(
    readonly run: AltRun,
    private readonly title: string,
    private readonly services: ReviewServices,
  ) {
    const options = webviewOptions(services.extensionUri);
    this.panel = vscode.window.createWebviewPanel(
      reviewType,
      vscode.l10n.t("Alt text: {0}", title),
      vscode.ViewColumn.Active,
      {
        ...options,
        enableFindWidget: true,
        /* A review holds what a person has decided; it is small. */
        retainContextWhenHidden: false,
      },
    );
    const icon = (theme: string): vscode.Uri => vscode.Uri.joinPath(services.extensionUri, "media", `tab-${theme}.svg`);
    this.panel.iconPath = { light: icon("light"), dark: icon("dark") };
    this.#subscriptions = [
      this.panel.webview.onDidReceiveMessage((raw) => {
        const message = v.safeParse(fromReviewSchema, raw);
        if (message.success) void this.#handle(message.output);
        else services.log.warn(`A message of the review is not valid: ${message.issues[0].message}`);
      }),
      this.panel.onDidChangeViewState(() => {
        if (!this.panel.visible) this.#isListening = false;
      }),
      run.onDidChange((event) => {
        this.#post(event.type === "items" ? { type: "items", items: [...event.items] } : event);
      }),
      this.panel.onDidDispose(() => {
        this.#disposed = true;
        run.dispose();
        for (const subscription of this.#subscriptions) subscription.dispose();
      }),
    ];
    this.panel.webview.html = this.#page();
  }

  #page(): string {
    const { webview } = this.panel;
    const file = (name: string): string =>
      webview.asWebviewUri(vscode.Uri.joinPath(this.services.extensionUri, "dist", name)).toString();
    return panelPage({
      cspSource: webview.cspSource,
      nonce: randomBytes(16).toString("base64url"),
      script: file("review.js"),
      style: file("review.css"),
      locale: vscode.env.language,
      title: this.title,
    });
  }

  async #handle(message: FromReview): Promise<void> {
    const { run } = this;
    switch (message.type) {
      case "ready":
        this.#replay();
        return;
      case "edit":
        run.edit(message.id, message.text);
        return;
      case "accept":
        run.accept(message.ids, message.accepted);
        return;
      case "stop":
        run.stop();
        return;
      case "resume":
        await run.generate();
        return;
      case "write":
        run.stop();
        await this.write();
        return;
      case "close":
        this.panel.dispose();
        return;
      case "open":
        await this.#open(message.id);
        return;
      case "ask": {
        const uri = run.pictureOf(message.id);
        if (uri !== undefined) await this.services.panels.open(uri);
        return;
      }
      case "picture":
        await this.#sendPicture(message.id);
    }
  }

  /** Writes what was accepted, and offers to take back what the editor's undo does not. */
  async write(): Promise<void> {
    const { written } = await this.run.write();
    const asBytes = written.filter(({ before }) => before !== undefined);
    if (asBytes.length === 0) return;
    const undo = vscode.l10n.t("Undo");
    const chosen = await vscode.window.showInformationMessage(
      vscode.l10n.t("Files with mixed line endings were written directly: {0}.", asBytes.length),
      undo,
    );
    if (chosen === undo) await this.#takeBack(asBytes);
  }

  async #takeBack(all: readonly Written[]): Promise<void> {
    const outcomes = await Promise.all(all.map((each) => takeBack(each).catch(() => false)));
    const left = outcomes.filter((done) => !done).length;
    if (left > 0) {
      void vscode.window.showWarningMessage(
        vscode.l10n.t("Files that were changed since stay as they are: {0}.", left),
      );
    }
  }

  async #open(id: number): Promise<void> {
    const place = this.run.documentOf(id);
    if (place === undefined) return;
    try {
      const document = await vscode.workspace.openTextDocument(place.uri);
      const at = document.positionAt(place.offset);
      await vscode.window.showTextDocument(document, {
        viewColumn: vscode.ViewColumn.Beside,
        preserveFocus: false,
        selection: new vscode.Range(at, at),
      });
    } catch (thrown) {
      void vscode.window.showErrorMessage(formatError(toUserError(thrown)));
    }
  }

  async #sendPicture(id: number): Promise<void> {
    const uri = this.run.pictureOf(id);
    if (uri === undefined) return;
    try {
      const { source } = await readImageFile(uri, this.services.maxImageBytes());
      if (source.type === "bytes")
        this.#post({ type: "picture", id, bytes: source.bytes, mediaType: source.mediaType });
    } catch {
      /* Its row says what is wrong with it. */
    }
  }

  #replay(): void {
    this.#isListening = true;
    const strings = Object.fromEntries(
      Object.entries(englishReviewStrings).map(([name, english]) => [name, vscode.l10n.t(english)]),
    );
    const { title, run, services } = this;
    this.#post({ type: "start", title, strings, locale: vscode.env.language, longest: services.longest() });
    for (let at = 0; at < run.items.length; at += 500)
      this.#post({ type: "items", items: run.items.slice(at, at + 500) });
    this.#post({ type: "phase", phase: run.phase });
  }

  #post(message: ToReview): void {
    if (!this.#disposed && this.#isListening) void this.panel.webview.postMessage(message);
  }
}
