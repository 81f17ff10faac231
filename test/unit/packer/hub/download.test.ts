/** Downloads from a hub on the loopback interface that does all that a real one has been seen to do. */
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as v from "valibot";
import { Download } from "../../../../src/packer/hub/download.ts";
import { lookUp, readRange, type HubFile } from "../../../../src/packer/hub/hub-file.ts";
import { Hub } from "../../../../src/packer/hub/http.ts";
import { fileIn, readRepository } from "../../../../src/packer/hub/repository.ts";
import type { ErrorCode } from "../../../../src/shared/errors.ts";
import { hubSettingsSchema, type HubSettings } from "../../../../src/shared/hub.ts";
import { addressOf, HubServer, listen, type Fault } from "../../../support/hub-server.ts";
import { ProxyServer } from "../../../support/proxy-server.ts";
import { isUserError } from "../errors.ts";

const repository = "huangwenjun1994/ML-Mamba";
const never = new AbortController().signal;
const rangeBytes = 64 * 1024;

/** Bytes that no two places share. */
function randomBytes(length: number, seed = 1): Uint8Array {
  const bytes = new Uint8Array(length);
  for (let at = 0; at < length; at += 32) {
    bytes.set(
      createHash("sha256")
        .update(`${seed} ${at}`)
        .digest()
        .subarray(0, Math.min(32, length - at)),
      at,
    );
  }
  return bytes;
}

const large = randomBytes(5 * rangeBytes + 1234);
const small = new TextEncoder().encode('{"small": true}');

