/**
 * The two main vision encoders at full size, random weights, against timm and transformers, in every way of storing them:
 *
 *     npx tsx bench/encoders.ts --python python3 --dir DIR [--encoder dinov2] [--only "8 bits"] [--threads 2] [--rounds 3]
 *
 * DIR gets about 6 GB, which are deleted in the end. Of each way: the largest difference and the lowest cosine of a token's features to
 * timm's in float32, on plain random weights and on weights with outliers; seconds, the file's size, and the most memory of a process that
 * loads it and sees one picture.
 */
import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { InferenceSession, Tensor } from "onnxruntime-node";
import { ExternalDataWriter } from "../src/packer/external-data.ts";
import { GraphBuilder } from "../src/packer/graph.ts";
import { Initialisers } from "../src/packer/initialisers.ts";
import { CheckpointFile } from "../src/packer/readers/checkpoint-file.ts";
import type { Storage } from "../src/packer/storage.ts";
import { patchGrid, visionTransformer } from "../src/packer/vision-transformer.ts";
import { Weights } from "../src/packer/weights.ts";
import { visionBackbones } from "../src/shared/family.ts";
import { peakMemory } from "./memory.ts";

const { size, encoders } = visionBackbones["dinosiglip-vit-so-384px"];
const specs = { dinov2: encoders[0], siglip: encoders[1] };
const blocks = {
  kind: "quantised",
  accuracyLevel: 4,
  rule: "least-squares",
  padded: true,
  convolutions: "float32",
} as const;
const storages: Record<string, Storage> = {
  float32: { kind: "float32" },
  float16: { kind: "float16", convolutions: "float32" },
  "8 bits in blocks of 32": { ...blocks, bits: 8, block: 32 },
  "8 bits in blocks of 128": { ...blocks, bits: 8, block: 128 },
  "8 bits in blocks of 128, float activations": { ...blocks, bits: 8, block: 128, accuracyLevel: 1 },
  "8 bits in columns (DynamicQuantizeMatMul)": { kind: "dynamic" },
  "4 bits in blocks of 32": { ...blocks, bits: 4, block: 32 },
};

const { values: options } = parseArgs({
  options: {
    python: { type: "string", default: "python3" },
    dir: { type: "string" },
    encoder: { type: "string" },
    only: { type: "string", default: "" },
    threads: { type: "string", default: "2" },
    rounds: { type: "string", default: "3" },
    run: { type: "string" },
  },
});
if (options.dir === undefined) throw new Error("--dir is needed");
const folder = options.dir;
const graphFile = join(folder, "encoder.onnx");
const dataFile = join(folder, "encoder.data");

type EncoderName = keyof typeof specs;

function build(name: EncoderName, storage: Storage): void {
  rmSync(dataFile, { force: true });
  const checkpoint = new CheckpointFile(join(folder, "model.safetensors"));
  const data = new ExternalDataWriter(dataFile);
  const graph = new GraphBuilder("encoder", new Initialisers(data));
  const spec = specs[name];
  const pixels = graph.input("pixels", "float32", [1, 3, size, size]);
  const features = visionTransformer({ graph, weights: new Weights(checkpoint), storage }, spec, pixels, size);
  graph.output(features, "float32", [1, patchGrid(spec, size) ** 2, spec.width], "features");
  writeFileSync(graphFile, graph.toModel());
  data.close();
  checkpoint.close();
}

function floats(name: string): Float32Array {
  const bytes = readFileSync(join(folder, name));
  return new Float32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4);
}

/** Runs the graph that lies in the folder; prints what is measured as JSON. */
async function measure(width: number): Promise<void> {
  const session = await InferenceSession.create(graphFile, {
    intraOpNumThreads: Number(options.threads),
    extra: { session: { intra_op: { allow_spinning: "0" } } },
  });
  const pixels = new Tensor("float32", floats("pixels.f32"), [1, 3, size, size]);
  const seconds: number[] = [];
  const cpuSeconds: number[] = [];
  let found: Float32Array = new Float32Array(0);
  for (let round = 0; round < Number(options.rounds); round++) {
    const start = performance.now();
    const before = process.cpuUsage();
    const { features } = await session.run({ pixels });
    const { user, system } = process.cpuUsage(before);
    cpuSeconds.push((user + system) / 1e6);
    seconds.push((performance.now() - start) / 1000);
    found = features!.data as Float32Array;
  }
  const expected = floats("features.f32");
  let largest = 0;
  const cosines: number[] = [];
  for (let token = 0; token < expected.length; token += width) {
    let [product, left, right] = [0, 0, 0];
    for (let at = token; at < token + width; at++) {
      const [a, b] = [found[at]!, expected[at]!];
      largest = Math.max(largest, Math.abs(a - b));
      product += a * b;
      left += a * a;
      right += b * b;
    }
    cosines.push(product / Math.sqrt(left * right));
  }
  const lowest = Math.min(...cosines);
  process.stdout.write(
    JSON.stringify({
      largest,
      lowest,
      seconds: Math.min(...seconds),
      cpu: Math.min(...cpuSeconds),
      peak: peakMemory(),
    }),
  );
}

if (options.run !== undefined) {
  await measure(Number(options.run));
} else {
  mkdirSync(folder, { recursive: true });
  const names = (options.encoder === undefined ? ["dinov2", "siglip"] : [options.encoder]) as EncoderName[];
  for (const name of names) {
    for (const outliers of [false, true]) {
      const script = fileURLToPath(new URL("../training/family_full.py", import.meta.url));
      const flags = outliers ? ["--outliers"] : [];
      const reference = spawnSync(options.python, [script, "encoder", name, "--out", folder, ...flags], {
        encoding: "utf8",
      });
      if (reference.status !== 0) throw new Error(reference.stderr);
      console.log(
        `${specs[name].name} @${size}, ${outliers ? "weights with outliers" : "random weights"}: ${reference.stdout.trim()}`,
      );
      for (const [what, storage] of Object.entries(storages)) {
        if (!what.includes(options.only)) continue;
        build(name, storage);
        const args = [
          "--import",
          "tsx",
          fileURLToPath(import.meta.url),
          "--dir",
          folder,
          "--threads",
          options.threads,
          "--rounds",
          options.rounds,
        ];
        const child = spawnSync(process.execPath, [...args, "--run", String(specs[name].width)], { encoding: "utf8" });
        if (child.status !== 0) throw new Error(child.stderr);
        const { largest, lowest, seconds, cpu, peak } = JSON.parse(child.stdout) as Record<string, number>;
        const figures = [
          `differs by ${largest!.toExponential(1)}`,
          `cosine ≥ ${lowest!.toFixed(6)}`,
          `${seconds!.toFixed(2)} s (${cpu!.toFixed(1)} CPU)`,
          `${(statSync(dataFile).size / 1e6).toFixed(0)} MB`,
          `peak ${(peak! / 1e9).toFixed(2)} GB`,
        ];
        console.log(`  ${what.padEnd(42)}${figures.map((figure) => figure.padStart(20)).join("")}`);
      }
    }
  }
  rmSync(folder, { recursive: true, force: true });
}
