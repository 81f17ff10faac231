/** A screen as a whole HTML document in a kit's clothes. */
import { readFileSync } from "node:fs";
import { Renderer } from "./kits/base.mjs";
import { density, pickFont } from "./kits/look.mjs";

const BASE_CSS = ["layout", "controls", "navigation", "content", "rows"]
  .map((part) => readFileSync(new URL(`./kits/css/${part}.css`, import.meta.url), "utf8"))
  .join("");

/**
 * @param {import("./nodes.mjs").Screen} screen
 * @param {import("./kits/base.mjs").Kit} kit
 * @param {import("./prng.mjs").Random} random
 * @returns {string}
 */
export function pageOf(screen, kit, random) {
  const theme = kit.theme(random, random.chance(0.38));
  const font = theme.keepFont ? undefined : pickFont(random);
  const vars = {
    ...density(random),
    ...theme.vars,
    ...(font ? { "--font": `"${font.family}"` } : { "--font": "inherit" }),
  };
  const body = new Renderer(kit, random).html(screen.root);
  const declared = Object.entries(vars)
    .map(([name, value]) => `${name}:${value}`)
    .join(";");
  return `<!doctype html><html ${theme.html ?? ""}><head><meta charset="utf-8">${theme.sheets.map((href) => `<link rel="stylesheet" href="${href}">`).join("")}<style>${font?.css ?? ""}${BASE_CSS}${theme.css ?? ""}</style></head><body class="${theme.body ?? ""}" style='${declared}'><div class="x-body ${theme.keepFont ? "" : "x-font"}">${body}</div></body></html>`;
}
