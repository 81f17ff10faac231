/** Screens that show data: tables, dashboards, files, mail, consoles, lists. */
import { node } from "../nodes.mjs";

/** @typedef {import("./parts.mjs").Scene} Scene @typedef {import("../nodes.mjs").Screen} Screen @typedef {import("../nodes.mjs").UiNode} UiNode */

/** @param {Scene} s @returns {UiNode | undefined} */
const pager = (s) =>
  s.r.chance(0.4)
    ? node("pages", { items: ["1", "2", "3", "4"].slice(0, s.r.int(3, 4)), active: s.r.int(0, 2) })
    : undefined;

/** @param {Scene} s @returns {Screen} */
export function tablePage(s) {
  const { r } = s;
  const { noun, table } = s.table({ columns: r.int(3, 5), rows: r.int(4, 11) });
  const title = s.heading(
    r.pick([noun, `All ${noun.toLowerCase()}`, `${noun} overview`, `Manage ${noun.toLowerCase()}`, noun]),
  );
  const bar = node("row", { align: r.chance(0.5) ? "between" : "mid" }, [
    r.chance(0.4)
      ? node("field", { label: undefined, layout: "placeholder", placeholder: `Search ${noun.toLowerCase()}`, say: [] })
      : undefined,
    s.button("create", "primary"),
    s.button("use", "default", { disabled: r.chance(0.2) }),
    r.chance(0.4) ? s.button("use") : undefined,
  ]);
  return {
    kind: "table",
    phrase: `a table of ${noun.toLowerCase()}`,
    title,
    root: s.frame([
      r.chance(0.3) ? s.crumbs(title.text) : undefined,
      title,
      r.chance(0.3) ? s.prose() : undefined,
      r.chance(0.2) ? s.alert() : undefined,
      bar,
      r.chance(0.25) ? s.tabs(r.int(2, 4)) : undefined,
      table,
      pager(s),
    ]),
  };
}

/** @param {Scene} s @returns {Screen} */
export function dashboard(s) {
  const { r, m } = s;
  const title = s.heading(
    r.pick([
      "Dashboard",
      "Overview",
      `Welcome back, ${m.make("first")}`,
      "Analytics",
      "Today at a glance",
      `${s.app} overview`,
      "Key figures",
      "Performance",
    ]),
  );
  const count = r.int(3, 6);
  const cards = s
    .takeMany(s.banks.stats, (t) => t.split(":")[0], count)
    .map((t) => {
      const [label, generator] = t.split(":");
      return node("stat", {
        label,
        value: m.make(generator),
        delta: r.chance(0.5)
          ? `${r.pick(["+", "-", "↑ ", "↓ "])}${r.int(1, 40)}.${r.int(1, 9)}% ${r.pick(["vs last week", "since May", "this month", "vs last month"])}`
          : undefined,
      });
    });
  const left = r.chance(0.6) ? s.table({ rows: r.int(3, 5), columns: 3 }) : undefined;
  const blocks = [
    left &&
      node("panel", {}, [
        s.heading(
          r.pick([
            `Recent ${left.noun.toLowerCase()}`,
            `Latest ${left.noun.toLowerCase()}`,
            `Top ${left.noun.toLowerCase()}`,
          ]),
          3,
        ),
        left.table,
      ]),
    r.chance(0.6)
      ? node("panel", {}, [
          s.heading(r.pick(["Traffic", "Sales by month", "Usage", "Weekly trend"]), 3),
          node("bars", { values: Array.from({ length: r.int(5, 12) }, () => r.int(12, 98)) }),
        ])
      : undefined,
    r.chance(0.5)
      ? node("panel", {}, [
          s.heading(r.pick(["Quota", "Progress", "Goals", "Storage"]), 3),
          ...s
            .takeMany(s.banks.bank.departments, (d) => d, r.int(2, 4))
            .map((label) => node("progress", { label, percent: r.int(3, 98) })),
        ])
      : undefined,
    r.chance(0.4)
      ? node("panel", {}, [
          s.heading(r.pick(["Activity", "To do", "Next up"]), 3),
          node("list", {
            noun: "entries",
            items: m.distinct("task", r.int(3, 5)).map((text) => ({ text, meta: m.make("ago") })),
            active: -1,
          }),
        ])
      : undefined,
  ].filter(Boolean);
  return {
    kind: "dashboard",
    phrase: "a dashboard",
    title,
    root: s.frame([
      node("row", { align: "between" }, [title, r.chance(0.6) ? s.button("use", "primary") : undefined]),
      r.chance(0.3) ? s.alert() : undefined,
      node("grid", { cols: Math.min(count, r.int(3, 4)) }, cards),
      blocks.length > 1 && r.chance(0.6)
        ? node("grid", { cols: 2 }, /** @type {UiNode[]} */ (blocks))
        : node("col", {}, /** @type {UiNode[]} */ (blocks)),
    ]),
  };
}

