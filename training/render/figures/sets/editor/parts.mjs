/** Parts of an editor's window: side bars, settings, key bindings, problems. Each gives HTML and asks about itself. */
import { madeUp } from "../../lib/words.mjs";
import { keyPiece, keysOf } from "./popups.mjs";
import * as P from "./phrases.mjs";
import { MENUS, PALETTE, SETTINGS } from "./words.mjs";

const FOLDERS = [
  "src",
  "test",
  "docs",
  "lib",
  "assets",
  "scripts",
  "config",
  "public",
  "components",
  "models",
  "data",
  "api",
  "hooks",
  ".github",
  ".vscode",
  "dist",
  "routes",
];
const COLOURS = ["#519aba", "#cbcb41", "#e37933", "#8dc149", "#a074c4", "#cc3e44", "#7b93c4"];

/** @param {import("../../lib/scene.mjs").Scene} scene @param {{files: string[], selected: string, folder: string}} given */
export function explorer(scene, { files, selected, folder }) {
  const { random } = scene;
  const folders = random.sample(FOLDERS, random.int(2, 4)).sort();
  const home = files.map(() => (random.chance(0.55) ? random.int(0, folders.length - 1) : -1));
  const indent = random.int(10, 20);
  const marked = new Map(random.sample(files, random.int(0, 3)).map((f) => [f, random.pick(["M", "U", "M"])]));
  const head = scene.put(random.pick(["EXPLORER", "Explorer", "FILES", "Project"]), "head");
  const root = scene.put(random.chance(0.6) ? folder.toUpperCase() : folder, "root");
  const row = (/** @type {string} */ name, /** @type {number} */ depth, /** @type {string} */ icon) => {
    const mark = marked.get(name);
    const piece = scene.put(name, mark ?? "");
    const sign = mark ? scene.put(mark, mark) : "";
    if (sign)
      scene.turn(
        "mark",
        [
          "{Which|What} {letter|mark|status} {has|stands at|is next to} %f?",
          "git status of %f?",
          "{letter|mark} next to %f?",
        ],
        { f: name },
        "%f: %s.",
        { s: /** @type {any} */ (sign), f: piece },
      );
    return {
      piece,
      html: `<div class="row${name === selected ? " sel" : ""}" style="padding-left:${12 + depth * indent}px"><i class="${icon}" style="--c:${COLOURS[(name.split(".").pop() ?? "").length % COLOURS.length]}"></i>${piece}<em></em>${sign}</div>`,
    };
  };
  let html = "";
  folders.forEach((name, k) => {
    const inside = files.filter((_, i) => home[i] === k).sort();
    const at = row(name, 0, inside.length > 0 ? "o" : "c");
    html += at.html;
    scene.turn(
      "folder-state",
      [
        "Is the folder %d {open|expanded|unfolded}?",
        "Is %d {expanded|unfolded} in the {explorer|tree}?",
        "%d: open or closed?",
      ],
      { d: name },
      inside.length > 0 ? "%d: yes, it is expanded." : "%d: no, it is collapsed.",
      { d: at.piece },
      [inside.length > 0 ? "expanded" : "collapsed"],
    );
    for (const file of inside) {
      const f = row(file, 1, "f");
      html += f.html;
      selectedTurns(scene, file === selected, f.piece);
      scene.turn(
        "parent",
        ["{In which|In what} folder is %f{| in the explorer}?", "Where is %f{| in the tree}?", "folder of %f?"],
        { f: file },
        "%f is in %d.",
        { d: at.piece, f: f.piece },
      );
    }
  });
  for (const file of files.filter((_, i) => home[i] < 0).sort()) {
    const f = row(file, 0, "f");
    html += f.html;
    selectedTurns(scene, file === selected, f.piece);
  }
  scene.turn(
    "project",
    [
      "{What|How} is the {project|workspace|root folder} called?",
      "{Which|What} {project|folder|workspace} is open?",
      "project name?",
    ],
    {},
    "%r.",
    { r: root },
  );
  return `${head}${root}${html}`;
}
/** @param {import("../../lib/scene.mjs").Scene} scene @param {boolean} on @param {import("../../lib/scene.mjs").Piece} piece */
function selectedTurns(scene, on, piece) {
  if (on) for (let i = 0; i < 3; i++) scene.turn("selected-file", P.CURRENT_ROW, {}, "%f is selected.", { f: piece });
  else if (scene.random.chance(0.1))
    scene.turn(
      "is-selected",
      ["Is %f {selected|highlighted} in the {explorer|tree}?", "Is %f the selected file in the {tree|sidebar}?"],
      { f: piece.text },
      "%f: no, it is not selected.",
      { f: piece },
      ["no"],
    );
}

