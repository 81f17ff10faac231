/**
 * How a pack comes to be on disk: everything is written into a temporary folder beside the target, verified there, and renamed at the end.
 * A pack under its own name is always complete.
 */
import { chmod, mkdtemp, readdir, rename, rm, rmdir, writeFile } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { setImmediate } from "node:timers/promises";
import { cancelled, UserError } from "../shared/errors.ts";
import type { PackFile, TensorErrors } from "../shared/manifest.ts";
import type { PackSummary } from "../shared/packer-protocol.ts";
import { diskError, isSystemError } from "./disk.ts";
import { ExternalDataWriter } from "./external-data.ts";
import { GraphBuilder } from "./graph.ts";
import { Initialisers } from "./initialisers.ts";
import { packFile } from "./pack-files.ts";
import type { GraphName } from "./pack-graphs.ts";
import type { Piece, TensorNote } from "./storage.ts";
import { verifyPack, type Report } from "./verify-pack.ts";

/** Name of the file that tells what quantising did to each tensor. */
export const errorsFile = "errors.json";

/** Shares of the work: graphs up to here, hashing and verifying after. */
export const graphShare = 0.8;

/**
 * Lets `fill` write a pack into an empty folder, verifies it and moves it to `out`, which must not exist or be empty.
 *
 * @throws UserError `PACK_EXISTS`, `PACK_WRITE_FAILED`, `CANCELLED`, and what `fill` throws; nothing is left behind then
 */
export async function writePack(
  target: string,
  fill: (folder: string) => Promise<void>,
  report: Report,
  signal: AbortSignal,
): Promise<PackSummary> {
  const out = resolve(target);
  await refuseExisting(out);
  const temporary = await writing(out, () => mkdtemp(join(dirname(out), `.${basename(out)}-`)));
  try {
    await writing(out, () => fill(temporary));
    const summary = await verifyPack(
      temporary,
      ({ step, fraction }) => report({ step, fraction: graphShare + (1 - graphShare) * fraction }),
      signal,
    );
    await writing(out, () => moveInto(temporary, out));
    return summary;
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
}

/** Writes the graphs of one pack, one after the other. */
export class GraphWriter {
  readonly #errors: TensorErrors = [];
  #done = 0;

  /** @param values weights of the whole pack, for progress */
  constructor(
    private readonly folder: string,
    private readonly values: number,
    private readonly report: Report,
    private readonly signal: AbortSignal,
  ) {}

  /**
   * Writes one graph and what it weighs.
   *
   * @param write fills a piece's graph
   * @returns the graph's file, and its external data if it has any
   * @throws UserError `CANCELLED`, at the latest one slice of a tensor after the signal was aborted
   */
  async graph(name: GraphName, write: (target: Pick<Piece, "graph" | "note">) => void): Promise<PackFile[]> {
    await this.#pause(name, 0);
    const data = new ExternalDataWriter(join(this.folder, `${name}.data`));
    try {
      const graph = new GraphBuilder(name, new Initialisers(data));
      write({
        graph,
        note: (note) => {
          this.#errors.push(described(name, note));
        },
      });
      for (const values of graph.initialisers.work()) await this.#pause(name, values);
      await writeFile(join(this.folder, `${name}.onnx`), graph.toModel());
    } finally {
      data.close();
    }
    const names = data.written ? [`${name}.onnx`, `${name}.data`] : [`${name}.onnx`];
    const files: PackFile[] = [];
    for (const file of names) files.push(await hashed(this.folder, file));
    return files;
  }

  /** Writes what was lost of each tensor so far. */
  async errors(): Promise<PackFile[]> {
    await writeFile(join(this.folder, errorsFile), `${JSON.stringify(this.#errors, undefined, 1)}\n`);
    return [await hashed(this.folder, errorsFile)];
  }

  /** Lets messages in: progress out, a cancellation in. */
  async #pause(name: GraphName, values: number): Promise<void> {
    this.#done += values;
    await this.report({
      step: `${name}.onnx`,
      fraction: graphShare * Math.min(1, this.#done / Math.max(1, this.values)),
    });
    await setImmediate();
    if (this.signal.aborted) throw cancelled();
  }
}

function described(
  graph: string,
  { tensor, shape, stored, squaredError, squaredSum }: TensorNote,
): TensorErrors[number] {
  const relativeError = squaredSum === 0 ? 0 : Math.sqrt(squaredError / squaredSum);
  return { graph, tensor, shape: [...shape], stored, relativeError: Number(relativeError.toPrecision(4)) };
}

export async function hashed(folder: string, name: string): Promise<PackFile> {
  const file = await packFile(folder, name);
  if (file === undefined) throw new Error(`${name} was not written`);
  return file;
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

/** Runs what writes; the system's errors become `DISK_FULL`, `FOLDER_NOT_WRITABLE` or `PACK_WRITE_FAILED`. */
async function writing<Result>(out: string, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    throw diskError(error, out);
  }
}
