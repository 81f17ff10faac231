import assert from "node:assert/strict";
import { cp, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as vscode from "vscode";
import type { TestApi } from "../../../src/host/extension.ts";
import type { Stage } from "../../../src/shared/types.ts";
import {
  answered,
  askAndWait,
  closeAll,
  ended,
  eventually,
  extension,
  file,
  isAlive,
  openAndRead,
  openImage,
  question,
  reading,
  readingError,
  set,
  testApi,
} from "./support.ts";

describe("the worker of a window", function () {
  this.timeout(240_000);
  let api: TestApi;
  const undo: (() => void)[] = [];

  before(async () => {
    api = await testApi();
  });
  afterEach(async () => {
    for (const step of undo.splice(0)) step();
    await closeAll(api);
  });

  const kill = (): void => {
    const { pid } = api.model;
    if (pid !== undefined) process.kill(pid, "SIGKILL");
  };

  /** Kills the worker when it says for the first `times` times that an image is in `stage`. */
  function killAt(stage: Stage, times: number): { readonly left: () => number } {
    const original = api.model.openImage.bind(api.model);
    let left = times;
    let killed: number | undefined;
    api.model.openImage = (source, options) =>
      original(source, {
        ...options,
        onProgress: (at, fraction) => {
          if (at === stage && left > 0 && killed !== api.model.pid) {
            killed = api.model.pid;
            left--;
            kill();
          }
          options.onProgress?.(at, fraction);
        },
      });
    undo.push(() => {
      api.model.openImage = original;
    });
    return { left: () => left };
  }

  for (const stage of ["decode", "load", "ocr", "encode", "prefill"] as const) {
    it(`killed while an image is in "${stage}": started again, and the image is read`, async () => {
      const { left } = killAt(stage, 1);
      const panel = await openAndRead(api, file("export.png"));
      assert.equal(left(), 0, "it was killed");
      assert.equal(panel.session.state.reading.status, "ready");
      await answered(panel);
    });
  }

  it("killed while it starts: started again, and the image is read", async () => {
    await api.model.unload();
    const panel = await openImage(api, file("export.png"));
    await eventually("it starts", () => api.model.pid !== undefined);
    kill();
    assert.equal(await reading(panel), "ready");
    await answered(panel);
  });

  it("killed twice while an image is read: WORKER_CRASHED in the panel; the next question reads it and is answered", async () => {
    killAt("ocr", 2);
    const panel = await openAndRead(api, file("export.png"));
    assert.equal(readingError(panel).code, "WORKER_CRASHED");
    await answered(panel);
    assert.equal(panel.session.state.reading.status, "ready");
  });

  it("killed while it answers: asked again, and answered", async () => {
    const panel = await openAndRead(api, file("export.png"));
    const calm = await answered(panel);
    const pid = api.model.pid!;
    /* Held, so that it cannot be faster than we are. */
    process.kill(pid, "SIGSTOP");
    panel.session.ask(question);
    await new Promise((resolve) => setTimeout(resolve, 300));
    process.kill(pid, "SIGKILL");
    const turn = await ended(panel);
    assert.equal(turn.status, "done", JSON.stringify(turn));
    assert.ok(turn.parts.length > 0 && calm.parts.length > 0);
    assert.notEqual(api.model.pid, pid);
  });

  it("killed in both attempts at an answer: WORKER_CRASHED in the turn; the next question is answered", async () => {
    const panel = await openAndRead(api, file("export.png"));
    const first = api.model.pid!;
    process.kill(first, "SIGSTOP");
    panel.session.ask(question);
    await new Promise((resolve) => setTimeout(resolve, 300));
    process.kill(first, "SIGKILL");
    const second = await eventually("another worker", () => {
      const { pid } = api.model;
      return pid !== first && pid;
    });
    process.kill(second, "SIGKILL");
    const turn = await ended(panel);
    assert.ok(turn.status === "failed" && turn.error.code === "WORKER_CRASHED", JSON.stringify(turn));
    await answered(panel);
  });

  it("is gone after the idle time, and after Unload Model; the next question starts another one", async () => {
    const panel = await openAndRead(api, file("export.png"));
    const pid = api.model.pid!;
    assert.equal(api.model.state.status, "ready");
    await eventually("its memory is known", () => (api.model.state.memoryBytes ?? 0) > 50e6);
    await vscode.commands.executeCommand("mlMamba.unloadModel");
    assert.ok(!isAlive(pid));
    assert.deepEqual(
      [api.model.state.status, api.model.state.memoryBytes, api.panels.panel?.images.strip.state.model.status],
      ["off", undefined, "off"],
    );
    await answered(panel);

    const next = api.model.pid!;
    await set("idleMinutes", 0.01);
    undo.push(() => void set("idleMinutes", undefined));
    await eventually("it is gone", () => !isAlive(next), 20_000);
    await answered(panel);
  });

  it("forgets an image that is taken out of the panel, and all when it is closed", async () => {
    const first = await openAndRead(api, file("export.png"));
    await openAndRead(api, file("sign-in.png"));
    await eventually("two images", () => api.model.figures.memory?.images === 2);
    await api.panels.panel?.images.remove(first.session.state.id);
    await eventually("one image", () => api.model.figures.memory?.images === 1);
    await vscode.commands.executeCommand("workbench.action.closeActiveEditor");
    await eventually("no image", () => api.model.figures.memory?.images === 0);
  });

  it("without the libraries of the platform: RUNTIME_MISSING with a next step; mended, the next question is answered", async () => {
    const folder = await mkdtemp(join(tmpdir(), "ml-mamba-bare-"));
    const { workerModule } = api.seams;
    undo.push(() => {
      api.seams.workerModule = workerModule;
    });
    try {
      await cp(join(extension().extensionPath, "dist"), join(folder, "dist"), { recursive: true });
      await writeFile(join(folder, "package.json"), '{ "type": "module" }');
      api.seams.workerModule = join(folder, "dist", "worker.js");
      await api.model.reconfigure();
      const panel = await openAndRead(api, file("export.png"));
      const error = readingError(panel);
      assert.equal(error.code, "RUNTIME_MISSING");
      assert.match(error.message, new RegExp(`on ${process.platform}.* ${process.arch}`));
      assert.match(error.nextStep, /build of ML-Mamba/);
      assert.equal(api.model.state.status, "failed");
      const turn = await askAndWait(panel);
      assert.ok(turn.status === "failed" && turn.error.code === "RUNTIME_MISSING");

      api.seams.workerModule = workerModule;
      await api.model.reconfigure();
      await answered(panel);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});
