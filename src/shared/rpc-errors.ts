/** {@link UserError} over vscode-jsonrpc: packed into a `ResponseError` by the side that fails, unpacked by the one that asked. */
import * as v from "valibot";
import { ErrorCodes, ResponseError } from "vscode-jsonrpc";
import { errorDataSchema, toUserError, UserError, type ErrorData } from "./errors.ts";

/** JSON-RPC's number for "failed with an error a person can read"; the code itself is in `data`. */
const userErrorNumber = 1;

export function toResponseError(thrown: unknown): ResponseError<ErrorData> {
  const error = toUserError(thrown);
  return new ResponseError(userErrorNumber, error.message, error.toData());
}

/** What a request of ours was rejected with, as a {@link UserError}; a broken connection is `WORKER_CRASHED`. */
export function fromResponseError(thrown: unknown): UserError {
  if (!(thrown instanceof ResponseError)) return toUserError(thrown);
  const data = v.safeParse(errorDataSchema, thrown.data);
  if (data.success) return UserError.from(data.output);
  const connectionLost: number[] = [ErrorCodes.PendingResponseRejected, ErrorCodes.ConnectionInactive];
  return connectionLost.includes(thrown.code) ? workerCrashed(thrown) : toUserError(thrown);
}

/** The error of a process that ended while it worked. */
export function workerCrashed(cause?: unknown): UserError {
  return new UserError(
    "WORKER_CRASHED",
    "The process that runs the model ended unexpectedly.",
    "Ask again; if it happens again, the computer may be short of memory.",
    { cause },
  );
}

/** Parses what came over the border, for requests: a value that breaks the schema is `OPTIONS_INVALID` with the first fault. */
export function parseParams<Schema extends v.GenericSchema>(schema: Schema, value: unknown): v.InferOutput<Schema> {
  const parsed = v.safeParse(schema, value);
  if (parsed.success) return parsed.output;
  const [issue] = parsed.issues;
  const path = v.getDotPath(issue);
  throw new UserError(
    "OPTIONS_INVALID",
    `${path === null ? "The message" : `"${path}"`} is not valid: ${issue.message}.`,
    "Correct the option and try again.",
  );
}
