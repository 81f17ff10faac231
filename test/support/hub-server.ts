/**
 * A hub on the loopback interface that behaves as huggingface.co does towards a downloader: an API with trees and licences, redirects of large
 * files to a storage of another origin with Xet and LFS headers, small files given at once, ranges. And everything that can go wrong, scripted.
 */
import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { Readable } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";

/** A file's bytes, or where they lie. */
export type Content = Uint8Array | { readonly path: string; readonly sha256: string };

export interface ServedRepository {
  readonly files: Readonly<Record<string, Content>>;
  readonly license?: string;
  readonly commit?: string;
  /** Needs this token: 401 without one, 403 with another. */
  readonly token?: string;
}

/** What happens to a request instead of, or beside, a right answer. */
export type Fault =
  | {
      readonly kind: "status";
      readonly status: number;
      readonly headers?: Record<string, string>;
      readonly body?: string;
    }
  /** The connection breaks after so many bytes of the body. */
  | { readonly kind: "cut"; readonly after: number }
  | { readonly kind: "html" }
  /** The whole file with 200, whatever range was asked for. */
  | { readonly kind: "no-ranges" }
  /** Another content, and its tag. */
  | { readonly kind: "other"; readonly content: Uint8Array }
  /** Bytes changed on the way, headers as ever. */
  | { readonly kind: "spoilt" }
  /** Headers, then nothing. */
  | { readonly kind: "silent" };

export interface SeenRequest {
  readonly method: string;
  readonly url: string;
  readonly from: "hub" | "storage";
  readonly headers: IncomingMessage["headers"];
}

/** Files from this size on are stored with LFS, as on the hub (there 10 MB). */
const largeFrom = 4096;

export class HubServer implements AsyncDisposable {
  readonly requests: SeenRequest[] = [];
  /** Asked at every request of a file's bytes (and of the API); gives what goes wrong this time. */
  fault: (request: SeenRequest) => Fault | undefined = () => undefined;
  /** Bytes a second of the storage, for all. */
  bytesPerSecond = Infinity;
  /** Bytes of bodies sent. */
  sent = 0;
  readonly #repositories = new Map<string, ServedRepository>();
  readonly #byHash = new Map<string, Content>();
  #hub!: Server;
  #storage!: Server;

  static async start(repositories: Readonly<Record<string, ServedRepository>> = {}, port = 0): Promise<HubServer> {
    const server = new HubServer();
    for (const [name, repository] of Object.entries(repositories)) server.serve(name, repository);
    server.#hub = await listen((request, response) => server.#answerHub(request, response), port);
    server.#storage = await listen((request, response) => server.#answerStorage(request, response), 0);
    return server;
  }

  serve(name: string, repository: ServedRepository): void {
    this.#repositories.set(name, repository);
    for (const content of Object.values(repository.files)) this.#byHash.set(sha256Of(content), content);
  }

