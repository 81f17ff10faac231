/** Code in an editor: highlighted lines with numbers, tabs, breadcrumb, explorer, status bar, problems. */
import { readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import hljs from "highlight.js";
import { MONO, SANS, escapeHtml, openHtmlSet } from "../lib/html.mjs";
import { FIELDS, distinct, madeUp } from "../lib/words.mjs";
import { LANGUAGES } from "./code/languages.mjs";
import { questions } from "./code/questions.mjs";

const styles = path.join(import.meta.dirname, "../node_modules/highlight.js/styles");
const THEMES = readdirSync(styles).filter(
  (f) => f.endsWith(".css") && !f.includes(".min.") && !/brown-paper|pojoaque|school-book|greenscreen/.test(f),
);
const css = new Map();
const VERBS = [
  "get",
  "load",
  "parse",
  "make",
  "find",
  "send",
  "count",
  "merge",
  "check",
  "read",
  "write",
  "build",
  "update",
  "fetch",
  "sort",
  "filter",
  "render",
  "split",
  "format",
  "encode",
  "clean",
  "apply",
  "store",
  "close",
  "open",
  "sum",
  "map",
];
const OBJECTS = [
  "order",
  "user",
  "token",
  "price",
  "line",
  "node",
  "page",
  "image",
  "rate",
  "report",
  "batch",
  "score",
  "route",
  "event",
  "key",
  "block",
  "city",
  "file",
  "label",
  "stock",
  "frame",
  "pixel",
  "queue",
  "parcel",
  "signal",
  "record",
  "header",
  "index",
  "cache",
  "job",
];
const MODULES = [
  "json",
  "os",
  "time",
  "math",
  "random",
  "logging",
  "requests",
  "numpy",
  "fs",
  "path",
  "http",
  "crypto",
  "zlib",
  "react",
  "express",
  "lodash",
  "serde",
  "tokio",
  "regex",
  "csv",
  "sqlite",
  "redis",
  "stdio",
  "string",
  "errno",
  "yaml",
  "socket",
  "uuid",
  "chrono",
  "axios",
];
const SETTINGS = [
  "max_retries",
  "timeout",
  "base_url",
  "page_size",
  "cache_dir",
  "log_level",
  "api_version",
  "buffer_size",
  "default_port",
  "host",
  "region",
  "batch_size",
  "tax_rate",
  "threshold",
  "log_file",
  "min_score",
  "user_agent",
  "queue_name",
  "max_depth",
  "interval",
];
const WARNINGS = [
  ["'%s' is not defined", "error"],
  ["Cannot find name '%s'", "error"],
  ["'%s' is declared but never used", "warning"],
  ["Unused variable '%s'", "warning"],
  ["Missing return value in '%s'", "error"],
  ["Unexpected token '%s'", "error"],
  ["Undefined symbol '%s'", "error"],
  ["Property '%s' does not exist", "error"],
  ["Expected 2 arguments, but '%s' got 1", "error"],
  ["'%s' is deprecated", "warning"],
];

/** @param {import("../../src/prng.mjs").Random} random @returns {import("./code/languages.mjs").Module} */
export function planModule(random) {
  const word = () => (random.chance(0.8) ? random.pick(OBJECTS) : madeUp(random).toLowerCase());
  const name = () => `${random.pick(VERBS)}_${word()}${random.chance(0.25) ? `_${word()}` : ""}`;
  const names = distinct(12, name);
  return {
    imports: distinct(random.int(2, 4), () =>
      random.chance(0.8) ? random.pick(MODULES) : madeUp(random).toLowerCase(),
    ),
    constants: distinct(random.int(1, 3), () => random.pick(SETTINGS)).map((n) => {
      const text = /url|dir|level|version|host|region|file|agent|name/.test(n);
      return {
        name: n,
        text,
        value: text
          ? random.pick([
              `${madeUp(random).toLowerCase()}.log`,
              `/var/${madeUp(random).toLowerCase()}`,
              `eu-${random.pick(["west", "north", "central"])}-${random.int(1, 3)}`,
              `v${random.int(1, 9)}`,
              madeUp(random),
              "debug",
              `https://${madeUp(random).toLowerCase()}.test`,
            ])
          : String(random.pick([random.int(2, 64), random.int(100, 9000), random.int(1, 20) * 50])),
      };
    }),
    functions: Array.from({ length: random.int(1, 3) }, () => ({
      name: names.pop(),
      params: distinct(random.int(1, 2), () =>
        random.pick(random.chance(0.5) ? OBJECTS : FIELDS.map((f) => f.toLowerCase())),
      ),
      calls: random.chance(0.8) ? [names.pop()].filter(Boolean) : [],
      result: names.pop() ?? "finish",
      comment: random.chance(0.45)
        ? `${random.pick(["Must", "Never", "Always", "Only", "Should"])} ${random.pick(["run", "be called", "finish", "return", "retry"])} ${random.pick(["before", "after", "during", "without"])} ${random.pick(["the upload", "midnight", "startup", "the lock", "a backup", "login", "shutdown", "the migration"])}`
        : null,
    })),
    className: `${random.pick(["Order", "Price", "Token", "Image", "Route", "Event", "Cache", "Report"])}${random.pick(["Service", "Store", "Reader", "Parser", "Client", "Manager"])}`,
  };
}

/** Highlighted HTML cut into lines, spans closed and opened again. @param {string} html */
export function splitHighlighted(html) {
  const open = [];
  return html.split("\n").map((row) => {
    const start = open.join("");
    for (const tag of row.match(/<span[^>]*>|<\/span>/g) ?? []) {
      if (tag === "</span>") open.pop();
      else open.push(tag);
    }
    return start + row + "</span>".repeat(open.length);
  });
}

/** @param {import("../../src/prng.mjs").Random} random */
function plan(random) {
  const language = random.pick(LANGUAGES);
  const module = planModule(random);
  const rows = language.write(module).map((row) => (typeof row === "string" ? { text: row, tag: "plain" } : row));
  while (rows.length && rows[rows.length - 1].text === "") rows.pop();
  for (let i = rows.length - 1; i > 0; i--) if (rows[i].text === "" && rows[i - 1].text === "") rows.splice(i, 1);
  const theme = random.pick(THEMES);
  if (!css.has(theme)) css.set(theme, readFileSync(path.join(styles, theme), "utf8"));
  const file = () =>
    `${random.pick([...OBJECTS, ...VERBS.slice(0, 8), madeUp(random).toLowerCase(), "main", "index", "utils", "config"])}.${random.chance(0.75) ? language.extension : random.pick(["md", "json", "txt", "toml"])}`;
  const tabs = random.chance(0.82) ? distinct(random.int(1, 4), file) : [];
  const active = tabs.length ? random.int(0, tabs.length - 1) : -1;
  if (active >= 0) tabs[active] = tabs[active].replace(/\.\w+$/, `.${language.extension}`);
  if (new Set(tabs).size < tabs.length) return plan(random);
  const numbers = random.chance(0.85);
  const first = random.chance(0.75) ? 1 : random.int(2, 320);
  const suspects = rows.map((r, i) => ({ r, i })).filter(({ r }) => r.tag === "return" || r.tag === "function");
  const problem =
    numbers && suspects.length > 0 && random.chance(0.35)
      ? { at: random.pick(suspects), template: random.pick(WARNINGS) }
      : null;
  const folder = madeUp(random).toLowerCase();
  const status = random.chance(0.55)
    ? {
        branch: random.pick([
          "main",
          "develop",
          `feature/${madeUp(random).toLowerCase()}`,
          `fix-${random.int(12, 999)}`,
        ]),
        position: `Ln ${first + random.int(0, rows.length - 1)}, Col ${random.int(1, 44)}`,
        spaces: random.pick(["Spaces: 2", "Spaces: 4", "Tab Size: 4"]),
        encoding: random.pick(["UTF-8", "UTF-8", "ISO 8859-1"]),
        language: language.name,
      }
    : null;
  const message = problem ? problem.template[0].replace("%s", problem.at.r.name) : null;
  const shownAs = message ? `${message} [${language.extension}]` : null;

  const highlighted = splitHighlighted(
    hljs.highlight(rows.map((r) => r.text).join("\n"), { language: language.hljs }).value,
  );
  const code = rows
    .map((row, i) => {
      const body = highlighted[i] || "&nbsp;";
      const bad = problem && problem.at.i === i ? " bad" : "";
      return `<div class="row">${numbers ? `<i data-k="N${i}">${first + i}</i>` : ""}<span class="src${bad}" data-k="L${i}">${body}</span></div>`;
    })
    .join("");
  const accent = random.pick(["#007acc", "#68217a", "#0e639c", "#2d7d32", "#c0622d", "#444c56", "#b0323f"]);
  const dark =
    /dark|night|monokai|dracula|nord|obsidian|vs2015|black|ocean|onedark|agate|androidstudio|gradient|hybrid|ir-|kimbie|rainbow|shades|srcery|sunburst|tomorrow-night|tokyo|zenburn|an-old|atom-one-dark|codepen|dark|devibeans|far|felipec|gml|hopscotch|lioshi|purebasic|paraiso-dark|qtcreator-dark|railscasts|panda|nnfx-dark|stackoverflow-dark|isbl-editor-dark|a11y-dark|arta/.test(
      theme,
    ) && !/light/.test(theme);
  const chrome = dark
    ? ["#252526", "#cccccc", "#969696", "#1e1e1e", "#3c3c3c"]
    : ["#f3f3f3", "#333333", "#717171", "#ffffff", "#dddddd"];
  const font = random.pick(MONO);
  const sans = random.pick(SANS);
  const size = random.int(13, 17);
  const width = random.int(560, 1080);
  const html = `<div id="figure" class="hljs"><div class="tabs">${tabs.map((t, i) => `<div class="${i === active ? "on" : ""}" data-k="tab${i}">${escapeHtml(t)}</div>`).join("")}</div>${
    tabs.length && random.chance(0.4)
      ? `<div class="path"><span data-k="path">${folder} › src › ${tabs[active]}</span></div>`
      : ""
  }<pre>${code}</pre>${
    message && random.chance(0.75)
      ? `<div class="problems"><b data-k="ptitle">PROBLEMS</b><div><span class="${problem.template[1]}">${problem.template[1] === "error" ? "✖" : "⚠"}</span> <span data-k="problem">${escapeHtml(shownAs)}</span></div></div>`
      : ""
  }${status ? `<div class="status"><span data-k="branch">${escapeHtml(status.branch)}</span><em></em>${[status.position, status.spaces, status.encoding].map((t) => `<span>${t}</span>`).join("")}<span data-k="language">${status.language}</span></div>` : ""}</div>`;
  const page = `${css.get(theme)}
#figure{width:${width}px;font-family:'${sans}',sans-serif;border:${random.chance(0.3) ? "1px solid #8886" : "0"}}
pre{margin:0;padding:${random.int(6, 14)}px 0;font:${size}px/${random.pick([1.35, 1.5, 1.6])} '${font}',monospace;tab-size:4}
.row{display:flex}.row i{width:${size * 3.6}px;padding-right:${size * 1.6}px;text-align:right;color:#8a8f98;font-style:normal;flex:none}
.src{white-space:pre;padding-left:${numbers ? 0 : 16}px;padding-right:10px}.src.bad{text-decoration:underline wavy ${problem?.template[1] === "warning" ? "#cca700" : "#e51400"} 1px;text-underline-offset:3px}
.tabs{display:flex;background:${chrome[0]};font-size:13.5px}.tabs div{padding:9px 18px;color:${chrome[2]};border-right:1px solid ${chrome[4]}}.tabs .on{background:${chrome[3]};color:${chrome[1]};${random.chance(0.5) ? `border-top:2px solid ${accent}` : `box-shadow:inset 0 -2px ${accent}`}}
.path{padding:6px 18px;font-size:12.5px;color:${chrome[2]}}
.problems{border-top:1px solid ${chrome[4]};background:${chrome[3]};color:${chrome[1]};padding:8px 18px 12px;font-size:13.5px}.problems b{display:block;font-size:12px;margin-bottom:6px}.error{color:#e51400}.warning{color:#cca700}
.status{display:flex;gap:22px;background:${accent};color:#fff;font-size:12.5px;padding:4px 14px}.status em{flex:1}`;
  const facts = { language, rows, tabs, active, numbers, first, problem, message, status };
  return { kind: "code", html, css: page, width: width + 20, ask: (figure) => questions(figure, facts) };
}

/** @param {import("puppeteer-core").Browser} browser */
export const open = (browser) => openHtmlSet(browser, plan);
