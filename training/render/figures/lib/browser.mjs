import puppeteer from "puppeteer-core";
import { collectLines } from "./lines.mjs";

/** Starts the system's Chromium without network. */
export async function startBrowser() {
  return puppeteer.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    headless: true,
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--hide-scrollbars",
      "--disable-lcd-text",
      "--allow-file-access-from-files",
    ],
  });
}

/**
 * Takes the picture of `clip` (CSS pixels) and the lines inside it, in image pixels.
 * @param {import("puppeteer-core").Page} page
 * @param {{x: number, y: number, width: number, height: number}} clip
 * @param {number} scale device pixels per CSS pixel
 */
export async function shoot(page, clip, scale) {
  const all = await page.evaluate(collectLines);
  const image = await page.screenshot({ type: "png", clip, captureBeyondViewport: true, optimizeForSpeed: true });
  const lines = all
    .map((line) => ({
      ...line,
      box: [line.box[0] - clip.x, line.box[1] - clip.y, line.box[2], line.box[3]].map((v) => Math.round(v * scale)),
    }))
    .filter(
      ({ box: [x, y, w, h] }) =>
        x + w > 2 && y + h > 2 && x < clip.width * scale - 2 && y < clip.height * scale - 2 && w > 2,
    );
  return { image: Buffer.from(image), lines };
}
