/** Windows with trees and toolbars: file manager, code editor, cloud console. */
import { node } from "../nodes.mjs";

/** @typedef {import("./parts.mjs").Scene} Scene @typedef {import("../nodes.mjs").Screen} Screen @typedef {import("../nodes.mjs").UiNode} UiNode */

/** @param {Scene} s @returns {UiNode} */
export const menubar = (s) =>
  node("menubar", {
    items: ["File", "Edit", "Selection", "View", "Go", "Run", "Terminal", "Tools", "Window", "Help"]
      .filter((t) => s.r.chance(0.65) && s.claim(t))
      .map((text) => ({ text })),
  });

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
      .filter((a) => a !== undefined)
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
export function ide(s) {
  const { r, m } = s;
  const files = m.distinct("file", r.int(5, 10)).filter((f) => s.claim(f));
  const tree = node("tree", {
    noun: "files",
    items: files.map((text, i) => ({ text, depth: i === 0 ? 0 : r.int(0, 2), state: undefined })),
    active: r.int(0, files.length - 1),
  });
  const open = m.distinct("file", r.int(2, 4)).filter((f) => s.claim(f));
  const tabs = node("tabs", { items: open.map((text) => ({ text })), active: r.int(0, Math.max(0, open.length - 1)) });
  const fn = () => m.madeUp().toLowerCase();
  const lines = r.pick([
    () => [
      `function ${fn()}(${fn()}) {`,
      `  const ${fn()} = ${r.int(1, 99)};`,
      `  if (${fn()} > ${r.int(1, 50)}) {`,
      `    return ${fn()}.${fn()}();`,
      "  }",
      `  throw new Error("${m.make("task")}");`,
      "}",
      "",
      `export const ${fn()} = "${m.make("res")}";`,
    ],
    () => [
      `import ${fn()}`,
      "",
      `def ${fn()}(${fn()}, ${fn()}):`,
      `    ${fn()} = ${r.int(2, 400)}`,
      `    for ${fn()} in range(${r.int(2, 20)}):`,
      `        print("${m.make("phrase")}")`,
      `    return ${fn()}`,
    ],
    () => [
      "{",
      `  "name": "${m.make("res")}",`,
      `  "version": "${m.make("ver")}",`,
      `  "author": "${m.make("name")}",`,
      `  "port": ${m.make("port")},`,
      `  "license": "${m.make("license")}"`,
      "}",
    ],
  ])();
  const window = node(
    "window",
    { title: `${open[tabs.active] ?? "untitled"} - ${m.make("project")}`, dots: r.chance(0.4) },
    [
      menubar(s),
      node("row", { css: "flex-wrap:nowrap;gap:0" }, [
        node(
          "col",
          { css: "width:200px;flex:none;min-height:330px;border-right:1px solid var(--border);padding:8px 0" },
          [
            node("text", { text: r.pick(["EXPLORER", "Files", "Project", "Solution"]), small: true, muted: true }),
            tree,
          ],
        ),
        node("col", { fill: true }, [
          tabs,
          node("code", { lines }),
          r.chance(0.6)
            ? node("tabs", {
                items: ["Problems", "Output", "Terminal", "Debug console"]
                  .filter((t) => s.claim(t))
                  .map((text) => ({ text })),
                active: r.int(0, 2),
              })
            : undefined,
          r.chance(0.6)
            ? node("code", {
                lines: [
                  `$ ${r.pick(["npm test", "make", "git status", "cargo build", "pytest"])}`,
                  m.fill(r.pick(s.banks.errors)),
                  `${r.int(1, 60)} passed, ${r.int(0, 9)} failed`,
                ],
              })
            : undefined,
        ]),
      ]),
      node("statusbar", {
        items: [
          m.make("branch"),
          `Ln ${r.int(1, 400)}, Col ${r.int(1, 80)}`,
          r.pick(["UTF-8", "UTF-16 LE"]),
          r.pick(["Python", "TypeScript", "JSON", "Plain text"]),
        ],
      }),
    ],
  );
  return {
    kind: "IDE",
    phrase: "a code editor window",
    title: window,
    titlePart: "title",
    root: [node("col", { css: "padding:14px" }, [window])],
  };
}
