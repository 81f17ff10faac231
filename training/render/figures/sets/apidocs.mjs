/** Documentation of interfaces: operations with parameters and responses, and pages with a side bar and a table of contents. */
import { MONO, SANS, SERIF } from "../lib/html.mjs";
import { openScenes } from "../lib/scene.mjs";
import { CLASSES, FIELDS, STATES, distinct, madeUp } from "../lib/words.mjs";
import * as A from "./apidocs/phrases.mjs";
import * as P from "./editor/phrases.mjs";

const METHODS = {
  GET: "#61affe",
  POST: "#49cc90",
  PUT: "#fca130",
  DELETE: "#f93e3e",
  PATCH: "#50e3c2",
  HEAD: "#9012fe",
};
const DOES = {
  GET: ["List all %s", "Get a %1 by ID", "Find %s by status", "Count the %s"],
  POST: ["Create a %1", "Add a new %1", "Upload an image of a %1", "Import %s"],
  PUT: ["Update a %1", "Replace a %1"],
  DELETE: ["Delete a %1", "Remove all %s"],
  PATCH: ["Change parts of a %1", "Rename a %1"],
  HEAD: ["Check whether a %1 exists"],
};
const CODES = [
  ["200", "Successful operation"],
  ["201", "Created"],
  ["204", "No content"],
  ["400", "Invalid input"],
  ["401", "Not signed in"],
  ["403", "Forbidden"],
  ["404", "Not found"],
  ["409", "Conflict with another version"],
  ["422", "Validation failed"],
  ["429", "Too many requests"],
  ["500", "Internal error"],
];
const TYPES = ["string", "integer", "boolean", "array[string]", "number", "string (date)", "object"];
const plural = (/** @type {string} */ s) =>
  s.endsWith("s") ? `${s}es` : s.endsWith("y") && !/[aeo]y$/.test(s) ? `${s.slice(0, -1)}ies` : `${s}s`;

/** @param {import("../lib/scene.mjs").Scene} scene @param {{w: string[], text: string}[]} buttons */
function act(scene, buttons) {
  return buttons.map(({ w, text }, i) => {
    const piece = scene.put(text, i === 0 ? "btn hot" : "btn");
    for (const wish of w) scene.turn("act", P.ACT, { w: wish }, "%b.", { b: piece });
    return piece;
  });
}
/** What every page is asked. @param {import("../lib/scene.mjs").Scene} scene @param {string} what @param {import("../lib/scene.mjs").Piece} title @param {import("../lib/scene.mjs").Piece | undefined} detail @param {string} sentence */
function wholePage(scene, what, title, detail, sentence) {
  const { random } = scene;
  const refs = { t: title, ...(detail ? { d: detail } : {}) };
  scene.turn(
    "title",
    [
      "{What|Which} is the title{| of this page}?",
      "{Read|Quote} the {title|heading}.",
      "title?",
      "{What|How} is {the page|this} called?",
    ],
    {},
    "%t",
    { t: title },
  );
  scene.turn("picture-kind", P.KIND, {}, `This is ${what} titled %t.`, refs, [what.replace(/^an? /, "")]);
  scene.turn(
    "describe",
    P.DESCRIBE,
    {},
    `This screenshot shows ${what} titled %t.${detail ? ` ${sentence}` : ""}`,
    refs,
    [what.replace(/^an? /, "")],
  );
  scene.turn("alt", P.ALT, {}, `Screenshot of ${what} titled %t.`, refs, [what.replace(/^an? /, "")]);
  for (const x of random.sample(P.ELSEWHERE, 4)) scene.absent(P.GONE, { x });
  scene.absent(P.FIND, { x: madeUp(random) });
  scene.absent(P.ACT, {
    w: random.pick([
      "print the page",
      "change the password",
      "pay the invoice",
      "book a flight",
      "mute the sound",
      "send a fax",
    ]),
  });
}

