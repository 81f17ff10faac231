/** Facts of tables, figures, messages, lists, chats, calendars. */
import { keysOf, labelled, singular } from "./shared.mjs";

/** @typedef {import("./facts.mjs").Facts} Facts @typedef {import("../nodes.mjs").UiNode} UiNode */

/** Number in a cell, to find the greatest and the least. @param {string} text @returns {number | undefined} */
const numberIn = (text) => {
  const match = /-?\d[\d,]*(\.\d+)?/.exec(text);
  if (!match) return undefined;
  const unit = /k$/.test(text) ? 1000 : 1;
  return Number(match[0].replaceAll(",", "")) * unit;
};

/** @type {Record<string, (n: UiNode, f: Facts) => void>} */
export const CONTENT_FACTS = {
  table: (n, f) => {
    const heads = keysOf(n, n.columns.length, "c");
    const count = n.rows.length;
    const noun = n.noun.toLowerCase() === "api keys" ? "API keys" : n.noun.toLowerCase();
    const [S, N] = [() => f.r.pick([singular(noun), "row", "entry", singular(noun)]), noun];
    const cell = (/** @type {number} */ i, /** @type {number} */ j) => `${n.id}.r${i}.${j}`;
    const rowOk = (/** @type {number} */ i) => f.unique(cell(i, 0));
    for (let k = 0; k < 8; k++) {
      const [i, j] = [f.r.int(0, count - 1), f.r.int(1, n.columns.length - 1)];
      if (!rowOk(i) || !f.ref(cell(i, j)) || !f.ref(heads[j])) continue;
      f.add(
        "cell",
        { C: () => f.mention.bare(n.columns[j].name), R: () => f.mention.named(n.rows[i][0], [], [], true) },
        [f.ref(cell(i, 0)), ": ", f.ref(cell(i, j)), "."],
        [f.text(cell(i, j))],
      );
      const value = n.rows[i][j];
      if (n.rows.filter((/** @type {string[]} */ row) => row[j] === value).length === 1)
        f.add(
          "rowBy",
          { S, N, C: () => f.mention.bare(n.columns[j].name), V: value },
          [f.ref(cell(i, 0)), ": ", f.ref(cell(i, j)), "."],
          [f.text(cell(i, 0))],
        );
    }
    const rows = f.r.int(0, Math.max(0, count - 1));
    if (rowOk(rows) && n.columns.length >= 3)
      f.add(
        "rowRead",
        f.names(n.rows[rows]?.[0] ?? "", [], [], true),
        [f.ref(cell(rows, 0)), ": ", f.ref(cell(rows, 1)), ", ", f.ref(cell(rows, 2)), "."],
        [f.text(cell(rows, 1))],
      );
    if (n.columns.length <= 3)
      for (let k = 0; k < 2; k++)
        f.add("columns", {}, [f.list(heads.map((h) => f.ref(h))), "."], [f.text(heads[f.r.int(0, heads.length - 1)])]);
    f.sequence(heads, { noun: "column", plural: "columns", row: true });
    f.sequence(
      Array.from({ length: count }, (_, i) => cell(i, 0)),
      { noun: singular(noun), plural: f.r.pick(["rows", noun]) },
    );
    if (n.selected !== undefined)
      for (let k = 0; k < 2; k++)
        f.add("activeRow", { S, N }, [f.ref(cell(n.selected, 0)), " is selected."], [f.text(cell(n.selected, 0))]);
    if (n.sort)
      for (let k = 0; k < 2; k++)
        f.add("sorted", { N }, ["By ", f.ref(heads[n.sort.column]), "."], [f.text(heads[n.sort.column])]);
    n.columns.forEach((/** @type {any} */ c, /** @type {number} */ j) => {
      if (!c.numeric || j === 0 || !f.ref(heads[j])) return;
      const units = new Set(n.rows.map((/** @type {string[]} */ row) => row[j].replace(/[\d.,\s]/g, "")));
      const values = n.rows.map((/** @type {string[]} */ row) => numberIn(row[j]));
      const shown = n.rows.every(
        (/** @type {string[]} */ _, /** @type {number} */ i) => f.ref(cell(i, j)) && f.ref(cell(i, 0)),
      );
      if (units.size > 1 || !shown || values.some((/** @type {number | undefined} */ v) => v === undefined)) return;
      for (const [kind, best] of /** @type {const} */ ([
        ["max", Math.max(...values)],
        ["min", Math.min(...values)],
      ])) {
        if (values.filter((/** @type {number} */ v) => v === best).length !== 1) continue;
        const i = values.indexOf(best);
        f.add(
          kind,
          { S, N, C: () => f.mention.bare(c.name) },
          [f.ref(cell(i, 0)), ": ", f.ref(cell(i, j)), "."],
          [f.text(cell(i, 0))],
        );
      }
    });
  },
  stat: (n, f) => {
    labelled(n, f, "value", ["figure", "number", "value", "card"], `${n.id}.label`, `${n.id}.value`);
    if (n.delta && f.unique(`${n.id}.label`))
      f.add(
        "delta",
        f.names(n.label, [], [], false),
        [f.ref(`${n.id}.label`), ": ", f.ref(`${n.id}.delta`), "."],
        [f.text(`${n.id}.delta`)],
      );
  },
  progress: (n, f) => labelled(n, f, "value", ["progress", "bar", "value"], `${n.id}.label`, `${n.id}.value`),
  kv: (n, f) =>
    n.pairs.forEach((/** @type {any} */ p, /** @type {number} */ i) =>
      labelled(
        { ...n, label: p.label, say: [] },
        f,
        "value",
        ["entry", "property", "field"],
        `${n.id}.l${i}`,
        `${n.id}.v${i}`,
      ),
    ),
  alert: (n, f) => {
    const key = `${n.id}.text`;
    const only = f.nodes.filter((o) => o.type === "alert").length === 1;
    const name = {
      error: ["error message", "alert", "red message"],
      warning: ["warning", "warning message", "alert"],
      info: ["note", "notice", "info message", "hint"],
      success: ["success message", "confirmation", "message", "green message"],
    }[/** @type {"error"} */ (n.level)];
    if (only)
      for (let i = 0; i < 3; i++)
        f.add(n.level === "error" ? "error" : "message", { A: () => f.r.pick(name) }, [f.ref(key)], [f.text(key)]);
    if (only && n.title)
      f.add("message", { A: () => `title of the ${name[0]}` }, [f.ref(`${n.id}.title`)], [f.text(`${n.id}.title`)]);
  },
  toast: (n, f) => f.add("message", { A: "notification" }, [f.ref(`${n.id}.text`)], [f.text(`${n.id}.text`)]),
  text: (n, f) => {
    const key = `${n.id}.text`;
    if (n.message === "error") for (let i = 0; i < 4; i++) f.add("error", {}, [f.ref(key)], [f.text(key)]);
    if (n.message === "question") for (let i = 0; i < 3; i++) f.add("question", {}, [f.ref(key)], [f.text(key)]);
  },
  list: (n, f) => {
    const keys = keysOf(n, n.items.length);
    const S = () => f.r.pick([singular(n.noun), "entry", "item"]);
    if (n.active >= 0)
      for (let i = 0; i < 2; i++)
        f.add("activeItem", { S, N: n.noun }, [f.ref(keys[n.active]), " is selected."], [f.text(keys[n.active])]);
    n.items.forEach((/** @type {any} */ t, /** @type {number} */ i) => {
      if (!f.unique(keys[i]) || !f.r.chance(0.5)) return;
      const slots = f.names(t.text, [], [], true);
      if (t.sub && f.ref(`${n.id}.s${i}`))
        f.add(
          n.mail ? "subject" : "sub",
          slots,
          [f.ref(keys[i]), ": ", f.ref(`${n.id}.s${i}`)],
          [f.text(`${n.id}.s${i}`)],
        );
      if (t.meta) f.add("meta", slots, [f.ref(keys[i]), ": ", f.ref(`${n.id}.m${i}`), "."], [f.text(`${n.id}.m${i}`)]);
    });
    f.sequence(keys, { noun: singular(n.noun), plural: n.noun });
  },
  chat: (n, f) => {
    n.messages.forEach((/** @type {any} */ m, /** @type {number} */ i) => {
      const key = `${n.id}.t${i}`;
      if (!f.ref(key)) return;
      f.add("who", { V: m.text }, [f.ref(`${n.id}.w${i}`), ": ", f.ref(key)], [m.who]);
      f.add("when", { V: m.text }, [f.ref(`${n.id}.h${i}`), "."], [f.text(`${n.id}.h${i}`)]);
    });
    const last = `${n.id}.t${n.messages.length - 1}`;
    for (let i = 0; i < 2; i++) f.add("said", {}, [f.ref(last)], [f.text(last)]);
    f.count(keysOf(n, n.messages.length, "t"), "message", "messages");
  },
  code: (n, f) =>
    n.lines.forEach((/** @type {string} */ line, /** @type {number} */ i) => {
      const word = f.r.pick(line.match(/[A-Za-z][\w-]{3,}/g) ?? [""]);
      if (word && f.lower.filter((t) => t.includes(word.toLowerCase())).length === 1)
        f.add("code", { L: () => `"${word}"` }, [f.ref(`${n.id}.i${i}`)], [f.text(`${n.id}.i${i}`)]);
    }),
  calendar: (n, f) =>
    n.days.forEach((/** @type {any} */ d, /** @type {number} */ i) => {
      if (!d.event || !f.unique(`${n.id}.e${i}`)) return;
      const ordinal = `${d.number}${d.number % 10 === 1 && d.number !== 11 ? "st" : d.number % 10 === 2 && d.number !== 12 ? "nd" : d.number % 10 === 3 && d.number !== 13 ? "rd" : "th"}`;
      f.add(
        "event",
        { D: () => f.r.pick([ordinal, ordinal, String(d.number)]) },
        [f.ref(`${n.id}.d${i}`), ": ", f.ref(`${n.id}.e${i}`), "."],
        [f.text(`${n.id}.e${i}`)],
      );
      f.add(
        "eventDay",
        { V: d.event },
        [f.ref(`${n.id}.e${i}`), ": ", f.ref(`${n.id}.d${i}`), "."],
        [String(d.number)],
      );
    }),
};
