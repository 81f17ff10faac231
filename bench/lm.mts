/**
 * Speed of the language model's graph at the Nano's dimensions with random weights, all variants side by side in one run:
 *
 *     npx tsx bench/lm.mts [--threads 2] [--rounds 9]
 *
 * decode: mode `loop` at trip counts K = 1 and 16; prefill: pieces of 64 and 256. Variants are interleaved and the median round counts:
 * tokens/s by the clock, and CPU time per token, which a busy machine disturbs less; ratios are of CPU time against the first
 * variant. Random weights say nothing about quality, only about speed.
 */
import { parseArgs } from "node:util";
import { InferenceSession, Tensor } from "onnxruntime-node";
import { knownWidth, relationWidth } from "../src/model/known.ts";
import { GraphBuilder } from "../src/packer/graph.ts";
import { Initialisers } from "../src/packer/initialisers.ts";
import { languageModel } from "../src/packer/language-model.ts";
import { convChannels } from "../src/packer/mamba2-block.ts";
import type { Storage } from "../src/packer/piece.ts";
import type { TensorSource } from "../src/packer/readers/tensor-source.ts";
import { Weights } from "../src/packer/weights.ts";
import { stateTensors, type LanguageModelDimensions } from "../src/shared/manifest.ts";

const dims: LanguageModelDimensions = {
  layers: 8,
  dModel: 256,
  dState: 64,
  headDim: 64,
  nHeads: 8,
  dInner: 512,
  nGroups: 1,
  convKernel: 4,
  vocabSize: 8192,
  keyWidth: 128,
  hints: true,
};
/** Lines whose keys stand in the state while decoding. */
const linesRead = 60;

const variants: Record<string, Storage> = {
  float32: { kind: "float32" },
  "8 bits, block 32": { kind: "quantised", bits: 8, block: 32, accuracyLevel: 4 },
  "8 bits, block 64": { kind: "quantised", bits: 8, block: 64, accuracyLevel: 4 },
  "8 bits, block 128": { kind: "quantised", bits: 8, block: 128, accuracyLevel: 4 },
  "4 bits, block 32": { kind: "quantised", bits: 4, block: 32, accuracyLevel: 4 },
};

const measurements = {
  "decode K=1": { tokens: 16, run: (model: Model) => model.decode(1, 16) },
  "decode K=16": { tokens: 16, run: (model: Model) => model.decode(16, 1) },
  "prefill 64": { tokens: 64, run: (model: Model) => model.prefill(64) },
  "prefill 256": { tokens: 256, run: (model: Model) => model.prefill(256) },
};

/** Random weights of every tensor the language model reads, made when they are read. */
function randomWeights(): TensorSource {
  const { dModel, dInner, nHeads, vocabSize, keyWidth, convKernel, layers } = dims;
  const channels = convChannels(dims);
  const shapes = new Map<string, readonly number[]>([
    ["backbone.embeddings.weight", [vocabSize, dModel]],
    ["backbone.norm_f.weight", [dModel]],
    ["region_embed", [dModel]],
  ]);
  for (const name of ["key", "line", "query"]) shapes.set(`pointer.${name}.weight`, [keyWidth, dModel]);
  for (const [name, width] of Object.entries({ match: knownWidth, relation: relationWidth })) {
    shapes.set(`pointer.${name}.weight`, [width, dModel]);
    shapes.set(`pointer.${name}.bias`, [width]);
  }
  for (let layer = 0; layer < layers; layer++) {
    const prefix = `backbone.layers.${layer}`;
    shapes.set(`${prefix}.norm.weight`, [dModel]);
    shapes.set(`${prefix}.mixer.in_proj.weight`, [dInner + channels + nHeads, dModel]);
    shapes.set(`${prefix}.mixer.conv1d.weight`, [channels, 1, convKernel]);
    shapes.set(`${prefix}.mixer.conv1d.bias`, [channels]);
    for (const name of ["dt_bias", "A_log", "D"]) shapes.set(`${prefix}.mixer.${name}`, [nHeads]);
    shapes.set(`${prefix}.mixer.norm.weight`, [dInner]);
    shapes.set(`${prefix}.mixer.out_proj.weight`, [dModel, dInner]);
  }
  const random = (length: number) => Float32Array.from({ length }, () => Math.random() * 0.2 - 0.1);
  return {
    names: () => [...shapes.keys()],
    shape: (name) => shapes.get(name),
    read: (name) => random(product(shapes.get(name)!)),
    readRows: (name, first, end) => random((end - first) * product(shapes.get(name)!.slice(1))),
  };
}