/** @param {import("../lib/scene.mjs").Scene} scene */
function operations(scene) {
  const { random } = scene;
  const dark = random.chance(0.25);
  const product = `${random.chance(0.5) ? madeUp(random) : random.pick(CLASSES)} API`;
  const title = scene.put(product, "h");
  const version = scene.put(`${random.int(0, 9)}.${random.int(0, 20)}.${random.int(0, 9)}`, "ver");
  scene.turn(
    "version",
    ["{Which|What} version {is it|is shown|of the API is this}?", "version?", "{API version|version number}?"],
    {},
    "%v.",
    { v: version },
  );
  const server = scene.put(`https://${madeUp(random).toLowerCase()}.test/v${random.int(1, 4)}`, "srv");
  scene.turn(
    "server",
    ["{Which|What} {server|base URL} is {used|selected|shown}?", "{server|base URL|base path}?"],
    {},
    "%s.",
    { s: server },
  );
  const top = act(scene, [{ text: "Authorize", w: ["log in to the API", "enter my token", "give my API key"] }]);
  const groups = distinct(random.int(1, 3), () => random.pick(CLASSES)).map((g) => plural(g.toLowerCase()));
  let opened = /** @type {import("../lib/scene.mjs").Piece | undefined} */ (undefined);
  const all = [];
  const methods = [];
  const openAt = random.chance(0.7) ? random.int(0, 2) : -1;
  const wide = random.int(700, 1240);
  const html = groups.map((group) => {
    const head = scene.put(group, "gr");
    const one = group.replace(/ies$/, "y").replace(/s$/, "");
    const list = distinct(random.int(2, 4), () => {
      const method = random.pick(/** @type {(keyof typeof METHODS)[]} */ (Object.keys(METHODS)));
      return JSON.stringify([method, random.pick(DOES[method])]);
    }).map((s) => /** @type {[keyof typeof METHODS, string]} */ (JSON.parse(s)));
    const rows = list.map(([method, does], i) => {
      const m = scene.put(method, "m");
      const path = scene.put(
        `/${group}${/ID|Update|Delete a|parts|Rename|Replace|exists/.test(does) ? `/{${random.pick(["id", `${one}Id`])}}` : /status/.test(does) ? "/findByStatus" : /Count/.test(does) ? "/count" : /Import/.test(does) ? "/import" : /image/.test(does) ? "/image" : ""}`,
        "path",
      );
      const note = scene.put(does.replace("%s", group).replace("%1", one), "does");
      const spoken = { n: note.text[0].toLowerCase() + note.text.slice(1), p: path.text };
      scene.turn("path-for", A.PATH_FOR, spoken, "%m %p.", { p: path, m });
      methods.push({ spoken, m, p: path });
      scene.turn("does", A.DOES, { m: method, p: path.text }, "%m %p: %n.", { n: note, m, p: path });
      all.push(path.text);
      let inside = "";
      if (group === groups[0] && i === openAt) {
        opened = note;
        inside = detail(scene, random);
        for (let k = 0; k < 2; k++) scene.turn("open-operation", A.OPENED, {}, "%m %p is open.", { p: path, m });
      }
      return `<div class="op" style="--c:${METHODS[method]}"><div class="oh">${m}${path}${note}</div>${inside}</div>`;
    });
    if (group === groups[0])
      scene.turn("group-first", ["{Which|What} group {comes first|is at the top}?", "first {group|tag}?"], {}, "%g.", {
        g: head,
      });
    return `<div class="grp">${head}</div>${rows.join("")}`;
  });
  for (const { spoken, m, p } of methods)
    if (all.filter((path) => path === p.text).length === 1) scene.turn("method", A.METHOD, spoken, "%p: %m.", { m, p });
  scene.count(
    [
      "How many {operations|endpoints} {are there|are listed|can be seen}?",
      "{Number of|Count the} {endpoints|operations}{.|?}",
    ],
    all.length,
    "operation",
    scene.pieces.filter((p) => p.style === "m"),
  );
  wholePage(scene, "an API documentation page", title, opened, "The operation %d is open.");
  const [paper, ink, dim, line] = dark
    ? ["#1b1b1d", "#e3e3e3", "#9a9a9a", "#3a3a3d"]
    : ["#fafafa", "#3b4151", "#6b7280", "#d8dde7"];
  return {
    kind: "api operations",
    html: `<div class="wrap"><div class="top">${title}${version}</div><div class="top">${server}<em></em>${top.join("")}</div>${html.join("")}</div>`,
    css: `#figure{background:${paper};color:${ink};font:14px/1.45 '${random.pick(SANS)}',sans-serif;height:100%}.wrap{padding:18px ${random.int(18, 50)}px}.top{display:flex;align-items:center;gap:14px;margin-bottom:10px}.top em{flex:1}.h{font-size:28px;font-weight:700}.ver{background:#7d8492;color:#fff;border-radius:12px;padding:2px 10px;font-size:12px}.srv{border:1px solid ${line};padding:5px 14px;border-radius:4px}.btn{border:1.5px solid ${line};border-radius:4px;padding:4px 16px;font-weight:600}.btn.hot{border-color:#49cc90;color:${dark ? "#49cc90" : "#2b8a5b"}}.grp{border-bottom:1px solid ${line};padding:8px 0;margin:6px 0 10px;font-size:20px;font-weight:600}.op{border:1px solid var(--c);border-radius:4px;margin-bottom:8px;background:color-mix(in srgb,var(--c) 10%,${paper})}.oh{display:flex;gap:14px;align-items:center;padding:5px 8px}.m{background:var(--c);color:${random.chance(0.6) ? "#fff" : "#10202c"};border-radius:3px;min-width:76px;text-align:center;font-weight:700;padding:4px 0}.path{font:600 14.5px '${random.pick(MONO)}',monospace;white-space:nowrap}.does{color:${dim};white-space:nowrap}.in{padding:8px 16px 12px;border-top:1px solid var(--c)}.sub{display:flex;justify-content:space-between;font-weight:600;padding:5px 0}.pr{display:grid;grid-template-columns:150px 150px 90px 1fr;gap:12px;padding:4px 0}.pr b{font-weight:600}.dim{color:${dim}}.req{color:#d9362b}`,
    width: wide,
    height: random.int(560, 900),
  };
}

