/** Facts of fields, choices, buttons. */
import { keysOf, kindOfControl, labelled, purpose, state } from "./shared.mjs";

/** @typedef {import("./facts.mjs").Facts} Facts @typedef {import("../nodes.mjs").UiNode} UiNode */

/** @type {Record<string, (n: UiNode, f: Facts) => void>} */
export const CONTROL_FACTS = {
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
    f.done(n.label, f.ref(key), n.checked, n.checked ? "checked" : "not checked");
    kindOfControl(f, key, "checkbox");
    state(n, f, key, ["checkbox", "option"], n.disabled);
  },
  switch: (n, f) => {
    const key = `${n.id}.label`;
    if (!f.unique(key)) return;
    const slots = f.names(n.label, ["switch", "toggle", "setting", "option"], n.say);
    for (let i = 0; i < 2; i++) f.yesNo("checked", slots, f.ref(key), n.on, n.on ? "on" : "off");
    f.done(n.label, f.ref(key), n.on, n.on ? "on" : "off");
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
};
