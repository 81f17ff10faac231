import { ALT_TEXT, DESCRIBE, KIND_OF_PICTURE, TITLE } from "../../lib/common.mjs";
import { listed } from "../../lib/phrases.mjs";
import { madeUp } from "../../lib/words.mjs";
import { named } from "../mermaid/structure.mjs";
import {
  X_AXIS,
  Y_AXIS,
  UNIT,
  LEGEND,
  HIGHEST,
  LOWEST,
  PEAK,
  TROUGH,
  MOST_VALUE,
  VALUE,
  SERIES_VALUE,
  VALUE_OF,
} from "./phrases.mjs";

const NAMES = {
  "bar-chart": "a bar chart",
  "grouped-bar-chart": "a grouped bar chart",
  "line-chart": "a line chart",
  "pie-chart": "a pie chart",
  "scatter-plot": "a scatter plot",
  "area-chart": "an area chart",
};

/** @param {import("../../lib/figure.mjs").Figure} figure @param {import("./plan.mjs").ChartPlan} plan */
export function questions(figure, plan) {
  const { random } = figure;
  const title = plan.title === null ? null : figure.text(plan.title);
  const name = plan.donut ? "a donut chart" : NAMES[plan.kind];
  const bare = name.replace(/^an? /, "");
  const accepted = [...new Set([bare, bare.replace("grouped ", "").replace("donut chart", "pie chart")])];
  const single = plan.series.length === 1;
  const category = plan.categories.map((c) => figure.text(c));
  const legend = plan.kind === "pie-chart" ? null : plan.series.map((s) => figure.text(s.name));
  const alike = plan.categories.some((c, i) => plan.categories.indexOf(c) !== i);
  if (title !== null) figure.turn("title", TITLE, {}, "%t", { t: title }, [plan.title]);
  const [xTitle, yTitle] = plan.horizontal ? [plan.yTitle, plan.xTitle] : [plan.xTitle, plan.yTitle];
  if (xTitle !== null && xTitle !== yTitle) figure.turn("axis", X_AXIS, {}, "%r", { r: figure.text(xTitle) }, [xTitle]);
  if (yTitle !== null && xTitle !== yTitle) figure.turn("axis", Y_AXIS, {}, "%r", { r: figure.text(yTitle) }, [yTitle]);
  const unit = /\((.+)\)$/.exec(plan.yTitle ?? "")?.[1];
  if (unit) figure.turn("unit", UNIT, {}, "%r", { r: figure.text(plan.yTitle) }, [unit]);
  if (legend !== null && !single) {
    if (plan.series.length <= 3)
      figure.turn("legend", LEGEND, {}, `${listed(legend.map((_, k) => `%s${k}`))}.`, named("s", legend), [
        plan.series[0].name,
      ]);
    figure.count(
      [
        `How many {series|data series|groups|colours|${plan.kind === "line-chart" ? "lines" : "kinds of bars"}} {are there|does the chart have|are shown|are compared}?`,
        "{Number of|Count the} series{.|?}",
        "How many entries does the legend have?",
      ],
      plan.series.length,
      plan.kind === "line-chart" ? "line" : "series",
    );
  }
  if (plan.kind === "pie-chart" && plan.categories.length <= 3)
    figure.turn("legend", LEGEND, {}, `${listed(category.map((_, k) => `%s${k}`))}.`, named("s", category), [
      plan.categories[0],
    ]);
  if (plan.kind !== "scatter-plot" && !alike) {
    const noun =
      plan.kind === "pie-chart"
        ? "slice"
        : plan.kind === "bar-chart"
          ? "bar"
          : plan.kind === "grouped-bar-chart"
            ? "category"
            : "point";
    figure.count(
      noun === "bar"
        ? [
            "How many {bars|columns|categories} {are there|does the chart have|do you see|are shown}?",
            "{Number of|Count the} bars{.|?}",
          ]
        : noun === "slice"
          ? ["How many {slices|segments|parts|categories} {are there|does it have|are shown}?"]
          : ["How many {categories|values|points|labels} are {there |}on the {x axis|horizontal axis|x-axis}?"],
      plan.categories.length,
      noun,
    );
    if (single) extremes(figure, plan, category);
    if (plan.labelled) values(figure, plan, category, legend);
    if (single && plan.kind === "bar-chart") compare(figure, plan, category);
    if (plan.kind !== "pie-chart") neighbours(figure, plan, category);
  }
  if (single && (plan.kind === "line-chart" || plan.kind === "area-chart")) trend(figure, plan);
  const facts = { t: title };
  figure.turn(
    "picture-kind",
    KIND_OF_PICTURE,
    {},
    title ? `This is ${name} titled %t.` : `This is ${name}.`,
    facts,
    accepted,
  );
  const extra = !single && plan.series.length === 2 && legend ? " comparing %a and %b" : "";
  figure.turn(
    "describe",
    DESCRIBE,
    {},
    `This is ${name}${title ? " titled %t" : ""}${extra}.`,
    { ...facts, ...(extra ? { a: legend[0], b: legend[1] } : {}) },
    accepted,
  );
  if (title) figure.turn("alt", ALT_TEXT, {}, `${bare[0].toUpperCase()}${bare.slice(1)} titled %t.`, facts, accepted);
  figure.absent(VALUE, { x: madeUp(random) });
  figure.absent(["What is the {value|share|number} of %x?", "Where is %x {in the chart|shown}?"], {
    x: madeUp(random),
  });
}

