/** The one item in the status bar: the model's state and memory, an import that runs; a click offers what can be done about them. */
import * as vscode from "vscode";
import type { PanelModel } from "../shared/panel-state.ts";
import type { ImportState } from "./models/imports.ts";

export class StatusItem implements vscode.Disposable {
  readonly #item: vscode.StatusBarItem;
  #model: PanelModel | undefined;
  #import: ImportState | undefined;

  /** @param command what a click does */
  constructor(command: string) {
    this.#item = vscode.window.createStatusBarItem("mlMamba.model", vscode.StatusBarAlignment.Right, 10);
    this.#item.name = vscode.l10n.t("ML-Mamba Model");
    this.#item.command = command;
  }

  show(model: PanelModel): void {
    this.#model = model;
    this.#draw();
  }

  /** The import that runs in this window. */
  get import(): ImportState | undefined {
    return this.#import;
  }

  importing(state: ImportState | undefined): void {
    this.#import = state;
    this.#draw();
  }

  #draw(): void {
    const [model, importing] = [this.#model, this.#import];
    if (model === undefined) return;
    const memory = model.memoryBytes === undefined ? "" : ` ${megabytes(model.memoryBytes)}`;
    const words = [`${model.name}: ${modelWords(model)}`, ...(importing === undefined ? [] : [importWords(importing)])];
    const icon = importing?.status === "paused" ? "debug-pause" : "cloud-download";
    const share = importing === undefined ? "" : ` $(${icon}) ${percent(importing)}`;
    this.#item.text = `$(${icons[model.status]}) ${model.name}${memory}${share}`;
    this.#item.tooltip = words.join("\n");
    this.#item.accessibilityInformation = { label: words.join(", ") };
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

function importWords(state: ImportState): string {
  return state.status === "paused"
    ? vscode.l10n.t("importing {0} is paused at {1}", state.name, percent(state))
    : vscode.l10n.t("importing {0}, {1}", state.name, percent(state));
}

/** Of the whole import. */
function percent({ progress }: ImportState): string {
  return `${Math.floor(100 * (progress?.fraction ?? 0))} %`;
}

/** What can be done about the model and an import, as a choice; each entry runs a command. */
export async function showModelMenu(model: PanelModel, importing: ImportState | undefined): Promise<void> {
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
      ...(importing === undefined
        ? []
        : [
            importing.status === "paused"
              ? entry("debug-continue", vscode.l10n.t("Resume Import"), "mlMamba.resumeImport")
              : entry("debug-pause", vscode.l10n.t("Pause Import"), "mlMamba.pauseImport"),
            entry("debug-stop", vscode.l10n.t("Cancel Import…"), "mlMamba.cancelImport"),
          ]),
      entry("server-environment", vscode.l10n.t("Choose Model…"), "mlMamba.chooseModel"),
      entry("add", vscode.l10n.t("Add Model…"), "mlMamba.addModel"),
      ...(isLoaded ? [entry("close", vscode.l10n.t("Unload Model"), "mlMamba.unloadModel")] : []),
      entry("output", vscode.l10n.t("Show Log"), "mlMamba.showLog"),
      entry("copy", vscode.l10n.t("Copy Diagnostics"), "mlMamba.copyDiagnostics"),
      entry("settings-gear", vscode.l10n.t("Open Settings"), "workbench.action.openSettings", "mlMamba."),
    ],
    { title: model.name, placeHolder: importing === undefined ? modelWords(model) : importWords(importing) },
  );
  if (chosen !== undefined) await vscode.commands.executeCommand(chosen.command, ...chosen.args);
}
