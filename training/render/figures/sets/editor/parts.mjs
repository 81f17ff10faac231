/** Parts of an editor's window: settings, key bindings, problems. Each gives HTML and asks about itself. */
import { madeUp } from "../../lib/words.mjs";
import { keyPiece, keysOf } from "./popups.mjs";
import * as P from "./phrases.mjs";
import { MENUS, PALETTE, SETTINGS } from "./words.mjs";

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

/** @param {import("../../lib/scene.mjs").Scene} scene @param {"win" | "mac" | "boxes"} style @param {number} height @param {boolean} under a list with a selection of its own lies over the table */
export function keyTable(scene, style, height, under) {
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
    if (i === selected && !under)
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
