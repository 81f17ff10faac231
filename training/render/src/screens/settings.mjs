/** Settings pages, preferences, open dropdowns, set-up wizards. */
import { node } from "../nodes.mjs";

/** @typedef {import("./parts.mjs").Scene} Scene @typedef {import("../nodes.mjs").Screen} Screen @typedef {import("../nodes.mjs").UiNode} UiNode */

/** @param {Scene} s @param {number} count @param {string[]} [kinds] @returns {UiNode[]} */
const settingsOf = (s, count, kinds) =>
  /** @type {UiNode[]} */ (Array.from({ length: count }, () => s.setting(kinds)).filter(Boolean));

/** @param {Scene} s @returns {Screen} */
export function settingsPage(s) {
  const { r } = s;
  const title = s.heading(
    r.pick([
      "Settings",
      "Preferences",
      "Options",
      "Account settings",
      "Configuration",
      "Workspace settings",
      `${s.app} settings`,
      "General settings",
      "User preferences",
      "System settings",
    ]),
  );
  const groups = r.int(1, 3);
  const body = Array.from({ length: groups }, () => {
    const name = s.take(s.banks.bank.sections, (x) => x);
    const items = settingsOf(s, r.int(2, 5));
    const head = name ? node("heading", { text: name, level: r.pick([2, 3]) }) : undefined;
    return r.chance(0.4) ? node("panel", {}, [head, ...items]) : node("col", {}, [head, ...items]);
  });
  const buttons = node("row", { align: r.chance(0.3) ? "end" : "mid" }, [
    s.button("save", "primary", { disabled: r.chance(0.12) }),
    s.button("cancel"),
    r.chance(0.25) ? s.button("delete", "danger") : undefined,
  ]);
  const content = [
    r.chance(0.25) ? s.crumbs(title.text) : undefined,
    title,
    r.chance(0.5) ? s.prose() : undefined,
    r.chance(0.35) ? s.alert() : undefined,
    r.chance(0.35) ? s.tabs(r.int(3, 5)) : undefined,
    ...(groups > 1 && r.chance(0.3) ? [node("grid", { cols: 2 }, body)] : body),
    buttons,
  ];
  return { kind: "settings", phrase: "a settings page", title, root: s.frame(content) };
}

/** @param {Scene} s @returns {Screen} */
export function preferencesDialog(s) {
  const { r } = s;
  const name = r.pick([
    "Preferences",
    "Options",
    "Settings",
    `${s.app} preferences`,
    "Export options",
    "Print options",
    "Advanced settings",
    "Connection settings",
    "Display options",
    "Editor preferences",
  ]);
  s.claim(name);
  const dialog = node(
    "dialog",
    {
      title: name,
      buttons: [s.button("cancel"), s.button("save", "primary", { disabled: r.chance(0.1) })].filter(Boolean),
    },
    [
      r.chance(0.4) ? s.tabs(r.int(2, 4)) : undefined,
      r.chance(0.3) ? s.prose() : undefined,
      ...settingsOf(s, r.int(3, 7)),
    ],
  );
  const behind = r.chance(0.6)
    ? s.frame([
        s.heading(s.m.make("phrase")),
        s.prose(2),
        s.table({ rows: r.int(3, 6), columns: 3 }).table,
        s.prose(2),
        s.prose(2),
      ])
    : [];
  if (behind.length === 0)
    return {
      kind: "preferences",
      phrase: "a preferences dialog",
      title: dialog,
      titlePart: "title",
      root: [node("center", { width: r.int(400, 620) }, [dialog])],
    };
  return {
    kind: "preferences",
    phrase: "a preferences dialog",
    title: dialog,
    titlePart: "title",
    root: [...behind, node("overlay", {}, [dialog])],
  };
}

/** @param {Scene} s @returns {Screen} */
export function wizard(s) {
  const { r } = s;
  const steps = r
    .sample(
      [
        "Welcome",
        "License",
        "Destination",
        "Components",
        "Account",
        "Network",
        "Review",
        "Payment",
        "Shipping",
        "Details",
        "Summary",
        "Permissions",
        "Storage",
        "Schedule",
        "Confirmation",
      ],
      r.int(3, 5),
    )
    .filter((t) => s.claim(t));
  const active = r.int(0, steps.length - 1);
  const title = s.heading(
    r.pick([
      `Set up ${s.app}`,
      "Installation",
      "New deployment",
      `Create a ${r.pick(s.banks.bank.services).toLowerCase()}`,
      "Import data",
      "Project wizard",
      "Onboarding",
      `Install ${s.app}`,
    ]),
  );
  const body = settingsOf(s, r.int(2, 6));
  const buttons = node("row", { align: r.chance(0.6) ? "end" : "mid" }, [
    s.button("cancel"),
    s.button("wizard", "primary", { disabled: r.chance(0.15) }),
    s.button("wizard"),
  ]);
  const content = [
    title,
    node("steps", { items: steps, active }),
    node("rule"),
    r.chance(0.5) ? s.prose() : undefined,
    r.chance(0.25) ? s.alert() : undefined,
    ...body,
    buttons,
  ];
  return {
    kind: "wizard",
    phrase: "a set-up wizard",
    title,
    root: r.chance(0.5)
      ? s.frame(content, { side: false })
      : [node("center", { width: 680 }, [node("card", {}, [node("col", {}, content)])])],
  };
}

/** @param {Scene} s @returns {Screen} */
export function openDropdown(s) {
  const { r } = s;
  const title = s.heading(r.pick(["Settings", "Filters", "Edit profile", "New report", "Options", "Export"]));
  let select = s.setting(["choice"]);
  for (let i = 0; i < 10 && select?.type !== "select"; i++) select = s.setting(["choice"]);
  const before = [s.setting(["text", "number"]), s.setting(["toggle"])];
  const after = [s.setting(["toggle"]), s.setting(["text"])];
  if (select?.type === "select") {
    Object.assign(select, { open: true, layout: "above", disabled: false, help: undefined });
    select.options.forEach((/** @type {string} */ o) => s.claim(o));
  }
  const gap = node("col", { css: "height:210px" }, []);
  return {
    kind: "dropdown",
    phrase: "a form with an open dropdown",
    title,
    root: s.frame([
      title,
      ...before.filter(Boolean),
      select,
      gap,
      ...after,
      node("row", {}, [s.button("save", "primary"), s.button("cancel")]),
    ]),
  };
}
