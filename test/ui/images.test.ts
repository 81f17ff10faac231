/** What a person does with images in the panel, in the real editor: pastes one, asks about a part, edits, compares, takes the answer along. */
import assert from "node:assert/strict";
import { readFile, writeFile } from "node:fs/promises";
import { Bench } from "./support/bench.ts";
import { eventually, type EditorWindow } from "./support/editor-window.ts";
import { PanelView } from "./support/panel-view.ts";

describe("images in the panel", () => {
  let bench: Bench;

  before(async () => {
    bench = await Bench.start();
  });
  after(async () => {
    await bench[Symbol.asyncDispose]();
  });

  /** Puts a picture into the person's clipboard. */
  async function copyPicture({ page }: EditorWindow, name: string): Promise<void> {
    const base64 = (await readFile(bench.path(name))).toString("base64");
    await page.evaluate(`(async () => {
      const bytes = Uint8Array.from(atob("${base64}"), (letter) => letter.charCodeAt(0));
      const png = new Blob([bytes], { type: "image/png" });
      await navigator.clipboard.write([new ClipboardItem({ "image/png": png })]);
    })()`);
  }

  it("a screenshot is pasted with Ctrl+V into the empty panel, asked about, and kept over a reload", async () => {
    await bench.inWindow(async (window) => {
      await copyPicture(window, "error.png");
      await window.runCommand("ML-Mamba: Open Panel");
      const panel = new PanelView(window);
      const welcome = panel.frame.getByRole("heading", { name: "Ask about a picture" });
      await welcome.click();
      await window.picture("images-empty");
      await window.page.keyboard.press("Control+V");
      await panel.read();
      const turn = await panel.askAndWait("What is the error code?");
      assert.notEqual((await panel.answer(turn).innerText()).trim(), "");
      await panel.image.getByRole("button", { name: "Keep it" }).click();
      await panel.image.getByText("A pasted picture is gone").waitFor({ state: "detached" });

      await window.reload();
      const restored = new PanelView(window);
      await restored.read();
      assert.equal(await restored.turns.count(), 1);
    });
  });

  it("a part of an image is asked about by keyboard alone, and the question asked in other words", async () => {
    await bench.inWindow(async (window) => {
      const panel = await PanelView.ask(window, "settings.png");
      await panel.read();
      await window.page.keyboard.press("Control+Alt+Shift+R");
      const region = panel.frame.getByRole("application");
      await region.waitFor();
      for (let n = 0; n < 4; n++) await window.page.keyboard.press("ArrowUp");
      await window.page.keyboard.press("Enter");
      await panel.image.getByText(/^region \d+ × \d+ · Read in /).waitFor();
      await window.page.keyboard.type("What is the title?");
      await window.page.keyboard.press("Enter");
      const turn = panel.turns.first();
      await panel.ended(turn);
      await turn.getByText(/^region \d+ × \d+/).waitFor();
      await window.picture("images-region");

      await panel.question.focus();
      await window.page.keyboard.press("ArrowUp");
      const editor = panel.frame.getByRole("textbox", { name: "Edit this question" });
      await editor.fill("Describe this image.");
      await window.page.keyboard.press("Enter");
      await panel.frame.getByRole("group", { name: "Version 2 of 2 of this question" }).waitFor();
      await panel.ended(turn);
      assert.equal(await turn.getByRole("heading").innerText(), "Describe this image.");
      await turn.getByRole("button", { name: "Version before" }).click();
      await panel.frame.getByRole("heading", { name: "What is the title?" }).waitFor();
    });
  });

  it("two images are asked the same from the strip, and an answer is inserted into the document", async () => {
    await writeFile(bench.path("notes.md"), "Notes: ");
    await bench.workbench.writeSettings({
      ...bench.settings,
      "files.autoSave": "afterDelay",
      "files.autoSaveDelay": 100,
    });
    await bench.inWindow(async (window) => {
      await window.file("notes.md").dblclick();
      await window.page.locator(".monaco-editor .view-line", { hasText: "Notes:" }).click();
      await window.page.keyboard.press("Control+End");
      const panel = await PanelView.ask(window, "error.png");
      await panel.read();
      await window.chooseFromMenu(window.file("login.png"), "Ask ML-Mamba");
      const strip = panel.frame.getByRole("tablist", { name: "Images in the panel" });
      await strip.getByRole("tab", { name: "login.png", selected: true }).waitFor();
      await panel.read();
      await panel.question.focus();
      await window.page.keyboard.press("Alt+PageUp");
      await strip.getByRole("tab", { name: "error.png", selected: true }).waitFor();
      await panel.question.focus();
      await window.page.keyboard.press("Alt+PageDown");
      await strip.getByRole("tab", { name: "login.png", selected: true }).waitFor();

      await panel.frame.getByRole("button", { name: "Compare" }).click();
      await panel.type("Describe this image.");
      const cells = panel.frame.locator(".compare-cell");
      for (const n of [0, 1]) await panel.ended(cells.nth(n));
      await window.picture("images-compared");
      const words = await cells.nth(1).locator(".answer").innerText();
      await cells.nth(1).getByRole("button", { name: "Insert at cursor" }).click();
      await eventually("the answer in the document", async () => {
        const saved = await readFile(bench.path("notes.md"), "utf8");
        return saved.startsWith("Notes: ") && saved.length > "Notes: ".length ? saved : undefined;
      });
      const letters = (text: string): string => text.replaceAll(/[“”\s]/gu, "");
      assert.equal(letters(await readFile(bench.path("notes.md"), "utf8")), `Notes:${letters(words)}`);

      await panel.frame.getByRole("button", { name: "End comparing" }).click();
      await panel.question.focus();
      await window.page.keyboard.press("Control+Alt+Enter");
      await eventually("the last answer once more, by key", async () => {
        const saved = letters(await readFile(bench.path("notes.md"), "utf8"));
        return saved === `Notes:${letters(words)}${letters(words)}` ? true : undefined;
      });
    });
  });

  it("the walkthrough opens with its pictures", async () => {
    await bench.inWindow(async (window) => {
      await window.runCommand("Welcome: Open Walkthrough...");
      const row = window.page.locator(".quick-input-list .monaco-list-row", { hasText: "Ask about a picture" });
      await row.first().click();
      await window.page.getByText("Bring in a screenshot").first().click();
      const picture = window.page.locator(".getting-started-media img");
      await picture.first().waitFor();
      await eventually("the picture is loaded", async () =>
        (await picture.first().evaluate((each) => (each as unknown as { naturalWidth: number }).naturalWidth)) > 400
          ? true
          : undefined,
      );
      await window.picture("walkthrough");
    });
  });
});
