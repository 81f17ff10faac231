/** Which images a command is about: the one it was called on, else the one in the active tab, else one that is chosen. */
import * as vscode from "vscode";
import { mostImages } from "../shared/panel-state.ts";
import { imageExtensions, isImageUri } from "./image-file.ts";

/**
 * @param argument what a menu gives: the resource of a row or a tab; a webview's menu gives something else
 * @param selection in the explorer, all chosen rows
 */
export async function imageTargets(argument: unknown, selection: unknown): Promise<readonly vscode.Uri[]> {
  const selected = Array.isArray(selection) ? selection.filter(isUri).filter(isImageUri) : [];
  if (isUri(argument)) {
    const isOfMany = selected.length > 1 && selected.some((uri) => uri.toString() === argument.toString());
    return isOfMany ? selected.slice(0, mostImages) : [argument];
  }
  const active = activeImage();
  return active === undefined ? await chosenImages() : [active];
}

/** The image in the active tab: in the built-in preview, another viewer, or as text (SVG). */
export function activeImage(): vscode.Uri | undefined {
  const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
  if (!(input instanceof vscode.TabInputCustom || input instanceof vscode.TabInputText)) return undefined;
  return isImageUri(input.uri) ? input.uri : undefined;
}

/** The images that the person chooses in a dialog. */
export async function chosenImages(): Promise<readonly vscode.Uri[]> {
  const chosen = await vscode.window.showOpenDialog({
    title: vscode.l10n.t("Ask ML-Mamba about an image"),
    openLabel: vscode.l10n.t("Ask"),
    canSelectMany: true,
    filters: { [vscode.l10n.t("Images")]: imageExtensions.slice() },
  });
  return chosen ?? [];
}

function isUri(value: unknown): value is vscode.Uri {
  return value instanceof vscode.Uri;
}
