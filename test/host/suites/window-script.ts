/** A person whose answers to the editor's questions are written down before; the questions are kept. Toasts and dialogs are not shown in a driven editor. */
import * as vscode from "vscode";

interface Item {
  readonly label: string;
}

const names = [
  "showInformationMessage",
  "showWarningMessage",
  "showErrorMessage",
  "showInputBox",
  "showQuickPick",
] as const;

type Answer = string | undefined;

export class WindowScript implements Disposable {
  /** What was said and asked: messages with their details, titles of lists and boxes. */
  readonly said: string[] = [];
  /** By what is said: which button, which entry, which words; the first that fits. */
  readonly answers: [said: RegExp, answer: Answer][] = [];
  readonly #own = names.map((name) => [name, vscode.window[name]] as const);

  constructor() {
    const window = vscode.window as unknown as Record<string, unknown>;
    const message = (text: string, ...rest: unknown[]): Promise<unknown> => {
      const options = rest[0] as { detail?: string } | string | undefined;
      const detail = typeof options === "object" ? (options.detail ?? "") : "";
      const answer = this.#answer(`${text}\n${detail}`);
      const fits = (action: unknown): boolean =>
        action === answer || (action as vscode.MessageItem | undefined)?.title === answer;
      return Promise.resolve(answer === undefined ? undefined : rest.find(fits));
    };
    for (const name of names.slice(0, 3)) window[name] = message;
    window["showInputBox"] = ({ title = "" }: vscode.InputBoxOptions) => Promise.resolve(this.#answer(title));
    window["showQuickPick"] = (items: readonly Item[], { title = "" }: vscode.QuickPickOptions) => {
      const answer = this.#answer(title);
      return Promise.resolve(answer === undefined ? undefined : items.find(({ label }) => label.includes(answer)));
    };
  }

  [Symbol.dispose](): void {
    for (const [name, own] of this.#own) (vscode.window as unknown as Record<string, unknown>)[name] = own;
  }

  #answer(said: string): Answer {
    this.said.push(said);
    return this.answers.find(([pattern]) => pattern.test(said))?.[1];
  }
}
