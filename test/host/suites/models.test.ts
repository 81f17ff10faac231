import assert from "node:assert/strict";
import { readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import * as vscode from "vscode";
import type { TestApi } from "../../../src/host/extension.ts";
import type { ModelManager } from "../../../src/host/models/model-manager.ts";
import type { HubServer } from "../../support/hub-server.ts";
import { ProxyServer } from "../../support/proxy-server.ts";
import { ModelBench, token } from "./model-bench.ts";
import { answered, eventually, file, openAndRead, project } from "./support.ts";
import type { WindowScript } from "./window-script.ts";

describe("models", function () {
  this.timeout(240_000);
  let bench: ModelBench;
  let api: TestApi;
  let models: ModelManager;
  let hub: HubServer;
  let folder: string;
  let window: WindowScript;

  before(async () => {
    bench = await ModelBench.start();
    ({ api, models, hub } = bench);
  });
  beforeEach(async () => {
    await bench.begin();
    ({ folder, window } = bench);
  });
  afterEach(() => bench.end());
  after(() => bench[Symbol.asyncDispose]());

  const run = (command: string): Thenable<unknown> => bench.run(command);
  const packOf = (): string => vscode.workspace.getConfiguration("mlMamba").get("pack", "");

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
    const { running } = await bench.slowly();
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
    const { running } = await bench.slowly();
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

  it("goes through the proxy of the editor's settings", async () => {
    using proxy = await ProxyServer.start();
    const http = vscode.workspace.getConfiguration("http");
    await http.update("proxy", proxy.address, vscode.ConfigurationTarget.Global);
    try {
      await run("addModel");
    } finally {
      await http.update("proxy", undefined, vscode.ConfigurationTarget.Global);
    }
    assert.ok(
      window.said.some((text) => /^Import .*\?/.test(text)),
      window.said.join("\n"),
    );
    assert.ok(proxy.tunnels.includes(new URL(hub.endpoint).host), proxy.tunnels.join());
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
