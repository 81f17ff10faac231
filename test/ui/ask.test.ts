/** A person asks: from the explorer to an answer that is restored after a reload. The model is the shipped one. */
import assert from "node:assert/strict";
import { Bench } from "./support/bench.ts";
import { eventually, type EditorWindow } from "./support/editor-window.ts";
import { PanelView } from "./support/panel-view.ts";

describe("asking about an image", () => {
  let bench: Bench;

  before(async () => {
    bench = await Bench.start();
  });
  after(async () => {
    await bench[Symbol.asyncDispose]();
  });

  it("opens a panel beside, with the focus in the question box and three questions that fit", async () => {
    await bench.inWindow(async (window) => {
      const panel = await PanelView.ask(window, "error.png");
      await panel.read();
      await panel.frame.locator("textarea:focus").waitFor();
      assert.equal(await panel.suggestions.count(), 3);
      assert.match(
        await panel.image.locator("footer").innerText(),
        /Read in .+\sm?s · \d+ lines · model saw \d+ . \d+/,
      );
      await panel.suggestions.first().click();
      await panel.ended(panel.turns.first());
      assert.notEqual((await panel.answer(panel.turns.first()).innerText()).trim(), "");
    });
  });

  it("lists the models of this computer with one click on the model's name", async () => {
    await bench.inWindow(async (window) => {
      const panel = await PanelView.ask(window, "error.png");
      await panel.frame.getByRole("button", { name: /^ML-Mamba Nano/ }).click();
      const list = window.page.locator(".quick-input-widget");
      await list.getByText("Add Model…").first().waitFor();
      await list.locator(".monaco-list-row", { hasText: "ML-Mamba Nano" }).first().waitFor();
    });
  });

  it("answers a question that was asked before the image was read", async () => {
    await bench.inWindow(async (window) => {
      const panel = await PanelView.ask(window, "settings.png");
      const turn = await panel.askAndWait("Which theme is selected?");
      assert.notEqual((await panel.answer(turn).innerText()).trim(), "");
      await panel.read();
    });
  });

  it("lights a quote and its place in the image together, and copies it on a click", async () => {
    await bench.inWindow(async (window) => {
      const panel = await PanelView.ask(window, "login.png");
      await panel.read();
      const turn = await panel.askAndWait("Describe this image.");
      const quote = panel.quotes(turn).first();
      const words = (await quote.innerText()).trim();
      await quote.hover();
      const lit = panel.image.locator("button.box.lit");
      await lit.waitFor();
      assert.equal(await lit.getAttribute("aria-label"), words);
      /* The same words may stand in the image twice. */
      const number = await (
        await panel.document()
      ).evaluate<number>(`[...document.querySelectorAll("button.box")].findIndex((each) => each.matches(".lit"))`);
      const box = panel.boxes.nth(number);

      const place = await box.boundingBox();
      const picture = await panel.image.getByRole("img").boundingBox();
      assert.ok(place !== null && picture !== null);
      assert.ok(
        place.x >= picture.x && place.x + place.width <= picture.x + picture.width,
        "the box is in the picture",
      );
      assert.ok(
        place.y >= picture.y && place.y + place.height <= picture.y + picture.height,
        "the box is in the picture",
      );

      await panel.question.focus();
      await panel.question.hover();
      await panel.image.locator("button.box.lit").waitFor({ state: "detached" });
      await box.focus();
      await turn.locator(".quote.lit").first().waitFor();

      await quote.click();
      await eventually("the quote in the clipboard", async () =>
        (await panel.clipboard()) === words ? true : undefined,
      );
    });
  });

  it("keeps the conversation going, and copies an answer as text and as Markdown", async () => {
    await bench.inWindow(async (window) => {
      const panel = await PanelView.ask(window, "table.png");
      await panel.read();
      await panel.askAndWait("Describe this image.");
      const turn = await panel.askAndWait("What is the title?");
      assert.equal(await panel.turns.count(), 2);
      await turn.getByRole("button", { name: "Copy", exact: true }).click();
      const text = await eventually("an answer in the clipboard", async () => (await panel.clipboard()) || undefined);
      await turn.getByRole("button", { name: "Copy as Markdown" }).click();
      await eventually("its question beside it", async () => {
        const markdown = await panel.clipboard();
        return markdown !== text && markdown.includes("What is the title?") ? true : undefined;
      });
      await panel.image.getByRole("button", { name: "Copy text" }).click();
      await eventually("the lines of the image", async () =>
        (await panel.clipboard()).split("\n").length > 5 ? true : undefined,
      );
    });
  });

  it("restores image, conversation, draft and scroll position after the window was reloaded", async () => {
    await bench.inWindow(
      async (window) => {
        const panel = await PanelView.ask(window, "terminal.png");
        await panel.read();
        for (const question of [
          "Describe this image.",
          "What failed?",
          "Which command was run?",
          "What is the error?",
        ]) {
          await panel.askAndWait(question);
        }
        const said = await panel.turns.allInnerTexts();
        await panel.question.fill("half a quest");
        const list = panel.conversation.getByRole("group", { name: "Conversation" });
        await list.hover();
        await window.page.mouse.wheel(0, -10_000);
        await window.page.mouse.wheel(0, 60);
        const scroll = await eventually("a conversation that was scrolled and has come to rest", async () => {
          const top = await scrollTop(panel);
          /* By then the panel, which keeps its view a moment after each change, has kept it too. */
          await window.page.waitForTimeout(1_500);
          return top > 20 && (await scrollTop(panel)) === top ? top : undefined;
        });

        await window.reload();
        const restored = new PanelView(window);
        await restored.read();
        await restored.turns.nth(said.length - 1).waitFor({ state: "attached" });
        assert.deepEqual(await restored.turns.allInnerTexts(), said);
        assert.equal(await restored.question.inputValue(), "half a quest");
        await eventually("the old scroll position", async () =>
          Math.abs((await scrollTop(restored)) - scroll) <= 2 ? true : undefined,
        );
        await restored.image.getByRole("img").waitFor();
        const next = await restored.askAndWait("Which command was run?");
        assert.notEqual((await restored.answer(next).innerText()).trim(), "");
      },
      { height: 560 },
    );
  });

  it("is offered on an image's editor tab, in the built-in preview and in its title", async () => {
    await bench.inWindow(async (window) => {
      const picture = await window.openPreview("flowchart.png");
      await window.chooseFromMenu(window.tab("flowchart.png"), "Ask ML-Mamba");
      await closePanel(window);
      await window.titleAction("Ask ML-Mamba").click();
      await closePanel(window);
      await window.chooseFromMenu(picture, "Ask ML-Mamba");
      await new PanelView(window).read();
    });
  });
});

function scrollTop(panel: PanelView): Promise<number> {
  return panel.document().then((frame) => frame.evaluate<number>("document.querySelector('.turns').scrollTop"));
}

/** Waits for the panel, which has the focus, then closes it. */
async function closePanel(window: EditorWindow): Promise<void> {
  const { question } = new PanelView(window);
  await question.click();
  await window.runCommand("View: Close Editor");
  await question.waitFor({ state: "detached" });
}
