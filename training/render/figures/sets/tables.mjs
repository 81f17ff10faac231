/** Tables in HTML: cells by row and column, extremes, neighbours, counts. */
import { ALT_TEXT, DESCRIBE } from "../lib/common.mjs";
import { MONO, SANS, SERIF, escapeHtml, openHtmlSet } from "../lib/html.mjs";
import { listed } from "../lib/phrases.mjs";
import { DAYS, MONTHS, PLACES, PRODUCTS, TOPICS, distinct, madeUp, person } from "../lib/words.mjs";
import { named } from "./mermaid/structure.mjs";
import { CELL, ROW_OF, HIGHEST, LOWEST, IS } from "./tables/phrases.mjs";

/** Column kinds: header and a value maker; `number` columns can be compared. */
const COLUMNS = [
  {
    heads: ["Price", "Amount", "Cost", "Total", "Balance"],
    number: true,
    make: (r) => r.int(100, 99999) / 100,
    print: (v, unit) => `${unit}${v.toFixed(2)}`,
    units: ["$", "€ ", "£", ""],
  },
  {
    heads: ["Quantity", "Stock", "Units", "Count", "Visitors", "Downloads", "Seats"],
    number: true,
    make: (r) => r.int(1, 9999),
    print: (v) => v.toLocaleString("en-US"),
    units: [""],
  },
  {
    heads: ["Score", "Share", "Growth", "Coverage", "Discount"],
    number: true,
    make: (r) => r.int(1, 999) / 10,
    print: (v) => `${v}%`,
    units: [""],
  },
  {
    heads: ["Status", "State"],
    make: (r) =>
      r.pick([
        "Active",
        "Pending",
        "Paid",
        "Overdue",
        "Shipped",
        "Draft",
        "Closed",
        "Failed",
        "Running",
        "Stopped",
        "Expired",
        "Open",
        "Merged",
      ]),
  },
  { heads: ["Owner", "Assignee", "Contact", "Author", "Manager"], make: (r) => person(r) },
  { heads: ["City", "Country", "Region", "Location"], make: (r) => r.pick(PLACES) },
  {
    heads: ["Date", "Created", "Due", "Updated", "Delivered"],
    make: (r) =>
      r.pick([
        `${r.int(1, 28)} ${r.pick(MONTHS)}`,
        `${r.int(2019, 2026)}-${String(r.int(1, 12)).padStart(2, "0")}-${String(r.int(1, 28)).padStart(2, "0")}`,
      ]),
  },
  {
    heads: ["Type", "Category", "Kind", "Department"],
    make: (r) =>
      r.pick([
        "Hardware",
        "Software",
        "Service",
        "Travel",
        "Office",
        "Food",
        "Energy",
        "Legal",
        "Sales",
        "Research",
        "Support",
        "Finance",
        "string",
        "integer",
        "boolean",
        "object",
      ]),
  },
  { heads: ["Version", "Release"], make: (r) => `${r.int(0, 12)}.${r.int(0, 20)}.${r.int(0, 9)}` },
  { heads: ["E-mail", "Login"], make: (r) => `${madeUp(r).toLowerCase()}@${madeUp(r).toLowerCase()}.test` },
  { heads: ["Size", "Memory"], number: true, make: (r) => r.int(1, 990), print: (v) => `${v} MB`, units: [""] },
  { heads: ["Day", "Weekday"], make: (r) => r.pick(DAYS) },
];
const KEYS = [
  { heads: ["Product", "Item", "Article"], noun: "product", make: (r) => r.pick(PRODUCTS) },
  {
    heads: ["Name", "Customer", "Employee", "Member"],
    noun: "row",
    make: (r) =>
      r.chance(0.6)
        ? person(r)
        : `${madeUp(r)} ${r.pick(["GmbH", "Ltd", "AG", "Inc", "& Sons", "Bakery", "School", "Clinic", "Studio"])}`,
  },
  {
    heads: ["Project", "Task", "Topic"],
    noun: "row",
    make: (r) =>
      r.chance(0.5)
        ? r.pick(TOPICS)
        : `${madeUp(r)} ${r.pick(["portal", "app", "service", "website", "pilot", "tool"])}`,
  },
  {
    heads: ["Invoice", "Order", "Ticket", "ID", "Number"],
    noun: "row",
    make: (r) => `${r.pick(["INV", "ORD", "T", "REQ", "PO"])}-${r.int(100, 99999)}`,
  },
  {
    heads: ["Parameter", "Option", "Variable", "Setting", "Property"],
    noun: "row",
    make: (r) =>
      r.pick([
        `${madeUp(r).toLowerCase()}_${r.pick(["size", "rate", "path", "limit", "mode"])}`,
        `--${madeUp(r).toLowerCase()}`,
        `max${madeUp(r)}`,
      ]),
  },
  { heads: ["City", "Country", "Site"], noun: "row", make: (r) => r.pick(PLACES) },
];

