/** Facts of tabs, menus, bars, trees, steps. */
import { keysOf, kindOfControl, purpose, singular, state } from "./shared.mjs";

/** @typedef {import("./facts.mjs").Facts} Facts @typedef {import("../nodes.mjs").UiNode} UiNode */

/** @type {Record<string, (n: UiNode, f: Facts) => void>} */
export const NAVIGATION_FACTS = {
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
  crumbs: (n, f) => {
    const keys = keysOf(n, n.items.length);
    if (keys.length > 1) f.add("crumb", {}, [f.ref(keys[keys.length - 2]), "."], [f.text(keys[keys.length - 2])]);
    f.sequence(keys, { noun: "breadcrumb entry", plural: "breadcrumb entries", row: true, edges: false });
  },
  pages: (n, f) =>
    f.add(
      "activePage",
      {},
      ["Page ", f.ref(`${n.id}.i${n.active}`), " is selected."],
      [f.text(`${n.id}.i${n.active}`)],
    ),
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
  dialog: (n, f) =>
    f.sequence(
      n.buttons.map((/** @type {UiNode} */ b) => `${b.id}.text`),
      { noun: "button", plural: "buttons in the dialog", row: true, edges: false, countKind: false },
    ),
  statusbar: (n, f) =>
    f.sequence(keysOf(n, n.items.length), {
      noun: "entry of the status bar",
      plural: "entries in the status bar",
      row: true,
      countKind: false,
    }),
};
