import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after as afterAll, before, describe, it } from "mocha";
import type { Browser } from "playwright-core";
import { launchBrowser } from "../../workbench/browser.ts";
import { pageUrl, PanelHarness, root } from "./harness.ts";
import { eventually } from "../support/editor-window.ts";
import { answered, failedReading, long, noticed, opening, reading, ready, readingText } from "./states.ts";

/** What the panel kept of its view, in the page. */
const saved = `JSON.parse(sessionStorage.getItem("saved"))`;

describe("the image in the panel", () => {
  let browser: Browser;
  before(async () => {
    browser = await launchBrowser();
  });
  afterAll(() => browser.close());

  const imageWidth = async ({ page }: PanelHarness): Promise<number> =>
    Math.round((await page.locator("img").boundingBox())!.width);

  it("fits the view and can be zoomed by buttons and keys", async () => {
    await using panel = await PanelHarness.open(browser, { state: ready });
    const fitted = await imageWidth(panel);
    assert.ok(fitted > 500 && fitted < 680, `${fitted} px wide`);
    await panel.page.getByRole("button", { name: "100 %" }).click();
    assert.equal(await imageWidth(panel), 1000);
    await panel.page.getByRole("button", { name: "Zoom in (+)" }).click();
    assert.equal(await imageWidth(panel), 1250);
    await panel.page.locator(".view").focus();
    await panel.page.keyboard.press("-");
    assert.equal(await imageWidth(panel), 1000);
    await panel.page.keyboard.press("0");
    assert.equal(await imageWidth(panel), fitted);
    assert.equal(
      await panel.page.getByRole("button", { name: "Fit", exact: true }).getAttribute("aria-pressed"),
      "true",
    );
  });

  it("zooms with Ctrl and the wheel about the pointer, and pans with the arrow keys and by dragging", async () => {
    await using panel = await PanelHarness.open(browser, { state: ready });
    const { page } = panel;
    const image = page.locator("img");
    await page.locator(".view").focus();
    for (const key of ["1", "+"]) await page.keyboard.press(key);
    const old = (await image.boundingBox())!;
    const pointer = { x: old.x + old.width * 0.6, y: old.y + old.height * 0.6 };
    await page.mouse.move(pointer.x, pointer.y);
    await page.keyboard.down("Control");
    for (let n = 0; n < 4; n++) await page.mouse.wheel(0, -50);
    await page.keyboard.up("Control");
    await panel.until(`document.querySelector("img").getBoundingClientRect().width > 2000`);
    const zoomed = (await image.boundingBox())!;
    assert.ok(Math.abs((pointer.x - zoomed.x) / zoomed.width - 0.6) < 0.005, "the point under the pointer moved");
    assert.ok(Math.abs((pointer.y - zoomed.y) / zoomed.height - 0.6) < 0.005, "the point under the pointer moved");

    await page.locator(".view").focus();
    await page.keyboard.press("ArrowRight");
    const panned = (await image.boundingBox())!;
    assert.equal(Math.round(zoomed.x - panned.x), 60);
    await page.mouse.down();
    await page.mouse.move(pointer.x + 40, pointer.y + 30);
    await page.mouse.up();
    const dragged = (await image.boundingBox())!;
    assert.deepEqual([Math.round(dragged.x - panned.x), Math.round(dragged.y - panned.y)], [40, 30]);
  });

  it("shows the stages of its reading, then what was read and what the model saw", async () => {
    await using panel = await PanelHarness.open(browser, { state: opening });
    const { page } = panel;
    const bar = page.getByRole("progressbar");
    assert.equal(await bar.getAttribute("aria-label"), "Loading the model");
    await panel.imageHappens({ type: "reading", reading: { status: "reading", stage: "ocr", fraction: 0.5 } });
    await page.getByRole("progressbar", { name: "Reading its text" }).waitFor();
    assert.equal(await bar.getAttribute("aria-valuenow"), "48");
    await panel.imageHappens({ type: "reading", reading });
    const foot = page.locator(".foot");
    await foot.getByText(/^Read in [\d.]+\ss · 25 lines · model saw 512 × 358 and 25 crops · ML-Mamba Nano$/).waitFor();
    assert.equal(await bar.count(), 0);
    await page.getByRole("button", { name: "Copy text" }).click();
    await panel.message("copyText");
    await page.getByRole("button", { name: "More about this image" }).click();
    await page.getByRole("menuitem", { name: "Open in the editor" }).click();
    assert.deepEqual(await panel.message("openImage"), { type: "openImage", image: "settings" });
  });

  it("says why it could not be read, with its code and a next step, and can be read again", async () => {
    await using panel = await PanelHarness.open(browser, { state: failedReading });
    const card = panel.page.locator(".foot .card");
    assert.match(
      await card.innerText(),
      /IMAGE_TRUNCATED .* ends in the middle of the picture\.\s+Save the picture again/,
    );
    await card.getByRole("button", { name: "Read again" }).click();
    await panel.message("readAgain");
    await card.getByRole("button", { name: "Show log" }).click();
    await panel.message("showLog");
    assert.equal(await panel.question.isEditable(), true);
  });

  it("says that its file changed, and that its text is in a script the model cannot read", async () => {
    await using panel = await PanelHarness.open(browser, { state: noticed });
    const foot = panel.page.locator(".foot");
    await foot.getByText("The file has changed since it was read.").waitFor();
    await foot.getByText("Much of the text is in a script").waitFor();
    await foot.getByRole("button", { name: "Read again" }).click();
    await panel.message("readAgain");
    await panel.imageHappens({ type: "file", file: "deleted" });
    await foot.getByText("The file was deleted after it was read.").waitFor();
    assert.equal(await foot.getByRole("button", { name: "Read again" }).count(), 0);
  });

  it("is shown from bytes where the webview cannot reach the file", async () => {
    const bytes = new Uint8Array(readFileSync(join(root, "samples/login.png")));
    const pictures = { settings: { type: "bytes", bytes, mediaType: "image/png" } } as const;
    await using panel = await PanelHarness.open(browser, { state: opening, pictures });
    await panel.until(`document.querySelector("img")?.naturalWidth > 100`);
    assert.match((await panel.page.locator("img").getAttribute("src"))!, /^blob:/);
    assert.deepEqual(panel.errors, []);
  });

  it("says so when the browser cannot show it, and still has the boxes in their places", async () => {
    const pictures = { settings: { type: "uri", uri: pageUrl("missing.png") } } as const;
    await using panel = await PanelHarness.open(browser, { state: answered, pictures });
    await panel.page.getByText("This picture cannot be shown here").waitFor();
    const stage = (await panel.page.locator(".stage").boundingBox())!;
    assert.ok(Math.abs(stage.width / stage.height - 1000 / 700) < 0.01);
    assert.equal(await panel.page.locator(".box").count(), 2);
  });

  it("stands beside the conversation in a wide panel, divided as one likes", async () => {
    await using panel = await PanelHarness.open(browser, { state: ready });
    const talk = panel.page.locator(".conversation");
    const left = (await talk.boundingBox())!.x;
    const splitter = panel.page.getByRole("separator");
    await splitter.focus();
    for (let n = 0; n < 5; n++) await panel.page.keyboard.press("ArrowLeft");
    assert.ok((await talk.boundingBox())!.x < left - 100);
    const bar = (await splitter.boundingBox())!;
    await panel.page.mouse.move(bar.x + 3, 300);
    await panel.page.mouse.down();
    await panel.page.mouse.move(600, 300);
    await panel.page.mouse.up();
    assert.ok(Math.abs((await talk.boundingBox())!.x - 600) < 3);
  });

  it("stands on top of the conversation in a narrow panel, and can be folded away", async () => {
    await using panel = await PanelHarness.open(browser, { state: readingText, width: 420 });
    const image = (await panel.page.locator(".image-pane").boundingBox())!;
    const talk = (await panel.page.locator(".conversation").boundingBox())!;
    assert.deepEqual([image.width, talk.width, Math.round(image.y + image.height)], [420, 420, Math.round(talk.y)]);
    await panel.page.getByRole("button", { name: "Hide image" }).click();
    assert.equal(await panel.page.locator(".view").isVisible(), false);
    assert.equal(await panel.page.getByText("Reading its text").isVisible(), true);
    await panel.page.getByRole("button", { name: "Show image" }).click();
    assert.equal(await panel.page.locator(".view").isVisible(), true);
  });

  it("is as it was after a reload: zoom, place, draft, scroll, division", async () => {
    await using panel = await PanelHarness.open(browser, { state: long });
    const { page } = panel;
    const look = (): Promise<unknown> =>
      page.evaluate(`[".view", ".turns"].map((name) => {
        const { scrollLeft, scrollTop } = document.querySelector(name);
        return [scrollLeft, scrollTop].map(Math.round);
      }).concat(document.querySelector("img").getBoundingClientRect().width)`);
    await page.locator(".view").focus();
    for (const key of ["1", "+", "+", "ArrowRight", "ArrowDown", "ArrowDown"]) await page.keyboard.press(key);
    await page.evaluate(`document.querySelector(".turns").scrollTop = 123`);
    await page.getByRole("separator").press("ArrowLeft");
    await panel.question.fill("A draft");
    await panel.until(`(({ draft, scroll }) => draft === "A draft" && scroll === 123)(${saved}.images[0])`);
    const before = await look();
    assert.deepEqual((before as number[][])[1], [0, 123]);
    await panel.reload();
    await panel.until(`document.querySelector("img").getBoundingClientRect().width > 1400`);
    assert.deepEqual(await look(), before);
    assert.equal(await panel.question.inputValue(), "A draft");
  });

  it("keeps a zoom after which nothing needs to be scrolled", async () => {
    await using panel = await PanelHarness.open(browser, { state: ready });
    await panel.page.getByRole("button", { name: "Zoom out (−)" }).click();
    assert.equal(await imageWidth(panel), 500);
    await panel.until(`${saved}.images[0].zoom !== "fit"`);
    await panel.reload();
    await panel.until(`document.querySelector("img").getBoundingClientRect().width === 500`);
  });

  it("does not take the view of another image", async () => {
    const other = { uri: "file:///other.png", draft: "Old", scroll: 5, zoom: "fit" } as const;
    const saved = { version: 2, images: [other], imageFolded: true, split: 0.5 } as const;
    await using panel = await PanelHarness.open(browser, { state: ready, saved });
    assert.equal(await panel.question.inputValue(), "");
    await panel.question.fill("New");
    await eventually("the view is kept", async () => {
      const { images } = await panel.saved();
      return images.length === 1 && images[0]?.draft === "New" ? true : undefined;
    });
    assert.equal((await panel.saved()).images[0]?.uri, "file:///project/samples/settings.png");
  });
});