/** The inside of an opened operation. @param {import("../lib/scene.mjs").Scene} scene @param {import("../../src/prng.mjs").Random} random */
function detail(scene, random) {
  const names = distinct(random.int(1, 3), () => random.pick(FIELDS));
  const required = [];
  const rows = names.map((n) => {
    const name = scene.put(n);
    const type = scene.put(random.pick(TYPES), "dim");
    const place = scene.put(random.pick(["path", "query", "header", "body"]), "dim");
    const must = random.chance(0.5) ? scene.put("required", "req") : "";
    if (must) required.push(name);
    scene.turn("type", A.TYPE, { n }, "%n is %t.", { t: type, n: name });
    scene.turn("in", A.PLACE, { n }, "%n: %p.", { p: place, n: name });
    scene.turn(
      "is-required",
      ["Is %n required?", "Must I {give|send|fill in} %n?", "%n: required or optional?"],
      { n },
      must ? "%n: yes, it is required." : "%n: no, it is not required.",
      { n: name },
      [must ? "yes" : "no"],
    );
    return `<div class="pr">${name}${type}${place}${must || "<i></i>"}</div>`;
  });
  scene.list(
    "required",
    [
      "{Which|What} {parameters|fields} are required?",
      "{Name|List} the required parameters.",
      "required?",
      "what must be sent",
    ],
    required,
    required.length === 1 ? " is required." : " are required.",
  );
  scene.list(
    "parameters",
    [
      "{Which|What} parameters {are there|does it take|does the operation have}?",
      "{Name|List} the parameters.",
      "parameters?",
    ],
    scene.pieces.filter((p) => names.includes(p.text)).slice(-names.length),
  );
  const [button] = act(scene, [
    {
      text: random.pick(["Try it out", "Execute", "Send request"]),
      w: ["test the operation", "make a call from this page", "send a request"],
    },
  ]);
  const codes = random.sample(CODES, random.int(2, 3)).sort();
  const answers = codes.map(([c, t]) => {
    const [code, text] = [scene.put(c), scene.put(t)];
    scene.turn("response", A.MEANS, { c }, "%c: %t.", { t: text, c: code });
    scene.turn("response-code", A.CODE_FOR, { t: t.toLowerCase() }, "%c: %t.", { c: code, t: text });
    return `<div class="pr">${code}${text}</div>`;
  });
  return `<div class="in"><div class="sub">${scene.put("Parameters")}${button}</div>${rows.join("")}<div class="sub">${scene.put("Responses")}</div>${answers.join("")}</div>`;
}

