/** Words of `pack import`: what its argument means, what it says while it works. */
import assert from "node:assert/strict";
import { describePlan, describeProgress, HumanImportReporter } from "../../../src/cli/import-report.ts";
import { importSource } from "../../../src/cli/import-source.ts";
import { dataDir, packDirOf, storeOf } from "../../../src/cli/store.ts";
import { bytesText, durationText } from "../../../src/shared/units.ts";
import type { ImportPlan, ImportProgress } from "../../../src/shared/import-protocol.ts";

describe("the argument of pack import", () => {
  const cases: [string, object][] = [
    ["ml-mamba-3b", { kind: "model", model: "ml-mamba-3b" }],
    ["ML-Mamba-3B", { kind: "model", model: "ml-mamba-3b" }],
    ["state-spaces/mamba2-130m", { kind: "hub", repository: "state-spaces/mamba2-130m" }],
    ["a/b@v1.0", { kind: "hub", repository: "a/b", revision: "v1.0" }],
    ["a/b#sub/model.pt", { kind: "hub", repository: "a/b", file: "sub/model.pt" }],
    ["a/b@main#model.pt", { kind: "hub", repository: "a/b", revision: "main", file: "model.pt" }],
    ["https://huggingface.co/a/b", { kind: "hub", repository: "a/b" }],
    ["https://huggingface.co/a/b/tree/dev", { kind: "hub", repository: "a/b", revision: "dev" }],
    [
      "https://huggingface.co/a/b/blob/main/x/m.pt",
      { kind: "hub", repository: "a/b", revision: "main", file: "x/m.pt" },
    ],
    ["https://example.org/pack.tar", { kind: "url", url: "https://example.org/pack.tar" }],
    ["models/nano", { kind: "path", path: "models/nano" }],
    ["./models", { kind: "path", path: "./models" }],
  ];
  for (const [what, expected] of cases) {
    it(`${what} is ${JSON.stringify(expected)}`, () => {
      assert.deepEqual(importSource(what, undefined), expected);
    });
  }

  it("is what --from says, though it looks like something else", () => {
    assert.deepEqual(importSource("models/nano", "hub"), { kind: "hub", repository: "models/nano" });
    assert.deepEqual(importSource("ml-mamba-3b", "path"), { kind: "path", path: "ml-mamba-3b" });
    assert.throws(() => importSource("not a repository", "hub"), /owner\/name/);
  });

  it("is refused where it is nothing", () => {
    for (const what of ["nothing", "a/b/c", "", "a b/c"])
      assert.throws(() => importSource(what, undefined), /no model .*no repository/);
  });
});

describe("where imported packs are kept", () => {
  it("follows XDG_DATA_HOME, or the system", () => {
    assert.equal(dataDir({ XDG_DATA_HOME: "/data" }, "linux", "/home/me"), "/data");
    assert.equal(dataDir({ XDG_DATA_HOME: "" }, "linux", "/home/me"), "/home/me/.local/share");
    assert.equal(dataDir({}, "darwin", "/Users/me"), "/Users/me/Library/Application Support");
    assert.equal(dataDir({ LOCALAPPDATA: "C:\\Local" }, "win32", "C:\\me"), "C:\\Local");
    assert.equal(storeOf("/elsewhere").root, "/elsewhere");
  });

  it("a pack is a folder, or the name of one in the store", async () => {
    const store = storeOf("/nowhere/at/all");
    assert.equal(await packDirOf("models/nano", store), "models/nano");
    assert.equal(await packDirOf("./not-there", store), "./not-there");
    await assert.rejects(packDirOf("tiny", store), /No pack called "tiny"/);
  });
});

describe("what pack import says", () => {
  const progress: ImportProgress = {
    type: "progress",
    step: "download",
    what: "timm/vit/model.safetensors",
    done: 3.2e9,
    total: 7e9,
    fraction: 0.3,
    bytesPerSecond: 45e6,
    secondsLeft: 84,
  };

  it("bytes, speed and time left", () => {
    assert.equal(describeProgress(progress), "Downloading model.safetensors … 3.2 GB of 7.0 GB, 45.0 MB/s, 84 s left");
    const build: ImportProgress = {
      type: "progress",
      step: "build",
      what: "lm.onnx",
      done: 0.256,
      total: 1,
      fraction: 0.5,
      secondsLeft: 400,
    };
    assert.equal(describeProgress(build), "Building lm.onnx … 25 %, 7 min left");
    assert.deepEqual([999, 1e6, 1e8, 2.5e9].map(bytesText), ["1 kB", "1.0 MB", "100 MB", "2.5 GB"]);
    assert.deepEqual([1, 89, 100, 7000].map(durationText), ["1 s", "89 s", "2 min", "1 h 57 min"]);
  });

  it("a line that is written anew in a terminal, a line each tenth in a log, nothing when quiet", () => {
    const said = (isTerminal: boolean, quiet: boolean): string => {
      let text = "";
      const reporter = new HumanImportReporter({ stream: { write: (part) => (text += part) }, isTerminal }, quiet);
      for (let n = 0; n <= 20; n++) reporter.update({ ...progress, done: (7e9 * n) / 20 });
      reporter.update({ type: "stopped" });
      return text;
    };
    assert.equal(said(false, false).trim().split("\n").length, 11);
    assert.equal(said(true, false).split("\r\u001b[K").length - 1, 22);
    assert.equal(said(true, true), "");
  });

  it("a plan with licences, needs and what is there already", () => {
    const plan: ImportPlan = {
      id: "ml-mamba-3b-4bit",
      version: "1.0.0",
      name: "ML-Mamba 3B, 4 bits",
      kind: "checkpoint",
      parts: [
        { kind: "encoder", name: "DINOv2", pixels: 384 },
        { kind: "languageModel", layers: 64, width: 2560 },
      ],
      precision: 4,
      licenses: [{ what: "DINOv2", license: "apache-2.0", url: "https://huggingface.co/timm/x" }],
      files: [
        { name: "a.pt", from: "hub", bytes: 1e9, done: 5e8 },
        { name: "b.pt", from: "disk", bytes: 1e9, done: 1e9 },
      ],
      download: 5e8,
      pack: 1.9e9,
      disk: { needed: 3e9, free: 9e9 },
      memory: { import: 4e8, use: 4e9, total: 16e9 },
      installed: true,
      notices: [{ kind: "unverified" }, { kind: "memory", use: 4e9, total: 5e9 }],
    };
    const text = describePlan(plan);
    for (const part of [
      ...[
        "licence of DINOv2: apache-2.0 (https://huggingface.co/timm/x)",
        "a.pt  1.0 GB, 500 MB there already",
        "b.pt  1.0 GB, on disk",
      ],
      ...[
        "pack about 1.9 GB",
        "3.0 GB needed, 9.0 GB free",
        "4.0 GB to use, of 16.0 GB",
        "installed already",
        "  DINOv2 at 384 pixels\n  Mamba-2: 64 layers of 2560\n",
        "compared this conversion with the real weights.\n  The model needs about 4.0 GB of memory",
      ],
    ]) {
      assert.ok(text.includes(part), `${part} in ${text}`);
    }
  });
});
