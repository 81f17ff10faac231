/** What lies over an editor: palette, menus, dialogs, notices. Each gives its HTML and asks about itself. */
import { FIRST, madeUp, PRODUCTS } from "../../lib/words.mjs";
import { CONTEXT, DIALOGS, MENUS, PALETTE, TOASTS } from "./words.mjs";
import * as P from "./phrases.mjs";

const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ1234567890".split("");
/** Keys as they are, or, as often, others, so that they must be read. @param {import("../../../src/prng.mjs").Random} random @param {string} keys */
export function keysOf(random, keys) {
  if (keys === "-") return random.chance(0.85) ? "" : `F${random.int(2, 12)}`;
  if (random.chance(0.55)) return keys;
  return `${random.pick(["Ctrl+", "Ctrl+Shift+", "Alt+", "Shift+Alt+", "Ctrl+Alt+", "Ctrl+K Ctrl+", "Ctrl+K "])}${random.pick(LETTERS)}`;
}
/** On other systems they are written otherwise. @param {"win" | "mac" | "boxes"} style @param {string} keys */
export function written(style, keys) {
  if (style !== "mac") return keys;
  return keys
    .replace(/Ctrl\+/g, "⌘")
    .replace(/Shift\+/g, "⇧")
    .replace(/Alt\+/g, "⌥");
}
/** @param {import("../../lib/scene.mjs").Scene} scene @param {"win" | "mac" | "boxes"} style @param {string} keys */
export function keyPiece(scene, style, keys) {
  const text = written(style, keys);
  const inner =
    style === "boxes"
      ? text
          .split(" ")
          .map((chord) =>
            chord
              .split("+")
              .map((k) => `<kbd>${k}</kbd>`)
              .join("+"),
          )
          .join(" ")
      : undefined;
  return scene.put(text, "key", "span", inner);
}

/**
 * A list of commands, one selected, some grey, with their questions. @param {import("../../lib/scene.mjs").Scene} scene
 * @param {readonly import("./words.mjs").Command[]} commands @param {{style: "win" | "mac" | "boxes", what: string, selected: number, grey: number}} how
 */
export function commandRows(scene, commands, { style, what, selected, grey }) {
  const { random } = scene;
  const used = new Set();
  const off = new Set(
    random.sample(
      commands.map((_, i) => i).filter((i) => i !== selected),
      grey,
    ),
  );
  const rows = commands.map((c, i) => {
    let keys = keysOf(random, c.keys);
    if (used.has(keys)) keys = "";
    used.add(keys);
    return {
      ...c,
      label: scene.put(c.label),
      name: c.label,
      keys,
      key: keys ? keyPiece(scene, style, keys) : null,
      off: off.has(i),
      at: i,
    };
  });
  for (const row of random.shuffle(rows)) {
    const spoken = {
      c: random.chance(0.5) ? row.name.replace(/\.\.\.$/, "") : row.name.replace(/^.*: |\.\.\.$/g, ""),
      w: random.pick(row.wants),
    };
    scene.turn("command-for", P.COMMAND, spoken, "%c.", { c: row.label });
    if (row.key) {
      scene.turn("shortcut", P.KEYS, spoken, "%c: %k.", { k: row.key, c: row.label });
      scene.turn("shortcut-for", P.KEYS_FOR, spoken, "%c: %k.", { k: row.key, c: row.label });
      scene.turn("key-does", P.WHAT_KEY, { k: row.key.text }, "%k is %c.", { c: row.label, k: row.key });
    }
    if (row.off || random.chance(0.12))
      scene.turn("state", P.IS_OFF, spoken, row.off ? "%c is disabled." : "%c is enabled.", { c: row.label }, [
        row.off ? "disabled" : "enabled",
      ]);
  }
  const greys = rows.filter((row) => row.off).map((row) => row.label);
  for (let i = 0; i < 2 && greys.length > 0; i++)
    scene.list("which-disabled", P.OFF, greys, greys.length === 1 ? " is disabled." : " are disabled.");
  if (selected >= 0)
    for (let i = 0; i < 3; i++)
      scene.turn("selected-item", P.CURRENT_ITEM, { l: what }, "%c is selected.", { c: rows[selected].label });
  scene.count(
    [
      `How many {entries|commands|items} {are there|does the ${what} have|are listed}{| in the ${what}}?`,
      `{Number of|Count the} {commands|entries} in the ${what}{.|?}`,
    ],
    rows.length,
    "entry",
    rows.map((r) => r.label),
  );
  const separators = new Set(random.sample(rows.map((_, i) => i).slice(1), what === "palette" ? 0 : 2));
  return rows
    .map(
      (row, i) =>
        `${separators.has(i) ? `<div class="sep"></div>` : ""}<div class="mi${i === selected ? " sel" : ""}${row.off ? " off" : ""}">${row.label}${row.key ?? ""}</div>`,
    )
    .join("");
}

