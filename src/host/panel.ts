/** The panel in the editor: the webview and the messages both ways. What it shows is the affair of {@link PanelImages} and their strip. */
import { randomBytes } from "node:crypto";
import * as v from "valibot";
import * as vscode from "vscode";
import { toUserError } from "../shared/errors.ts";
import { panelPage } from "../shared/panel-page.ts";
import {
  toHostSchema,
  type NewPicture,
  type PanelAction,
  type ToHost,
  type ToWebview,
} from "../shared/panel-protocol.ts";
import { activeImage, type PanelEvent } from "../shared/panel-state.ts";
import { panelStrings } from "../shared/panel-strings.ts";
import type { LastEditor } from "./last-editor.ts";
import { PanelActions } from "./panel-actions.ts";
import { refused } from "./panel-errors.ts";
import { PanelImages, type ImagesServices } from "./panel-images.ts";
import { captureTool, thisSystem } from "./screen-capture.ts";
import { webviewOptions } from "./webview-options.ts";

export interface PanelServices extends Omit<ImagesServices, "onEvent" | "capture"> {
  readonly extensionUri: vscode.Uri;
  readonly editor: LastEditor;
  readonly log: vscode.LogOutputChannel;
  /** Whether this process runs on the person's own computer. */
  readonly isLocal: boolean;
}

/** How many images the panel holds, for the commands' conditions in package.json. */
const imagesContext = "mlMamba.images";

export class Panel {
  readonly images: PanelImages;
  /** What can be done from outside as well: by the editor's commands. */
  readonly actions: PanelActions;
  readonly #subscriptions: readonly { dispose(): unknown }[];
  readonly #onDidDispose = new vscode.EventEmitter<void>();
  readonly onDidDispose = this.#onDidDispose.event;
  /** Whether the webview listens: it said `ready`, and was not hidden since. */
  #isListening = false;
  /** What the webview is to do when it listens. */
  #todo: PanelAction | undefined;
  #disposed = false;

  constructor(
    readonly panel: vscode.WebviewPanel,
    private readonly services: PanelServices,
  ) {
    const { webview } = panel;
    const icon = (theme: string): vscode.Uri => vscode.Uri.joinPath(services.extensionUri, "media", `tab-${theme}.svg`);
    panel.iconPath = { light: icon("light"), dark: icon("dark") };
    const onEvent = (event: PanelEvent): void => {
      this.#onEvent(event);
    };
    const tool = services.isLocal ? captureTool(thisSystem()) : undefined;
    this.images = new PanelImages({ ...services, capture: tool === undefined ? "paste" : "tool", onEvent });
    this.actions = new PanelActions(
      this.images,
      { ...services, captureTool: tool },
      {
        open: (uris) => this.open(uris),
        add: (pictures) => this.addPictures(pictures),
        say: (text, stays = false) => {
          this.#post({ type: "said", text, stays });
        },
        copied: () => {
          this.#post({ type: "copied" });
        },
      },
    );
    this.#subscriptions = [
      this.#onDidDispose,
      webview.onDidReceiveMessage((message) => {
        this.#receive(message);
      }),
      panel.onDidChangeViewState(() => {
        /* A hidden webview is torn down; it says `ready` when it is shown again. */
        if (panel.visible) this.images.look();
        else this.#isListening = false;
      }),
      panel.onDidDispose(() => void this.#disposeOnce()),
    ];
    webview.options = webviewOptions(services.extensionUri);
    webview.html = this.#page();
    this.#retitle();
  }

  /** Brings the panel to the front; the webview does something as soon as it can. */
  reveal(action: PanelAction = "focusQuestion"): void {
    this.panel.reveal(undefined, false);
    this.#do(action);
  }

  /** Adds images, or has them in view if they are there; the first one is shown. */
  async open(uris: readonly vscode.Uri[]): Promise<void> {
    await this.images.open(uris);
    this.#do("focusQuestion");
  }

  /** Adds pictures that came as bytes. */
  async addPictures(pictures: readonly NewPicture[]): Promise<void> {
    await this.images.addPictures(pictures);
    this.#do("focusQuestion");
  }

  #do(action: PanelAction): void {
    if (this.#isListening) this.#post({ type: "do", action });
    else this.#todo = action;
  }

