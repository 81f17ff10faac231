/** Outputs of notebook cells: tables, charts, tracebacks. Each gives HTML and asks about itself. */
import { distinct, FIELDS, madeUp, PLACES, PRODUCTS, SHORT_MONTHS, THINGS } from "../../lib/words.mjs";
import { pythonError } from "../editor/failures.mjs";
import * as N from "./words.mjs";

/** @param {import("../../lib/scene.mjs").Scene} scene */
export function frame(scene) {
  const { random } = scene;
  const columns = distinct(random.int(2, 4), () => random.pick(FIELDS));
  const names = distinct(random.int(3, 5), () =>
    random.pick([random.pick(PLACES), random.pick(PRODUCTS), madeUp(random)]),
  );
  const heads = ["name", ...columns.filter((c) => c !== "name")].map((c) => scene.put(c));
  const rows = names.map((name) => {
    const first = scene.put(name);
    const cells = heads.slice(1).map((head) => {
      const cell = scene.put(
        random.pick([
          String(random.int(1, 9999)),
          (random.next() * 100).toFixed(2),
          random.pick(["NaN", "True", "False"]),
        ]),
      );
      scene.turn("cell", N.CELL_VALUE, { c: head.text, r: name }, "%r: %c.", { c: cell, r: first });
      return cell;
    });
    return [first, ...cells];
  });
  scene.list(
    "columns",
    ["{Which|What} columns does the {table|data frame} have?", "{Name|List} the columns.", "columns?"],
    heads,
  );
  scene.count(
    ["How many rows {does the table have|are shown}?", "{Number of|Count the} rows in the table{.|?}"],
    rows.length,
    "row",
    rows.map((r) => r[0]),
  );
  const size = scene.put(`${rows.length} rows × ${heads.length} columns`, "dim");
  return `<table><tr><th></th>${heads.map((h) => `<th>${h}</th>`).join("")}</tr>${rows.map((r, i) => `<tr><td><b>${scene.put(String(i))}</b></td>${r.map((c) => `<td>${c}</td>`).join("")}</tr>`).join("")}</table>${random.chance(0.5) ? `<div>${size}</div>` : ""}`;
}