/** @param {import("../../lib/scene.mjs").Scene} scene @param {{files: string[], folder: string}} given */
export function sourceControl(scene, { files }) {
  const { random } = scene;
  const head = scene.put(random.pick(["SOURCE CONTROL", "Source Control"]), "head");
  const box = scene.put(
    random.pick(["Message (Ctrl+Enter to commit)", `Fix ${madeUp(random)}`, "Commit message"]),
    "ph",
  );
  const commit = scene.put(random.pick(["Commit", "Commit & Push", "Sync Changes"]), "btn hot");
  for (const w of commit.text === "Sync Changes"
    ? ["exchange commits with the server", "push and pull"]
    : ["record my changes", "store this in the history"])
    scene.turn("act", P.ACT, { w }, "%b.", { b: commit });
  scene.turn(
    "placeholder",
    [
      "What {does the message box say|is in the message field}?",
      "{text|hint} in the commit box?",
      "What stands in the input of the source control?",
    ],
    {},
    "%b.",
    { b: box },
  );
  const changed = random.sample(files, random.int(2, 5));
  const chosen = random.int(0, changed.length - 1);
  const rows = changed.map((name, i) => {
    const mark = random.pick(["M", "U", "A", "D"]);
    const [f, s] = [scene.put(name, mark), scene.put(mark, mark)];
    scene.turn(
      "mark",
      ["{What|Which} {status|letter} does %f have?", "What happened to %f?", "{status|letter} of %f?"],
      { f: name },
      "%f: %s.",
      { s, f },
    );
    if (i === chosen)
      for (let k = 0; k < 2; k++)
        scene.turn(
          "selected-file",
          [
            "{Which|What} {change|changed file|file} is {selected|highlighted} in the {list|side bar|source control}?",
            "selected change?",
            "Which row of the changes is highlighted?",
          ],
          {},
          "%f is selected.",
          { f },
        );
    return {
      f,
      html: `<div class="row${i === chosen ? " sel" : ""}" style="padding-left:20px"><i class="f"></i>${f}<em></em>${s}</div>`,
    };
  });
  scene.list(
    "changes",
    ["{Which|What} files {changed|are changed|have changes}?", "{List|Name} the changed files.", "changes?"],
    rows.map((r) => r.f),
  );
  scene.count(
    [
      "How many {files changed|changes are there|changed files are listed}?",
      "{Number of|Count the} changed files{.|?}",
    ],
    changed.length,
    "changed file",
    rows.map((r) => r.f),
  );
  return `${head}<div class="in">${box}</div><div style="padding:2px 8px 10px;display:flex"><span style="flex:1;text-align:center;display:flex">${commit}</span></div>${scene.put("Changes", "root")}${rows.map((r) => r.html).join("")}`;
}

