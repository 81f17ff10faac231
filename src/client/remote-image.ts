/** Fetches an image from a remote host, within limits of time and size. Beside it only `src/packer/hub` opens a connection. */
import { imageFileTooLarge } from "../shared/limits.ts";
import { cancelled, UserError } from "../shared/errors.ts";

export interface RemoteOptions {
  /** Asked before anything is sent to a host, each host of a redirection as well. @throws where it is not allowed */
  readonly permit: (host: string) => Promise<void>;
  /** Bytes, at most. */
  readonly limit: number;
  /** From the first connection to the last byte. */
  readonly timeLimitMs?: number;
  readonly signal?: AbortSignal;
  /** For tests. */
  readonly fetch?: typeof fetch;
}

export const remoteTimeLimitMs = 20_000;
const mostRedirections = 5;

/** @throws UserError `IMAGE_HOST_NOT_ALLOWED`, `IMAGE_UNREACHABLE`, `IMAGE_TOO_LARGE`, `CANCELLED` */
export async function fetchImage(url: URL, options: RemoteOptions): Promise<Uint8Array> {
  const { permit, signal, timeLimitMs = remoteTimeLimitMs } = options;
  let at = url;
  for (let step = 0; step <= mostRedirections; step++) {
    if (isAborted(signal)) throw cancelled();
    await permit(at.host);
    const limit = AbortSignal.timeout(timeLimitMs);
    const both = signal === undefined ? limit : AbortSignal.any([signal, limit]);
    try {
      const next = await once(at, options, both);
      if (next instanceof Uint8Array) return next;
      at = next;
    } catch (thrown) {
      if (isAborted(signal)) throw cancelled();
      if (thrown instanceof UserError) throw thrown;
      throw limit.aborted
        ? unreachable(at.host, `gave no image within ${timeLimitMs / 1000} s`)
        : unreachable(at.host, `cannot be reached (${reason(thrown)})`);
    }
  }
  throw unreachable(url.host, "leads from one address to the next without end");
}

function isAborted(signal: AbortSignal | undefined): boolean {
  return signal?.aborted === true;
}

/** The image, or where it has gone. */
async function once(
  url: URL,
  { limit, fetch: get = fetch }: RemoteOptions,
  signal: AbortSignal,
): Promise<Uint8Array | URL> {
  const response = await get(url, { redirect: "manual", signal, credentials: "omit", headers: { accept: "image/*" } });
  const location = response.headers.get("location");
  if (response.status >= 300 && response.status < 400 && location !== null) {
    await response.body?.cancel();
    const next = new URL(location, url);
    if (next.protocol !== "https:" && next.protocol !== "http:") throw unreachable(url.host, "leads to no web address");
    return next;
  }
  if (!response.ok) {
    await response.body?.cancel();
    throw unreachable(url.host, `answered with ${response.status}`);
  }
  const length = Number(response.headers.get("content-length") ?? 0);
  if (length > limit) {
    await response.body?.cancel();
    throw imageFileTooLarge(length, limit);
  }
  return body(response, limit);
}

async function body(response: Response, limit: number): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let size = 0;
  const chunks = response.body as AsyncIterable<Uint8Array> | null;
  for await (const chunk of chunks ?? []) {
    /* Leaving the iteration cancels the rest. */
    size += chunk.length;
    if (size > limit) throw imageFileTooLarge(size, limit);
    parts.push(chunk);
  }
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

function unreachable(host: string, what: string): UserError {
  return new UserError(
    "IMAGE_UNREACHABLE",
    `${host} ${what}.`,
    "Check the address and the connection, then try again.",
  );
}

function reason(thrown: unknown): string {
  const cause = thrown instanceof Error && thrown.cause instanceof Error ? thrown.cause : thrown;
  if (cause instanceof Error && "code" in cause && typeof cause.code === "string") return cause.code;
  return cause instanceof Error ? cause.message : String(cause);
}
