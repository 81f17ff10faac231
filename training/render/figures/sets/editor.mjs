/** Windows of code editors: explorer, tabs, code, panel, and what opens over them. */
import hljs from "highlight.js";
import { MONO, SANS } from "../lib/html.mjs";
import { openScenes } from "../lib/scene.mjs";
import { distinct, madeUp } from "../lib/words.mjs";
import { planModule, splitHighlighted } from "./code.mjs";
import { LANGUAGES } from "./code/languages.mjs";
import { askFailure } from "./editor/failure-questions.mjs";
import { failure } from "./editor/failures.mjs";
import { keyTable, problems, settingsPage } from "./editor/parts.mjs";
import { menu, modal, palette, toast } from "./editor/popups.mjs";
import * as P from "./editor/phrases.mjs";
import { explorer, sourceControl } from "./editor/side.mjs";
import { THEMES, windowCss } from "./editor/themes.mjs";
import { MENUS } from "./editor/words.mjs";

/** Lines of code as pieces. @param {import("../lib/scene.mjs").Scene} scene @param {any} language @param {number} most */
function code(scene, language, most) {
  const { random } = scene;
  const rows = language
    .write(planModule(random))
    .map((/** @type {any} */ row) => (typeof row === "string" ? row : row.text))
    .slice(0, most);
  const painted = splitHighlighted(hljs.highlight(rows.join("\n"), { language: language.hljs }).value);
  const first = random.chance(0.7) ? 1 : random.int(2, 180);
  const here = random.int(0, rows.length - 1);
  const numbered = random.chance(0.85);
  const html = rows
    .map((/** @type {string} */ row, /** @type {number} */ i) => {
      const number = numbered ? scene.put(String(first + i), i === here ? "no cur" : "no") : "";
      const piece = row.trim() === "" ? "<span>&nbsp;</span>" : scene.put(row, "", "span", painted[i]);
      if (number && row.trim() !== "" && random.chance(0.12))
        scene.turn(
          "line",
          [
            `What {is|stands|does it say} {on|in} line ${first + i}?`,
            `{Read|Quote} line ${first + i}.`,
            `line ${first + i}?`,
          ],
          {},
          "%p",
          { p: /** @type {any} */ (piece) },
          [row.trim()],
        );
      return `<div class="ln${i === here ? " here" : ""}">${number}${piece}</div>`;
    })
    .join("");
  return { html, place: `Ln ${first + here}, Col ${random.int(1, 40)}` };
}