/** @param {import("../../lib/scene.mjs").Scene} scene @param {number} height */
export function settingsPage(scene, height) {
  const { random } = scene;
  const group = random.pick(["Editor", "Files", "Workbench", "Terminal", "Git", ""]);
  const chosen = random
    .shuffle([...SETTINGS.filter((s) => group && s.name.startsWith(group)), ...random.sample(SETTINGS, 12)])
    .filter((s, i, all) => all.indexOf(s) === i)
    .slice(0, Math.floor((height - 170) / 92) + 1);
  const search = scene.put(random.pick(["Search settings", "@modified", "font", "Search settings"]), "ph");
  scene.turn(
    "search",
    [
      "What does the search {box|field} say?",
      "{search|text in the search field}?",
      "What is {searched|in the search box}?",
    ],
    {},
    "%s.",
    { s: search },
  );
  const scopes = ["User", "Workspace"].map((t) => scene.put(t, "pt"));
  const scope = random.int(0, 1);
  scopes[scope].style = "pt on";
  for (let i = 0; i < 2; i++)
    scene.turn(
      "selected-scope",
      [
        "Are these {user or workspace settings|the user or the workspace settings}?",
        "{Which|What} {tab|scope} of the settings is {active|selected|underlined}?",
        "user or workspace?",
      ],
      {},
      "%s is the active tab.",
      { s: scopes[scope] },
    );
  const focus = random.int(-1, chosen.length - 1);
  const rows = chosen.map((s, i) => {
    const name = scene.put(s.name, "n");
    const help = scene.put(s.help, "dim");
    const spoken = {
      s: random.chance(0.5) ? s.name : s.name.replace(/^\w+: /, random.chance(0.5) ? "" : "the ").toLowerCase(),
    };
    for (let k = 0; k < 2; k++) scene.turn("setting-help", P.HELP, spoken, "%n: %h", { h: help, n: name });
    if (s.kind === "c") {
      const on = random.chance(0.5);
      for (let k = 0; k < 2; k++)
        scene.turn("setting-on", P.IS_ON, spoken, `%n: ${on ? "yes, it is on." : "no, it is off."}`, { n: name }, [
          on ? "yes" : "no",
        ]);
      return `<div class="set${i === focus ? " sel" : ""}">${name}<div style="display:flex;gap:9px;margin-top:4px"><b class="box">${on ? `<svg width="13" height="13" viewBox="0 0 13 13"><path d="M2 7l3 3 6-8" fill="none" stroke="currentColor" stroke-width="2"/></svg>` : ""}</b>${help}</div></div>`;
    }
    const value = scene.put(random.pick(s.values), "fld");
    for (let k = 0; k < 2; k++) scene.turn("setting-value", P.VALUE, spoken, "%n is %v.", { v: value, n: name });
    return `<div class="set${i === focus ? " sel" : ""}">${name}${help}${value}</div>`;
  });
  return `<div class="in" style="margin:4px 30px 8px">${search}</div><div class="ptabs" style="padding:0 30px 6px;font-family:sans-serif">${scopes.join("")}</div>${rows.join("")}`;
}

