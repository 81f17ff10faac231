/** Stored matrices in ONNX Runtime against the products of the values they stand for: every width, zero points, filled-up blocks. */
import assert from "node:assert/strict";
import { InferenceSession, Tensor } from "onnxruntime-node";
import { GraphBuilder } from "../../src/packer/graph.ts";
import { Initialisers } from "../../src/packer/initialisers.ts";
import { matrixProduct } from "../../src/packer/piece.ts";
import { quantiseRows, type Quantiser } from "../../src/packer/quantise.ts";
import type { TensorSource } from "../../src/packer/readers/tensor-source.ts";
import type { Piece, Storage } from "../../src/packer/storage.ts";
import { tokenTable } from "../../src/packer/token-table.ts";
import { Weights } from "../../src/packer/weights.ts";
import { assertNear, floats, int64 } from "./fixture.ts";

const [n, rows] = [48, 5];

function wave(length: number, seed: number): Float32Array {
  return Float32Array.from({ length }, (_, at) => Math.sin(at * 1.7 + seed) + 0.4 * Math.sin(at * 0.13 * seed));
}

/** What the levels of a quantised matrix stand for, (n, k). */
function restored(values: Float32Array, k: number, quantiser: Quantiser): Float32Array {
  const { bits, block } = quantiser;
  const blocks = Math.ceil(k / block);
  const padded = new Float32Array(n * blocks * block);
  for (let row = 0; row < n; row++) padded.set(values.subarray(row * k, (row + 1) * k), row * blocks * block);
  const { packed, scales, zeroPoints } = quantiseRows(padded, blocks * block, quantiser);
  const level = (bytes: Uint8Array, at: number): number =>
    bits === 8 ? bytes[at]! : (bytes[at >> 1]! >> (4 * (at & 1))) & 15;
  const zeroBytes = Math.ceil((blocks * bits) / 8);
  return Float32Array.from({ length: n * k }, (_, at) => {
    const [row, column] = [Math.floor(at / k), at % k];
    const part = Math.floor(column / block);
    const zero = zeroPoints === null ? 2 ** (bits - 1) : level(zeroPoints.subarray(row * zeroBytes), part);
    return (level(packed, row * blocks * block + column) - zero) * scales[row * blocks + part]!;
  });
}

function product(x: Float32Array, weight: Float32Array, k: number, bias: Float32Array): Float32Array {
  return Float32Array.from({ length: rows * n }, (_, at) => {
    const [row, column] = [Math.floor(at / n), at % n];
    let sum = bias[column]!;
    for (let i = 0; i < k; i++) sum += x[row * k + i]! * weight[column * k + i]!;
    return sum;
  });
}

async function run(
  write: (piece: Piece) => void,
  storage: Storage,
  inputs: Record<string, Tensor>,
  source?: TensorSource,
) {
  const graph = new GraphBuilder("matrix", new Initialisers());
  write({ graph, weights: new Weights(source!), storage });
  const session = await InferenceSession.create(graph.toModel(), { logSeverityLevel: 3 });
  return floats((await session.run(inputs))["y"]!);
}

/** √(Σ(found − w)² / Σw²) */
function relativeError(found: Float32Array, expected: Float32Array): number {
  let [lost, all] = [0, 0];
  for (const [at, value] of expected.entries()) {
    lost += (found[at]! - value) ** 2;
    all += value ** 2;
  }
  return Math.sqrt(lost / all);
}

describe("stored matrices", () => {
  for (const bits of [4, 8] as const) {
    for (const zeroPoints of [false, true]) {
      for (const k of [64, 96, 88]) {
        const block = 32;
        const quantiser = { bits, block, rule: "least-squares", zeroPoints } as const;
        const storage = { kind: "quantised", ...quantiser, accuracyLevel: 1, padded: true } as const;
        const what = `${bits} bits${zeroPoints ? " with zero points" : ""}`;
        const [weight, bias, x] = [wave(n * k, 1), wave(n, 2), wave(rows * k, 3)];

        it(`product: ${what}, ${k % block === 0 ? "whole blocks" : "a block filled up"} of ${k} values`, async () => {
          const write = ({ graph, ...piece }: Piece): void => {
            const input = graph.input("x", "float32", [rows, k]);
            const y = matrixProduct({ graph, ...piece }, "w", input, weight, [n, k], graph.floats("b", bias));
            graph.output(y, "float32", [rows, n], "y");
          };
          const found = await run(write, storage, { x: new Tensor("float32", x, [rows, k]) });
          const kept = restored(weight, k, quantiser);
          const lost = relativeError(kept, weight);
          assert.ok(lost < (bits === 4 ? 0.12 : 0.008), `what is kept of the weights differs by ${lost}`);
          assertNear(found, product(x, kept, k, bias), 2e-4, "y");
        });

        if (k % block !== 0) continue;
        it(`token table: ${what}, ${k} values: embedding and head over the same bytes`, async () => {
          const source: TensorSource = {
            names: () => ["backbone.embedding.weight"],
            shape: (name) => (name === "backbone.embedding.weight" ? [n, k] : undefined),
            read: () => weight.slice(),
            readRows: (_, first, end) => weight.slice(first * k, end * k),
          };
          const kept = restored(weight, k, quantiser);
          const dims = { vocabSize: n, dModel: k } as Parameters<typeof tokenTable>[1];
          const embed = (piece: Piece): void => {
            const ids = piece.graph.input("ids", "int64", [1, 3]);
            piece.graph.output(tokenTable(piece, dims).embed(piece.graph, ids), "float32", [1, 3, k], "y");
          };
          const rowsFound = await run(embed, storage, { ids: int64([0, 47, 13], [1, 3]) }, source);
          const expected = [0, 47, 13].flatMap((id) => [...kept.subarray(id * k, (id + 1) * k)]);
          assertNear(rowsFound, Float32Array.from(expected), 1e-6, "embeddings");
          const head = (piece: Piece): void => {
            const h = piece.graph.input("h", "float32", [rows, k]);
            piece.graph.output(tokenTable(piece, dims).logits(piece.graph, h), "float32", [rows, n], "y");
          };
          const logits = await run(head, storage, { h: new Tensor("float32", x, [rows, k]) }, source);
          assertNear(logits, product(x, kept, k, new Float32Array(n)), 2e-4, "logits");
        });
      }
    }
  }

  for (const [name, storage, tolerance] of [
    ["float32", { kind: "float32" }, 1e-4],
    ["float16", { kind: "float16" }, 0.05],
    ["columns of int8", { kind: "dynamic" }, 0.8],
  ] as const) {
    it(`product: ${name}`, async () => {
      const k = 88;
      const [weight, bias, x] = [wave(n * k, 1), wave(n, 2), wave(rows * k, 3)];
      const write = ({ graph, ...piece }: Piece): void => {
        const input = graph.input("x", "float32", [rows, k]);
        const y = matrixProduct({ graph, ...piece }, "w", input, weight, [n, k], graph.floats("b", bias));
        graph.output(y, "float32", [rows, n], "y");
      };
      const found = await run(write, storage, { x: new Tensor("float32", x, [rows, k]) });
      assertNear(found, product(x, weight, k, bias), tolerance, "y");
    });
  }
});
