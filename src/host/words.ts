/** What is said about errors and notices in the language of the editor. English is what the code that finds them says, with all details. */
import * as vscode from "vscode";
import type { ErrorData } from "../shared/errors.ts";
import type { PanelNotice } from "../shared/turns.ts";
import type { OpenImageResult } from "../shared/worker-protocol.ts";
import { errorWords, noticeWords } from "./error-words.ts";
import { legibility, unreadableInQuestion, type Script } from "./scripts.ts";

/**
 * An error in the language of the editor. The sentences of errors are made where they occur, in English and with names and figures;
 * other languages have one sentence and one step for each code.
 */
export function translatedError(error: ErrorData): ErrorData {
  if (vscode.env.language.startsWith("en")) return error;
  const words = errorWords[error.code];
  if (words === undefined) return error;
  const [message, nextStep] = words;
  return { code: error.code, message: vscode.l10n.t(message), nextStep: vscode.l10n.t(nextStep) };
}

/** A notice of the worker in the language of the editor. */
export function translatedNotice(notice: PanelNotice): PanelNotice {
  const english = noticeWords[notice.code];
  if (english === undefined || vscode.env.language.startsWith("en")) return notice;
  return { ...notice, message: vscode.l10n.t(english) };
}

/** Says so where the picture's text is in a script that cannot be read or was not trained on. */
export function noticesOfImage({
  lines,
  unreadLines,
}: Pick<OpenImageResult, "lines" | "unreadLines">): readonly PanelNotice[] {
  const found = legibility(lines, unreadLines);
  switch (found.kind) {
    case "good":
      return [];
    case "unread":
      return unreadable(
        vscode.l10n.t(
          "Most of the text in this image could not be read. It may be in a script that ML-Mamba does not know: it reads Latin letters, Chinese and Japanese.",
        ),
      );
    case "foreign":
      return unreadable(
        vscode.l10n.t(
          "The text in this image is written in another script ({0}). It was read, but the model was trained on English: do not rely on its answers.",
          names(found.scripts),
        ),
      );
  }
}

/** Says so where a question is in a script that the model was not trained on. */
export function noticesOfQuestion(question: string): readonly PanelNotice[] {
  const scripts = unreadableInQuestion(question);
  if (scripts.length === 0) return [];
  return unreadable(
    vscode.l10n.t(
      "The model understands questions in English only; this one is written in another script ({0}).",
      names(scripts),
    ),
  );
}

function unreadable(message: string): readonly PanelNotice[] {
  return [{ code: "SCRIPT_UNREADABLE", message }];
}

function names(scripts: readonly Script[]): string {
  const name: Record<Script, string> = {
    Latin: vscode.l10n.t("Latin"),
    Greek: vscode.l10n.t("Greek"),
    Cyrillic: vscode.l10n.t("Cyrillic"),
    Hangul: vscode.l10n.t("Korean"),
    Kana: vscode.l10n.t("Japanese"),
    Han: vscode.l10n.t("Chinese characters"),
    Arabic: vscode.l10n.t("Arabic"),
    Hebrew: vscode.l10n.t("Hebrew"),
    Devanagari: vscode.l10n.t("Devanagari"),
    Thai: vscode.l10n.t("Thai"),
    Other: vscode.l10n.t("unknown"),
  };
  return scripts.map((script) => name[script]).join(", ");
}