/** @param {import("../lib/scene.mjs").Scene} scene */
function plan(scene) {
  const { random } = scene;
  const theme = random.pick(THEMES);
  const width = random.int(700, 1320);
  const height = random.int(480, 860);
  const style = random.weighted([
    ["win", 6],
    ["mac", 2],
    ["boxes", 2],
  ]);
  const language = random.pick(LANGUAGES);
  const files = distinct(
    random.int(5, 11),
    () =>
      `${random.chance(0.6) ? random.pick(["index", "main", "app", "server", "utils", "config", "types", "router", "store", "auth", "login", "chart", "order", "schema", "notes", "helper", "client", "theme", "setup"]) : madeUp(random).toLowerCase()}${random.chance(0.2) ? `_${random.pick(["test", "old", "api", "view"])}` : ""}.${random.chance(0.65) ? language.extension : random.pick(["md", "json", "txt", "toml", "css", "yml"])}`,
  );
  const over = random.weighted([
    ["none", 26],
    ["palette", 15],
    ["menu", 22],
    ["modal", 22],
    ["toast", 15],
  ]);
  const page = random.weighted([
    ["code", 66],
    ["settings", 16],
    ["keys", 18],
  ]);
  const sideWidth = random.chance(0.85) ? random.int(190, 270) : 0;
  const menus = random.chance(0.6) || (over === "menu" && random.chance(0.6));

  const tabNames = distinct(random.int(1, Math.max(2, Math.floor((width - sideWidth) / 190))), () =>
    random.pick(files),
  );
  if (page !== "code")
    tabNames[random.int(0, tabNames.length - 1)] = page === "settings" ? "Settings" : "Keyboard Shortcuts";
  const active =
    page === "code" ? random.int(0, tabNames.length - 1) : tabNames.findIndex((t) => /^(Settings|Keyboard)/.test(t));
  const tabs = tabNames.map((t, i) => scene.put(t, i === active ? "tab on" : "tab"));
  for (let i = 0; i < 2; i++)
    scene.turn("selected-tab", P.CURRENT_TAB, {}, "%t is the active tab.", { t: tabs[active] });
  scene.count(
    ["How many {tabs|files|editors} are open?", "{Number of|Count the} open {tabs|files}{.|?}"],
    tabs.length,
    "tab",
    tabs,
  );
  scene.list("tabs", ["{Which|What} {tabs|files} are open?", "{List|Name} the open {tabs|files}.", "open tabs?"], tabs);

  const folder = madeUp(random).toLowerCase();
  const selected = random.chance(0.6) && files.includes(tabNames[active]) ? tabNames[active] : random.pick(files);
  const side =
    sideWidth === 0
      ? ""
      : random.chance(0.8)
        ? explorer(scene, { files, selected, folder })
        : sourceControl(scene, { files, folder });
  const body =
    page === "settings"
      ? settingsPage(scene, height)
      : page === "keys"
        ? keyTable(scene, style, height, over === "palette" || over === "menu")
        : null;
  const written =
    body === null ? code(scene, language, over === "none" ? 20 : random.int(8, 16)) : { html: body, place: "" };

  const panelNames = random.chance(0.7)
    ? ["PROBLEMS", "OUTPUT", "DEBUG CONSOLE", "TERMINAL"]
    : ["Problems", "Output", "Debug Console", "Terminal", "Ports"];
  const shown = height > 560 && page === "code" && random.chance(0.62) ? random.pick([0, 3, 3]) : -1;
  let panel = "";
  if (shown >= 0) {
    const heads = panelNames.map((t, i) => scene.put(t, i === shown ? "pt on" : "pt"));
    for (let i = 0; i < 2; i++)
      scene.turn("selected-panel", P.CURRENT_PANEL, {}, "%t is the active tab.", { t: heads[shown] });
    let inside = "";
    if (shown === 0) inside = problems(scene, tabNames[active]);
    else {
      const fault = failure(random);
      const prompt = random.pick(["$ ", `${folder} % `, `PS C:\\${folder}> `, `user@host:~/${folder}$ `, "> "]);
      const command = scene.put(prompt + fault.command);
      const rows = fault.rows.map((r) => scene.put(r, r === fault.error && random.chance(0.6) ? "er" : ""));
      askFailure(scene, fault, rows, command);
      inside = `<div class="term">${command}${rows.join("")}</div>`;
    }
    panel = `<div class="panel"><div class="ptabs">${heads.join("")}</div>${inside}</div>`;
  }
  const crumbs =
    page === "code" && random.chance(0.5) ? scene.put(`${folder} > src > ${tabNames[active]}`, "path") : "";
  const branch = random.pick([
    "main",
    "develop",
    `feature/${madeUp(random).toLowerCase()}`,
    `fix-${random.int(12, 999)}`,
  ]);
  const marks = [
    scene.put(branch),
    "<em></em>",
    ...(page === "code"
      ? [
          written.place,
          random.pick(["Spaces: 2", "Spaces: 4", "Tab Size: 4"]),
          random.pick(["UTF-8", "UTF-8", "Windows 1252"]),
          random.pick(["LF", "CRLF"]),
          language.name,
        ]
      : []
    ).map((t) => (typeof t === "string" ? scene.put(t) : t)),
  ];
  const status = random.chance(0.8);
  if (status) {
    scene.turn(
      "branch",
      [
        "{Which|What} {git branch|branch} {is checked out|is active|am I on}?",
        "{branch|current branch}?",
        "On which branch am I?",
      ],
      {},
      "%b.",
      { b: /** @type {any} */ (marks[0]) },
    );
    if (page === "code") {
      scene.turn(
        "position",
        [
          "{Where|In which line and column} is the cursor?",
          "cursor position?",
          "{On|In} {which|what} line is the cursor?",
        ],
        {},
        "%p.",
        { p: /** @type {any} */ (marks[2]) },
      );
      scene.turn(
        "language",
        [
          "{Which|What} {programming language|language mode|language} is {used|selected|this}?",
          "language?",
          "In what language is the code?",
        ],
        {},
        "%p.",
        { p: /** @type {any} */ (marks[6]) },
      );
      scene.turn("encoding", ["{What|Which} {encoding|character set} is {used|set}?", "encoding?"], {}, "%p.", {
        p: /** @type {any} */ (marks[4]),
      });
    }
  }
  const opens = { none: () => null, palette, menu, modal, toast }[over](scene, {
    width,
    height,
    style,
    menus,
    sideWidth,
  });
  const bar = menus
    ? Object.keys(MENUS).map((m) => scene.put(m, over === "menu" && opens?.name === m ? "open" : ""))
    : [];
  const openMenu = bar.find((m) => over === "menu" && opens?.name === m.text);
  if (openMenu) for (let i = 0; i < 2; i++) scene.turn("open-menu", P.MENU_OPEN, {}, "%m is open.", { m: openMenu });
  const icons = random.int(0, 4);
  const html = `<div class="bar" ${menus ? "" : 'style="display:none"'}>${bar.join("")}<em></em></div><div class="main">${random.chance(0.85) ? `<div class="act">${[0, 1, 2, 3, 4].map((i) => `<i class="${i === icons ? "on" : ""}"></i>`).join("")}</div>` : ""}${side ? `<div class="side" style="width:${sideWidth}px">${side}</div>` : ""}<div class="mid"><div class="tabs">${tabs.join("")}</div>${crumbs}<div class="ed">${written.html}</div>${panel}</div></div>${status ? `<div class="status">${marks.join("")}</div>` : ""}${opens?.html ?? ""}`;

  const what =
    page === "settings"
      ? "the settings of a code editor"
      : page === "keys"
        ? "the keyboard shortcuts of a code editor"
        : "a code editor";
  const t = { t: tabs[active] };
  scene.turn(
    "picture-kind",
    P.KIND,
    {},
    page === "code" ? "This is a screenshot of a code editor with %t open." : `This is a screenshot of ${what}.`,
    t,
    [what.includes("of") ? "code editor" : what],
  );
  const tail = opens?.message
    ? ` The ${opens.noun} reads %m.`
    : opens
      ? ` ${opens.noun.startsWith("command") || opens.noun.startsWith("context") ? "A" : "The"} ${opens.noun} is open.`
      : shown >= 0
        ? ` ${shown === 0 ? "The problems are listed" : "A terminal is open"} below.`
        : "";
  const m = opens?.message ? { ...t, m: opens.message } : t;
  scene.turn("describe", P.DESCRIBE, {}, `This screenshot shows ${what} with %t open.${tail}`, m, [what]);
  scene.turn(
    "alt",
    P.ALT,
    {},
    `Screenshot of ${what} with %t open${opens ? ` and ${opens.message ? `the ${opens.noun} %m` : `${/^[A-Z]/.test(opens.noun) ? "the" : "a"} ${opens.noun}`} in front` : ""}.`,
    m,
    ["code editor"],
  );
  if (over === "modal" || over === "palette")
    for (let i = 0; i < 2; i++)
      scene.turn("behind", P.BEHIND, { d: opens?.noun ?? "" }, `Behind it is ${what} with %t open.`, t, [
        "code editor",
      ]);
  for (const x of random.sample(P.ELSEWHERE, 3)) scene.absent(P.GONE, { x });
  scene.absent(P.FIND, { x: `${madeUp(random).toLowerCase()}.${language.extension}` });
  scene.absent([...P.KEYS, ...P.FIND], {
    c: `${random.pick(["Toggle", "Show", "Import", "Sync"])} ${madeUp(random)}`,
    x: madeUp(random),
  });
  scene.absent(P.ACT, {
    w: random.pick([
      "print the document",
      "change the password",
      "send an e-mail",
      "upload a photo",
      "pay the invoice",
      "book a flight",
      "play the video",
      "add a friend",
      "rotate the image",
      "mute the sound",
    ]),
  });
  return {
    kind: over === "none" ? (page === "code" ? "editor" : `editor ${page}`) : `editor ${over}`,
    html,
    css: windowCss(theme, random, random.pick(SANS), random.pick(MONO)),
    width,
    height,
  };
}

/** @param {import("puppeteer-core").Browser} browser */
export const open = (browser) => openScenes(browser, plan);
