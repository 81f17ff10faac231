import assert from "node:assert/strict";
import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { crc32 } from "node:zlib";
import type { ImageHandle, WorkerClient } from "../../src/client/worker-client.ts";
import { UserError, type ErrorCode } from "../../src/shared/errors.ts";
import type { AnswerEvent } from "../../src/shared/types.ts";
import type { WorkerOptions } from "../../src/shared/worker-protocol.ts";
import { answer, blankImage, shown, wordsImage, Workspace } from "./support.ts";

const question = "Which theme is selected?";

/** Checks that `work` fails with the code, one sentence and a next step. */
async function failsWith(code: ErrorCode, work: Promise<unknown>): Promise<void> {
  const thrown: unknown = await work.then(
    () => undefined,
    (error: unknown) => error,
  );
  assert.ok(thrown instanceof UserError, `${code} expected, not ${String(thrown)}`);
  assert.equal(thrown.code, code, thrown.message);
  assert.ok(thrown.message.length > 10 && thrown.nextStep.length > 10, `${thrown.message} / ${thrown.nextStep}`);
}

/** A PNG whose header says 40,000 × 40,000 pixels, and little else. */
function hugePng(): Uint8Array {
  const chunk = (type: string, data: Buffer): Buffer => {
    const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
    const frame = Buffer.alloc(8);
    frame.writeUInt32BE(data.length, 0);
    frame.writeUInt32BE(crc32(body), 4);
    return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
  };
  const header = Buffer.alloc(13);
  header.writeUInt32BE(40_000, 0);
  header.writeUInt32BE(40_000, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([
    signature,
    chunk("IHDR", header),
    chunk("IDAT", Buffer.alloc(64)),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

describe("bad input", () => {
  let workspace: Workspace;
  let client: WorkerClient;
  let good: ImageHandle;

  before(async () => {
    workspace = await Workspace.create();
    client = workspace.client();
    good = await client.openImage(await blankImage());
  });
  after(async () => {
    await client.dispose();
    await workspace.dispose();
  });

  const images: [name: string, code: ErrorCode, bytes: () => Promise<Uint8Array> | Uint8Array][] = [
    ["a text file", "IMAGE_NOT_AN_IMAGE", () => new TextEncoder().encode("Dear diary, this is not an image at all.")],
    ["an empty file", "IMAGE_EMPTY", () => new Uint8Array()],
    ["a cut-off PNG", "IMAGE_TRUNCATED", async () => (await wordsImage()).bytes.slice(0, 700)],
    ["a PNG of 40,000 × 40,000 pixels", "IMAGE_TOO_LARGE", hugePng],
    [
      "an SVG that refers to outside files",
      "IMAGE_SVG_EXTERNAL",
      () =>
        new TextEncoder().encode(
          '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><image href="file:///etc/hostname"/></svg>',
        ),
    ],
  ];
  for (const [name, code, bytes] of images) {
    it(`${name}: ${code}, and the next question is answered`, async () => {
      await failsWith(code, client.openImage({ name: "bad.png", bytes: await bytes() }));
      await answer(client, good, question);
    });
  }

  it("an empty and an endless question: QUESTION_…, and the next one is answered", async () => {
    for (const [bad, code] of [
      [" \n", "QUESTION_EMPTY"],
      ["why ".repeat(1000), "QUESTION_TOO_LONG"],
    ] as const) {
      const seen: AnswerEvent[] = [];
      for await (const event of client.ask(good, bad)) seen.push(event);
      const last = seen.at(-1);
      assert.ok(last?.type === "failed" && last.error.code === code, JSON.stringify(last));
    }
    await answer(client, good, question);
  });

  const packs: [name: string, code: ErrorCode, spoil: (dir: string) => Promise<void>][] = [
    [
      "a changed byte",
      "PACK_FILE_CORRUPT",
      async (dir) => {
        const path = join(dir, "lm.data");
        const bytes = await readFile(path);
        bytes[100]! ^= 1;
        await writeFile(path, bytes);
      },
    ],
    [
      "a cut-off file",
      "PACK_FILE_CORRUPT",
      async (dir) => {
        const path = join(dir, "lm.onnx");
        await writeFile(path, (await readFile(path)).subarray(0, 500));
      },
    ],
    ["a missing file", "PACK_FILE_MISSING", (dir) => rm(join(dir, "lines.onnx"))],
    ["a manifest that is not JSON", "PACK_MANIFEST_INVALID", (dir) => writeFile(join(dir, "pack.json"), "{")],
    ["a missing manifest", "PACK_MISSING", (dir) => rm(join(dir, "pack.json"))],
  ];
  for (const [name, code, spoil] of packs) {
    it(`a pack with ${name}: ${code}, and the next question is answered once it is mended`, async () => {
      const packDir = await workspace.copyPack(`spoilt ${name}`);
      await spoil(packDir);
      await using spoilt = workspace.client({ packDir });
      await failsWith(code, spoilt.openImage(await blankImage()));
      await rm(packDir, { recursive: true });
      await workspace.copyPack(`spoilt ${name}`);
      await answer(spoilt, await spoilt.openImage(await blankImage()), question);
    });
  }

  it("a wrong checksum in the manifest: PACK_FILE_CORRUPT", async () => {
    const packDir = await workspace.copyPack("wrong-checksum");
    await workspace.editManifest(packDir, (manifest) => {
      const [first, ...rest] = manifest.files.lm;
      return { ...manifest, files: { ...manifest.files, lm: [{ ...first, sha256: "0".repeat(64) }, ...rest] } };
    });
    await using spoilt = workspace.client({ packDir });
    await failsWith("PACK_FILE_CORRUPT", spoilt.start());
  });

  it("missing models of the text recogniser: OCR_MODEL_MISSING", async () => {
    await using blind = workspace.client({ ocrDir: workspace.path("nowhere") });
    await failsWith("OCR_MODEL_MISSING", blind.openImage(await blankImage()));
  });

  it("an unknown option and a wrong value: OPTIONS_INVALID with its name", async () => {
    for (const wrong of [{ thread: 2 }, { threads: 0 }] as Partial<WorkerOptions>[]) {
      await using misled = workspace.client(wrong);
      const started = misled.start();
      await failsWith("OPTIONS_INVALID", started);
      await assert.rejects(started, { message: new RegExp(`"${Object.keys(wrong)[0]!}"`) });
    }
  });
});

describe("a worker that ends", () => {
  let workspace: Workspace;
  let packDir: string;

  before(async () => {
    workspace = await Workspace.create();
    packDir = await workspace.endlessPack();
  });
  after(async () => {
    await workspace.dispose();
  });

  /** Asks, does `harm` to the worker after the first words of an attempt, as often as said, and collects all events. */
  async function harmed(
    client: WorkerClient,
    image: ImageHandle,
    times: number,
    harm: (pid: number) => void,
  ): Promise<AnswerEvent[]> {
    const seen: AnswerEvent[] = [];
    let isHarmed = false;
    for await (const event of client.ask(image, question, { maxTokens: 400 })) {
      seen.push(event);
      if (event.type === "restarted") isHarmed = false;
      if (event.type === "token" && !isHarmed && times-- > 0) {
        isHarmed = true;
        harm(client.pid!);
      }
    }
    return seen;
  }
  const kill = (pid: number): void => void process.kill(pid, "SIGKILL");

  it("killed in mid-answer: it is started again, and the question is answered as if nothing had happened", async () => {
    await using client = workspace.client({ packDir });
    const image = await client.openImage(await wordsImage());
    const calm = await answer(client, image, question, { maxTokens: 400 });
    assert.ok(calm.answerTokens.length > 30, "the answer is long enough to end the worker in its middle");
    const before = client.pid;
    const seen = await harmed(client, image, 1, kill);
    const restart = seen.findIndex(({ type }) => type === "restarted");
    const last = seen.at(-1);
    assert.ok(restart > 0, "an event says that it was started again");
    assert.ok(last?.type === "done", JSON.stringify(last));
    assert.equal(shown(seen.slice(restart)), last.text);
    assert.deepEqual(last.answerTokens, calm.answerTokens);
    assert.notEqual(client.pid, before);
  });

  it("killed twice: WORKER_CRASHED, and the next question is answered", async () => {
    await using client = workspace.client({ packDir });
    const image = await client.openImage(await blankImage());
    const seen = await harmed(client, image, 2, kill);
    const last = seen.at(-1);
    assert.ok(last?.type === "failed" && last.error.code === "WORKER_CRASHED", JSON.stringify(last));
    await answer(client, image, question, { maxTokens: 20 });
  });

  it("stuck in a call: it is ended, started again, and the question is answered", async () => {
    await using client = workspace.client({ packDir }, { silenceLimitMs: 10_000 });
    const image = await client.openImage(await blankImage());
    const seen = await harmed(client, image, 1, (pid) => void process.kill(pid, "SIGSTOP"));
    const restart = seen.find((event) => event.type === "restarted");
    assert.equal(restart?.error.code, "WORKER_HUNG");
    assert.equal(seen.at(-1)?.type, "done");
  });
});
