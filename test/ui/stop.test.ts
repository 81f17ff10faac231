/**
 * A streamed answer, and Stop. The model is the tiny random one with an end token that never comes, so that an answer is long: it ends
 * when it repeats itself, after some hundreds of tokens.
 */
import assert from "node:assert/strict";
import type { Locator } from "playwright-core";
import { Workspace } from "../e2e/support.ts";
import { Bench } from "./support/bench.ts";
import { PanelView } from "./support/panel-view.ts";

/** Counts how often the words of the last answer change, from now on. */
const countChanges = `{
  window.answerChanges = 0;
  let last = "";
  new MutationObserver(() => {
    const text = [...document.querySelectorAll(".answer")].at(-1)?.textContent ?? "";
    if (text !== last) window.answerChanges++;
    last = text;
  }).observe(document.body, { childList: true, subtree: true, characterData: true });
}`;

/**
 * Stops as soon as the answer of a turn (by its place in the conversation, from 0) has words: presses `by`, the button, or else Esc where
 * the focus is. The place matters: an earlier answer still stands there when Stop appears. Gives the words that were there, also when the
 * answer ended before.
 */
const stopAtOnce = (by: "button" | "Escape", turn: number): string => `new Promise((done) => {
  const look = () => {
    const asked = document.querySelectorAll(".turn")[${String(turn)}];
    const words = asked?.querySelector(".answer")?.textContent ?? "";
    if (asked?.querySelector(".actions, .error")) return end(words);
    const stop = [...document.querySelectorAll("button")].find((button) => button.textContent.trim() === "Stop");
    if (words === "" || stop === undefined) return;
    const key = new KeyboardEvent("keydown", { key: "Escape", bubbles: true });
    if (${by === "button"}) stop.click();
    else document.activeElement.dispatchEvent(key);
    end(words);
  };
  const end = (words) => {
    observer.disconnect();
    done(words);
  };
  const observer = new MutationObserver(look);
  observer.observe(document.body, { childList: true, subtree: true, characterData: true });
})`;

/** On a machine that starves the browser an answer may end by itself before it is stopped; then another question is asked. */
const attempts = 6;

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

  /** Asks until an answer was stopped by `press`. @returns its turn */
  async function stopped(panel: PanelView, press: (turn: number) => Promise<void>): Promise<Locator> {
    for (let attempt = 0; attempt < attempts; attempt++) {
      const place = await panel.turns.count();
      const turn = panel.turns.nth(place);
      const question = `What happened ${"so ".repeat(attempt)}far?`;
      await Promise.all([press(place), panel.type(question)]);
      await panel.ended(turn);
      if ((await turn.getByText("Stopped", { exact: true }).count()) > 0) return turn;
      await panel.conversation.getByRole("button", { name: "New conversation" }).click();
      await turn.waitFor({ state: "detached" });
    }
    throw new Error(`None of ${attempts} answers was stopped`);
  }

  it("comes in many steps and ends by itself when it repeats", async () => {
    await bench.inWindow(async (window) => {
      const panel = await PanelView.ask(window, "error.png");
      await panel.read();
      const document = await panel.document();
      await document.evaluate(countChanges);
      const turn = await panel.askAndWait("What happened?");
      assert.ok((await document.evaluate<number>("window.answerChanges")) >= 4, "it was shown while it grew");
      await turn.getByText("The answer began to repeat itself").waitFor();
    });
  });

  it("stops on Stop, which stands where Ask was, keeps its words, and the next question is answered", async () => {
    await bench.inWindow(async (window) => {
      const panel = await PanelView.ask(window, "error.png");
      await panel.read();
      const document = await panel.document();
      let words = "";
      const turn = await stopped(panel, async (place) => {
        words = await document.evaluate<string>(stopAtOnce("button", place));
      });
      /* White space may be folded as the answer grows. */
      const letters = (text: string | null): string => (text ?? "").replaceAll(/\s/gu, "");
      const shown = letters(words);
      const kept = letters(await panel.answer(turn).textContent());
      assert.ok(shown !== "" && kept.startsWith(shown), `what was said stays: ${shown} … ${kept}`);
      await panel.conversation.getByRole("button", { name: "Ask", exact: true }).waitFor();
      const next = await panel.askAndWait("And then?");
      assert.notEqual((await panel.answer(next).innerText()).trim(), "");
    });
  });

  it("stops on Esc", async () => {
    await bench.inWindow(async (window) => {
      const panel = await PanelView.ask(window, "error.png");
      await panel.read();
      const document = await panel.document();
      await stopped(panel, async (place) => {
        await document.evaluate(stopAtOnce("Escape", place));
      });
    });
  });
});
