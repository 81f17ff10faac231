import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { AltWriter, noPicture, type Answerer } from "../../../src/client/alt-writer.ts";
import { fetchImage } from "../../../src/client/remote-image.ts";
import type { ImageHandle } from "../../../src/client/worker-client.ts";
import { UserError } from "../../../src/shared/errors.ts";
import { noTimings } from "../../../src/shared/types.ts";

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

describe("client/alt-writer", () => {
  const source = { name: "a.png", bytes: new Uint8Array([1]) };
  function answerer(
    answers: Readonly<Record<string, string>>,
    lines: readonly string[] = [],
    unsureOf = "nothing",
  ): Answerer & { log: string[] } {
    const log: string[] = [];
    return {
      log,
      openImage: (image) => {
        log.push("open");
        const result = { lines: lines.map((text) => ({ text, box: [0, 0, 1, 1], score: 1 })) };
        return Promise.resolve({ ...image, id: "1", result } as unknown as ImageHandle);
      },
      async *ask(_, question) {
        log.push(question);
        await Promise.resolve();
        const text = Object.entries(answers).find(([part]) => question.includes(part))?.[1] ?? "";
        if (question.includes(unsureOf)) yield { type: "notice", notice: { code: "ANSWER_UNSURE", message: "x" } };
        yield { type: "done", reason: "end", text, quotes: [], counted: [], answerTokens: [1], timings: noTimings };
      },
      closeImage: () => {
        log.push("close");
        return Promise.resolve();
      },
    };
  }

  it("asks once about a picture, and closes it whatever happens", async () => {
    const parts = answerer({ "Write alt text": "Image of “Sign in”." });
    const writer = new AltWriter(parts);
    assert.equal(await writer.alt({ source, longest: 125 }), "“Sign in”.".replace(/^“|”\.$/g, ""));
    await writer.alt({ source, longest: 125 });
    assert.deepEqual(parts.log, ["open", "Write alt text for this image.", "What kind of picture is this?", "close"]);
    const failing = answerer({});
    failing.ask = async function* () {
      await Promise.resolve();
      yield { type: "failed", error: { code: "WORKER_CRASHED", message: "x", nextStep: "y" } };
    };
    assert.equal(await code(new AltWriter(failing).alt({ source, longest: 125 })), "WORKER_CRASHED");
    assert.deepEqual(failing.log, ["open", "close"]);
    assert.equal(await code(new AltWriter(answerer({})).alt({ source, longest: 125 })), "ANSWER_EMPTY");
  });

  it("never writes into a document what the model says of photographs", async () => {
    const taught = await readFile("training/render/figures/photos.py", "utf8");
    assert.ok(taught.includes(`ANSWER = "${noPicture}"`), "the sentence is the one that is taught");
    const writer = new AltWriter(answerer({ "": noPicture }));
    assert.equal(await code(writer.alt({ source, longest: 125 })), "ANSWER_EMPTY");
    assert.equal(await code(writer.candidates({ source, longest: 125 })), "ANSWER_EMPTY");
    assert.equal(await code(writer.explanation(source, "prose")), "ANSWER_EMPTY");
  });

  it("calls a picture a diagram where the model does when it is asked for the kind, and is sure", async () => {
    const alt = async (kind: string, text: string, unsureOf?: string): Promise<string> =>
      new AltWriter(answerer({ "Write alt text": text, "What kind": kind }, [], unsureOf)).alt({
        source,
        longest: 125,
      });
    const screen = "Screen with the heading “Tenants”.";
    const kind = "This is an architecture diagram titled “Tenants”.";
    assert.equal(await alt(kind, screen), "Diagram with the heading “Tenants”.");
    assert.equal(await alt(kind, `A s${screen.slice(1)}`), "A diagram with the heading “Tenants”.");
    assert.equal(await alt(kind, screen, "What kind"), screen, "it is not sure of the kind");
    assert.equal(
      await alt("This is a settings page titled “Diagram”.", screen),
      screen,
      "the word stands in the picture alone",
    );
    assert.equal(await alt(kind, "Terminal with the output of “ls”."), "Terminal with the output of “ls”.");
    const writer = new AltWriter(answerer({ "Write alt text": screen, "What kind": kind }));
    const candidates = await writer.candidates({ source, longest: 125 });
    assert.deepEqual(
      candidates.map(({ text }) => text),
      ["Diagram with the heading “Tenants”."],
      "the answer on the kind is no alt text itself",
    );
  });

  it("says what a link does, and offers what the image shows beside it", async () => {
    const parts = answerer({ "Write alt text": "A button.", Describe: "A blue button.", about: "Starting." }, [
      "Get started",
    ]);
    const writer = new AltWriter(parts);
    assert.equal(await writer.alt({ source, link: "start.md", longest: 125 }), "Get started");
    const candidates = await writer.candidates({ source, link: "start.md", longest: 125 });
    assert.deepEqual(
      candidates.slice(0, 2).map(({ purpose }) => purpose),
      ["functional", "functional"],
    );
    assert.ok(candidates.some(({ text, purpose }) => text === "A blue button." && purpose === "informative"));
    assert.equal(new Set(candidates.map(({ text }) => text)).size, candidates.length);
  });

  it("explains in prose, or in the steps that the answer names", async () => {
    const parts = answerer({
      steps: "“Open”, then “Check” and “Save”.",
      Explain: "It ends with “Save”.",
      Describe: "A flowchart",
    });
    const writer = new AltWriter(parts);
    assert.deepEqual(await writer.explanation(source, "steps"), ["Open", "Check", "Save"]);
    assert.deepEqual(await writer.explanation(source, "prose"), ["A flowchart. It ends with “Save”."]);
  });
});
