/** Charts drawn by vega-lite (SVG) and by Chart.js (canvas; its fillText is listened to). */
import path from "node:path";
import { shoot } from "../lib/browser.mjs";
import { questions } from "./charts/questions.mjs";
import { planChart } from "./charts/plan.mjs";
import { vegaLiteSpec } from "./charts/vega.mjs";
import { chartJsConfig } from "./charts/chartjs.mjs";

const modules = path.join(import.meta.dirname, "../node_modules");

/** @param {import("puppeteer-core").Browser} browser */
export async function open(browser) {
  const page = await browser.newPage();
  await page.setContent("<!doctype html><meta charset=utf-8><body></body>");
  for (const file of ["vega/build/vega.min.js", "vega-lite/build/vega-lite.min.js", "chart.js/dist/chart.umd.js"]) {
    await page.addScriptTag({ path: path.join(modules, file) });
  }

  return async (/** @type {import("../../src/prng.mjs").Random} */ random) => {
    const plan = planChart(random);
    const scale = random.pick([1, 1, 1.25, 1.5, 2]);
    const vega = random.chance(0.55);
    const padding = random.int(10, 30);
    await page.setViewport({ width: 1200, height: 1000, deviceScaleFactor: scale });
    if (vega) {
      const { spec, background } = vegaLiteSpec(plan, random);
      const size = await page.evaluate(drawVega, spec, background, padding);
      const { image, lines } = await shoot(page, size, scale);
      return { kind: plan.kind, image, lines, ask: (figure) => questions(figure, plan) };
    }
    const { config, width, height, background } = chartJsConfig(plan, random);
    const drawn = await page.evaluate(drawChartJs, config, width, height, background, padding);
    const clip = { x: 0, y: 0, width: width + 2 * padding, height: height + 2 * padding };
    const { image } = await shoot(page, clip, scale);
    const lines = drawn.map((line, i) => ({
      text: line.text,
      box: line.box.map((v) => Math.round(v * scale)),
      key: line.key,
      block: i,
    }));
    return { kind: plan.kind, image, lines, ask: (figure) => questions(figure, plan) };
  };
}

/* c8 ignore start: the two functions below run inside the page. */
async function drawVega(spec, background, padding) {
  document.body.style.cssText = `margin:0;padding:${padding}px;display:inline-block;background:${background}`;
  const compiled = globalThis.vegaLite.compile(spec).spec;
  const view = new globalThis.vega.View(globalThis.vega.parse(compiled), { renderer: "none" });
  document.body.innerHTML = await view.toSVG();
  const r = document.body.getBoundingClientRect();
  return { x: 0, y: 0, width: Math.ceil(r.right), height: Math.ceil(r.bottom) };
}

function drawChartJs(config, width, height, background, padding) {
  document.body.style.cssText = `margin:0;padding:${padding}px;background:${background};width:${width}px`;
  document.body.innerHTML = `<div style="width:${width}px;height:${height}px;position:relative"><canvas></canvas></div>`;
  const prototype = CanvasRenderingContext2D.prototype;
  const original = prototype.fillText;
  const heard = new Map();
  const ratio = globalThis.devicePixelRatio;
  prototype.fillText = function (text, x, y, ...rest) {
    const m = this.measureText(text);
    const t = this.getTransform();
    const corners = [
      [x - m.actualBoundingBoxLeft, y - m.fontBoundingBoxAscent],
      [x + m.actualBoundingBoxRight, y - m.fontBoundingBoxAscent],
      [x - m.actualBoundingBoxLeft, y + m.fontBoundingBoxDescent],
      [x + m.actualBoundingBoxRight, y + m.fontBoundingBoxDescent],
    ].map(([px, py]) => [(t.a * px + t.c * py + t.e) / ratio, (t.b * px + t.d * py + t.f) / ratio]);
    const left = Math.min(...corners.map((c) => c[0]));
    const top = Math.min(...corners.map((c) => c[1]));
    const box = [
      left + padding,
      top + padding,
      Math.max(...corners.map((c) => c[0])) - left,
      Math.max(...corners.map((c) => c[1])) - top,
    ];
    if (String(text).trim() !== "")
      heard.set(`${text}@${Math.round(left)},${Math.round(top)}`, { text: String(text), box, key: "" });
    return original.call(this, text, x, y, ...rest);
  };
  try {
    const chart = globalThis.Chart;
    for (const previous of Object.values(chart.instances)) previous.destroy();
    const withFunctions = { ...config, plugins: config.valueLabels ? [valueLabels(config.valueLabels)] : [] };
    const drawn = new chart(document.querySelector("canvas"), withFunctions);
    heard.clear();
    drawn.draw();
    return [...heard.values()];
  } finally {
    prototype.fillText = original;
  }

  function valueLabels({ color, font }) {
    return {
      id: "valueLabels",
      afterDatasetsDraw(chart) {
        const { ctx } = chart;
        ctx.save();
        ctx.font = font;
        ctx.fillStyle = color;
        chart.data.datasets.forEach((dataset, d) => {
          chart.getDatasetMeta(d).data.forEach((element, i) => {
            const horizontal = chart.options.indexAxis === "y";
            ctx.textAlign = horizontal ? "left" : "center";
            ctx.textBaseline = horizontal ? "middle" : "bottom";
            const { x, y } = element.tooltipPosition();
            ctx.fillText(dataset.labels[i], horizontal ? element.x + 5 : x, horizontal ? y : element.y - 4);
          });
        });
        ctx.restore();
      },
    };
  }
}
