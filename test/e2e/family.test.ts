/** Packs of the published family, asked through the client: two encoders, no lines of text, the published prompt; and text-only ones. */
import assert from "node:assert/strict";
import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { InferenceSession, Tensor } from "onnxruntime-node";
import sharp from "sharp";
import { WorkerClient } from "../../src/client/worker-client.ts";
import { encoderInput } from "../../src/model/preprocess.ts";
import { encodersOf, parseManifest, type PackManifest } from "../../src/shared/manifest.ts";
import type { WorkerOptions } from "../../src/shared/worker-protocol.ts";
import { loadTokenizer } from "../../src/worker/tokenizer.ts";
import { buildTinyFamily } from "../support/tiny-family.ts";
import { answer, cli, events, ocrDir, otherImage, wordsImage, workerPath } from "./support.ts";

const firstQuestion = " What is  shown?\nSay it. ";
const maxAnswerTokens = 24;

describe("packs of the published family", () => {
  let folder: string;
  let seeing: string;
  let talking: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "family-"));
    [seeing, talking] = [join(folder, "seeing"), join(folder, "talking")];
    await buildTinyFamily({ out: seeing, precision: { matrices: 8, tokens: 8 } });
    await buildTinyFamily({ out: talking, projector: null });
  });
  after(() => rm(folder, { recursive: true, force: true }));

  const client = (packDir: string, worker: Partial<WorkerOptions> = {}): WorkerClient =>
    new WorkerClient({ modulePath: workerPath, worker: { packDir, ocrDir, maxAnswerTokens, ...worker } });

  it("answers what the graphs answer when they are run by hand on image and prompt", async () => {
    await using asked = client(seeing);
    const image = await asked.openImage(await wordsImage());
    const { result } = image;
    assert.deepEqual([result.lines, result.timings.prefillTokens], [[], 16]);
    assert.deepEqual(result.modelSaw, { width: 32, height: 32, crops: 0 });
    const found = await answer(asked, image, firstQuestion);
    assert.deepEqual([found.quotes, found.counted], [[], []]);
    const { bytes } = await wordsImage();
    const prompt = "<|user|>\nWhat is  shown?\nSay it.<|endoftext|>\n<|assistant|>\n";
    assert.deepEqual(found.answerTokens, await byHand(seeing, bytes, prompt, found.answerTokens.length));
  });

  it("goes on where the last answer ended, and answers the same however long a call may take", async () => {
    await using quick = client(seeing, { callBoundMs: 10 });
    await using slow = client(seeing, { callBoundMs: 60_000 });
    const images = [await quick.openImage(await otherImage()), await slow.openImage(await otherImage())] as const;
    const first = await answer(quick, images[0], firstQuestion);
    assert.deepEqual((await answer(slow, images[1], firstQuestion)).answerTokens, first.answerTokens);
    const history = [{ question: firstQuestion, answerTokens: first.answerTokens }];
    const second = await answer(quick, images[0], "And then?", { history });
    assert.ok(second.timings.prefillTokens < 60, "only the new turn is read");
    assert.deepEqual((await answer(slow, images[1], "And then?", { history })).answerTokens, second.answerTokens);
  });

  it("sees another picture otherwise", async () => {
    await using asked = client(seeing);
    const [one, other] = [await asked.openImage(await wordsImage()), await asked.openImage(await otherImage())];
    const answers = [await answer(asked, one, "?"), await answer(asked, other, "?")];
    assert.notDeepEqual(answers[0]!.answerTokens, answers[1]!.answerTokens);
  });

  it("tells that it sees, that nobody has verified it, and how long a call takes", async () => {
    await using asked = client(seeing);
    const { sees, verified, callBoundMs } = await asked.start();
    assert.deepEqual({ sees, verified, callBoundMs }, { sees: true, verified: false, callBoundMs: 500 });
  });

  it("talks without an image, with or without eyes", async () => {
    for (const packDir of [talking, seeing]) {
      await using asked = client(packDir);
      const nothing = await asked.openImage({ name: "nothing" });
      assert.equal(nothing.result.width, 0);
      const first = await answer(asked, nothing, "Who are you?");
      assert.ok(first.answerTokens.length > 0);
      const prompt = "<|user|>\nWho are you?<|endoftext|>\n<|assistant|>\n";
      assert.deepEqual(first.answerTokens, await byHand(packDir, undefined, prompt, first.answerTokens.length));
      const history = [{ question: "Who are you?", answerTokens: first.answerTokens }];
      await answer(asked, nothing, "And I?", { history });
    }
  });

  it("refuses an image where the model reads text only", async () => {
    await using asked = client(talking);
    await assert.rejects(asked.openImage(await wordsImage()), { code: "PACK_SEES_NOTHING" });
    assert.equal((await asked.start()).sees, false);
  });

  it("opens a conversation again in a new worker", async () => {
    await using asked = client(talking);
    const nothing = await asked.openImage({ name: "nothing" });
    const first = await answer(asked, nothing, "Who are you?");
    process.kill(asked.pid!, "SIGKILL");
    const all = await events(asked, nothing, "Who are you?");
    const last = all.at(-1)!;
    assert.deepEqual(last.type === "done" && last.answerTokens, first.answerTokens);
  });

  it("is asked on the command line with and without an image", async () => {
    const talk = await cli(["ask", "--no-image", "Who are you?", "And I?", "--pack", talking, "--max-tokens", "8"]);
    assert.equal(talk.code, 0, talk.stderr);
    assert.match(talk.stderr, /^no image \(load \d+ ms\)\n> Who are you\?\n/);
    const look = await cli([
      "ask",
      "samples/error.png",
      "What is this?",
      "--pack",
      seeing,
      "--max-tokens",
      "8",
      "--json",
    ]);
    assert.equal(look.code, 0, look.stderr);
    assert.ok(look.stdout.includes('"stage":"encode"'));
    const wrong = await cli(["ask", "samples/error.png", "What is this?", "--pack", talking]);
    assert.equal(wrong.code, 1);
    assert.match(wrong.stderr, /^PACK_SEES_NOTHING: Tiny family reads text only/m);
    const missing = await cli(["ask", "samples/error.png", "--pack", seeing]);
    assert.deepEqual([missing.code, missing.stderr.split(":", 1)[0]], [2, "USAGE"]);
  });

  it("prints what was lost of each tensor", async () => {
    const printed = await cli(["pack", "errors", seeing]);
    assert.equal(printed.code, 0, printed.stderr);
    assert.match(printed.stdout, /^lm\s+backbone\.embedding\.weight\s+384 × 32\s+8 bits, blocks of 32\s+0\.00\d/m);
    const json = await cli(["pack", "errors", seeing, "--json"]);
    assert.equal(
      (JSON.parse(json.stdout) as { errors: unknown[] }).errors.length,
      printed.stdout.trim().split("\n").length - 1,
    );
    const shipped = await cli(["pack", "errors", "models/nano"]);
    assert.equal(shipped.code, 0, shipped.stderr);
    const silent = join(folder, "silent");
    cpSync(seeing, silent, { recursive: true });
    const manifest = JSON.parse(readFileSync(join(silent, "pack.json"), "utf8")) as { files: { errors?: unknown } };
    delete manifest.files.errors;
    writeFileSync(join(silent, "pack.json"), JSON.stringify(manifest));
    const none = await cli(["pack", "errors", silent]);
    assert.deepEqual([none.code, none.stderr.split(":", 1)[0]], [1, "PACK_FILE_MISSING"]);
  });
});

