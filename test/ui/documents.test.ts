/** A person and the images of a document: the light bulb, the hover, the review of a folder, in every theme and width. */
import assert from "node:assert/strict";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { Bench } from "./support/bench.ts";
import { eventually, themes, type EditorWindow } from "./support/editor-window.ts";

const documents = {
  "docs/guide.md":
    "# Guide\n\n![](../login.png)\n\n![](../settings.png)\n\n[![](../error.png)](https://example.org/errors.html)\n\n![A table of orders](../table.png)\n",
  "docs/page.html": '<p>\n  <img src="../terminal.png">\n  <img src="nowhere.png">\n</p>\n',
};

describe("images in documents, by hand", () => {
  let bench: Bench;

  before(async () => {
    bench = await Bench.start();
  });
  beforeEach(async () => {
    await mkdir(bench.path("docs"), { recursive: true });
    for (const [name, text] of Object.entries(documents)) await writeFile(bench.path(name), text);
  });
  after(async () => {
    await bench[Symbol.asyncDispose]();
  });

  async function openGuide(window: EditorWindow): Promise<void> {
    await window.page.keyboard.press("Control+P");
    await window.page.locator(".quick-input-widget input").first().fill("guide.md");
    await window.page.locator(".quick-input-list .monaco-list-row", { hasText: "guide.md" }).first().click();
    await window.page.locator(".view-line", { hasText: "login.png" }).first().click();
  }

  it("Ctrl+. on an image writes its alt text; the hover says what it is", async () => {
    await bench.inWindow(async (window) => {
      await openGuide(window);
      const { page } = window;
      const action = page.locator(".action-widget .monaco-list-row", { hasText: "Generate alt text" });
      await eventually("the actions of the image", async () => {
        await page.keyboard.press("Control+.");
        return action
          .first()
          .waitFor({ timeout: 5_000 })
          .then(
            () => true as const,
            () => undefined,
          );
      });
      await window.picture("documents-actions");
      await action.first().click();
      await eventually("an alt text", async () => {
        const text = await page.locator(".view-lines").first().innerText();
        /* A long line is wrapped; of two alt texts one stood there before. */
        return [...text.replaceAll("\n", "").matchAll(/!\[[^\]]{5,}\]/g)].length === 2 ? true : undefined;
      });
      await page
        .locator(".view-line", { hasText: "settings.png" })
        .first()
        .hover({ position: { x: 60, y: 8 } });
      await page.locator(".monaco-hover:not(.hidden)", { hasText: "The image has no alt text." }).first().waitFor();
      await window.picture("documents-hover");
    });
  });

  it("a folder: nothing is written before the review; edit, refuse, write", async () => {
    await bench.inWindow(async (window) => {
      await window.chooseFromMenu(window.file("docs"), "Write Missing Alt Text in This Folder");
      const review = window.webview("ml-mamba.ml-mamba");
      const rows = review.locator("li.row");
      await eventually("all five rows are done", async () =>
        (await rows.count()) === 5 && (await review.locator("li.row.ready, li.row.failed").count()) === 5
          ? true
          : undefined,
      );
      await review.getByRole("heading", { name: "docs" }).waitFor();
      await review.locator("li.row.ready img").nth(3).waitFor();
      assert.equal(await readFile(bench.path("docs/guide.md"), "utf8"), documents["docs/guide.md"]);
      await window.picture("documents-review-dark");
      const text = review.getByRole("textbox").first();
      await text.fill("A sign-in form");
      await review.getByRole("checkbox").nth(1).uncheck();
      await review.getByRole("button", { name: "Write 3 accepted" }).click();
      await review.getByText("3 alt texts written, 2 not.").waitFor();
      await window.picture("documents-review-written");
      const guide = await readFile(bench.path("docs/guide.md"), "utf8");
      assert.ok(guide.includes("![A sign-in form](../login.png)"));
      assert.ok(guide.includes("![](../settings.png)"), "the refused one");
      assert.match(await readFile(bench.path("docs/page.html"), "utf8"), /terminal\.png" alt="[^"]{5,}">/);
    });
  });

  for (const [name, theme] of Object.entries(themes)) {
    it(`the review in ${name}`, async () => {
      await bench.inWindow(async (window) => {
        await window.chooseFromMenu(window.file("docs"), "Write Missing Alt Text in This Folder");
        const review = window.webview("ml-mamba.ml-mamba");
        await review.locator("li.row.ready img").first().waitFor();
        await window.page.keyboard.press("Control+K");
        await window.page.keyboard.press("Control+T");
        const input = window.page.locator(".quick-input-widget input").first();
        await input.waitFor();
        await input.fill(theme.replace(/^Default /, ""));
        await window.page.locator(".quick-input-list .monaco-list-row").first().waitFor();
        await window.page.keyboard.press("Enter");
        await review.locator("li.row.ready").nth(3).waitFor();
        await window.page.waitForTimeout(800);
        await window.picture(`documents-review-${name}`);
      });
    });
  }

  it("the review in a narrow window: nothing is cut off, the keyboard reaches everything", async () => {
    await bench.inWindow(
      async (window) => {
        await window.chooseFromMenu(window.file("docs"), "Write Missing Alt Text in This Folder");
        const review = window.webview("ml-mamba.ml-mamba");
        await review.locator("li.row.ready img").nth(3).waitFor();
        const overflows = await review.locator("main").evaluate((main) => {
          const { scrollWidth, clientWidth } = main as unknown as { scrollWidth: number; clientWidth: number };
          return scrollWidth > clientWidth;
        });
        await window.picture("documents-review-narrow");
        assert.ok(!overflows, "nothing is cut off");
        await review.getByRole("button", { name: /^Write/ }).focus();
        const reached: string[] = [];
        for (let step = 0; step < 8; step++) {
          await window.page.keyboard.press("Tab");
          reached.push(
            await review.locator(":focus").evaluate((each) => (each as unknown as { tagName: string }).tagName),
          );
        }
        assert.deepEqual(reached.slice(0, 6), ["BUTTON", "BUTTON", "BUTTON", "INPUT", "BUTTON", "BUTTON"]);
        await review.getByRole("checkbox").first().focus();
        await window.page.keyboard.press("Space");
        await review.getByRole("button", { name: "Write 3 accepted" }).waitFor();
        await review.getByRole("textbox").nth(1).focus();
        await window.page.keyboard.press("Control+Enter");
        await review.getByText(/^3 alt texts written/).waitFor();
        assert.equal((await readFile(bench.path("docs/guide.md"), "utf8")).split("![](").length, 2, "one is left");
      },
      { width: 800 },
    );
  });
});