/** @param {import("../lib/scene.mjs").Scene} scene */
function page(scene) {
  const { random } = scene;
  const dark = random.chance(0.4);
  const product = madeUp(random);
  const name = scene.put(product, "brand");
  const links = random.sample(["Docs", "Guide", "API", "Blog", "Community", "Tutorial", "Examples"], random.int(2, 4));
  const on = random.int(0, links.length - 1);
  const top = links.map((t, i) => scene.put(t, i === on ? "lk on" : "lk"));
  scene.turn("selected-top", A.TOP, {}, "%t is selected.", { t: top[on] });
  const groups = random.sample(
    ["Getting started", "Concepts", "Guides", "Reference", "Deployment", "Plugins", "Advanced"],
    2,
  );
  const entries = distinct(
    random.int(6, 10),
    () =>
      `${random.pick(["Using", "Writing", "Configuring", "Testing", "Installing", "Upgrading", "Caching", "Debugging", "Securing"])} ${random.chance(0.5) ? madeUp(random) : plural(random.pick(CLASSES).toLowerCase())}`,
  );
  const chosen = random.int(0, entries.length - 1);
  const cut = Math.ceil(entries.length / 2);
  const side = entries.map((t, i) => scene.put(t, i === chosen ? "e on" : "e"));
  for (let i = 0; i < 3; i++) scene.turn("selected-entry", A.ENTRY, {}, "%e is selected.", { e: side[chosen] });
  const [g0, g1] = groups.map((g) => scene.put(g, "g"));
  entries.forEach((e, i) =>
    scene.turn(
      "group",
      ["{Under which heading|In which group} is %e{| in the sidebar}?", "group of %e?"],
      { e },
      "%e is in %g.",
      { g: i < cut ? g0 : g1, e: side[i] },
    ),
  );
  const title = scene.put(entries[chosen], "h");
  const sections = distinct(
    random.int(2, 4),
    () =>
      `${random.pick(["Install", "Set up", "Create", "Read", "Store", "Remove", "Compare"])} ${random.chance(0.5) ? madeUp(random) : `the ${random.pick(CLASSES).toLowerCase()}`}`,
  );
  const active = random.int(0, sections.length - 1);
  const tocHead = scene.put("On this page", "g");
  const toc = sections.map((s, i) => scene.put(s, i === active ? "e on" : "e"));
  for (let i = 0; i < 2; i++) scene.turn("selected-section", A.SECTION, {}, "%s is selected.", { s: toc[active] });
  scene.list(
    "sections",
    ["{Which|What} sections {are there|does the page have}?", "{List|Name} the sections.", "sections?"],
    toc,
  );
  const languages = random.sample(["npm", "yarn", "pnpm", "bun"], random.int(2, 4));
  const tab = random.int(0, languages.length - 1);
  const tabs = languages.map((t, i) => scene.put(t, i === tab ? "ct on" : "ct"));
  for (let i = 0; i < 3; i++) scene.turn("selected-tab", A.CODE_TAB, {}, "%t is the active tab.", { t: tabs[tab] });
  const command = scene.put(
    `${{ npm: "npm install", yarn: "yarn add", pnpm: "pnpm add", bun: "bun add" }[languages[tab]]} ${product.toLowerCase()}`,
    "cmd",
  );
  scene.turn(
    "command",
    [
      "{Which|What} command {is shown|installs it|do I run}?",
      "{Read|Quote} the command.",
      "How do I install it?",
      "command?",
    ],
    {},
    "%c",
    { c: command },
  );
  const kind = random.pick(["Note", "Tip", "Warning", "Caution", "Important"]);
  const mark = scene.put(kind, "mk");
  const text = scene.put(
    `${random.pick(["Restart", "Stop", "Back up", "Check", "Lock"])} the ${random.pick(CLASSES).toLowerCase()} ${random.pick(["before you go on", "after each change", "while it is", "when it becomes"])} ${random.pick(STATES).toLowerCase()}.`,
  );
  for (let i = 0; i < 2; i++)
    scene.turn(
      "message",
      [
        "What does the %k! say?",
        "{Read|Quote} the %k!.",
        "What is in the {coloured box|call-out}?",
        "what does it warn or tell me",
        "%k!?",
      ],
      { k: kind.toLowerCase() },
      "%t",
      { t: text },
    );
  const body = sections.map(
    (s, i) =>
      `${scene.put(s, "h2")}${i === 0 ? `<div class="cts">${tabs.join("")}</div>${command}` : i === 1 ? `<div class="note">${mark}${text}</div>` : scene.put(`The ${random.pick(CLASSES).toLowerCase()} holds ${random.int(2, 40)} ${plural(random.pick(CLASSES).toLowerCase())} by default.`, "p")}`,
  );
  const ends = [
    chosen > 0 ? scene.put(entries[chosen - 1], "nx") : "",
    chosen + 1 < entries.length ? scene.put(entries[chosen + 1], "nx") : "",
  ];
  wholePage(scene, "a documentation page", title, command, "It gives the command %d.");
  const [paper, ink, dim, line, box] = dark
    ? ["#1b1b1d", "#e3e3e3", "#9b9ba1", "#3a3a3d", "#28282b"]
    : ["#ffffff", "#1c1e21", "#606770", "#dadde1", "#f5f6f7"];
  const accent = dark
    ? random.pick(["#25c2a0", "#61dafb", "#a8b1ff", "#f7b955"])
    : random.pick(["#2e8555", "#0969da", "#5b21b6", "#c2410c"]);
  const mode = random.pick(["fill", "bar", "bold", "colour"]);
  const onStyle = {
    fill: `background:${accent}22;color:${accent}`,
    bar: `border-left:3px solid ${accent};color:${ink}`,
    bold: `font-weight:700;color:${ink}`,
    colour: `color:${accent}`,
  }[mode];
  const width = random.int(860, 1320);
  return {
    kind: "documentation page",
    html: `<div class="nav">${name}${top.join("")}</div><div class="cols"><div class="side">${g0}${side.slice(0, cut).join("")}${g1}${side.slice(cut).join("")}</div><div class="body">${title}${body.join("")}<div class="ends">${ends.join("")}</div></div><div class="toc">${tocHead}${toc.join("")}</div></div>`,
    css: `#figure{background:${paper};color:${ink};font:${random.int(14, 16)}px/1.5 '${random.pick([...SANS, SERIF[0]])}',sans-serif;height:100%;display:flex;flex-direction:column}.nav{display:flex;gap:22px;padding:11px 22px;border-bottom:1px solid ${line}}.brand{font-weight:700}.lk{color:${dim}}.lk.on{color:${accent};border-bottom:2px solid ${accent}}.cols{display:flex;flex:1;min-height:0}.side{width:220px;flex:none;padding:14px 12px;border-right:1px solid ${line};overflow:hidden;font-size:14px}.g{display:block;font-weight:700;padding:6px 8px;font-size:13px}.e{display:block;padding:4px 8px;color:${dim};border-left:3px solid transparent;border-radius:3px}.e.on{${onStyle}}.body{flex:1;padding:18px 30px;overflow:hidden}.toc{width:190px;flex:none;padding:20px 10px;font-size:13px}.h{display:block;font-size:28px;font-weight:700;margin-bottom:8px}.h2{display:block;font-size:20px;font-weight:600;margin:18px 0 8px}.p{display:block}.cts{display:flex;gap:20px;border-bottom:1px solid ${line};margin-bottom:8px}.ct{padding:3px 6px;color:${dim}}.ct.on{color:${mode === "bold" ? ink : accent};border-bottom:2px solid ${accent}}.cmd{display:block;background:${box};padding:10px 14px;border-radius:5px;font-family:'${random.pick(MONO)}',monospace;font-size:14px}.note{border-left:4px solid ${accent};background:${box};padding:9px 14px;border-radius:4px}.mk{display:block;font-weight:700;font-size:13px}.ends{display:flex;justify-content:space-between;margin-top:26px}.nx{border:1px solid ${line};border-radius:6px;padding:8px 16px;color:${accent}}`,
    width,
    height: random.int(520, 780),
  };
}

/** @param {import("puppeteer-core").Browser} browser */
export const open = (browser) =>
  openScenes(browser, (scene) => (scene.random.chance(0.52) ? operations(scene) : page(scene)));
