/** Tables in HTML: cells by row and column, extremes, neighbours, counts. */
import { MONO, SANS, SERIF, escapeHtml, openHtmlSet } from "../lib/html.mjs";
import { TOPICS, distinct, madeUp } from "../lib/words.mjs";
import { COLUMNS, KEYS } from "./tables/columns.mjs";
import { questions } from "./tables/questions.mjs";

/** @param {import("../../src/prng.mjs").Random} random */
function plan(random) {
  const key = random.pick(KEYS);
  const keyHead = random.pick(key.heads);
  const rows = distinct(random.int(3, 8), () => key.make(random));
  const columns = random
    .sample(COLUMNS, random.int(1, 4))
    .map((c) => ({ ...c, head: random.pick(c.heads), unit: c.units ? random.pick(c.units) : "" }))
    .filter((c) => c.head !== keyHead);
  const values = columns.map((c) => rows.map(() => c.make(random)));
  const cells = columns.map((c, j) => values[j].map((v) => (c.print ? c.print(v, c.unit) : String(v))));
  const title = random.chance(0.7)
    ? random.pick([
        `${madeUp(random)} ${random.pick(["orders", "report", "inventory", "members", "prices", "overview"])}`,
        random.pick(TOPICS),
        `${random.pick(["All", "Open", "Recent", "Monthly", "Our"])} ${random.pick(["invoices", "orders", "projects", "tickets", "customers", "settings", "releases"])}`,
      ])
    : null;
  const footer = random.chance(0.35)
    ? random.pick([
        `${rows.length} of ${rows.length + random.int(5, 300)} entries`,
        `Page ${random.int(1, 4)} of ${random.int(5, 40)}`,
        `Last updated ${random.int(1, 59)} minutes ago`,
      ])
    : null;
  const selected = random.chance(0.3) ? random.int(0, rows.length - 1) : -1;
  const dark = random.chance(0.2);
  const [paper, ink, line, head, accent] = dark
    ? [
        random.pick(["#1b1f24", "#202124", "#111827"]),
        "#dde1e6",
        "#3b4148",
        random.pick(["#2a3037", "#1b1f24"]),
        "#2f5d9a",
      ]
    : [
        random.pick(["#fff", "#fff", "#fafafa"]),
        random.pick(["#222", "#333", "#1f2937"]),
        random.pick(["#ddd", "#e5e7eb", "#bbb"]),
        random.pick(["#f3f4f6", "#e8eef7", "#fff", "#dfe7dd"]),
        random.pick(["#cfe2ff", "#fff3cd", "#d1e7dd"]),
      ];
  const borders = random.pick(["rows", "grid", "stripes", "none"]);
  const font = random.pick([...SANS, ...SANS, ...SERIF, ...MONO.slice(0, 2)]);
  const heads = [keyHead, ...columns.map((c) => c.head)];
  const html = `<div id="figure">${title ? `<h2 data-k="title">${escapeHtml(title)}</h2>` : ""}<table><thead><tr>${heads.map((h, j) => `<th data-k="H${j}" class="${columns[j - 1]?.number ? "n" : ""}">${h}</th>`).join("")}</tr></thead><tbody>${rows
    .map(
      (r, i) =>
        `<tr class="${i === selected ? "sel" : ""}"><td data-k="R${i}">${escapeHtml(r)}</td>${columns.map((c, j) => `<td data-k="C${i}.${j}" class="${c.number ? "n" : ""}">${escapeHtml(cells[j][i])}</td>`).join("")}</tr>`,
    )
    .join("")}</tbody></table>${footer ? `<p data-k="footer">${footer}</p>` : ""}</div>`;
  const pad = `${random.int(4, 14)}px ${random.int(10, 26)}px`;
  const css = `#figure{display:inline-block;background:${paper};color:${ink};padding:${random.int(10, 30)}px;font:${random.int(13, 17)}px/1.35 '${font}',sans-serif}
h2{margin:0 0 12px;font-size:1.4em}table{border-collapse:collapse}th{text-align:left;background:${head};font-weight:${random.pick([600, 700, 500])}}td,th{padding:${pad};white-space:nowrap;${borders === "grid" ? `border:1px solid ${line}` : borders === "rows" ? `border-bottom:1px solid ${line}` : ""}}
${borders === "stripes" ? `tbody tr:nth-child(even){background:${head}}` : ""}.n{text-align:${random.pick(["right", "right", "left"])}}tr.sel td{background:${accent}}p{margin:12px 0 0;opacity:.75;font-size:.9em}`;

  const facts = { key, keyHead, rows, columns, values, cells, title, footer, selected, heads };
  return { kind: "table", html, css, width: 1300, ask: (figure) => questions(figure, facts) };
}

/** @param {import("puppeteer-core").Browser} browser */
export const open = (browser) => openHtmlSet(browser, plan);
