/** Facts that need the whole screen: title, lists over all controls, presence, absence, purpose, description. */

/** @typedef {import("./facts.mjs").Facts} Facts */

/** @param {Facts} f */
export function screenFacts(f) {
  const { screen, nodes, r } = f;
  const place = () => f.place();
  const titleKey = screen.title ? `${screen.title.id}.${screen.titlePart ?? "text"}` : "";
  const title = f.ref(titleKey);
  if (title) {
    for (let i = 0; i < 3; i++) f.add("title", { P: place }, [title], [f.text(titleKey)]);
    const phrase = screen.phrase;
    for (let i = 0; i < 2; i++)
      f.add("purpose", { P: place }, [`This is ${phrase} titled `, title, "."], [phrase.replace(/^an? /, "")]);
  }
  describe(f, title, place);

  const boxes = nodes.filter((n) => n.type === "checkbox" && f.ref(`${n.id}.label`));
  const ticked = boxes.filter((n) => n.checked);
  if (boxes.length >= 2 && boxes.length === nodes.filter((n) => n.type === "checkbox").length) {
    const refs = ticked.map((n) => f.ref(`${n.id}.label`));
    for (let i = 0; i < 2; i++)
      f.add(
        "whichChecked",
        {},
        [f.list(refs), refs.length === 1 ? " is checked." : " are checked."],
        [f.text(`${ticked[0]?.id}.label`)],
      );
    f.count(boxes.length, "checkbox", "checkboxes");
    if (ticked.length > 0)
      f.add(
        "count",
        { KS: () => r.pick(["checked boxes", "ticked boxes", "boxes with a check mark"]) },
        [`${ticked.length} ${ticked.length === 1 ? "box is" : "boxes are"} checked.`],
        [String(ticked.length)],
      );
  }
  const switches = nodes.filter((n) => n.type === "switch" || n.control === "switch");
  if (switches.length >= 2 && switches.every((n) => f.ref(`${n.id}.label`))) {
    for (const [kind, list, verb] of /** @type {const} */ ([
      ["whichOn", switches.filter((n) => n.on), "on"],
      ["whichOff", switches.filter((n) => !n.on), "off"],
    ]))
      f.add(
        kind,
        {},
        [f.list(list.map((n) => f.ref(`${n.id}.label`))), ` ${list.length === 1 ? "is" : "are"} ${verb}.`],
        [f.text(`${list[0]?.id}.label`)],
      );
    f.count(switches.length, "switch", "switches");
  }
  const inputs = nodes.filter((n) => n.type === "field" && n.label);
  if (inputs.length >= 2 && inputs.every((n) => f.ref(`${n.id}.label`) ?? f.ref(`${n.id}.placeholder`))) {
    f.count(inputs.length, "text field", "text fields");
    const labels = inputs.map((n) => (f.ref(`${n.id}.label`) ? `${n.id}.label` : ""));
    if (labels.every(Boolean)) f.sequence(labels, { noun: "field", plural: "fields", countKind: false });
    const required = inputs.filter((n) => n.required && n.star && n.layout !== "placeholder");
    for (let i = 0; i < 2; i++)
      f.add(
        "required",
        {},
        [
          f.list(required.map((n) => f.ref(`${n.id}.label`))),
          required.length === 1 ? " is required." : " are required.",
        ],
        [f.text(`${required[0]?.id}.label`)],
      );
  }
  const buttons = nodes.filter((n) => n.type === "button");
  if (buttons.length > 0 && buttons.every((n) => f.ref(`${n.id}.text`)) && !nodes.some((n) => n.type === "toolbar")) {
    if (buttons.length <= 3)
      for (let i = 0; i < 2; i++)
        f.add(
          "buttons",
          { P: place },
          [f.list(buttons.map((n) => f.ref(`${n.id}.text`))), "."],
          [f.text(`${buttons[0].id}.text`)],
        );
    f.count(buttons.length, "button", "buttons");
    const main = buttons.filter((n) => n.variant === "primary" || n.variant === "danger");
    if (main.length === 1 && buttons.length > 1 && !main[0].disabled)
      f.add("primary", {}, [f.ref(`${main[0].id}.text`), " is the main button."], [f.text(`${main[0].id}.text`)]);
  }
  const disabled = nodes
    .flatMap((n) =>
      n.type === "toolbar" || n.type === "menu"
        ? n.items.map((/** @type {any} */ t, /** @type {number} */ i) => (t.disabled ? `${n.id}.i${i}` : ""))
        : n.disabled
          ? [n.type === "button" ? `${n.id}.text` : `${n.id}.label`]
          : [],
    )
    .filter(Boolean);
  if (disabled.length <= 3)
    f.add(
      "whichDisabled",
      {},
      [f.list(disabled.map((k) => f.ref(k))), disabled.length === 1 ? " is disabled." : " are disabled."],
      [f.text(disabled[0] ?? "")],
    );

  for (const plan of screen.facts?.plans ?? []) {
    const [name, price] = [`${plan.name.id}.text`, `${plan.price.id}.text`];
    for (let i = 0; i < 2; i++)
      f.add(
        "price",
        { L: () => f.mention.bare(plan.name.text) },
        [f.ref(name), " costs ", f.ref(price), "."],
        [f.text(price)],
      );
    if (f.unique(price))
      f.add("planOf", { V: plan.price.text }, [f.ref(name), " costs ", f.ref(price), "."], [f.text(name)]);
  }
  if (screen.facts?.hint)
    f.add(
      "sub",
      { X: "the title", L: "title" },
      [f.ref(`${screen.facts.hint.id}.text`)],
      [f.text(`${screen.facts.hint.id}.text`)],
    );
  presence(f, place);
}

