import assert from "node:assert/strict";
import { after as afterAll, before, describe, it } from "mocha";
import type { Browser, Locator } from "playwright-core";
import { launchBrowser } from "../../workbench/browser.ts";
import { PanelHarness } from "./harness.ts";
import { asked, compared, comparedNothing, comparedOne, comparedThree, quoteOf, ready, strip } from "./states.ts";

describe("several images in the panel", () => {
  let browser: Browser;
  before(async () => {
    browser = await launchBrowser();
  });
  afterAll(() => browser.close());

  const tab = ({ page }: PanelHarness, name: string): Locator => page.getByRole("tab", { name });

  it("stand in a strip once there are two; one alone has none", async () => {
    await using one = await PanelHarness.open(browser, { state: ready });
    assert.equal(await one.page.getByRole("tablist").count(), 0);
    await using panel = await PanelHarness.open(browser, { state: strip });
    assert.equal(await panel.page.getByRole("tab").count(), 4);
    assert.equal(await tab(panel, "settings.png").getAttribute("aria-selected"), "true");
    assert.match((await tab(panel, "login.png").textContent())!, /at work/);
    assert.match((await tab(panel, "a-very-long").textContent())!, /could not be read/);
    await panel.until(`document.querySelector("[data-image=settings] img")?.naturalWidth > 0`);
  });

  it("come into view by a click, each with its own conversation and draft", async () => {
    await using panel = await PanelHarness.open(browser, { state: strip });
    assert.equal(await panel.page.locator(".turn").count(), 2);
    await panel.question.fill("About the settings");
    await tab(panel, "login.png").click();
    assert.deepEqual(await panel.message("activate"), { type: "activate", image: "login" });
    await panel.happen({ type: "activated", image: "login" });
    await panel.page.locator(".turn", { hasText: "What went wrong?" }).waitFor();
    assert.equal(await panel.page.locator(".turn").count(), 1);
    assert.equal(await panel.question.inputValue(), "");
    await panel.happen({ type: "activated", image: "settings" });
    await panel.page.locator(".turn").nth(1).waitFor();
    assert.equal(await panel.question.inputValue(), "About the settings");
  });

  it("are gone through with the arrow keys, and removed with Delete or the middle button", async () => {
    await using panel = await PanelHarness.open(browser, { state: strip });
    await tab(panel, "settings.png").focus();
    await panel.page.keyboard.press("ArrowRight");
    assert.equal((await panel.message("activate")).image, "error");
    await panel.happen({ type: "activated", image: "error" });
    await panel.page.keyboard.press("Delete");
    assert.equal((await panel.message("remove")).image, "error");
    await panel.happen({ type: "removed", image: "error" });
    await tab(panel, "error.png").waitFor({ state: "detached" });
    const posted = panel.posted.length;
    await tab(panel, "a-very-long").click({ button: "middle" });
    assert.equal((await panel.message("remove", posted)).image, "broken");
  });

  it("are gone through with the editor's commands too", async () => {
    await using panel = await PanelHarness.open(browser, { state: strip });
    await panel.post({ type: "do", action: "previousImage" });
    assert.equal((await panel.message("activate")).image, "broken");
    const posted = panel.posted.length;
    await panel.post({ type: "do", action: "compare" });
    assert.deepEqual((await panel.message("compare", posted)).images, ["settings", "error"]);
  });

  it("never show what another image was answered", async () => {
    await using panel = await PanelHarness.open(browser, { state: strip });
    assert.ok((await panel.page.locator(".box").count()) > 0);
    await panel.happen({ type: "activated", image: "error" });
    await panel.page.locator(".view[aria-label^='error.png']").waitFor();
    assert.equal(await panel.page.locator(".box, .quote").count(), 0);
  });

  it("are compared: one question goes to all of them, and the answers stand side by side", async () => {
    await using panel = await PanelHarness.open(browser, { state: comparedNothing });
    await panel.page.getByText("Ask once:").waitFor();
    await panel.question.fill("What is the title?");
    await panel.question.press("Enter");
    assert.deepEqual(await panel.message("askAll"), { type: "askAll", question: "What is the title?" });
    for (const image of ["settings", "error"]) {
      const event = asked(1, "What is the title?", { compared: "round" });
      await panel.happen({ type: "image", image, event });
      await panel.happen({
        type: "image",
        image,
        event: { type: "answer", turn: 1, event: { type: "token", text: `The title of ${image}` } },
      });
    }
    const cells = panel.page.locator(".compare-cell");
    await cells.getByText("The title of error").waitFor();
    const boxes = await Promise.all([0, 1].map((n) => cells.nth(n).boundingBox()));
    assert.equal(boxes[0]!.y, boxes[1]!.y);
    assert.ok(boxes[0]!.x + boxes[0]!.width <= boxes[1]!.x);
    await panel.page.getByRole("button", { name: "Stop", exact: true }).click();
    await panel.message("stop");
  });

  it("light quotes in their own picture alone while they are compared", async () => {
    await using panel = await PanelHarness.open(browser, { state: compared });
    const { text } = quoteOf("Solarized Dark");
    await panel.page.locator(".quote", { hasText: text }).hover();
    const lit = panel.page.locator(".box.lit");
    await lit.waitFor();
    assert.equal(await lit.count(), 1);
    await panel.page.locator(".compare-picture", { hasText: "settings.png" }).locator(".box.lit").waitFor();
  });

  it("are chosen for comparing in the strip; with one alone nothing can be asked, with a third the rest can be caught up", async () => {
    await using panel = await PanelHarness.open(browser, { state: comparedOne });
    await panel.page.getByText("Choose at least two images above.").first().waitFor();
    await panel.question.fill("What?");
    await panel.question.press("Enter");
    await panel.page.getByRole("checkbox", { name: "login.png" }).click();
    assert.deepEqual((await panel.message("compare")).images, ["settings", "login"]);
    assert.equal(
      panel.posted.some(({ type }) => type === "askAll"),
      false,
    );
    await using three = await PanelHarness.open(browser, { state: comparedThree });
    await three.happen({
      type: "image",
      image: "error",
      event: {
        type: "answer",
        turn: 2,
        event: {
          type: "failed",
          error: { code: "WORKER_CRASHED", message: "It ended.", nextStep: "Ask again." },
        },
      },
    });
    await three.page.getByRole("button", { name: "Ask this image too" }).first().click();
    assert.deepEqual(await three.message("askRound"), {
      type: "askRound",
      image: "login",
      round: "round 1",
      question: "What is the title?",
    });
    const posted = three.posted.length;
    await three.page.getByRole("button", { name: "End comparing" }).last().click();
    assert.deepEqual(await three.message("compare", posted), { type: "compare" });
  });

  it("come back as they were: order, image in view, drafts", async () => {
    await using panel = await PanelHarness.open(browser, { state: strip });
    await panel.happen({ type: "activated", image: "error" });
    await panel.page.locator(".view[aria-label^='error.png']").waitFor();
    await panel.question.fill("A draft");
    await panel.until(`JSON.parse(sessionStorage.getItem("saved")).images[1].draft === "A draft"`);
    const saved = await panel.saved();
    assert.equal(saved.active, "file:///project/samples/error.png");
    assert.deepEqual(
      saved.images.map(({ uri }) => uri.split("/").at(-1)),
      ["settings.png", "error.png", "login.png", "a-very-long-name-of-a-screenshot-2026-11-24.png"],
    );
    await panel.reload();
    assert.equal(await panel.question.inputValue(), "A draft");
  });
});
