import assert from "node:assert/strict";
import { mkdtemp, rm, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { workerAllocation } from "../../../src/client/allocator.ts";

describe("client/allocator", () => {
  const mapped = { MALLOC_MMAP_THRESHOLD_: "3500000", MALLOC_TRIM_THRESHOLD_: "3500000" };
  let dir: string;

  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), "ml-mamba-allocator-"));
  });
  afterEach(() => rm(dir, { recursive: true, force: true }));

  async function file(name: string, bytes: number): Promise<void> {
    await writeFile(join(dir, name), "");
    await truncate(join(dir, name), bytes);
  }

  it("maps the matrices of a large pack, and leaves small packs alone", async () => {
    await file("pack.json", 1000);
    await file("lm.data", 200_000_000);
    assert.deepEqual(workerAllocation({ PATH: "/bin" }, dir), { PATH: "/bin" });
    await file("lm.data", 200_000_001);
    assert.deepEqual(workerAllocation({ PATH: "/bin" }, dir), { PATH: "/bin", ...mapped });
  });

  it("changes nothing that the user has set, nor for a pack that is not there", async () => {
    await file("lm.data", 300_000_000);
    const own = { MALLOC_MMAP_THRESHOLD_: "1000000" };
    assert.equal(workerAllocation(own, dir)["MALLOC_MMAP_THRESHOLD_"], "1000000");
    assert.deepEqual(workerAllocation(own, join(dir, "none")), own);
  });
});
