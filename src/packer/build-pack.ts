/**
 * `pack build`: checkpoint folder → pack folder. Everything is written into a temporary folder beside the target, verified there, and
 * renamed at the end: a pack under its own name is always complete.
 */
import { copyFile, mkdtemp, readdir, readFile, rename, rm, rmdir, writeFile, chmod } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { setImmediate } from "node:timers/promises";
import { cancelled, UserError } from "../shared/errors.ts";
import { manifestFileName, type PackFile, type PackManifest } from "../shared/manifest.ts";
import type { PackSummary, ParsedPackBuildParams } from "../shared/packer-protocol.ts";
import { parseCheckpointConfig, type CheckpointConfig } from "./checkpoint-config.ts";
import { ExternalDataWriter } from "./external-data.ts";
import { GraphBuilder } from "./graph.ts";
import { Initialisers } from "./initialisers.ts";
import { manifestOf } from "./manifest-of.ts";
import { packFile } from "./pack-files.ts";
import { graphWriters, nanoGraphs, type GraphName } from "./pack-graphs.ts";
import type { Storage } from "./piece.ts";
import { SafetensorsFile } from "./safetensors.ts";
import { verifyPack, type Report } from "./verify-pack.ts";
import { Weights } from "./weights.ts";

/** Files that go into the pack as they are, by the manifest's group. */
const copiedFiles = { tokenizer: "tokenizer.json", card: "card.md", license: "LICENSE" } as const;

const weightsFile = "model.safetensors";
const configFile = "config.json";

/** Shares of the work: graphs up to here, hashing and verifying after. */
const graphShare = 0.8;

/**
 * @throws UserError `CHECKPOINT_MISSING`, `CHECKPOINT_INVALID`, `PACK_EXISTS`, `PACK_WRITE_FAILED`, `CANCELLED`
 */
export async function buildPack(
  params: ParsedPackBuildParams,
  report: Report,
  signal: AbortSignal,
): Promise<PackSummary> {
  const out = resolve(params.out);
  await refuseExisting(out);
  const config = parseCheckpointConfig(await readJson(params.dir, configFile));
  await readJson(params.dir, copiedFiles.tokenizer);
  for (const name of [copiedFiles.card, copiedFiles.license]) await readBytes(params.dir, name);
  const checkpoint = new SafetensorsFile(join(params.dir, weightsFile));
  const temporary = await writing(out, () => mkdtemp(join(dirname(out), `.${basename(out)}-`)));
  try {
    await writing(out, () => fill(temporary, params, config, checkpoint, report, signal));
    const summary = await verifyPack(
      temporary,
      ({ step, fraction }) => {
        report({ step, fraction: graphShare + (1 - graphShare) * fraction });
      },
      signal,
    );
    await writing(out, () => moveInto(temporary, out));
    return summary;
  } finally {
    checkpoint.close();
    await rm(temporary, { recursive: true, force: true });
  }
}

/** Writes graphs, copies and manifest into `folder`. */
async function fill(
  folder: string,
  params: ParsedPackBuildParams,
  config: CheckpointConfig,
  checkpoint: SafetensorsFile,
  report: Report,
  signal: AbortSignal,
): Promise<void> {
  const storage = storageOf(params);
  const names = checkpoint.names().length;
  let step = "";
  let read = 0;
  const weights = new Weights(checkpoint, () => {
    report({ step, fraction: (graphShare * Math.min(++read, names)) / names });
  });
  const files: Partial<Record<GraphName, PackFile[]>> = {};
  for (const name of nanoGraphs) {
    step = `${name}.onnx`;
    await setImmediate();
    if (signal.aborted) throw cancelled();
    files[name] = await writeGraph(folder, name, config, weights, storage);
  }
  refuseUnread(weights);
  const copies: Partial<Record<keyof typeof copiedFiles, PackFile[]>> = {};
  for (const [group, name] of Object.entries(copiedFiles) as [keyof typeof copiedFiles, string][]) {
    await copyFile(join(params.dir, name), join(folder, name));
    copies[group] = [await hashed(folder, name)];
  }
  const manifest = manifestOf(config, { ...files, ...copies } as PackManifest["files"], storage);
  await writeFile(join(folder, manifestFileName), `${JSON.stringify(manifest, undefined, 2)}\n`);
}

/** @returns the graph's file, and its external data if it has any */
async function writeGraph(
  folder: string,
  name: (typeof nanoGraphs)[number],
  config: CheckpointConfig,
  weights: Weights,
  storage: Storage,
): Promise<PackFile[]> {
  const data = new ExternalDataWriter(join(folder, `${name}.data`));
  try {
    const graph = new GraphBuilder(name, new Initialisers(data));
    graphWriters[name]({ graph, weights, storage }, config);
    await writeFile(join(folder, `${name}.onnx`), graph.toModel());
  } finally {
    data.close();
  }
  const names = data.written ? [`${name}.onnx`, `${name}.data`] : [`${name}.onnx`];
  return Promise.all(names.map((file) => hashed(folder, file)));
}

function storageOf({ bits, block }: ParsedPackBuildParams): Storage {
  return bits === 32 ? { kind: "float32" } : { kind: "quantised", bits, block, accuracyLevel: 4 };
}

async function hashed(folder: string, name: string): Promise<PackFile> {
  const file = await packFile(folder, name);
  if (file === undefined) throw new Error(`${name} was not written`);
  return file;
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

/** An empty folder is as good as none. */
async function refuseExisting(out: string): Promise<void> {
  const found = await readdir(out).catch((error: unknown) => {
    if (isSystemError(error) && error.code === "ENOENT") return [];
    return ["not a folder"];
  });
  if (found.length > 0)
    throw new UserError("PACK_EXISTS", `"${out}" exists already.`, "Give another folder, or delete this one first.");
}

async function moveInto(temporary: string, out: string): Promise<void> {
  await chmod(temporary, 0o755);
  await rmdir(out).catch(() => undefined);
  await rename(temporary, out);
}

/** Runs what writes; the system's errors (no space, no permission) become `PACK_WRITE_FAILED`. */
async function writing<Result>(out: string, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (!isSystemError(error)) throw error;
    throw new UserError(
      "PACK_WRITE_FAILED",
      `The pack "${out}" cannot be written: ${error.message}.`,
      "Check that the folder above it exists, can be written to and has space.",
      { cause: error },
    );
  }
}

function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && "syscall" in error && "code" in error;
}