function extremes(figure, plan, category) {
  const all = plan.series[0].values;
  const sorted = [...all].sort((a, b) => a - b);
  const gap = (a, b) => Math.abs(a - b) / Math.max(...all) > 0.03;
  const most = all.indexOf(sorted[sorted.length - 1]);
  const least = all.indexOf(sorted[0]);
  const printed = (i) => (plan.labelled ? figure.text(plan.texts[0][i]) : null);
  const unique = (i) => plan.texts[0].filter((t) => t === plan.texts[0][i]).length === 1;
  const line = plan.kind === "line-chart" || plan.kind === "area-chart";
  if (gap(sorted[sorted.length - 1], sorted[sorted.length - 2])) {
    const shown = plan.labelled && unique(most) ? printed(most) : null;
    figure.turn(
      "highest",
      line ? PEAK : HIGHEST,
      {},
      shown ? "%c is the highest with %v." : "%c is the highest.",
      { c: category[most], v: shown },
      [plan.categories[most]],
    );
    if (shown)
      figure.turn("highest", MOST_VALUE, {}, "%c is the highest with %v.", { c: category[most], v: shown }, [
        plan.texts[0][most],
      ]);
  }
  if (gap(sorted[0], sorted[1])) {
    const shown = plan.labelled && unique(least) ? printed(least) : null;
    figure.turn(
      "lowest",
      line ? TROUGH : LOWEST,
      {},
      shown ? "%c is the lowest with %v." : "%c is the lowest.",
      { c: category[least], v: shown },
      [plan.categories[least]],
    );
  }
}

function values(figure, plan, category, legend) {
  const single = plan.series.length === 1;
  plan.series.forEach((s, n) =>
    s.values.forEach((_, i) => {
      const text = plan.texts[n][i];
      if (plan.texts.flat().filter((t) => t === text).length > 1) return;
      const refs = { c: category[i], v: figure.text(text), s: legend?.[n] ?? null };
      if (figure.lines.filter((l) => l.text === text).length > 1) return;
      if (single) figure.turn("value", VALUE, { x: plan.categories[i] }, "%c: %v.", refs, [text]);
      else figure.turn("value", SERIES_VALUE, { x: plan.categories[i], s: s.name }, "%c, %s: %v.", refs, [text]);
      if (single) figure.turn("value-of", VALUE_OF, { v: text }, "%c: %v.", refs, [plan.categories[i]]);
    }),
  );
}

