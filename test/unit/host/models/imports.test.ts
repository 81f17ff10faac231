import assert from "node:assert/strict";
import type { ImportUpdate } from "../../../../src/client/pack-importer.ts";
import { lazily } from "../../../../src/host/lazily.ts";
import { Imports, type Importer, type ImportState, type Running } from "../../../../src/host/models/imports.ts";
import { UserError } from "../../../../src/shared/errors.ts";
import type { ImportProgress } from "../../../../src/shared/import-protocol.ts";
import { isUserError } from "../../packer/errors.ts";
import { settled } from "../support.ts";

const request = { source: { kind: "hub", repository: "acme/tiny" } } as const;
const progress: ImportProgress = {
  type: "progress",
  step: "download",
  what: "model.safetensors",
  done: 5,
  total: 10,
  fraction: 0.25,
};
const error = { code: "HUB_UNREACHABLE", message: "No line.", nextStep: "Wait." } as const;

/** An import whose updates the test makes. */
class FakeImport implements Running {
  readonly calls: string[] = [];
  readonly #updates: ImportUpdate[] = [];
  #wake = (): void => undefined;

  say(...updates: ImportUpdate[]): Promise<void> {
    this.#updates.push(...updates);
    this.#wake();
    return settled();
  }

  pause(): void {
    this.calls.push("pause");
  }

  resume(): void {
    this.calls.push("resume");
  }

  cancel(): Promise<void> {
    this.calls.push("cancel");
    return this.say({ type: "cancelled" });
  }

  stop(): Promise<void> {
    this.calls.push("stop");
    return this.say({ type: "stopped" });
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<ImportUpdate, void, undefined> {
    for (;;) {
      const update = this.#updates.shift();
      if (update === undefined) {
        await new Promise<void>((resolve) => (this.#wake = resolve));
        continue;
      }
      yield update;
      if (["done", "failed", "cancelled", "stopped"].includes(update.type)) return;
    }
  }
}

describe("host/models/imports", () => {
  let running: FakeImport;
  let states: (ImportState | undefined)[];
  let imports: Imports;
  const importer = { start: () => running } as unknown as Importer;

  beforeEach(() => {
    running = new FakeImport();
    states = [];
    imports = new Imports({ importer: () => Promise.resolve(importer), onChange: (state) => states.push(state) });
  });

  it("says how far it is, that it waits, that it is paused; waiting and paused end with what comes next", async () => {
    const ended = imports.start(request, "Tiny");
    assert.deepEqual(imports.state, { name: "Tiny", status: "running" });
    await settled();
    await running.say(progress);
    assert.deepEqual(imports.state, { name: "Tiny", status: "running", progress });
    await running.say({ type: "waiting", error, waitMs: 10 });
    assert.equal(states.at(-1)?.waiting?.code, "HUB_UNREACHABLE");
    await running.say(progress);
    assert.equal(states.at(-1)?.waiting, undefined);
    await running.say({ type: "paused" });
    assert.deepEqual(imports.state, { name: "Tiny", status: "paused", progress });
    await running.say({ type: "resumed" });
    assert.equal(states.at(-1)?.status, "running");
    await running.say({ type: "failed", error });
    assert.deepEqual(await ended, { type: "failed", error });
    assert.equal(imports.state, undefined);
    assert.equal(states.at(-1), undefined);
  });

  it("one at a time; the next one once the first has ended", async () => {
    const ended = imports.start(request, "Tiny");
    assert.throws(() => imports.start(request, "Other"), isUserError("PACK_BUSY", /in this window/));
    await settled();
    await imports.stop();
    assert.deepEqual(await ended, { type: "stopped" });
    running = new FakeImport();
    const next = imports.start(request, "Other");
    await settled();
    await imports.cancel();
    assert.deepEqual(await next, { type: "cancelled" });
  });

  it("hands on what is asked for; without an import it is nothing", async () => {
    imports.pause();
    await imports.cancel();
    assert.deepEqual(running.calls, []);
    void imports.start(request, "Tiny");
    await settled();
    imports.pause();
    imports.resume();
    await imports.cancel();
    assert.deepEqual(running.calls, ["pause", "resume", "cancel"]);
  });

  it("is over where it cannot be started", async () => {
    const failing = new Imports({
      importer: () =>
        Promise.reject(new UserError("FOLDER_NOT_WRITABLE", "Nothing can be written there.", "Choose another folder.")),
      onChange: () => undefined,
    });
    await assert.rejects(failing.start(request, "Tiny"), isUserError("FOLDER_NOT_WRITABLE", /Nothing/));
    assert.equal(failing.state, undefined);
  });
});

describe("host/lazily", () => {
  it("makes a thing once, when it is asked for; after a failure again", async () => {
    let tries = 0;
    const thing = lazily(() => (++tries === 1 ? Promise.reject(new Error("no")) : Promise.resolve({ tries })));
    assert.equal(thing.made(), undefined);
    await assert.rejects(thing.get(), /no/);
    const [a, b] = await Promise.all([thing.get(), thing.get()]);
    assert.equal(a, b);
    assert.equal(thing.made(), a);
    assert.equal(tries, 2);
  });
});
