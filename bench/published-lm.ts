/**
 * The language model at the dimensions of mamba2-130m, random weights, against transformers' Mamba2 in float32:
 *
 *     npx tsx bench/published-lm.ts --python python3 --dir DIR
 *
 * DIR gets about 1 GB, which is deleted in the end. A prompt of 300 tokens in uneven pieces, then the 20 tokens that the reference chose:
 * the largest difference of a logit, and how many of its tokens each way of storing chooses. The bar: 1e-3 in float32, all tokens equal.
 */
import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { InferenceSession, Tensor } from "onnxruntime-node";
import { ExternalDataWriter } from "../src/packer/external-data.ts";
import { GraphBuilder } from "../src/packer/graph.ts";
import { Initialisers } from "../src/packer/initialisers.ts";
import { languageModelShape } from "../src/packer/language-model-shape.ts";
import { languageModel, type LanguageModelMode } from "../src/packer/language-model.ts";
import { CheckpointFile } from "../src/packer/readers/checkpoint-file.ts";
import type { Storage } from "../src/packer/storage.ts";
import { Weights } from "../src/packer/weights.ts";
import { stateTensors } from "../src/shared/manifest.ts";

const prompt = 300;
const pieces = [1, 7, 200, 92];
const blocks = { kind: "quantised", accuracyLevel: 4, rule: "least-squares", convolutions: "float32" } as const;
const storages: Record<string, { matrices: Storage; tokens: Storage }> = {
  float32: { matrices: { kind: "float32" }, tokens: { kind: "float32" } },
  float16: { matrices: { kind: "float16" }, tokens: { kind: "float16" } },
  "8 bits, blocks of 128": {
    matrices: { ...blocks, bits: 8, block: 128 },
    tokens: { ...blocks, bits: 8, block: 128 },
  },
  "4 bits, blocks of 128, tokens in 8": {
    matrices: { ...blocks, bits: 4, block: 128 },
    tokens: { ...blocks, bits: 8, block: 128 },
  },
  "4 bits, blocks of 128, zero points": {
    matrices: { ...blocks, bits: 4, block: 128, zeroPoints: true },
    tokens: { ...blocks, bits: 8, block: 128, zeroPoints: true },
  },
  "4 bits, blocks of 32, tokens in 8": {
    matrices: { ...blocks, bits: 4, block: 32 },
    tokens: { ...blocks, bits: 8, block: 32 },
  },
};

const { values: options } = parseArgs({
  options: { python: { type: "string", default: "python3" }, dir: { type: "string" } },
});
if (options.dir === undefined) throw new Error("--dir is needed");
const folder = options.dir;
mkdirSync(folder, { recursive: true });
const script = fileURLToPath(new URL("../training/family_full.py", import.meta.url));
const reference = spawnSync(options.python, [script, "lm", "--out", folder], { encoding: "utf8" });
if (reference.status !== 0) throw new Error(reference.stderr);
console.log(`mamba2-130m, transformers: ${reference.stdout.trim()}`);

const checkpoint = new CheckpointFile(join(folder, "model.safetensors"));
const dims = languageModelShape((name) => checkpoint.shape(name));
const ids = new BigInt64Array(buffer("ids.i64"));
const expected = new Float32Array(buffer("logits.f32"));

function buffer(name: string): ArrayBuffer {
  const bytes = readFileSync(join(folder, name));
  return bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length);
}

async function open(mode: LanguageModelMode, { matrices, tokens }: { matrices: Storage; tokens: Storage }) {
  const path = join(folder, `lm-${mode}.onnx`);
  const dataPath = join(folder, `lm-${mode}.data`);
  rmSync(dataPath, { force: true });
  const data = new ExternalDataWriter(dataPath);
  const graph = new GraphBuilder("lm", new Initialisers(data));
  const piece = { graph, weights: new Weights(checkpoint), storage: matrices, tokens };
  languageModel(piece, dims, { mode, visualInput: false });
  writeFileSync(path, graph.toModel());
  data.close();
  return InferenceSession.create(path, { intraOpNumThreads: 2, logSeverityLevel: 3 });
}

/** Runs the ids piece by piece; what comes out of each call. */
async function read(session: InferenceSession, lengths: readonly number[], extra: Record<string, Tensor> = {}) {
  let states: Record<string, Tensor> = Object.fromEntries(
    stateTensors(dims).map(({ name, shape }) => {
      const size = shape.reduce((a, b) => a * b, 1);
      return [name, new Tensor("float32", new Float32Array(size), shape)];
    }),
  );
  const outputs: InferenceSession.ReturnType[] = [];
  let begin = 0;
  for (const length of lengths) {
    const input = new Tensor("int64", ids.slice(begin, begin + length), [1, length]);
    const result = await session.run({ ...states, ...extra, input_ids: input });
    states = Object.fromEntries(Object.keys(states).map((name) => [name, result[name.replace("past_", "present_")]!]));
    outputs.push(result);
    begin += length;
  }
  return outputs;
}

for (const [name, storage] of Object.entries(storages)) {
  const last = await open("last", storage);
  const answer = ids.length - prompt;
  const outputs = await read(last, [...pieces, ...new Array<number>(answer).fill(1)]);
  await last.release();
  let largest = 0;
  let equal = 0;
  for (let step = 0; step < answer; step++) {
    const logits = outputs[pieces.length - 1 + step]!["logits"]!.data as Float32Array;
    const wanted = expected.subarray(step * dims.vocabSize, (step + 1) * dims.vocabSize);
    for (const [at, value] of logits.entries()) largest = Math.max(largest, Math.abs(value - wanted[at]!));
    if (logits.indexOf(Math.max(...logits)) === Number(ids[prompt + step])) equal++;
  }
  const loop = await open("loop", storage);
  const scalar = (value: bigint): Tensor => new Tensor("int64", BigInt64Array.of(value), []);
  const [whole] = await read(loop, [prompt], { max_new: scalar(BigInt(answer)), eos: scalar(-1n) });
  await loop.release();
  const decoded = Array.from(whole!["tokens"]!.data as BigInt64Array, Number);
  const same = decoded.filter((token, at) => token === Number(ids[prompt + at])).length;
  console.log(
    `  ${name.padEnd(38)} logits differ by ${largest.toExponential(1)}, ${equal} of ${answer} tokens; loop: ${same} of ${answer}`,
  );
}
checkpoint.close();
rmSync(folder, { recursive: true, force: true });
