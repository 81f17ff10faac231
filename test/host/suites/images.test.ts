import assert from "node:assert/strict";
import * as vscode from "vscode";
import type { TestApi } from "../../../src/host/extension.ts";
import type { OpenImage } from "../../../src/host/panel-manager.ts";
import {
  answered,
  askAndWait,
  closeAll,
  eventually,
  file,
  openAndRead,
  project,
  readingError,
  reading,
  testApi,
  write,
} from "./support.ts";

describe("bad images", function () {
  this.timeout(240_000);
  let api: TestApi;

  before(async () => {
    api = await testApi();
  });
  afterEach(() => closeAll(api));

  /** The image could not be read, and one after it can be asked about. */
  async function refused(panel: OpenImage, code: string, words: RegExp): Promise<void> {
    const error = readingError(panel);
    assert.equal(error.code, code, error.message);
    assert.match(`${error.message} ${error.nextStep}`, words);
    const turn = await askAndWait(panel);
    assert.ok(turn.status === "failed" && turn.error.code === code, JSON.stringify(turn));
    await answered(await openAndRead(api, file("export.png")));
  }

  const pointer = "version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 123456\n";
  const files: [name: string, content: string, code: string, words: RegExp][] = [
    ["pointer.png", pointer, "IMAGE_LFS_POINTER", /Git LFS pointer.*git lfs pull/],
    ["letter.png", "Dear diary, this is not an image at all.", "IMAGE_NOT_AN_IMAGE", /not an image/],
    ["empty.png", "", "IMAGE_EMPTY", /empty/],
    ["document.jpg", "%PDF-1.7\n", "IMAGE_FORMAT_UNSUPPORTED", /PDF.*PNG/],
  ];
  for (const [name, content, code, words] of files) {
    it(`${name}: ${code} in the panel, and the next question is answered`, async () => {
      await refused(await openAndRead(api, await write(name, content)), code, words);
    });
  }

  it("a cut-off image: IMAGE_TRUNCATED; mended, it is read", async () => {
    const whole = await project("test/fixtures/host/export.png");
    const panel = await openAndRead(api, await write("cut.png", whole.slice(0, 2000)));
    await refused(panel, "IMAGE_TRUNCATED", /damaged or cut off/);
    await write("cut.png", whole);
    panel.session.read();
    assert.equal(await reading(panel), "ready");
    await answered(panel);
  });

  it("a missing file and a folder", async () => {
    await refused(await openAndRead(api, file("nowhere.png")), "IMAGE_MISSING", /There is no file "nowhere\.png"/);
    await closeAll(api);
    await vscode.workspace.fs.createDirectory(file("folder.png"));
    await refused(await openAndRead(api, file("folder.png")), "IMAGE_NOT_AN_IMAGE", /is a folder/);
  });

  it("an image over the limit is not even read", async () => {
    const { maxImageBytes } = api.seams;
    api.seams.maxImageBytes = 1_000_000;
    try {
      const panel = await openAndRead(api, await write("large.png", new Uint8Array(1_000_001)));
      await refused(panel, "IMAGE_TOO_LARGE", /2? MB|at most/);
      assert.equal(panel.session.picture, undefined);
    } finally {
      api.seams.maxImageBytes = maxImageBytes;
    }
    assert.equal(maxImageBytes, 64 * 1024 * 1024);
  });

  it("a file that is deleted, brought back, and changed while its panel is open: said; nothing is lost", async () => {
    const error = await project("test/fixtures/host/export.png");
    const panel = await openAndRead(api, await write("odd [name] {1}.png", error));
    const turn = await answered(panel);
    await vscode.workspace.fs.delete(panel.uri);
    await eventually("it is said to be deleted", () => panel.session.state.file === "deleted");
    assert.deepEqual(panel.session.state.turns, [turn]);
    await answered(panel, "What is the error code?");

    panel.session.read();
    assert.equal(await reading(panel), "failed");
    assert.equal(readingError(panel).code, "IMAGE_MISSING");
    assert.equal(panel.session.state.turns.length, 2);

    await vscode.workspace.fs.writeFile(panel.uri, error);
    panel.session.read();
    assert.equal(await reading(panel), "ready");
    assert.equal(panel.session.state.file, "same");
    await vscode.workspace.fs.writeFile(panel.uri, await project("test/fixtures/host/sign-in.png"));
    await eventually("it is said to have changed", () => panel.session.state.file === "changed");
    panel.session.read();
    await eventually("the new image is read", () => {
      const { reading: state } = panel.session.state;
      return state.status === "ready" && state.height === 130;
    });
    assert.equal(panel.session.state.file, "same");
    await answered(panel, "What is the title?");
  });

  it("text in a script that cannot be read is said", async () => {
    const panel = await openAndRead(api, await write("korean.png", await project("test/fixtures/ocr/korean.png")));
    const { reading: state } = panel.session.state;
    assert.ok(state.status === "ready");
    assert.deepEqual(
      state.notices.map(({ code }) => code),
      ["SCRIPT_UNREADABLE"],
    );
    assert.match(state.notices[0]!.message, /could not be read/);
  });

  it("a TIFF, which no browser shows, is shown as a PNG", async () => {
    const panel = await openAndRead(api, await write("scan.tif", await project("test/fixtures/host/fonts.tif")));
    const source = panel.session.picture;
    assert.ok(source?.type === "bytes" && source.mediaType === "image/png");
    assert.deepEqual([...source.bytes.subarray(0, 4)], [0x89, 0x50, 0x4e, 0x47]);
    await answered(panel, "What is the font size?");
  });
});
