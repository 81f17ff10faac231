/**
 * Holds a pack of a published model against PyTorch on the real weights; docs/verify-published-model.md tells how:
 *
 *     npm run build && npx tsx bench/verify-published.ts --pack DIR --checkpoint FILE --encoder FILE [--encoder FILE] --python python3
 *         [--text FILE] [--tokens 512] [--picture FILE …] [--dtype float32|bfloat16] [--mark]
 *
 * Perplexity on a text and the share of its tokens that both find likeliest; how near the visual embeddings are; the answers side by side.
 * With --mark and within the bars, the pack's manifest says from then on that it is verified, and what was measured.
 */
import { spawnSync } from "node:child_process";
import { copyFileSync, linkSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { InferenceSession, Tensor } from "onnxruntime-node";
import * as v from "valibot";
import { WorkerClient } from "../src/client/worker-client.ts";
import { encoderInput } from "../src/model/preprocess.ts";
import { visionBackbones, visionBackboneIds } from "../src/shared/family.ts";
import { encodersOf, manifestFileName, parseManifest, type PackManifest } from "../src/shared/manifest.ts";
import { decodeImage } from "../src/worker/image/decode.ts";
import { withLogits } from "./logits.ts";

const { values: options } = parseArgs({
  options: {
    pack: { type: "string" },
    checkpoint: { type: "string" },
    encoder: { type: "string", multiple: true, default: [] },
    python: { type: "string", default: "python3" },
    text: { type: "string", default: "docs/nano.md" },
    tokens: { type: "string", default: "512" },
    picture: {
      type: "string",
      multiple: true,
      default: ["samples/error.png", "samples/login.png", "samples/photograph.jpg"],
    },
    dtype: { type: "string", default: "float32" },
    mark: { type: "boolean", default: false },
  },
});
if (options.pack === undefined || options.checkpoint === undefined)
  throw new Error("--pack and --checkpoint are needed");
const pack = resolve(options.pack);
const parsed = parseManifest(JSON.parse(readFileSync(join(pack, manifestFileName), "utf8")));
if (!parsed.ok) throw new Error(parsed.faults.join("; "));
const { manifest } = parsed;
const question = "What is shown in this picture?";
const answerTokens = 32;

/** What is accepted by bits of a weight: how much more perplexity, how many likeliest tokens are others, how far embeddings may turn. */
const bars = {
  4: { perplexity: 1.1, agreement: 0.85, cosine: 0.98 },
  8: { perplexity: 1.02, agreement: 0.96, cosine: 0.995 },
  16: { perplexity: 1.005, agreement: 0.98, cosine: 0.999 },
  32: { perplexity: 1.005, agreement: 0.99, cosine: 0.9999 },
}[manifest.quantisation.bits];

const referenceSchema = v.object({
  text: v.object({ ids: v.array(v.number()), perplexity: v.number(), argmax: v.array(v.number()) }),
  pictures: v.array(v.object({ path: v.string(), tokens: v.array(v.number()), answer: v.string() })),
});

/** The registry's name of what the pack sees with. */
function backboneOf({ architecture }: PackManifest): string | undefined {
  const names = architecture.vision?.encoders?.map(({ name, preprocess }) => `${name} ${preprocess.size[0]}`).join();
  return visionBackboneIds.find((id) => {
    const { encoders, size } = visionBackbones[id];
    return encoders.map(({ name }) => `${name} ${size}`).join() === names;
  });
}

function runReference(out: string): v.InferOutput<typeof referenceSchema> {
  const script = fileURLToPath(new URL("../training/published_reference.py", import.meta.url));
  const [first] = encodersOf(manifest);
  const resize = first?.preprocess.resize === "letterbox-square" ? "letterbox" : first?.preprocess.resize;
  const vision = first === undefined ? [] : ["--backbone", backboneOf(manifest)!, "--resize", resize!];
  const args = [
    ...["--checkpoint", options.checkpoint!, "--tokenizer", join(pack, "tokenizer.json"), "--dtype", options.dtype],
    ...["--text", options.text, "--tokens", options.tokens, "--question", question, "--out", out],
    ...["--answer-tokens", String(answerTokens), ...vision],
    ...options.encoder.flatMap((file) => ["--encoder", file]),
    ...(first === undefined ? [] : options.picture.flatMap((file) => ["--picture", file])),
  ];
  const done = spawnSync(options.python, [script, ...args], { encoding: "utf8" });
  if (done.status !== 0) throw new Error(done.stderr);
  return v.parse(referenceSchema, JSON.parse(readFileSync(join(out, "reference.json"), "utf8")));
}

/** Perplexity of the pack on the ids, and the token it finds likeliest behind each. */
async function readText(folder: string, ids: readonly number[]): Promise<{ perplexity: number; argmax: number[] }> {
  const [graph, ...data] = manifest.files.lm;
  writeFileSync(join(folder, graph!.path), withLogits(readFileSync(join(pack, graph!.path))));
  for (const { path } of data) linkOrCopy(join(pack, path), join(folder, path));
  const session = await InferenceSession.create(join(folder, graph!.path), { logSeverityLevel: 3 });
  const { dModel } = manifest.architecture.lm;
  let states: Record<string, Tensor> = Object.fromEntries(
    manifest.states.map(({ name, shape }) => [name, zeros(shape)]),
  );
  const scalar = (value: bigint): Tensor => new Tensor("int64", BigInt64Array.of(value), []);
  const sees = session.inputNames.includes("visual");
  let loss = 0;
  const argmax: number[] = [];
  for (const [at, id] of ids.slice(0, -1).entries()) {
    const outputs = await session.run({
      ...states,
      ...(sees ? { visual: zeros([1, 1, dModel]) } : {}),
      input_ids: new Tensor("int64", BigInt64Array.of(BigInt(id)), [1, 1]),
      max_new: scalar(1n),
      eos: scalar(-1n),
    });
    states = Object.fromEntries(Object.keys(states).map((name) => [name, outputs[name.replace("past_", "present_")]!]));
    const logits = outputs["logits"]!.data as Float32Array;
    const most = logits.reduce((best, value) => Math.max(best, value), -Infinity);
    const sum = logits.reduce((total, value) => total + Math.exp(value - most), 0);
    loss += Math.log(sum) + most - logits[ids[at + 1]!]!;
    argmax.push(logits.indexOf(most));
  }
  await session.release();
  return { perplexity: Math.exp(loss / argmax.length), argmax };
}

function linkOrCopy(from: string, to: string): void {
  try {
    linkSync(from, to);
  } catch {
    copyFileSync(from, to);
  }
}

function zeros(shape: readonly number[]): Tensor {
  return new Tensor("float32", new Float32Array(shape.reduce((a, b) => a * b, 1)), shape);
}

/** The visual embeddings that the pack's graphs make of a picture. */
async function look(path: string): Promise<Float32Array> {
  const image = await decodeImage(readFileSync(path));
  const run = async (group: "encoder" | "encoder2" | "connector", feeds: Record<string, Tensor>): Promise<Tensor> => {
    const session = await InferenceSession.create(join(pack, manifest.files[group]![0]!.path), { logSeverityLevel: 3 });
    const outputs = await session.run(feeds);
    await session.release();
    return outputs[session.outputNames[0]!]!;
  };
  const features: Record<string, Tensor> = {};
  for (const [n, { graph, preprocess }] of encodersOf(manifest).entries()) {
    const pixels = new Tensor("float32", encoderInput(image, preprocess), [1, 3, ...preprocess.size]);
    features[n === 0 ? "features" : `features${n + 1}`] = await run(graph, { pixels });
  }
  return (await run("connector", features)).data as Float32Array;
}

/** The lowest cosine of a token's embedding to the reference's. */
function lowestCosine(found: Float32Array, expected: Float32Array, width: number): number {
  let lowest = 1;
  for (let token = 0; token < expected.length; token += width) {
    let [product, left, right] = [0, 0, 0];
    for (let at = token; at < token + width; at++) {
      product += found[at]! * expected[at]!;
      left += found[at]! ** 2;
      right += expected[at]! ** 2;
    }
    lowest = Math.min(lowest, product / Math.sqrt(left * right));
  }
  return lowest;
}

const folder = mkdtempSync(join(dirname(pack), ".verify-"));
try {
  const reference = runReference(folder);
  const { ids } = reference.text;
  const found = await readText(folder, ids);
  const agreement =
    found.argmax.filter((token, at) => token === reference.text.argmax[at]).length / found.argmax.length;
  const ratio = found.perplexity / reference.text.perplexity;
  console.log(
    `${options.text}, ${ids.length} tokens: perplexity ${found.perplexity.toFixed(3)}, reference ${reference.text.perplexity.toFixed(3)}`,
  );
  console.log(
    `  ${ratio.toFixed(4)} times (bar ${bars.perplexity}); likeliest token equal ${(100 * agreement).toFixed(1)} % (bar ${100 * bars.agreement} %)`,
  );
  let cosine = 1;
  await using client = new WorkerClient({
    modulePath: resolve("dist/worker.js"),
    worker: { packDir: pack, ocrDir: resolve("models/ocr"), maxAnswerTokens: answerTokens },
    silenceLimitMs: 600_000,
  });
  for (const [n, { path, answer, tokens }] of reference.pictures.entries()) {
    const bytes = readFileSync(join(folder, `visual-${n}.f32`));
    const expected = new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length));
    const near = lowestCosine(await look(path), expected, manifest.architecture.lm.dModel);
    cosine = Math.min(cosine, near);
    const image = await client.openImage({ name: path, bytes: readFileSync(path) });
    let said = "";
    let made: readonly number[] = [];
    for await (const event of client.ask(image, question)) {
      if (event.type === "failed") throw new Error(JSON.stringify(event.error));
      if (event.type === "done") [said, made] = [event.text, event.answerTokens];
    }
    const until = tokens.findIndex((token, at) => token !== made[at]);
    console.log(`${path}: visual embeddings, lowest cosine ${near.toFixed(5)} (bar ${bars.cosine}); ${question}`);
    console.log(
      `  reference: ${answer}\n  pack:      ${said}\n  ${until < 0 ? "all" : `the first ${until}`} of ${tokens.length} tokens equal`,
    );
  }
  const passed = ratio <= bars.perplexity && agreement >= bars.agreement && cosine >= bars.cosine;
  console.log(passed ? "within the bars" : "NOT within the bars");
  if (passed && options.mark) {
    const measured = {
      ...manifest.measured,
      perplexity: Number(found.perplexity.toPrecision(5)),
      "perplexity of the reference": Number(reference.text.perplexity.toPrecision(5)),
      "likeliest token as the reference": Number(agreement.toPrecision(4)),
    };
    const marked = { ...manifest, verified: true, measured };
    writeFileSync(join(pack, manifestFileName), `${JSON.stringify(marked, undefined, 2)}\n`);
    console.log(`${manifestFileName} says from now on that the pack is verified`);
  }
  process.exitCode = passed ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
