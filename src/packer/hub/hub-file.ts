/**
 * A file behind an address, and what its headers promise. The hub answers for a large file (Git LFS, Xet) with a redirect to its storage; size
 * and SHA-256 stand in the hub's own response (`X-Linked-Size`, `X-Linked-ETag`), since those of the storage may be its own.
 */
import * as v from "valibot";
import { UserError } from "../../shared/errors.ts";
import type { ByteRange } from "../readers/reading.ts";
import { notAFile, rangeRefused, fileChanged } from "./failures.ts";
import type { Headers, Hub, HubResponse, OnWait } from "./http.ts";

/** What stays the same as long as a file is the same. */
export interface FileIdentity {
  /** In bytes; undefined where a server does not say. */
  readonly size: number | undefined;
  /** Of the content, in lower-case hex, where the hub tells it. */
  readonly sha256: string | undefined;
  /** Of Git's blob object, in lower-case hex: what the hub tells of small files. */
  readonly gitSha1: string | undefined;
  /** Entity tag as the server gives it, or undefined. */
  readonly etag: string | undefined;
}

export interface HubFile extends FileIdentity {
  readonly url: string;
  /** For people: `owner/name/path`, or an address. */
  readonly name: string;
}

export const hubFileSchema = v.strictObject({
  url: v.pipe(v.string(), v.url()),
  name: v.string(),
  size: v.exactOptional(v.pipe(v.number(), v.safeInteger(), v.minValue(0))),
  sha256: v.exactOptional(v.string()),
  gitSha1: v.exactOptional(v.string()),
  etag: v.exactOptional(v.string()),
});

/** What the headers of a HEAD say. @throws UserError `HUB_…`, `CANCELLED` */
export async function lookUp(
  hub: Hub,
  url: URL,
  name: string,
  options: { signal: AbortSignal; onWait?: OnWait },
): Promise<HubFile & { readonly commit: string | undefined }> {
  /* A signed address of the storage may allow GET alone, and the hub has said everything already. */
  const enough = (headers: Headers): boolean => headers["x-linked-size"] !== undefined;
  const response = await hub.request("HEAD", url, { ...options, enough });
  await response.discard();
  if (response.status < 300) refusePage(response, name);
  const commit = response.chain[0]?.["x-repo-commit"];
  return { url: url.href, name, ...identityOf(response), commit };
}

export function identityOf({
  status,
  chain,
  headers: last,
}: Pick<HubResponse, "status" | "chain" | "headers">): FileIdentity {
  const linked = chain.find(
    (headers) => headers["x-linked-etag"] !== undefined || headers["x-linked-size"] !== undefined,
  );
  const etag = linked?.["x-linked-etag"] ?? last["etag"];
  const plain = etag?.replace(/^W\//, "").replaceAll('"', "").toLowerCase();
  const size =
    linked?.["x-linked-size"] ?? sizeIn(last["content-range"]) ?? (status === 206 ? undefined : last["content-length"]);
  return {
    size: size === undefined || !/^\d{1,15}$/.test(size) ? undefined : Number(size),
    sha256: plain !== undefined && /^[0-9a-f]{64}$/.test(plain) ? plain : undefined,
    /* Git's name of a blob, which the hub gives as the tag of small files. */
    gitSha1: linked === undefined && plain !== undefined && /^[0-9a-f]{40}$/.test(plain) ? plain : undefined,
    etag,
  };
}

/** The whole size in `Content-Range: bytes 0-99/1234`. */
function sizeIn(contentRange: string | undefined): string | undefined {
  return contentRange === undefined ? undefined : /\/(\d+)$/.exec(contentRange)?.[1];
}

/** Sign-in pages of networks and error pages of mirrors come with status 200. */
export function refusePage({ headers, address }: Pick<HubResponse, "headers" | "address">, name: string): void {
  if (/^text\/html\b/i.test(headers["content-type"] ?? "") && !/\.html?$/i.test(name)) throw notAFile(address);
}

/** Whether two looks at a file have seen the same one; what one of them does not know does not count. */
export function isSame(before: FileIdentity, now: FileIdentity): boolean {
  const equal = (a: unknown, b: unknown): boolean => a === undefined || b === undefined || a === b;
  if (!equal(before.size, now.size)) return false;
  if (before.sha256 !== undefined && now.sha256 !== undefined) return before.sha256 === now.sha256;
  /* Tags of storages differ from the hub's for the same content; the checksum at the end decides then. */
  return before.sha256 !== undefined || equal(before.etag, now.etag);
}

/**
 * A few bytes of a file: for headers.
 *
 * @throws UserError `HUB_…`, `CANCELLED`; `HUB_RANGE_REFUSED` where the server sends more than it was asked for
 */
export async function readRange(
  hub: Hub,
  file: HubFile,
  { offset, length }: ByteRange,
  options: { signal: AbortSignal; onWait?: OnWait },
): Promise<Uint8Array<ArrayBuffer>> {
  if (length === 0) return new Uint8Array(0);
  const attempt = async (): Promise<Uint8Array<ArrayBuffer>> => {
    const range = `bytes=${offset}-${offset + length - 1}`;
    const response = await hub.once("GET", new URL(file.url), { range }, options.signal);
    refusePage(response, file.name);
    if (response.status !== 206) {
      await response.discard();
      throw rangeRefused(response.address, "does not offer parts of the file");
    }
    if (!isSame(file, identityOf(response))) {
      await response.discard();
      throw fileChanged(file.name);
    }
    const bytes = new Uint8Array(length);
    let at = 0;
    for await (const chunk of response.body) {
      if (at + chunk.length > length) throw rangeRefused(response.address, "sends more than it was asked for");
      bytes.set(chunk, at);
      at += chunk.length;
    }
    if (at !== length) throw rangeRefused(response.address, "sends less than it was asked for");
    return bytes;
  };
  return hub.patiently(attempt, options);
}

/** JSON of the hub's own API, at most `cap` bytes. */
export async function readJson(
  hub: Hub,
  url: URL,
  options: { signal: AbortSignal; onWait?: OnWait; cap?: number },
): Promise<{ value: unknown; headers: Headers }> {
  const { cap = 16 * 1024 * 1024 } = options;
  const attempt = async (): Promise<{ value: unknown; headers: Headers }> => {
    const response = await hub.once("GET", url, { accept: "application/json" }, options.signal);
    refusePage(response, url.pathname);
    const parts: Uint8Array[] = [];
    let size = 0;
    for await (const chunk of response.body) {
      size += chunk.length;
      if (size > cap) throw nonsense(response.address);
      parts.push(chunk);
    }
    try {
      return { value: JSON.parse(Buffer.concat(parts).toString("utf8")), headers: response.headers };
    } catch {
      throw nonsense(response.address);
    }
  };
  return hub.patiently(attempt, options);
}

export function nonsense(address: string): UserError {
  return new UserError(
    "HUB_FAILED",
    `${address} answered with something that the hub never says.`,
    "Check HF_ENDPOINT: it must be the hub or a full mirror of it.",
  );
}
