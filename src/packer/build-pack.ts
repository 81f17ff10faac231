/** `pack build`: a checkpoint folder of `training/export.py` → pack folder. */
import { copyFile, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { WordVectors } from "../model/line-words.ts";
import { UserError } from "../shared/errors.ts";
import { manifestFileName, type PackFile, type PackManifest } from "../shared/manifest.ts";
import type { PackSummary, ParsedPackBuildParams } from "../shared/packer-protocol.ts";
import { parseCheckpointConfig, type CheckpointConfig } from "./checkpoint-config.ts";
import { manifestOf } from "./manifest-of.ts";
import { graphWriters, nanoGraphs } from "./pack-graphs.ts";
import { GraphWriter, hashed, writePack } from "./pack-writer.ts";
import { CheckpointFile } from "./readers/checkpoint-file.ts";
import type { Storage } from "./storage.ts";
import type { Report } from "./verify-pack.ts";
import { Weights } from "./weights.ts";

/** Files that go into the pack as they are, by the manifest's group; `words` only where the model has hints. */
const copiedFiles = { tokenizer: "tokenizer.json", card: "card.md", license: "LICENSE", words: "words.bin" } as const;

const weightsFile = "model.safetensors";
const configFile = "config.json";

/**
 * @throws UserError `CHECKPOINT_MISSING`, `CHECKPOINT_INVALID`, `PACK_EXISTS`, `PACK_WRITE_FAILED`, `CANCELLED`
 */
export async function buildPack(
  params: ParsedPackBuildParams,
  report: Report,
  signal: AbortSignal,
): Promise<PackSummary> {
  const config = parseCheckpointConfig(await readJson(params.dir, configFile));
  await readJson(params.dir, copiedFiles.tokenizer);
  for (const name of [copiedFiles.card, copiedFiles.license]) await readBytes(params.dir, name);
  if (config.lm.dims.hints) await checkWords(params.dir, config.lm.dims.vocabSize);
  const checkpoint = new CheckpointFile(join(params.dir, weightsFile));
  try {
    const weights = new Weights(checkpoint);
    return await writePack(
      params.out,
      (folder) => fill(folder, params, config, weights, report, signal),
      report,
      signal,
    );
  } finally {
    checkpoint.close();
  }
}

/** Writes graphs, copies and manifest into `folder`. */
async function fill(
  folder: string,
  params: ParsedPackBuildParams,
  config: CheckpointConfig,
  weights: Weights,
  report: Report,
  signal: AbortSignal,
): Promise<void> {
  const storage = storageOf(params);
  const writer = new GraphWriter(folder, weights.values, report, signal);
  const files: Partial<PackManifest["files"]> = {};
  for (const name of nanoGraphs) {
    files[name] = await writer.graph(name, (target) => {
      graphWriters[name]({ ...target, weights, storage }, config);
    });
  }
  refuseUnread(weights);
  files.errors = await writer.errors();
  const copies: Partial<Record<keyof typeof copiedFiles, PackFile[]>> = {};
  for (const [group, name] of Object.entries(copiedFiles) as [keyof typeof copiedFiles, string][]) {
    if (group === "words" && !config.lm.dims.hints) continue;
    await copyFile(join(params.dir, name), join(folder, name));
    copies[group] = [await hashed(folder, name)];
  }
  const manifest = manifestOf(config, { ...files, ...copies } as PackManifest["files"], storage);
  await writeFile(join(folder, manifestFileName), `${JSON.stringify(manifest, undefined, 2)}\n`);
}

async function checkWords(dir: string, vocabSize: number): Promise<void> {
  if (WordVectors.parse(await readBytes(dir, copiedFiles.words), vocabSize) !== undefined) return;
  throw new UserError(
    "CHECKPOINT_INVALID",
    `"${join(dir, copiedFiles.words)}" does not hold a vector for each of ${vocabSize} tokens.`,
    "Export the checkpoint again.",
  );
}

function storageOf({ bits, block }: ParsedPackBuildParams): Storage {
  switch (bits) {
    case 32:
      return { kind: "float32" };
    case 16:
      return { kind: "float16" };
    case 8:
    case 4:
      return { kind: "quantised", bits, block, accuracyLevel: 4 };
  }
}

function refuseUnread(weights: Weights): void {
  const [first, ...more] = weights.unread();
  if (first === undefined) return;
  throw new UserError(
    "CHECKPOINT_INVALID",
    `The checkpoint holds ${first}${more.length === 0 ? "" : ` and ${more.length} more tensors`}, which the model of config.json does not have.`,
    "Check that config.json and model.safetensors come from the same export.",
  );
}

async function readBytes(dir: string, name: string): Promise<Uint8Array> {
  try {
    return await readFile(join(dir, name));
  } catch (cause) {
    throw new UserError(
      "CHECKPOINT_MISSING",
      `"${join(dir, name)}" cannot be read.`,
      `Give the folder that holds ${[weightsFile, configFile, ...Object.values(copiedFiles)].join(", ")}.`,
      { cause },
    );
  }
}

async function readJson(dir: string, name: string): Promise<unknown> {
  const bytes = await readBytes(dir, name);
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch (cause) {
    throw new UserError("CHECKPOINT_INVALID", `"${join(dir, name)}" is not JSON.`, "Export the checkpoint again.", {
      cause,
    });
  }
}
