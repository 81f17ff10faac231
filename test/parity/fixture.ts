/** Reads a parity fixture (training/make_fixtures.py) and runs graphs that the packer builds from its weights. */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { gunzipSync } from "node:zlib";
import { InferenceSession, Tensor } from "onnxruntime-node";
import assert from "node:assert/strict";
import * as v from "valibot";
import { GraphBuilder } from "../../src/packer/graph.ts";
import { Initialisers } from "../../src/packer/initialisers.ts";
import type { Piece, Storage } from "../../src/packer/piece.ts";
import { CheckpointFile } from "../../src/packer/readers/checkpoint-file.ts";
import { Weights } from "../../src/packer/weights.ts";

const fixtures = new URL("../fixtures/", import.meta.url);

const tensorSchema = v.variant("type", [
  v.object({ type: v.literal("float32"), shape: v.array(v.number()), data: v.string() }),
  v.object({ type: v.literal("int64"), shape: v.array(v.number()), data: v.string() }),
]);
const fixtureSchema = v.object({
  config: v.record(v.string(), v.unknown()),
  cases: v.array(
    v.object({ inputs: v.record(v.string(), tensorSchema), expected: v.record(v.string(), tensorSchema) }),
  ),
});

export type Tensors = Record<string, Tensor>;

export interface Fixture {
  readonly config: Record<string, unknown>;
  readonly cases: readonly { readonly inputs: Tensors; readonly expected: Tensors }[];
  readonly weights: Weights;
}

export const float32: Storage = { kind: "float32" };

export function readFixture(name: string, folder: "parity" | "family" = "parity"): Fixture {
  const file = (extension: string): URL => new URL(`${folder}/${name}.${extension}`, fixtures);
  const json: unknown = JSON.parse(gunzipSync(readFileSync(file("json.gz"))).toString());
  const { config, cases } = v.parse(fixtureSchema, json);
  return {
    config,
    cases: cases.map(({ inputs, expected }) => ({ inputs: decodeAll(inputs), expected: decodeAll(expected) })),
    weights: new Weights(new CheckpointFile(fileURLToPath(file("safetensors")))),
  };
}

/** Lets `write` fill a graph and opens it; every weight of the fixture must have been used. */
export async function sessionOf(
  weights: Weights,
  write: (piece: Piece) => void,
  storage: Storage = float32,
): Promise<InferenceSession> {
  const graph = new GraphBuilder("fixture", new Initialisers());
  write({ graph, weights, storage });
  assert.deepEqual(weights.unread(), [], "weights that no piece has read");
  return InferenceSession.create(graph.toModel(), { intraOpNumThreads: 1, logSeverityLevel: 3 });
}

/** Names, shapes and values within `tolerance` of each other; says where they differ most. */
export function assertClose(
  actual: Tensor | undefined,
  expected: Tensor | undefined,
  tolerance: number,
  what: string,
): void {
  assert.ok(actual && expected, `${what}: missing`);
  assert.deepEqual([...actual.dims], [...expected.dims], `${what}: shape`);
  assertNear(floats(actual), floats(expected), tolerance, what);
}

export function assertNear(actual: Float32Array, expected: Float32Array, tolerance: number, what: string): void {
  assert.equal(actual.length, expected.length, `${what}: length`);
  let worst = 0;
  for (const [index, value] of expected.entries()) {
    const difference = Math.abs(actual[index]! - value);
    assert.ok(Number.isFinite(difference), `${what}: ${actual[index]} at ${index}`);
    worst = Math.max(worst, difference);
  }
  assert.ok(worst <= tolerance, `${what}: differs by ${worst.toExponential(2)}, more than ${tolerance}`);
}

export function floats(tensor: Tensor): Float32Array {
  assert.ok(tensor.data instanceof Float32Array, "a float32 tensor");
  return tensor.data;
}

export function numbers(tensor: Tensor): number[] {
  assert.ok(tensor.data instanceof BigInt64Array, "an int64 tensor");
  return Array.from(tensor.data, Number);
}

export function int64(values: readonly number[], shape: readonly number[] = [values.length]): Tensor {
  return new Tensor("int64", BigInt64Array.from(values, BigInt), shape);
}

function decodeAll(tensors: Record<string, v.InferOutput<typeof tensorSchema>>): Tensors {
  return Object.fromEntries(Object.entries(tensors).map(([name, tensor]) => [name, decode(tensor)]));
}

function decode({ type, shape, data }: v.InferOutput<typeof tensorSchema>): Tensor {
  const { buffer } = Uint8Array.from(Buffer.from(data, "base64"));
  switch (type) {
    case "float32":
      return new Tensor(type, new Float32Array(buffer), shape);
    case "int64":
      return new Tensor(type, new BigInt64Array(buffer), shape);
  }
}
