/** Colours and fonts that kits share. */

const FONTSOURCE = [
  "inter",
  "roboto",
  "open-sans",
  "lato",
  "source-sans-3",
  "ibm-plex-sans",
  "nunito",
  "ubuntu",
  "poppins",
  "merriweather",
  "fira-sans",
  "pt-sans",
  "work-sans",
  "figtree",
  "jetbrains-mono",
];
const INSTALLED = [
  "DejaVu Sans",
  "Liberation Sans",
  "Liberation Serif",
  "Liberation Sans Narrow",
  "DejaVu Serif",
  "Noto Sans",
];

/** @param {string} path under node_modules @returns {string} a URL */
export const asset = (path) => new URL(`../../node_modules/${path}`, import.meta.url).href;

/** @param {import("../prng.mjs").Random} random @returns {{ family: string, css: string }} a font among those installed and those of fontsource (OFL) */
export function pickFont(random) {
  if (random.chance(0.4)) return { family: random.pick(INSTALLED), css: "" };
  const id = random.weighted(FONTSOURCE.map((f) => [f, f === "jetbrains-mono" || f === "merriweather" ? 0.3 : 1]));
  const face = (/** @type {number} */ weight) =>
    `@font-face{font-family:"F-${id}";font-weight:${weight};src:url("${asset(`@fontsource/${id}/files/${id}-latin-${weight}-normal.woff2`)}")}`;
  return { family: `F-${id}`, css: face(400) + face(700) };
}

/** @param {import("../prng.mjs").Random} random @param {boolean} dark @returns {Record<string, string>} the variables of `css/` */
export function palette(random, dark) {
  const hue = random.int(0, 359);
  const tint = random.int(0, 22);
  const accents = dark
    ? `hsl(${hue} ${random.int(45, 85)}% ${random.int(50, 66)}%)`
    : `hsl(${hue} ${random.int(45, 85)}% ${random.int(30, 45)}%)`;
  return dark
    ? {
        "--bg": `hsl(${hue} ${tint}% ${random.int(7, 14)}%)`,
        "--panel": `hsl(${hue} ${tint}% ${random.int(13, 19)}%)`,
        "--fg": "#e4e7eb",
        "--muted": "#9aa3ad",
        "--border": `hsl(${hue} ${tint}% 30%)`,
        "--accent": accents,
        "--accentfg": "#0b0d10",
        "--input": `hsl(${hue} ${tint}% ${random.int(8, 20)}%)`,
        "--err": "#ff8a8a",
        "--btn": `hsl(${hue} ${tint}% 23%)`,
      }
    : {
        "--bg": `hsl(${hue} ${tint}% ${random.int(96, 100)}%)`,
        "--panel": `hsl(${hue} ${tint}% ${random.int(93, 100)}%)`,
        "--fg": random.pick(["#1b1f24", "#222", "#2c3e50", "#333"]),
        "--muted": random.pick(["#626c76", "#777", "#5c6b7a"]),
        "--border": `hsl(${hue} ${tint}% ${random.int(72, 88)}%)`,
        "--accent": accents,
        "--accentfg": "#ffffff",
        "--input": "#fff",
        "--btn": random.pick(["#fff", "#f0f2f4", "transparent", "#e6e8eb"]),
      };
}

/** @param {import("../prng.mjs").Random} random @returns {Record<string, string>} spacing that any kit bears */
export function density(random) {
  return {
    "--gap": `${random.int(8, 18)}px`,
    "--pad": `${random.int(10, 24)}px`,
    "--fs": `${random.int(13, 17)}px`,
    "--radius": `${random.pick([0, 2, 3, 4, 6, 8, 10, 14])}px`,
    "--side": `${random.int(170, 250)}px`,
    "--cellpad": `${random.int(3, 11)}px ${random.int(7, 14)}px`,
    "--navgap": `${random.int(0, 5)}px`,
    "--kvgap": `${random.int(4, 12)}px`,
    "--labelw": random.pick(["400", "600", "600", "700"]),
    "--cpad": `${random.int(20, 150)}px`,
    "--lw": `${random.int(130, 220)}px`,
    "--dw": `${random.int(380, 560)}px`,
    "--drop": `${random.int(40, 160)}px`,
    "--shade": random.pick([
      "rgba(0,0,0,.45)",
      "rgba(0,0,0,.3)",
      "rgba(20,20,40,.55)",
      "rgba(255,255,255,.5)",
      "rgba(0,0,0,.65)",
    ]),
  };
}
