/** A hub on the loopback interface, a folder for models and a person with answers: what the suites about models share. */
import assert from "node:assert/strict";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as vscode from "vscode";
import { PackImporter } from "../../../src/client/pack-importer.ts";
import type { TestApi } from "../../../src/host/extension.ts";
import type { ModelManager } from "../../../src/host/models/model-manager.ts";
import { HubServer } from "../../support/hub-server.ts";
import { closeAll, eventually, project, set, testApi } from "./support.ts";
import { WindowScript } from "./window-script.ts";

const names = ["config.json", "model.safetensors", "tokenizer.json", "card.md", "LICENSE"];
export const token = "hf_secret";
/** Folder of the tiny model in the project: a checkpoint with what lies beside it. */
export const tinyFolder = "test/fixtures/tiny";

export class ModelBench implements AsyncDisposable {
  /** Of each test. */
  folder = "";
  window!: WindowScript;

  private constructor(
    readonly api: TestApi,
    readonly models: ModelManager,
    readonly hub: HubServer,
  ) {}

  static async start(): Promise<ModelBench> {
    const api = await testApi();
    const files = Object.fromEntries(
      await Promise.all(names.map(async (name) => [name, await project(`${tinyFolder}/${name}`)] as const)),
    );
    const served = { files, license: "apache-2.0" };
    const hub = await HubServer.start({ "acme/tiny": served, "acme/gated": { ...served, token } });
    await set("hubEndpoint", hub.endpoint);
    return new ModelBench(api, await api.models(), hub);
  }

  /** Before each test: a folder of its own, a person who chooses the tiny model of the hub with 8 bits, and has not said yes yet. */
  async begin(): Promise<void> {
    this.folder = await mkdtemp(join(tmpdir(), "ml-mamba-models-"));
    await set("modelsFolder", this.folder);
    this.window = new WindowScript();
    this.window.answers.push(
      [/^Add Model$/, "From the hub"],
      [/^Repository of the hub/, "acme/tiny"],
      [/^Add Model: how exactly/, "8 bits"],
    );
    this.hub.bytesPerSecond = Infinity;
  }

  /** After each test. */
  async end(): Promise<void> {
    await this.models.imports.cancel();
    this.window[Symbol.dispose]();
    await set("pack", undefined);
    await closeAll(this.api);
    await set("modelsFolder", undefined);
    await rm(this.folder, { recursive: true, force: true });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await set("hubEndpoint", undefined);
    await this.hub[Symbol.asyncDispose]();
  }

  run(command: string): Thenable<unknown> {
    return vscode.commands.executeCommand(`mlMamba.${command}`);
  }

  /** Adds the model that the person chooses; gives its folder. */
  async add(): Promise<string> {
    this.window.answers.push([/^Import /, "Import"]);
    await this.run("addModel");
    const { packs } = await this.models.store.list();
    assert.equal(packs.length, 1, this.window.said.join("\n"));
    return packs[0]!.dir;
  }

  /** An import of the tiny model at a pace that lets one look. */
  async slowly(): Promise<{ readonly running: Thenable<unknown> }> {
    this.hub.bytesPerSecond = 40_000;
    this.window.answers.push([/^Import /, "Import"]);
    const running = this.run("addModel");
    await eventually("bytes came", () => (this.models.imports.state?.progress?.done ?? 0) > 0);
    return { running };
  }

  /** Imports as another window has them: a packer process of its own, the same folder for models. */
  otherWindow(): PackImporter {
    const { hub, api, models } = this;
    return new PackImporter({
      modulePath: api.seams.packerModule,
      env: { ...process.env, ELECTRON_RUN_AS_NODE: "1" },
      store: models.store,
      hub: () => ({ endpoint: hub.endpoint }),
    });
  }

  /** `id/version` of what is installed. */
  async installed(): Promise<string[]> {
    const packs = join(this.folder, "packs");
    const ids = await readdir(packs).catch(() => []);
    const versions = await Promise.all(
      ids.map(async (id) => (await readdir(join(packs, id))).map((version) => `${id}/${version}`)),
    );
    return versions.flat().sort();
  }
}
