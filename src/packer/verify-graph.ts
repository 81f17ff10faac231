/** Checks one `.onnx` file of a pack without running it: operators, external data, and the interface. */
import { fromBinary } from "@bufbuild/protobuf";
import { plainFileName } from "../shared/manifest.ts";
import {
  ModelProtoSchema,
  TensorProto_DataLocation,
  type AttributeProto,
  type GraphProto,
  type ModelProto,
  type TensorProto,
  type ValueInfoProto,
} from "./generated/onnx_pb.ts";
import type { GraphContract, TensorContract } from "./graph-contract.ts";
import { elementTypes } from "./initialisers.ts";
import { isAllowedOperator, opsets } from "./operators.ts";

/** Faults of a graph, a sentence each without its end; and the operators it uses. */
export interface GraphReport {
  readonly faults: readonly string[];
  readonly operators: ReadonlySet<string>;
}

/** @param dataFiles sizes of the files the graph may refer to, by name */
export function verifyGraph(
  bytes: Uint8Array,
  contract: GraphContract,
  dataFiles: ReadonlyMap<string, number>,
): GraphReport {
  const model = parse(bytes);
  if (model?.graph === undefined) return { faults: ["is not an ONNX model"], operators: new Set() };
  const walk = new Walk(dataFiles);
  walk.model(model);
  walk.graph(model.graph);
  const given = model.graph.input.filter(
    ({ name }) => !model.graph?.initializer.some((tensor) => tensor.name === name),
  );
  const interfaceFaults = [
    ...mismatches("input", given, contract.inputs),
    ...mismatches("output", model.graph.output, contract.outputs),
  ];
  return { faults: [...walk.faults, ...interfaceFaults], operators: walk.operators };
}

function parse(bytes: Uint8Array): ModelProto | undefined {
  try {
    return fromBinary(ModelProtoSchema, bytes);
  } catch {
    return undefined;
  }
}

/** Collects what is wrong with a model, its graph and the graphs inside its nodes. */
class Walk {
  readonly faults: string[] = [];
  readonly operators = new Set<string>();

  constructor(private readonly dataFiles: ReadonlyMap<string, number>) {}

  model({ functions, trainingInfo, opsetImport }: ModelProto): void {
    if (functions.length > 0) this.faults.push("defines functions of its own");
    if (trainingInfo.length > 0) this.faults.push("holds training information");
    for (const { domain, version } of opsetImport) {
      const known = opsets.find((opset) => opset.domain === (domain === "ai.onnx" ? "" : domain));
      if (known === undefined || version > known.version)
        this.faults.push(`needs operators of ${domain} version ${version}`);
    }
  }

  graph({ node, initializer, sparseInitializer }: GraphProto): void {
    if (sparseInitializer.length > 0) this.faults.push("holds sparse tensors");
    for (const tensor of initializer) this.#tensor(tensor);
    for (const { opType, domain, attribute } of node) {
      if (isAllowedOperator(opType, domain)) this.operators.add(opType);
      else this.faults.push(`uses the operator ${domain === "" ? "" : `${domain}.`}${opType}, which is not allowed`);
      for (const each of attribute) this.#attribute(each);
    }
  }

  #attribute({ t, tensors, g, graphs, sparseTensor, sparseTensors }: AttributeProto): void {
    if (sparseTensor !== undefined || sparseTensors.length > 0) this.faults.push("holds sparse tensors");
    for (const tensor of t === undefined ? tensors : [t, ...tensors]) this.#tensor(tensor);
    for (const graph of g === undefined ? graphs : [g, ...graphs]) this.graph(graph);
  }

  #tensor({ name, dataLocation, externalData }: TensorProto): void {
    if (dataLocation !== TensorProto_DataLocation.EXTERNAL) return;
    const entries = new Map(externalData.map(({ key, value }) => [key, value]));
    const location = entries.get("location") ?? "";
    const size = plainFileName.test(location) ? this.dataFiles.get(location) : undefined;
    if (size === undefined) {
      this.faults.push(`takes ${name} from the file "${location}", which is not one of its own`);
      return;
    }
    const [offset, length] = [Number(entries.get("offset") ?? 0), Number(entries.get("length") ?? Number.NaN)];
    const inside = Number.isSafeInteger(offset) && Number.isSafeInteger(length) && offset >= 0 && length >= 0;
    if (!inside || offset + length > size) this.faults.push(`takes ${name} from beyond the end of ${location}`);
  }
}

function mismatches(
  role: "input" | "output",
  actual: readonly ValueInfoProto[],
  expected: readonly TensorContract[],
): string[] {
  const found = new Map(actual.map((value) => [value.name, describe(value)]));
  const faults = expected.flatMap((tensor) => {
    const wanted = `${elementTypes[tensor.type].proto}[${tensor.shape.map((size) => size ?? "?").join()}]`;
    const given = found.get(tensor.name);
    found.delete(tensor.name);
    if (given === undefined) return [`has no ${role} ${tensor.name}`];
    return given === wanted ? [] : [`has the ${role} ${tensor.name} as ${given} instead of ${wanted}`];
  });
  return [...faults, ...[...found.keys()].map((name) => `has an unknown ${role} ${name}`)];
}

/** Element type (ONNX's number) and shape, `?` for sizes that are open. */
function describe({ type }: ValueInfoProto): string {
  if (type?.value.case !== "tensorType") return "no tensor";
  const { elemType, shape } = type.value.value;
  const sizes = shape?.dim.map(({ value }) => (value.case === "dimValue" ? String(value.value) : "?"));
  return `${elemType}[${sizes?.join() ?? "…"}]`;
}
