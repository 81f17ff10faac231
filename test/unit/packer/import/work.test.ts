/** What an import is held by and told with: pause and cancellation, speeds, the lock. */
import assert from "node:assert/strict";
import { existsSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { ImportControl } from "../../../../src/packer/import/control.ts";
import { takeLock } from "../../../../src/packer/import/lock.ts";
import { Meter } from "../../../../src/packer/import/meter.ts";
import { ProgressReporter } from "../../../../src/packer/import/progress.ts";
import type { ImportEvent, ImportPlan } from "../../../../src/shared/import-protocol.ts";
import { isUserError } from "../errors.ts";

describe("pause and cancellation", () => {
  it("interrupts what can be interrupted, and does it again after the pause", async () => {
    const changes: boolean[] = [];
    const control = new ImportControl((paused) => changes.push(paused));
    let tries = 0;
    const work = control.throughPauses(async (signal) => {
      if (++tries === 2) return "done";
      await new Promise((_, reject) => {
        signal.addEventListener("abort", () => {
          reject(new Error("interrupted"));
        });
        control.pause();
      });
      return "never";
    });
    await new Promise((done) => setTimeout(done, 20));
    assert.deepEqual([tries, control.paused], [1, true]);
    control.resume();
    assert.equal(await work, "done");
    assert.deepEqual(changes, [true, false]);
  });

  it("lets an error of the work itself through", async () => {
    const control = new ImportControl(() => undefined);
    await assert.rejects(
      control.throughPauses(() => Promise.reject(new Error("its own"))),
      /its own/,
    );
  });

  it("ends a paused import when it is cancelled", async () => {
    const control = new ImportControl(() => undefined);
    control.pause();
    const turn = control.turn();
    control.cancel();
    await assert.rejects(turn, isUserError("CANCELLED", /stopped/));
    control.pause();
    assert.equal(control.signal.aborted, true);
  });

  it("holds without telling anybody, once the work has noted how far it came", async () => {
    const changes: boolean[] = [];
    const control = new ImportControl((paused) => changes.push(paused));
    let noted = false;
    const work = control.throughPauses(async (signal) => {
      await new Promise((done) => {
        signal.addEventListener("abort", done);
      });
      await new Promise((done) => setTimeout(done, 10));
      noted = true;
      throw new Error("interrupted");
    });
    work.catch(() => undefined);
    await new Promise((done) => setTimeout(done, 5));
    await control.hold();
    assert.deepEqual([noted, changes], [true, []]);
  });
});

describe("speed and time left", () => {
  it("are of the last seconds, and unknown at first", () => {
    let now = 0;
    const meter = new Meter(() => now);
    meter.note(0);
    assert.equal(meter.pace(1000), undefined);
    for (let second = 1; second <= 30; second++) {
      now = 1000 * second;
      meter.note(second <= 10 ? 100 * second : 1000 + 10 * (second - 10));
    }
    const pace = meter.pace(2200)!;
    assert.ok(Math.abs(pace.perSecond - 10) < 0.1, `${pace.perSecond}`);
    assert.ok(Math.abs(pace.secondsLeft - 100) < 1);
    now += 15_000;
    assert.ok(meter.pace(2200)!.perSecond < 6, "a line that has fallen silent gets slower");
    meter.restart();
    assert.equal(meter.pace(2200), undefined);
  });

  it("progress never falls, and tells each step and file at once", () => {
    const events: ImportEvent[] = [];
    const reporter = new ProgressReporter((event) => events.push(event));
    const file = (name: string, bytes: number) => ({ name, from: "hub" as const, bytes, done: 0 });
    reporter.start({ files: [file("a", 1000), file("b", 3000)], download: 4000, pack: 2000 } as unknown as ImportPlan);
    reporter.downloaded("a", 1000);
    reporter.downloaded("b", 3000);
    reporter.built("checkpoint", { step: "lm.onnx", fraction: 0.4 });
    reporter.built("checkpoint", { step: "lm.onnx", fraction: 0.9 });
    reporter.step("install", "A model", 0, 1);
    reporter.end();
    const told = events.map((event) =>
      event.type === "progress" ? [event.step, event.what, event.done, event.total] : [],
    );
    assert.deepEqual(told, [
      ["download", "a", 1000, 4000],
      ["download", "b", 4000, 4000],
      ["build", "lm.onnx", 0.5, 1],
      ["verify", "lm.onnx", (0.9 - 0.8) / (1 - 0.8), 1],
      ["install", "A model", 0, 1],
    ]);
    const fractions = events.map((event) => (event.type === "progress" ? event.fraction : 0));
    assert.deepEqual(
      fractions,
      fractions.toSorted((a, b) => a - b),
    );
    assert.equal(fractions.at(-1), 1);
  });
});

describe("the lock of an import", () => {
  let folder: string;
  let path: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "lock-"));
    path = join(folder, "lock");
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  it("is one's own until it is let go", async () => {
    const lock = await takeLock(path, "It");
    await assert.rejects(takeLock(path, "It"), isUserError("PACK_BUSY", new RegExp(`process ${process.pid}`)));
    await lock[Symbol.asyncDispose]();
    assert.deepEqual(readdirSync(folder), []);
    await (await takeLock(path, "It"))[Symbol.asyncDispose]();
  });

  const owner = (pid: number, host = hostname()): void => {
    writeFileSync(path, JSON.stringify({ pid, host, id: "another" }));
  };

  it("is taken over from a process that is gone, and from a file that was cut off while it was written", async () => {
    owner(4_190_000);
    await (await takeLock(path, "It"))[Symbol.asyncDispose]();
    writeFileSync(path, '{"pid": 12');
    await (await takeLock(path, "It"))[Symbol.asyncDispose]();
    assert.equal(existsSync(path), false);
  });

  it("of another computer counts as long as it is touched", async () => {
    owner(1, "another-computer");
    await assert.rejects(takeLock(path, "It"), isUserError("PACK_BUSY", /process 1 of another-computer/));
    utimesSync(path, new Date(0), new Date(0));
    await (await takeLock(path, "It"))[Symbol.asyncDispose]();
  }).timeout(10_000);

  it("is taken by one of many at once, time and again", async () => {
    for (let round = 0; round < 40; round++) {
      owner(4_190_000);
      const tries = await Promise.allSettled(Array.from({ length: 8 }, () => takeLock(path, "It")));
      const taken = tries.flatMap((each) => (each.status === "fulfilled" ? [each.value] : []));
      assert.equal(taken.length, 1);
      await taken[0]![Symbol.asyncDispose]();
      assert.deepEqual(readdirSync(folder), [], "nothing is left");
    }
  }).timeout(20_000);

  it("is taken over where a process ended in the middle of that", async () => {
    owner(4_190_000);
    writeFileSync(`${path}.turn`, "");
    utimesSync(`${path}.turn`, new Date(0), new Date(0));
    await (await takeLock(path, "It"))[Symbol.asyncDispose]();
    assert.deepEqual(readdirSync(folder), []);
  });
});
