import assert from "node:assert/strict";
import { after as afterAll, before, describe, it } from "mocha";
import type { Browser, Locator } from "playwright-core";
import type { Box } from "../../../src/shared/types.ts";
import { launchBrowser } from "../../workbench/browser.ts";
import { PanelHarness } from "./harness.ts";
import { ready, region, regionAnswered, regionFailed, regionReading, themeRows } from "./states.ts";

describe("a region of the image", () => {
  let browser: Browser;
  before(async () => {
    browser = await launchBrowser();
  });
  afterAll(() => browser.close());

  const frame = ({ page }: PanelHarness): Locator => page.locator(".region");

  /** Where a point of the image is in the page. */
  async function at({ page }: PanelHarness, x: number, y: number): Promise<{ x: number; y: number }> {
    const image = (await page.locator("img.picture").boundingBox())!;
    return { x: image.x + (x * image.width) / 1000, y: image.y + (y * image.height) / 700 };
  }

  async function drag(
    panel: PanelHarness,
    from: readonly [number, number],
    to: readonly [number, number],
  ): Promise<void> {
    const [start, end] = [await at(panel, ...from), await at(panel, ...to)];
    const { mouse } = panel.page;
    await mouse.move(start.x, start.y);
    await mouse.down();
    await mouse.move((start.x + end.x) / 2, (start.y + end.y) / 2);
    await mouse.move(end.x, end.y);
    await mouse.up();
  }

  const near = (box: Box | undefined, expected: Box): void => {
    assert.ok(
      box?.every((value, n) => Math.abs(value - expected[n]!) <= 3),
      String(box),
    );
  };

  it("is drawn with the mouse, and then the question is about it", async () => {
    await using panel = await PanelHarness.open(browser, { state: ready });
    await panel.page.getByRole("button", { name: "Region" }).click();
    await drag(panel, [260, 110], [970, 260]);
    const { image, box } = await panel.message("selectRegion");
    assert.equal(image, "settings");
    near(box, [260, 110, 710, 150]);
    await panel.until(`document.activeElement.getAttribute("aria-label") === "Question"`);
    assert.equal(panel.posted.filter(({ type }) => type === "selectRegion").length, 1);
  });

  it("is not drawn by a click, and Esc gives it up; without the tool a drag pans", async () => {
    await using panel = await PanelHarness.open(browser, { state: ready });
    await drag(panel, [260, 110], [970, 260]);
    const button = panel.page.getByRole("button", { name: "Region" });
    await button.click();
    await drag(panel, [300, 300], [301, 301]);
    assert.equal(await frame(panel).count(), 0);
    await panel.page.locator(".view").focus();
    await panel.page.keyboard.press("Escape");
    assert.equal(await button.getAttribute("aria-pressed"), "false");
    assert.equal(
      panel.posted.some(({ type }) => type === "selectRegion"),
      false,
    );
  });

  it("is selected with the keyboard alone, and its place is announced", async () => {
    await using panel = await PanelHarness.open(browser, { state: ready });
    await panel.page.locator(".view").focus();
    await panel.page.keyboard.press("r");
    await frame(panel).waitFor();
    assert.equal(await panel.page.evaluate(`document.activeElement.className`), "region draft");
    assert.match(
      (await frame(panel).getAttribute("aria-label"))!,
      /^Region at 250, 175, 500 × 350 pixels\. Arrow keys/,
    );
    for (const key of ["ArrowRight", "ArrowDown", "Shift+ArrowLeft", "Control+ArrowLeft"])
      await panel.page.keyboard.press(key);
    const place = "Region at 269, 195, 480 × 350 pixels";
    await panel.until(`document.querySelector("[role=status]").textContent === ${JSON.stringify(place)}`);
    await panel.page.keyboard.press("Enter");
    assert.deepEqual(await panel.message("selectRegion"), {
      type: "selectRegion",
      image: "settings",
      box: [269, 195, 480, 350],
    });
    await panel.until(`document.activeElement.getAttribute("aria-label") === "Question"`);
  });

  it("begins by the editor's command too, and by Enter on its button", async () => {
    await using panel = await PanelHarness.open(browser, { state: ready });
    await panel.post({ type: "do", action: "selectRegion" });
    await frame(panel).waitFor();
    await panel.page.keyboard.press("Escape");
    await frame(panel).waitFor({ state: "detached" });
    await panel.page.getByRole("button", { name: "Region" }).press("Enter");
    await frame(panel).waitFor();
  });

  it("is moved and resized by its edges, never out of the image", async () => {
    await using panel = await PanelHarness.open(browser, { state: region });
    const [x, y, width, height] = themeRows;
    await drag(panel, [x + width, y + height], [x + width - 200, y + height + 50]);
    near((await panel.message("selectRegion")).box, [x, y, width - 200, height + 50]);
    const posted = panel.posted.length;
    await panel.imageHappens({ type: "region", region: region.images[0]!.region! });
    await drag(panel, [x + 300, y], [x + 300, y - 400]);
    const { box } = await panel.message("selectRegion", posted);
    assert.equal(box?.[1], 0);
  });

  it("is removed by its chip or with Delete: the whole image is asked about again", async () => {
    await using panel = await PanelHarness.open(browser, { state: region });
    assert.equal(await panel.question.getAttribute("placeholder"), "Ask about this region");
    await panel.page.getByRole("button", { name: "Remove the region" }).click();
    assert.deepEqual(await panel.message("selectRegion"), { type: "selectRegion", image: "settings" });
    const posted = panel.posted.length;
    await frame(panel).focus();
    await panel.page.keyboard.press("Delete");
    assert.deepEqual(await panel.message("selectRegion", posted), { type: "selectRegion", image: "settings" });
    await panel.imageHappens({ type: "region" });
    await frame(panel).waitFor({ state: "detached" });
    await panel.page.getByText("whole image", { exact: true }).waitFor();
  });

  it("says how far its reading is, what was read, or why it could not be", async () => {
    await using panel = await PanelHarness.open(browser, { state: regionReading });
    await panel.page.getByRole("progressbar", { name: "Reading its text" }).waitFor();
    await panel.imageHappens({ type: "region", region: region.images[0]!.region! });
    await panel.page
      .locator(".foot")
      .getByText(/^region 706 × 142 · Read in .* · 7 lines · model saw 512 × 103/)
      .waitFor();
    await using failed = await PanelHarness.open(browser, { state: regionFailed });
    await failed.page.locator(".foot").getByText("REGION_INVALID").waitFor();
  });

  it("stays with the question that was asked about it, and can be taken up again", async () => {
    await using panel = await PanelHarness.open(browser, { state: regionAnswered });
    const turn = panel.page.locator(".turn").nth(1);
    await turn.getByRole("button", { name: /^region 706 × 142/ }).click();
    assert.deepEqual((await panel.message("selectRegion")).box, themeRows);
    assert.equal(await panel.page.locator(".turn").first().locator(".scope").count(), 0);
  });
});
