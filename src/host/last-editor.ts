/** The text editor that was last active: answers are inserted there while the panel has the focus. */
import * as vscode from "vscode";
import { editorMissing, editorReadOnly } from "./panel-errors.ts";
import { baseName } from "./image-file.ts";

/** Documents that only look like files. */
const notWritten: ReadonlySet<string> = new Set(["output", "debug", "comment", "vscode-terminal", "walkThrough"]);

export class LastEditor implements vscode.Disposable {
  readonly #subscription: vscode.Disposable;
  #editor: vscode.TextEditor | undefined;

  constructor() {
    this.#take(vscode.window.activeTextEditor);
    this.#subscription = vscode.window.onDidChangeActiveTextEditor((editor) => {
      this.#take(editor);
    });
  }

  /**
   * Puts `text` in place of what is selected, or at the cursor, and the focus into the editor.
   *
   * @returns the file's name
   * @throws UserError `EDITOR_MISSING`, `EDITOR_READ_ONLY`
   */
  async insert(text: string): Promise<string> {
    const last = this.#editor;
    /* The editor knows a document for some time after its tab was closed. */
    if (last === undefined || last.document.isClosed || !isOpen(last.document.uri)) throw editorMissing();
    const { document, viewColumn, selections } = last;
    const name = baseName(document.uri);
    const shown = vscode.window.visibleTextEditors.includes(last);
    const editor = await vscode.window.showTextDocument(document, {
      ...(viewColumn === undefined ? {} : { viewColumn }),
      ...(shown || selections[0] === undefined ? {} : { selection: selections[0] }),
    });
    const done = await editor.edit((edit) => {
      for (const selection of editor.selections) edit.replace(selection, text);
    });
    if (!done) throw editorReadOnly(name);
    return name;
  }

  dispose(): void {
    this.#subscription.dispose();
  }

  #take(editor: vscode.TextEditor | undefined): void {
    if (editor !== undefined && !notWritten.has(editor.document.uri.scheme)) this.#editor = editor;
  }
}

/** Whether a document is in some tab, in view or not. */
function isOpen(uri: vscode.Uri): boolean {
  const key = uri.toString();
  const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
  return tabs.some(({ input }) => {
    if (input instanceof vscode.TabInputText) return input.uri.toString() === key;
    return input instanceof vscode.TabInputTextDiff && input.modified.toString() === key;
  });
}
