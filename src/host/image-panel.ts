/** A panel of the editor that shows an {@link ImageSession}: its webview, the messages both ways, what is kept, the watch on the file. */
import { randomBytes } from "node:crypto";
import * as v from "valibot";
import * as vscode from "vscode";
import { panelPage } from "../shared/panel-page.ts";
import { savedViewSchema, toHostSchema, type ToHost, type ToWebview } from "../shared/panel-protocol.ts";
import { answerText, type PanelEvent, type PanelTurn } from "../shared/panel-state.ts";
import { panelStrings } from "../shared/panel-strings.ts";
import type { ConversationStore } from "./conversation-store.ts";
import type { Conversation } from "./conversation.ts";
import { FileWatch } from "./file-watch.ts";
import { baseName, folderOf, readImageFile } from "./image-file.ts";
import { webviewOptions } from "./webview-options.ts";
import { ImageSession, type SessionServices } from "./image-session.ts";

export interface PanelServices extends Omit<SessionServices, "loadFile" | "onEvent"> {
  readonly extensionUri: vscode.Uri;
  readonly store: ConversationStore;
  readonly log: vscode.LogOutputChannel;
  /** Largest image file in bytes. */
  readonly maxImageBytes: () => number;
}

export class ImagePanel {
  readonly session: ImageSession;
  readonly #watch: FileWatch;
  readonly #subscriptions: readonly { dispose(): unknown }[];
  readonly #onDidDispose = new vscode.EventEmitter<void>();
  readonly onDidDispose = this.#onDidDispose.event;
  /** Whether the webview listens: it said `ready`, and was not hidden since. */
  #isListening = false;
  #focusOnReady = false;
  #disposed = false;

  /** @param restored the conversation of an earlier time */
  constructor(
    readonly uri: vscode.Uri,
    readonly panel: vscode.WebviewPanel,
    private readonly services: PanelServices,
    restored: Conversation | undefined,
  ) {
    const { webview } = panel;
    panel.title = baseName(uri);
    const icon = (theme: string): vscode.Uri => vscode.Uri.joinPath(services.extensionUri, "media", `tab-${theme}.svg`);
    panel.iconPath = { light: icon("light"), dark: icon("dark") };
    this.#watch = new FileWatch(uri, (change) => {
      this.session.fileIs(change);
    });
    this.session = new ImageSession(
      { uri: uri.toString(), name: baseName(uri), folder: folderOf(uri) },
      {
        ...services,
        loadFile: async () => {
          const file = await readImageFile(uri, services.maxImageBytes());
          this.#watch.read(file.stamp);
          return file;
        },
        onEvent: (event) => {
          this.#onEvent(event);
        },
      },
      restored,
    );
    this.#subscriptions = [
      this.#watch,
      this.#onDidDispose,
      webview.onDidReceiveMessage((message) => {
        this.#receive(message);
      }),
      panel.onDidChangeViewState(() => {
        /* A hidden webview is torn down; it says `ready` when it is shown again. */
        if (panel.visible) this.#watch.look();
        else this.#isListening = false;
      }),
      panel.onDidDispose(() => void this.#disposeOnce()),
    ];
    webview.options = webviewOptions(services.extensionUri);
    webview.html = this.#page();
    this.session.read();
  }

  reveal(): void {
    this.panel.reveal(undefined, false);
    if (this.#isListening) this.#post({ type: "focusQuestion" });
    else this.#focusOnReady = true;
  }

  #page(): string {
    const { webview, title } = this.panel;
    const bundle = (name: string): string =>
      webview.asWebviewUri(vscode.Uri.joinPath(this.services.extensionUri, "dist", name)).toString();
    return panelPage({
      cspSource: webview.cspSource,
      nonce: randomBytes(16).toString("base64url"),
      script: bundle("webview.js"),
      style: bundle("webview.css"),
      locale: vscode.env.language,
      title,
    });
  }

  #onEvent(event: PanelEvent): void {
    const { state } = this.session;
    if (this.#isListening) this.#post({ type: "event", revision: state.revision, event });
    if (changesConversation(event)) void this.services.store.save(state.image.uri, this.session.kept);
  }

  #receive(raw: unknown): void {
    const message = v.safeParse(toHostSchema, raw);
    if (message.success) void this.#handle(message.output);
    else this.services.log.warn(`A message of the panel is not valid: ${message.issues[0].message}`);
  }

  async #handle(message: ToHost): Promise<void> {
    const { session } = this;
    switch (message.type) {
      case "ready":
        this.#replay();
        return;
      case "ask":
        session.ask(message.question);
        return;
      case "stop":
        session.stop();
        return;
      case "askAgain":
        session.askAgain(message.turn);
        return;
      case "readAgain":
        session.read();
        return;
      case "newConversation":
        session.newConversation();
        return;
      case "copyAnswer": {
        const turn = session.state.turns.find(({ id }) => id === message.turn);
        if (turn !== undefined) await this.#copy(message.format === "text" ? answerText(turn) : answerMarkdown(turn));
        return;
      }
      case "copyText": {
        const { reading } = session.state;
        if (reading.status === "ready") await this.#copy(reading.lines.map(({ text }) => text).join("\n"));
        return;
      }
      case "copyQuote":
        await this.#copy(message.text);
        return;
      case "openImage":
        await vscode.commands.executeCommand("vscode.open", this.uri);
        return;
      case "showLog":
        this.services.log.show();
        return;
      case "chooseModel":
        await vscode.commands.executeCommand("mlMamba.chooseModel");
    }
  }

  #replay(): void {
    this.#isListening = true;
    const { state } = this.session;
    const strings = panelStrings((english) => vscode.l10n.t(english));
    this.#post({ type: "replay", state, strings, locale: vscode.env.language });
    if (this.#focusOnReady) this.#post({ type: "focusQuestion" });
    this.#focusOnReady = false;
  }

  async #copy(text: string): Promise<void> {
    await vscode.env.clipboard.writeText(text);
    this.#post({ type: "copied" });
  }

  #post(message: ToWebview): void {
    if (!this.#disposed) void this.panel.webview.postMessage(message);
  }

  async #disposeOnce(): Promise<void> {
    if (this.#disposed) return;
    this.#disposed = true;
    this.#isListening = false;
    const { kept, state } = this.session;
    this.#onDidDispose.fire();
    for (const subscription of this.#subscriptions) subscription.dispose();
    await Promise.all([this.session.dispose(), this.services.store.save(state.image.uri, kept)]);
  }
}

/** The image of a panel that the editor restores after a reload, as its webview kept it. */
export function imageOfSavedView(raw: unknown): vscode.Uri | undefined {
  const view = v.safeParse(savedViewSchema, raw);
  if (!view.success) return undefined;
  try {
    return vscode.Uri.parse(view.output.image, true);
  } catch {
    return undefined;
  }
}

/** Whether what is kept of the conversation is another one after `event`; the words of an answer are kept when it ends. */
function changesConversation(event: PanelEvent): boolean {
  switch (event.type) {
    case "asked":
    case "askedAgain":
    case "cleared":
      return true;
    case "answer":
      return ["done", "stopped", "failed"].includes(event.event.type);
    case "image":
    case "file":
    case "reading":
    case "suggestions":
    case "model":
      return false;
  }
}

function answerMarkdown(turn: PanelTurn): string {
  const question = turn.question
    .split("\n")
    .map((line) => `> ${line}`)
    .join("\n");
  return `${question}\n\n${answerText(turn)}\n`;
}
