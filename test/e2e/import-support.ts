/** A store in a temporary folder, a hub on the loopback interface, and imports through the built packer. */
import assert from "node:assert/strict";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { PackImporter, type ImportRequest, type ImportUpdate } from "../../src/client/pack-importer.ts";
import { PackStore } from "../../src/client/pack-store.ts";
import { UserError, type ErrorCode } from "../../src/shared/errors.ts";
import type { HubSettings } from "../../src/shared/hub.ts";
import type { ImportResult } from "../../src/shared/import-protocol.ts";
import { HubServer } from "../support/hub-server.ts";
import { mamba2Checkpoint } from "../support/checkpoints.ts";
import { tinyCheckpoint } from "./support.ts";

export const packerPath = resolve("dist/packer.js");
export const nanoRepository = "acme/tiny";
export const mambaRepository = "acme/mamba2-tiny";
export const rangeBytes = 32 * 1024;

/** The tiny Nano and a tiny text-only Mamba-2, as repositories of a hub. */
export async function tinyRepositories(): Promise<
  ConstructorParameters<typeof Map<string, { files: Record<string, Uint8Array>; license: string }>>[0]
> {
  const nano: Record<string, Uint8Array> = {};
  for (const name of ["config.json", "model.safetensors", "tokenizer.json", "card.md", "LICENSE"]) {
    nano[name] = await readFile(join(tinyCheckpoint, name));
  }
  const mamba = {
    "pytorch_model.bin": mamba2Checkpoint(),
    "tokenizer.json": nano["tokenizer.json"]!,
    "config.json": Buffer.from("{}"),
  };
  return [
    [nanoRepository, { files: nano, license: "apache-2.0" }],
    [mambaRepository, { files: mamba, license: "apache-2.0" }],
  ];
}

export class ImportBench implements AsyncDisposable {
  private constructor(
    readonly dir: string,
    readonly server: HubServer,
  ) {}

  static async create(): Promise<ImportBench> {
    const server = await HubServer.start(Object.fromEntries((await tinyRepositories())!));
    return new ImportBench(await mkdtemp(join(tmpdir(), "ml-mamba-import-")), server);
  }

  get store(): PackStore {
    return new PackStore(join(this.dir, "store"));
  }

  path(name: string): string {
    return join(this.dir, name);
  }

  importer(settings: Partial<HubSettings> = {}, env: NodeJS.ProcessEnv = {}): PackImporter {
    const hub: HubSettings = {
      endpoint: this.server.endpoint,
      tuning: { rangeBytes, attempts: 2, firstWaitMs: 1, silenceMs: 2000, longestWaitMs: 1000 },
      ...settings,
    };
    return new PackImporter({
      modulePath: packerPath,
      store: this.store,
      hub: () => hub,
      env: { ...process.env, HF_TOKEN: "", ...env },
    });
  }

  /** Imports and gives all updates. */
  async updates(request: ImportRequest, importer = this.importer()): Promise<ImportUpdate[]> {
    const all: ImportUpdate[] = [];
    for await (const update of importer.start(request)) all.push(update);
    return all;
  }

  async import(request: ImportRequest, importer = this.importer()): Promise<ImportResult> {
    return importer.start(request).result();
  }

  /** Checks that the import fails with the code, and that nothing is left of it but what can go on. */
  async failsWith(code: ErrorCode, request: ImportRequest, importer = this.importer()): Promise<UserError> {
    const before = await this.installed();
    const thrown: unknown = await this.import(request, importer).then(
      () => undefined,
      (error: unknown) => error,
    );
    assert.ok(thrown instanceof UserError, `${code} expected, not ${String(thrown)}`);
    assert.equal(thrown.code, code, thrown.message);
    assert.ok(thrown.message.length > 10 && thrown.nextStep.length > 10, `${thrown.message} / ${thrown.nextStep}`);
    assert.deepEqual(await this.installed(), before, "nothing is half-installed");
    return thrown;
  }

  /** Folders of the store's packs: `id/version`. */
  async installed(): Promise<string[]> {
    const ids = await readdir(this.store.packsDir).catch(() => []);
    const versions = await Promise.all(
      ids.map(async (id) => (await readdir(join(this.store.packsDir, id))).map((version) => `${id}/${version}`)),
    );
    return versions.flat().sort();
  }

  /** What unfinished imports have left. */
  async leftovers(): Promise<string[]> {
    const names = await readdir(this.store.importsDir, { recursive: true }).catch(() => []);
    return names.sort();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.server[Symbol.asyncDispose]();
    await rm(this.dir, { recursive: true, force: true });
  }
}

export function hubSource(repository = nanoRepository): ImportRequest["source"] {
  return { kind: "hub", repository };
}
