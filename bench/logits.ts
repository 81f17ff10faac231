/** A language model's graph in mode `loop` that gives its logits too: for measurements, which need more than the token it chose. */
import { create, fromBinary, toBinary } from "@bufbuild/protobuf";
import {
  ModelProtoSchema,
  TensorProto_DataType,
  ValueInfoProtoSchema,
  type GraphProto,
} from "../src/packer/generated/onnx_pb.ts";

/** @returns the model with a further output `logits` (iterations, 1, vocabulary) */
export function withLogits(bytes: Uint8Array): Uint8Array {
  const model = fromBinary(ModelProtoSchema, bytes);
  const graph = model.graph!;
  const loop = graph.node.find(({ opType }) => opType === "Loop")!;
  const body = loop.attribute.find(({ name }) => name === "body")!.g!;
  const [logits] = body.node.find(({ opType }) => opType === "ArgMax")!.input;
  declare(body, logits!);
  loop.output.push("logits");
  declare(graph, "logits");
  return toBinary(ModelProtoSchema, model);
}

function declare(graph: GraphProto, name: string): void {
  const tensorType = { elemType: TensorProto_DataType.FLOAT };
  graph.output.push(create(ValueInfoProtoSchema, { name, type: { value: { case: "tensorType", value: tensorType } } }));
}
