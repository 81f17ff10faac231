/** Small random checkpoints in the formats that models are published in. */
import { Float16Array } from "@petamoriken/float16";
import { checkpointOf, dict, pickleOf, tensor } from "./pickles.ts";

export interface Mamba2Size {
  readonly layers: number;
  readonly dModel: number;
  readonly dState: number;
  readonly headDim: number;
  readonly vocabSize: number;
}

export const tinyMamba2: Mamba2Size = { layers: 2, dModel: 64, dState: 16, headDim: 16, vocabSize: 2048 };

/** Tensors of Mamba-2 under the names of the published models, in their order. */
export function mamba2Shapes({
  layers,
  dModel,
  dState,
  headDim,
  vocabSize,
}: Mamba2Size): Map<string, readonly number[]> {
  const dInner = 2 * dModel;
  const heads = dInner / headDim;
  const channels = dInner + 2 * dState;
  const shapes = new Map<string, readonly number[]>([["backbone.embedding.weight", [vocabSize, dModel]]]);
  for (let layer = 0; layer < layers; layer++) {
    const prefix = `backbone.layers.${layer}`;
    for (const name of ["dt_bias", "A_log", "D"]) shapes.set(`${prefix}.mixer.${name}`, [heads]);
    shapes.set(`${prefix}.mixer.in_proj.weight`, [dInner + channels + heads, dModel]);
    shapes.set(`${prefix}.mixer.conv1d.weight`, [channels, 1, 4]);
    shapes.set(`${prefix}.mixer.conv1d.bias`, [channels]);
    shapes.set(`${prefix}.mixer.norm.weight`, [dInner]);
    shapes.set(`${prefix}.mixer.out_proj.weight`, [dModel, dInner]);
    shapes.set(`${prefix}.norm.weight`, [dModel]);
  }
  return shapes.set("backbone.norm_f.weight", [dModel]).set("lm_head.weight", [vocabSize, dModel]);
}

/** Values that look like noise and are the same every time. */
export function noise(length: number, seed: number): Float32Array {
  let state = seed * 2654435761 + 1;
  return Float32Array.from({ length }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) | 0;
    return state / 2 ** 34;
  });
}

/**
 * A `.pt` as the authors of Mamba-2 publish it: float16 storages, the head tied to the embedding.
 *
 * @param change replaces the values of a tensor
 */
export function mamba2Checkpoint(
  size = tinyMamba2,
  change: (name: string, values: Float32Array) => void = () => undefined,
): Buffer {
  const storages: Record<string, Uint8Array> = {};
  const items = tensorsOf(mamba2Shapes(size), storages, change);
  return checkpointOf(pickleOf(dict(items)), storages);
}

/**
 * A `.pt` as the published training code writes it: `model: {llm_backbone, mlp, bidirectional_mamba, projector}`, small, the head tied.
 *
 * @param features channels of the encoders' features together
 */
export function familyCheckpoint({ features }: { features: number }, size = tinyMamba2): Buffer {
  const { dModel: d, dState, headDim } = size;
  const scan = new Map<string, readonly number[]>([
    ["norm_f.weight", [d]],
    ["norm_f.bias", [d]],
  ]);
  const [inner, heads, channels] = [2 * d, (2 * d) / headDim, 2 * d + 2 * dState];
  for (const layer of [0, 1]) {
    const prefix = `layers.${layer}`;
    for (const suffix of ["", "_b"]) {
      for (const name of ["dt_bias", "A_log", "D"]) scan.set(`${prefix}.mixer.${name}${suffix}`, [heads]);
      scan.set(`${prefix}.mixer.conv1d${suffix}.weight`, [channels, 1, 4]);
      scan.set(`${prefix}.mixer.conv1d${suffix}.bias`, [channels]);
    }
    scan.set(`${prefix}.mixer.in_proj.weight`, [inner + channels + heads, d]);
    scan.set(`${prefix}.mixer.norm.weight`, [inner]);
    scan.set(`${prefix}.mixer.out_proj.weight`, [d, inner]);
    for (const name of ["weight", "bias"]) scan.set(`${prefix}.norm.${name}`, [d]);
    for (const name of ["w1", "w2", "w3"])
      scan.set(`${prefix}.mlp.${name}.weight`, [d, d]).set(`${prefix}.mlp.${name}.bias`, [d]);
  }
  const projector = new Map<string, readonly number[]>();
  for (const [n, [out, into]] of [
    [4 * d, d],
    [d, 4 * d],
    [d, d],
  ].entries()) {
    projector.set(`projector.${2 * n}.weight`, [out!, into!]).set(`projector.${2 * n}.bias`, [out!]);
  }
  const parts: Record<string, ReadonlyMap<string, readonly number[]>> = {
    llm_backbone: mamba2Shapes(size),
    mlp: new Map([
      ["0.weight", [d, features]],
      ["0.bias", [d]],
    ]),
    bidirectional_mamba: scan,
    projector,
  };
  const storages: Record<string, Uint8Array> = {};
  const model: Record<string, Uint8Array> = {};
  for (const [part, shapes] of Object.entries(parts)) model[part] = dict(tensorsOf(shapes, storages));
  return checkpointOf(pickleOf(dict({ model: dict(model) })), storages);
}

/** Adds the storages of these tensors; a head is the embedding's. */
function tensorsOf(
  shapes: ReadonlyMap<string, readonly number[]>,
  storages: Record<string, Uint8Array>,
  change: (name: string, values: Float32Array) => void = () => undefined,
): Record<string, Uint8Array> {
  const items: Record<string, Uint8Array> = {};
  const first = Object.keys(storages).length;
  for (const [name, shape] of shapes) {
    const length = shape.reduce((a, b) => a * b, 1);
    const tied = name === "lm_head.weight";
    const key = String(tied ? first : Object.keys(storages).length);
    if (!tied) {
      const values = noise(length, Number(key) + 1);
      change(name, values);
      storages[key] = new Uint8Array(new Float16Array(values).buffer);
    }
    items[name] = tensor({ key, length, shape, storage: "HalfStorage" });
  }
  return items;
}

/** `.safetensors` of float32 tensors. */
export function safetensorsOf(
  tensors: ReadonlyMap<string, { shape: readonly number[]; values: Float32Array }>,
): Buffer {
  const header: Record<string, unknown> = {};
  const parts: Buffer[] = [];
  let offset = 0;
  for (const [name, { shape, values }] of tensors) {
    header[name] = { dtype: "F32", shape, data_offsets: [offset, offset + 4 * values.length] };
    parts.push(Buffer.from(values.buffer, values.byteOffset, values.byteLength));
    offset += 4 * values.length;
  }
  const json = Buffer.from(JSON.stringify(header));
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(json.length));
  return Buffer.concat([length, json, ...parts]);
}
