/** A model of the published family that is a few kilobytes: random weights under the published names, two tiny encoders, every part. */
import type { TensorSource } from "../../src/packer/readers/tensor-source.ts";
import { buildFamilyPack } from "../../src/packer/build-family.ts";
import type { ProjectorKind } from "../../src/packer/family-connector.ts";
import {
  precisions,
  type FamilyRecipe,
  type Precision,
  type VisionBackbone,
  type VisionTransformerSpec,
} from "../../src/shared/family.ts";
import type { PackProgress, PackSummary } from "../../src/shared/packer-protocol.ts";

const tokenizer = "test/fixtures/tiny/tokenizer.json";
const dims = { layers: 2, d: 32, inner: 64, state: 16, heads: 4, kernel: 4, vocab: 384 };
const channels = dims.inner + 2 * dims.state;
const projected = dims.inner + channels + dims.heads;

const encoder: VisionTransformerSpec = {
  name: "tiny ViT",
  repository: "none",
  patch: 8,
  width: 32,
  depth: 2,
  heads: 2,
  hidden: 48,
  classToken: true,
  registers: 2,
  positions: "patches",
  positionGrid: 3,
  preNorm: false,
  layerScale: true,
  activation: "gelu",
  epsilon: 1e-6,
  mean: [0.5, 0.5, 0.5],
  std: [0.5, 0.5, 0.5],
  crop: 1,
};
const second: VisionTransformerSpec = {
  ...encoder,
  name: "tiny ViT 2",
  width: 48,
  hidden: 64,
  registers: 0,
  classToken: false,
  layerScale: false,
  positionGrid: 4,
};

/** Two encoders that see 32 × 32 pixels as 4 × 4 patches. */
export const tinyBackbone: VisionBackbone = { size: 32, encoders: [encoder, second] };

/** Tensors of these shapes, with values that depend on names and places alone. */
export class MadeUpSource implements TensorSource {
  constructor(readonly shapes: Map<string, readonly number[]>) {}

  names(): string[] {
    return [...this.shapes.keys()];
  }

  shape(name: string): readonly number[] | undefined {
    return this.shapes.get(name);
  }

  read(name: string): Float32Array {
    return this.readRows(name, 0, this.shapes.get(name)![0]!);
  }

  readRows(name: string, first: number, end: number): Float32Array {
    const row = this.shapes
      .get(name)!
      .slice(1)
      .reduce((product, size) => product * size, 1);
    const seed = new TextEncoder().encode(name).reduce((hash, byte) => (hash * 31 + byte) % 65_521, 7);
    const around = /norm.*weight|gamma|\.D(_b)?$/.test(name) ? 1 : 0;
    const spread = row > 1 ? 1 / Math.sqrt(row) : 0.1;
    return Float32Array.from({ length: (end - first) * row }, (_, at) => {
      const phase = Math.sin((first * row + at + 1) * 12.9898 + seed) * 43_758.5453;
      return around + 3.4 * spread * (phase - Math.floor(phase) - 0.5);
    });
  }
}

function mixer(shapes: Map<string, readonly number[]>, prefix: string, suffixes: readonly string[]): void {
  shapes.set(`${prefix}.in_proj.weight`, [projected, dims.d]);
  shapes.set(`${prefix}.norm.weight`, [dims.inner]);
  shapes.set(`${prefix}.out_proj.weight`, [dims.d, dims.inner]);
  for (const suffix of suffixes) {
    shapes.set(`${prefix}.conv1d${suffix}.weight`, [channels, 1, dims.kernel]);
    shapes.set(`${prefix}.conv1d${suffix}.bias`, [channels]);
    for (const name of ["dt_bias", "A_log", "D"]) shapes.set(`${prefix}.${name}${suffix}`, [dims.heads]);
  }
}

function linear(shapes: Map<string, readonly number[]>, name: string, n: number, k: number): void {
  shapes.set(`${name}.weight`, [n, k]);
  shapes.set(`${name}.bias`, [n]);
}

/** @param prefix what stands before the names of the language model */
export function tinyLanguageModel(prefix = ""): Map<string, readonly number[]> {
  const shapes = new Map<string, readonly number[]>([
    [`${prefix}backbone.embedding.weight`, [dims.vocab, dims.d]],
    [`${prefix}backbone.norm_f.weight`, [dims.d]],
  ]);
  for (let layer = 0; layer < dims.layers; layer++) {
    shapes.set(`${prefix}backbone.layers.${layer}.norm.weight`, [dims.d]);
    mixer(shapes, `${prefix}backbone.layers.${layer}.mixer`, [""]);
  }
  return shapes;
}

