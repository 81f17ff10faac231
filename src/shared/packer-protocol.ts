/**
 * The protocol between a client (command line, model manager) and the packer, a child process: vscode-jsonrpc over Node's IPC
 * channel with `serialization: "advanced"`. The packer parses what comes in through the schemas here; a request fails with
 * {@link ErrorData} in the response error's `data`. Cancelling a request ends it with `CANCELLED` after the current graph;
 * nothing is left of an unfinished pack.
 */
import * as v from "valibot";
import { NotificationType, RequestType, RequestType0 } from "vscode-jsonrpc";
import type { ErrorData } from "./errors.ts";
import { bitWidths } from "./manifest-schema.ts";

const folder = v.pipe(v.string(), v.minLength(1), v.maxLength(4096));
const bytes = v.pipe(v.number(), v.integer(), v.minValue(0));

export const defaultBlock = 64;

export const packBuildParamsSchema = v.strictObject({
  /** Folder of the checkpoint: model.safetensors, config.json, tokenizer.json, card.md, LICENSE. */
  dir: folder,
  /** Folder to make; it must not exist yet, or be empty. */
  out: folder,
  /** Bits of a matrix weight; 16 and 32 are floating point. */
  bits: v.optional(v.picklist(bitWidths), 8),
  /** Weights that share a scale. */
  block: v.optional(v.picklist([16, 32, 64, 128, 256]), defaultBlock),
});
export type PackBuildParams = v.InferInput<typeof packBuildParamsSchema>;
export type ParsedPackBuildParams = v.InferOutput<typeof packBuildParamsSchema>;

export const packVerifyParamsSchema = v.strictObject({
  /** Folder of the pack. */
  pack: folder,
});
export type PackVerifyParams = v.InferOutput<typeof packVerifyParamsSchema>;

/** What a pack is, once it is known to be sound. */
export const packSummarySchema = v.object({
  id: v.string(),
  version: v.string(),
  name: v.string(),
  bits: v.picklist(bitWidths),
  /** Every file with its size, the manifest included. */
  files: v.array(v.object({ path: v.string(), bytes })),
  /** Size of all files. */
  bytes,
  /** Operators the graphs use, sorted. */
  operators: v.array(v.string()),
});
export type PackSummary = v.InferOutput<typeof packSummarySchema>;

export const packProgressSchema = v.object({
  /** What is being made or checked, such as `lm.onnx`. */
  step: v.string(),
  /** Done part of the whole in 0…1. */
  fraction: v.pipe(v.number(), v.minValue(0), v.maxValue(1)),
});
export type PackProgress = v.InferOutput<typeof packProgressSchema>;

/** Client → packer: turns a checkpoint into a pack. The pack appears under its name only when it is complete and verified. */
export const PackBuildRequest = new RequestType<PackBuildParams, PackSummary, ErrorData>("pack/build");

/** Client → packer: checks a pack's manifest, files, graphs and the graphs' interface. */
export const PackVerifyRequest = new RequestType<PackVerifyParams, PackSummary, ErrorData>("pack/verify");

/** Client → packer, last: exits with code 0. */
export const PackerShutdownRequest = new RequestType0<null, ErrorData>("shutdown");

/** Packer → client: a running request went on. */
export const PackProgressNotification = new NotificationType<PackProgress>("pack/progress");