/** @param {Scene} s @returns {Screen} */
export function fileManager(s) {
  const { r, m } = s;
  const folder = m.make("folder");
  const tree = node("tree", {
    noun: "folders",
    items: s
      .takeMany(s.banks.bank.folders, (f) => f, r.int(4, 9))
      .map((text, i) => ({ text, depth: i === 0 ? 0 : r.int(0, 2), state: r.pick(["open", "shut", undefined]) })),
    active: -1,
  });
  tree.active = r.int(0, tree.items.length - 1);
  const names = m.distinct("file", r.int(4, 9)).filter((f) => s.claim(f));
  const table = node("table", {
    noun: "files",
    columns: [
      { name: "Name", gen: "file" },
      { name: r.pick(["Modified", "Date modified", "Changed"]), gen: "date" },
      { name: "Type", gen: "ftype" },
      { name: "Size", gen: "mb", numeric: true },
    ].slice(0, r.int(3, 4)),
    rows: [],
    selected: r.chance(0.6) ? r.int(0, names.length - 1) : undefined,
    sort: r.chance(0.4) ? { column: 0, direction: "asc" } : undefined,
  });
  table.rows = names.map((name) => [name, ...table.columns.slice(1).map((/** @type {any} */ c) => m.make(c.gen))]);
  table.columns.forEach((/** @type {any} */ c) => s.claim(c.name));
  const bar = node("toolbar", {
    items: Array.from({ length: r.int(3, 6) }, () =>
      s.take([...s.banks.actions.use, ...s.banks.actions.create, ...s.banks.actions.delete], (a) => a[0]),
    )
      .filter(Boolean)
      .map((a) => ({ text: a[0], wants: a[1].split("|"), effect: a[2], disabled: r.chance(0.2) })),
  });
  const status = node("text", {
    text: `${names.length} ${r.pick(["items", "files", "objects"])}`,
    small: true,
    muted: true,
  });
  const inner = [
    node("crumbs", { items: [r.pick(["This PC", "Home", "My drive", "Local disk (C:)"]), m.make("folder"), folder] }),
    table,
    status,
  ];
  if (r.chance(0.5)) {
    const window = node("window", { title: folder, dots: r.chance(0.4) }, [
      r.chance(0.5) ? menubar(s) : undefined,
      bar,
      node("row", { css: "flex-wrap:nowrap;gap:0" }, [
        node("col", { css: "width:180px;flex:none" }, [tree]),
        node("col", { fill: true, css: "padding:12px" }, inner),
      ]),
    ]);
    return {
      kind: "file manager",
      phrase: "a file manager window",
      title: window,
      titlePart: "title",
      root: [node("center", { width: 900 }, [window])],
    };
  }
  const title = s.heading(r.pick(["Files", "My files", folder, "Documents library", "All files"]), 2);
  return {
    kind: "file manager",
    phrase: "a file manager",
    title,
    root: [
      node("shell", { top: r.chance(0.6) ? s.topbar(r.int(1, 4)) : undefined, side: [tree] }, [title, bar, ...inner]),
    ],
  };
}

