/** ONNX Runtime sessions as the worker makes them. */
import { basename } from "node:path";
import * as ort from "onnxruntime-node";
import { UserError } from "../shared/errors.ts";

/**
 * @param path an `.onnx` file of a verified pack
 * @param threads threads within one operator; they do not spin while they wait, which is what slows shared machines down
 * @throws UserError `PACK_GRAPH_INVALID` where ONNX Runtime refuses the graph
 */
export async function createSession(path: string, threads: number): Promise<ort.InferenceSession> {
  try {
    return await ort.InferenceSession.create(path, {
      executionProviders: ["cpu"],
      intraOpNumThreads: threads,
      interOpNumThreads: 1,
      executionMode: "sequential",
      graphOptimizationLevel: "all",
      logSeverityLevel: 3,
      extra: { session: { intra_op: { allow_spinning: "0" } } },
    });
  } catch (cause) {
    throw new UserError(
      "PACK_GRAPH_INVALID",
      `ONNX Runtime cannot load "${basename(path)}": ${cause instanceof Error ? cause.message : String(cause)}`,
      "Install the pack again, or one that is made for this version.",
      { cause },
    );
  }
}

/** A float32 tensor. */
export function floats(data: Float32Array, dims: readonly number[]): ort.Tensor {
  return new ort.Tensor("float32", data, dims);
}

/** An int64 tensor of token ids, positions or a scalar (`dims` is `[]`). */
export function integers(
  values: readonly number[] | BigInt64Array,
  dims: readonly number[] = [values.length],
): ort.Tensor {
  return new ort.Tensor("int64", values instanceof BigInt64Array ? values : BigInt64Array.from(values, BigInt), dims);
}

/** The output `name`, which must be a float32 tensor. */
export function floatOutput(outputs: ort.InferenceSession.OnnxValueMapType, name: string): Float32Array {
  const tensor = outputs[name];
  if (!(tensor instanceof ort.Tensor) || !(tensor.data instanceof Float32Array)) {
    throw new Error(`The graph gave no float32 tensor "${name}"`);
  }
  return tensor.data;
}
