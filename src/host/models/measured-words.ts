/** What was measured of a model, as a person reads it. */
import * as vscode from "vscode";

/** Figures of a manifest's `measured`: a name and a value each. */
export function measuredWords(measured: Readonly<Record<string, number>>): string[] {
  return Object.entries(measured).map(([name, value]) => `${words(name)} ${figure(value)}`);
}

/** Names that this project gives; others as they are: `someThingRight` → `some thing right`. */
function words(name: string): string {
  switch (name) {
    case "primerScreensRight":
      return vscode.l10n.t("Primer screens right");
    case "documentationImagesRight":
      return vscode.l10n.t("documentation images right");
    case "samplesRight":
      return vscode.l10n.t("samples right");
    case "perplexity":
      return vscode.l10n.t("perplexity");
    case "perplexity of the reference":
      return vscode.l10n.t("perplexity of the reference");
    case "likeliest token as the reference":
      return vscode.l10n.t("likeliest token as the reference");
    default:
      return name.replaceAll(/([a-z])([A-Z])/g, "$1 $2").toLowerCase();
  }
}

/** A share as percent, anything else as it is. */
function figure(value: number): string {
  return value >= 0 && value <= 1 ? `${(100 * value).toFixed(1)} %` : String(Math.round(value * 100) / 100);
}
