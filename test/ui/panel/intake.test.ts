import assert from "node:assert/strict";
import { after as afterAll, before, describe, it } from "mocha";
import type { Browser } from "playwright-core";
import { launchBrowser } from "../../workbench/browser.ts";
import { PanelHarness } from "./harness.ts";
import { empty, emptyRemote, pasted, problems, ready } from "./states.ts";

/** A `DataTransfer` as the browser would give it; files hold three bytes. */
interface Given {
  readonly files?: readonly { readonly name: string; readonly type: string }[];
  readonly data?: Readonly<Record<string, string>>;
}

const givenScript = ({ files = [], data = {} }: Given): string => `(() => {
  const transfer = new DataTransfer();
  for (const { name, type } of ${JSON.stringify(files)}) transfer.items.add(new File([new Uint8Array([1, 2, 3])], name, { type }));
  for (const [type, text] of Object.entries(${JSON.stringify(data)})) transfer.setData(type, text);
  return transfer;
})()`;

describe("images that come into the panel", () => {
  let browser: Browser;
  before(async () => {
    browser = await launchBrowser();
  });
  afterAll(() => browser.close());

  /** @returns whether the panel took it */
  const paste = ({ page }: PanelHarness, given: Given, target = "document.body"): Promise<boolean> =>
    page.evaluate<boolean>(
      `!${target}.dispatchEvent(new ClipboardEvent("paste", { clipboardData: ${givenScript(given)}, bubbles: true, cancelable: true }))`,
    );
  const drag = ({ page }: PanelHarness, type: string, given: Given): Promise<unknown> =>
    page.evaluate(
      `document.querySelector("main").dispatchEvent(new DragEvent(${JSON.stringify(type)}, { dataTransfer: ${givenScript(given)}, bubbles: true, cancelable: true }))`,
    );
  const png = { name: "image.png", type: "image/png" };
  const box = `document.querySelector("textarea")`;

  it("by pasting: bytes, without the name that every browser gives", async () => {
    await using panel = await PanelHarness.open(browser, { state: empty });
    assert.equal(await paste(panel, { files: [png, { name: "chart.webp", type: "image/webp" }] }), true);
    const { pictures } = await panel.message("addPictures");
    assert.deepEqual(
      pictures.map(({ name, mediaType, bytes }) => [name, mediaType, bytes.length]),
      [
        ["", "image/png", 3],
        ["chart.webp", "image/webp", 3],
      ],
    );
  });

  it("by pasting into the question box an image alone; text is pasted there as ever", async () => {
    await using panel = await PanelHarness.open(browser, { state: ready });
    const both = { files: [png], data: { "text/plain": "words" } };
    assert.equal(await paste(panel, both, box), false);
    assert.equal(await paste(panel, { data: { "text/plain": "<svg></svg>" } }, box), false);
    assert.equal(await paste(panel, { files: [png] }, box), true);
    await panel.message("addPictures");
    assert.equal(panel.posted.filter(({ type }) => type === "addPictures").length, 1);
  });

  it("by pasting SVG as text", async () => {
    await using panel = await PanelHarness.open(browser, { state: empty });
    const svg = `<?xml version="1.0"?>\n<!-- drawn -->\n<svg xmlns="http://www.w3.org/2000/svg"></svg>`;
    await paste(panel, { data: { "text/plain": svg } });
    const [picture] = (await panel.message("addPictures")).pictures;
    assert.deepEqual([picture?.mediaType, picture?.bytes.length], ["image/svg+xml", svg.length]);
  });

  it("not by pasting something else: that is said", async () => {
    await using panel = await PanelHarness.open(browser, { state: ready });
    await paste(panel, { data: { "text/plain": "words" } });
    assert.deepEqual(await panel.message("refused"), { type: "refused", why: "noImage" });
    await paste(panel, { files: [{ name: "notes.txt", type: "text/plain" }] });
    assert.equal(
      panel.posted.some(({ type }) => type === "addPictures"),
      false,
    );
  });

  it("by dropping files of the system, while a frame says so", async () => {
    await using panel = await PanelHarness.open(browser, { state: ready });
    await drag(panel, "dragover", { files: [png] });
    await panel.page.getByText("Drop to ask about it").waitFor();
    await drag(panel, "drop", { files: [{ name: "screen 1.png", type: "image/png" }] });
    assert.equal((await panel.message("addPictures")).pictures[0]?.name, "screen 1.png");
    await panel.page.getByText("Drop to ask about it").waitFor({ state: "detached" });
  });

  it("by dropping files of the editor's explorer, as their addresses", async () => {
    await using panel = await PanelHarness.open(browser, { state: empty });
    const list = "# comment\r\nvscode-remote://ssh/home/a.png\r\nfile:///b.txt";
    await drag(panel, "drop", { data: { "text/uri-list": list } });
    assert.deepEqual((await panel.message("addFiles")).uris, ["vscode-remote://ssh/home/a.png", "file:///b.txt"]);
  });

  it("leaves alone what is dragged and can be no image", async () => {
    await using panel = await PanelHarness.open(browser, { state: ready });
    await drag(panel, "dragover", { data: { "text/plain": "words" } });
    assert.equal(await panel.page.getByText("Drop to ask about it").count(), 0);
  });

  it("by buttons of the empty panel, which also says how to drop and how to take a picture elsewhere", async () => {
    await using panel = await PanelHarness.open(browser, { state: empty });
    const { page } = panel;
    await page.getByText("hold Shift while you drop").waitFor();
    await page.getByRole("button", { name: "Choose files…" }).click();
    await panel.message("chooseFiles");
    await page.getByRole("button", { name: "Take a picture of the screen" }).click();
    await panel.message("takePicture");
    await page.getByRole("button", { name: "Earlier conversations…" }).click();
    await panel.message("showHistory");
    await using remote = await PanelHarness.open(browser, { state: emptyRemote });
    assert.equal(await remote.page.getByRole("button", { name: "Take a picture of the screen" }).count(), 0);
    await remote.page.getByText(/A picture of your screen: Print Screen, then paste it here/).waitFor();
  });

  it("by the clipboard button; where the browser forbids it, that is said", async () => {
    await using panel = await PanelHarness.open(browser, { state: empty });
    await panel.page.evaluate(`{
      const png = new Blob([new Uint8Array([1, 2, 3])], { type: "image/png" });
      navigator.clipboard.read = () => Promise.resolve([{ types: ["image/png"], getType: () => Promise.resolve(png) }]);
    }`);
    await panel.page.getByRole("button", { name: "Paste image" }).click();
    assert.equal((await panel.message("addPictures")).pictures[0]?.mediaType, "image/png");
    await panel.page.evaluate(
      `navigator.clipboard.read = () => Promise.reject(new DOMException("no", "NotAllowedError"))`,
    );
    await panel.post({ type: "do", action: "paste" });
    assert.equal((await panel.message("refused")).why, "noAccess");
  });

  it("by the menu beside the question, with arrow keys and Esc", async () => {
    await using panel = await PanelHarness.open(browser, { state: ready });
    const button = panel.page.getByRole("button", { name: "Add an image" });
    await button.focus();
    await panel.page.keyboard.press("ArrowDown");
    const active = (): Promise<string> => panel.page.evaluate("document.activeElement.textContent");
    assert.equal(await active(), "Paste imageCtrl+V");
    await panel.page.keyboard.press("ArrowDown");
    assert.equal(await active(), "Choose files…");
    await panel.page.keyboard.press("Escape");
    assert.equal(await panel.page.getByRole("menu").count(), 0);
    assert.equal(await panel.page.evaluate(`document.activeElement.getAttribute("aria-label")`), "Add an image");
    await panel.page.keyboard.press("Enter");
    await panel.page.keyboard.press("t");
    await panel.page.keyboard.press("Enter");
    await panel.message("takePicture");
  });

  it("and what was pasted can be kept or saved; a problem can be dismissed", async () => {
    await using panel = await PanelHarness.open(browser, { state: pasted });
    await panel.page.getByText("A pasted picture is gone when the window is closed.").waitFor();
    await panel.page.getByRole("button", { name: "Keep it" }).click();
    assert.deepEqual(await panel.message("keep"), { type: "keep", image: "settings", where: "storage" });
    const posted = panel.posted.length;
    await panel.page.getByRole("button", { name: "Save as a file…" }).click();
    assert.equal((await panel.message("keep", posted)).where, "file");
    await using troubled = await PanelHarness.open(browser, { state: problems });
    await troubled.page.getByText("PANEL_NO_IMAGE").waitFor();
    await troubled.page.getByRole("button", { name: "Dismiss" }).click();
    assert.deepEqual(await troubled.message("dismiss"), { type: "dismiss", problem: 1 });
  });
});
