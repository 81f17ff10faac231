/** Facts that need the whole screen: title, lists over all controls, presence, absence, purpose, description. */

/** @typedef {import("./facts.mjs").Facts} Facts @typedef {import("../nodes.mjs").UiNode} UiNode */

const TICKED = ["checked boxes", "ticked boxes", "boxes with a check mark", "checkboxes that are ticked"];
const UNTICKED = [
  "unchecked boxes",
  "empty checkboxes",
  "boxes without a check mark",
  "checkboxes that are not ticked",
];
/** @param {readonly UiNode[]} nodes @returns {string[]} the keys of their labels */
const labels = (nodes) => nodes.map((n) => `${n.id}.label`);

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
    f.count(labels(boxes), "checkbox", "checkboxes");
    f.count(labels(ticked), "box is checked", "boxes are checked", r.pick(TICKED));
    f.count(labels(boxes.filter((n) => !n.checked)), "box is empty", "boxes are empty", r.pick(UNTICKED));
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
    f.count(labels(switches), "switch", "switches");
    for (const isOn of [true, false]) {
      const word = isOn ? "on" : "off";
      const some = labels(switches.filter((n) => Boolean(n.on) === isOn));
      f.count(
        some,
        `switch is ${word}`,
        `switches are ${word}`,
        r.pick([`switches that are ${word}`, `options turned ${word}`]),
      );
    }
  }
  const inputs = nodes.filter((n) => n.type === "field" && n.label);
  if (inputs.length >= 2 && inputs.every((n) => f.ref(`${n.id}.label`) ?? f.ref(`${n.id}.placeholder`))) {
    const named = inputs.map((n) => (f.ref(`${n.id}.label`) ? `${n.id}.label` : ""));
    f.count(
      inputs.map((n, i) => named[i] || `${n.id}.placeholder`),
      "text field",
      "text fields",
    );
    if (named.every(Boolean)) f.sequence(named, { noun: "field", plural: "fields", countKind: false });
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
    f.count(
      buttons.map((n) => `${n.id}.text`),
      "button",
      "buttons",
    );
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

/** Kinds that are hard to tell from their likes are described by what is sure. @type {readonly (readonly [RegExp, string])[]} */
const SURE = [
  [/dialog/, "a dialog"],
  [/^a table of/, "a page"],
  [/^a list of/, "a list"],
  [/^a page of access keys|documentation/, "a page"],
  [/empty state/, "an empty page"],
  [/console/, "a console page"],
];

/** A sentence or two that say nothing that is not there. @param {Facts} f @param {string | undefined} title @param {() => string} place */
function describe(f, title, place) {
  const { nodes, screen } = f;
  if (!title || (title.match(/<\|/g) ?? []).length > 1) return;
  const name = f.text(`${screen.title?.id}.${screen.titlePart ?? "text"}`);
  const pair = (/** @type {string[]} */ keys) => {
    const refs = keys.map((key) => f.ref(key));
    return refs.length === 2 && refs.every((ref) => ref?.match(/<\|/g)?.length === 1) ? refs : undefined;
  };
  const message = nodes
    .filter((n) => n.type === "alert" || n.message)
    .map((n) => f.ref(`${n.id}.text`))
    .find((x) => x && (x.match(/<\|/g) ?? []).length <= 2);
  const table = nodes.find((n) => n.type === "table" && n.columns.length > 1);
  const columns = table ? pair([`${table.id}.c0`, `${table.id}.c1`]) : undefined;
  const open = nodes
    .filter((n) => (n.type === "tabs" || n.type === "nav") && n.active >= 0)
    .map((n) => f.ref(`${n.id}.i${n.active}`))
    .find((ref) => ref && ref !== title);
  const set = nodes
    .filter((n) => n.type === "select" || (n.type === "settingRow" && n.value) || (n.type === "field" && n.value))
    .map((n) => pair([`${n.id}.label`, `${n.id}.value`]))
    .find(Boolean);
  const asked = pair(
    nodes
      .filter((n) => n.type === "field" && n.label)
      .slice(0, 2)
      .map((n) => `${n.id}.label`),
  );
  const buttons = pair(
    nodes
      .filter((n) => n.type === "button")
      .slice(0, 2)
      .map((n) => `${n.id}.text`),
  );
  const kind = SURE.find(([phrase]) => phrase.test(screen.phrase))?.[1] ?? screen.phrase;
  const said = message
    ? [`It says ${message}.`, ` that says ${message}`]
    : columns
      ? [
          `Its table has the columns ${columns[0]} and ${columns[1]}.`,
          ` with a table of ${columns[0]} and ${columns[1]}`,
        ]
      : open
        ? [`${open} is selected.`, ` with ${open} selected`]
        : set
          ? [`It includes ${set[0]}.`, ` with ${set[0]} set to ${set[1]}`]
          : asked
            ? [`It asks for ${asked[0]} and ${asked[1]}.`, ` that asks for ${asked[0]} and ${asked[1]}`]
            : buttons
              ? [
                  `Its buttons are ${buttons[0]} and ${buttons[1]}.`,
                  ` with the buttons ${buttons[0]} and ${buttons[1]}`,
                ]
              : ["", ""];
  const capital = (/** @type {string} */ text) => text.charAt(0).toUpperCase() + text.slice(1);
  f.add("describe", { P: place }, [`${capital(kind)} titled ${title}.${said[0] && ` ${said[0]}`}`], [name]);
  f.add("alt", {}, [`${capital(kind.replace(/^an? /, ""))} titled ${title}${said[1]}.`], [name]);
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
