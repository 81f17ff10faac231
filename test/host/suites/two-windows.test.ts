/** Two windows that import at once into the same folder for models. The other window is a packer process of its own, as it is there too. */
import assert from "node:assert/strict";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import type { RunningImport } from "../../../src/client/pack-importer.ts";
import { ModelBench, tinyFolder } from "./model-bench.ts";
import { eventually, extension, isAlive } from "./support.ts";
import type { WindowScript } from "./window-script.ts";

const request = { source: { kind: "hub", repository: "acme/tiny" }, precision: 8 } as const;

describe("two windows import at once", function () {
  this.timeout(240_000);
  let bench: ModelBench;
  let window: WindowScript;
  let other: RunningImport;

  before(async () => {
    bench = await ModelBench.start();
  });
  beforeEach(async () => {
    await bench.begin();
    ({ window } = bench);
    bench.hub.bytesPerSecond = 40_000;
    other = bench.otherWindow().start(request);
    await eventually("the other window downloads", async () => {
      const [unfinished] = await bench.models.store.unfinished();
      return unfinished?.running === true && unfinished.note !== undefined && unfinished.bytes > 20_000;
    });
  });
  afterEach(async () => {
    await other.cancel();
    await bench.end();
  });
  after(() => bench[Symbol.asyncDispose]());

  it("the same model: the second is told, nothing is half-installed, the first one ends well", async () => {
    window.answers.push([/^Import /, "Import"]);
    await bench.run("addModel");
    await eventually("it is told", () => window.said.some((text) => text.startsWith("PACK_BUSY: ")));
    const told = window.said.find((text) => text.startsWith("PACK_BUSY: "))!;
    const pid = Number(/process (\d+) already/.exec(told)?.[1]);
    assert.ok(pid !== process.pid && isAlive(pid), told);
    assert.deepEqual([bench.models.imports.state, await bench.installed()], [undefined, []]);

    window.picks.push("Tiny random model");
    await bench.run("chooseModel");
    const entry = window.lists.at(-1)!.items.find(({ label }) => label.includes("Tiny random model"))!;
    assert.deepEqual([entry.detail, entry.buttons], ["is being imported", []]);
    assert.match(entry.description!, / of [\d.]+ [kM]B downloaded$/);
    window.said.length = 0;
    await bench.models.offerInterrupted();
    assert.deepEqual(window.said, [], "what runs elsewhere is not offered here");

    bench.hub.bytesPerSecond = Infinity;
    assert.equal((await other.result()).id, "tiny");
    assert.deepEqual([await bench.installed(), await bench.models.store.unfinished()], [["tiny/0.0.1"], []]);
    assert.deepEqual(
      (await bench.models.models()).entries.map(({ kind }) => kind),
      ["nano", "pack"],
    );
  });

  it("the same pack from two places: the one that comes later is told, the first one stands as it is", async () => {
    const disk = join(extension().extensionPath, tinyFolder);
    window.answers.unshift([/^Add Model$/, "From a folder"], [/^Open a folder/, disk]);
    const dir = await bench.add();
    bench.hub.bytesPerSecond = Infinity;
    await assert.rejects(other.result(), { code: "PACK_EXISTS" });
    assert.deepEqual(await bench.installed(), ["tiny/0.0.1"]);
    assert.deepEqual(await readdir(join(bench.folder, "packs", "tiny")), ["0.0.1"], "nothing beside it");
    await bench.models.verify(dir, "tiny");
    assert.match(window.said.at(-1)!, /is whole/);
  });
});
