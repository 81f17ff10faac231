import assert from "node:assert/strict";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { fetchImage } from "../../../src/client/remote-image.ts";
import { UserError } from "../../../src/shared/errors.ts";

const code = async (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => "",
    (thrown: unknown) => (thrown as UserError).code,
  );

describe("client/remote-image", () => {
  let server: Server;
  let base: string;
  let asked: string[] = [];
  const allow = (): Promise<void> => Promise.resolve();

  before(async () => {
    server = createServer((request, response) => {
      asked.push(request.url ?? "");
      switch (request.url ?? "") {
        case "/a.png":
          response.end("picture");
          return;
        case "/moved":
          response.writeHead(302, { location: "/a.png" }).end();
          return;
        case "/round":
          response.writeHead(302, { location: "/round" }).end();
          return;
        case "/away":
          response.writeHead(302, { location: "http://elsewhere.test/a.png" }).end();
          return;
        case "/file":
          response.writeHead(302, { location: "file:///etc/passwd" }).end();
          return;
        case "/large":
          response.writeHead(200, { "content-length": "5000" }).end("x".repeat(5000));
          return;
        case "/endless": {
          const more = setInterval(() => response.write("x".repeat(100)), 5);
          response.on("close", () => {
            clearInterval(more);
          });
          return;
        }
        case "/slow":
          return;
        default:
          response.writeHead(404).end();
      }
    });
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
    base = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  });
  beforeEach(() => {
    asked = [];
  });
  after(() => {
    server.closeAllConnections();
    server.close();
  });

  const get = (path: string, options: Partial<Parameters<typeof fetchImage>[1]> = {}): Promise<Uint8Array> =>
    fetchImage(new URL(path, base), { permit: allow, limit: 1000, timeLimitMs: 2000, ...options });

  it("fetches, follows, and asks before each host", async () => {
    assert.equal(Buffer.from(await get("/a.png")).toString(), "picture");
    const hosts: string[] = [];
    const permit = (host: string): Promise<void> => {
      hosts.push(host);
      return host.startsWith("127.") ? allow() : Promise.reject(new UserError("IMAGE_HOST_NOT_ALLOWED", "no", "no"));
    };
    await get("/moved", { permit });
    assert.equal(await code(get("/away", { permit })), "IMAGE_HOST_NOT_ALLOWED");
    assert.equal(hosts.at(-1), "elsewhere.test");
    asked = [];
    assert.equal(
      await code(get("/a.png", { permit: () => Promise.reject(new UserError("IMAGE_HOST_NOT_ALLOWED", "", "")) })),
      "IMAGE_HOST_NOT_ALLOWED",
    );
    assert.deepEqual(asked, [], "nothing was sent");
  });

  it("ends: too large, too slow, round and round, gone, another scheme, nobody there", async () => {
    assert.equal(await code(get("/large")), "IMAGE_TOO_LARGE");
    assert.equal(await code(get("/endless")), "IMAGE_TOO_LARGE");
    assert.equal(await code(get("/slow", { timeLimitMs: 100 })), "IMAGE_UNREACHABLE");
    assert.equal(await code(get("/round")), "IMAGE_UNREACHABLE");
    assert.equal(await code(get("/gone")), "IMAGE_UNREACHABLE");
    assert.equal(await code(get("/file")), "IMAGE_UNREACHABLE");
    assert.equal(
      await code(fetchImage(new URL("http://127.0.0.1:1/a.png"), { permit: allow, limit: 10 })),
      "IMAGE_UNREACHABLE",
    );
  });

  it("is cancelled at once", async () => {
    const abort = new AbortController();
    const fetching = code(get("/slow", { signal: abort.signal }));
    setTimeout(() => {
      abort.abort();
    }, 30);
    assert.equal(await fetching, "CANCELLED");
    assert.equal(await code(get("/a.png", { signal: abort.signal })), "CANCELLED");
  });
});
