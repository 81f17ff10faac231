/** What is said about errors and notices in the language of the editor. English is what the code that finds them says, with all details. */
import * as vscode from "vscode";
import type { ErrorCode, ErrorData } from "../shared/errors.ts";
import type { PanelNotice } from "../shared/panel-state.ts";
import type { OpenImageResult } from "../shared/worker-protocol.ts";
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

/** By code: a sentence and a next step, of the errors that a panel can show. */
export const errorWords: Partial<Readonly<Record<ErrorCode, readonly [message: string, nextStep: string]>>> = {
  IMAGE_MISSING: ["There is no such file, or it cannot be read.", "Check where it is, then read it again."],
  IMAGE_EMPTY: ["The image file is empty.", "Choose a file that holds an image."],
  IMAGE_NOT_AN_IMAGE: ["The file is not an image, whatever its name says.", "Choose an image file."],
  IMAGE_LFS_POINTER: [
    "The file is a Git LFS pointer, not the image itself.",
    'Run "git lfs pull" in its repository, then read it again.',
  ],
  IMAGE_FORMAT_UNSUPPORTED: [
    "The file is in a format that ML-Mamba cannot read.",
    "Save it as PNG, JPEG, WebP, GIF, SVG, AVIF, TIFF or BMP and open that file.",
  ],
  IMAGE_TRUNCATED: ["The image file is damaged or cut off.", "Copy, download or export it again, then read it again."],
  IMAGE_TOO_LARGE: ["The image is too large.", "Crop it or scale it down, then read it again."],
  IMAGE_SVG_EXTERNAL: [
    "The SVG refers to something outside of itself.",
    "Embed what it refers to, or export it as PNG.",
  ],
  IMAGE_NOT_OPEN: ["The image of this question is not open.", "Read the image again."],
  OCR_MODEL_MISSING: ["A file of the text recogniser is missing.", "Install ML-Mamba again."],
  OCR_MODEL_CORRUPT: ["A file of the text recogniser is damaged.", "Install ML-Mamba again."],
  PACK_MISSING: ["There is no model pack in this folder.", 'Check the setting "mlMamba.pack".'],
  PACK_MANIFEST_INVALID: ["The description of the model pack is not valid.", "Install the pack again."],
  PACK_FILE_MISSING: ["A file of the model pack is missing.", "Install the pack again."],
  PACK_FILE_CORRUPT: ["A file of the model pack is damaged.", "Install the pack again."],
  PACK_GRAPH_INVALID: ["The model pack does not fit this version.", "Install a pack that is made for this version."],
  QUESTION_EMPTY: ["The question is empty.", "Type what you want to know about the image."],
  QUESTION_TOO_LONG: ["The question is too long.", "Ask a shorter question."],
  OPTIONS_INVALID: ["An option of the model is out of its range.", "Correct it in the settings."],
  RUNTIME_MISSING: [
    "The libraries that run the model cannot be loaded on this platform.",
    "Install the build of ML-Mamba for this platform.",
  ],
  WORKER_CRASHED: [
    "The process that runs the model ended unexpectedly.",
    "Ask again; if it happens again, the computer may be short of memory.",
  ],
  WORKER_HUNG: [
    "The process that runs the model gave no sign of life and was ended.",
    "Ask again; if it happens again, try fewer threads or a smaller image.",
  ],
  CANCELLED: ["The work was stopped on request.", "Ask again to continue."],
  INTERNAL: ["Something went wrong inside ML-Mamba.", "Try again; if it happens again, please report it with the log."],
};

/** A notice of the worker in the language of the editor. */
export function translatedNotice(notice: PanelNotice): PanelNotice {
  const english = noticeWords[notice.code];
  if (english === undefined || vscode.env.language.startsWith("en")) return notice;
  return { ...notice, message: vscode.l10n.t(english) };
}

export const noticeWords: Partial<Readonly<Record<PanelNotice["code"], string>>> = {
  LINES_SELECTED:
    "The image has more text than the model can read at once; the lines that fit the question best were used.",
  ANSWER_CUT: "The answer was cut at its greatest length.",
  ANSWER_REPEATS: "The answer went round in a circle and was ended.",
};

/** Says so where the picture's text is in a script that cannot be read or was not trained on. */
export function noticesOfImage({ lines, unreadLines }: OpenImageResult): readonly PanelNotice[] {
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
