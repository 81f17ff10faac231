import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { after as afterAll, before, describe, it } from "mocha";
import type { AxeResults } from "axe-core";
import type { Browser } from "playwright-core";
import { launchBrowser } from "../../workbench/browser.ts";
import { PanelHarness, type ThemeName } from "./harness.ts";
import { after, asked, long, ready, states, timings } from "./states.ts";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const narrow = { width: 420, height: 760 };
/** States that look different when they are narrow; axe takes a second for each look. */
const narrowToo: ReadonlySet<string> = new Set([
  "answered",
  "failedReading",
  "empty",
  "strip",
  "comparedThree",
  "problems",
]);

describe("the panel's safety and accessibility", () => {
  let browser: Browser;
  before(async () => {
    browser = await launchBrowser();
  });
  afterAll(() => browser.close());

  function saying(text: string): (typeof states)["ready"] {
    return after(
      ready,
      asked(1, "<b>What</b> is *it*?"),
      { type: "answer", turn: 1, event: { type: "token", text } },
      {
        type: "answer",
        turn: 1,
        event: { type: "done", reason: "end", text, quotes: [], counted: [], answerTokens: [1], timings },
      },
    );
  }

  it("shows HTML in an answer as its letters", async () => {
    const text = `<img src="x" onerror="window.pwned=1"> <a href="command:x">y</a> <style>body{display:none}</style>`;
    await using panel = await PanelHarness.open(browser, { state: saying(text) });
    const answer = panel.page.locator(".answer");
    assert.equal(await answer.textContent(), text);
    assert.equal(await answer.locator("img, a, style, script").count(), 0);
    assert.equal(await panel.page.evaluate("window.pwned"), undefined);
    assert.equal(await panel.page.locator(".asked").textContent(), "<b>What</b> is *it*?");
    assert.deepEqual(panel.errors, []);
  });

  it("makes no link and no picture of Markdown, and loads nothing", async () => {
    const text =
      "[a](https://evil.example/a) ![b](https://evil.example/b.png) <https://evil.example/c> https://evil.example/d\n\n[e]: https://evil.example/e";
    await using panel = await PanelHarness.open(browser, { state: saying(text) });
    const requests: string[] = [];
    panel.page.on("request", (request) => requests.push(request.url()));
    await panel.page.locator(".answer").click();
    assert.equal(await panel.page.locator(".answer").locator("a, img").count(), 0);
    assert.match((await panel.page.locator(".answer").textContent())!, /\[a\]\(https:\/\/evil\.example\/a\)/);
    assert.deepEqual(requests, []);
  });

  it("does not take a number that an answer makes up for a quote", async () => {
    await using panel = await PanelHarness.open(browser, { state: saying("No \uE0000\uE001 quote.") });
    assert.equal(await panel.page.locator(".quote").count(), 0);
    assert.match((await panel.page.locator(".answer").textContent())!, /^No .* quote\.$/);
  });

  it("throws away a message that is none of the protocol's", async () => {
    await using panel = await PanelHarness.open(browser, { state: ready });
    await panel.page.evaluate(`postMessage({ type: "event", revision: 4, event: { type: "run" } }, "*")`);
    await panel.imageHappens({ type: "file", file: "changed" });
    await panel.page.locator(".foot").getByText("The file has changed").waitFor();
    assert.equal(panel.errors.length, 1);
    assert.match(panel.errors[0]!, /ValiError/);
  });

  for (const [name, state] of Object.entries(states)) {
    it(`keeps to its policy and has no serious fault for assistive technology: ${name}`, async () => {
      await using panel = await PanelHarness.open(browser, { state });
      await check(panel);
      if (narrowToo.has(name)) {
        await panel.page.setViewportSize(narrow);
        await check(panel);
      }
      assert.deepEqual(panel.errors, []);
    });
  }

  for (const theme of ["light", "high-contrast", "high-contrast-light"] satisfies ThemeName[]) {
    it(`has no serious fault in the theme ${theme}`, async () => {
      await using panel = await PanelHarness.open(browser, { state: states.answered, theme });
      await check(panel);
      await panel.page.locator(".quote").last().hover();
      await check(panel);
    });
  }

  it("can be used with the keyboard alone, in the order of reading, and shows where the focus is", async () => {
    await using panel = await PanelHarness.open(browser, { state: states.answered });
    await panel.page.evaluate(`{
      const before = document.createElement("button");
      document.body.prepend(before);
      before.focus();
    }`);
    const stops: string[] = [];
    for (let n = 0; n < 60; n++) {
      await panel.page.keyboard.press("Tab");
      const stop = await panel.page.evaluate<string | undefined>(`(() => {
        const active = document.activeElement;
        if (active === document.body) return undefined;
        const { outlineStyle } = getComputedStyle(active);
        const frame = getComputedStyle(active.closest(".box-frame") ?? active);
        if (outlineStyle === "none" && !active.matches(".splitter, .question")) return "no visible focus: " + active.className;
        if (active.matches(".question") && frame.borderColor !== "rgb(0, 120, 212)") return "no visible focus in the box";
        return (active.getAttribute("aria-label") ?? active.textContent).replace("Copied", "");
      })()`);
      if (stop === undefined) break;
      stops.push(stop);
    }
    const below = ["Copy", "Copy as Markdown", "Insert at cursor", "Ask again"];
    assert.deepEqual(stops, [
      ...["Fit", "100 %", "Zoom out (−)", "Zoom in (+)", "Region", "Copy text"],
      ...["Enlarge the image (F)", "More about this image"],
      ...["settings.png, 1000 × 700 pixels. Arrow keys move it, plus and minus zoom, 0 fits it, R selects a region."],
      ...["Restore Defaults", "Save Changes", "Width of the image"],
      ...["ML-Mamba Nano212\u00a0MB · on this computer", "Earlier conversations…"],
      ...["New conversation", "More about this conversation", "Conversation"],
      ...["Edit this question", "Appearance", ...below],
      ...["Edit this question", "Theme", "Solarized Dark", ...below],
      ...["Edit this question", "Save Changes", "Restore Defaults", ...below],
      ...["Describe this image.", "Which item is selected on the left?", "Which button saves the changes?"],
      ...["Question", "Add an image", "Ask"],
    ]);
  });

  it("does not move for a person who wants none of it", async () => {
    await using panel = await PanelHarness.open(browser, { state: states.waiting, reducedMotion: true });
    assert.equal(await panel.page.evaluate(`document.querySelector(".dots i").getAnimations().length`), 0);
  });

  it("speaks the language of the editor", async () => {
    const translate = (english: string): string => `«${english}»`;
    await using panel = await PanelHarness.open(browser, { state: long, locale: "de", translate });
    const words = await panel.page.evaluate<string[]>(`(() => {
      const own = [...document.querySelectorAll("button, .hint")];
      /* What is not ours: suggestions and quotes are English, the model has a name. */
      const skip = (each) => each.closest(".suggestions, .box") || each.matches(".model");
      return own.filter((each) => !skip(each)).map((each) => each.getAttribute("aria-label") ?? each.textContent);
    })()`);
    assert.ok(words.length > 20);
    for (const word of words) assert.match(word, /^«/);
    assert.equal(await panel.page.locator(".model-facts").textContent(), "212\u00a0MB · «on this computer»");
    assert.equal(await panel.page.locator(".speed").first().textContent(), "«0,4\u00a0s» · «164 tokens/s»");
  });
});

/** @throws with what axe-core finds serious or critical */
async function check({ page }: PanelHarness): Promise<void> {
  await page.evaluate(axe);
  const { violations } = await page.evaluate<AxeResults>("axe.run()");
  const serious = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
  assert.deepEqual(
    serious.map(
      ({ id, nodes }) =>
        `${id}: ${nodes.map(({ html, failureSummary }) => `${html} ${failureSummary ?? ""}`).join(" | ")}`,
    ),
    [],
  );
}
