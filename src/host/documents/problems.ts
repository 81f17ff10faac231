/** Missing and unhelpful alt text as problems of the open documents; off by default. */
import * as vscode from "vscode";
import { altProblem } from "../../shared/documents/alt-text.ts";
import { languageOfDocument } from "../../shared/documents/image-link.ts";
import { rangeOf, type DocumentImages } from "./document-images.ts";
import { problemWords } from "./problem-words.ts";

/** After the last change, before a document is looked at again. */
const quietMs = 500;
/** Problems of one document, at most; the editor shows no more. */
const most = 1000;

export class AltProblems implements vscode.Disposable {
  readonly #collection = vscode.languages.createDiagnosticCollection("ml-mamba");
  readonly #waiting = new Map<vscode.TextDocument, NodeJS.Timeout>();
  readonly #subscriptions: readonly { dispose(): unknown }[];

  constructor(
    private readonly images: DocumentImages,
    private readonly isOn: () => boolean,
  ) {
    this.#subscriptions = [
      this.#collection,
      vscode.workspace.onDidOpenTextDocument((document) => {
        this.#soon(document, 0);
      }),
      vscode.workspace.onDidChangeTextDocument(({ document }) => {
        this.#soon(document, quietMs);
      }),
      vscode.workspace.onDidCloseTextDocument((document) => {
        clearTimeout(this.#waiting.get(document));
        this.#waiting.delete(document);
        this.#collection.delete(document.uri);
      }),
    ];
  }

  /** Looks at all open documents: at the start, and when the setting has changed. */
  refresh(): void {
    if (!this.isOn()) this.#collection.clear();
    for (const document of vscode.workspace.textDocuments) this.#soon(document, 0);
  }

  dispose(): void {
    for (const timer of this.#waiting.values()) clearTimeout(timer);
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  #soon(document: vscode.TextDocument, ms: number): void {
    if (!this.isOn() || languageOfDocument(document.languageId, document.uri.path) === undefined) return;
    clearTimeout(this.#waiting.get(document));
    this.#waiting.set(
      document,
      setTimeout(() => {
        this.#waiting.delete(document);
        void this.#look(document);
      }, ms),
    );
  }

  async #look(document: vscode.TextDocument): Promise<void> {
    const { version } = document;
    const { images } = await this.images.quietly(document);
    if (document.isClosed || document.version !== version || !this.isOn()) return;
    const diagnostics: vscode.Diagnostic[] = [];
    for (const image of images) {
      const problem = altProblem(image);
      if (problem === undefined) continue;
      const severity =
        problem === "missing" ? vscode.DiagnosticSeverity.Warning : vscode.DiagnosticSeverity.Information;
      const range = rangeOf(document, image.focus);
      const diagnostic = new vscode.Diagnostic(range, problemWords(problem, image), severity);
      diagnostic.source = "ML-Mamba";
      diagnostic.code = `alt-${problem}`;
      diagnostics.push(diagnostic);
      if (diagnostics.length === most) break;
    }
    this.#collection.set(document.uri, diagnostics);
  }
}