/** @param {import("../../lib/scene.mjs").Scene} scene @param {boolean} dark */
export function chart(scene, dark) {
  const { random } = scene;
  const what = random.pick(THINGS);
  const [width, height] = [random.int(330, 460), random.int(190, 250)];
  const kind = random.pick(["bar", "line", "scatter"]);
  const labels =
    kind === "scatter"
      ? ["0", "2", "4", "6", "8"]
      : random.chance(0.5)
        ? SHORT_MONTHS.slice(0, random.int(4, 7))
        : distinct(random.int(3, 5), () => random.pick(PRODUCTS).slice(0, 8));
  const most = random.pick([10, 50, 100, 400]);
  const values = labels.map(() => random.next() * 0.85 + 0.1);
  const colour = random.pick(["#1f77b4", "#ff7f0e", "#2ca02c", "#d62728", "#9467bd", "#17becf"]);
  const [left, top, w, h] = [58, 30, width - 76, height - 82];
  const text = (/** @type {string} */ t, /** @type {number} */ x, /** @type {number} */ y, style = "", turn = 0) => {
    const piece = scene.put(t, style, "text");
    return { piece, svg: `<g transform="translate(${x},${y}) rotate(${turn})">${piece}</g>` };
  };
  const title = text(
    `${what} ${random.pick(["by month", "per group", "over time", "in 2025", "per day"])}`,
    left + w / 2,
    18,
    "ct",
  );
  const xName = text(random.pick(["month", "group", "day", "index", "category"]), left + w / 2, height - 8);
  const yName = text(what.toLowerCase(), 14, top + h / 2, "", -90);
  const xs = labels.map((_, i) => left + (w * (i + 0.5)) / labels.length);
  const ys = values.map((v) => top + h * (1 - v));
  const marks =
    kind === "bar"
      ? xs
          .map(
            (x, i) =>
              `<rect x="${x - w / labels.length / 3}" y="${ys[i]}" width="${(w / labels.length) * 0.66}" height="${top + h - ys[i]}" fill="${colour}"/>`,
          )
          .join("")
      : kind === "line"
        ? `<polyline points="${xs.map((x, i) => `${x},${ys[i]}`).join(" ")}" fill="none" stroke="${colour}" stroke-width="2"/>`
        : Array.from(
            { length: 28 },
            () => `<circle cx="${left + random.next() * w}" cy="${top + random.next() * h}" r="3.4" fill="${colour}"/>`,
          ).join("");
  const ticks = [0, 0.5, 1].map((t) => text(String(most * t), left - 18, top + h * (1 - t) + 4).svg).join("");
  const names = labels.map((l, i) => text(l, xs[i], top + h + 17));
  scene.turn("chart-title", N.CHART_TITLE, {}, "%t.", { t: title.piece });
  scene.turn("axis", N.AXES, { x: random.pick(["x", "horizontal"]) }, "%t.", { t: xName.piece });
  scene.turn("axis", N.AXES, { x: random.pick(["y", "vertical"]) }, "%t.", { t: yName.piece });
  scene.turn(
    "chart-kind",
    [
      "What kind of {chart|plot} is {it|this|in the notebook}?",
      "{chart|plot} type?",
      "Is the plot a bar chart, a line chart or a scatter plot?",
    ],
    {},
    `%t is a ${kind === "scatter" ? "scatter plot" : `${kind} chart`}.`,
    { t: title.piece },
    [kind],
  );
  if (kind !== "scatter") {
    const best = values.indexOf(Math.max(...values));
    scene.turn(
      "max",
      [
        "{Which|What} {bar|point|month|group|category} is {highest|the largest}?",
        "Where is the {maximum|peak}?",
        "highest {value|bar}?",
      ],
      {},
      "%l is the highest.",
      { l: names[best].piece },
    );
  }
  return {
    title: title.piece,
    html: `<svg width="${width}" height="${height}" style="background:${dark && random.chance(0.5) ? "transparent" : "#fff;--tx:#222"}"><rect x="${left}" y="${top}" width="${w}" height="${h}" fill="none" stroke="#888"/>${marks}${ticks}${names.map((n) => n.svg).join("")}${title.svg}${xName.svg}${yName.svg}</svg>`,
  };
}

/** @param {import("../../lib/scene.mjs").Scene} scene @param {number} count number of the cell @param {{name: string, message: string, code: string}} fault */
export function traceback(scene, count, fault) {
  const { random } = scene;
  const row = random.int(1, 4);
  const error = scene.put(`${fault.name}: ${fault.message}`, "er");
  const arrow = scene.put(`----> ${row} ${fault.code}`, "er");
  const style = random.pick(["old", "new"]);
  const place = scene.put(
    style === "old"
      ? `<ipython-input-${count}-${random.int(0x1000000, 0xfffffff).toString(16)}> in <module>`
      : `Cell In[${count}], line ${row}`,
    "gr",
  );
  const head = scene.put(`${fault.name}${" ".repeat(8)}Traceback (most recent call last)`, "er");
  const around = random.chance(0.6)
    ? scene.put(`      ${row + 1} ${random.pick(["print(total)", "plt.show()", "df.head()", "model.eval()"])}`)
    : "";
  for (let i = 0; i < 3; i++) scene.turn("error", N.EXCEPTION, {}, "%e", { e: error }, [fault.name]);
  for (let i = 0; i < 3; i++) scene.turn("error-source", N.FRAME, {}, "%a", { a: arrow }, [fault.code]);
  scene.turn(
    "error-line",
    [
      "{Which|What} line number {failed|has the error}?",
      "{On|In} {which|what} line {of the cell|of the code} is the error?",
      "line number?",
      "Which line of the cell failed?",
    ],
    {},
    "%a",
    { a: style === "new" ? place : arrow },
    [String(row)],
  );
  return {
    error,
    html: `<div class="term">${style === "old" || random.chance(0.6) ? head : ""}${place}${arrow}${around}${error}</div>`,
  };
}
export { pythonError };
