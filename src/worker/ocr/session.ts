/** ONNX Runtime sessions of the text recogniser. */
import { InferenceSession } from "onnxruntime-node";
import { corruptModel } from "./model-files.ts";

/**
 * A session that leaves the other cores alone: `threads` threads that sleep between calls instead of spinning. Input sizes
 * differ from call to call, so no memory is planned for, or kept from, an earlier size.
 * @throws UserError OCR_MODEL_CORRUPT
 */
export async function createOcrSession(model: Uint8Array, name: string, threads: number): Promise<InferenceSession> {
  try {
    return await InferenceSession.create(model, {
      executionProviders: ["cpu"],
      intraOpNumThreads: threads,
      interOpNumThreads: 1,
      enableCpuMemArena: false,
      enableMemPattern: false,
      extra: { session: { intra_op: { allow_spinning: "0" } } },
    });
  } catch (error) {
    throw corruptModel(name, "cannot be loaded by ONNX Runtime", error);
  }
}