  get endpoint(): string {
    return addressOf(this.#hub);
  }

  get storage(): string {
    return addressOf(this.#storage);
  }

  /** Requests of a file's bytes that reached the storage or, for small files, the hub. */
  get ranges(): string[] {
    return this.requests
      .filter(({ method, headers }) => method === "GET" && headers.range !== undefined)
      .map(({ headers }) => headers.range!);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const server of [this.#hub, this.#storage]) {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    }
  }

  async #answerHub(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const seen = this.#see("hub", request);
    const path = decodeURIComponent(new URL(seen.url, "http://hub").pathname);
    const api = /^\/api\/models\/([^/]+\/[^/]+)\/(revision|tree)\/([^/]+)$/.exec(path);
    const file = /^\/([^/]+\/[^/]+)\/resolve\/([^/]+)\/(.+)$/.exec(path);
    const repository = this.#repositories.get(api?.[1] ?? file?.[1] ?? "");
    if (repository === undefined) {
      end(response, 401, { "x-error-code": "RepoNotFound" }, "Repository not found");
      return;
    }
    if (repository.token !== undefined && seen.headers.authorization !== `Bearer ${repository.token}`) {
      const known = seen.headers.authorization !== undefined;
      end(response, known ? 403 : 401, known ? {} : { "x-error-code": "GatedRepo" }, "Access is restricted");
      return;
    }
    if (api !== null) return this.#api(seen, response, repository, api[2]!, api[1]!);
    const content = repository.files[file![3]!];
    if (content === undefined) {
      end(response, 404, { "x-error-code": "EntryNotFound" }, "Entry not found");
      return;
    }
    const size = await sizeOf(content);
    const commit = { "x-repo-commit": commitOf(repository) };
    if (size < largeFrom)
      return this.#give(seen, request, response, content, { ...commit, etag: `"${gitSha1(content)}"` });
    const fault = this.fault(seen);
    if (fault?.kind === "status" || fault?.kind === "html") {
      fail(response, fault);
      return;
    }
    const hash = sha256Of(fault?.kind === "other" ? fault.content : content);
    if (fault?.kind === "other") this.#byHash.set(hash, fault.content);
    end(response, 302, {
      ...commit,
      etag: `"${hash}"`,
      "x-linked-etag": `"${hash}"`,
      "x-linked-size": String(fault?.kind === "other" ? fault.content.length : size),
      "x-xet-hash": createHash("sha256").update(hash).digest("hex"),
      link: `<${this.endpoint}/api/xet>; rel="xet-auth"`,
      location: `${this.storage}/store/${hash}?X-Signature=secret`,
    });
  }

  #api(
    seen: SeenRequest,
    response: ServerResponse,
    repository: ServedRepository,
    what: string,
    name: string,
  ): Promise<void> | void {
    const fault = this.fault(seen);
    if (fault?.kind === "status" || fault?.kind === "html") {
      fail(response, fault);
      return;
    }
    const commit = commitOf(repository);
    if (what === "revision") {
      const cardData = repository.license === undefined ? {} : { cardData: { license: repository.license } };
      json(response, { id: name, sha: commit, private: false, gated: false, ...cardData });
      return;
    }
    return this.#tree(seen, response, repository);
  }

  /** One file a page for a repository of many, as a hub with long listings does. */
  async #tree(seen: SeenRequest, response: ServerResponse, { files }: ServedRepository): Promise<void> {
    const entries = await Promise.all(
      Object.entries(files).map(async ([path, content]) => {
        const size = await sizeOf(content);
        const lfs = size < largeFrom ? {} : { lfs: { oid: sha256Of(content), size, pointerSize: 134 }, xetHash: "0" };
        return { type: "file", oid: size < largeFrom ? gitSha1(content) : "0".repeat(40), size, path, ...lfs };
      }),
    );
    const url = new URL(seen.url, this.endpoint);
    const page = Number(url.searchParams.get("cursor") ?? 0);
    const perPage = 2;
    const more = entries.length > (page + 1) * perPage;
    url.searchParams.set("cursor", String(page + 1));
    const link = more ? { link: `<${url.href}>; rel="next"` } : {};
    json(
      response,
      [...entries.slice(page * perPage, (page + 1) * perPage), { type: "directory", path: "sub", oid: "0" }],
      link,
    );
  }