/** The answer of at most `count` tokens that a pack's graphs give in one call each, without the worker. */
async function byHand(
  packDir: string,
  bytes: Uint8Array | undefined,
  prompt: string,
  count: number,
): Promise<number[]> {
  const parsed = parseManifest(JSON.parse(await readFile(join(packDir, "pack.json"), "utf8")));
  assert.ok(parsed.ok);
  const { manifest } = parsed;
  const run = async (graph: keyof PackManifest["files"], feeds: Record<string, Tensor>) => {
    const session = await InferenceSession.create(join(packDir, manifest.files[graph]![0]!.path), {
      logSeverityLevel: 3,
    });
    return session.run(feeds);
  };
  const { dModel, vocabSize } = manifest.architecture.lm;
  let visual = new Float32Array(0);
  if (bytes !== undefined) {
    const { data, info } = await sharp(bytes).removeAlpha().raw().toBuffer({ resolveWithObject: true });
    const image = { width: info.width, height: info.height, rgb: new Uint8Array(data) };
    const features: Record<string, Tensor> = {};
    for (const [n, { graph, preprocess }] of encodersOf(manifest).entries()) {
      const pixels = new Tensor("float32", encoderInput(image, preprocess), [1, 3, ...preprocess.size]);
      features[n === 0 ? "features" : "features2"] = (await run(graph, { pixels }))["features"]!;
    }
    visual = (await run("connector", features))["visual"]!.data as Float32Array<ArrayBuffer>;
  }
  const { tokenize } = await loadTokenizer(join(packDir, "tokenizer.json"));
  const patches = visual.length / dModel;
  const ids = [...new Array<number>(patches).fill(vocabSize), ...tokenize(prompt)];
  const embeds = new Float32Array(ids.length * dModel);
  embeds.set(visual);
  const feeds: Record<string, Tensor> = {
    input_ids: new Tensor("int64", BigInt64Array.from(ids, BigInt), [1, ids.length]),
    max_new: new Tensor("int64", BigInt64Array.of(BigInt(count)), []),
    eos: new Tensor("int64", BigInt64Array.of(BigInt(manifest.tokens.end)), []),
  };
  if (manifest.files.connector !== undefined) feeds["visual"] = new Tensor("float32", embeds, [1, ids.length, dModel]);
  for (const { name, shape } of manifest.states) {
    feeds[name] = new Tensor("float32", new Float32Array(shape.reduce((a, b) => a * b, 1)), shape);
  }
  return Array.from((await run("lm", feeds))["tokens"]!.data as BigInt64Array, Number);
}