/** @param {Facts} f @param {string | undefined} title @param {() => string} place */
function describe(f, title, place) {
  const { nodes, screen } = f;
  if (!title) return;
  const name = f.text(`${screen.title?.id}.${screen.titlePart ?? "text"}`);
  const set = f.r
    .shuffle(
      nodes.filter(
        (n) =>
          n.type === "select" ||
          n.type === "radio" ||
          (n.type === "settingRow" && n.value) ||
          (n.type === "field" && n.value && n.label),
      ),
    )
    .map((n) => [f.ref(`${n.id}.label`), f.ref(n.type === "radio" ? `${n.id}.o${n.selected}` : `${n.id}.value`)])
    .find(([l, v]) => l && v && (l + v).match(/<\|/g)?.length === 2);
  const alert = nodes
    .filter((n) => n.type === "alert" || n.message)
    .map((n) => f.ref(`${n.id}.text`))
    .find((x) => x && (x.match(/<\|/g) ?? []).length <= 2);
  const tab = nodes
    .filter((n) => n.type === "tabs" || n.type === "nav")
    .map((n) => (n.active >= 0 ? f.ref(`${n.id}.i${n.active}`) : undefined))
    .find(Boolean);
  const table = nodes.find((n) => n.type === "table");
  const kind = screen.phrase.charAt(0).toUpperCase() + screen.phrase.slice(1);
  const noun = kind.replace(/^An? /, "").replace(/^./, (c) => c.toUpperCase());
  const detail = alert
    ? `The message reads ${alert}.`
    : set
      ? `${set[0]} is set to ${set[1]}.`
      : tab
        ? `${tab} is selected.`
        : table
          ? `It has a table of ${table.rows.length} rows.`
          : undefined;
  const short = alert
    ? `saying ${alert}`
    : set
      ? `with ${set[0]} set to ${set[1]}`
      : tab
        ? `with ${tab} selected`
        : undefined;
  if ((title.match(/<\|/g) ?? []).length > 1) return;
  f.add("describe", { P: place }, [`${kind} titled ${title}.${detail ? ` ${detail}` : ""}`], [name]);
  f.add("alt", {}, [`${noun} titled ${title}${short ? ` ${short}` : ""}.`], [name]);
}

/** Things that are there and things that are not. @param {Facts} f @param {() => string} place */
function presence(f, place) {
  const { r, banks, nodes } = f;
  const absent = "That is not shown in the image.";
  const there = r
    .shuffle(nodes)
    .flatMap((n) =>
      n.type === "button"
        ? [[`${n.id}.text`, "button", "buttons"]]
        : n.type === "tabs"
          ? [[`${n.id}.i0`, "tab", "tabs"]]
          : n.type === "field" && n.label
            ? [[`${n.id}.label`, "field", "fields"]]
            : n.type === "checkbox"
              ? [[`${n.id}.label`, "checkbox", "checkboxes"]]
              : n.type === "settingRow"
                ? [[`${n.id}.label`, "setting", "settings"]]
                : n.type === "nav"
                  ? [[`${n.id}.i${r.int(0, Math.max(0, n.items.length - 1))}`, "menu item", "menu items"]]
                  : n.type === "table"
                    ? [[`${n.id}.c${n.columns.length - 1}`, "column", "columns"]]
                    : [],
    );
  for (const [key, K, KS] of there.slice(0, 3))
    if (f.ref(key)) f.add("present", { K, KS, P: place, L: f.text(key) }, ["Yes, ", f.ref(key), " is there."], ["yes"]);
  const missing = (/** @type {string} */ text) =>
    !f.lower.some((t) => t.includes(text.toLowerCase()) || (t.length > 3 && text.toLowerCase().includes(t))) &&
    text
      .toLowerCase()
      .split(/\s+/)
      .filter((w) => w.length > 3)
      .every((w) => !f.lower.some((t) => t.includes(w)));
  const pool = r
    .shuffle([
      ...banks.settings.map((s) => [s[0], s[1] === "text" || s[1] === "number" ? "field" : "setting", "settings"]),
      ...Object.values(banks.actions)
        .flat()
        .map((a) => [a[0], "button", "buttons"]),
      ...banks.places.map((p) => [p[0], "menu item", "menu items"]),
      ...banks.kv.map((p) => [p[0], "entry", "entries"]),
    ])
    .filter(([t]) => missing(t));
  for (const [text, K, KS] of pool.slice(0, 3)) f.add("absent", { K, KS, P: place, L: text }, [absent], ["not shown"]);
  for (const [text, K] of pool.filter(([, K]) => K === "field" || K === "setting" || K === "entry").slice(3, 6))
    f.add("absentValue", f.names(text, [K]), [absent], ["not shown"]);
}