/** @param {import("../../lib/scene.mjs").Scene} scene @param {"win" | "mac" | "boxes"} style @param {number} height */
export function keyTable(scene, style, height) {
  const { random } = scene;
  const pool = [...PALETTE, ...Object.values(MENUS).flat()];
  const rows = random
    .shuffle(pool)
    .filter((c, i, all) => all.findIndex((o) => o.label === c.label) === i)
    .slice(0, Math.min(14, Math.floor((height - 190) / 29)));
  const heads = ["Command", "Keybinding", "When", "Source"].map((t) => scene.put(t));
  const wide = random.int(2, 4);
  const selected = random.chance(0.75) ? random.int(0, rows.length - 1) : -1;
  const used = new Set();
  const html = rows.map((c, i) => {
    let keys = keysOf(random, c.keys === "-" ? `Ctrl+${random.int(1, 9)}` : c.keys);
    if (used.has(keys)) keys = "";
    used.add(keys);
    const command = scene.put(c.label.replace("...", ""));
    const spoken = { c: command.text, w: random.pick(c.wants) };
    if (i === selected)
      for (let k = 0; k < 3; k++)
        scene.turn("selected-item", P.CURRENT_ITEM.slice(0, 3), { l: "table" }, "%c is selected.", { c: command });
    scene.turn("command-for", P.COMMAND, spoken, "%c.", { c: command });
    const key = keys ? keyPiece(scene, style, keys) : "";
    if (key) {
      scene.turn("shortcut", P.KEYS, spoken, "%c: %k.", { k: key, c: command });
      scene.turn("shortcut-for", P.KEYS_FOR, spoken, "%c: %k.", { k: key, c: command });
      scene.turn("key-does", P.WHAT_KEY, { k: key.text }, "%k is %c.", { c: command, k: key });
    }
    const cells = [
      random.chance(0.35)
        ? ""
        : random.pick(["editorFocus", "textInputFocus", "inDebugMode", "terminalFocus", "explorerViewlet"]),
      random.pick(["Default", "Default", "User", "System"]),
    ].map((t) => (t ? scene.put(t, "dim") : "<span></span>"));
    if (typeof cells[0] !== "string")
      scene.turn(
        "cell",
        ["{When|Where} does %c apply?", "What is the when clause of %c?", "condition of %c?"],
        spoken,
        "%c: %v.",
        { v: cells[0], c: command },
      );
    if (typeof cells[1] !== "string" && wide > 3)
      scene.turn(
        "cell",
        ["What is the source of %c?", "source of %c?", "Where does the binding of %c come from?"],
        spoken,
        "%c: %v.",
        { v: cells[1], c: command },
      );
    return `<div class="tr${i === selected ? " sel" : i % 2 ? " odd" : ""}">${command}${key || "<span></span>"}${cells.slice(0, wide - 2).join("")}</div>`;
  });
  scene.list(
    "columns",
    ["{Which|What} columns {does the table have|are there}?", "{Name|Read} the column headers.", "columns?"],
    heads.slice(0, wide),
  );
  return `<div class="tbl"><div class="tr th">${heads.slice(0, wide).join("")}</div>${html.join("")}</div>`;
}

/** @param {import("../../lib/scene.mjs").Scene} scene @param {string} file */
export function problems(scene, file) {
  const { random } = scene;
  const found = Array.from({ length: random.int(1, 4) }, () => {
    const word = madeUp(random).toLowerCase();
    return random.pick([
      `Cannot find name '${word}'.`,
      `'${word}' is declared but its value is never read.`,
      `Property '${word}' does not exist.`,
      `"${word}" is not defined`,
      `Missing semicolon after ${word}`,
      `Import "${word}" could not be resolved`,
      `Unused variable ${word}`,
      `Expected 2 arguments, but ${word} got 1.`,
    ]);
  });
  const name = scene.put(file);
  const rows = found.map((text, i) => {
    const message = scene.put(text);
    const place = scene.put(`[Ln ${random.int(1, 200)}, Col ${random.int(1, 60)}]`, "dim");
    if (i === 0) {
      scene.turn(
        "error",
        ["{What|Which} is the {first|top} problem?", "first {error|problem}?", "{Read|Quote} the first problem."],
        {},
        "%m",
        { m: message },
      );
      if (found.length === 1)
        for (let k = 0; k < 2; k++)
          scene.turn(
            "error",
            ["What is the {error|problem}?", "what's wrong", "{Which|What} problem is {reported|listed}?", "error?"],
            {},
            "%m",
            { m: message },
          );
    }
    scene.turn(
      "error-line",
      ["{Where|In which line} is the problem %m?", "{On|In} what line is %m reported?", "place of %m?", "line of %m?"],
      { m: text.replace(/\.$/, "") },
      "%p.",
      { p: place },
    );
    return { message, html: `<div class="prob"><b>✖</b>${message}${place}</div>` };
  });
  scene.turn(
    "error-file",
    [
      "{Which|What} file has the {problems|errors}?",
      "{In|To} which file do the problems {stand|belong}?",
      "file with problems?",
    ],
    {},
    "%f.",
    { f: name },
  );
  scene.count(
    ["How many {problems|errors} {are there|are listed|does the panel list}?", "{Number of|Count the} problems{.|?}"],
    found.length,
    "problem",
    rows.map((r) => r.message),
  );
  return `<div class="prob">${name}</div>${rows.map((r) => r.html).join("")}`;
}