describe("downloads", () => {
  let folder: string;
  let server: HubServer;
  let hub: Hub;
  before(() => (folder = mkdtempSync(join(tmpdir(), "downloads-"))));
  after(() => {
    rmSync(folder, { recursive: true });
  });
  beforeEach(async () => {
    server = await HubServer.start({
      [repository]: {
        files: { "latest-checkpoint.pt": large, "config.json": small, "sub/b.bin": large },
        license: "mit",
      },
    });
    hub = hubOf({});
  });
  afterEach(async () => {
    await hub.close();
    await server[Symbol.asyncDispose]();
  });

  const tuning = { rangeBytes, attempts: 3, firstWaitMs: 1, silenceMs: 2000 };
  function hubOf(settings: HubSettings, environment: NodeJS.ProcessEnv = {}): Hub {
    return new Hub(v.parse(hubSettingsSchema, { endpoint: server.endpoint, tuning, ...settings }), environment);
  }

  async function find(path = "latest-checkpoint.pt"): Promise<HubFile> {
    return fileIn(await readRepository(hub, repository, "main", { signal: never }), path);
  }

  let count = 0;
  /** A download of the large file into a fresh place, and what it told. */
  async function start(file?: HubFile, path = join(folder, `file-${count++}`)) {
    const waits: string[] = [];
    const seen: number[] = [];
    const download = new Download(hub, file ?? (await find()), path, {
      onBytes: (done) => seen.push(done),
      onWait: ({ code }, ms) => waits.push(`${code} ${ms}`),
    });
    return { download, path, waits, seen };
  }

  const partsOf = (path: string): string[] =>
    readdirSync(folder).filter((name) => join(folder, name).startsWith(`${path}.`));

  it("reads a repository over several pages: commit, licence, sizes and checksums", async () => {
    const found = await readRepository(hub, repository, "main", { signal: never });
    assert.equal(found.license, "mit");
    assert.deepEqual([...found.files.keys()].sort(), ["config.json", "latest-checkpoint.pt", "sub/b.bin"]);
    const file = fileIn(found, "latest-checkpoint.pt");
    assert.equal(file.size, large.length);
    assert.equal(file.sha256, createHash("sha256").update(large).digest("hex"));
    assert.match(file.url, new RegExp(`/resolve/${found.commit}/latest-checkpoint\\.pt$`));
    assert.throws(() => fileIn(found, "none.pt"), isUserError("HUB_NOT_FOUND", /no file none\.pt/));
  });

  it("fetches a large file in ranges through the redirect, and gives it its name when it is whole", async () => {
    const { download, path, seen } = await start();
    await download.run(never);
    assert.ok(Buffer.from(large).equals(readFileSync(path)));
    assert.deepEqual(partsOf(path), []);
    assert.equal(
      server.ranges.filter((range) => range === `bytes=0-${rangeBytes - 1}`).length,
      2,
      "at the hub and at the storage",
    );
    assert.deepEqual(
      seen,
      seen.toSorted((a, b) => a - b),
    );
    assert.equal(seen.at(-1), large.length);
  });

  it("compares a small file with Git's name of it", async () => {
    const file = await find("config.json");
    assert.equal(file.sha256, undefined);
    const good = await start(file);
    await good.download.run(never);
    assert.ok(Buffer.from(small).equals(readFileSync(good.path)));
    server.fault = ({ method }) => (method === "GET" ? { kind: "spoilt" } : undefined);
    const bad = await start(file);
    await assert.rejects(
      bad.download.run(never),
      isUserError("HUB_FILE_CORRUPT", /config\.json does not match its checksum/),
    );
    assert.deepEqual([existsSync(bad.path), partsOf(bad.path)], [false, []]);
  });

  it("looks a file up by its address: size and checksum from the hub's own headers, without asking the storage", async () => {
    const { url } = await find();
    server.requests.length = 0;
    const file = await lookUp(hub, new URL(url), "a file", { signal: never });
    assert.equal(file.size, large.length);
    assert.match(file.sha256!, /^[0-9a-f]{64}$/);
    assert.deepEqual(
      server.requests.map(({ from, method }) => `${from} ${method}`),
      ["hub HEAD"],
    );
  });

  it("reads a few bytes in the middle", async () => {
    const bytes = await readRange(hub, await find(), { offset: 1000, length: 10 }, { signal: never });
    assert.deepEqual([...bytes], [...large.subarray(1000, 1010)]);
    server.fault = ({ from }) => (from === "storage" ? { kind: "no-ranges" } : undefined);
    server.bytesPerSecond = large.length;
    await assert.rejects(
      readRange(hub, await find(), { offset: 1000, length: 10 }, { signal: never }),
      isUserError("HUB_RANGE_REFUSED", /does not offer parts/),
    );
    assert.ok(server.sent < large.length / 2, "the rest is not downloaded");
  });

  it("sends the token to the hub and never to the storage", async () => {
    server.serve(repository, { files: { "latest-checkpoint.pt": large }, token: "hf_secret" });
    hub = hubOf({}, { HF_TOKEN: "hf_secret" });
    const { download } = await start();
    await download.run(never);
    for (const { from, headers } of server.requests) {
      assert.equal(headers.authorization, from === "hub" ? "Bearer hf_secret" : undefined, from);
    }
  });

  describe("through a proxy", () => {
    let proxy: ProxyServer;
    beforeEach(async () => (proxy = await ProxyServer.start()));
    afterEach(async () => {
      await hub.close();
      proxy[Symbol.dispose]();
    });

    for (const [what, settings, environment] of [
      ["of the settings", () => ({ proxy: proxy.address }), () => ({ HTTP_PROXY: "http://127.0.0.1:9" })],
      ["of the environment", () => ({}), () => ({ HTTP_PROXY: proxy.address })],
    ] as const) {
      it(what, async () => {
        hub = hubOf(settings(), environment());
        const { download, path } = await start();
        await download.run(never);
        assert.equal(statSync(path).size, large.length);
        assert.ok(proxy.tunnels.length > 0);
      });
    }

    it("not to hosts that NO_PROXY names", async () => {
      hub = hubOf({}, { HTTP_PROXY: proxy.address, NO_PROXY: "127.0.0.1" });
      await find();
      assert.deepEqual(proxy.tunnels, []);
    });

    it("of HTTPS_PROXY, which Node's own fetch would pass over: it is asked for a tunnel to the hub", async () => {
      hub = hubOf({ endpoint: "https://hub.example" }, { HTTPS_PROXY: proxy.address });
      await assert.rejects(find(), isUserError("HUB_UNREACHABLE", /hub\.example/));
      assert.equal(proxy.tunnels[0], "hub.example:443");
    });
  });

  describe("goes on", () => {
    it("after cut connections, from the byte where each one broke", async () => {
      const { download, path, waits } = await start();
      let cuts = 0;
      server.fault = ({ from }) =>
        from === "storage" && cuts++ % 2 === 0 ? { kind: "cut", after: 10_000 } : undefined;
      await download.run(never);
      assert.ok(Buffer.from(large).equals(readFileSync(path)));
      assert.ok(waits.length >= 3 && waits.every((wait) => wait === "HUB_UNREACHABLE 1"), waits.join());
      assert.ok(server.sent <= large.length + 1, `${server.sent} bytes were sent for ${large.length}`);
    });

    it("after a crash, losing at most one range", async () => {
      const first = await start();
      const stop = new AbortController();
      server.fault = ({ headers }) => {
        if (headers.range?.startsWith(`bytes=${3 * rangeBytes}-`) === true) stop.abort();
        return undefined;
      };
      await assert.rejects(first.download.run(stop.signal), isUserError("CANCELLED", /stopped/));
      /* What a crash leaves: more bytes than are noted, and these may be anything. */
      const part = `${first.path}.part`;
      truncateSync(part, 3 * rangeBytes);
      writeFileSync(part, Buffer.concat([readFileSync(part), Buffer.alloc(500)]));
      server.fault = () => undefined;
      server.sent = 0;
      const second = await start(undefined, first.path);
      await second.download.run(never);
      assert.ok(Buffer.from(large).equals(readFileSync(first.path)));
      assert.equal(second.seen[0], 3 * rangeBytes);
      assert.ok(server.sent <= large.length - 3 * rangeBytes);
    });

    it("after a pause, with the same object, without reading again what it has", async () => {
      const { download, path } = await start();
      let stop = new AbortController();
      let seen = 0;
      server.fault = ({ from }) => {
        if (from === "storage" && ++seen === 2) stop.abort();
        return undefined;
      };
      await assert.rejects(download.run(stop.signal), isUserError("CANCELLED", /./));
      stop = new AbortController();
      await download.run(stop.signal);
      assert.ok(Buffer.from(large).equals(readFileSync(path)));
    });

    it("where the server knows no ranges: what is there is skipped", async () => {
      const { download, path } = await start();
      let cuts = 0;
      server.fault = ({ from }) =>
        from !== "storage" ? undefined : cuts++ === 0 ? { kind: "cut", after: 100_000 } : { kind: "no-ranges" };
      await download.run(never);
      assert.ok(Buffer.from(large).equals(readFileSync(path)));
    });

    it("as long as a throttled line trickles, though a range takes longer than the silence that is borne", async () => {
      hub = hubOf({ tuning: { ...tuning, silenceMs: 600, rangeBytes: 10 * rangeBytes } });
      server.bytesPerSecond = large.length / 1.5;
      const { download, path } = await start();
      await download.run(never);
      assert.equal(statSync(path).size, large.length);
    });

    it("after 429 and 503, waiting as long as it is asked to", async () => {
      const answers = [
        { status: 429, headers: { "retry-after": "0" } },
        { status: 503, headers: {} },
      ];
      server.fault = ({ from }) => {
        const next = from === "storage" ? answers.shift() : undefined;
        return next === undefined ? undefined : { kind: "status", ...next };
      };
      const { download, path, waits } = await start();
      await download.run(never);
      assert.equal(statSync(path).size, large.length);
      assert.deepEqual(waits, ["HUB_THROTTLED 0", "HUB_FAILED 2"]);
    });

    it("not from a part whose origin nothing tells", async () => {
      const file = { ...(await find()), sha256: undefined, etag: undefined };
      const path = join(folder, "unknown");
      writeFileSync(`${path}.part`, Buffer.alloc(rangeBytes));
      writeFileSync(`${path}.part.json`, JSON.stringify({ url: file.url, done: rangeBytes }));
      const { download } = await start(file, path);
      await download.run(never);
      assert.ok(Buffer.from(large).equals(readFileSync(path)));
    });
  });

  const status = (number: number, headers: Record<string, string> = {}): Fault => ({
    kind: "status",
    status: number,
    headers,
  });
  const failures: Record<string, [Fault, ErrorCode, RegExp]> = {
    "401": [status(401), "HUB_UNAUTHORIZED", /needs an access token \(401\)/],
    "401 of a gated repository": [status(401, { "x-error-code": "GatedRepo" }), "HUB_FORBIDDEN", /accepted its terms/],
    "403": [status(403), "HUB_FORBIDDEN", /refuses access \(403\)/],
    "404": [status(404), "HUB_NOT_FOUND", /does not exist \(404\)/],
    "416": [status(416), "HUB_RANGE_REFUSED", /no such range \(416\)/],
    "429 without end": [status(429, { "retry-after": "0" }), "HUB_THROTTLED", /no more requests for now \(429\)/],
    "429 with a wait of a day": [status(429, { "retry-after": "86400" }), "HUB_THROTTLED", /429/],
    "500 without end": [status(500), "HUB_FAILED", /answered with 500/],
    "418": [status(418), "HUB_FAILED", /answered with 418/],
    "a web page instead of the file": [{ kind: "html" }, "HUB_NOT_A_FILE", /web page instead of the file/],
    silence: [{ kind: "silent" }, "HUB_UNREACHABLE", /fell silent/],
    "bytes that are not the file's": [{ kind: "spoilt" }, "HUB_FILE_CORRUPT", /does not match its checksum/],
  };
  for (const [what, [fault, code, message]] of Object.entries(failures)) {
    it(`says what is wrong at ${what}: ${code}`, async () => {
      if (what === "silence") hub = hubOf({ tuning: { ...tuning, silenceMs: 200, attempts: 2 } });
      const { download, path } = await start();
      server.fault = ({ from }) => (from === "storage" ? fault : undefined);
      await assert.rejects(download.run(never), isUserError(code, message));
      assert.equal(existsSync(path), false);
    });
  }

  it("says that a token is not accepted, that a repository is not there", async () => {
    server.serve(repository, { files: {}, token: "right" });
    hub = hubOf({ token: "wrong" });
    await assert.rejects(find(), isUserError("HUB_FORBIDDEN", /403/));
    await assert.rejects(
      readRepository(hub, "no/such", "main", { signal: never }),
      isUserError("HUB_UNAUTHORIZED", /does not accept the access token/),
    );
  });

  it("notices a file that changes between two ranges, by its tag and by the hub's checksum, and leaves nothing of it", async () => {
    for (const path of ["latest-checkpoint.pt", "config.json"]) {
      const file = await find(path);
      if (path === "config.json") hub = hubOf({ tuning: { ...tuning, rangeBytes: 5 } });
      const download = await start({ ...file, gitSha1: undefined });
      let ranges = 0;
      server.fault = ({ from, method }) =>
        from === "hub" && method === "GET" && ranges++ >= 2
          ? { kind: "other", content: randomBytes(file.size!, 2) }
          : undefined;
      await assert.rejects(download.download.run(never), isUserError("HUB_FILE_CHANGED", /has changed on the hub/));
      assert.deepEqual([existsSync(download.path), partsOf(download.path)], [false, []]);
      server.fault = () => undefined;
    }
  });

  it("says that nothing listens at an address, and that an address is none", async () => {
    assert.throws(() => hubOf({ endpoint: "not an address" }), isUserError("HUB_ADDRESS_INVALID", /not valid/));
    assert.throws(() => hubOf({ proxy: "::" }), isUserError("HUB_ADDRESS_INVALID", /proxy/));
    const plain = { endpoint: "http://mirror.example", token: "hf_secret" };
    assert.throws(() => hubOf(plain), isUserError("HUB_ADDRESS_INVALID", /not encrypted/));
    await server[Symbol.asyncDispose]();
    await assert.rejects(find(), isUserError("HUB_UNREACHABLE", /nothing listens there/));
    server = await HubServer.start();
  });

  it("takes the endpoint from the environment", async () => {
    const settings = v.parse(hubSettingsSchema, { tuning });
    const mirror = new Hub(settings, { HF_ENDPOINT: server.endpoint });
    assert.equal(mirror.endpoint.href, `${server.endpoint}/`);
    await mirror.close();
  });

  it("does not follow from one address to the next for ever, nor to what is no address", async () => {
    let target = "";
    const circle = await listen((_, response) => {
      response.writeHead(302, { location: target }).end();
    });
    for (const [location, message] of [
      [`${addressOf(circle)}/again`, /without an end/],
      ["file:///etc/passwd", /not followed/],
    ] as const) {
      target = location;
      await assert.rejects(
        hub.request("GET", new URL(addressOf(circle)), { signal: never }),
        isUserError("HUB_FAILED", message),
      );
    }
    circle.closeAllConnections();
    circle.close();
  });
});
