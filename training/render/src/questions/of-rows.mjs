/** Facts of setting rows: value, switch, description, group, button. */
import { kindOfControl, labelled } from "./shared.mjs";

/** @typedef {import("./facts.mjs").Facts} Facts @typedef {import("../nodes.mjs").UiNode} UiNode */

const ROLES = /** @type {Record<string, string>} */ ({
  select: "dropdown",
  field: "text field",
  link: "link",
  switch: "switch",
});
const NOUNS = ["setting", "setting", "option", "preference", "row"];

/** @type {Record<string, (n: UiNode, f: Facts) => void>} */
export const ROW_FACTS = {
  settingRow: (n, f) => {
    const [label, help, action] = ["label", "help", "action"].map((part) => `${n.id}.${part}`);
    if (!f.unique(label)) return;
    const slots = f.names(n.label, NOUNS);
    if (n.control === "switch") {
      for (let i = 0; i < 2; i++) f.yesNo("checked", slots, f.ref(label), n.on, n.on ? "on" : "off");
      f.done(f.text(label), f.ref(label), n.on, n.on ? "on" : "off");
    } else {
      const kind = n.control === "select" ? "choice" : "value";
      for (let i = 0; i < 2; i++) labelled(n, f, kind, NOUNS, label, `${n.id}.value`);
    }
    if (n.help) for (let i = 0; i < 2; i++) f.add("settingHelp", slots, [f.ref(help)], [f.text(help)]);
    if (n.action) f.add("settingAction", slots, [f.ref(action), "."], [f.text(action)]);
    const role = ROLES[n.control];
    if (role && f.r.chance(0.5)) kindOfControl(f, label, role);
  },
  settingSection: (n, f) => {
    const inside = f.nodes.filter((o) => o.type === "settingGroup" && n.children?.includes(o));
    const parts = [...(n.children ?? []), ...inside.flatMap((g) => g.children ?? [])];
    const head = parts.find((o) => o.type === "heading");
    const rows = parts.filter((o) => o.type === "settingRow");
    const keys = rows.map((o) => `${o.id}.label`);
    f.sequence(keys, { noun: "setting", plural: "settings", countKind: false, edges: false });
    if (!head || !f.unique(`${head.id}.text`)) return;
    const heading = f.ref(`${head.id}.text`);
    for (const row of rows)
      if (f.unique(`${row.id}.label`))
        f.add(
          "settingGroup",
          f.names(row.label, NOUNS),
          [f.ref(`${row.id}.label`), " is under ", heading, "."],
          [head.text],
        );
    const refs = f.list(keys.map((k) => f.ref(k)));
    f.add("settingsUnder", { L: head.text }, [refs, "."], [f.text(keys[0] ?? "")]);
    if (keys.every((k) => f.ref(k))) f.count(keys, "setting", "settings", `settings under ${head.text}`);
  },
};

/** Facts of a whole screen of rows. @param {Facts} f */
export function rowScreenFacts(f) {
  const rows = f.nodes.filter((n) => n.type === "settingRow");
  if (rows.length === 0) return;
  const nav = f.nodes.find((n) => n.type === "nav");
  const open = nav && nav.active >= 0 ? `${nav.id}.i${nav.active}` : "";
  if (open) for (let i = 0; i < 3; i++) f.add("activeSection", {}, [f.ref(open), " is selected."], [f.text(open)]);
  const keys = rows.map((n) => `${n.id}.label`);
  if (!keys.every((k) => f.ref(k))) return;
  f.count(keys, "setting", "settings");
  const some = f.list(keys.slice(0, 3).map((k) => f.ref(k)));
  f.add("settingsHere", {}, [rows.length > 3 ? "Among others " : "", some, "."], [f.text(keys[0] ?? "")]);
}
