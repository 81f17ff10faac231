/** What can go wrong in the panel beside images and answers, as errors. */
import { UserError } from "../shared/errors.ts";
import { imageFileTooLarge, maxImageBytes } from "../shared/limits.ts";
import type { Refusal } from "../shared/panel-protocol.ts";

/** Why nothing came of a paste or a drop. */
export function refused(why: Refusal): UserError {
  switch (why) {
    case "noImage":
      return new UserError(
        "PANEL_NO_IMAGE",
        "There is no image in what was pasted or dropped.",
        "Copy a picture or drop an image file, then try again.",
      );
    case "tooLarge":
      return imageFileTooLarge(maxImageBytes + 1, maxImageBytes);
    case "webAddress":
      return new UserError(
        "PANEL_WEB_IMAGE",
        "This is the address of an image, not the image itself.",
        "Copy the image in the browser, then paste it here.",
      );
    case "noAccess":
      return new UserError(
        "CLIPBOARD_CLOSED",
        "The panel may not look into the clipboard by itself.",
        "Click into the panel and press the keys for pasting.",
      );
  }
}

export function pictureNotKept(): UserError {
  return new UserError(
    "PICTURE_NOT_KEPT",
    "This picture was pasted and not kept.",
    "Paste it again: its conversation continues.",
  );
}

export function captureUnavailable(): UserError {
  return new UserError(
    "CAPTURE_UNAVAILABLE",
    "From here no picture of your screen can be taken: this part of the editor does not run on your computer, or no screenshot tool was found.",
    "Take it with your system's screenshot tool and paste it into the panel.",
  );
}

export function captureFailed(tool: string, cause: unknown): UserError {
  return new UserError(
    "CAPTURE_FAILED",
    `${tool} gave no picture: ${reasonOf(cause)}`,
    "Take it with another tool and paste it into the panel.",
    { cause },
  );
}

export function editorMissing(): UserError {
  return new UserError(
    "EDITOR_MISSING",
    "There is no text editor to insert the answer into.",
    "Open a file, put the cursor where the answer is to stand, then try again.",
  );
}

export function editorReadOnly(name: string): UserError {
  return new UserError(
    "EDITOR_READ_ONLY",
    `"${name}" cannot be changed.`,
    "Put the cursor into a file that can be edited.",
  );
}

/** @param what begins the sentence: what could not be written */
export function storageFailed(what: string, cause: unknown): UserError {
  return new UserError(
    "STORAGE_FAILED",
    `${what} could not be written to the disk: ${reasonOf(cause)}`,
    "Free some space, or check the permissions.",
    { cause },
  );
}

export function conversationDamaged(cause: unknown): UserError {
  return new UserError(
    "CONVERSATION_DAMAGED",
    "The kept conversations about this image are damaged and were put aside.",
    "Nothing is to be done; new questions are kept again.",
    { cause },
  );
}

export function reasonOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}
