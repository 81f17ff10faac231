/** Facts that one control gives. Keys are `node.id + "." + part`, as the kits mark them. */

/** @typedef {import("./facts.mjs").Facts} Facts @typedef {import("../nodes.mjs").UiNode} UiNode */

/** @param {Facts} f @param {string} key @param {string} kind */
const kindOfControl = (f, key, kind) => {
  if (f.unique(key)) f.add("controlKind", f.names(f.text(key), []), [f.ref(key), ` is a ${kind}.`], [kind]);
};
/** @param {UiNode} n @param {number} count @param {string} [letter] */
const keysOf = (n, count, letter = "i") => Array.from({ length: count }, (_, i) => `${n.id}.${letter}${i}`);
/** Singular of a listed noun. @param {string} noun */
export const singular = (noun) =>
  ({
    activities: "activity",
    entries: "entry",
    countries: "country",
    campaigns: "campaign",
    results: "result",
    people: "person",
    vulnerabilities: "vulnerability",
    addresses: "address",
    libraries: "library",
    branches: "branch",
    batches: "batch",
    matches: "match",
    deliveries: "delivery",
    queries: "query",
    policies: "policy",
    classes: "class",
  })[noun.toLowerCase()] ??
  noun
    .toLowerCase()
    .replace(/s$/, "")
    .replace(/^api key$/, "API key");

/** Label → value, and back. @param {UiNode} n @param {Facts} f @param {"value" | "choice"} kind @param {string[]} nouns @param {string} labelKey @param {string} valueKey */
function labelled(n, f, kind, nouns, labelKey, valueKey) {
  const [label, value] = [f.ref(labelKey), f.ref(valueKey)];
  if (!label || !value || !f.unique(labelKey)) return;
  const slots = f.names(n.label, nouns, n.say ?? []);
  f.add(kind, slots, [label, " is ", value, "."], [f.text(valueKey)]);
  if (kind === "choice" && f.r.chance(0.3)) f.add("value", slots, [label, " is ", value, "."], [f.text(valueKey)]);
  if (f.unique(valueKey) && f.text(valueKey).length < 32)
    f.add("labelOf", { V: f.text(valueKey) }, [label, " is ", value, "."], [f.text(labelKey)]);
}

/** @param {UiNode} n @param {Facts} f @param {string} key @param {string[]} nouns @param {boolean} disabled */
function state(n, f, key, nouns, disabled) {
  if (!f.unique(key)) return;
  if (disabled) {
    f.add("state", f.names(f.text(key), nouns), [f.ref(key), " is disabled."], ["disabled"]);
    f.add("state", f.names(f.text(key), nouns), [f.ref(key), " is disabled."], ["disabled"]);
  } else if (f.r.chance(0.25)) f.add("state", f.names(f.text(key), nouns), [f.ref(key), " is enabled."], ["enabled"]);
}

/** Things with purpose: buttons, toolbar and menu entries. @param {any} t @param {Facts} f @param {string} key @param {string} kind @param {string[]} nouns */
function purpose(t, f, key, kind, nouns) {
  if (!f.unique(key)) return;
  for (const want of f.r.sample(t.wants ?? [], 2)) f.add(kind, { W: want }, [f.ref(key), "."], [f.text(key)]);
  if (t.effect) f.add("effect", f.names(f.text(key), nouns), [f.ref(key), ` ${t.effect}.`], [t.effect]);
}

/** Number in a cell, to find the greatest and the least. @param {string} text @returns {number | undefined} */
const numberIn = (text) => {
  const match = /-?\d[\d,]*(\.\d+)?/.exec(text);
  if (!match) return undefined;
  const unit = /k$/.test(text) ? 1000 : 1;
  return Number(match[0].replaceAll(",", "")) * unit;
};

