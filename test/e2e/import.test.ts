/** Imports through the built packer: from the hub, from disk, from an address; paused, resumed, stopped, cancelled. */
import assert from "node:assert/strict";
import { cp, mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { PackerClient } from "../../src/client/packer-client.ts";
import type { ImportUpdate } from "../../src/client/pack-importer.ts";
import type { ImportProgress } from "../../src/shared/import-protocol.ts";
import { manifestFileName } from "../../src/shared/manifest.ts";
import { listen, addressOf } from "../support/hub-server.ts";
import { tarOf } from "../support/tar.ts";
import { hubSource, ImportBench, mambaRepository, nanoRepository, packerPath, rangeBytes } from "./import-support.ts";
import { answer, blankImage, cli, tinyCheckpoint, Workspace } from "./support.ts";

const isProgress = (update: ImportUpdate): update is ImportProgress => update.type === "progress";

describe("importing a model", () => {
  let bench: ImportBench;
  beforeEach(async () => {
    bench = await ImportBench.create();
  });
  afterEach(async () => {
    await bench[Symbol.asyncDispose]();
  });

  it("plans from headers alone: name, licence, sizes, needs; downloads no weight and writes nothing", async () => {
    const plan = await bench.importer().plan({ source: hubSource(), precision: 8 });
    assert.deepEqual([plan.id, plan.version, plan.kind, plan.precision], ["tiny", "0.0.1", "checkpoint", 8]);
    assert.equal(plan.licenses[0]?.license, "Apache-2.0");
    assert.match(plan.licenses[0].url!, /acme\/tiny$/);
    assert.equal(plan.files.length, 5);
    assert.equal(
      plan.download,
      plan.files.reduce((sum, { bytes }) => sum + bytes, 0),
    );
    assert.ok(plan.disk.needed > plan.download && plan.disk.free > plan.disk.needed);
    assert.ok(plan.memory.import > 0 && plan.memory.use > 0 && plan.memory.total > 1e9);
    const weights = plan.files.find(({ name }) => name.endsWith("model.safetensors"))!;
    assert.ok(bench.server.sent < weights.bytes / 2, `${bench.server.sent} bytes were sent`);
    assert.deepEqual(await bench.leftovers(), []);
  });

  it("from the hub: a pack that verifies, in its own folder; progress that rises through all steps; nothing else stays", async () => {
    const updates = await bench.updates({ source: hubSource(), precision: 8 });
    const last = updates.at(-1);
    assert.equal(last?.type, "done");
    const { result } = last;
    assert.equal(result.dir, join(bench.store.packsDir, "tiny", "0.0.1"));
    assert.ok(result.peakBytes > 50e6);
    const progress = updates.filter(isProgress);
    const steps = [...new Set(progress.map(({ step }) => step))];
    assert.deepEqual(steps, ["look", "download", "build", "verify", "install"]);
    const fractions = progress.map(({ fraction }) => fraction);
    assert.deepEqual(
      fractions,
      fractions.toSorted((a, b) => a - b),
    );
    await using packer = new PackerClient({ modulePath: packerPath }, () => undefined);
    const { bits, bytes } = await packer.verify(result.dir);
    assert.deepEqual([bits, bytes], [8, result.bytes]);
    assert.deepEqual(await bench.leftovers(), []);
    const { packs, broken } = await bench.store.list();
    assert.deepEqual(
      [packs.map(({ id, version, bytes: size }) => [id, version, size]), broken],
      [[["tiny", "0.0.1", bytes]], []],
    );
  });

  it("the imported pack answers, by its name on the command line", async () => {
    await bench.import({ source: hubSource(), precision: 8 });
    const { code, stdout, stderr } = await cli([
      ...["ask", "test/fixtures/ocr/words.png", "Which theme?", "--pack", "tiny", "--store", bench.store.root],
      ...["--max-tokens", "5", "--quiet"],
    ]);
    assert.equal(code, 0, stderr);
    assert.ok(stdout.length > 0);
    const none = await cli([
      "ask",
      "test/fixtures/ocr/words.png",
      "What?",
      "--pack",
      "other",
      "--store",
      bench.store.root,
    ]);
    assert.match(none.stderr, /^PACK_UNKNOWN: .*"other".*tiny/);
  });

  for (const precision of [4, 8, 16, 32] as const) {
    it(`a text-only Mamba-2 with ${precision} bits, from a .bin with a tied head`, async () => {
      const source = hubSource(mambaRepository);
      const { dir, bytes } = await bench.import({ source, precision });
      const manifest = (await bench.store.find(`mamba2-tiny-${precision}bit`)).manifest;
      assert.equal(manifest.architecture.vision, undefined);
      assert.equal(manifest.architecture.lm.layers, 2);
      assert.equal(manifest.verified, false);
      assert.match(manifest.sources![0]!.from, /^acme\/mamba2-tiny\/pytorch_model\.bin at [0-9a-f]{40}$/);
      assert.match(
        await readFile(join(dir, "card.md"), "utf8"),
        /\| mamba2-tiny \| acme\/mamba2-tiny\/pytorch_model\.bin at /,
      );
      assert.ok(bytes > 80_000);
    });
  }

  it("from a folder on disk, and from a file in it", async () => {
    const folder = await bench.import({ source: { kind: "path", path: tinyCheckpoint }, precision: 8 });
    assert.equal(folder.id, "tiny");
    await mkdir(bench.path("mamba"));
    const files = (name: string) => join("test/fixtures/tiny", name);
    await cp(files("tokenizer.json"), bench.path("mamba/tokenizer.json"));
    const { mamba2Checkpoint } = await import("../support/checkpoints.ts");
    await writeFile(bench.path("mamba/model.pt"), mamba2Checkpoint());
    assert.equal((await bench.import({ source: { kind: "path", path: bench.path("mamba") } })).id, "mamba-4bit");
  });

  it("an installed pack is not imported again, unless it is to be replaced", async () => {
    const request = { source: hubSource(), precision: 8 } as const;
    await bench.import(request);
    assert.equal((await bench.importer().plan(request)).installed, true);
    bench.server.sent = 0;
    await bench.failsWith("PACK_EXISTS", request);
    assert.ok(bench.server.sent < 100_000, "it is said before anything is downloaded");
    const { dir } = await bench.import({ ...request, precision: 4, replace: true });
    const manifest = JSON.parse(await readFile(join(dir, manifestFileName), "utf8")) as {
      quantisation: { bits: number };
    };
    assert.equal(manifest.quantisation.bits, 4);
    assert.deepEqual(await bench.leftovers(), []);
  });

  it("into a folder of its own", async () => {
    const { dir } = await bench.import({ source: hubSource(), precision: 8, out: bench.path("mine") });
    assert.equal(dir, bench.path("mine"));
    assert.deepEqual((await readdir(bench.dir)).sort(), ["mine"]);
  });

  it("keeps the files for another precision where it is told to, and downloads none of them again", async () => {
    const keep = bench.path("kept");
    await bench.import({ source: hubSource(mambaRepository), keep });
    bench.server.sent = 0;
    await bench.import({ source: hubSource(mambaRepository), keep, precision: 8 });
    assert.ok(bench.server.sent < 100_000, `${bench.server.sent} bytes were sent again`);
    /* Spoilt meanwhile: it is noticed by its checksum and downloaded again. */
    const path = join(keep, mambaRepository, "pytorch_model.bin");
    const bytes = await readFile(path);
    bytes[bytes.length >> 1]! ^= 1;
    await writeFile(path, bytes);
    await bench.import({ source: hubSource(mambaRepository), keep, precision: 32 });
    assert.deepEqual(await bench.installed(), [
      "mamba2-tiny-32bit/1.0.0",
      "mamba2-tiny-4bit/1.0.0",
      "mamba2-tiny-8bit/1.0.0",
    ]);
  });

  describe("ready packs", () => {
    let pack: string;
    beforeEach(async () => {
      await using packer = new PackerClient({ modulePath: packerPath }, () => undefined);
      pack = bench.path("ready");
      await packer.build({ dir: tinyCheckpoint, out: pack });
    });

    const tarOfFolder = async (folder: string, prefix: string): Promise<Buffer> => {
      const entries = await Promise.all(
        (await readdir(folder)).map(async (name) => ({
          name: `${prefix}${name}`,
          content: await readFile(join(folder, name)),
        })),
      );
      return tarOf(prefix === "" ? entries : [{ name: prefix, type: "5" }, ...entries]);
    };

    it("from a folder", async () => {
      const result = await bench.import({ source: { kind: "path", path: pack } });
      assert.deepEqual([result.id, await bench.installed()], ["tiny", ["tiny/0.0.1"]]);
    });

    for (const prefix of ["", "tiny-1.0/"]) {
      it(`from a .tar${prefix === "" ? "" : " with a folder in it"}`, async () => {
        await writeFile(bench.path("tiny.tar"), await tarOfFolder(pack, prefix));
        const plan = await bench.importer().plan({ source: { kind: "path", path: bench.path("tiny.tar") } });
        assert.deepEqual([plan.id, plan.kind, plan.download], ["tiny", "pack", 0]);
        const result = await bench.import({ source: { kind: "path", path: bench.path("tiny.tar") } });
        assert.deepEqual((await readdir(result.dir)).sort(), (await readdir(pack)).sort());
      });
    }

    it("from an address, known before it is downloaded", async () => {
      const tar = await tarOfFolder(pack, "");
      const web = await listen((request, response) => {
        const range = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? "");
        const [first, last] =
          range === null ? [0, tar.length - 1] : [Number(range[1]), Math.min(tar.length - 1, Number(range[2]))];
        response.writeHead(range === null ? 200 : 206, {
          "content-length": last - first + 1,
          etag: '"one"',
          ...(range === null ? {} : { "content-range": `bytes ${first}-${last}/${tar.length}` }),
        });
        response.end(request.method === "HEAD" ? undefined : tar.subarray(first, last + 1));
      });
      const source = { kind: "url", url: `${addressOf(web)}/tiny.tar` } as const;
      const plan = await bench.importer().plan({ source });
      assert.deepEqual([plan.name, plan.download], ["Tiny random model", tar.length]);
      const { id } = await bench.import({ source });
      assert.equal(id, "tiny");
      web.closeAllConnections();
      web.close();
    });

    it("from a repository of the hub", async () => {
      const names = await readdir(pack);
      const files = Object.fromEntries(
        await Promise.all(names.map(async (name) => [name, await readFile(join(pack, name))] as const)),
      );
      bench.server.serve("acme/pack", { files, license: "apache-2.0" });
      assert.equal((await bench.import({ source: hubSource("acme/pack") })).id, "tiny");
    });
  });

  describe("interrupted", () => {
    const request = { source: hubSource(), precision: 8 } as const;
    const weightsRanges = (): number =>
      bench.server.requests.filter(({ from, method }) => from === "storage" && method === "GET").length;

    it("paused and resumed: nothing is asked of the hub meanwhile, nothing twice", async () => {
      bench.server.bytesPerSecond = 400_000;
      const running = bench.importer().start(request);
      const seen: string[] = [];
      for await (const update of running) {
        if (seen.at(-1) !== update.type) seen.push(update.type);
        if (isProgress(update) && update.step === "download" && update.done > 100_000 && !seen.includes("paused")) {
          running.pause();
          seen.push("pause");
        }
        if (update.type === "paused") {
          const before = weightsRanges();
          await new Promise((done) => setTimeout(done, 300));
          assert.equal(weightsRanges(), before);
          bench.server.bytesPerSecond = Infinity;
          running.resume();
        }
      }
      assert.deepEqual(
        seen.filter((type) => type !== "progress" && type !== "plan"),
        ["pause", "paused", "resumed", "done"],
      );
      const { bytes } = await running.result();
      assert.ok(bytes > 0);
    });

    /** Starts, lets some of the weights come, then ends the import by `end`. */
    async function interrupted(
      end: (running: ReturnType<ReturnType<ImportBench["importer"]>["start"]>) => Promise<void>,
    ): Promise<string> {
      bench.server.bytesPerSecond = 400_000;
      const running = bench.importer().start(request);
      let ended: Promise<void> | undefined;
      let last = "";
      for await (const update of running) {
        last = update.type;
        if (isProgress(update) && update.step === "download" && update.done > 4 * rangeBytes) ended ??= end(running);
      }
      await ended;
      bench.server.bytesPerSecond = Infinity;
      return last;
    }

    it("stopped: the same request goes on where it was; the store tells of it meanwhile", async () => {
      assert.equal(await interrupted((running) => running.stop()), "stopped");
      const [unfinished, ...others] = await bench.store.unfinished();
      assert.deepEqual([unfinished?.note?.source, unfinished?.running, others], [request.source, false, []]);
      assert.ok(unfinished!.bytes > 4 * rangeBytes);
      bench.server.sent = 0;
      const total = unfinished!.note!.total;
      const result = await bench.import(bench.importer().requestOf(unfinished!.note!));
      assert.ok(bench.server.sent < total - 3 * rangeBytes, `${bench.server.sent} of ${total} bytes came again`);
      assert.equal(result.id, "tiny");
      assert.deepEqual(await bench.leftovers(), []);
    });

    it("killed: at most one range is lost", async () => {
      const last = await interrupted(async () => {
        const { execFileSync } = await import("node:child_process");
        const lock = (await bench.leftovers()).find((name) => name.endsWith("/lock"))!;
        const { pid } = JSON.parse(await readFile(join(bench.store.importsDir, lock), "utf8")) as { pid: number };
        execFileSync("kill", ["-9", String(pid)]);
      });
      assert.equal(last, "failed");
      const part = (await bench.leftovers()).find((name) => name.endsWith(".part"))!;
      const there = (await readFile(join(bench.store.importsDir, part))).length;
      bench.server.requests.length = 0;
      await bench.import(request);
      const first = bench.server.requests.find(({ from }) => from === "storage")!;
      const from = Number(/^bytes=(\d+)-/.exec(first.headers.range!)![1]);
      /* Requests of the plan's header come first; they start at 0. */
      const starts = bench.server.requests
        .filter(({ from: where }) => where === "storage")
        .map(({ headers }) => Number(/^bytes=(\d+)-/.exec(headers.range!)![1]));
      const resumed = starts.find((start) => start > 8 * 1024) ?? from;
      assert.ok(there - resumed <= rangeBytes && resumed > 2 * rangeBytes, `${resumed} of ${there}`);
      assert.deepEqual(await bench.leftovers(), []);
    });

    it("cancelled: nothing is left", async () => {
      assert.equal(await interrupted((running) => running.cancel()), "cancelled");
      assert.deepEqual([await bench.leftovers(), await bench.installed()], [[], []]);
    });

    it("cancelled while it builds: nothing is left", async () => {
      const running = bench.importer().start(request);
      let last = "";
      for await (const update of running) {
        last = update.type;
        if (isProgress(update) && update.step === "build") void running.cancel();
      }
      assert.equal(last, "cancelled");
      assert.deepEqual([await bench.leftovers(), await bench.installed()], [[], []]);
    });

    it("by Ctrl-C on the command line: it says how to go on, and the same command does", async () => {
      bench.server.bytesPerSecond = 300_000;
      const args = ["pack", "import", nanoRepository, "--store", bench.store.root, "--json"];
      const env = { HF_ENDPOINT: bench.server.endpoint };
      let interrupted = false;
      const first = await cli(
        args,
        (stdout, kill) => {
          if (interrupted || !/"step":"download".*"done":(?!0,)\d{5,}/.test(stdout)) return;
          interrupted = true;
          kill("SIGINT");
        },
        env,
      );
      assert.equal(first.code, 1);
      assert.match(first.stdout, /"type":"stopped"/);
      const listed = await cli(["pack", "list", "--store", bench.store.root]);
      assert.match(listed.stdout, /^unfinished {2}Tiny random model from acme\/tiny, /m);
      bench.server.bytesPerSecond = Infinity;
      const second = await cli(args, undefined, env);
      assert.equal(second.code, 0, second.stderr + second.stdout);
      const done = JSON.parse(second.stdout.trim().split("\n").at(-1)!) as { type: string; id: string };
      assert.deepEqual([done.type, done.id], ["pack", "tiny"]);
    });

    it("by the end of whoever started it: its packer ends too, and the same wish goes on", async () => {
      bench.server.bytesPerSecond = 300_000;
      let killed = false;
      const first = await cli(
        ["pack", "import", nanoRepository, "--store", bench.store.root, "--json"],
        (stdout, kill) => {
          if (killed || !/"step":"download".*"done":(?!0,)\d{5,}/.test(stdout)) return;
          killed = true;
          kill("SIGKILL");
        },
        { HF_ENDPOINT: bench.server.endpoint },
      );
      assert.equal(first.code, null, "nobody could say goodbye");
      const until = Date.now() + 20_000;
      for (;;) {
        const [unfinished] = await bench.store.unfinished();
        if (unfinished?.running === false) break;
        assert.ok(Date.now() < until, "the packer goes on without anybody");
        await new Promise((done) => setTimeout(done, 50));
      }
      bench.server.bytesPerSecond = Infinity;
      assert.equal((await bench.import({ source: hubSource() })).id, "tiny");
      assert.deepEqual(await bench.leftovers(), []);
    });
  });

  it("on the command line: plan, import, list, verify, remove", async () => {
    const env = { HF_ENDPOINT: bench.server.endpoint };
    const store = ["--store", bench.store.root];
    const plan = await cli(["pack", "import", mambaRepository, "--plan", ...store], undefined, env);
    assert.match(plan.stdout, /^mamba2-tiny, 4 bits \(mamba2-tiny-4bit 1\.0\.0\), 4 bits\n/);
    assert.match(plan.stdout, /licence of mamba2-tiny: apache-2\.0 \(http/);
    assert.match(plan.stdout, /disk .* needed, .* free/);
    const imported = await cli(["pack", "import", mambaRepository, ...store], undefined, env);
    assert.equal(imported.code, 0, imported.stderr);
    assert.match(imported.stderr, /Downloading .*\n.*Building/s);
    assert.match(imported.stdout, /mamba2-tiny-4bit 1\.0\.0\), .* in .*mamba2-tiny-4bit/);
    const list = await cli(["pack", "list", ...store]);
    assert.match(list.stdout, /^mamba2-tiny-4bit@1\.0\.0 {2}.*apache-2\.0; not verified on the real weights$/m);
    const verified = await cli(["pack", "verify", "mamba2-tiny-4bit", ...store]);
    assert.equal(verified.code, 0, verified.stderr);
    const removed = await cli(["pack", "remove", "mamba2-tiny-4bit", ...store]);
    assert.match(removed.stdout, /^Removed mamba2-tiny-4bit@1\.0\.0/);
    assert.deepEqual(await readdir(bench.store.packsDir), []);
    assert.match((await cli(["pack", "list", ...store])).stdout, /No pack has been imported/);
    const wrong = await cli(["pack", "import", "what is this?", ...store]);
    assert.deepEqual([wrong.code, wrong.stderr.slice(0, 7)], [2, "USAGE: "]);
  });

  it("the default model answers while an import fails", async () => {
    const workspace = await Workspace.create();
    const client = workspace.client();
    const image = await client.openImage(await blankImage());
    await bench.failsWith("HUB_NOT_FOUND", { source: { kind: "hub", repository: "acme/none" } }).catch(() => undefined);
    await answer(client, image, "Which theme?");
    await client.dispose();
    await workspace.dispose();
    await rm(dirname(workspace.packDir), { recursive: true, force: true });
  });
});
