/** Errors whose sentences were made in the language of the editor where they occurred, with names and figures. */
import { toUserError, UserError, type ErrorData } from "../../shared/errors.ts";
import { translatedError } from "../words.ts";

export class LocalizedError extends UserError {}

/** Any thrown value in the language of the editor. */
export function localized(thrown: unknown): ErrorData {
  const error = toUserError(thrown);
  return error instanceof LocalizedError ? error.toData() : translatedError(error.toData());
}
