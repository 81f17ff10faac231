/** A page of documentation with top links, side bar, contents, tabs of commands and a coloured box. */
import { MONO, SANS, SERIF } from "../../lib/html.mjs";
import { CLASSES, STATES, distinct, madeUp } from "../../lib/words.mjs";
import * as A from "./phrases.mjs";
import { plural, wholePage } from "./shared.mjs";

/** @param {import("../../lib/scene.mjs").Scene} scene */
export function page(scene) {
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
