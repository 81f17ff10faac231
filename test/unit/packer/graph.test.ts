import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { create, fromBinary, toBinary } from "@bufbuild/protobuf";
import { InferenceSession, Tensor } from "onnxruntime-node";
import { ExternalDataWriter } from "../../../src/packer/external-data.ts";
import {
  FunctionProtoSchema,
  ModelProtoSchema,
  TensorProto_DataLocation,
  type ModelProto,
} from "../../../src/packer/generated/onnx_pb.ts";
import type { GraphContract } from "../../../src/packer/graph-contract.ts";
import { graph as graphAttribute, GraphBuilder } from "../../../src/packer/graph.ts";
import { bytesOf, Initialisers } from "../../../src/packer/initialisers.ts";
import { isAllowedOperator } from "../../../src/packer/operators.ts";
import { verifyGraph } from "../../../src/packer/verify-graph.ts";

const contract: GraphContract = {
  inputs: [{ name: "x", type: "float32", shape: [null, 4] }],
  outputs: [{ name: "y", type: "float32", shape: [null, 4] }],
};
const noFiles = new Map<string, number>();

/** y = 2x, doubled again in a loop that runs once. */
function doubling(): GraphBuilder {
  const graph = new GraphBuilder("doubling", new Initialisers());
  const x = graph.input("x", "float32", ["rows", 4]);
  const two = graph.floats("two", Float32Array.of(2), []);
  const body = graph.body("body");
  body.input("iteration", "int64", []);
  const going = body.input("going_on", "bool", []);
  const carried = body.input("carried", "float32", ["rows", 4]);
  body.output(going, "bool", [], "still_going");
  body.output(body.op("Mul", [carried, two]), "float32", ["rows", 4]);
  const once = graph.op("Mul", [x, two]);
  const { twice } = graph.ops("Loop", [graph.integer(1), null, once], ["twice"], { body: graphAttribute(body) });
  graph.output(twice, "float32", ["rows", 4], "y");
  return graph;
}

