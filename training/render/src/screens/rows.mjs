/** Settings as rows: a label with its description at the left, the control at the right; in cards or in a plain list, with or without a sidebar. */
import { node } from "../nodes.mjs";
import { capital } from "../words/generators.mjs";
import { rowHelps, rowNouns, rowSections, rowSettings } from "../words/train-rows.mjs";

/** @typedef {import("./parts.mjs").Scene} Scene @typedef {import("../nodes.mjs").Screen} Screen @typedef {import("../nodes.mjs").UiNode} UiNode */

const CHANGE = ["Change…", "Edit", "Manage…", "Choose…", "Change", "Configure"];
const RESET = ["Restore defaults", "Reset", "Reset to defaults", "Restore", "Reset all", "Revert"];

/** @param {Scene} s @returns {string} */
const madeUpHelp = (s) =>
  capital(
    s.r
      .pick(rowHelps)
      .replace("{a}", () => s.r.pick(s.banks.bank.adjectives))
      .replace("{n}", () => s.r.pick(s.banks.bank.nouns)),
  );

/** A setting of the bank, or one that nobody has heard of. @param {Scene} s @returns {import("../words/train-rows.mjs").RowSetting | undefined} */
function settingOf(s) {
  const { r, m } = s;
  if (r.chance(0.68)) return s.take(rowSettings, (x) => x.label);
  const label = r.chance(0.5)
    ? `${m.madeUp()} ${r.pick(rowNouns)}`
    : capital(`${r.pick(s.banks.bank.nouns)} ${r.pick(rowNouns)}`);
  if (!s.claim(label)) return undefined;
  const kind = r.pick(/** @type {const} */ (["choice", "toggle", "number", "value"]));
  const values =
    kind === "number"
      ? [r.pick(["", " %", " MB", " s", " px"])]
      : r.chance(0.6)
        ? m.distinct("phrase", 4)
        : Array.from({ length: 4 }, () => m.madeUp());
  return { label, kind, values, help: madeUpHelp(s) };
}

/** @param {Scene} s @param {{ helpShare: number, above: boolean }} look @returns {UiNode | undefined} */
function settingRow(s, look) {
  const { r, m } = s;
  const setting = settingOf(s);
  if (!setting) return undefined;
  const wanted = r.chance(0.2) ? madeUpHelp(s) : setting.help;
  const help = r.chance(look.helpShare) && s.claim(wanted) ? wanted : undefined;
  const common = { label: setting.label, help, above: look.above };
  if (setting.kind === "toggle") {
    const on = r.chance(0.5);
    return node("settingRow", {
      ...common,
      control: "switch",
      on,
      state: r.chance(0.25) ? (on ? "On" : "Off") : undefined,
    });
  }
  // Values that no setting is known to have are read, not guessed.
  const known = r.chance(0.3)
    ? Array.from({ length: 4 }, () => (r.chance(0.5) ? m.madeUp() : `${m.madeUp()} ${m.madeUp()}`))
    : setting.values;
  const options =
    setting.kind === "number"
      ? [`${r.int(0, r.pick([9, 60, 200, 5000]))}${setting.values[0]}`]
      : [...new Set(known)].filter((o) => !s.used.has(o.toLowerCase()));
  if (options.length === 0) return undefined;
  const selected = r.int(0, options.length - 1);
  const value = options[selected] ?? "";
  s.claim(value);
  const control = {
    choice: () =>
      r.weighted([
        ["select", 6],
        ["value", 2],
        ["link", 1],
      ]),
    number: () =>
      r.weighted([
        ["stepper", 4],
        ["field", 2],
        ["value", 2],
      ]),
    value: () =>
      r.weighted([
        ["value", 3],
        ["change", 4],
        ["link", 2],
        ["field", 1],
      ]),
  }[setting.kind]();
  return node("settingRow", {
    ...common,
    control,
    options,
    selected,
    value,
    action: control === "change" ? r.pick(CHANGE) : undefined,
    chevron: control === "value" && r.chance(0.4),
  });
}

/** @param {Scene} s @returns {Screen} */
export function settingRows(s) {
  const { r } = s;
  const style = r.weighted([
    ["cards", 5],
    ["plain", 4],
    ["stacked", 1.6],
  ]);
  const look = {
    helpShare: r.weighted([
      [0.9, 6],
      [0.5, 2],
      [0, 1.5],
    ]),
    above: style === "stacked",
  };
  const sections = r.sample(rowSections, r.int(5, 9)).filter((x) => s.claim(x));
  const active = r.int(0, sections.length - 1);
  const sidebar = r.chance(0.65);
  const title = s.heading(
    sidebar && r.chance(0.4)
      ? r.pick([`${s.app} settings`, "All settings", "Settings", "Preferences"])
      : r.pick([
          "Settings",
          "Preferences",
          "Options",
          `${s.m.madeUp()} preferences`,
          `${s.app} settings`,
          "System settings",
          "Configuration",
          "Your settings",
          "Project settings",
        ]),
  );
  const groups = Array.from({ length: r.int(1, 3) }, () => {
    const rows = Array.from({ length: r.int(2, 5) }, () => settingRow(s, look)).filter(Boolean);
    const name = r.chance(0.75) ? s.take(rowSections, (x) => x) : undefined;
    const head = name ? node("heading", { text: name, level: 3 }) : undefined;
    const inside = r.chance(0.3);
    const body = node("settingGroup", { card: style === "cards", divided: style !== "stacked" && r.chance(0.8) }, [
      inside ? head : undefined,
      ...rows,
    ]);
    return node("settingSection", {}, [inside ? undefined : head, body]);
  });
  const reset = r.chance(0.6) ? r.pick(RESET) : undefined;
  const buttons = [
    r.chance(0.75) ? s.button("save", "primary") : undefined,
    r.chance(0.3) ? s.button("cancel") : undefined,
    reset && s.claim(reset)
      ? node("button", {
          text: reset,
          variant: "default",
          effect: "sets everything back to the defaults",
          wants: [
            "reset the settings",
            "restore the defaults",
            "go back to the default settings",
            "undo all my changes",
          ],
        })
      : undefined,
  ].filter(Boolean);
  const content = [
    title,
    r.chance(0.35) ? s.prose() : undefined,
    r.chance(0.15) ? s.tabs(r.int(3, 4)) : undefined,
    ...groups,
    buttons.length > 0 ? node("row", { align: r.chance(0.5) ? "end" : "mid" }, buttons) : undefined,
  ].filter(Boolean);
  const side = sidebar ? node("nav", { items: sections.map((text) => ({ text, wants: [] })), active }) : undefined;
  const wide = node(
    "col",
    { css: `max-width:${r.pick([620, 720, 860, 1100])}px;${r.chance(0.4) ? "margin:0 auto" : ""}` },
    content,
  );
  return {
    kind: "setting-rows",
    phrase: "a settings page",
    title,
    root: [node("shell", { top: r.chance(0.25) ? s.topbar(r.int(2, 4)) : undefined, side }, [wide])],
  };
}
