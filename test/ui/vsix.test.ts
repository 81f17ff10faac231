/** The packaged extension: what it holds, and that it answers in an editor that has nothing else. */
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { unzipSync } from "fflate";
import { runtimeFolder, targets, type TargetName } from "../../build/targets.ts";
import { Bench } from "./support/bench.ts";
import { PanelView } from "./support/panel-view.ts";

const run = promisify(execFile);
const here: TargetName = process.arch === "arm64" ? "linux-arm64" : "linux-x64";
const foreign: TargetName = "darwin-arm64";

/** What a VSIX holds besides node_modules; models are added by folder. */
const ours = [
  ...["[Content_Types].xml", "extension.vsixmanifest", "extension/package.json", "extension/package.nls.json"],
  ...["extension/package.nls.ko.json", "extension/l10n/bundle.l10n.ko.json", "extension/readme.md"],
  ...["extension/changelog.md", "extension/LICENSE.txt", "extension/NOTICE", "extension/media/icon.png"],
  ...["extension/media/tab-dark.svg", "extension/media/tab-light.svg", "extension/dist/extension.cjs"],
  ...["ask", "bring", "region", "compare", "use"].flatMap((step) =>
    ["dark", "light"].map((theme) => `extension/media/walkthrough/${step}-${theme}.webp`),
  ),
  ...["extension/dist/webview.js", "extension/dist/webview.css", "extension/dist/codicon.ttf"],
  ...[
    "extension/dist/documents.cjs",
    "extension/dist/review.js",
    "extension/dist/review.css",
    "extension/dist/diagram.js",
  ],
  ...["extension/dist/worker.js", "extension/dist/worker-server.js", "extension/dist/worker-shared.js"],
];

/** The files in a VSIX. */
async function contents(vsix: string): Promise<readonly string[]> {
  const names: string[] = [];
  unzipSync(await readFile(vsix), {
    filter: ({ name }) => {
      names.push(name);
      return false;
    },
  });
  return names.sort();
}

/** Native files and what stands around them: everything else in node_modules is JavaScript, JSON or a licence. */
function isNative(name: string): boolean {
  return /\.(node|dylib|dll|so(\.[\d.]+)?)$/.test(name);
}

describe("the packaged extension", () => {
  let folder: string;
  const vsix = (target: TargetName): string => join(folder, `${target}.vsix`);

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "ml-mamba-vsix-"));
    for (const target of [here, foreign]) {
      const args = ["--import=tsx", "build/package.ts", "--target", target, "--out", vsix(target)];
      await run(process.execPath, args);
    }
  }).timeout(10 * 60_000);
  after(async () => {
    await rm(folder, { recursive: true, force: true });
  });

  for (const target of [here, foreign]) {
    it(`for ${target} holds what runs there and nothing else`, async () => {
      const names = await contents(vsix(target));
      const modules = names.filter((name) => name.startsWith("extension/node_modules/"));
      const models = names.filter((name) => name.startsWith("extension/models/"));
      const rest = names.filter((name) => !modules.includes(name) && !models.includes(name));
      assert.deepEqual(rest, [...ours].sort());

      const folders = new Set(models.map((name) => name.split("/")[2]));
      assert.deepEqual([...folders].sort(), ["nano", "ocr"]);
      const packages = new Set(modules.map((name) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(name)![1]));
      const sharp = [`@img/sharp-${target}`, `@img/sharp-libvips-${target}`];
      const expected = [
        "@img/colour",
        ...sharp,
        "detect-libc",
        "onnxruntime-common",
        "onnxruntime-node",
        "semver",
        "sharp",
      ];
      assert.deepEqual([...packages].sort(), expected.sort());

      const native = modules.filter(isNative);
      const runtime = `extension/node_modules/onnxruntime-node/bin/napi-v6/${runtimeFolder(targets[target])}/`;
      const allowed = [runtime, ...sharp.map((name) => `extension/node_modules/${name}/lib/`)];
      assert.deepEqual(
        native.filter((name) => !allowed.some((start) => name.startsWith(start))),
        [],
      );
      assert.equal(native.filter((name) => name.startsWith(runtime)).length, 2, "the binding and the runtime");
      const other = modules.filter((name) => !isNative(name) && !/\.[cm]?js$|\.json$|LICENSE|README\.md$/.test(name));
      assert.deepEqual(other, []);
    });
  }

  it("answers in a clean profile", async () => {
    await using bench = await Bench.start({ vsix: [vsix(here)] });
    await bench.inWindow(async (window) => {
      const panel = await PanelView.ask(window, "error.png");
      await panel.read();
      const turn = await panel.askAndWait("What is the error code?");
      assert.notEqual((await panel.answer(turn).innerText()).trim(), "");
      await window.picture("vsix");
    });
  });
});
