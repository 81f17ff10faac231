/**
 * Errors a person can see: a stable code, one sentence that says what is wrong, and the next step that mends it. They cross
 * process borders as {@link ErrorData}; everything else that is thrown is a fault of ours and becomes `INTERNAL`.
 */
import * as v from "valibot";

/** Every code a person can meet. A code keeps its meaning once it has been released. */
export const errorCodes = [
  // The image
  "IMAGE_MISSING",
  "IMAGE_EMPTY",
  "IMAGE_NOT_AN_IMAGE",
  "IMAGE_LFS_POINTER",
  "IMAGE_FORMAT_UNSUPPORTED",
  "IMAGE_TRUNCATED",
  "IMAGE_TOO_LARGE",
  "IMAGE_SVG_EXTERNAL",
  "IMAGE_NOT_OPEN",
  "REGION_INVALID",
  "IMAGE_LINK_UNKNOWN",
  "IMAGE_HOST_NOT_ALLOWED",
  "IMAGE_UNREACHABLE",
  // The document that an image stands in
  "DOCUMENT_TOO_LARGE",
  "DOCUMENT_UNREADABLE",
  "DOCUMENT_CHANGED",
  "DOCUMENT_NOT_WRITTEN",
  // The panel
  "PANEL_FULL",
  "PANEL_NO_IMAGE",
  "PANEL_WEB_IMAGE",
  "PICTURE_NOT_KEPT",
  "CLIPBOARD_CLOSED",
  "CAPTURE_UNAVAILABLE",
  "CAPTURE_FAILED",
  "EDITOR_MISSING",
  "EDITOR_READ_ONLY",
  "STORAGE_FAILED",
  "CONVERSATION_DAMAGED",
  // The text recogniser
  "OCR_MODEL_MISSING",
  "OCR_MODEL_CORRUPT",
  // The pack and the checkpoint it is made of
  "PACK_MISSING",
  "PACK_MANIFEST_INVALID",
  "PACK_FILE_MISSING",
  "PACK_FILE_CORRUPT",
  "PACK_GRAPH_INVALID",
  "PACK_TOO_NEW",
  "PACK_SEES_NOTHING",
  "PACK_EXISTS",
  "PACK_WRITE_FAILED",
  "CHECKPOINT_MISSING",
  "CHECKPOINT_INVALID",
  "CHECKPOINT_FORMAT",
  "CHECKPOINT_UNSAFE",
  // Getting a model: the hub, the store
  "MODEL_UNKNOWN",
  "HUB_ADDRESS_INVALID",
  "HUB_UNREACHABLE",
  "HUB_UNAUTHORIZED",
  "HUB_FORBIDDEN",
  "HUB_NOT_FOUND",
  "HUB_RANGE_REFUSED",
  "HUB_THROTTLED",
  "HUB_FAILED",
  "HUB_NOT_A_FILE",
  "HUB_FILE_CHANGED",
  "HUB_FILE_CORRUPT",
  "DISK_FULL",
  "FOLDER_NOT_WRITABLE",
  "PACK_ARCHIVE_INVALID",
  "PACK_BUSY",
  "PACK_UNKNOWN",
  // The question
  "QUESTION_EMPTY",
  "QUESTION_TOO_LONG",
  "ANSWER_EMPTY",
  // The processes
  "OPTIONS_INVALID",
  "SETTING_INVALID",
  "RUNTIME_MISSING",
  "WORKER_NOT_STARTED",
  "WORKER_CRASHED",
  "WORKER_HUNG",
  "CANCELLED",
  // The command line
  "FILE_MISSING",
  "FILE_INVALID",
  "USAGE",
  "INTERNAL",
] as const;

export type ErrorCode = (typeof errorCodes)[number];

/** An error as it crosses a border: the fields of {@link UserError}, and nothing else (no stack, no path of ours). */
export const errorDataSchema = v.object({
  code: v.picklist(errorCodes),
  message: v.string(),
  nextStep: v.string(),
});
export type ErrorData = v.InferOutput<typeof errorDataSchema>;

export class UserError extends Error {
  override readonly name = "UserError";

  /**
   * @param code what kind of error it is
   * @param message one sentence: what is wrong, with the name of the thing it is wrong with
   * @param nextStep one sentence: what the person can do about it
   */
  constructor(
    readonly code: ErrorCode,
    message: string,
    readonly nextStep: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }

  static from(data: ErrorData): UserError {
    return new UserError(data.code, data.message, data.nextStep);
  }

  toData(): ErrorData {
    return { code: this.code, message: this.message, nextStep: this.nextStep };
  }
}

/** Any thrown value as an error for a person: a {@link UserError} as it is, everything else as `INTERNAL`. */
export function toUserError(thrown: unknown): UserError {
  if (thrown instanceof UserError) return thrown;
  const reason = thrown instanceof Error ? thrown.message : String(thrown);
  return new UserError(
    "INTERNAL",
    `Something went wrong inside ML-Mamba: ${reason}`,
    "Try again; if it happens again, please report it with this message.",
    { cause: thrown },
  );
}

/** The error of work that was stopped on request. */
export function cancelled(): UserError {
  return new UserError("CANCELLED", "The work was stopped on request.", "Ask again to continue.");
}

/** `CODE: sentence Next step.`: an error in one line of text. */
export function formatError(error: ErrorData): string {
  return `${error.code}: ${error.message} ${error.nextStep}`;
}
