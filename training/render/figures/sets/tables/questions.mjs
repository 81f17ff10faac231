/** Questions about tables. */
import { ALT_TEXT, DESCRIBE } from "../../lib/common.mjs";
import { listed } from "../../lib/phrases.mjs";
import { madeUp } from "../../lib/words.mjs";
import { named } from "../mermaid/structure.mjs";
import { COLUMNS } from "./columns.mjs";
import { CELL, ROW_OF, HIGHEST, LOWEST, IS } from "./phrases.mjs";

/** @param {import("../../lib/figure.mjs").Figure} figure @param {any} facts see sets/tables.mjs */
export function questions(figure, { key, keyHead, rows, columns, values, cells, title, footer, selected, heads }) {
  const { random } = figure;
  figure.labels = [...rows];
  const row = rows.map((_, i) => figure.key(`R${i}`));
  const cell = (i, j) => figure.key(`C${i}.${j}`);
  const header = heads.map((_, j) => figure.key(`H${j}`));
  columns.forEach((c, j) => {
    rows.forEach((r, i) => {
      figure.turn("cell", CELL, { r, c: c.head.toLowerCase() }, "%r: %v.", { r: row[i], v: cell(i, j) }, [cells[j][i]]);
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
}