/** @param {Scene} s @returns {UiNode} */
export const menubar = (s) =>
  node("menubar", {
    items: ["File", "Edit", "Selection", "View", "Go", "Run", "Terminal", "Tools", "Window", "Help"]
      .filter((t) => s.r.chance(0.65) && s.claim(t))
      .map((text) => ({ text })),
  });

/** @param {Scene} s @returns {Screen} */
export function inbox(s) {
  const { r, m } = s;
  const nav = node("nav", {
    items: ["Inbox", "Starred", "Snoozed", "Sent", "Drafts", "Spam", "Trash", "Archive", "Important", "All mail"]
      .filter((t) => r.chance(0.7) && s.claim(t))
      .map((text) => ({
        text,
        wants: [`open the ${text.toLowerCase()} folder`],
        badge: r.chance(0.3) ? String(r.int(1, 60)) : undefined,
      })),
    active: 0,
  });
  nav.active = r.int(0, Math.max(0, nav.items.length - 1));
  const senders = m.distinct("name", r.int(4, 8)).filter((n) => s.claim(n));
  const list = node("list", {
    noun: "messages",
    mail: true,
    items: senders.map((text) => ({
      text,
      sub: m.make(r.pick(["task", "phrase", "chat"])),
      meta: m.make(r.pick(["time", "date"])),
      bold: r.chance(0.4),
    })),
    active: r.chance(0.6) ? r.int(0, senders.length - 1) : -1,
  });
  const title = s.heading(nav.items[nav.active]?.text ?? "Mail", 2);
  const bar = node("toolbar", {
    items: s
      .takeMany(s.banks.actions.use, (a) => a[0], r.int(2, 4))
      .map((a) => ({ text: a[0], wants: a[1].split("|"), effect: a[2], disabled: r.chance(0.2) })),
  });
  const compose = s.button("create", "primary");
  return {
    kind: "inbox",
    phrase: "a mail inbox",
    title,
    root: [
      node("shell", { top: r.chance(0.6) ? s.topbar(r.int(1, 3)) : undefined, side: [compose, nav].filter(Boolean) }, [
        title,
        bar,
        list,
        pager(s),
      ]),
    ],
  };
}

/** @param {Scene} s @returns {Screen} */
export function resourcePage(s) {
  const { r, m } = s;
  const name = m.make("res");
  const title = s.heading(name, r.pick([1, 2]));
  const service = r.pick(s.banks.bank.services);
  const bar = node("toolbar", {
    items: s
      .takeMany([...s.banks.actions.use, ...s.banks.actions.delete], (a) => a[0], r.int(3, 6))
      .map((a) => ({ text: a[0], wants: a[1].split("|"), effect: a[2], disabled: r.chance(0.2) })),
  });
  const nav = s.nav(r.int(5, 10));
  const content = [
    s.crumbs(name),
    title,
    node("text", { text: service, muted: true }),
    bar,
    r.chance(0.35) ? s.alert() : undefined,
    s.heading(r.pick(["Essentials", "Details", "Properties", "Summary"]), 3),
    s.kv(r.int(5, 9), r.chance(0.4)),
    r.chance(0.4) ? s.tabs(r.int(3, 5)) : undefined,
    r.chance(0.6) ? s.table({ rows: r.int(2, 5), columns: 3 }).table : undefined,
  ];
  return {
    kind: "resource",
    phrase: "a cloud console page",
    title,
    root: [node("shell", { top: r.chance(0.7) ? s.topbar(r.int(1, 4)) : undefined, side: nav }, content)],
  };
}