/** @type {Record<string, (n: UiNode, f: Facts) => void>} */
export const NODE_FACTS = {
  field: (n, f) => {
    const [label, value, hint, error] = ["label", "value", "placeholder", "error"].map((p) => `${n.id}.${p}`);
    if (n.label && !n.secret)
      labelled(n, f, "value", ["field", "field", "input", "text box", "box", "entry"], label, value);
    if (n.label && f.ref(hint) && f.ref(label) && f.unique(label))
      f.add("placeholder", f.names(n.label, ["field", "text box", "input"], n.say), [f.ref(hint), "."], [f.text(hint)]);
    if (!n.label && f.ref(hint) && /search/i.test(f.text(hint)))
      f.add("searchHint", {}, [f.ref(hint), "."], [f.text(hint)]);
    if (n.label && f.ref(error)) {
      const name = f.names(n.label, ["field", "input"], n.say);
      for (let i = 0; i < 2; i++) f.add("fieldError", name, [f.ref(error)], [f.text(error)]);
      if (f.nodes.filter((o) => o.error || o.level === "error" || o.message === "error").length === 1)
        f.add("error", {}, [f.ref(error)], [f.text(error)]);
    }
    if (n.label && f.ref(label)) {
      kindOfControl(f, label, "text field");
      state(n, f, label, ["field", "input"], n.disabled);
    }
  },
  textarea: (n, f) => {
    labelled(n, f, "value", ["field", "box", "text area"], `${n.id}.label`, `${n.id}.value`);
    kindOfControl(f, `${n.id}.label`, "text field");
  },
  select: (n, f) => {
    labelled(
      n,
      f,
      "choice",
      ["setting", "setting", "dropdown", "option", "list", "field"],
      `${n.id}.label`,
      `${n.id}.value`,
    );
    kindOfControl(f, `${n.id}.label`, "dropdown");
    state(n, f, `${n.id}.label`, ["setting", "dropdown"], n.disabled);
    if (n.open) {
      const keys = keysOf(n, n.options.length, "o");
      f.sequence(keys, { noun: "option", plural: "options" });
    }
  },
  radio: (n, f) => {
    const chosen = `${n.id}.o${n.selected}`;
    labelled(n, f, "choice", ["setting", "option", "choice", "radio group"], `${n.id}.label`, chosen);
    labelled(n, f, "choice", ["setting", "option", "choice"], `${n.id}.label`, chosen);
    const keys = keysOf(n, n.options.length, "o");
    const other = f.r.pick(keys);
    if (f.unique(other)) {
      const on = other === chosen;
      f.yesNo(
        "checked",
        f.names(f.text(other), ["option", "radio button"]),
        f.ref(other),
        on,
        on ? "selected" : "not selected",
      );
    }
    kindOfControl(f, f.r.pick(keys), "radio button");
    f.sequence(keys, {
      noun: "option",
      plural: "options",
      row: true,
      countKind: f.nodes.filter((o) => o.type === "radio").length === 1,
    });
  },
  checkbox: (n, f) => {
    const key = `${n.id}.label`;
    if (!f.unique(key)) return;
    const slots = f.names(n.label, ["checkbox", "option", "box", "setting"], n.say);
    for (let i = 0; i < 2; i++) f.yesNo("checked", slots, f.ref(key), n.checked, n.checked ? "checked" : "not checked");
    kindOfControl(f, key, "checkbox");
    state(n, f, key, ["checkbox", "option"], n.disabled);
  },
  switch: (n, f) => {
    const key = `${n.id}.label`;
    if (!f.unique(key)) return;
    const slots = f.names(n.label, ["switch", "toggle", "setting", "option"], n.say);
    for (let i = 0; i < 2; i++) f.yesNo("checked", slots, f.ref(key), n.on, n.on ? "on" : "off");
    kindOfControl(f, key, "switch");
    state(n, f, key, ["switch", "toggle"], n.disabled);
  },
  slider: (n, f) => labelled(n, f, "value", ["slider", "setting", "value"], `${n.id}.label`, `${n.id}.value`),
  button: (n, f) => {
    const key = `${n.id}.text`;
    purpose(n, f, key, "button", ["button", "button"]);
    kindOfControl(f, key, "button");
    state(n, f, key, ["button"], n.disabled);
  },
  link: (n, f) => {
    purpose(n, f, `${n.id}.text`, "go", ["link"]);
    kindOfControl(f, `${n.id}.text`, "link");
  },
  tabs: (n, f) => {
    const keys = keysOf(n, n.items.length);
    const many = f.nodes.filter((o) => o.type === "tabs").length > 1;
    if (!many)
      for (let i = 0; i < 2; i++)
        f.add("activeTab", {}, [f.ref(keys[n.active]), " is the active tab."], [f.text(keys[n.active])]);
    f.sequence(keys, { noun: "tab", plural: "tabs", row: true, countKind: !many, edges: !many });
    kindOfControl(f, f.r.pick(keys), "tab");
  },
  nav: (n, f) => {
    const keys = keysOf(n, n.items.length);
    if (n.active >= 0)
      for (let i = 0; i < 2; i++)
        f.add("activeNav", {}, [f.ref(keys[n.active]), " is selected."], [f.text(keys[n.active])]);
    n.items.forEach((/** @type {any} */ t, /** @type {number} */ i) => {
      purpose(t, f, keys[i], "go", ["link", "menu item"]);
      const badge = `${n.id}.b${i}`;
      if (t.badge && f.unique(keys[i]))
        for (let k = 0; k < 2; k++)
          f.add("badge", f.names(t.text, [], [], true), [f.ref(keys[i]), ": ", f.ref(badge), "."], [f.text(badge)]);
    });
    f.sequence(keys, {
      noun: f.r.pick(["menu item", "navigation item", "entry"]),
      plural: f.r.pick(["menu items in the sidebar", "navigation items", "entries in the navigation"]),
    });
  },
  topbar: (n, f) => {
    const keys = keysOf(n, n.items.length);
    if (n.active >= 0 && keys[n.active])
      for (let i = 0; i < 2; i++)
        f.add("activeTop", {}, [f.ref(keys[n.active]), " is selected."], [f.text(keys[n.active])]);
    n.items.forEach((/** @type {any} */ t, /** @type {number} */ i) => purpose(t, f, keys[i], "go", ["link"]));
    f.sequence(keys, { noun: "link", plural: "links in the top bar", row: true });
    f.add("brand", {}, [f.ref(`${n.id}.brand`), "."], [f.text(`${n.id}.brand`)]);
    if (n.user) f.add("user", {}, [f.ref(`${n.id}.user`), " is signed in."], [f.text(`${n.id}.user`)]);
    if (n.search && !f.nodes.some((o) => o.type === "field" && !o.label))
      f.add("searchHint", {}, [f.ref(`${n.id}.search`), "."], [f.text(`${n.id}.search`)]);
  },
  menu: (n, f) => {
    const keys = keysOf(n, n.items.length);
    if (n.active >= 0) f.add("activeMenu", {}, [f.ref(keys[n.active]), " is selected."], [f.text(keys[n.active])]);
    n.items.forEach((/** @type {any} */ t, /** @type {number} */ i) => {
      const short = `${n.id}.s${i}`;
      if (t.shortcut && f.unique(keys[i])) {
        f.add(
          "shortcut",
          f.names(t.text, ["command", "menu item"], [], true),
          [f.ref(keys[i]), ": ", f.ref(short), "."],
          [f.text(short)],
        );
        if (f.unique(short))
          f.add("commandOf", { V: t.shortcut }, [f.ref(short), " is ", f.ref(keys[i]), "."], [f.text(keys[i])]);
      }
      state(n, f, keys[i], ["menu item", "command"], t.disabled);
    });
    kindOfControl(f, f.r.pick(keys), "menu item");
    f.sequence(keys, { noun: "menu item", plural: "menu items in the pop-up menu" });
  },
  menubar: (n, f) =>
    f.sequence(keysOf(n, n.items.length), { noun: "menu", plural: "menus in the menu bar", row: true }),
  toolbar: (n, f) => {
    const keys = keysOf(n, n.items.length);
    n.items.forEach((/** @type {any} */ t, /** @type {number} */ i) => {
      purpose(t, f, keys[i], "button", ["button"]);
      state(n, f, keys[i], ["button", "command"], t.disabled);
    });
    f.sequence(keys, { noun: "toolbar button", plural: "toolbar buttons", row: true });
  },
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
  crumbs: (n, f) => {
    const keys = keysOf(n, n.items.length);
    if (keys.length > 1) f.add("crumb", {}, [f.ref(keys[keys.length - 2]), "."], [f.text(keys[keys.length - 2])]);
    f.sequence(keys, { noun: "breadcrumb entry", plural: "breadcrumb entries", row: true, edges: false });
  },
  dialog: (n, f) =>
    f.sequence(
      n.buttons.map((/** @type {UiNode} */ b) => `${b.id}.text`),
      { noun: "button", plural: "buttons in the dialog", row: true, edges: false, countKind: false },
    ),
  pages: (n, f) =>
    f.add(
      "activePage",
      {},
      ["Page ", f.ref(`${n.id}.i${n.active}`), " is selected."],
      [f.text(`${n.id}.i${n.active}`)],
    ),
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
  tree: (n, f) => {
    const keys = keysOf(n, n.items.length);
    for (let i = 0; i < 2; i++)
      f.add(
        "activeItem",
        { S: () => singular(n.noun), N: () => `${n.noun} in the tree` },
        [f.ref(keys[n.active]), " is selected."],
        [f.text(keys[n.active])],
      );
    f.sequence(keys, { noun: singular(n.noun), plural: `${n.noun} in the tree`, edges: false });
  },
  steps: (n, f) => {
    const keys = keysOf(n, n.items.length);
    for (let i = 0; i < 2; i++)
      f.add("activeStep", {}, [f.ref(keys[n.active]), " is the current step."], [f.text(keys[n.active])]);
    f.sequence(keys, { noun: "step", plural: "steps", row: true });
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
    f.count(n.messages.length, "message", "messages");
  },
  code: (n, f) =>
    n.lines.forEach((/** @type {string} */ line, /** @type {number} */ i) => {
      const word = f.r.pick(line.match(/[A-Za-z][\w-]{3,}/g) ?? [""]);
      if (word && f.lower.filter((t) => t.includes(word.toLowerCase())).length === 1)
        f.add("code", { L: () => `"${word}"` }, [f.ref(`${n.id}.i${i}`)], [f.text(`${n.id}.i${i}`)]);
    }),
  statusbar: (n, f) =>
    f.sequence(keysOf(n, n.items.length), {
      noun: "entry of the status bar",
      plural: "entries in the status bar",
      row: true,
      countKind: false,
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
