/** The one item in the status bar: the model's state and memory; a click offers what can be done about it. */
import * as vscode from "vscode";
import type { PanelModel } from "../shared/panel-state.ts";

export class StatusItem implements vscode.Disposable {
  readonly #item: vscode.StatusBarItem;

  /** @param command what a click does */
  constructor(command: string) {
    this.#item = vscode.window.createStatusBarItem("mlMamba.model", vscode.StatusBarAlignment.Right, 10);
    this.#item.name = vscode.l10n.t("ML-Mamba Model");
    this.#item.command = command;
  }

  show(model: PanelModel): void {
    const words = modelWords(model);
    this.#item.text = `$(${icons[model.status]}) ${model.name}${model.memoryBytes === undefined ? "" : ` ${megabytes(model.memoryBytes)}`}`;
    this.#item.tooltip = `${model.name}: ${words}`;
    this.#item.accessibilityInformation = { label: `${model.name}, ${words}` };
    this.#item.show();
  }

  dispose(): void {
    this.#item.dispose();
  }
}

const icons: Readonly<Record<PanelModel["status"], string>> = {
  off: "circle-outline",
  loading: "loading~spin",
  ready: "circle-filled",
  failed: "error",
};

/** The model's state as a phrase. */
export function modelWords({ status, memoryBytes }: PanelModel): string {
  switch (status) {
    case "off":
      return vscode.l10n.t("not in memory; the next question loads it");
    case "loading":
      return vscode.l10n.t("loading");
    case "failed":
      return vscode.l10n.t("did not start; the next question tries again");
    case "ready":
      return memoryBytes === undefined
        ? vscode.l10n.t("runs on this computer")
        : vscode.l10n.t("runs on this computer, {0} in memory", megabytes(memoryBytes));
  }
}

function megabytes(bytes: number): string {
  return `${Math.round(bytes / 1_000_000)} MB`;
}

/** What can be done about the model, as a choice; each entry runs a command. */
export async function showModelMenu(model: PanelModel): Promise<void> {
  const entry = (
    icon: string,
    label: string,
    command: string,
    ...args: string[]
  ): vscode.QuickPickItem & {
    command: string;
    args: string[];
  } => ({ label: `$(${icon}) ${label}`, command, args });
  const isLoaded = model.status === "ready" || model.status === "loading";
  const chosen = await vscode.window.showQuickPick(
    [
      ...(isLoaded ? [entry("close", vscode.l10n.t("Unload Model"), "mlMamba.unloadModel")] : []),
      entry("output", vscode.l10n.t("Show Log"), "mlMamba.showLog"),
      entry("copy", vscode.l10n.t("Copy Diagnostics"), "mlMamba.copyDiagnostics"),
      entry("settings-gear", vscode.l10n.t("Open Settings"), "workbench.action.openSettings", "mlMamba."),
    ],
    { title: model.name, placeHolder: modelWords(model) },
  );
  if (chosen !== undefined) await vscode.commands.executeCommand(chosen.command, ...chosen.args);
}
