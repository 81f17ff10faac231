import { shoot } from "./browser.mjs";

export const MONO = [
  "DejaVu Sans Mono",
  "Liberation Mono",
  "JetBrains Mono",
  "Fira Code",
  "Hack",
  "Noto Mono",
  "DejaVu Sans Mono",
];
export const SANS = [
  "Open Sans",
  "Roboto",
  "Inter",
  "Lato",
  "Liberation Sans",
  "DejaVu Sans",
  "Noto Sans",
  "Cantarell",
];
export const SERIF = ["Liberation Serif", "DejaVu Serif", "Noto Serif"];

/** @param {string} text */
export const escapeHtml = (text) =>
  text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;");

/**
 * Opens a set whose pictures are HTML pages: `plan(random)` gives `{kind, html, css, width, height?, ask}`; the picture is the element `#figure`
 * or, with `height`, the page from its top left corner.
 * @param {import("puppeteer-core").Browser} browser
 * @param {(random: import("../../src/prng.mjs").Random) => {kind: string, html: string, css: string, width: number, height?: number, ask: (figure: import("./figure.mjs").Figure) => void}} plan
 */
export async function openHtmlSet(browser, plan) {
  const page = await browser.newPage();
  return async (/** @type {import("../../src/prng.mjs").Random} */ random) => {
    const { kind, html, css, width, height, ask } = plan(random);
    const scale = width > 1000 ? random.pick([1, 1, 1, 1.25]) : random.pick([1, 1, 1.25, 1.5, 2]);
    await page.setViewport({ width, height: height ?? 900, deviceScaleFactor: scale });
    await page.setContent(
      `<!doctype html><html><head><meta charset="utf-8"><style>*{box-sizing:border-box}body{margin:0}${css}</style></head><body>${html}</body></html>`,
    );
    const size = await page.evaluate(() => {
      const r = (document.querySelector("#figure") ?? document.body).getBoundingClientRect();
      return { x: r.x, y: r.y, width: r.width, height: r.height };
    });
    const clip = height
      ? { x: 0, y: 0, width, height }
      : { x: Math.floor(size.x), y: Math.floor(size.y), width: Math.ceil(size.width), height: Math.ceil(size.height) };
    const { image, lines } = await shoot(page, clip, scale);
    return { kind, image, lines, ask };
  };
}
