/** `pack verify`: manifest, files, graphs. Reads everything, runs nothing. */
import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { cancelled, UserError } from "../shared/errors.ts";
import {
  manifestError,
  manifestFileName,
  packFiles,
  parseManifest,
  type PackFile,
  type PackManifest,
} from "../shared/manifest.ts";
import type { PackProgress, PackSummary } from "../shared/packer-protocol.ts";
import { graphContracts } from "./graph-contract.ts";
import { packFile } from "./pack-files.ts";
import { verifyGraph } from "./verify-graph.ts";

/** A graph without its external data; more than this is no graph of ours. */
const graphCap = 256 * 1024 * 1024;
const manifestCap = 4 * 1024 * 1024;
const repair = "Install the pack again, or build it again with ml-mamba pack build.";

/** Told how far the work is. A promise holds the work until it is kept: a pause. */
export type Report = (progress: PackProgress) => void | Promise<void>;

/**
 * @param dir the pack's folder
 * @throws UserError `PACK_MISSING`, `PACK_MANIFEST_INVALID`, `PACK_FILE_MISSING`, `PACK_FILE_CORRUPT`, `PACK_GRAPH_INVALID`, `CANCELLED`
 */
export async function verifyPack(dir: string, report: Report, signal: AbortSignal): Promise<PackSummary> {
  const { manifest, bytes: manifestBytes } = await readManifest(dir);
  const files = packFiles(manifest);
  const total = files.reduce((sum, file) => sum + file.bytes, 0);
  let done = 0;
  for (const file of files) {
    if (signal.aborted) throw cancelled();
    await report({ step: file.path, fraction: total === 0 ? 0 : done / total });
    await verifyFile(dir, file);
    done += file.bytes;
  }
  const operators = await verifyGraphs(dir, manifest);
  await report({ step: manifestFileName, fraction: 1 });
  return {
    id: manifest.id,
    version: manifest.version,
    name: manifest.name,
    bits: manifest.quantisation.bits,
    files: [...files.map(({ path, bytes }) => ({ path, bytes })), { path: manifestFileName, bytes: manifestBytes }],
    bytes: total + manifestBytes,
    operators,
  };
}

async function readManifest(dir: string): Promise<{ manifest: PackManifest; bytes: number }> {
  const path = join(dir, manifestFileName);
  const found = await stat(path).catch(() => undefined);
  if (found?.isFile() !== true) {
    throw new UserError(
      "PACK_MISSING",
      `There is no model pack in "${dir}".`,
      `Give the folder that holds ${manifestFileName}.`,
    );
  }
  if (found.size > manifestCap) throw new UserError("PACK_MANIFEST_INVALID", `"${path}" is too large.`, repair);
  const result = parseManifest(parseJson(await readFile(path, "utf8")));
  if (!result.ok) throw manifestError(path, result, repair);
  return { manifest: result.manifest, bytes: found.size };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

async function verifyFile(dir: string, expected: PackFile): Promise<void> {
  const path = join(dir, expected.path);
  const found = await packFile(dir, expected.path);
  if (found === undefined) throw new UserError("PACK_FILE_MISSING", `"${path}" is missing from the pack.`, repair);
  if (found.bytes !== expected.bytes) {
    throw new UserError(
      "PACK_FILE_CORRUPT",
      `"${path}" has ${found.bytes} bytes instead of ${expected.bytes}.`,
      repair,
    );
  }
  if (found.sha256 !== expected.sha256) {
    throw new UserError("PACK_FILE_CORRUPT", `"${path}" does not match its checksum.`, repair);
  }
}

/** @returns the operators all graphs use, sorted */
async function verifyGraphs(dir: string, manifest: PackManifest): Promise<string[]> {
  const operators = new Set<string>();
  for (const [name, contract] of graphContracts(manifest)) {
    const [graph, ...data] = manifest.files[name] ?? [];
    if (graph === undefined || graph.bytes > graphCap)
      throw graphInvalid(dir, `${name}.onnx`, ["is missing or too large"]);
    const dataFiles = new Map(data.map(({ path, bytes }) => [path, bytes]));
    const result = verifyGraph(await readFile(join(dir, graph.path)), contract, dataFiles);
    if (result.faults.length > 0) throw graphInvalid(dir, graph.path, result.faults);
    for (const operator of result.operators) operators.add(operator);
  }
  return [...operators].sort();
}

function graphInvalid(dir: string, file: string, faults: readonly string[]): UserError {
  return new UserError("PACK_GRAPH_INVALID", `"${join(dir, file)}" ${faults.slice(0, 3).join("; ")}.`, repair);
}