  #page(): string {
    const { webview } = this.panel;
    const bundle = (name: string): string =>
      webview.asWebviewUri(vscode.Uri.joinPath(this.services.extensionUri, "dist", name)).toString();
    return panelPage({
      cspSource: webview.cspSource,
      nonce: randomBytes(16).toString("base64url"),
      script: bundle("webview.js"),
      style: bundle("webview.css"),
      locale: vscode.env.language,
      title: "ML-Mamba",
    });
  }

  #onEvent(event: PanelEvent): void {
    const { state } = this.images.strip;
    if (this.#isListening) this.#post({ type: "event", revision: state.revision, event });
    if (event.type === "activated" || event.type === "removed") this.#retitle();
    if (event.type === "added" || event.type === "removed") setImagesContext(state.images.length);
    if (event.type === "image" && event.event.type === "image") this.#retitle();
  }

  #retitle(): void {
    this.panel.title = activeImage(this.images.strip.state)?.image.name ?? "ML-Mamba";
  }

  #receive(raw: unknown): void {
    const message = v.safeParse(toHostSchema, raw);
    if (!message.success) {
      this.services.log.warn(`A message of the panel is not valid: ${message.issues[0].message}`);
      return;
    }
    this.#handle(message.output).catch((thrown: unknown) => {
      const error = toUserError(thrown);
      if (error.code === "CANCELLED") return;
      this.services.log.error(`${message.output.type}: ${error.code}: ${error.message}`);
      this.images.strip.problem(error);
    });
  }

  async #handle(message: ToHost): Promise<void> {
    const { strip } = this.images;
    switch (message.type) {
      case "ready":
        this.#replay();
        return;
      case "wantPicture": {
        const { image } = message;
        const session = strip.session(image);
        if (session === undefined) return;
        const { picture: source, state } = session;
        this.#post({ type: "picture", image, picture: state.picture, ...(source !== undefined && { source }) });
        return;
      }
      case "addPictures":
        await this.addPictures(message.pictures);
        return;
      case "refused":
        strip.problem(refused(message.why));
        return;
      case "activate":
        strip.activate(message.image);
        return;
      case "remove":
        await this.images.remove(message.image);
        return;
      case "compare":
        strip.compare(message.images);
        return;
      case "askAll":
        strip.askAll(message.question);
        return;
      case "askRound":
        strip.session(message.image)?.ask(message.question, { region: undefined, compared: message.round });
        return;
      case "stop":
        strip.stop();
        return;
      case "dismiss":
        strip.dismiss(message.problem);
        return;
      case "readAgain":
        strip.session(message.image)?.read();
        return;
      case "selectRegion":
        strip.session(message.image)?.selectRegion(message.box);
        return;
      case "typing":
        await strip.session(message.image)?.warmUp();
        return;
      case "ask":
        strip.session(message.image)?.ask(message.question);
        return;
      case "edit":
        strip.session(message.image)?.edit(message.turn, message.question);
        return;
      case "askAgain":
        strip.session(message.image)?.askAgain(message.turn);
        return;
      case "showBranch":
        strip.session(message.image)?.showBranch(message.turn);
        return;
      case "newConversation":
        strip.session(message.image)?.newConversation();
        return;
      case "forget":
        strip.session(message.image)?.forget();
        return;
      case "addFiles":
      case "chooseFiles":
      case "takePicture":
      case "showHistory":
      case "keep":
      case "openImage":
      case "revealImage":
      case "copyText":
      case "copyQuote":
      case "copyAnswer":
      case "copyConversation":
      case "insertAnswer":
      case "export":
      case "chooseModel":
      case "showModel":
      case "showLog":
        await this.actions.handle(message);
    }
  }

  #replay(): void {
    this.#isListening = true;
    const { state } = this.images.strip;
    const strings = panelStrings((english) => vscode.l10n.t(english));
    this.#post({ type: "replay", state, strings, locale: vscode.env.language });
    if (this.#todo !== undefined) this.#post({ type: "do", action: this.#todo });
    this.#todo = undefined;
  }

  #post(message: ToWebview): void {
    if (!this.#disposed) void this.panel.webview.postMessage(message);
  }

  async #disposeOnce(): Promise<void> {
    if (this.#disposed) return;
    this.#disposed = true;
    this.#isListening = false;
    this.#onDidDispose.fire();
    setImagesContext(0);
    for (const subscription of this.#subscriptions) subscription.dispose();
    await this.images.dispose();
  }
}

function setImagesContext(count: number): void {
  void vscode.commands.executeCommand("setContext", imagesContext, count);
}
