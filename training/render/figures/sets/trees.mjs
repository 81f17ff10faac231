/** File trees: an editor's explorer, a file manager's list, and the output of `tree`. */
import { MONO, SANS, escapeHtml, openHtmlSet } from "../lib/html.mjs";
import { madeUp } from "../lib/words.mjs";
import { questions } from "./trees/questions.mjs";

const FOLDERS = [
  "src",
  "test",
  "docs",
  "lib",
  "assets",
  "images",
  "scripts",
  "config",
  "public",
  "styles",
  "components",
  "pages",
  "models",
  "data",
  "utils",
  "api",
  "server",
  "client",
  "hooks",
  "migrations",
  "templates",
  "locales",
  "fixtures",
  "tools",
  "examples",
  ".github",
  ".vscode",
  "dist",
  "node_modules",
  "views",
  "routes",
  "services",
];
const STEMS = [
  "index",
  "main",
  "app",
  "server",
  "utils",
  "config",
  "helpers",
  "types",
  "router",
  "store",
  "auth",
  "login",
  "header",
  "footer",
  "button",
  "table",
  "chart",
  "user",
  "order",
  "invoice",
  "logo",
  "banner",
  "setup",
  "build",
  "deploy",
  "schema",
  "seed",
  "notes",
  "report",
  "theme",
];
const ROOT_FILES = [
  "README.md",
  "package.json",
  "LICENSE",
  ".gitignore",
  "tsconfig.json",
  "Makefile",
  "Dockerfile",
  "setup.py",
  "go.mod",
  "Cargo.toml",
  "CHANGELOG.md",
  ".env",
  "requirements.txt",
  "pom.xml",
];

/** @param {import("../../src/prng.mjs").Random} random */
function drawTree(random) {
  const extensions = random.pick([
    ["ts", "tsx", "css"],
    ["js", "html", "css"],
    ["py", "txt", "ipynb"],
    ["go", "mod", "sql"],
    ["rs", "toml", "md"],
    ["java", "xml", "properties"],
    ["md", "png", "svg"],
    ["cs", "json", "resx"],
  ]);
  const used = new Set();
  const fresh = (make) => {
    for (let i = 0; i < 60; i++) {
      const name = make();
      if (!used.has(name)) return (used.add(name), name);
    }
    return `${madeUp(random).toLowerCase()}.txt`;
  };
  const file = () =>
    fresh(
      () =>
        `${random.chance(0.6) ? random.pick(STEMS) : madeUp(random).toLowerCase()}${random.chance(0.15) ? `-${random.pick(STEMS)}` : ""}.${random.chance(0.7) ? extensions[0] : random.pick(extensions)}`,
    );
  const folder = () => fresh(() => (random.chance(0.8) ? random.pick(FOLDERS) : madeUp(random).toLowerCase()));
  const root = madeUp(random).toLowerCase() + random.pick(["", "-app", "-site", "-api", ""]);
  const entries = [];
  const fill = (depth, parent, count) => {
    const folders = Array.from(
      { length: depth > 2 ? 0 : random.int(depth === 0 ? 2 : 0, depth === 0 ? 4 : 1) },
      folder,
    ).sort();
    for (const name of folders) {
      const at = entries.push({ name, depth, parent, folder: true, open: random.chance(depth === 0 ? 0.72 : 0.6) }) - 1;
      if (entries[at].open) fill(depth + 1, at, random.int(1, 3));
    }
    const files = Array.from({ length: count }, () =>
      depth === 0 ? fresh(() => random.pick(ROOT_FILES)) : file(),
    ).sort();
    for (const name of files) entries.push({ name, depth, parent, folder: false, open: false });
  };
  fill(0, -1, random.int(1, 4));
  return { root, entries };
}