/** @param {import("../../lib/scene.mjs").Scene} scene @param {any} window_ */
export function palette(scene, { width, style }) {
  const { random } = scene;
  const commands = random.sample(PALETTE, random.int(5, 11));
  const typed = random.pick([">", ">", `>${commands[0].label.split(/[: ]/)[0].toLowerCase()}`]);
  const box = scene.put(typed, "", "span");
  if (typed.length > 1)
    scene.turn(
      "typed",
      [
        "What {is|was} {typed|entered} {in|into} the {palette|search box|command box}?",
        "{What|Which} text is in the input{| field}?",
        "typed text?",
      ],
      {},
      "%t.",
      { t: box },
    );
  const wide = Math.min(620, width - 80);
  const rows = commandRows(scene, commands, {
    style,
    what: "palette",
    selected: random.chance(0.85) ? (random.chance(0.5) ? 0 : random.int(1, commands.length - 1)) : -1,
    grey: 0,
  });
  return {
    noun: "command palette",
    html: `<div class="pop" style="left:${(width - wide) / 2}px;top:${random.int(4, 40)}px;width:${wide}px"><div class="in">${box}</div>${rows}</div>`,
  };
}
/** @param {import("../../lib/scene.mjs").Scene} scene @param {any} window_ */
export function menu(scene, { menus, style, sideWidth, height }) {
  const { random } = scene;
  const name = menus ? random.pick(Object.keys(MENUS)) : "";
  const context = random.pick(["file", "code"]);
  const all = menus ? MENUS[name] : CONTEXT[context];
  const from = random
    .sample(
      all.map((_, i) => i),
      random.int(Math.min(6, all.length), Math.min(11, all.length)),
    )
    .sort((a, b) => a - b);
  const commands = from.map((i) => all[i]);
  const html = commandRows(scene, commands, {
    style,
    what: menus ? "menu" : "context menu",
    selected: random.chance(0.6) ? random.int(0, commands.length - 1) : -1,
    grey: random.int(0, 3),
  });
  const left = menus
    ? 14 + Object.keys(MENUS).indexOf(name) * 48
    : context === "file"
      ? random.int(70, 60 + sideWidth)
      : sideWidth + random.int(90, 200);
  return {
    noun: menus ? `${name} menu` : "context menu",
    name,
    html: `<div class="pop" style="left:${left}px;top:${menus ? 31 : random.int(60, Math.max(70, height - 420))}px;padding:5px 0">${html}</div>`,
  };
}

/** A dialog's buttons and what they are for. @param {import("../../lib/scene.mjs").Scene} scene @param {any} given @param {string} noun */
function buttonsOf(scene, given, noun) {
  const { random } = scene;
  const order = random.chance(0.6) ? given.buttons : random.shuffle(given.buttons);
  const main = order.indexOf(given.buttons[0]);
  const pieces = order.map((b, i) => scene.put(b.label, i === main ? "btn hot" : "btn"));
  order.forEach((b, i) => {
    for (const w of b.wants) scene.turn("act", P.ACT, { w }, "%b.", { b: pieces[i] });
    for (const w of b.avoids) scene.turn("avoid", P.AVOID, { w }, "%b.", { b: pieces[i] });
  });
  for (let i = 0; i < 2; i++)
    scene.list(
      "buttons",
      P.BUTTONS.map((t) => t.replaceAll("%d!", noun)),
      pieces,
    );
  if (pieces.length > 1)
    scene.turn(
      "primary",
      P.MAIN_BUTTON.map((t) => t.replaceAll("%d!", noun)),
      {},
      "%b is the main button.",
      { b: pieces[main] },
    );
  scene.count(
    [
      `How many buttons {are in the ${noun}|does the ${noun} have}?`,
      `{Number of|Count the} buttons in the ${noun}{.|?}`,
    ],
    pieces.length,
    "button",
    pieces,
  );
  return pieces.join("");
}
/** @param {import("../../../src/prng.mjs").Random} random */
const nameOf = (random) =>
  random.pick([
    () => `${madeUp(random).toLowerCase()}.${random.pick(["py", "ts", "md", "json", "ipynb"])}`,
    () => madeUp(random),
    () => `${random.pick(PRODUCTS).toLowerCase().replace(/\W/g, "")}-${random.pick(FIRST).toLowerCase()}`,
  ])();

/** @param {import("../../lib/scene.mjs").Scene} scene @param {any} window_ */
export function modal(scene, { width, height }) {
  const { random } = scene;
  const given = random.pick(DIALOGS);
  const name = nameOf(random);
  const noun = random.pick(["dialog", "dialog", "pop-up", "message box", "window in front"]);
  const title = scene.put(given.title.replace("@", name), "q");
  const text = scene.put(given.text.replace("@", name), "d");
  for (let i = 0; i < 3; i++) scene.turn("message", P.SAYS, { d: noun }, "%t", { t: title });
  for (let i = 0; i < 2; i++) scene.turn("explanation", P.EXPLAINS, { d: noun }, "%t", { t: text });
  const wide = random.int(380, Math.min(520, width - 60));
  const buttons = buttonsOf(scene, given, noun);
  return {
    noun: "dialog",
    message: title,
    html: `<div class="shade${random.chance(0.75) ? " dark" : ""}"></div><div class="pop dlg" style="left:${(width - wide) / 2}px;top:${Math.round(height * (0.2 + random.next() * 0.15))}px;width:${wide}px">${title}${text}<div class="btns" style="${random.chance(0.2) ? "justify-content:center" : ""}">${buttons}</div></div>`,
  };
}
/** @param {import("../../lib/scene.mjs").Scene} scene @param {any} window_ */
export function toast(scene, { width }) {
  const { random } = scene;
  const given = random.pick(TOASTS);
  const noun = random.pick(["notification", "toast", "notice"]);
  const text = scene.put(given.text.replace("@", nameOf(random)), "d");
  for (let i = 0; i < 3; i++)
    scene.turn(
      "message",
      [
        ...P.SAYS,
        "What does the {notification|notice} {at the bottom right|in the corner} say?",
        "Why did a notification pop up?",
      ],
      { d: noun },
      "%t",
      { t: text },
    );
  const wide = random.int(330, Math.min(450, width - 40));
  const buttons = buttonsOf(scene, given, noun);
  return {
    noun: "notification",
    message: text,
    html: `<div class="pop toast" style="right:12px;bottom:34px;width:${wide}px">${text}<div class="btns">${buttons}</div></div>`,
  };
}