class Model {
  readonly #states = Object.fromEntries(stateTensors(dims).map(({ name, shape }) => [name, zeros(shape)]));

  private constructor(private readonly session: InferenceSession) {}

  static async open(storage: Storage, threads: number): Promise<Model> {
    const graph = new GraphBuilder("lm", new Initialisers());
    languageModel({ graph, weights: new Weights(randomWeights()), storage }, dims, { mode: "loop", visualInput: true });
    const session = await InferenceSession.create(graph.toModel(), {
      intraOpNumThreads: threads,
      extra: { session: { intra_op: { allow_spinning: "0" } } },
    });
    return new Model(session);
  }

  async decode(trips: number, calls: number): Promise<void> {
    for (let call = 0; call < calls; call++) await this.#run(1, trips);
  }

  async prefill(length: number): Promise<void> {
    await this.#run(length, 1);
  }

  async #run(length: number, trips: number): Promise<void> {
    await this.session.run({
      ...this.#states,
      input_ids: new Tensor(
        "int64",
        BigInt64Array.from({ length }, () => 17n),
        [1, length],
      ),
      visual: zeros([1, length, dims.dModel]),
      line_embeds: zeros([linesRead, dims.dModel]),
      line_ends: new Tensor("int64", new BigInt64Array(0), [0]),
      line_match: zeros([linesRead, knownWidth]),
      line_relations: zeros([linesRead, linesRead, relationWidth]),
      last_region: new Tensor("int64", BigInt64Array.of(0n), []),
      past_keys: zeros([linesRead, dims.keyWidth]),
      max_new: new Tensor("int64", BigInt64Array.of(BigInt(trips)), []),
      eos: new Tensor("int64", BigInt64Array.of(-1n), []),
    });
  }
}

function zeros(shape: readonly number[]): Tensor {
  return new Tensor("float32", new Float32Array(product(shape)), shape);
}

function product(shape: readonly number[]): number {
  return shape.reduce((total, size) => total * size, 1);
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!;
}

const { values } = parseArgs({
  options: { threads: { type: "string", default: "2" }, rounds: { type: "string", default: "9" } },
});
const models = new Map<string, Model>();
for (const [name, storage] of Object.entries(variants))
  models.set(name, await Model.open(storage, Number(values.threads)));

interface Sample {
  readonly wallMs: number;
  readonly cpuMs: number;
}

for (const [what, { tokens, run }] of Object.entries(measurements)) {
  const samples = new Map([...models.keys()].map((name) => [name, [] as Sample[]]));
  for (let round = 0; round <= Number(values.rounds); round++) {
    for (const [name, model] of models) {
      const start = performance.now();
      const before = process.cpuUsage();
      await run(model);
      const { user, system } = process.cpuUsage(before);
      const sample = { wallMs: performance.now() - start, cpuMs: (user + system) / 1000 };
      if (round > 0) samples.get(name)!.push(sample); // the first round warms up
    }
  }
  console.log(what);
  const base = median([...samples.values()][0]!.map(({ cpuMs }) => cpuMs));
  for (const [name, runs] of samples) {
    const speed = (1000 * tokens) / median(runs.map(({ wallMs }) => wallMs));
    const cpu = median(runs.map(({ cpuMs }) => cpuMs));
    const figures = [
      `${speed.toFixed(0)} tokens/s`,
      `${((1000 * cpu) / tokens).toFixed(0)} µs CPU a token`,
      `${(base / cpu).toFixed(2)}×`,
    ];
    console.log(`  ${name.padEnd(18)}${figures.map((figure) => figure.padStart(22)).join("")}`);
  }
}
