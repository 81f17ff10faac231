/** Bad input of every kind on the way of an import: a code, nothing half-installed, and what was installed goes on. */
import assert from "node:assert/strict";
import { cp, mkdir, open, readFile, symlink, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { importKey, type ImportRequest } from "../../src/client/pack-importer.ts";
import { PackerClient } from "../../src/client/packer-client.ts";
import type { ErrorCode } from "../../src/shared/errors.ts";
import { manifestFileName } from "../../src/shared/manifest.ts";
import { mamba2Checkpoint } from "../support/checkpoints.ts";
import type { Fault } from "../support/hub-server.ts";
import { checkpointOf, dict, pickleOf, tensor, unicode } from "../support/pickles.ts";
import { tarOf, type TarEntry } from "../support/tar.ts";
import { hubSource, ImportBench, mambaRepository, nanoRepository, packerPath } from "./import-support.ts";
import { answer, blankImage, cli, tinyCheckpoint, Workspace } from "./support.ts";

describe("importing what is bad", () => {
  let bench: ImportBench;
  let tokenizer: Uint8Array;
  beforeEach(async () => {
    bench = await ImportBench.create();
    tokenizer = await readFile(join(tinyCheckpoint, "tokenizer.json"));
  });
  afterEach(async () => {
    await bench[Symbol.asyncDispose]();
  });

  /** A folder with a checkpoint and a tokenizer. */
  async function folder(name: string, bytes: Uint8Array): Promise<ImportRequest> {
    const dir = bench.path("checkpoint");
    await mkdir(dir);
    await writeFile(join(dir, name), bytes);
    await writeFile(join(dir, "tokenizer.json"), tokenizer);
    return { source: { kind: "path", path: dir } };
  }

  const good = mamba2Checkpoint();
  const header = (length: bigint, rest = "{}"): Buffer => {
    const bytes = Buffer.alloc(8);
    bytes.writeBigUInt64LE(length);
    return Buffer.concat([bytes, Buffer.from(rest)]);
  };
  const system = checkpointOf(pickleOf("cos\nsystem\n", unicode("touch /tmp/never"), 0x85, "R"));
  const lie = checkpointOf(pickleOf(dict({ a: tensor({ key: "0", length: 4, shape: [1000, 1000] }) })), {
    0: Buffer.alloc(16),
  });
  const checkpoints: [what: string, name: string, bytes: () => Uint8Array, code: ErrorCode, message: RegExp][] = [
    ["a pickle that names os.system", "model.pt", () => system, "CHECKPOINT_UNSAFE", /names os\.system/],
    [
      "a truncated zip",
      "model.pt",
      () => good.subarray(0, good.length - 500),
      "CHECKPOINT_INVALID",
      /no directory at its end/,
    ],
    ["a wrong magic", "model.pt", () => Buffer.concat([Buffer.from("RIFF"), good]), "CHECKPOINT_FORMAT", /neither/],
    ["a tensor whose shape lies", "model.pt", () => lie, "CHECKPOINT_INVALID", /shape \[1000,1000\]/],
    [
      "a header of 100 GB",
      "model.safetensors",
      () => header(100_000_000_000n),
      "CHECKPOINT_INVALID",
      /header of 100000000000 bytes/,
    ],
    [
      "weights that are NaN",
      "model.pt",
      () =>
        mamba2Checkpoint(undefined, (name, values) => {
          if (name === "backbone.layers.1.mixer.out_proj.weight") values[77] = Number.NaN;
        }),
      "CHECKPOINT_INVALID",
      /backbone\.layers\.1\.mixer\.out_proj\.weight/,
    ],
    [
      "weights that are infinite",
      "model.pt",
      () =>
        mamba2Checkpoint(undefined, (name, values) => {
          if (name === "backbone.embedding.weight") values[5] = Infinity;
        }),
      "CHECKPOINT_INVALID",
      /backbone\.embedding\.weight/,
    ],
    ["no checkpoint at all", "readme.txt", () => Buffer.from("hello"), "MODEL_UNKNOWN", /no checkpoint and no pack/],
    [
      "another architecture",
      "model.pt",
      () => checkpointOf(pickleOf(dict({ a: tensor({ key: "0", length: 4, shape: [4] }) })), { 0: Buffer.alloc(16) }),
      "MODEL_UNKNOWN",
      /no Mamba-2/,
    ],
  ];
  for (const [what, name, bytes, code, message] of checkpoints) {
    it(`${what}, on disk: ${code}`, async () => {
      const error = await bench.failsWith(code, await folder(name, bytes()));
      assert.match(error.message, message);
      assert.deepEqual(await bench.leftovers(), []);
    });

    if (name === "readme.txt") continue;
    it(`${what}, on the hub: ${code}`, async () => {
      bench.server.serve("acme/bad", { files: { [name]: bytes(), "tokenizer.json": tokenizer } });
      const error = await bench.failsWith(code, { source: hubSource("acme/bad") });
      assert.match(error.message, message);
      assert.deepEqual(await bench.leftovers(), []);
    });
  }

  it("shards whose names climb out, or are not there: CHECKPOINT_INVALID", async () => {
    for (const shard of ["../../etc/passwd", "model-00002.safetensors"]) {
      const index = JSON.stringify({ weight_map: { a: "model-00001.safetensors", b: shard } });
      const files = { "model.safetensors.index.json": Buffer.from(index), "model-00001.safetensors": header(2n) };
      bench.server.serve("acme/shards", { files });
      const error = await bench.failsWith("CHECKPOINT_INVALID", { source: hubSource("acme/shards") });
      assert.match(error.message, /which is not there/);
    }
  });

  describe("a hub that", () => {
    const status = (number: number, headers: Record<string, string> = {}): Fault => ({
      kind: "status",
      status: number,
      headers,
    });
    const faults: [what: string, fault: Fault, code: ErrorCode][] = [
      ["answers with a web page", { kind: "html" }, "HUB_NOT_A_FILE"],
      ["answers 401", status(401), "HUB_UNAUTHORIZED"],
      ["answers 403", status(403), "HUB_FORBIDDEN"],
      ["answers 404", status(404), "HUB_NOT_FOUND"],
      ["answers 416", status(416), "HUB_RANGE_REFUSED"],
      ["answers 429 and asks for an hour", status(429, { "retry-after": "3600" }), "HUB_THROTTLED"],
      ["answers 500 again and again", status(500), "HUB_FAILED"],
      ["spoils the bytes", { kind: "spoilt" }, "HUB_FILE_CORRUPT"],
    ];
    for (const [what, fault, code] of faults) {
      it(`${what}, in the middle of a download: ${code}`, async () => {
        let ranges = 0;
        bench.server.fault = ({ from, headers }) => {
          if (from !== "storage" || headers.range === undefined) return undefined;
          /* The plan has read the header before. */
          return headers.range.startsWith("bytes=0-32767") || ranges++ > 2 ? fault : undefined;
        };
        await bench.failsWith(code, { source: hubSource() });
      });
    }

    it("answers the first question with a web page: HUB_NOT_A_FILE", async () => {
      bench.server.fault = () => ({ kind: "html" });
      await bench.failsWith("HUB_NOT_A_FILE", { source: hubSource() });
    });

    it("does not exist: HUB_UNREACHABLE, and the next try goes on", async () => {
      const error = await bench.failsWith(
        "HUB_UNREACHABLE",
        { source: hubSource() },
        bench.importer({ endpoint: "http://127.0.0.1:9" }),
      );
      assert.match(error.message, /nothing listens there/);
      assert.equal((await bench.import({ source: hubSource() })).id, "tiny");
    });

    it("changes a file between two ranges: HUB_FILE_CHANGED, and starting again gets the new one", async () => {
      const { "model.safetensors": weights } = Object.fromEntries(
        await Promise.all(
          ["model.safetensors"].map(async (name) => [name, await readFile(join(tinyCheckpoint, name))] as const),
        ),
      );
      const other = Uint8Array.from(weights!);
      let ranges = 0;
      bench.server.fault = ({ from, method, headers, url }) => {
        const large =
          from === "hub" && method === "GET" && headers.range !== undefined && url.includes("model.safetensors");
        return large && ++ranges > 5 ? { kind: "other", content: other.map((byte) => byte ^ 1) } : undefined;
      };
      const error = await bench.failsWith("HUB_FILE_CHANGED", { source: hubSource() });
      assert.match(error.message, /model\.safetensors has changed/);
      bench.server.fault = () => undefined;
      assert.equal((await bench.import({ source: hubSource() })).id, "tiny");
    });

    it("wants a token: it is sent, and a wrong one is told", async () => {
      const files = Object.fromEntries(
        await Promise.all(
          ["config.json", "model.safetensors", "tokenizer.json", "card.md", "LICENSE"].map(
            async (name) => [name, await readFile(join(tinyCheckpoint, name))] as const,
          ),
        ),
      );
      bench.server.serve(nanoRepository, { files, token: "hf_right" });
      await bench.failsWith("HUB_FORBIDDEN", { source: hubSource() });
      await bench.failsWith("HUB_FORBIDDEN", { source: hubSource() }, bench.importer({}, { HF_TOKEN: "hf_wrong" }));
      const result = await bench.import({ source: hubSource() }, bench.importer({}, { HF_TOKEN: "hf_right" }));
      assert.equal(result.id, "tiny");
      assert.ok(
        bench.server.requests.every(({ from, headers }) => from === "hub" || headers.authorization === undefined),
      );
    });
  });

  describe("a disk that", () => {
    it("has too little space for what will come: DISK_FULL before anything is downloaded", async () => {
      const json = hugeHeader(1.024e12);
      const path = bench.path("huge.safetensors");
      await writeFile(path, header(BigInt(json.length), json));
      /* A file with a hole: it takes a few kilobytes. */
      await truncate(path, 8 + json.length + 1.024e12 + 1e6);
      bench.server.serve("acme/huge", {
        files: { "model.safetensors": { path, sha256: "0".repeat(64) }, "tokenizer.json": tokenizer },
      });
      const error = await bench.failsWith("DISK_FULL", { source: hubSource("acme/huge") });
      assert.match(error.message, /needs .* GB on the disk of .*, where .* are free/);
      assert.deepEqual(await bench.leftovers(), []);
    });

    it("is full in the middle of a download: DISK_FULL", async () => {
      if (process.platform !== "linux") return;
      const request = { source: hubSource(), precision: 4, hints: {} } as const;
      const files = join(bench.store.importsDir, importKey(request), "files", nanoRepository);
      await mkdir(files, { recursive: true });
      /* Linux's device for this purpose: every write fails with ENOSPC. */
      await symlink("/dev/full", join(files, "model.safetensors.part"));
      const error = await bench.failsWith("DISK_FULL", request);
      assert.match(error.message, /is full/);
    });

    it("may not be written to: FOLDER_NOT_WRITABLE", async () => {
      await mkdir(bench.store.root, { recursive: true });
      await writeFile(bench.store.importsDir, "a file where a folder should be");
      await bench.failsWith("FOLDER_NOT_WRITABLE", { source: hubSource() });
      const { code, stderr } = await cli(
        ["pack", "import", nanoRepository, "--out", "/sys/kernel/ml-mamba"],
        undefined,
        {
          HF_ENDPOINT: bench.server.endpoint,
        },
      );
      assert.equal(code, 1);
      assert.match(stderr, /^(Looking|FOLDER_NOT_WRITABLE: )/);
      assert.match(stderr, /FOLDER_NOT_WRITABLE: .*\/sys\/kernel/);
    });
  });

  it("two windows at once: the second one is told, the first one is not harmed", async () => {
    bench.server.bytesPerSecond = 300_000;
    const first = bench.importer().start({ source: hubSource() });
    let told: Promise<unknown> | undefined;
    for await (const update of first) {
      if (update.type === "progress" && update.step === "download" && told === undefined) {
        told = bench.failsWith("PACK_BUSY", { source: hubSource() });
        await told;
        await assert.rejects(
          bench.store.discard(importKey({ source: hubSource(), precision: 4, hints: {} })),
          /running/,
        );
        bench.server.bytesPerSecond = Infinity;
      }
    }
    assert.ok(told !== undefined);
    assert.equal((await first.result()).id, "tiny");
    assert.deepEqual(await bench.leftovers(), []);
  });

  it("a lock that a lost process has left is taken over at once", async () => {
    const work = join(bench.store.importsDir, importKey({ source: hubSource(), precision: 4, hints: {} }));
    await mkdir(work, { recursive: true });
    const { hostname } = await import("node:os");
    await writeFile(join(work, "lock"), JSON.stringify({ pid: 4_190_000, host: hostname(), id: "gone" }));
    assert.equal((await bench.import({ source: hubSource() })).id, "tiny");
  });

  describe("a ready pack that", () => {
    let pack: string;
    beforeEach(async () => {
      pack = bench.path("ready");
      await using packer = new PackerClient({ modulePath: packerPath }, () => undefined);
      await packer.build({ dir: tinyCheckpoint, out: pack });
    });

    async function edited(change: (manifest: Record<string, unknown>) => void): Promise<ImportRequest> {
      const path = join(pack, manifestFileName);
      const manifest = JSON.parse(await readFile(path, "utf8")) as Record<string, unknown>;
      change(manifest);
      await writeFile(path, JSON.stringify(manifest));
      return { source: { kind: "path", path: pack } };
    }

    it("is of a newer schema: PACK_TOO_NEW, in a folder and in an archive", async () => {
      const request = await edited((manifest) => (manifest["schema"] = 99));
      assert.match((await bench.failsWith("PACK_TOO_NEW", request)).message, /format 99/);
      const manifest = await readFile(join(pack, manifestFileName));
      await writeFile(bench.path("newer.tar"), tarOf([{ name: manifestFileName, content: manifest }]));
      await bench.failsWith("PACK_TOO_NEW", { source: { kind: "path", path: bench.path("newer.tar") } });
    });

    it("names a path that climbs out of it: PACK_MANIFEST_INVALID", async () => {
      const request = await edited((manifest) => {
        (manifest["files"] as { card: [{ path: string }] }).card[0].path = "../../card.md";
      });
      await bench.failsWith("PACK_MANIFEST_INVALID", request);
    });

    it("has a changed file: PACK_FILE_CORRUPT; one too few: PACK_FILE_MISSING", async () => {
      const handle = await open(join(pack, "lm.data"), "r+");
      await handle.write(Buffer.from([1, 2, 3]), 0, 3, 100);
      await handle.close();
      await bench.failsWith("PACK_FILE_CORRUPT", { source: { kind: "path", path: pack } });
      await cp(pack, bench.path("less"), { recursive: true });
      const { rm } = await import("node:fs/promises");
      await rm(join(bench.path("less"), "card.md"));
      await bench.failsWith("PACK_FILE_MISSING", { source: { kind: "path", path: bench.path("less") } });
      assert.deepEqual(await bench.leftovers(), []);
    });

    const manifestEntry = async (): Promise<TarEntry> => ({
      name: manifestFileName,
      content: await readFile(join(pack, manifestFileName)),
    });
    const archives: [what: string, entries: () => TarEntry[], message: RegExp][] = [
      [
        "holds a path that climbs out",
        () => [{ name: "../evil.sh", content: Buffer.from("x") }],
        /leaves the pack's folder/,
      ],
      [
        "holds an absolute path",
        () => [{ name: "/tmp/evil.sh", content: Buffer.from("x") }],
        /leaves the pack's folder|no pack has/,
      ],
      ["holds a hidden file", () => [{ name: ".bashrc", content: Buffer.from("x") }], /no pack has/],
      ["holds a symbolic link", () => [{ name: "lm.data", type: "2", link: "/etc/passwd" }], /SymbolicLink/],
      ["holds a hard link", () => [{ name: "lm.data", type: "1", link: "../../secret" }], /is a Link/],
      ["holds a device", () => [{ name: "null", type: "3" }], /CharacterDevice/],
      ["holds a pipe", () => [{ name: "pipe", type: "6" }], /FIFO/],
      ["holds a file twice", () => ["a.md", "A.md"].map((name) => ({ name, content: Buffer.from("x") })), /twice/],
      [
        "holds files in two folders",
        () => ["a/x.md", "b/y.md"].map((name) => ({ name, content: Buffer.from("x") })),
        /no pack has/,
      ],
      [
        "holds a huge header",
        () => [{ name: "big", type: "x", content: Buffer.alloc(200_000, "1") }, { name: "x.md" }],
        /header of 200000 bytes/,
      ],
    ];
    for (const [what, entries, message] of archives) {
      it(`is an archive that ${what}: PACK_ARCHIVE_INVALID`, async () => {
        const path = bench.path("bad.tar");
        await writeFile(path, tarOf([await manifestEntry(), ...entries()]));
        const error = await bench.failsWith("PACK_ARCHIVE_INVALID", { source: { kind: "path", path } });
        assert.match(error.message, message);
        assert.deepEqual(await bench.leftovers(), []);
      });
    }

    const files: [what: string, bytes: (manifest: TarEntry) => Uint8Array, message: RegExp][] = [
      [
        "is cut off",
        (manifest) => tarOf([manifest, { name: "card.md", content: Buffer.alloc(5000) }]).subarray(0, -5000),
        /cut off/,
      ],
      [
        "names a file of 100 GB",
        (manifest) => tarOf([{ name: "a.md", size: 100_000_000_000 }, manifest]),
        /100000000000 bytes/,
      ],
      ["is compressed", () => Buffer.from([0x1f, 0x8b, 8, 0, ...Buffer.alloc(1000)]), /is compressed/],
      ["is none", () => Buffer.alloc(4096, "not a tar "), /not a tar archive/],
      ["holds no pack.json", () => tarOf([{ name: "a.md", content: Buffer.from("x") }]), /holds no pack\.json/],
    ];
    for (const [what, bytes, message] of files) {
      it(`is an archive that ${what}: PACK_ARCHIVE_INVALID`, async () => {
        const path = bench.path("bad.tar");
        await writeFile(path, bytes(await manifestEntry()));
        const error = await bench.failsWith("PACK_ARCHIVE_INVALID", { source: { kind: "path", path } });
        assert.match(error.message, message);
      });
    }
  });

  it("what is installed, and the default model, go on after all of it", async () => {
    const workspace = await Workspace.create();
    const client = workspace.client();
    const image = await client.openImage(await blankImage());
    await bench.import({ source: hubSource() });
    await bench.failsWith("CHECKPOINT_UNSAFE", await folder("model.pt", system));
    await bench.failsWith("PACK_EXISTS", { source: hubSource() });
    await bench.failsWith("HUB_UNAUTHORIZED", { source: hubSource("acme/none") });
    await answer(client, image, "Which theme?");
    await using packer = new PackerClient({ modulePath: packerPath }, () => undefined);
    assert.equal((await packer.verify((await bench.store.find("tiny")).dir)).id, "tiny");
    await bench.failsWith("HUB_ADDRESS_INVALID", { source: { kind: "url", url: "ftp://example.org/a.tar" } });
    assert.equal((await bench.import({ source: hubSource(mambaRepository) })).id, "mamba2-tiny-4bit");
    await client.dispose();
    await workspace.dispose();
  });
});

/** The header of a Mamba-2 whose embedding alone has `bytes`. */
function hugeHeader(bytes: number): string {
  const dModel = 64;
  const dInner = 128;
  const small: Record<string, number[]> = {
    "backbone.layers.0.mixer.A_log": [8],
    "backbone.layers.0.mixer.out_proj.weight": [dModel, dInner],
    "backbone.layers.0.mixer.conv1d.weight": [dInner + 32, 1, 4],
    "backbone.layers.0.mixer.in_proj.weight": [2 * dInner + 32 + 8, dModel],
  };
  const rows = bytes / 4 / dModel;
  const header: Record<string, unknown> = {
    "backbone.embedding.weight": { dtype: "F32", shape: [rows, dModel], data_offsets: [0, bytes] },
  };
  let offset = bytes;
  for (const [name, shape] of Object.entries(small)) {
    const size = 4 * shape.reduce((a, b) => a * b, 1);
    header[name] = { dtype: "F32", shape, data_offsets: [offset, offset + size] };
    offset += size;
  }
  return JSON.stringify(header);
}
