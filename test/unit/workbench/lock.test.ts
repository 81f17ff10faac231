import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { WorkbenchError } from "../../workbench/location.ts";
import { withLock } from "../../workbench/lock.ts";

describe("the lock of the workbench's installation", () => {
  let folder: string;
  const path = (): string => join(folder, "sub", "lock");

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "ml-mamba-lock-"));
  });
  afterEach(async () => {
    await rm(folder, { recursive: true, force: true });
  });

  it("lets one in at a time, tells the other one that it waits, and is gone after", async () => {
    const order: string[] = [];
    const options = { limitMs: 5_000, pollMs: 10 };
    const first = withLock(
      path(),
      async () => {
        order.push("first in");
        await sleep(80);
        order.push("first out");
      },
      options,
    );
    await sleep(20);
    const waiting = (pid: number | undefined): void => void order.push(`waits for ${pid === process.pid ? "us" : "?"}`);
    const second = withLock(path(), () => Promise.resolve(order.push("second in")), { ...options, waiting });
    await Promise.all([first, second]);
    assert.deepEqual(order, ["first in", "waits for us", "first out", "second in"]);
    assert.equal(existsSync(path()), false);
  });

  it("is let go when the work fails", async () => {
    const work = (): Promise<never> => Promise.reject(new Error("broken"));
    await assert.rejects(withLock(path(), work, { limitMs: 100 }), /broken/);
    assert.equal(existsSync(path()), false);
  });

  it("is taken over from a process that has ended", async () => {
    const { pid } = spawnSync(process.execPath, ["--version"]);
    await mkdir(path(), { recursive: true });
    await writeFile(join(path(), "pid"), String(pid));
    assert.equal(await withLock(path(), () => Promise.resolve("in"), { limitMs: 5_000, pollMs: 10 }), "in");
  });

  it("names the process that holds it for too long", async () => {
    await mkdir(path(), { recursive: true });
    await writeFile(join(path(), "pid"), String(process.pid));
    const work = (): Promise<void> => Promise.resolve();
    await assert.rejects(
      withLock(path(), work, { limitMs: 50, pollMs: 10 }),
      (error) => error instanceof WorkbenchError && error.message.includes(String(process.pid)),
    );
  });
});
