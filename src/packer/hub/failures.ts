/** What can go wrong between here and the hub: an error for a person, and whether trying again can help. */
import { UserError, type ErrorCode } from "../../shared/errors.ts";

/** A request that failed in a way that may pass. */
export class PassingFailure extends Error {
  /**
   * @param error what a person is told once the tries are used up
   * @param waitMs what the server asked for; undefined: as we think fit
   */
  constructor(
    readonly error: UserError,
    readonly waitMs?: number,
  ) {
    super(error.message, { cause: error });
  }
}

/** What a failed response says beside its number. */
export interface FailedResponse {
  readonly status: number;
  /** Host and path, without the query, which may hold signatures. */
  readonly address: string;
  /** The hub's own code (`X-Error-Code`), such as `GatedRepo`. */
  readonly hubCode: string | undefined;
  readonly retryAfter: string | undefined;
  /** Whether a token was sent along. */
  readonly withToken: boolean;
}

/** The failure of a response that is no success: one that may pass, or an error that stays. */
export function failureOf(response: FailedResponse): PassingFailure | UserError {
  const { status, address, retryAfter } = response;
  switch (status) {
    case 401:
      return unauthorized(response);
    case 403:
      return forbidden(response);
    case 404:
    case 410:
      return new UserError(
        "HUB_NOT_FOUND",
        `${address} does not exist (${status}).`,
        "Check the name of the repository, the revision and the file.",
      );
    case 416:
      return rangeRefused(address, "has no such range (416)");
    case 429:
      return new PassingFailure(throttled(address, retryAfter), waitOf(retryAfter));
    default:
      return status >= 500 || status === 408
        ? new PassingFailure(serverFailed(address, status), waitOf(retryAfter))
        : serverFailed(address, status);
  }
}

function unauthorized({ address, hubCode, withToken }: FailedResponse): UserError {
  if (hubCode === "GatedRepo") return gated(address);
  return withToken
    ? new UserError(
        "HUB_UNAUTHORIZED",
        `${address} does not accept the access token (401).`,
        "Make a new token with read access on the hub, and set it as HF_TOKEN.",
      )
    : new UserError(
        "HUB_UNAUTHORIZED",
        `${address} does not exist, or needs an access token (401).`,
        "Check the name of the repository; for a private one set HF_TOKEN to a token with read access.",
      );
}

function forbidden({ address, hubCode }: FailedResponse): UserError {
  if (hubCode === "GatedRepo") return gated(address);
  return new UserError(
    "HUB_FORBIDDEN",
    `${address} refuses access (403).`,
    "Check that your account or network may download it; behind a proxy ask who runs it.",
  );
}

function gated(address: string): UserError {
  return new UserError(
    "HUB_FORBIDDEN",
    `${address} is shared only with people who have accepted its terms.`,
    "Accept the terms on the model's page on the hub, then set HF_TOKEN to a token of the same account.",
  );
}

function throttled(address: string, retryAfter: string | undefined): UserError {
  const wait = waitOf(retryAfter);
  const later = wait === undefined ? "in some minutes" : `in ${describeWait(wait)}`;
  return new UserError(
    "HUB_THROTTLED",
    `${address} takes no more requests for now (429).`,
    `Try again ${later}; what was downloaded is kept. A token (HF_TOKEN) allows more requests.`,
  );
}

function serverFailed(address: string, status: number): UserError {
  return new UserError(
    "HUB_FAILED",
    `${address} answered with ${status}.`,
    "Try again later; what was downloaded is kept.",
  );
}

export function rangeRefused(address: string, what: string): UserError {
  return new UserError(
    "HUB_RANGE_REFUSED",
    `${address} ${what}.`,
    "The file has changed or the mirror does not offer ranges; cancel this import and start it again, or use another mirror.",
  );
}

export function notAFile(address: string): UserError {
  return new UserError(
    "HUB_NOT_A_FILE",
    `${address} answered with a web page instead of the file.`,
    "Open the address in a browser: a network's sign-in page, a proxy or a wrong mirror may stand between.",
  );
}

export function fileChanged(name: string): UserError {
  return new UserError(
    "HUB_FILE_CHANGED",
    `${name} has changed on the hub while it was downloaded; what was there of it is deleted.`,
    "Start the import again.",
  );
}

export function fileCorrupt(name: string, what: string): UserError {
  return new UserError(
    "HUB_FILE_CORRUPT",
    `${name} ${what}; it is deleted.`,
    "Start the import again; if it happens again, a proxy or mirror spoils the file.",
  );
}

/** @param code `HUB_ADDRESS_INVALID` for what a person typed */
export function addressInvalid(what: string, nextStep: string, code: ErrorCode = "HUB_ADDRESS_INVALID"): UserError {
  return new UserError(code, what, nextStep);
}

/** A connection that could not be made, or broke. */
export function unreachable(address: string, cause: unknown): PassingFailure {
  const error = new UserError(
    "HUB_UNREACHABLE",
    `${address} cannot be reached: ${reasonOf(cause)}.`,
    "Check the connection; behind a proxy set HTTPS_PROXY, for a mirror HF_ENDPOINT. What was downloaded is kept.",
    { cause },
  );
  return new PassingFailure(error);
}

function reasonOf(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause);
  const code = "code" in cause && typeof cause.code === "string" ? cause.code : "";
  const words: Readonly<Record<string, string>> = {
    ENOTFOUND: "its name is not known",
    EAI_AGAIN: "its name cannot be looked up now",
    ECONNREFUSED: "nothing listens there",
    ECONNRESET: "the connection was cut",
    UND_ERR_SOCKET: "the connection was cut",
    UND_ERR_RES_CONTENT_LENGTH_MISMATCH: "the connection was cut",
    UND_ERR_CONNECT_TIMEOUT: "it did not answer in time",
    UND_ERR_HEADERS_TIMEOUT: "it did not answer in time",
    UND_ERR_BODY_TIMEOUT: "it fell silent",
  };
  return words[code] ?? (cause.message === "" ? code : cause.message.replace(/\.$/, ""));
}

/** `Retry-After` (RFC 9110 §10.2.3) in ms: seconds, or a date. */
export function waitOf(retryAfter: string | undefined, now = Date.now()): number | undefined {
  if (retryAfter === undefined) return undefined;
  if (/^\d+$/.test(retryAfter.trim())) return Number(retryAfter) * 1000;
  const date = Date.parse(retryAfter);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}

function describeWait(ms: number): string {
  const seconds = Math.ceil(ms / 1000);
  return seconds < 120 ? `${seconds} seconds` : `${Math.ceil(seconds / 60)} minutes`;
}
