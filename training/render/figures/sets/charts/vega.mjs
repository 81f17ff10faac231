const FONTS = [
  "Open Sans",
  "Roboto",
  "Inter",
  "Lato",
  "Liberation Sans",
  "DejaVu Sans",
  "Noto Sans",
  "Liberation Serif",
];
const SCHEMES = ["tableau10", "category10", "set2", "dark2", "accent", "paired", "observable10"];
const COLOURS = [
  "#4c78a8",
  "#f58518",
  "#54a24b",
  "#e45756",
  "#72b7b2",
  "#9467bd",
  "#1f77b4",
  "#0f766e",
  "#b45309",
  "#475569",
];

/**
 * A vega-lite specification of the plan in a random style.
 * @param {import("./plan.mjs").ChartPlan} plan @param {import("../../../src/prng.mjs").Random} random
 */
export function vegaLiteSpec(plan, random) {
  const dark = random.chance(0.18);
  const background = dark
    ? random.pick(["#1e1e1e", "#20242b", "#0d1117"])
    : random.pick(["#ffffff", "#ffffff", "#ffffff", "#fbfbfb", "#f7f4ec", "#eaeaf2"]);
  const ink = dark ? "#d8dbe0" : random.pick(["#000000", "#333333", "#444444", "#22303c"]);
  const font = random.pick(FONTS);
  const size = random.int(11, 15);
  const rows = plan.series.flatMap((s, n) =>
    s.values.map((value, i) => ({
      category: plan.categories[i] ?? "",
      value,
      series: s.name,
      text: plan.texts[n][i],
      x: plan.kind === "scatter-plot" ? Number((random.next() * 100).toFixed(1)) : i,
    })),
  );
  const many = plan.series.length > 1;
  const legend = { title: null, orient: random.pick(["right", "top", "bottom", "right"]) };
  const colour = many
    ? { field: "series", type: "nominal", scale: { scheme: random.pick(SCHEMES) }, legend, sort: null }
    : { value: random.pick(COLOURS) };
  const angle = plan.categories.some((c) => c.length > 9) && plan.categories.length > 5 && !plan.horizontal ? -40 : 0;
  const categoryAxis = {
    field: "category",
    type: "nominal",
    sort: null,
    title: plan.xTitle,
    axis: { labelAngle: angle, labelLimit: 200, grid: false, labelOverlap: false },
  };
  const valueAxis = {
    field: "value",
    type: "quantitative",
    title: plan.yTitle,
    axis: { grid: random.chance(0.7), tickCount: random.int(4, 7) },
  };
  const base = {
    $schema: "https://vega.github.io/schema/vega-lite/v5.json",
    data: { values: rows },
    width: random.int(360, 720),
    height: random.int(220, 420),
    background,
    ...(plan.title
      ? {
          title: {
            text: plan.title,
            anchor: random.pick(["middle", "start"]),
            fontSize: size + random.int(2, 7),
            color: ink,
            font,
          },
        }
      : {}),
    config: {
      font,
      axis: {
        labelFontSize: size,
        titleFontSize: size + 1,
        labelColor: ink,
        titleColor: ink,
        gridColor: dark ? "#3a3f47" : "#dddddd",
        domainColor: dark ? "#777" : "#888",
        titleFontWeight: random.pick(["bold", "normal"]),
      },
      legend: { labelFontSize: size, labelColor: ink, titleColor: ink },
      view: { stroke: random.chance(0.5) ? null : "#ccc" },
      text: { fontSize: size, color: ink },
    },
  };
  const spec = specOf(plan, base, { colour, categoryAxis, valueAxis, legend, random });
  return { spec, background };
}

function specOf(plan, base, { colour, categoryAxis, valueAxis, legend, random }) {
  switch (plan.kind) {
    case "bar-chart": {
      const encoding = plan.horizontal ? { y: categoryAxis, x: valueAxis } : { x: categoryAxis, y: valueAxis };
      const text = {
        mark: { type: "text", ...(plan.horizontal ? { align: "left", dx: 4 } : { baseline: "bottom", dy: -3 }) },
        encoding: { text: { field: "text" } },
      };
      return {
        ...base,
        encoding,
        layer: [
          { mark: { type: "bar", cornerRadiusEnd: random.int(0, 4) }, encoding: { color: colour } },
          ...(plan.labelled ? [text] : []),
        ],
      };
    }
    case "grouped-bar-chart": {
      const offset = { xOffset: { field: "series", sort: null } };
      const text = {
        mark: { type: "text", baseline: "bottom", dy: -2, fontSize: 11 },
        encoding: { text: { field: "text" } },
      };
      return {
        ...base,
        width: Math.max(base.width, 560),
        encoding: { x: categoryAxis, y: valueAxis, ...offset },
        layer: [{ mark: "bar", encoding: { color: colour } }, ...(plan.labelled ? [text] : [])],
      };
    }
    case "line-chart":
    case "area-chart":
      return {
        ...base,
        mark: {
          type: plan.kind === "line-chart" ? "line" : "area",
          point: random.chance(0.6),
          interpolate: random.pick(["linear", "linear", "monotone"]),
        },
        encoding: { x: categoryAxis, y: { ...valueAxis, scale: { zero: random.chance(0.6) } }, color: colour },
      };
    case "pie-chart":
      return {
        ...base,
        width: 300,
        height: 280,
        mark: { type: "arc", innerRadius: plan.donut ? 60 : 0, stroke: base.background },
        encoding: {
          theta: { field: "value", type: "quantitative" },
          color: { field: "category", type: "nominal", sort: null, scale: { scheme: random.pick(SCHEMES) }, legend },
        },
      };
    case "scatter-plot":
      return {
        ...base,
        mark: { type: random.pick(["point", "circle"]), size: random.int(40, 110) },
        encoding: { x: { field: "x", type: "quantitative", title: plan.xTitle }, y: valueAxis, color: colour },
      };
    default:
      throw new Error(`unknown chart ${plan.kind}`);
  }
}
