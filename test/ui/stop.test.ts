/**
 * A streamed answer, and Stop. The model is the tiny random one with an end token that never comes, so that an answer is always long
 * enough to be stopped.
 */
import assert from "node:assert/strict";
import { Workspace } from "../e2e/support.ts";
import { Bench } from "./support/bench.ts";
import { PanelView } from "./support/panel-view.ts";

/** Counts how often the words of the last answer change; presses Stop when they have `enough` times. */
const watchAnswer = (enough: number): string => `new Promise((done) => {
  let changes = 0;
  let last = "";
  const look = () => {
    const answer = [...document.querySelectorAll(".answer")].at(-1);
    const text = answer?.textContent ?? "";
    if (text !== last) changes++;
    last = text;
    if (changes < ${enough}) return;
    observer.disconnect();
    const stop = [...document.querySelectorAll("button")].find((button) => button.textContent.trim() === "Stop");
    stop?.click();
    done({ stopped: stop !== undefined, length: text.length });
  };
  const observer = new MutationObserver(look);
  observer.observe(document.body, { childList: true, subtree: true, characterData: true });
})`;

describe("a streamed answer", () => {
  let workspace: Workspace;
  let bench: Bench;

  before(async () => {
    workspace = await Workspace.create();
    const pack = await workspace.endlessPack();
    bench = await Bench.start({ settings: { "mlMamba.pack": pack, "mlMamba.answerLength": 1024 } });
  });
  after(async () => {
    await bench[Symbol.asyncDispose]();
    await workspace.dispose();
  });

  it("comes word by word, stops on Stop and on Esc, and the next question is answered", async () => {
    await bench.inWindow(async (window) => {
      const panel = await PanelView.ask(window, "error.png");
      await panel.read();
      const document = await panel.document();

      const watched = document.evaluate<{ stopped: boolean; length: number }>(watchAnswer(4));
      await panel.type("What happened?");
      const { stopped, length } = await watched;
      assert.ok(stopped, "Stop stood where Ask was");
      const first = panel.turns.first();
      await panel.ended(first);
      assert.match(await first.innerText(), /Stopped/);
      const kept = (await panel.answer(first).innerText()).length;
      assert.ok(kept >= length, "what was said so far stays");

      await panel.type("And then?");
      const second = panel.turns.nth(1);
      await panel.answer(second).waitFor();
      await panel.question.press("Escape");
      await panel.ended(second);
      assert.match(await second.innerText(), /Stopped/);

      await panel.type("And now?");
      const third = panel.turns.nth(2);
      await panel.answer(third).waitFor();
      await panel.stop.click();
      await panel.ended(third);
      await panel.conversation.getByRole("button", { name: "Ask", exact: true }).waitFor();
    });
  });
});
