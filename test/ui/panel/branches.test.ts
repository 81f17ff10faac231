import assert from "node:assert/strict";
import { after as afterAll, before, describe, it } from "mocha";
import type { Browser } from "playwright-core";
import { launchBrowser } from "../../workbench/browser.ts";
import { PanelHarness } from "./harness.ts";
import { answered, begunAnew, branched, ready } from "./states.ts";

describe("versions of a question", () => {
  let browser: Browser;
  before(async () => {
    browser = await launchBrowser();
  });
  afterAll(() => browser.close());

  it("are made by editing: Enter asks, Esc leaves it as it was", async () => {
    await using panel = await PanelHarness.open(browser, { state: answered });
    const turn = panel.page.locator(".turn").nth(1);
    await turn.getByRole("button", { name: "Edit this question" }).click();
    const editor = panel.page.getByRole("textbox", { name: "Edit this question" });
    assert.equal(await editor.inputValue(), "Which theme is chosen?");
    await panel.page.keyboard.press("Escape");
    await editor.waitFor({ state: "detached" });
    await turn.getByRole("button", { name: "Edit this question" }).click();
    await editor.fill("Which font is chosen?");
    await panel.page.keyboard.press("Enter");
    assert.deepEqual(await panel.message("edit"), {
      type: "edit",
      image: "settings",
      turn: 2,
      question: "Which font is chosen?",
    });
    assert.equal(
      panel.posted.some(({ type }) => type === "stop"),
      false,
    );
  });

  it("of the last question are begun with the up arrow in an empty box", async () => {
    await using panel = await PanelHarness.open(browser, { state: answered });
    await panel.question.focus();
    await panel.page.keyboard.press("ArrowUp");
    await panel.page.getByRole("textbox", { name: "Edit this question" }).waitFor();
    assert.equal(await panel.page.locator(".turn").nth(2).locator("textarea").count(), 1);
  });

  it("are gone through beside the question", async () => {
    await using panel = await PanelHarness.open(browser, { state: branched });
    const versions = panel.page.getByRole("group", { name: "Version 2 of 2 of this question" });
    await versions.waitFor();
    await versions.getByRole("button", { name: "Version after" }).click({ force: true });
    await versions.getByRole("button", { name: "Version before" }).click();
    assert.deepEqual(await panel.message("showBranch"), { type: "showBranch", image: "settings", turn: 2 });
    await panel.imageHappens({ type: "branch", leaf: 2 });
    await panel.page.getByRole("group", { name: "Version 1 of 2 of this question" }).waitFor();
    await panel.page.getByText("Which font is used?").waitFor();
  });

  it("and whole conversations of before are offered when a new one begins", async () => {
    await using panel = await PanelHarness.open(browser, { state: begunAnew });
    await panel.page.getByRole("button", { name: "“What is this screen for?”" }).click();
    assert.deepEqual(await panel.message("showBranch"), { type: "showBranch", image: "settings", turn: 1 });
  });

  it("what can be done with a whole conversation stands in its menu; with none there is nothing to copy", async () => {
    await using panel = await PanelHarness.open(browser, { state: answered });
    const { page } = panel;
    const choose = async (name: string): Promise<void> => {
      await page.getByRole("button", { name: "More about this conversation" }).click();
      await page.getByRole("menuitem", { name }).click();
    };
    await choose("Copy as Markdown");
    assert.deepEqual(await panel.message("copyConversation"), { type: "copyConversation", image: "settings" });
    await choose("Export as Markdown…");
    await panel.message("export");
    await choose("Forget all conversations about this image");
    await panel.message("forget");
    await choose("More about the model…");
    await panel.message("showModel");
    await page.getByRole("button", { name: /ML-Mamba Nano/ }).click();
    await panel.message("chooseModel");
    await using fresh = await PanelHarness.open(browser, { state: ready });
    await fresh.page.getByRole("button", { name: "More about this conversation" }).click();
    assert.deepEqual(await fresh.page.getByRole("menuitem").allTextContents(), ["More about the model…", "Show log"]);
  });

  it("the image is enlarged over the conversation and back, by button, key, double click and Esc", async () => {
    await using panel = await PanelHarness.open(browser, { state: answered });
    const { page } = panel;
    const conversation = page.getByRole("region", { name: "Conversation" });
    await page.getByRole("button", { name: "Enlarge the image (F)" }).click();
    await conversation.waitFor({ state: "detached" });
    await page.keyboard.press("Escape");
    await conversation.waitFor();
    await page.locator(".view").focus();
    await page.keyboard.press("f");
    await conversation.waitFor({ state: "detached" });
    await page.locator(".view").dblclick();
    await conversation.waitFor();
  });
});
