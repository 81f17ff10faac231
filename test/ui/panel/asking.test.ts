import assert from "node:assert/strict";
import { after as afterAll, before, describe, it } from "mocha";
import type { Browser } from "playwright-core";
import { launchBrowser } from "../../workbench/browser.ts";
import { PanelHarness } from "./harness.ts";
import {
  answered,
  answering,
  asked,
  failedAnswer,
  long,
  quoteOf,
  ready,
  readingText,
  said,
  timings,
} from "./states.ts";

describe("asking in the panel", () => {
  let browser: Browser;
  before(async () => {
    browser = await launchBrowser();
  });
  afterAll(() => browser.close());

  const activeLabel = (panel: PanelHarness): Promise<unknown> =>
    panel.page.evaluate(`document.activeElement.getAttribute("aria-label")`);

  it("begins in the question box, and comes back to it when the host asks for it", async () => {
    await using panel = await PanelHarness.open(browser, { state: ready });
    assert.equal(await activeLabel(panel), "Question");
    await panel.page.getByRole("button", { name: "Copy text" }).focus();
    await panel.post({ type: "do", action: "focusQuestion" });
    await panel.until(`document.activeElement.getAttribute("aria-label") === "Question"`);
  });

  it("asks with Enter, makes a new line with Shift+Enter, and clears the box", async () => {
    await using panel = await PanelHarness.open(browser, { state: ready });
    await panel.question.pressSequentially("  What is it?");
    await panel.page.keyboard.press("Shift+Enter");
    await panel.question.pressSequentially("In short. ");
    await panel.page.keyboard.press("Enter");
    assert.deepEqual(await panel.message("ask"), {
      type: "ask",
      image: "settings",
      question: "What is it?\nIn short.",
    });
    assert.equal(await panel.question.inputValue(), "");
    await panel.page.keyboard.press("Enter");
    assert.equal(panel.posted.filter(({ type }) => type === "ask").length, 1);
  });

  it("lets the host make the model ready as soon as somebody types, and not with every letter", async () => {
    await using panel = await PanelHarness.open(browser, { state: ready });
    assert.ok(!panel.posted.some(({ type }) => type === "typing"), "nothing was typed yet");
    await panel.question.pressSequentially("What is it?");
    assert.deepEqual(await panel.message("typing"), { type: "typing", image: "settings" });
    assert.equal(panel.posted.filter(({ type }) => type === "typing").length, 1);
  });

  it("does not ask with the Enter that ends the composition of a syllable", async () => {
    await using panel = await PanelHarness.open(browser, { state: ready });
    await panel.question.fill("무엇");
    await panel.question.dispatchEvent("keydown", { key: "Enter", isComposing: true });
    assert.equal(await panel.question.inputValue(), "무엇");
    await panel.question.press("Enter");
    await panel.message("ask");
    assert.equal(panel.posted.filter(({ type }) => type === "ask").length, 1);
  });

  it("takes a question while the image is still being read", async () => {
    await using panel = await PanelHarness.open(browser, { state: readingText });
    await panel.question.fill("What is it?");
    await panel.question.press("Enter");
    await panel.message("ask");
    await panel.imageHappens(asked(1, "What is it?"));
    await panel.page.getByText("Waiting for the image to be read").waitFor();
    await panel.imageHappens({ type: "reading", reading: { status: "reading", stage: "encode", fraction: 0.5 } });
    await panel.page.getByRole("progressbar", { name: "Looking at the image" }).waitFor();
  });

  it("asks a suggested question with one click", async () => {
    await using panel = await PanelHarness.open(browser, { state: ready });
    await panel.page.getByRole("button", { name: "Describe this image." }).click();
    assert.equal((await panel.message("ask")).question, "Describe this image.");
    assert.equal(await activeLabel(panel), "Question");
  });

  it("has Stop where Ask was while it answers, keeps a draft, and asks nothing else meanwhile", async () => {
    await using panel = await PanelHarness.open(browser, { state: answering });
    await panel.question.fill("And then?");
    await panel.question.press("Enter");
    await panel.page.getByRole("button", { name: "Describe this image." }).click({ force: true });
    await panel.page.getByRole("button", { name: "Ask again" }).first().click({ force: true });
    assert.equal(await panel.page.getByRole("button", { name: "Ask", exact: true }).count(), 0);
    await panel.page.getByRole("button", { name: "Stop" }).click();
    await panel.message("stop");
    assert.deepEqual(
      panel.posted.map(({ type }) => type).filter((type) => type !== "wantPicture" && type !== "typing"),
      ["ready", "stop"],
    );
    assert.equal(await panel.question.inputValue(), "And then?");
  });

  it("stops with Esc from anywhere, and only while it answers", async () => {
    await using panel = await PanelHarness.open(browser, { state: answering });
    await panel.page.locator(".view").focus();
    await panel.page.keyboard.press("Escape");
    await panel.message("stop");
    await panel.imageHappens({
      type: "answer",
      turn: 3,
      event: { type: "stopped", text: "", quotes: [], counted: [], answerTokens: [1], timings },
    });
    await panel.page.getByText("Stopped", { exact: true }).waitFor();
    await panel.page.keyboard.press("Escape");
    await panel.question.fill("Go on");
    await panel.question.press("Enter");
    await panel.message("ask");
    assert.equal(panel.posted.filter(({ type }) => type === "stop").length, 1);
  });

  it("refuses a question that is too long, and says so", async () => {
    await using panel = await PanelHarness.open(browser, { state: ready });
    await panel.question.fill("x".repeat(2001));
    await panel.page.getByText("2,001 characters of 2,000").waitFor();
    await panel.question.press("Enter");
    await panel.question.fill("x".repeat(2000));
    await panel.question.press("Enter");
    assert.equal((await panel.message("ask")).question.length, 2000);
    assert.equal(panel.posted.filter(({ type }) => type === "ask").length, 1);
  });

  it("offers what can be done with an answer", async () => {
    await using panel = await PanelHarness.open(browser, { state: answered });
    const turn = panel.page.locator(".turn").nth(1);
    await turn.getByRole("button", { name: "Copy", exact: true }).click();
    assert.deepEqual(await panel.message("copyAnswer"), {
      type: "copyAnswer",
      image: "settings",
      turn: 2,
      format: "text",
    });
    const before = panel.posted.length;
    await turn.getByRole("button", { name: "Copy as Markdown" }).click();
    assert.equal((await panel.message("copyAnswer", before)).format, "markdown");
    const last = panel.page.locator(".turn").last();
    await last.getByRole("button", { name: "Ask again" }).click();
    assert.equal((await panel.message("askAgain")).turn, 3);
    assert.equal(
      panel.posted.some(({ type }) => type === "ask"),
      false,
    );
    await turn.getByRole("button", { name: "Insert at cursor" }).click();
    assert.deepEqual(await panel.message("insertAnswer"), { type: "insertAnswer", image: "settings", turn: 2 });
    await panel.page.getByRole("button", { name: "New conversation" }).click();
    await panel.message("newConversation");
    await panel.page.getByRole("button", { name: "ML-Mamba Nano" }).click();
    await panel.message("chooseModel");
  });

  it("says what went wrong with a question, with its code and a next step", async () => {
    await using panel = await PanelHarness.open(browser, { state: failedAnswer });
    const card = panel.page.locator(".turn .card");
    assert.match(await card.innerText(), /WORKER_CRASHED The process .* ended unexpectedly\.\s+Ask again; if/);
    await card.getByRole("button", { name: "Ask again" }).click();
    assert.equal((await panel.message("askAgain")).turn, 2);
  });

  it("follows the answer while its end is in view, and leaves a reader alone who has scrolled up", async () => {
    await using panel = await PanelHarness.open(browser, { state: long });
    const list = 'document.querySelector(".turns")';
    const atEnd = (): Promise<void> =>
      panel.until(`${list}.scrollHeight - ${list}.clientHeight - ${list}.scrollTop < 2`);
    await atEnd();
    const answer = `Again: ${"many words and ".repeat(40)}[[Theme]].`;
    await panel.imageHappens(...said(9, "Which one?", answer));
    await panel.page.locator(".turn").nth(8).waitFor();
    await atEnd();

    await panel.page.evaluate(`${list}.scrollTop = 100`);
    await panel.page.getByRole("button", { name: "Jump to the end" }).waitFor();
    await panel.imageHappens(...said(10, "And which next?", answer));
    await panel.page.locator(".turn").nth(9).waitFor({ state: "attached" });
    assert.equal(await panel.page.evaluate(`${list}.scrollTop`), 100);
    await panel.page.getByRole("button", { name: "Jump to the end" }).click();
    await atEnd();
  });

  it("announces the answer once, when it is complete", async () => {
    await using panel = await PanelHarness.open(browser, { state: ready });
    await panel.page.evaluate(`{
      const status = document.querySelector("[role=status]");
      window.heard = [status.textContent];
      new MutationObserver(() => {
        if (status.textContent !== window.heard.at(-1)) window.heard.push(status.textContent);
      }).observe(status, { childList: true, subtree: true, characterData: true });
    }`);
    const events = said(1, "Which one?", "It is [[Theme]], for sure.");
    await panel.imageHappens(...events.slice(0, -1));
    await panel.until(`window.heard.at(-1) === "Answering"`);
    await panel.imageHappens(events.at(-1)!);
    await panel.until(`window.heard.at(-1).startsWith("Answer:")`);
    const heard = await panel.page.evaluate("window.heard");
    assert.deepEqual(heard, ["", "Answering", `Answer: It is “${quoteOf("Theme").text}”, for sure.`]);
  });

  it("asks the host for the whole state when it missed something", async () => {
    await using panel = await PanelHarness.open(browser, { state: ready });
    panel.happenUnheard(...said(1, "Which one?", "It is [[Theme]]."));
    await panel.imageHappens({ type: "file", file: "changed" });
    await panel.page.locator(".turn .quote").waitFor();
    assert.equal(panel.posted.filter(({ type }) => type === "ready").length, 2);
    assert.equal(panel.image.turns.length, 1);
  });
});
