/** One headless Chromium page that shows screens, measures their texts and takes their pictures. */
import { chromium } from "playwright-core";
import { pathToFileURL } from "node:url";
import { writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { measureTexts } from "./truth.mjs";

/** @typedef {{ width: number, height: number, scale: number }} View CSS pixels and image pixels per CSS pixel */

export class Screenshooter {
  /** @param {import("playwright-core").Browser} browser @param {import("playwright-core").Page} page @param {import("playwright-core").CDPSession} session */
  constructor(browser, page, session) {
    this.browser = browser;
    this.page = page;
    this.session = session;
  }

  /** @returns {Promise<Screenshooter>} */
  static async start() {
    const executablePath = process.env.CHROMIUM_PATH ?? "/usr/bin/chromium";
    const browser = await chromium.launch({
      executablePath,
      args: [
        "--allow-file-access-from-files",
        "--host-resolver-rules=MAP * ~NOTFOUND",
        "--font-render-hinting=none",
        "--hide-scrollbars",
        "--no-sandbox",
      ],
    });
    const page = await browser.newPage();
    // A file: page may load the kits' files.
    const blank = join(tmpdir(), `ml-mamba-blank-${process.pid}.html`);
    writeFileSync(blank, "<!doctype html><title>blank</title>");
    await page.goto(pathToFileURL(blank).href);
    return new Screenshooter(browser, page, await page.context().newCDPSession(page));
  }

  /**
   * @param {string} html a whole document
   * @param {{ width: number, maxHeight: number, scale: number, longSide: number }} wanted
   * @returns {Promise<{ image: Buffer, width: number, height: number, texts: ReturnType<typeof measureTexts>["texts"] }>} a WebP picture, its size and its texts in image pixels
   */
  async shoot(html, wanted) {
    await this.session.send("Emulation.setDeviceMetricsOverride", {
      width: wanted.width,
      height: wanted.maxHeight,
      deviceScaleFactor: wanted.scale,
      mobile: false,
    });
    await this.page.setContent(html, { waitUntil: "load" });
    const content = await this.page.evaluate(async () => {
      await document.fonts.ready;
      // The lowest pixel that shows something of its own, the frame's minimum height aside.
      let bottom = 0;
      for (const element of document.querySelectorAll(
        "h1,h2,h3,p,button,input,select,textarea,label,span,dd,td,li,a,.x-dialog,.x-window,.x-card,.x-pic,.x-bars,.x-cal,.x-panel",
      )) {
        const rect = element.getBoundingClientRect();
        if (rect.width > 0) bottom = Math.max(bottom, rect.bottom);
      }
      return bottom;
    });
    const height = Math.round(Math.min(wanted.maxHeight, Math.max(260, content + 24)));
    const scale = Math.min(wanted.scale, wanted.longSide / Math.max(height, wanted.width));
    const view = { width: wanted.width, height, scale };
    const { texts } = await this.page.evaluate(measureTexts, view);
    const shot = await this.session.send("Page.captureScreenshot", {
      format: "webp",
      quality: 85,
      clip: { x: 0, y: 0, width: wanted.width, height, scale: scale / wanted.scale },
    });
    return {
      image: Buffer.from(shot.data, "base64"),
      width: Math.round(wanted.width * scale),
      height: Math.round(height * scale),
      texts,
    };
  }

  async close() {
    await this.browser.close();
  }
}