/** @param {import("../../src/prng.mjs").Random} random */
function plan(random) {
  const { root, entries } = drawTree(random);
  const files = entries.map((e, i) => ({ ...e, i })).filter((e) => !e.folder);
  const style = random.pick(["explorer", "explorer", "explorer", "tree", "plain"]);
  const selected = style === "tree" || random.chance(0.15) ? -1 : random.pick(files).i;
  const marks =
    style === "explorer" && random.chance(0.5)
      ? random
          .sample(
            files.filter((f) => f.i !== selected),
            random.int(1, 2),
          )
          .map((f) => ({ i: f.i, mark: random.pick(["M", "U", "M"]) }))
      : [];
  const dark = random.chance(0.55);
  const [paper, ink, chosen] = dark
    ? [
        random.pick(["#252526", "#1e1e1e", "#21252b", "#181818", "#0d1117"]),
        "#cccccc",
        random.pick(["#37373d", "#094771", "#2c313a", "#04395e"]),
      ]
    : [
        random.pick(["#f3f3f3", "#ffffff", "#f8f8f8"]),
        random.pick(["#333333", "#3b3b3b"]),
        random.pick(["#cce5ff", "#e4e6f1", "#d6ebff", "#0060c0"]),
      ];
  const size = random.int(13, 16);
  const height = random.int(size + 7, size + 16);
  const indent = random.int(12, 24);
  const last = (i) => !entries.slice(i + 1).some((e) => e.parent === entries[i].parent);
  const ancestors = (i) => (entries[i].parent < 0 ? [] : [...ancestors(entries[i].parent), entries[i].parent]);
  const mark = (i) => marks.find((m) => m.i === i);
  const chevron = random.chance(0.7);
  const body =
    style === "tree"
      ? `<div data-k="root">${root}${random.chance(0.5) ? "/" : ""}</div>${entries
          .map(
            (e, i) =>
              `<div><span class="rail" data-skip>${ancestors(i)
                .map((a) => (last(a) ? "    " : "│   "))
                .join("")}${last(i) ? "└── " : "├── "}</span><span data-k="E${i}">${escapeHtml(e.name)}</span></div>`,
          )
          .join("")}`
      : `${style === "explorer" ? `<div class="head" data-k="head">EXPLORER</div>` : ""}<div class="root" data-k="root">${style === "explorer" ? root.toUpperCase() : root}</div>${entries
          .map(
            (e, i) =>
              `<div class="row${i === selected ? " sel" : ""}" style="padding-left:${14 + e.depth * indent}px"><i class="${e.folder ? (chevron ? (e.open ? "o" : "c") : e.open ? "fo" : "fc") : "f"}"></i><span class="name ${mark(i) ? mark(i).mark : ""}" data-k="E${i}">${escapeHtml(e.name)}</span>${mark(i) ? `<em data-k="M${i}">${mark(i).mark}</em>` : ""}</div>`,
          )
          .join("")}`;
  const width = random.int(230, 460);
  const css = `#figure{width:${width}px;background:${paper};color:${ink};font:${size}px/1 ${style === "tree" ? `'${random.pick(MONO)}',monospace` : `'${random.pick(SANS)}',sans-serif`};padding:${style === "tree" ? "12px 16px" : "4px 0 14px"}}
${style === "tree" ? `#figure div{white-space:pre;line-height:${random.pick([1.3, 1.45])}}.rail{color:${ink}99;visibility:visible}` : ""}
.head{font-size:11.5px;padding:9px 18px;letter-spacing:.4px;opacity:.85}.root{font-weight:700;font-size:${size - 1}px;padding:6px 12px}
.row{height:${height}px;display:flex;align-items:center;padding-right:14px}.row.sel{background:${chosen};${chosen === "#0060c0" ? "color:#fff" : ""}}
.row i{flex:none;width:7px;height:7px;margin:0 9px 0 3px}.row i.o{border:solid ${ink};border-width:0 1.5px 1.5px 0;transform:rotate(45deg)}.row i.c{border:solid ${ink};border-width:0 1.5px 1.5px 0;transform:rotate(-45deg)}
.row i.f{width:11px;height:14px;border-radius:2px;background:#8aa5cf}.row i.fo,.row i.fc{width:15px;height:11px;border-radius:2px;background:#dcb65a}.name{flex:1;white-space:nowrap}.row em{font-style:normal;font-size:.9em}.M,.M+em{color:${dark ? "#e2c08d" : "#895503"}}.U,.U+em{color:${dark ? "#73c991" : "#007100"}}`;

  const facts = { root, entries, style, selected, marks };
  return {
    kind: "file-tree",
    html: `<div id="figure">${body}</div>`,
    css,
    width: width + 40,
    ask: (figure) => questions(figure, facts),
  };
}

/** @param {import("puppeteer-core").Browser} browser */
export const open = (browser) => openHtmlSet(browser, plan);
