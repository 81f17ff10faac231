/** A person whose answers to the editor's questions are written down before; the questions are kept. Toasts and dialogs are not shown in a driven editor. */
import * as vscode from "vscode";

/** An entry of a list, as it was offered. */
export interface OfferedItem {
  readonly label: string;
  readonly description?: string;
  readonly detail?: string;
  /** What the buttons beside it say. */
  readonly buttons?: readonly { readonly tooltip?: string }[];
}

export interface OfferedList {
  readonly title: string;
  readonly items: readonly OfferedItem[];
}

const names = [
  "showInformationMessage",
  "showWarningMessage",
  "showErrorMessage",
  "showInputBox",
  "showQuickPick",
  "showOpenDialog",
  "createQuickPick",
] as const;

type Answer = string | undefined;

export class WindowScript implements Disposable {
  /** What was said and asked: messages with their details, titles of lists and boxes. */
  readonly said: string[] = [];
  /** The lists that were offered, in order. */
  readonly lists: OfferedList[] = [];
  /** What the dialogs for files and folders offered, in order. */
  readonly dialogs: vscode.OpenDialogOptions[] = [];
  /** By what is said: which button, which entry, which words, which path; the first that fits. */
  readonly answers: [said: RegExp, answer: Answer][] = [];
  /** What is done in the lists with buttons, once each: an entry's label, or that and a button, "label > tooltip"; then they are closed. */
  readonly picks: string[] = [];
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
    window["showQuickPick"] = (items: readonly OfferedItem[], { title = "" }: vscode.QuickPickOptions) => {
      this.lists.push({ title, items });
      const answer = this.#answer(title);
      return Promise.resolve(answer === undefined ? undefined : items.find(({ label }) => label.includes(answer)));
    };
    window["showOpenDialog"] = (options: vscode.OpenDialogOptions) => {
      this.dialogs.push(options);
      const answer = this.#answer(options.canSelectFolders === true ? "Open a folder" : "Open a file");
      return Promise.resolve(answer === undefined ? undefined : [vscode.Uri.file(answer)]);
    };
    window["createQuickPick"] = () => this.#quickPick();
  }

  [Symbol.dispose](): void {
    for (const [name, own] of this.#own) (vscode.window as unknown as Record<string, unknown>)[name] = own;
  }

  #answer(said: string): Answer {
    this.said.push(said);
    return this.answers.find(([pattern]) => pattern.test(said))?.[1];
  }

  /** As much of `vscode.QuickPick` as the extension uses. */
  #quickPick(): unknown {
    const nobody = (): void => undefined;
    let [accept, hide]: (() => void)[] = [nobody, nobody] as [() => void, () => void];
    let press: (event: { item: OfferedItem; button: unknown }) => void = nobody;
    const pick = {
      title: "",
      items: [] as readonly OfferedItem[],
      selectedItems: [] as readonly OfferedItem[],
      onDidAccept: (listener: () => void) => (accept = listener),
      onDidHide: (listener: () => void) => (hide = listener),
      onDidTriggerItemButton: (listener: typeof press) => (press = listener),
      dispose: nobody,
      show: () => {
        const { title, items } = pick;
        this.lists.push({ title, items });
        const [label, tooltip] = (this.picks.shift() ?? "").split(" > ");
        const item = label === "" ? undefined : items.find((each) => each.label.includes(label!));
        const button = item?.buttons?.find((each) => each.tooltip === tooltip);
        if (item !== undefined && tooltip === undefined) {
          pick.selectedItems = [item];
          accept?.();
        } else if (item !== undefined && button !== undefined) press({ item, button });
        /* After a choice that does nothing the person closes the list. */
        hide?.();
      },
    };
    return pick;
  }
}
