import assert from "node:assert/strict";
import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as vscode from "vscode";
import type { TestApi } from "../../../src/host/extension.ts";
import type { ModelManager } from "../../../src/host/models/model-manager.ts";
import { HubServer } from "../../support/hub-server.ts";
import { answered, closeAll, eventually, file, openAndRead, project, set, testApi } from "./support.ts";
import { WindowScript } from "./window-script.ts";

const names = ["config.json", "model.safetensors", "tokenizer.json", "card.md", "LICENSE"];
const token = "hf_secret";

describe("models", function () {
  this.timeout(240_000);
  let api: TestApi;
  let models: ModelManager;
  let hub: HubServer;
  let folder: string;
  let window: WindowScript;

  before(async () => {
    api = await testApi();
    models = await api.models();
    const files = Object.fromEntries(
      await Promise.all(names.map(async (name) => [name, await project(`test/fixtures/tiny/${name}`)] as const)),
    );
    const served = { files, license: "apache-2.0" };
    hub = await HubServer.start({ "acme/tiny": served, "acme/gated": { ...served, token } });
    await set("hubEndpoint", hub.endpoint);
  });
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "ml-mamba-models-"));
    await set("modelsFolder", folder);
    window = new WindowScript();
    window.answers.push(
      [/^Add Model$/, "From the hub"],
      [/^Repository of the hub/, "acme/tiny"],
      [/^Add Model: how exactly/, "8 bits"],
    );
    hub.bytesPerSecond = Infinity;
  });
  afterEach(async () => {
    await models.imports.cancel();
    window[Symbol.dispose]();
    await set("pack", undefined);
    await closeAll(api);
    await set("modelsFolder", undefined);
    await rm(folder, { recursive: true, force: true });
  });
  after(async () => {
    await set("hubEndpoint", undefined);
    await hub[Symbol.asyncDispose]();
  });

  const run = (command: string): Thenable<unknown> => vscode.commands.executeCommand(`mlMamba.${command}`);
  const packOf = (): string => vscode.workspace.getConfiguration("mlMamba").get("pack", "");
  /** An import of the tiny model at a pace that lets one look. */
  const slowly = async (): Promise<unknown> => {
    hub.bytesPerSecond = 40_000;
    window.answers.push([/^Import /, "Import"]);
    const running = run("addModel");
    await eventually("bytes came", () => (models.imports.state?.progress?.done ?? 0) > 0);
    return { running };
  };

  it("adds one from the hub after its plan was agreed to, lets it answer; verifies it; removes it, and the Nano answers", async () => {
    const panel = await openAndRead(api, file("export.png"));
    const nano = api.model.pack;
    await run("addModel");
    const plan = window.said.find((text) => text.startsWith("Import "))!;
    assert.match(plan, /Size: about .* 8 bits a weight\nTo be downloaded: [\d.]+ [kM]B\nDisk: .* needed, .* free\n/);
    assert.match(plan, /Memory: about .*\n\nLicence of .*: Apache-2\.0/);
    assert.deepEqual(await readdir(folder), [], "nothing before a yes");

    window.answers.push([/^Import /, "Import"], [/is installed \(/, "Use This Model"]);
    await run("addModel");
    await eventually("the model is chosen", () => packOf() === join(folder, "packs", "tiny", "0.0.1"));
    await eventually(
      "its panel is read anew",
      () => api.model.pack.startsWith("tiny@") && panel.session.state.reading.status === "ready",
    );
    assert.notEqual(api.model.pack, nano);
    await answered(panel);

    const { entries, disk } = await models.models();
    assert.deepEqual(
      entries.map(({ kind }) => kind),
      ["nano", "pack"],
    );
    assert.ok(disk.used > 100_000 && disk.free > disk.used);
    const [, entry] = entries;
    assert.ok(entry?.kind === "pack");
    await models.verify(entry.dir, "tiny");
    assert.match(window.said.at(-1)!, /is whole: \d+ files/);

    window.answers.push([/^Remove tiny/, "Remove"]);
    assert.equal(await models.remove(entry.pack), true);
    assert.deepEqual([packOf(), await readdir(join(folder, "packs"))], ["", []]);
    await eventually(
      "the Nano has read",
      () => api.model.pack === nano && panel.session.state.reading.status === "ready",
    );
    await answered(panel);
  });

  it("pauses, goes on, and is cancelled without leftovers", async () => {
    const { running } = (await slowly()) as { running: Promise<unknown> };
    await run("pauseImport");
    await eventually("it is paused", () => models.imports.state?.status === "paused");
    const { sent } = hub;
    await new Promise((resolve) => setTimeout(resolve, 1000));
    assert.ok(hub.sent - sent <= 40_000, "nothing comes while it is paused");
    await run("resumeImport");
    await eventually("it goes on", () => models.imports.state?.status === "running");
    await run("cancelImport");
    await eventually("a question that is closed lets it go on", () => models.imports.state?.status === "running");
    window.answers.push([/^Stop importing/, "Delete"]);
    await run("cancelImport");
    await running;
    assert.deepEqual([models.imports.state, await models.store.unfinished()], [undefined, []]);
  });

  it("goes on after the window was closed; a second import in the same window is refused", async () => {
    const { running } = (await slowly()) as { running: Promise<unknown> };
    await run("addModel");
    assert.match(window.said.at(-1)!, /^PACK_BUSY: .*in this window/);
    await eventually("enough came to see it kept", () => (models.imports.state?.progress?.done ?? 0) > 120_000);
    await models.dispose();
    await running;
    const [unfinished] = await models.store.unfinished();
    assert.ok(unfinished !== undefined && unfinished.bytes > 0 && !unfinished.running);
    assert.deepEqual(
      (await models.models()).entries.map(({ kind }) => kind),
      ["nano", "unfinished"],
    );
    hub.bytesPerSecond = Infinity;
    const { sent } = hub;
    window.answers.push([/was interrupted/, "Go On"]);
    await models.offerInterrupted();
    assert.equal((await models.store.list()).packs.length, 1);
    const whole = (await project("test/fixtures/tiny/model.safetensors")).length;
    assert.ok(hub.sent - sent < whole, `${hub.sent - sent} bytes of ${whole} came again`);
    window.said.length = 0;
    await models.offerInterrupted();
    assert.deepEqual(window.said, [], "it is offered once");
  });

  it("asks for a token where the hub wants one, keeps it in the editor's secrets, and plans", async () => {
    window.answers.unshift(
      [/^Repository of the hub/, "acme/gated"],
      [/^HUB_FORBIDDEN/, "Set Access Token…"],
      [/^Access token of the hub/, token],
    );
    try {
      await run("addModel");
      assert.ok(
        window.said.some((text) => /^Import .*\?/.test(text)),
        window.said.join("\n"),
      );
    } finally {
      window.answers.unshift([/^Access token of the hub/, ""]);
      await run("setHubToken");
    }
  });

  it("says what is wrong, leaves nothing, and the default model goes on", async () => {
    window.answers.unshift([/^Repository of the hub/, "acme/none"]);
    await run("addModel");
    assert.match(window.said.at(-1)!, /^HUB_UNAUTHORIZED: .*does not exist/);
    await writeFile(join(folder, "model.pt"), "no checkpoint");
    await assert.rejects(models.imports.plan({ source: { kind: "path", path: join(folder, "model.pt") } }), {
      code: "CHECKPOINT_FORMAT",
    });
    assert.deepEqual(await readdir(folder), ["model.pt"]);
    await answered(await openAndRead(api, file("export.png")));
  });
});
