import assert from "node:assert/strict";
import { cp, mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { WorkerClient, type WorkerStatus } from "../../src/client/worker-client.ts";
import { UserError } from "../../src/shared/errors.ts";
import { answer, blankImage, ocrDir, workerPath, Workspace } from "./support.ts";

const question = "Which theme is selected?";

describe("a worker's life", () => {
  let workspace: Workspace;

  before(async () => {
    workspace = await Workspace.create();
  });
  after(async () => {
    await workspace.dispose();
  });

  it("is told as it goes; unloaded it is gone, and the next question starts another one with the image", async () => {
    const seen: WorkerStatus["type"][] = [];
    await using client = new WorkerClient({
      modulePath: workerPath,
      worker: { packDir: workspace.packDir, ocrDir },
      onStatus: ({ type }) => seen.push(type),
    });
    assert.equal(await client.memory(), undefined);
    const image = await client.openImage(await blankImage());
    const first = await answer(client, image, question);
    const { pid } = client;
    assert.deepEqual(seen, ["starting", "running"]);

    await client.unload();
    assert.deepEqual(seen, ["starting", "running", "off"]);
    assert.throws(() => process.kill(pid!, 0), { code: "ESRCH" });
    assert.equal(await client.memory(), undefined);

    assert.deepEqual((await answer(client, image, question)).answerTokens, first.answerTokens);
    assert.deepEqual(seen, ["starting", "running", "off", "starting", "running"]);
  });

  it("without its native libraries: RUNTIME_MISSING names the platform, and no folder of this machine", async () => {
    const folder = workspace.path("no-runtime");
    await mkdir(folder);
    await cp(dirname(workerPath), join(folder, "dist"), { recursive: true });
    await writeFile(join(folder, "package.json"), '{ "type": "module" }');
    await using client = new WorkerClient({
      modulePath: join(folder, "dist", "worker.js"),
      worker: { packDir: workspace.packDir, ocrDir },
    });
    for (let attempt = 0; attempt < 2; attempt++) {
      await assert.rejects(client.openImage(await blankImage()), (error) => {
        assert.ok(error instanceof UserError && error.code === "RUNTIME_MISSING", String(error));
        assert.ok(error.message.includes(`on ${process.platform} ${process.arch}: Cannot find package`), error.message);
        assert.ok(!error.message.includes(folder), error.message);
        return true;
      });
    }
  });
});