describe("graph builder", () => {
  it("writes a model that ONNX Runtime runs, loop bodies sharing its constants", async () => {
    const session = await InferenceSession.create(doubling().toModel());
    const { y } = await session.run({ x: new Tensor("float32", Float32Array.of(1, 2, 3, 4), [1, 4]) });
    assert.deepEqual([...(y!.data as Float32Array)], [4, 8, 12, 16]);
  });

  it("stores equal integer constants once, and refuses a name that is taken", () => {
    const initialisers = new Initialisers();
    const graph = new GraphBuilder("g", initialisers);
    assert.equal(graph.integers(1, 2), graph.integers(1, 2));
    assert.notEqual(graph.integers(3), graph.integer(3));
    assert.equal(initialisers.tensors.length, 3);
    graph.floats("w", Float32Array.of(1));
    assert.throws(() => graph.floats("w", Float32Array.of(1)), /exists already/);
    assert.throws(() => graph.constant("v", "float32", [3], new Uint8Array(8)), /8 bytes for shape \[3\]/);
  });

  it("puts large tensors at multiples of 4096, and an alias over the same bytes", () => {
    const folder = mkdtempSync(join(tmpdir(), "external-"));
    try {
      const data = new ExternalDataWriter(join(folder, "g.data"));
      const initialisers = new Initialisers(data);
      const graph = new GraphBuilder("g", initialisers);
      graph.floats("small", new Float32Array(1023));
      assert.equal(data.written, false);
      const first = graph.floats("first", new Float32Array(1500).fill(1));
      graph.floats("second", new Float32Array(1024).fill(2));
      graph.alias("again", first, "uint8", [6000]);
      data.close();
      const places = initialisers.tensors.map(({ name, externalData }) => [name, ...externalData.map((e) => e.value)]);
      assert.deepEqual(places, [
        ["small"],
        ["first", "g.data", "0", "6000"],
        ["second", "g.data", "8192", "4096"],
        ["again", "g.data", "0", "6000"],
      ]);
      const bytes = readFileSync(join(folder, "g.data"));
      assert.equal(bytes.length, 8192 + 4096);
      assert.deepEqual([bytes.readFloatLE(5996), bytes.readFloatLE(6000), bytes.readFloatLE(8192)], [1, 0, 2]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

describe("verification of a graph", () => {
  const faultsOf = (change: (model: ModelProto) => void, files = noFiles): readonly string[] => {
    const model = fromBinary(ModelProtoSchema, doubling().toModel());
    change(model);
    return verifyGraph(toBinary(ModelProtoSchema, model), contract, files).faults;
  };
  const loopBody = (model: ModelProto) => model.graph!.node.find(({ opType }) => opType === "Loop")!.attribute[0]!.g!;

  it("accepts a graph of ours and names its operators", () => {
    const { faults, operators } = verifyGraph(doubling().toModel(), contract, noFiles);
    assert.deepEqual(faults, []);
    assert.deepEqual([...operators].sort(), ["Identity", "Loop", "Mul"]);
  });

  it("refuses bytes that are no model", () => {
    assert.deepEqual(verifyGraph(new TextEncoder().encode("not a model"), contract, noFiles).faults, [
      "is not an ONNX model",
    ]);
    assert.deepEqual(verifyGraph(new Uint8Array(0), contract, noFiles).faults, ["is not an ONNX model"]);
  });

  it("refuses operators off the list, in loop bodies too, whatever their domain", () => {
    assert.match(
      faultsOf((model) => {
        model.graph!.node[0]!.opType = "Erf";
      }).join(),
      /operator Erf, which is not allowed/,
    );
    assert.match(
      faultsOf((model) => {
        loopBody(model).node[0]!.domain = "custom";
      }).join(),
      /custom\./,
    );
    assert.equal(isAllowedOperator("MatMul", "com.microsoft"), false);
    assert.equal(isAllowedOperator("MatMulNBits", "com.microsoft"), true);
    assert.equal(isAllowedOperator("MatMul", "ai.onnx"), true);
    assert.equal(isAllowedOperator("toString", ""), false);
  });

  it("refuses functions, foreign operator sets and newer ones", () => {
    assert.match(
      faultsOf((model) => {
        model.functions.push(create(FunctionProtoSchema, { name: "f" }));
      }).join(),
      /functions/,
    );
    assert.match(
      faultsOf((model) => {
        model.opsetImport[1]!.domain = "ai.onnx.ml";
      }).join(),
      /ai\.onnx\.ml/,
    );
    assert.match(
      faultsOf((model) => {
        model.opsetImport[0]!.version = 99n;
      }).join(),
      /version 99/,
    );
  });

  it("refuses external data outside the pack's files, or beyond their end", () => {
    const refer = (location: string, offset: string, length: string) => (model: ModelProto) => {
      const tensor = model.graph!.initializer[0]!;
      tensor.dataLocation = TensorProto_DataLocation.EXTERNAL;
      for (const [key, value] of Object.entries({ location, offset, length })) {
        tensor.externalData.push({ $typeName: "onnx.StringStringEntryProto", key, value });
      }
    };
    const files = new Map([["own.data", 8192]]);
    assert.deepEqual(faultsOf(refer("own.data", "4096", "4096"), files), []);
    assert.match(faultsOf(refer("own.data", "4096", "4097"), files).join(), /beyond the end of own\.data/);
    assert.match(faultsOf(refer("own.data", "-1", "4"), files).join(), /beyond the end/);
    for (const outside of ["other.data", "../own.data", "/etc/passwd", ""]) {
      assert.match(faultsOf(refer(outside, "0", "4"), files).join(), /not one of its own/);
    }
  });

  it("refuses an interface that is not the contract's", () => {
    const dimension = (model: ModelProto) => {
      const type = model.graph!.input[0]!.type!.value;
      assert.ok(type.case === "tensorType");
      type.value.shape!.dim[1]!.value = { case: "dimValue", value: 5n };
    };
    assert.match(faultsOf(dimension).join(), /input x as 1\[\?,5\] instead of 1\[\?,4\]/);
    assert.match(
      faultsOf((model) => {
        model.graph!.output[0]!.name = "z";
      }).join("; "),
      /no output y; has an unknown output z/,
    );
  });
});

describe("initialisers", () => {
  it("see typed arrays as their bytes, views included", () => {
    const all = Float32Array.of(1, 2, 3);
    assert.equal(bytesOf(all.subarray(1)).length, 8);
    assert.equal(new DataView(bytesOf(all.subarray(1)).slice().buffer).getFloat32(0, true), 2);
  });
});
