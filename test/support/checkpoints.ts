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
  const items: Record<string, Uint8Array> = {};
  for (const [name, shape] of mamba2Shapes(size)) {
    const length = shape.reduce((a, b) => a * b, 1);
    const key = name === "lm_head.weight" ? "0" : String(Object.keys(storages).length);
    if (name !== "lm_head.weight") {
      const values = noise(length, Number(key) + 1);
      change(name, values);
      storages[key] = new Uint8Array(new Float16Array(values).buffer);
    }
    items[name] = tensor({ key, length, shape, storage: "HalfStorage" });
  }
  return checkpointOf(pickleOf(dict(items)), storages);
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
