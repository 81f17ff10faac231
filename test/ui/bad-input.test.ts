/** Files that are not what they seem, as a person meets them: clear words in the panel, nothing lost, the next question answered. */
import assert from "node:assert/strict";
import { cp, mkdir, rm, writeFile } from "node:fs/promises";
import { Bench } from "./support/bench.ts";
import { PanelView } from "./support/panel-view.ts";

const lfsPointer = [
  "version https://git-lfs.github.com/spec/v1",
  "oid sha256:4d7a214614ab2935c943f9e0ff69d22eadbb8f32b1258daaa5e2ca24d17e2393",
  "size 12345",
  "",
].join("\n");

describe("a second window on the same folder", () => {
  it("answers too, and neither loses what the other was told", async () => {
    await using bench = await Bench.start();
    await bench.inWindow(async (first) => {
      const panel = await PanelView.ask(first, "error.png");
      await panel.read();
      await panel.askAndWait("What is the error code?");
      await bench.inWindow(async (second) => {
        const other = await PanelView.ask(second, "settings.png");
        await other.read();
        const turn = await other.askAndWait("Which theme is selected?");
        assert.notEqual((await other.answer(turn).innerText()).trim(), "");
      });
      const next = await panel.askAndWait("What happened?");
      assert.notEqual((await panel.answer(next).innerText()).trim(), "");
      assert.equal(await panel.turns.count(), 2);
    });
  });
});

describe("a workspace that is not trusted", () => {
  it("names no folder to load a model from, and is answered by the model of the extension", async () => {
    await using bench = await Bench.start({ restricted: true });
    await mkdir(bench.path(".vscode"));
    await writeFile(bench.path(".vscode/settings.json"), JSON.stringify({ "mlMamba.pack": bench.path("nowhere") }));
    await bench.inWindow(async (window) => {
      await window.statusItem("Restricted Mode").waitFor();
      const panel = await PanelView.ask(window, "error.png");
      await panel.read();
      const turn = await panel.askAndWait("What is the error code?");
      assert.notEqual((await panel.answer(turn).innerText()).trim(), "");
    });
  });
});

describe("a file that is not what it seems", () => {
  let bench: Bench;

  before(async () => {
    bench = await Bench.start();
    await writeFile(bench.path("words.png"), "These are words and no picture.");
    await writeFile(bench.path("pointer.png"), lfsPointer);
  });
  after(async () => {
    await bench[Symbol.asyncDispose]();
  });

  it("only looks like an image: the panel says so, and reads it again when it is one", async () => {
    await bench.inWindow(async (window) => {
      const panel = await PanelView.ask(window, "words.png");
      await panel.image.getByText("IMAGE_NOT_AN_IMAGE").waitFor();
      await cp("samples/login.png", bench.path("words.png"));
      await panel.image.getByRole("button", { name: "Read again" }).first().click();
      await panel.read();
      const turn = await panel.askAndWait("Describe this image.");
      assert.notEqual((await panel.answer(turn).innerText()).trim(), "");
    });
  });

  it("is a pointer of Git LFS: the panel names it and the command that helps", async () => {
    await bench.inWindow(async (window) => {
      const panel = await PanelView.ask(window, "pointer.png");
      await panel.image.getByText("IMAGE_LFS_POINTER").waitFor();
      assert.match(await panel.image.innerText(), /git lfs pull/);
    });
  });

  it("is deleted while its panel is open: the panel says so, and goes on answering", async () => {
    await bench.inWindow(async (window) => {
      const panel = await PanelView.ask(window, "tree.png");
      await panel.read();
      await rm(bench.path("tree.png"));
      await panel.image.getByText("The file was deleted after it was read.").waitFor();
      const turn = await panel.askAndWait("Describe this image.");
      assert.notEqual((await panel.answer(turn).innerText()).trim(), "");
    });
  });
});
