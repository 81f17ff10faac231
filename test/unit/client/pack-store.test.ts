import assert from "node:assert/strict";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { PackStore } from "../../../src/client/pack-store.ts";
import type { PackManifest } from "../../../src/shared/manifest.ts";
import { isUserError } from "../packer/errors.ts";

describe("the store of packs", () => {
  let root: string;
  let store: PackStore;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), "store-"));
    store = new PackStore(root);
  });
  afterEach(() => {
    rmSync(root, { recursive: true });
  });

  const shipped = JSON.parse(readFileSync("models/nano/pack.json", "utf8")) as PackManifest;
  function put(id: string, version: string, change: object = {}): string {
    const dir = join(root, "packs", id, version);
    mkdirSync(dir, { recursive: true });
    writeFileSync(join(dir, "pack.json"), JSON.stringify({ ...shipped, id, version, ...change }));
    cpSync("models/nano/card.md", join(dir, "card.md"));
    return dir;
  }

  it("of nobody is empty", async () => {
    assert.deepEqual(await store.list(), { packs: [], broken: [] });
    assert.deepEqual(await store.unfinished(), []);
    const { packs, unfinished, free } = await new PackStore(join(root, "not", "there")).diskUse();
    assert.deepEqual([packs, unfinished], [0, 0]);
    assert.ok(free > 1e6);
    await assert.rejects(store.find("tiny"), isUserError("PACK_UNKNOWN", /"tiny" is installed\./));
  });

  it("lists by id, newest version first, and finds by name and version", async () => {
    for (const version of ["1.9.0", "1.10.0", "0.2.0"]) put("big", version);
    put("another", "1.0.0");
    const { packs } = await store.list();
    assert.deepEqual(
      packs.map(({ id, version }) => `${id}@${version}`),
      ["another@1.0.0", "big@1.10.0", "big@1.9.0", "big@0.2.0"],
    );
    assert.equal((await store.find("big")).version, "1.10.0");
    assert.equal((await store.find("big@0.2.0")).version, "0.2.0");
    await assert.rejects(store.find("big@3.0.0"), isUserError("PACK_UNKNOWN", /there are: another, big/));
  });

  it("tells apart what cannot be used: a newer format, a folder without a manifest", async () => {
    put("newer", "1.0.0", { schema: 77 });
    mkdirSync(join(root, "packs", "empty", "1.0.0"), { recursive: true });
    const { packs, broken } = await store.list();
    assert.deepEqual(packs, []);
    assert.deepEqual(
      broken.map(({ id, error }) => [id, error.code]),
      [
        ["empty", "PACK_MISSING"],
        ["newer", "PACK_TOO_NEW"],
      ],
    );
    await store.remove("newer");
    await store.remove("empty");
    assert.deepEqual((await store.list()).broken, []);
  });

  it("removes one version, and the id with the last one", async () => {
    put("big", "1.0.0");
    put("big", "2.0.0");
    const before = await store.diskUse();
    assert.equal((await store.remove("big")).version, "2.0.0");
    assert.equal((await store.find("big")).version, "1.0.0");
    await store.remove("big@1.0.0");
    await assert.rejects(store.remove("big"), isUserError("PACK_UNKNOWN", /big/));
    const after = await store.diskUse();
    assert.ok(before.packs > 0 && after.packs === 0);
  });

  it("knows unfinished imports, and discards those that nobody works on", async () => {
    const note = {
      source: { kind: "hub", repository: "a/b" },
      precision: 4,
      hints: {},
      target: { kind: "store", packs: join(root, "packs") },
      name: "A model",
      total: 1000,
      started: "2026-01-01T00:00:00.000Z",
    };
    for (const [key, pid] of [
      ["one", 4_190_000],
      ["two", process.pid],
    ] as const) {
      mkdirSync(join(root, "imports", key, "files"), { recursive: true });
      writeFileSync(join(root, "imports", key, "import.json"), JSON.stringify(note));
      writeFileSync(join(root, "imports", key, "files", "a.part"), Buffer.alloc(500));
      writeFileSync(join(root, "imports", key, "lock"), JSON.stringify({ pid, host: hostname(), id: "x" }));
    }
    const found = await store.unfinished();
    assert.deepEqual(
      found.map(({ key, note: what, running }) => [key, what?.name, running]),
      [
        ["one", "A model", false],
        ["two", "A model", true],
      ],
    );
    assert.ok(found[0]!.bytes > 500);
    await store.discard("one");
    await assert.rejects(store.discard("two"), isUserError("PACK_BUSY", /running/));
    assert.deepEqual(
      (await store.unfinished()).map(({ key }) => key),
      ["two"],
    );
  });
});