/** The published checkpoint's names, `model.llm_backbone.…` and its neighbours. */
export function tinyCheckpoint(projector: ProjectorKind = "fused-gelu-mlp"): Map<string, readonly number[]> {
  const shapes = tinyLanguageModel("model.llm_backbone.");
  const width = tinyBackbone.encoders.reduce((sum, each) => sum + each.width, 0);
  linear(shapes, "model.mlp.0", dims.d, width);
  for (let layer = 0; layer < 2; layer++) {
    const name = `model.bidirectional_mamba.layers.${layer}`;
    mixer(shapes, `${name}.mixer`, ["", "_b"]);
    shapes.set(`${name}.norm.weight`, [dims.d]);
    shapes.set(`${name}.norm.bias`, [dims.d]);
    for (const part of ["w1", "w2", "w3"]) linear(shapes, `${name}.mlp.${part}`, dims.d, dims.d);
  }
  shapes.set("model.bidirectional_mamba.norm_f.weight", [dims.d]);
  shapes.set("model.bidirectional_mamba.norm_f.bias", [dims.d]);
  const prefix = "model.projector.projector";
  if (projector === "linear") {
    linear(shapes, prefix, dims.d, dims.d);
    return shapes;
  }
  const hidden = projector === "gelu-mlp" ? dims.d : 4 * dims.d;
  linear(shapes, `${prefix}.0`, hidden, dims.d);
  linear(shapes, `${prefix}.2`, dims.d, hidden);
  if (projector === "fused-gelu-mlp") linear(shapes, `${prefix}.4`, dims.d, dims.d);
  if (projector === "fused-ldpnet") {
    shapes.set(`${prefix}.4.peg.0.weight`, [dims.d, 1, 3, 3]);
    shapes.set(`${prefix}.4.peg.0.bias`, [dims.d]);
  }
  return shapes;
}

/** timm's names of an encoder, with the parts that no feature comes from. */
function tinyEncoder({
  width,
  depth,
  hidden,
  registers,
  classToken,
  layerScale,
  patch,
  positionGrid,
}: VisionTransformerSpec) {
  const shapes = new Map<string, readonly number[]>([["pos_embed", [1, positionGrid ** 2, width]]]);
  if (classToken) shapes.set("cls_token", [1, 1, width]);
  if (registers > 0) shapes.set("reg_token", [1, registers, width]);
  shapes.set("patch_embed.proj.weight", [width, 3, patch, patch]);
  shapes.set("patch_embed.proj.bias", [width]);
  for (let block = 0; block < depth; block++) {
    for (const norm of ["norm1", "norm2"]) {
      shapes.set(`blocks.${block}.${norm}.weight`, [width]);
      shapes.set(`blocks.${block}.${norm}.bias`, [width]);
    }
    linear(shapes, `blocks.${block}.attn.qkv`, 3 * width, width);
    linear(shapes, `blocks.${block}.attn.proj`, width, width);
    linear(shapes, `blocks.${block}.mlp.fc1`, hidden, width);
    linear(shapes, `blocks.${block}.mlp.fc2`, width, hidden);
    if (layerScale) for (const name of ["ls1", "ls2"]) shapes.set(`blocks.${block}.${name}.gamma`, [width]);
  }
  linear(shapes, "attn_pool.q", width, width);
  return new MadeUpSource(shapes);
}

export interface TinyFamily {
  readonly out: string;
  /** Absent: a model that sees. null: a language model by itself. */
  readonly projector?: ProjectorKind | null;
  readonly precision?: Partial<Precision>;
  readonly checkpoint?: TensorSource;
  readonly report?: (progress: PackProgress) => void;
  readonly signal?: AbortSignal;
}

export function tinyRecipe(projector: ProjectorKind | null = "fused-gelu-mlp"): FamilyRecipe {
  const vision =
    projector === null ? null : ({ backbone: "dinosiglip-vit-so-384px", resize: "resize-naive", projector } as const);
  const precision = { ...precisions[4], block: 32 } as const;
  return { id: "tiny-family", version: "1.0.0", name: "Tiny family", license: "Apache-2.0", vision, precision };
}

/** Builds a pack. */
export function buildTinyFamily({
  out,
  projector = "fused-gelu-mlp",
  precision = {},
  checkpoint = new MadeUpSource(projector === null ? tinyLanguageModel() : tinyCheckpoint(projector)),
  report = () => undefined,
  signal = new AbortController().signal,
}: TinyFamily): Promise<PackSummary> {
  const recipe = tinyRecipe(projector);
  const sources = {
    checkpoint,
    encoders: projector === null ? [] : tinyBackbone.encoders.map(tinyEncoder),
    backbone: tinyBackbone,
    tokenizer,
    card: "# Tiny family\n",
    licence: "Apache-2.0\n",
  };
  return buildFamilyPack({ ...recipe, precision: { ...recipe.precision, ...precision } }, sources, out, report, signal);
}
