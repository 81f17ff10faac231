import assert from "node:assert/strict";
import { after as afterAll, before, describe, it } from "mocha";
import type { Browser, Locator } from "playwright-core";
import { launchBrowser } from "../../workbench/browser.ts";
import { PanelHarness } from "./harness.ts";
import { after, answered, long, quoteOf, ready, said } from "./states.ts";

describe("quotes in the panel", () => {
  let browser: Browser;
  before(async () => {
    browser = await launchBrowser();
  });
  afterAll(() => browser.close());

  const quote = ({ page }: PanelHarness, text: string): Locator => page.locator(".quote", { hasText: text });
  const box = ({ page }: PanelHarness, text: string): Locator => page.locator(`.box[aria-label="${text}"]`);
  const isLit = async (locator: Locator): Promise<boolean> =>
    ((await locator.getAttribute("class")) ?? "").split(" ").includes("lit");

  it("have a box where the line stands, in the image's own pixels, at any zoom", async () => {
    await using panel = await PanelHarness.open(browser, { state: answered });
    const [x, y, width, height] = quoteOf("Restore Defaults").box;
    const placed = async (): Promise<void> => {
      const image = (await panel.page.locator("img").boundingBox())!;
      const scale = image.width / 1000;
      const found = (await box(panel, "Restore Defaults").boundingBox())!;
      const expected = [image.x + x * scale, image.y + y * scale, width * scale, height * scale];
      for (const [n, value] of [found.x, found.y, found.width, found.height].entries()) {
        assert.ok(Math.abs(value - expected[n]!) < 0.5, `${value} is not ${expected[n]} at scale ${scale}`);
      }
    };
    await placed();
    await panel.page.getByRole("button", { name: "100 %" }).click();
    await placed();
  });

  it("of the last answer have boxes; those of older answers when they are pointed at", async () => {
    await using panel = await PanelHarness.open(browser, { state: answered });
    assert.deepEqual(
      await panel.page.evaluate(`[...document.querySelectorAll(".box")].map((each) => each.ariaLabel)`),
      ["Restore Defaults", "Save Changes"],
    );
    await quote(panel, "Solarized Dark").hover();
    assert.equal(await isLit(box(panel, "Solarized Dark")), true);
    await panel.question.hover();
    await box(panel, "Solarized Dark").waitFor({ state: "detached" });
  });

  it("are lit in both places, from either, by pointer and by focus", async () => {
    await using panel = await PanelHarness.open(browser, { state: answered });
    const mark = quote(panel, "Save Changes");
    const place = box(panel, "Save Changes");
    assert.deepEqual([await isLit(mark), await isLit(place)], [false, false]);
    await mark.hover();
    assert.deepEqual([await isLit(mark), await isLit(place)], [true, true]);
    await place.hover();
    assert.deepEqual([await isLit(mark), await isLit(place)], [true, true]);
    await panel.question.hover();
    assert.deepEqual([await isLit(mark), await isLit(place)], [false, false]);
    await place.focus();
    assert.deepEqual([await isLit(mark), await isLit(place)], [true, true]);
    await mark.focus();
    assert.deepEqual([await isLit(mark), await isLit(box(panel, "Restore Defaults"))], [true, false]);
    await panel.question.focus();
    assert.deepEqual([await isLit(mark), await isLit(place)], [false, false]);
  });

  it("come into view when they are lit from the other side", async () => {
    await using panel = await PanelHarness.open(browser, { state: long, height: 500, reducedMotion: true });
    const view = panel.page.locator(".view");
    await view.focus();
    for (let n = 0; n < 8; n++) await panel.page.keyboard.press("+");
    await panel.page.locator(".turn").last().locator(".quote", { hasText: "Reduce motion" }).hover();
    await panel.until(`(() => {
      const box = document.querySelector(".box.lit")?.getBoundingClientRect();
      const view = document.querySelector(".view").getBoundingClientRect();
      return box && box.left >= view.left && box.right <= view.right && box.top >= view.top && box.bottom <= view.bottom;
    })()`);
    await panel.page.evaluate(`document.querySelector(".turns").scrollTop = 0`);
    await box(panel, "Show line numbers").focus();
    await panel.until(`document.querySelector(".turns").scrollTop > 0`);
  });

  it("are copied by a click or by Enter, in both places, and say so when the host has done it", async () => {
    await using panel = await PanelHarness.open(browser, { state: answered });
    const mark = quote(panel, "Restore Defaults");
    await mark.click();
    assert.deepEqual(await panel.message("copyQuote"), { type: "copyQuote", text: "Restore Defaults" });
    assert.equal(await mark.getAttribute("data-copied"), null);
    /* It says so for a moment only: looked for before it can have passed. */
    const copied = panel.page.locator('.quote[data-copied="Copied"]').waitFor();
    await panel.post({ type: "copied" });
    await copied;
    assert.equal(await panel.page.getByRole("status").textContent(), "Copied");
    await panel.page.locator("[data-copied]").waitFor({ state: "detached" });
    /* Nothing older is announced a second time. */
    assert.equal(await panel.page.getByRole("status").textContent(), "Copied");

    const before = panel.posted.length;
    await box(panel, "Save Changes").focus();
    await panel.page.keyboard.press("Enter");
    assert.deepEqual(await panel.message("copyQuote", before), { type: "copyQuote", text: "Save Changes" });
    await quote(panel, "Appearance").focus();
    await panel.page.keyboard.press("Space");
    assert.equal((await panel.message("copyQuote", before + 1)).text, "Appearance");
  });

  it("keep the focus while the answer goes on around them", async () => {
    const [question, first, ...rest] = said(1, "Where?", "In [[Theme]] and *then* in [[Font size]].");
    await using panel = await PanelHarness.open(browser, { state: after(ready, question!, first!) });
    await panel.imageHappens(rest[0]!);
    await quote(panel, "Theme").focus();
    await panel.imageHappens(...rest.slice(1));
    await quote(panel, "Font size").waitFor();
    assert.equal(await panel.page.evaluate("document.activeElement.textContent"), "Theme");
  });

  it("stand inside of Markdown: in lists, in bold, in code", async () => {
    const answer = "1. **[[Theme]]**\n2. `[[Font size]]`\n\nThen [[14 pt]].";
    await using panel = await PanelHarness.open(browser, { state: after(ready, ...said(1, "List them.", answer)) });
    assert.equal(await panel.page.locator("ol > li > strong > .quote").textContent(), "Theme");
    assert.equal(await panel.page.locator("ol > li > code > .quote").textContent(), "Font size");
    assert.equal(await panel.page.locator(".answer > p").textContent(), "Then 14 pt.");
  });
});
