/** Charts drawn by Apache ECharts, which no training picture is, of the plans of `sets/charts/`. */
import path from "node:path";
import { shoot } from "../lib/browser.mjs";
import { planChart } from "../sets/charts/plan.mjs";
import { questions } from "../sets/charts/questions.mjs";

const FONTS = ["sans-serif", "Lato", "Open Sans", "Inter", "Liberation Sans", "Roboto"];
const PALETTES = [
  undefined,
  undefined,
  ["#c23531", "#2f4554", "#61a0a8", "#d48265", "#91c7ae", "#749f83", "#ca8622"],
  ["#3fb1e3", "#6be6c1", "#626c91", "#a0a7e6", "#c4ebad", "#96dee8", "#516b91"],
  ["#d87c7c", "#919e8b", "#d7ab82", "#6e7074", "#61a0a8", "#efa18d", "#787464"],
];

/** @param {import("../sets/charts/plan.mjs").ChartPlan} plan @param {import("../../src/prng.mjs").Random} random */
function optionOf(plan, random) {
  const many = plan.series.length > 1;
  const pie = plan.kind === "pie-chart";
  const scatter = plan.kind === "scatter-plot";
  const top = plan.title === null ? 30 : 66;
  const legendBelow = random.chance(0.5);
  const names = pie ? plan.categories : plan.series.map((s) => s.name);
  const where = random.pick(["middle", "middle", "end"]);
  const category = {
    type: "category",
    data: plan.categories,
    name: plan.xTitle ?? undefined,
    nameLocation: where,
    nameGap: where === "middle" ? (plan.horizontal ? 90 : 34) : 15,
    axisLabel: { interval: 0, rotate: plan.categories.some((c) => c.length > 9) && plan.categories.length > 5 && !plan.horizontal ? 35 : 0 },
    inverse: plan.horizontal,
  }; // prettier-ignore
  const value = {
    type: "value",
    name: plan.yTitle ?? undefined,
    nameLocation: where,
    nameGap: where === "middle" ? (plan.horizontal ? 34 : 58) : 15,
    splitLine: { show: random.chance(0.8) },
  };
  const abscissa = { ...value, name: plan.xTitle ?? undefined, nameGap: 34 };
  const series = pie
    ? [{ type: "pie", radius: plan.donut ? ["38%", "64%"] : "64%", center: ["50%", "54%"], label: { show: random.chance(0.6) || !many, position: "outside" }, data: plan.categories.map((name, i) => ({ name, value: plan.series[0].values[i] })) }]
    : plan.series.map((s, n) => ({
        name: s.name,
        type: scatter ? "scatter" : plan.kind === "line-chart" || plan.kind === "area-chart" ? "line" : "bar",
        ...(plan.kind === "area-chart" ? { areaStyle: { opacity: 0.5 } } : {}),
        smooth: random.chance(0.3),
        symbolSize: 7,
        data: s.values.map((v, i) => (scatter ? [Number((random.next() * 100).toFixed(1)), v] : { value: v, label: { show: plan.labelled, position: plan.horizontal ? "right" : "top", formatter: plan.texts[n][i] } })),
      })); // prettier-ignore
  const font = random.pick(FONTS);
  const left = {
    text: plan.title ?? "",
    left: random.pick(["center", "left"]),
    textStyle: { fontSize: random.int(16, 20), fontFamily: font },
  };
  return {
    animation: false,
    textStyle: { fontFamily: font, fontSize: 13 },
    ...(PALETTES.length ? { color: random.pick(PALETTES) } : {}),
    ...(plan.title === null ? {} : { title: left }),
    ...(many || pie ? { legend: { data: names, ...(legendBelow ? { bottom: 6 } : { top: plan.title === null ? 4 : 34 }), icon: random.pick([undefined, "circle", "rect"]) } } : {}),
    ...(pie
      ? {}
      : {
          grid: { left: plan.horizontal ? 130 : 96, right: 90, top, bottom: (many && legendBelow ? 84 : 62) + 8, containLabel: false },
          xAxis: scatter ? abscissa : plan.horizontal ? value : category,
          yAxis: plan.horizontal ? category : value,
        }),
    series,
  }; // prettier-ignore
}

/** @param {import("puppeteer-core").Browser} browser */
export async function open(browser) {
  const page = await browser.newPage();
  await page.setContent("<!doctype html><meta charset=utf-8><body></body>");
  await page.addScriptTag({ path: path.join(import.meta.dirname, "../node_modules/echarts/dist/echarts.min.js") });
  return async (/** @type {import("../../src/prng.mjs").Random} */ random) => {
    const plan = planChart(random);
    // Two lone axes with no series name would leave nothing to ask about.
    if (plan.title === null && plan.xTitle === null && plan.yTitle === null) return null;
    const scale = random.pick([1, 1, 1.25, 1.5]);
    const [width, height] = [random.int(620, 860), random.int(380, 500)];
    await page.setViewport({ width: 1000, height: 700, deviceScaleFactor: scale });
    const theme = random.chance(0.2) ? "dark" : null;
    await page.evaluate(draw, optionOf(plan, random), width, height, theme);
    const { image, lines } = await shoot(page, { x: 0, y: 0, width, height }, scale);
    const ask = (/** @type {import("../lib/figure.mjs").Figure} */ figure) => questions(figure, plan);
    return { kind: plan.kind, image, lines, ask };
  };
}

/* c8 ignore start: runs inside the page. */
function draw(option, width, height, theme) {
  document.body.style.margin = "0";
  document.body.innerHTML = `<div style="width:${width}px;height:${height}px;background:#fff"></div>`;
  const chart = globalThis.echarts.init(document.body.firstElementChild, theme, { renderer: "svg", width, height });
  chart.setOption(option);
}
