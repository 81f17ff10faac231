import { DAYS, MONTHS, PLACES, PRODUCTS, SHORT_MONTHS, THINGS, distinct, madeUp } from "../../lib/words.mjs";

const UNITS = [
  "",
  "",
  "%",
  "€",
  "$",
  "kg",
  "ms",
  "GB",
  "km",
  "kWh",
  "°C",
  "thousands",
  "hours",
  "mm",
  "MB/s",
  "points",
];

/**
 * What a chart shows, whoever draws it.
 * @typedef {{kind: "bar-chart"|"grouped-bar-chart"|"line-chart"|"pie-chart"|"scatter-plot"|"area-chart", title: string|null, xTitle: string|null, yTitle: string|null,
 *   categories: string[], series: {name: string, values: number[]}[], labelled: boolean, horizontal: boolean, donut: boolean, texts: string[][]}} ChartPlan
 * `texts[s][i]` is the printed value.
 */

/** @param {import("../../../src/prng.mjs").Random} random @returns {ChartPlan} */
export function planChart(random) {
  const kind = random.weighted([
    ["bar-chart", 34],
    ["grouped-bar-chart", 14],
    ["line-chart", 24],
    ["pie-chart", 15],
    ["scatter-plot", 7],
    ["area-chart", 6],
  ]);
  const temporal = kind === "line-chart" || kind === "area-chart" || random.chance(0.2);
  const count = temporal ? random.int(4, 9) : random.int(3, 7);
  const categories = kind === "scatter-plot" ? [] : temporal ? times(random, count) : names(random, count);
  const seriesCount =
    kind === "grouped-bar-chart"
      ? random.int(2, 3)
      : kind === "line-chart"
        ? random.int(1, 3)
        : kind === "scatter-plot"
          ? random.int(1, 3)
          : 1;
  const seriesNames = distinct(seriesCount, () =>
    random.chance(0.3)
      ? String(random.int(2018, 2026))
      : random.chance(0.5)
        ? random.pick(PLACES)
        : random.chance(0.6)
          ? random.pick(PRODUCTS)
          : madeUp(random),
  );
  if (seriesNames.some((n) => categories.includes(n))) return planChart(random);
  const top = random.pick([10, 40, 100, 100, 500, 1000, 5000, 20000]);
  const decimals = top <= 40 && random.chance(0.5) ? 1 : 0;
  const points = kind === "scatter-plot" ? random.int(12, 30) : count;
  const drift = random.pick([-1, 1, 1, 0]);
  const series = seriesNames.map((name) => {
    const base = top * (0.3 + 0.4 * random.next());
    return {
      name,
      values: Array.from({ length: points }, (_, i) => {
        const value =
          temporal && kind !== "bar-chart"
            ? base + drift * (i / points - 0.5) * top * 0.5 + (random.next() - 0.5) * top * 0.16
            : top * (0.08 + 0.9 * random.next());
        return Number(Math.max(top * 0.03, value).toFixed(decimals));
      }),
    };
  });
  const unit = random.pick(UNITS);
  const thing = random.pick(THINGS);
  const subject = random.chance(0.25) ? `${madeUp(random)} ${thing.toLowerCase()}` : thing;
  const scope = random.pick([
    `by ${random.pick(["region", "product", "team", "site", "country", "category", "department"])}`,
    `in ${random.int(2015, 2026)}`,
    `at ${madeUp(random)}`,
    `of ${madeUp(random)}`,
    "per unit",
    `, ${random.pick(MONTHS)} ${random.int(2018, 2026)}`,
    "",
  ]);
  const title = random.chance(0.9) ? `${subject} ${scope}`.replace(" ,", ",").trim() : null;
  const print = (v) => {
    const text = v >= 1000 ? v.toLocaleString("en-US") : String(v);
    return unit === "%" ? `${text}%` : unit === "€" || unit === "$" ? `${unit}${text}` : text;
  };
  return {
    kind,
    title,
    xTitle:
      kind === "pie-chart"
        ? null
        : random.chance(0.65)
          ? kind === "scatter-plot"
            ? random.pick(THINGS)
            : temporal
              ? random.pick(["Month", "Time", "Date", "Period", "Week"])
              : random.pick(["Region", "Product", "Team", "Site", "Category", "Group", "Name"])
          : null,
    yTitle:
      kind === "pie-chart"
        ? null
        : random.chance(0.75)
          ? unit && unit.length > 0
            ? `${thing} (${unit})`
            : thing
          : null,
    categories,
    series,
    labelled:
      kind === "pie-chart"
        ? false
        : (kind === "bar-chart" && random.chance(0.6)) || (kind === "grouped-bar-chart" && random.chance(0.25)),
    horizontal: kind === "bar-chart" && random.chance(0.28),
    donut: kind === "pie-chart" && random.chance(0.35),
    texts: series.map((s) => s.values.map(print)),
  };
}

/** @param {import("../../../src/prng.mjs").Random} random @param {number} count */
function names(random, count) {
  const bank = random.pick([PLACES, PRODUCTS, PRODUCTS, null]);
  return distinct(count, () =>
    bank === null ? madeUp(random) : random.chance(0.9) ? random.pick(bank) : madeUp(random),
  );
}

/** @param {import("../../../src/prng.mjs").Random} random @param {number} count */
function times(random, count) {
  const kind = random.int(0, 3);
  const start = random.int(0, 3);
  if (kind === 0) return (random.chance(0.5) ? MONTHS : SHORT_MONTHS).slice(start, start + count);
  if (kind === 1) return Array.from({ length: count }, (_, i) => String(2010 + start + i));
  if (kind === 2 && count <= 7) return DAYS.slice(0, count);
  return Array.from({ length: count }, (_, i) => `Q${(i % 4) + 1} ${2021 + Math.floor(i / 4)}`);
}
