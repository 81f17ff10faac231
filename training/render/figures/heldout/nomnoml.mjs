/** Diagrams drawn by nomnoml, which no training picture is: flowcharts and graphs of the plans of `sets/`. */
import nomnoml from "nomnoml";
import { shoot } from "../lib/browser.mjs";
import { plan as planGraph } from "../sets/graphviz.mjs";
import { questions as askGraph } from "../sets/graphviz/questions.mjs";
import { flowchart } from "../sets/mermaid/flowchart.mjs";

const FILLS = ["#eee8d5; #fdf6e3", "#ffffff", "#dff0ea; #f3faf7", "#e8eefc", "#fff1e0", "#f2f2f2", "#fde8ec"];
const STROKES = ["#33322E", "#33322E", "#1f3a5f", "#000000", "#5b3a8c", "#20603d"];
const FONTS = ["Helvetica", "Lato", "Liberation Sans", "DejaVu Sans", "Calibri", "Open Sans", "Liberation Serif"];
const TYPES = /** @type {Record<string, string>} */ ({ decision: "<choice>", end: "<state>", store: "<database>", io: "<input>", sub: "<frame>", hex: "<receiver>" }); // prettier-ignore

/** A label as nomnoml's grammar bears it. @param {string} label */
const safe = (label) => label.replace(/([[\]|;<>])/g, "\\$1");

/** @param {import("../../src/prng.mjs").Random} random */
function plan(random) {
  if (random.chance(0.55)) {
    const made = flowchart(random);
    if (made.groups.length > 0) return null;
    const nodes = made.nodes.map((n) => ({
      label: n.label,
      type: TYPES[n.kind === "step" ? n.shape : n.kind] ?? "",
    }));
    return { kind: "flowchart", nodes, edges: made.edges, title: made.title, ask: made.ask };
  }
  const graph = planGraph(random);
  const shown = { ...graph, clusters: [] };
  const type = random.pick(["", "", "<usecase>", "<package>", "<state>", "<reference>"]);
  const nodes = graph.nodes.map((label) => ({ label, type: random.chance(0.1) ? "<database>" : type }));
  return {
    kind: graph.kind,
    nodes,
    edges: graph.edges,
    title: graph.title,
    ask: (/** @type {import("../lib/figure.mjs").Figure} */ figure) => askGraph(figure, shown),
  };
}

/** @param {NonNullable<ReturnType<typeof plan>>} graph @param {import("../../src/prng.mjs").Random} random */
function toNomnoml({ nodes, edges }, random) {
  const settings = [
    `#direction: ${random.pick(["down", "down", "right"])}`,
    `#fill: ${random.pick(FILLS)}`,
    `#stroke: ${random.pick(STROKES)}`,
    `#font: ${random.pick(FONTS)}`,
    `#fontSize: ${random.int(12, 14)}`,
    `#lineWidth: ${random.pick([1, 2, 3])}`,
    `#edges: ${random.pick(["hard", "rounded"])}`,
    `#spacing: ${random.int(40, 60)}`,
    `#padding: ${random.int(8, 14)}`,
    ...(random.chance(0.2) ? ["#bendSize: 0.5"] : []),
  ];
  const arrow = random.pick(["->", "->", "-->"]);
  return [
    ...settings,
    ...nodes.map((n) => `[${n.type}${safe(n.label)}]`),
    ...edges.map((e) => `[${safe(nodes[e.from].label)}] ${safe(e.label)} ${arrow} [${safe(nodes[e.to].label)}]`),
  ].join("\n");
}

/** @param {import("puppeteer-core").Browser} browser */
export async function open(browser) {
  const page = await browser.newPage();
  return async (/** @type {import("../../src/prng.mjs").Random} */ random) => {
    const graph = plan(random);
    if (graph === null) return null;
    const svg = nomnoml.renderSvg(toNomnoml(graph, random));
    const scale = random.pick([1, 1, 1.25, 1.5]);
    await page.setViewport({ width: 1400, height: 1200, deviceScaleFactor: scale });
    const heading = graph.title === null ? "" : `<h2 style="margin:4px 8px 0;font:600 20px Lato">${graph.title}</h2>`;
    await page.setContent(
      `<!doctype html><meta charset="utf-8"><body style="margin:0;padding:12px;display:inline-block;background:#fff">${heading}${svg}</body>`,
    );
    const size = await page.evaluate(() => {
      const r = document.body.getBoundingClientRect();
      return { width: Math.ceil(r.right), height: Math.ceil(r.bottom) };
    });
    if (size.width > 1300 || size.height > 1150 || size.width / size.height > 6) return null;
    const { image, lines } = await shoot(page, { x: 0, y: 0, ...size }, scale);
    return { kind: graph.kind, image, lines, ask: graph.ask };
  };
}
