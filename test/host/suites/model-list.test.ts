/** What a person reads before a model is added, in the list of models and in a card; and what the list's buttons do. */
import assert from "node:assert/strict";
import { cp, mkdir, open, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import * as vscode from "vscode";
import { tarOf } from "../../support/tar.ts";
import { mamba2Checkpoint, tinyMamba2 } from "../../support/checkpoints.ts";
import { ModelBench, tinyFolder } from "./model-bench.ts";
import { answered, eventually, extension, file, openAndRead, project, set } from "./support.ts";
import type { OfferedItem, WindowScript } from "./window-script.ts";

const size = "[\\d.]+ [kMG]B";

describe("the list of models", function () {
  this.timeout(240_000);
  let bench: ModelBench;
  let folder: string;
  let window: WindowScript;

  before(async () => {
    bench = await ModelBench.start();
  });
  beforeEach(async () => {
    await bench.begin();
    ({ folder, window } = bench);
  });
  afterEach(() => bench.end());
  after(() => bench[Symbol.asyncDispose]());

  const packOf = (): string => vscode.workspace.getConfiguration("mlMamba").get("pack", "");
  /** Entry of the list that was offered last. */
  const offered = (label: string): OfferedItem => {
    const { items } = window.lists.at(-1)!;
    const found = items.find((item) => item.label.includes(label));
    assert.ok(found !== undefined, items.map((item) => item.label).join("\n"));
    return found;
  };
  const buttons = ({ buttons: all = [] }: OfferedItem): string[] => all.map(({ tooltip = "" }) => tooltip);
  /** A text-only Mamba-2 in a file of PyTorch with its tokenizer beside it, as it lies on a disk. */
  const mambaOnDisk = async (): Promise<string> => {
    const dir = join(folder, "downloads");
    await mkdir(dir);
    await writeFile(join(dir, "model.pt"), mamba2Checkpoint());
    await writeFile(join(dir, "tokenizer.json"), await project(`${tinyFolder}/tokenizer.json`));
    return dir;
  };

  it("of sources says what each is, what the 3B takes, and that needs are shown before anything is downloaded", async () => {
    window.answers.unshift([/^Add Model$/, undefined]);
    await bench.run("addModel");
    const [{ items } = { items: [] }] = window.lists;
    assert.match(items[0]!.label, /ML-Mamba 3B/);
    assert.match(items[0]!.detail!, /several gigabytes are downloaded.*4 bits.* GB of disk and .* GB of memory/);
    const labels = items.map(({ label }) => label.replace(/^\$\([\w-]+\) /, ""));
    assert.deepEqual(labels.slice(1), ["From the hub…", "From a folder…", "From a file…", "From an address…"]);
    assert.ok(items.every(({ detail = "" }) => detail.length > 10));
  });

  it("of precisions has 4 bits first, and says what each costs", async () => {
    window.answers.unshift([/^Add Model: how exactly/, undefined]);
    await bench.run("addModel");
    const { items } = window.lists.at(-1)!;
    assert.deepEqual(
      items.map(({ label }) => label),
      ["4 bits", "8 bits", "16 bits", "32 bits"],
    );
    assert.match(items[0]!.detail!, /^Recommended/);
    assert.match(items[2]!.detail!, /on the disk, .* in memory/);
    assert.deepEqual(await readdir(folder), []);
  });

  it("says of each model its size, bits, memory, licence and measured quality; which one answers; what the disk holds", async () => {
    const dir = await bench.add();
    await bench.run("chooseModel");
    assert.match(window.lists.at(-1)!.title, new RegExp(`^Added models: ${size} on the disk, ${size} free$`));
    const nano = offered("ML-Mamba Nano");
    assert.match(nano.label, /^\$\(check\)/);
    const facts = new RegExp(`^answers now · ${size} · 8 bits · about ${size} of memory · Apache-2\\.0 · came with`);
    assert.match(nano.description!, facts);
    assert.match(nano.detail!, /^measured: Primer screens right [\d.]+ %, documentation images right [\d.]+ %/);
    assert.deepEqual(buttons(nano), ["Show its card", "Verify its files"]);
    const tiny = offered("Tiny random model");
    assert.match(tiny.label, /^\$\(blank\)/);
    assert.match(tiny.description!, new RegExp(`^${size} · 8 bits · about ${size} of memory · Apache-2\\.0$`));
    assert.deepEqual(buttons(tiny), ["Show its card", "Verify its files", "Remove from this computer"]);

    window.picks.push("Tiny random model");
    await bench.run("chooseModel");
    assert.equal(packOf(), dir);
    await eventually("the setting is known", async () => {
      await bench.run("chooseModel");
      return offered("Tiny random model").description!.startsWith("answers now · ");
    });
  });

  it("adds a folder through the dialog for folders; such a model says that it was not verified, and that it sees nothing", async () => {
    const dir = await mambaOnDisk();
    window.answers.unshift([/^Add Model$/, "From a folder"], [/^Open a folder/, dir]);
    await bench.add();
    const [dialog] = window.dialogs;
    assert.deepEqual([dialog?.canSelectFolders, dialog?.canSelectFiles, dialog?.filters], [true, false, undefined]);
    const plan = window.said.find((text) => text.startsWith("Import "))!;
    assert.match(
      plan,
      /^Import downloads, 8 bits\?\nMamba-2: 2 layers of 64\n\nSize: about .*\nTo be downloaded: 0 kB\n/,
    );
    await bench.run("chooseModel");
    const entry = offered("downloads, 8 bits");
    assert.equal(entry.detail, "reads text only, sees no images · not verified on the real weights · nothing measured");
    window.picks.push("downloads, 8 bits");
    await bench.run("chooseModel");
    assert.match(window.said.at(-1)!, /^PACK_SEES_NOTHING: /);
    assert.equal(packOf(), "");
  });

  it("adds a checkpoint, and a .tar, through the dialog for files; one that is closed begins nothing", async () => {
    /* By itself: with GPT-NeoX's vocabulary, whose tokenizer comes from the hub. */
    const path = join(folder, "mamba2-small.pt");
    await writeFile(path, mamba2Checkpoint({ ...tinyMamba2, vocabSize: 50_288 }));
    const tokenizer = await project(`${tinyFolder}/tokenizer.json`);
    bench.hub.serve("EleutherAI/gpt-neox-20b", { files: { "tokenizer.json": tokenizer }, license: "apache-2.0" });
    window.answers.unshift([/^Add Model$/, "From a file"], [/^Open a file/, path]);
    const pack = await bench.add();
    const [dialog] = window.dialogs;
    assert.deepEqual([dialog?.canSelectFolders, dialog?.canSelectFiles], [false, true]);
    assert.deepEqual(dialog?.filters, { Models: ["pt", "pth", "bin", "safetensors", "tar"] });
    const entries = (await readdir(pack)).map(async (name) => ({ name, content: await readFile(join(pack, name)) }));
    await writeFile(join(folder, "ready.tar"), tarOf(await Promise.all(entries)));
    const [found] = (await bench.models.store.list()).packs;
    await bench.models.store.remove(found!.id);
    window.answers.unshift([/^Open a file/, join(folder, "ready.tar")]);
    assert.equal(await bench.add(), pack);

    window.answers.unshift([/^Open a file/, undefined]);
    window.said.length = 0;
    await bench.run("addModel");
    assert.deepEqual(window.said, ["Add Model", "Open a file"]);
  });

  it("verifies at the press of a button, and stays open; names the file that was changed", async () => {
    const dir = await bench.add();
    window.picks.push("Tiny random model > Verify its files");
    const before = window.lists.length;
    await bench.run("chooseModel");
    assert.equal(window.lists.length - before, 2, "the list is offered again");
    assert.match(window.said.at(-1)!, /^Tiny random model is whole: \d+ files, /);

    const data = await open(join(dir, "lm.data"), "r+");
    await data.write(Buffer.from([1, 2, 3]), 0, 3, 100);
    await data.close();
    window.picks.push("Tiny random model > Verify its files");
    await bench.run("chooseModel");
    assert.match(window.said.at(-1)!, /^PACK_FILE_CORRUPT: .*lm\.data/);
  });

  it("removes at the press of a button after a question, and says what that frees; the Nano answers then", async () => {
    const dir = await bench.add();
    await set("pack", dir);
    window.picks.push("Tiny random model > Remove from this computer");
    await bench.run("chooseModel");
    assert.match(window.said.at(-1)!, new RegExp(`^Remove tiny 0\\.0\\.1 from this computer\\?\n${size} are freed`));
    assert.deepEqual([await bench.installed(), packOf()], [["tiny/0.0.1"], dir], "nobody said yes");

    window.answers.push([/^Remove tiny/, "Remove"]);
    window.picks.push("Tiny random model > Remove from this computer");
    await bench.run("chooseModel");
    assert.deepEqual([await bench.installed(), packOf()], [[], ""]);
    assert.ok(!window.lists.at(-1)!.items.some(({ label }) => label.includes("Tiny random model")));
    await answered(await openAndRead(bench.api, file("export.png")));
  });

  it("shows a card: what the manifest tells, in the editor's language, then the pack's own card", async () => {
    const dir = await mambaOnDisk();
    window.answers.unshift([/^Add Model$/, "From a folder"], [/^Open a folder/, dir]);
    await bench.add();
    window.picks.push("downloads, 8 bits > Show its card");
    await bench.run("chooseModel");
    const label = await eventually("a preview of the card", () =>
      vscode.window.tabGroups.all
        .flatMap(({ tabs }) => tabs)
        .map((tab) => tab.label)
        .find((each) => each.includes("downloads, 8 bits")),
    );
    assert.match(label, /^Preview downloads, 8 bits/);
    const document = await eventually("its text", () =>
      vscode.workspace.textDocuments.find(({ uri }) => uri.scheme === "ml-mamba-card"),
    );
    const text = document.getText();
    assert.match(text, /^# downloads, 8 bits\n\n- \*\*Version\*\*: 1\.0\.0\n- \*\*Licence\*\*: unknown\n/);
    assert.match(text, new RegExp(`On the disk\\*\\*: ${size}\n.*In memory\\*\\*: about ${size}\n`));
    assert.match(text, /Bits of a weight\*\*: 8, .*\n- \*\*Sees with\*\*: reads text only/);
    assert.match(text, /\*\*not verified on the real weights\*\* — .*verify-published-model\.md/);
    assert.match(text, /\| Part \| From \| SHA-256 \|\n\| --- \| --- \| --- \|\n\| downloads \| model\.pt \|/);
    assert.match(
      text,
      /\n\*The card that came with the model, as it was written:\*\n\n# downloads, 8 bits\n\nMade on this machine/,
    );
  });

  it("lets no words of a pack's makers become markup in the card, and says what is wrong where the pack is gone", async () => {
    const dir = await bench.add();
    const copy = join(folder, "copy");
    await cp(dir, copy, { recursive: true });
    const path = join(copy, "pack.json");
    const manifest = JSON.parse(await readFile(path, "utf8")) as Record<string, unknown>;
    manifest["name"] = "![x](https://example.org/x.png) <img src=x>";
    await writeFile(path, JSON.stringify(manifest));
    const card = (query: string): Promise<string> =>
      bench.models.card(vscode.Uri.from({ scheme: "ml-mamba-card", path: "/x.md", query }));
    assert.equal((await card(copy)).split("\n")[0], "# !\\[x\\](https://example.org/x.png) \\<img src=x>");
    assert.match(await card(join(folder, "nowhere")), /^PACK_MISSING: /);
    assert.match(
      await card(join(extension().extensionPath, "models", "nano")),
      /## Measured\n\n- Primer screens right/,
    );
  });
});
