/** What is wrong with an alt text, in a sentence for a person. */
import * as vscode from "vscode";
import { longestHelpfulAlt, type AltProblem } from "../../shared/documents/alt-text.ts";
import type { ImageLink } from "../../shared/documents/image-link.ts";

export function problemWords(problem: AltProblem, { alt }: Pick<ImageLink, "alt">): string {
  const text = alt.type === "text" ? alt.text : "";
  switch (problem) {
    case "missing":
      return vscode.l10n.t("The image has no alt text.");
    case "file-name":
      return vscode.l10n.t('The alt text "{0}" is a file name.', text);
    case "placeholder":
      return vscode.l10n.t('The alt text "{0}" does not say what the image shows.', text);
    case "opening":
      return vscode.l10n.t(
        'The alt text begins with "{0}": screen readers say that it is an image.',
        text.split(" ").slice(0, 2).join(" "),
      );
    case "caption":
      return vscode.l10n.t("The alt text repeats the caption.");
    case "too-long":
      return vscode.l10n.t(
        "The alt text has {0} characters; above {1} it is hard to listen to.",
        text.length,
        longestHelpfulAlt,
      );
  }
}
