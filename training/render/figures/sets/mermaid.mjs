/** Mermaid diagrams: a kind draws a plan (source text + questions), the page renders it in a random theme and font. */
import path from "node:path";
import { shoot } from "../lib/browser.mjs";
import { flowchart } from "./mermaid/flowchart.mjs";
import { sequence } from "./mermaid/sequence.mjs";
import { classes, entities } from "./mermaid/structure.mjs";
import { states } from "./mermaid/states.mjs";
import { mindmap, pie, timeline } from "./mermaid/small.mjs";

const KINDS = [
  [flowchart, 46],
  [sequence, 30],
  [classes, 9],
  [states, 9],
  [entities, 7],
  [mindmap, 7],
  [timeline, 6],
  [pie, 6],
];
export const FONTS = [
  "Open Sans",
  "Roboto",
  "Inter",
  "Lato",
  "Liberation Sans",
  "DejaVu Sans",
  "Noto Sans",
  "Liberation Serif",
  "trebuchet ms, verdana, arial, sans-serif",
  "Roboto Condensed",
  "Cantarell",
];
const TINTS = [
  ["#ECECFF", "#9370DB"],
  ["#e8f1fa", "#2f6ea5"],
  ["#fff4dc", "#c98a12"],
  ["#e3f4e6", "#3c8c4d"],
  ["#fde7e9", "#b0323f"],
  ["#f0f0f0", "#555555"],
  ["#d7f0ee", "#0f766e"],
  ["#fbe5f6", "#a33b8f"],
];

/** @param {import("../../src/prng.mjs").Random} random */
function configuration(random) {
  const theme = random.weighted([
    ["default", 34],
    ["neutral", 14],
    ["forest", 14],
    ["dark", 16],
    ["base", 22],
  ]);
  const fontFamily = random.pick(FONTS);
  const [fill, line] = random.pick(TINTS);
  const dark = theme === "dark";
  return {
    dark,
    config: {
      startOnLoad: false,
      securityLevel: "loose",
      theme,
      fontFamily,
      look: random.chance(0.06) ? "handDrawn" : "classic",
      handDrawnSeed: 7,
      themeVariables: {
        fontFamily,
        fontSize: `${random.int(14, 18)}px`,
        ...(theme === "base"
          ? { primaryColor: fill, primaryBorderColor: line, lineColor: line, primaryTextColor: "#222222" }
          : {}),
      },
      flowchart: {
        htmlLabels: random.chance(0.7),
        curve: random.pick(["basis", "linear", "stepBefore", "stepAfter", "monotoneX", "basis"]),
        nodeSpacing: random.int(30, 70),
        rankSpacing: random.int(34, 70),
        useMaxWidth: false,
        wrappingWidth: 240,
      },
      sequence: {
        useMaxWidth: false,
        showSequenceNumbers: false,
        mirrorActors: random.chance(0.6),
        width: random.int(120, 170),
        messageMargin: random.int(28, 46),
        actorMargin: random.int(40, 90),
      },
      class: { useMaxWidth: false, htmlLabels: true },
      state: { useMaxWidth: false },
      er: { useMaxWidth: false },
      mindmap: { useMaxWidth: false },
      timeline: { useMaxWidth: false },
      pie: { useMaxWidth: false, textPosition: 0.7 },
    },
    background: dark
      ? random.pick(["#1e1e1e", "#22272e", "#0d1117", "#333333"])
      : random.pick(["#ffffff", "#ffffff", "#ffffff", "#fafafa", "#f6f8fa", "#fffdf6"]),
  };
}

/** @param {import("puppeteer-core").Browser} browser */
export async function open(browser) {
  const page = await browser.newPage();
  await page.setContent("<!doctype html><meta charset=utf-8><body></body>");
  await page.addScriptTag({ path: path.join(import.meta.dirname, "../node_modules/mermaid/dist/mermaid.min.js") });
  let serial = 0;

  return async (/** @type {import("../../src/prng.mjs").Random} */ random) => {
    const plan = random.weighted(KINDS)(random);
    const { config, background } = configuration(random);
    const scale = random.pick([1, 1, 1, 1.25, 1.5]);
    await page.setViewport({ width: 1500, height: 1200, deviceScaleFactor: scale });
    const size = await page.evaluate(
      async (code, settings, colour, id) => {
        const mermaid = globalThis.mermaid;
        mermaid.initialize(settings);
        document.body.innerHTML = "";
        document.body.style.cssText = `margin:0;padding:24px;background:${colour};display:inline-block`;
        document.documentElement.style.background = colour;
        const { svg } = await mermaid.render(id, code);
        document.body.innerHTML = svg;
        const element = document.body.querySelector("svg");
        element.style.maxWidth = "none";
        const box = element.viewBox.baseVal;
        if (box && box.width > 0) {
          element.setAttribute("width", String(box.width));
          element.setAttribute("height", String(box.height));
        }
        await document.fonts.ready;
        const r = element.getBoundingClientRect();
        return { x: r.x, y: r.y, width: r.width, height: r.height };
      },
      plan.code,
      config,
      background,
      `figure${serial++}`,
    );
    const ratio = size.width / size.height;
    if (size.width > 1480 || size.height > 1480 || ratio > 7 || ratio < 0.22) return null;
    const margin = () => random.int(4, 24);
    const x = size.x - margin();
    const y = size.y - margin();
    const clip = {
      x,
      y,
      width: Math.round(size.x + size.width + margin() - x),
      height: Math.round(size.y + size.height + margin() - y),
    };
    const { image, lines } = await shoot(page, clip, scale);
    return { kind: plan.kind, image, lines, ask: plan.ask };
  };
}