  async #answerStorage(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const seen = this.#see("storage", request);
    const hash = /^\/store\/([0-9a-f]{64})/.exec(seen.url)?.[1];
    const content = hash === undefined ? undefined : this.#byHash.get(hash);
    if (content === undefined) {
      end(response, 404, {}, "no such object");
      return;
    }
    if (request.method === "HEAD") {
      end(response, 403, {}, "signed for GET");
      return;
    }
    return this.#give(seen, request, response, content, { etag: `"storage-${hash!.slice(0, 8)}"` });
  }

  async #give(
    seen: SeenRequest,
    request: IncomingMessage,
    response: ServerResponse,
    content: Content,
    given: Record<string, string>,
  ): Promise<void> {
    const fault = this.fault(seen);
    if (fault?.kind === "status" || fault?.kind === "html") {
      fail(response, fault);
      return;
    }
    const other = fault?.kind === "other" && seen.from === "hub";
    const bytes = other ? fault.content : content;
    const headers: Record<string, string> = {
      ...given,
      "content-type": "application/octet-stream",
      "accept-ranges": "bytes",
    };
    if (other) headers["etag"] = `"${gitSha1(bytes)}"`;
    const size = await sizeOf(bytes);
    const range = fault?.kind === "no-ranges" ? null : /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? "");
    const fresh = request.headers["if-range"] !== undefined && request.headers["if-range"] !== headers["etag"];
    let [first, last] = [0, size - 1];
    if (range !== null && !fresh) {
      first = Number(range[1]);
      last = Math.min(size - 1, range[2] === "" ? size - 1 : Number(range[2]));
      if (first >= size) {
        end(response, 416, { "content-range": `bytes */${size}` });
        return;
      }
      headers["content-range"] = `bytes ${first}-${last}/${size}`;
    }
    response.writeHead(range !== null && !fresh ? 206 : 200, {
      ...headers,
      "content-length": String(last - first + 1),
    });
    if (request.method === "HEAD") {
      response.end();
      return;
    }
    await this.#send(response, streamOf(bytes, first, last), fault);
  }

  async #send(response: ServerResponse, stream: AsyncIterable<Uint8Array>, fault: Fault | undefined): Promise<void> {
    let sent = 0;
    if (fault?.kind === "silent") {
      response.flushHeaders();
      return;
    }
    for await (const chunk of stream) {
      let part = fault?.kind === "spoilt" ? chunk.map((byte) => byte ^ 1) : chunk;
      if (fault?.kind === "cut" && sent + part.length > fault.after) {
        part = part.subarray(0, fault.after - sent);
        await write(response, part);
        this.sent += part.length;
        /* What was written must leave before the connection breaks. */
        await sleep(20);
        response.destroy();
        return;
      }
      if (response.destroyed) return;
      await write(response, part);
      sent += part.length;
      this.sent += part.length;
      if (Number.isFinite(this.bytesPerSecond)) await sleep((1000 * part.length) / this.bytesPerSecond);
    }
    response.end();
  }

  #see(from: SeenRequest["from"], request: IncomingMessage): SeenRequest {
    const seen = { method: request.method ?? "", url: request.url ?? "", from, headers: request.headers };
    this.requests.push(seen);
    return seen;
  }
}

/** A server for anything else: a pack at an address, a page. */
export async function listen(
  answer: (request: IncomingMessage, response: ServerResponse) => Promise<void> | void,
  port = 0,
): Promise<Server> {
  const server = createServer((request, response) => {
    void Promise.resolve(answer(request, response)).catch(() => response.destroy());
  });
  await new Promise<void>((done) => server.listen(port, "127.0.0.1", done));
  return server;
}

export function addressOf(server: Server): string {
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function end(response: ServerResponse, status: number, headers: Record<string, string>, body = ""): void {
  response.writeHead(status, { "content-type": "text/plain", ...headers });
  response.end(body);
}

function fail(response: ServerResponse, fault: Extract<Fault, { kind: "status" | "html" }>): void {
  if (fault.kind === "status") {
    end(response, fault.status, fault.headers ?? {}, fault.body);
    return;
  }
  response.writeHead(200, { "content-type": "text/html; charset=utf-8" });
  response.end("<!DOCTYPE html><title>Welcome to the hotel's network</title>");
}

function json(response: ServerResponse, value: unknown, headers: Record<string, string> = {}): void {
  end(response, 200, { "content-type": "application/json", ...headers }, JSON.stringify(value));
}

function write(response: ServerResponse, bytes: Uint8Array): Promise<void> {
  return new Promise((done) =>
    response.write(bytes, () => {
      done();
    }),
  );
}

const chunkSize = 64 * 1024;

function streamOf(content: Content, first: number, last: number): AsyncIterable<Uint8Array> {
  if (!(content instanceof Uint8Array))
    return createReadStream(content.path, { start: first, end: last, highWaterMark: 1 << 20 });
  const chunks: Uint8Array[] = [];
  for (let at = first; at <= last; at += chunkSize)
    chunks.push(content.subarray(at, Math.min(last + 1, at + chunkSize)));
  return Readable.from(chunks);
}

async function sizeOf(content: Content): Promise<number> {
  return content instanceof Uint8Array ? content.length : (await stat(content.path)).size;
}

const hashes = new WeakMap<object, string>();

export function sha256Of(content: Content): string {
  if (!(content instanceof Uint8Array)) return content.sha256;
  const found = hashes.get(content) ?? createHash("sha256").update(content).digest("hex");
  hashes.set(content, found);
  return found;
}

function gitSha1(content: Content): string {
  if (!(content instanceof Uint8Array)) throw new Error("a small file is given as bytes");
  return createHash("sha1").update(`blob ${content.length}\0`).update(content).digest("hex");
}

function commitOf({ commit, files }: ServedRepository): string {
  return commit ?? createHash("sha1").update(Object.values(files).map(sha256Of).join()).digest("hex");
}
