import assert from "node:assert/strict";
import { after as afterAll, before, describe, it } from "mocha";
import type { Browser, Locator } from "playwright-core";
import * as v from "valibot";
import { panelTurnSchema } from "../../../src/shared/panel-schemas.ts";
import { restoredTurns } from "../../../src/shared/turns.ts";
import { launchBrowser } from "../../workbench/browser.ts";
import { PanelHarness } from "./harness.ts";
import { after, counted, countedFirst, items, ready, said } from "./states.ts";

describe("what an answer counted", () => {
  let browser: Browser;
  before(async () => {
    browser = await launchBrowser();
  });
  afterAll(() => browser.close());

  const chip = ({ page }: PanelHarness, name: string | RegExp): Locator => page.getByRole("button", { name });
  const numbers = ({ page }: PanelHarness): Promise<string[]> => page.locator(".counted-number").allTextContents();
  const isLit = async ({ page }: PanelHarness): Promise<boolean> =>
    (await page.locator(".counted-boxes.lit .counted-box").count()) > 0;

  it("has numbered boxes where the lines stand, and is no quote", async () => {
    await using panel = await PanelHarness.open(browser, { state: counted });
    assert.deepEqual(await numbers(panel), ["1", "2", "3", "4", "5", "6"]);
    const image = (await panel.page.locator("img").boundingBox())!;
    const scale = image.width / 1000;
    for (const [n, { box }] of items.entries()) {
      const found = (await panel.page.locator(".counted-box").nth(n).boundingBox())!;
      const expected = [image.x + box[0] * scale, image.y + box[1] * scale, box[2] * scale, box[3] * scale];
      for (const [side, value] of [found.x, found.y, found.width, found.height].entries()) {
        assert.ok(Math.abs(value - expected[side]!) < 0.5, `${value} is not ${expected[side]} of box ${n + 1}`);
      }
    }
    assert.equal(await panel.page.locator("button.box, .quote").count(), 0);
    assert.equal(await panel.page.locator(".answer").textContent(), "6 items.");
  });

  it("is not shown before the answer has ended", async () => {
    const [asked, token, done] = countedFirst(1, "6 items.", items);
    await using panel = await PanelHarness.open(browser, { state: after(ready, asked!) });
    await panel.page.locator(".waiting").waitFor();
    await panel.imageHappens(token!);
    await panel.page.locator(".answer.streaming").waitFor();
    assert.deepEqual([await numbers(panel), await chip(panel, /Counted/).count()], [[], 0]);
    await panel.imageHappens(done!);
    await chip(panel, "Counted 6 places").waitFor();
    assert.equal((await numbers(panel)).length, 6);
  });

  it("is lit in the image by pointer and by focus, and told to who does not see it", async () => {
    await using panel = await PanelHarness.open(browser, { state: counted });
    const counting = chip(panel, "Counted 6 places");
    assert.equal(await isLit(panel), false);
    await counting.hover();
    assert.equal(await isLit(panel), true);
    await panel.question.hover();
    assert.equal(await isLit(panel), false);
    await panel.page.getByRole("button", { name: "Edit this question" }).focus();
    await panel.page.keyboard.press("Tab");
    assert.equal(await isLit(panel), true);
    assert.equal(await panel.page.evaluate("document.activeElement.textContent"), "Counted 6 places");
    await panel.page.keyboard.press("Tab");
    assert.equal(await isLit(panel), false);
    assert.equal((await counting.getAttribute("title"))?.split("\n")[3], "4. Sync & Backup");
  });

  it("comes into view when it is lit", async () => {
    await using panel = await PanelHarness.open(browser, { state: counted, height: 500, reducedMotion: true });
    await panel.page.locator(".view").focus();
    for (let n = 0; n < 4; n++) await panel.page.keyboard.press("+");
    for (let n = 0; n < 30; n++) await panel.page.keyboard.press("ArrowRight");
    const box = "document.querySelector('.counted-box').getBoundingClientRect()";
    const view = "document.querySelector('.view').getBoundingClientRect()";
    await panel.until(`${box}.right < ${view}.left`);
    await chip(panel, "Counted 6 places").hover();
    await panel.until(`${box}.right > ${view}.left && ${box}.left >= 0`);
  });

  it("gives way to what a later answer shows, and comes back when it is pointed at", async () => {
    const later = [...said(2, "Which?", "It is [[Theme]]."), ...countedFirst(3, "1 item.", items.slice(2, 3))];
    await using panel = await PanelHarness.open(browser, { state: after(counted, ...later.slice(0, 5)) });
    assert.deepEqual(await numbers(panel), []);
    await panel.imageHappens(...later.slice(5));
    await chip(panel, "Counted 1 place").waitFor();
    assert.deepEqual(await numbers(panel), ["1"]);
    await chip(panel, "Counted 6 places").hover();
    assert.deepEqual(await numbers(panel), ["1", "2", "3", "4", "5", "6"]);
    await panel.question.hover();
    assert.deepEqual(await numbers(panel), ["1"]);
  });

  it("has one box for a line that was counted twice, and numbers inside of the image at its right edge", async () => {
    const edge = { text: "About", box: [960, 289, 38, 25], line: 17 } as const;
    const events = countedFirst(1, "3 items.", [items[0]!, edge, items[0]!]);
    await using panel = await PanelHarness.open(browser, { state: after(ready, ...events) });
    assert.deepEqual(await numbers(panel), ["1, 3", "2"]);
    const [number, box] = await Promise.all(
      [".at-edge .counted-number", ".at-edge"].map((css) => panel.page.locator(css).boundingBox()),
    );
    assert.ok(number!.x + number!.width <= box!.x, "the number stands left of its box");
  });

  it("is there again after a reload", async () => {
    const stored: unknown = JSON.parse(JSON.stringify(restoredTurns(counted.images[0]!.turns)));
    const turns = v.parse(v.array(panelTurnSchema), stored);
    await using panel = await PanelHarness.open(browser, {
      state: { ...ready, images: [{ ...ready.images[0]!, turns, leaf: 1 }] },
    });
    await chip(panel, "Counted 6 places").waitFor();
    assert.equal((await numbers(panel)).length, 6);
  });
});