/** @param {import("../lib/random.mjs").Random} random */
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

  const ask = (/** @type {import("../lib/figure.mjs").Figure} */ figure) => {
    figure.labels = [...rows];
    const row = rows.map((_, i) => figure.key(`R${i}`));
    const cell = (i, j) => figure.key(`C${i}.${j}`);
    const header = heads.map((_, j) => figure.key(`H${j}`));
    columns.forEach((c, j) => {
      rows.forEach((r, i) => {
        figure.turn("cell", CELL, { r, c: c.head.toLowerCase() }, "%r: %v.", { r: row[i], v: cell(i, j) }, [
          cells[j][i],
        ]);
        if (cells[j].filter((v) => v === cells[j][i]).length === 1)
          figure.turn(
            "row-of",
            ROW_OF,
            { c: c.head.toLowerCase(), v: cells[j][i], k: keyHead.toLowerCase() },
            "%r: %v.",
            { r: row[i], v: cell(i, j) },
            [r],
          );
      });
      if (c.number) {
        const sorted = [...values[j]].sort((a, b) => a - b);
        if (sorted[0] !== sorted[1]) {
          const i = values[j].indexOf(sorted[0]);
          figure.turn(
            "lowest",
            LOWEST,
            { c: c.head.toLowerCase(), k: keyHead.toLowerCase() },
            "%r has the lowest with %v.",
            { r: row[i], v: cell(i, j) },
            [rows[i]],
          );
        }
        if (sorted.at(-1) !== sorted.at(-2)) {
          const i = values[j].indexOf(sorted.at(-1));
          figure.turn(
            "highest",
            HIGHEST,
            { c: c.head.toLowerCase(), k: keyHead.toLowerCase() },
            "%r has the highest with %v.",
            { r: row[i], v: cell(i, j) },
            [rows[i]],
          );
        }
      } else {
        const i = random.int(0, rows.length - 1);
        const claim = random.chance(0.38) ? cells[j][i] : random.pick(cells[j]);
        const truth = claim === cells[j][i];
        if (truth)
          figure.turn(
            "yes-no",
            IS,
            { r: rows[i], c: c.head.toLowerCase(), v: claim },
            "%r: yes, it is %v.",
            { r: row[i], v: cell(i, j) },
            ["yes"],
          );
        else
          figure.turn(
            "yes-no",
            IS,
            { r: rows[i], c: c.head.toLowerCase(), v: claim },
            "%r: no, it is %v.",
            { r: row[i], v: cell(i, j) },
            ["no"],
          );
      }
    });
    rows.forEach((r, i) => {
      if (i + 1 < rows.length)
        figure.turn(
          "neighbour",
          [
            "{What|Which row|Which entry} {is|comes|stands} {below|after|under} %r?",
            "{Next|next row} after %r?",
            "What is listed {directly |right |}below %r?",
          ],
          { r },
          "Below %a is %b.",
          { a: row[i], b: row[i + 1] },
          [rows[i + 1]],
        );
      if (i > 0)
        figure.turn(
          "neighbour",
          [
            "{What|Which row|Which entry} {is|comes|stands} {above|before|over} %r?",
            "{Previous|row} before %r?",
            "What is listed {directly |right |}above %r?",
          ],
          { r },
          "Above %a is %b.",
          { a: row[i], b: row[i - 1] },
          [rows[i - 1]],
        );
    });
    figure.turn(
      "first",
      [
        `{What|Which|Who} is the first ${key.noun}{| in the {table|list}}?`,
        "{What|Who} {stands|is} {in the first row|at the top of the table}?",
        "first {row|entry}?",
        "Read the first entry.",
      ],
      {},
      "%r comes first.",
      { r: row[0] },
      [rows[0]],
    );
    figure.turn(
      "last",
      [
        `{What|Which|Who} is the last ${key.noun}{| in the {table|list}}?`,
        "{What|Who} {stands|is} {in the last row|at the bottom of the table}?",
        "last {row|entry}?",
        "Read the last entry.",
      ],
      {},
      "%r comes last.",
      { r: row[rows.length - 1] },
      [rows[rows.length - 1]],
    );
    if (selected >= 0)
      figure.turn(
        "selected",
        [
          "{Which|What} row is {selected|highlighted|marked|active}?",
          "{selected|highlighted} row?",
          "Which entry is {highlighted|selected}?",
          "What is {highlighted|marked}?",
        ],
        {},
        "%r is selected.",
        { r: row[selected] },
        [rows[selected]],
      );
    figure.count(
      [
        "How many rows {are there|does the table have|are listed}?",
        "{Number of|Count the} {rows|entries}{.|?}",
        "How many entries {are there|does the table list}?",
      ],
      rows.length,
      "row",
    );
    figure.count(
      ["How many columns {are there|does the table have}?", "{Number of|Count the} columns{.|?}"],
      heads.length,
      "column",
    );
    if (heads.length <= 3)
      figure.turn(
        "columns",
        [
          "{What|Which} columns {are there|does the table have}?",
          "{List|Name|Read} the {column headers|column names|columns|headers}.",
          "{headers|columns}?",
          "What are the {headers|column names|headings of the columns}?",
        ],
        {},
        `${listed(heads.map((_, k) => `%h${k}`))}.`,
        named("h", header),
        [heads[heads.length - 1]],
      );
    figure.turn(
      "columns",
      [
        "{What|Which} is the last column?",
        "{Header|Name|title} of the last column?",
        "What does the {last|rightmost} column {show|list|contain}?",
      ],
      {},
      "%h",
      { h: header[heads.length - 1] },
      [heads[heads.length - 1]],
    );
    figure.turn(
      "columns",
      [
        "{What|Which} is the first column?",
        "{Header|Name|title} of the first column?",
        "What does the {first|leftmost} column {show|list|contain}?",
      ],
      {},
      "%h",
      { h: header[0] },
      [heads[0]],
    );
    if (heads.length > 2) {
      const j = random.int(1, heads.length - 1);
      figure.turn(
        "neighbour",
        [
          "{Which|What} column {is|comes|stands} {right of|after|next to} %h?",
          "{Column|what is} {to the right of|after} %h?",
        ],
        { h: heads[j - 1] },
        "Right of %a is %b.",
        { a: header[j - 1], b: header[j] },
        [heads[j]],
      );
    }
    const t = title ? figure.key("title") : null;
    if (title)
      figure.turn(
        "title",
        [
          "{What is|What's} the {title|heading}{| of the table}?",
          "{What|How} is {the table|it} {called|titled}?",
          "title?",
          "Read the {heading|title}.",
          "What is {listed|shown} here?",
          "What is {the table|this} about?",
        ],
        {},
        "%t",
        { t },
        [title],
      );
    if (footer)
      figure.turn(
        "footer",
        [
          "What does the {footer|line below the table} say?",
          "What {is|stands} below the table?",
          "Read the {footer|last line}.",
        ],
        {},
        "%f",
        { f: figure.key("footer") },
        [footer],
      );
    figure.turn(
      "picture-kind",
      [
        "What {is this|kind of picture is this|am I looking at|kind of image is this}?",
        "What {is|does} the {screenshot|image} show?",
        "Is this a table or a chart?",
      ],
      {},
      t ? "This is a table titled %t." : "This is a table.",
      { t },
      ["table"],
    );
    figure.turn(
      "describe",
      DESCRIBE,
      {},
      `This table${t ? " titled %t" : ""} lists ${rows.length} rows with the columns %a and %b.`,
      { t, a: header[0], b: header[1] },
      ["table"],
    );
    figure.turn(
      "alt",
      ALT_TEXT,
      {},
      `Table${t ? " titled %t" : ""} with ${rows.length} rows; the first is %r.`,
      { t, r: row[0] },
      ["table"],
    );
    figure.absent(CELL, { r: madeUp(random), c: columns[0]?.head.toLowerCase() ?? "value" });
    const missing = random.pick(COLUMNS).heads[0];
    if (!heads.includes(missing))
      figure.absent(["{Is there|Do we have} a column %c?", "Where is the column %c?"], { c: missing });
  };
  return { kind: "table", html, css, width: 1300, ask };
}

/** @param {import("puppeteer-core").Browser} browser */
export const open = (browser) => openHtmlSet(browser, plan);
