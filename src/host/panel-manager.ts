/**
 * All panels of this window, one for each image: opens, reveals, restores and closes them. What a panel consists of is imported with the
 * first one: activation stays small.
 */
import * as vscode from "vscode";
import type { PanelModel } from "../shared/panel-state.ts";
import { baseName } from "./image-file.ts";
import type { ImagePanel, PanelServices } from "./image-panel.ts";
import { webviewOptions } from "./webview-options.ts";

export const panelType = "mlMamba.panel";

export class PanelManager implements vscode.WebviewPanelSerializer {
  readonly #panels = new Map<string, ImagePanel>();
  /** Panels whose conversation is being loaded. */
  readonly #opening = new Map<string, Promise<ImagePanel>>();

  constructor(private readonly services: PanelServices) {}

  get panels(): readonly ImagePanel[] {
    return [...this.#panels.values()];
  }

  find(uri: vscode.Uri): ImagePanel | undefined {
    return this.#panels.get(uri.toString());
  }

  /** Opens a panel for an image, or brings its panel to the front. */
  async open(uri: vscode.Uri): Promise<ImagePanel> {
    const existing = this.#panels.get(uri.toString()) ?? (await this.#opening.get(uri.toString()));
    existing?.reveal();
    return existing ?? this.#adopt(uri, () => this.#create(uri));
  }

  /** Fills a panel that the editor brought back after a reload. Called when the panel is shown first. */
  async deserializeWebviewPanel(panel: vscode.WebviewPanel, state: unknown): Promise<void> {
    const { imageOfSavedView } = await import("./image-panel.ts");
    const uri = imageOfSavedView(state);
    if (uri === undefined || this.#panels.has(uri.toString()) || this.#opening.has(uri.toString())) {
      panel.dispose();
      return;
    }
    await this.#adopt(uri, () => panel);
  }

  /** Tells all panels of the model. */
  modelIs(model: PanelModel): void {
    for (const { session } of this.#panels.values()) session.modelIs(model);
  }

  /** Another model answers from now on: images in view are read anew at once, others with their next question. */
  modelReplaced(): void {
    for (const { session, panel } of this.#panels.values()) session.modelReplaced(panel.visible);
  }

  /** Takes all conversations away, from the panels as well. */
  async forgetConversations(): Promise<void> {
    for (const { session } of this.#panels.values()) session.newConversation();
    await this.services.store.forgetAll();
  }

  #adopt(uri: vscode.Uri, panelOf: () => vscode.WebviewPanel): Promise<ImagePanel> {
    const key = uri.toString();
    const opening = this.#fill(uri, panelOf).finally(() => this.#opening.delete(key));
    this.#opening.set(key, opening);
    return opening;
  }

  async #fill(uri: vscode.Uri, panelOf: () => vscode.WebviewPanel): Promise<ImagePanel> {
    const key = uri.toString();
    const parts = [import("./image-panel.ts"), this.services.store.load(key)] as const;
    const [{ ImagePanel: Panel }, restored] = await Promise.all(parts);
    const panel = new Panel(uri, panelOf(), this.services, restored);
    this.#panels.set(key, panel);
    panel.onDidDispose(() => this.#panels.delete(key));
    return panel;
  }

  /** Beside the editor; further panels join the first one's column. */
  #create(uri: vscode.Uri): vscode.WebviewPanel {
    const column = this.panels.find(({ panel }) => panel.visible)?.panel.viewColumn ?? vscode.ViewColumn.Beside;
    const options = { ...webviewOptions(this.services.extensionUri), enableFindWidget: true };
    return vscode.window.createWebviewPanel(panelType, baseName(uri), column, options);
  }
}