function compare(figure, plan, category) {
  const all = plan.series[0].values;
  const [i, j] = figure.random.sample(
    all.map((_, k) => k),
    2,
  );
  if (Math.abs(all[i] - all[j]) / Math.max(...all) < 0.06) return;
  const slots = { a: plan.categories[i], b: plan.categories[j] };
  const winner = all[i] > all[j] ? i : j;
  figure.turn(
    "compare",
    [
      "{Which|What} is {higher|larger|greater|taller}, %a or %b?",
      "{Is|Which is} {more|bigger}: %a or %b?",
      "%a or %b: which {bar |}is {higher|longer|larger}?",
      "Which of %a and %b has the {larger|higher} value?",
    ],
    slots,
    "%w is higher.",
    { w: category[winner] },
    [plan.categories[winner]],
  );
  const higher = all[i] > all[j];
  figure.turn(
    "yes-no",
    [
      "Is %a {higher|larger|greater} than %b?",
      "Does %a have {a higher|a larger} value than %b?",
      "%a > %b?",
      "Is the bar of %a {taller|longer|bigger} than {that of |}%b?",
    ],
    slots,
    `%a: ${higher ? "yes" : "no"}, it is ${higher ? "higher" : "lower"} than %b.`,
    { a: category[i], b: category[j] },
    [higher ? "yes" : "no"],
  );
}

function neighbours(figure, plan, category) {
  const n = plan.categories.length;
  const [start, end] = plan.horizontal ? ["top", "bottom"] : ["left", "right"];
  figure.turn(
    "first",
    [
      `{What|Which} is the {first|${start}most} {category|label|bar|value|entry}{| on the axis}?`,
      `What {stands|is} {first|on the far ${start}|at the very ${start}}?`,
      "Where does the axis {start|begin}?",
    ],
    {},
    "%c comes first.",
    { c: category[0] },
    [plan.categories[0]],
  );
  figure.turn(
    "last",
    [
      `{What|Which} is the {last|${end}most} {category|label|bar|value|entry}{| on the axis}?`,
      `What {stands|is} {last|on the far ${end}|at the very ${end}}?`,
      "Where does the axis end?",
    ],
    {},
    "%c comes last.",
    { c: category[n - 1] },
    [plan.categories[n - 1]],
  );
  const i = figure.random.int(0, n - 2);
  const slots = { a: plan.categories[i], b: plan.categories[i + 1] };
  const refs = { a: category[i], b: category[i + 1] };
  figure.turn(
    "neighbour",
    [
      "{What|Which {label|category|bar}} {comes|is|stands} {next to|right after|after|following} %a?",
      "After %a, {what|which category} {comes|follows}?",
      "{Next|what's} after %a{| on the axis}?",
    ],
    slots,
    "After %a comes %b.",
    refs,
    [slots.b],
  );
  figure.turn(
    "neighbour",
    [
      "{What|Which {label|category|bar}} {comes|is|stands} {before|just before|right before} %b?",
      "{Previous|what's} before %b{| on the axis}?",
    ],
    slots,
    "Before %b comes %a.",
    refs,
    [slots.a],
  );
}

function trend(figure, plan) {
  const all = plan.series[0].values;
  const change = (all[all.length - 1] - all[0]) / Math.max(...all);
  if (Math.abs(change) < 0.15) return;
  const word = change > 0 ? "rises" : "falls";
  figure.turn(
    "trend",
    [
      "{What is|What's} the {trend|general trend|overall trend}?",
      "{Does|Is} the {line|curve|value} {rise or fall|going up or down|rising or falling}?",
      "{How|In which direction} does the {line|curve|value} {develop|move|go|change}{| over time}?",
      "{Is it|Are the values} {increasing or decreasing|growing or shrinking}?",
      "up or down?",
    ],
    {},
    `The line ${word} overall.`,
    {},
    [word, change > 0 ? "up" : "down"],
  );
}
