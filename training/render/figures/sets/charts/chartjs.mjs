const FONTS = ["Helvetica, Liberation Sans", "Open Sans", "Roboto", "Inter", "Lato", "DejaVu Sans"];
const PALETTES = [
  ["#36a2eb", "#ff6384", "#ff9f40", "#ffcd56", "#4bc0c0", "#9966ff", "#c9cbcf"],
  ["#2563eb", "#f97316", "#16a34a", "#dc2626", "#9333ea", "#0891b2", "#ca8a04"],
  ["#5470c6", "#91cc75", "#fac858", "#ee6666", "#73c0de", "#3ba272", "#fc8452"],
  ["#264653", "#2a9d8f", "#e9c46a", "#f4a261", "#e76f51", "#6d597a", "#b56576"],
];

/**
 * A Chart.js configuration (plain data) of the plan in a random style.
 * @param {import("./plan.mjs").ChartPlan} plan @param {import("../../../src/prng.mjs").Random} random
 */
export function chartJsConfig(plan, random) {
  const dark = random.chance(0.2);
  const background = dark
    ? random.pick(["#111827", "#1f2937", "#18181b"])
    : random.pick(["#ffffff", "#ffffff", "#f9fafb"]);
  const ink = dark ? "#d1d5db" : random.pick(["#666666", "#374151", "#111111"]);
  const palette = random.pick(PALETTES);
  const size = random.int(12, 16);
  const family = random.pick(FONTS);
  const pie = plan.kind === "pie-chart";
  const scatter = plan.kind === "scatter-plot";
  const line = plan.kind === "line-chart" || plan.kind === "area-chart";
  const shift = random.int(0, palette.length - 1);
  const datasets = plan.series.map((s, n) => ({
    label: s.name,
    labels: plan.texts[n],
    data: scatter ? s.values.map((y) => ({ x: Number((random.next() * 100).toFixed(1)), y })) : s.values,
    backgroundColor: pie ? palette : palette[(n + shift) % palette.length],
    borderColor: pie ? background : palette[(n + shift) % palette.length],
    borderWidth: line ? 2.5 : pie ? 2 : 0,
    fill: plan.kind === "area-chart",
    tension: line && plan.series.length ? (random.chance(0.4) ? 0.35 : 0) : 0,
    pointRadius: scatter ? 5 : 3,
  }));
  const axis = (title) => ({
    ticks: { color: ink, font: { size, family }, autoSkip: false, maxRotation: 60 },
    grid: { color: dark ? "#374151" : "#e5e7eb" },
    ...(title ? { title: { display: true, text: title, color: ink, font: { size: size + 1, family } } } : {}),
  });
  const [categories, values] = [
    axis(plan.xTitle),
    { ...axis(plan.yTitle), beginAtZero: !line || random.chance(0.5), ...(plan.labelled ? { grace: "8%" } : {}) },
  ];
  values.ticks = { ...values.ticks, autoSkip: true };
  if (scatter) categories.ticks = { ...categories.ticks, autoSkip: true };
  const legend = pie || plan.series.length > 1;
  return {
    background,
    width: pie ? random.int(380, 560) : random.int(520, 860),
    height: pie ? random.int(320, 420) : random.int(320, 500),
    config: {
      type: scatter ? "scatter" : pie ? (plan.donut ? "doughnut" : "pie") : line ? "line" : "bar",
      data: { labels: plan.categories, datasets },
      ...(plan.labelled ? { valueLabels: { color: ink, font: `${size}px ${family.split(",")[0]}` } } : {}),
      options: {
        animation: false,
        responsive: true,
        maintainAspectRatio: false,
        indexAxis: plan.horizontal ? "y" : "x",
        ...(plan.labelled && plan.horizontal ? { layout: { padding: { right: 36 } } } : {}),
        ...(pie ? {} : { scales: plan.horizontal ? { y: categories, x: values } : { x: categories, y: values } }),
        plugins: {
          tooltip: { enabled: false },
          legend: {
            display: legend,
            position: random.pick(["top", "bottom", "right", "left"]),
            labels: { color: ink, font: { size, family } },
          },
          title: {
            display: plan.title !== null,
            text: plan.title ?? "",
            color: dark ? "#f3f4f6" : "#111827",
            font: { size: size + random.int(2, 6), family },
          },
        },
      },
    },
  };
}