/** @param {Scene} s @returns {Screen} */
export function listPage(s) {
  const { r, m } = s;
  const kind = r.pick(["search", "notifications", "projects", "keys", "tasks"]);
  const count = r.int(4, 8);
  if (kind === "keys") {
    const title = s.heading(r.pick(["API keys", "Access tokens", "Secrets", "SSH keys", "Personal access tokens"]));
    const items = m
      .distinct("made", count)
      .filter((t) => s.claim(t))
      .map((text) => ({
        text,
        sub: m.make("keymask"),
        meta: r.pick(["Last used ", "Created ", "Expires "]) + m.make("date"),
      }));
    return {
      kind: "keys",
      phrase: "a page of access keys",
      title,
      root: s.frame([
        title,
        s.prose(),
        r.chance(0.4) ? s.alert() : undefined,
        s.button("create", "primary"),
        node("list", { noun: "keys", items, active: -1 }),
        s.button("delete", "danger"),
      ]),
    };
  }
  if (kind === "search") {
    const query = m.make(r.pick(["made", "phrase", "product"]));
    const title = s.heading(
      r.pick([`Results for “${query}”`, `${r.int(8, 900)} results`, "Search results", `Search: ${query}`]),
      2,
    );
    const items = m
      .distinct(r.pick(["phrase", "file", "project", "product"]), count)
      .filter((t) => s.claim(t))
      .map((text) => ({ text, sub: m.sentence() }));
    return {
      kind: "search results",
      phrase: "a page of search results",
      title,
      root: s.frame([
        node("field", { layout: "placeholder", value: query, say: [] }),
        title,
        r.chance(0.5)
          ? node(
              "row",
              {},
              s
                .takeMany(s.banks.bank.folders, (f) => f, 3)
                .map((label) => node("checkbox", { label, checked: r.chance(0.5), say: [] })),
            )
          : undefined,
        node("list", { noun: "results", items, active: -1 }),
        pager(s),
      ]),
    };
  }
  if (kind === "notifications") {
    const title = s.heading(r.pick(["Notifications", "Recent alerts", "Activity", "What's new", "Updates for you"]), 2);
    const items = Array.from({ length: count }, () =>
      m.fill(r.pick([...s.banks.infos, ...s.banks.successes, ...s.banks.warnings])),
    )
      .filter((t) => s.claim(t))
      .map((text) => ({ text, meta: m.make("ago"), avatar: r.chance(0.3) ? r.int(1, 360) : undefined }));
    return {
      kind: "notifications",
      phrase: "a list of notifications",
      title,
      root: s.frame([
        node("row", { align: "between" }, [title, s.button("use")]),
        r.chance(0.5) ? s.tabs(r.int(2, 4)) : undefined,
        node("list", { noun: "notifications", items, active: -1 }),
      ]),
    };
  }
  const projects = kind === "projects";
  const title = s.heading(
    projects
      ? r.pick(["Projects", "Your projects", "Repositories", "All workspaces", "My boards"])
      : r.pick(["Tasks", "My tasks", "To-do list", "Checklist", "Things to do"]),
    r.pick([1, 2]),
  );
  if (!projects && r.chance(0.7)) {
    const items = m
      .distinct("task", count)
      .filter((t) => s.claim(t))
      .map((label) => node("checkbox", { label, checked: r.chance(0.45), say: [] }));
    return {
      kind: "tasks",
      phrase: "a list of tasks",
      title,
      root: s.frame([title, s.button("create", "primary"), node("col", {}, items), s.button("use")]),
    };
  }
  const items = m
    .distinct(projects ? "project" : "task", count)
    .filter((t) => s.claim(t))
    .map((text) => ({
      text,
      sub: projects ? m.sentence() : `${m.make("first")}, ${m.make("department")}`,
      meta: r.pick([m.make("ago"), m.make("status")]),
    }));
  return {
    kind,
    phrase: projects ? "a list of projects" : "a list of tasks",
    title,
    root: s.frame([
      node("row", { align: "between" }, [title, s.button("create", "primary")]),
      node("list", {
        noun: projects ? "projects" : "tasks",
        items,
        active: r.chance(0.3) ? r.int(0, items.length - 1) : -1,
      }),
    ]),
  };
}
