/**
 * Renders the sample pictures from the hand-written pages beside this file:
 * `CHROMIUM=/usr/bin/chromium node samples/sources/render.mjs [name …]`.
 * Every page says its own size in `<meta name="render" content="width×height">` (CSS pixels; `@2x` doubles the pixels).
 * `photograph` is computed by `photograph.mjs` instead. PNGs are written to `samples/`.
 */
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import sharp from "sharp";
import { renderStillLife } from "./photograph.mjs";

const sources = import.meta.dirname;
const samples = path.dirname(sources);
const chromium = process.env.CHROMIUM ?? "/usr/bin/chromium";
const wanted = process.argv.slice(2);

/** @param {string} name page name without extension */
async function renderPage(name) {
  const page = path.join(sources, `${name}.html`);
  const size = /<meta name="render" content="(\d+)×(\d+)(?:@([\d.]+)x)?"/.exec(readFileSync(page, "utf8"));
  if (size === null) throw new Error(`${page} lacks <meta name="render" content="width×height">`);
  const [, width, height, scale = "1"] = size;
  const folder = mkdtempSync(path.join(tmpdir(), "samples-"));
  const shot = path.join(folder, "shot.png");
  try {
    execFileSync(
      chromium,
      [
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--hide-scrollbars",
        "--disable-lcd-text",
        `--user-data-dir=${folder}`,
        `--force-device-scale-factor=${scale}`,
        // The new headless mode counts window decorations in; the page is cut from the top left corner below.
        `--window-size=${width},${Number(height) + 200}`,
        `--screenshot=${shot}`,
        `file://${page}`,
      ],
      { stdio: ["ignore", "ignore", "ignore"] },
    );
    await sharp(shot)
      .extract({ left: 0, top: 0, width: Math.round(width * scale), height: Math.round(height * scale) })
      .png({ palette: true, colours: 256, effort: 10, dither: 0.4 })
      .toFile(path.join(samples, `${name}.png`));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The still life, as a JPEG: a photograph seldom is a PNG. */
async function renderPhotograph() {
  const { width, height, rgb } = renderStillLife();
  await sharp(rgb, { raw: { width, height, channels: 3 } })
    .jpeg({ quality: 86, mozjpeg: true })
    .toFile(path.join(samples, "photograph.jpg"));
}

const names = readdirSync(sources)
  .filter((file) => file.endsWith(".html"))
  .map((file) => file.slice(0, -".html".length));
for (const name of [...names, "photograph"]) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  await (name === "photograph" ? renderPhotograph() : renderPage(name));
  console.log(name);
}
