/**
 * The panel of this window: opened when it is first needed, revealed, restored and closed. There is one, which holds several images. What it consists
 * of is imported when it is opened: activation stays small.
 */
import * as v from "valibot";
import * as vscode from "vscode";
import type { PanelAction } from "../shared/panel-protocol.ts";
import type { PanelModel } from "../shared/panel-state.ts";
import type { UserError } from "../shared/errors.ts";
import type { ImageSession } from "./image-session.ts";
import type { Panel, PanelServices } from "./panel.ts";
import { webviewOptions } from "./webview-options.ts";

export const panelType = "mlMamba.panel";

/** An image in the panel. */
export interface OpenImage {
  readonly uri: vscode.Uri;
  readonly session: ImageSession;
}

export class PanelManager implements vscode.WebviewPanelSerializer {
  #panel: Panel | undefined;
  #opening: Promise<Panel> | undefined;

  constructor(private readonly services: PanelServices) {}

  /** The panel, if it is open. */
  get panel(): Panel | undefined {
    return this.#panel;
  }

  /** The images in the panel, in its order. */
  get images(): readonly OpenImage[] {
    return (this.#panel?.images.strip.sessions ?? []).map(openImage);
  }

  find(uri: vscode.Uri): OpenImage | undefined {
    const session = this.#panel?.images.find(uri);
    return session && openImage(session);
  }

  /** Opens the panel with images; those that it holds already are shown. */
  async open(...uris: readonly vscode.Uri[]): Promise<Panel> {
    const panel = await this.show();
    await panel.open(uris);
    return panel;
  }

  /** Opens the panel, or brings it to the front, and has it do something. */
  async show(action?: PanelAction): Promise<Panel> {
    const panel = this.#panel ?? (await (this.#opening ??= this.#open(() => this.#create())));
    panel.reveal(action);
    return panel;
  }

  /** Fills a panel that the editor brought back after a reload. Called when the panel is shown first. */
  async deserializeWebviewPanel(webviewPanel: vscode.WebviewPanel, state: unknown): Promise<void> {
    const { emptyView, savedViewSchema } = await import("../shared/saved-view.ts");
    const view = v.safeParse(savedViewSchema, state);
    /* A second one is what is left of a window that was duplicated. */
    if (this.#panel !== undefined || this.#opening !== undefined) {
      webviewPanel.dispose();
      return;
    }
    this.#opening = this.#open(() => webviewPanel);
    const panel = await this.#opening;
    await panel.images.restore(view.success ? view.output : emptyView);
  }

  /** Tells the panel of the model. */
  modelIs(model: PanelModel): void {
    this.#panel?.images.strip.modelIs(model);
  }

  /** Another model answers from now on: what is in view is read anew at once, other images when they are looked at or asked about. */
  modelReplaced(): void {
    const panel = this.#panel;
    panel?.images.strip.modelReplaced(panel.panel.visible);
  }

  /** Says what went wrong in the panel, if it is open. */
  problem(error: UserError): void {
    this.#panel?.images.strip.problem(error);
  }

  /** Takes all conversations away, from the panel as well, and the pictures that were kept for them. */
  async forgetConversations(): Promise<void> {
    for (const { session } of this.images) session.forget();
    await this.services.store.forgetAll();
    await this.services.pictures.deleteKept();
    for (const { session } of this.images) {
      const { image } = session.state;
      if (image.kind === "kept") session.imageIs({ ...image, kind: "paste" });
    }
  }

  async #open(webviewPanelOf: () => vscode.WebviewPanel): Promise<Panel> {
    try {
      const { Panel: Implementation } = await import("./panel.ts");
      const panel = new Implementation(webviewPanelOf(), this.services);
      this.#panel = panel;
      panel.onDidDispose(() => {
        this.#panel = undefined;
      });
      return panel;
    } finally {
      this.#opening = undefined;
    }
  }

  /** Beside the editor. */
  #create(): vscode.WebviewPanel {
    const options = { ...webviewOptions(this.services.extensionUri), enableFindWidget: true };
    return vscode.window.createWebviewPanel(panelType, "ML-Mamba", vscode.ViewColumn.Beside, options);
  }
}

function openImage(session: ImageSession): OpenImage {
  return { uri: vscode.Uri.parse(session.state.image.uri, true), session };
}
