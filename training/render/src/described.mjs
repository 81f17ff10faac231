/** What is true of a screen, to judge a description of it by: see `src/cli/eval/descriptions.ts`. */
import { walk } from "./nodes.mjs";

/**
 * @typedef {{ title: string, words: string[], texts: string[], pairs: [label: string, value: string][], selected: string[], messages: string[], rows: number[] }} Described
 * `words`: nouns of kinds and elements that a description may use. The others are texts as they stand on the screen.
 */

/** Nouns that a control's presence allows. @type {Record<string, readonly string[]>} */
const NOUNS = {
  button: ["button"],
  toolbar: ["toolbar", "button"],
  link: ["link"],
  field: ["field", "input", "form"],
  textarea: ["field", "input", "form"],
  select: ["dropdown", "setting"],
  radio: ["radio", "option", "setting"],
  checkbox: ["checkbox", "option", "setting"],
  switch: ["switch", "toggle", "setting"],
  slider: ["slider", "setting"],
  settingRow: ["setting", "settings", "dropdown", "switch", "toggle"],
  tabs: ["tab"],
  nav: ["sidebar", "navigation", "menu", "link"],
  topbar: ["navigation", "header", "link"],
  menu: ["menu", "context menu"],
  menubar: ["menu"],
  table: ["table"],
  list: ["list"],
  tree: ["tree", "list"],
  crumbs: ["breadcrumb"],
  pages: ["pagination"],
  steps: ["step", "wizard"],
  dialog: ["dialog"],
  overlay: ["dialog"],
  alert: ["alert", "message", "notification", "error", "warning"],
  toast: ["message", "notification"],
  progress: ["progress bar"],
  bars: ["chart", "bar chart"],
  chat: ["chat"],
  calendar: ["calendar"],
  code: ["code", "code editor", "terminal"],
  stat: ["card"],
  card: ["card"],
  price: ["pricing", "price"],
};

/** Kinds that people call by another name as well. @type {readonly (readonly [RegExp, readonly string[]])[]} */
const ALIKE = [
  [/preferences|settings/, ["preferences", "settings", "form"]],
  [/log-?in/, ["login", "sign-in"]],
  [/sign-up/, ["sign-up", "registration"]],
  [/console/, ["console", "resource"]],
  [/inbox/, ["inbox", "mail", "list"]],
  [/dashboard/, ["dashboard", "overview"]],
  [/wizard/, ["wizard", "step", "form"]],
  [/error/, ["error", "message"]],
  [/search/, ["search", "list"]],
  [/form/, ["form"]],
];

/**
 * @param {import("./nodes.mjs").Screen} screen
 * @param {readonly { key: string, text: string }[]} texts
 * @returns {Described | undefined} undefined when the title cannot be read
 */
export function described(screen, texts) {
  const nodes = walk(screen.root);
  const text = (/** @type {string} */ key) =>
    texts
      .filter((t) => t.key === key)
      .map((t) => t.text)
      .join(" ");
  const title = screen.title ? text(`${screen.title.id}.${screen.titlePart ?? "text"}`) : "";
  if (!title) return undefined;
  /** @type {[string, string][]} */
  const pairs = [];
  const pair = (/** @type {string} */ label, /** @type {string} */ value) => {
    if (text(label) && text(value)) pairs.push([text(label), text(value)]);
  };
  /** @type {string[]} */
  const selected = [];
  for (const n of nodes) {
    pair(`${n.id}.label`, n.type === "radio" ? `${n.id}.o${n.selected}` : `${n.id}.value`);
    for (const [i] of (n.pairs ?? []).entries()) pair(`${n.id}.l${i}`, `${n.id}.v${i}`);
    if (n.active >= 0) selected.push(text(`${n.id}.i${n.active}`));
    if (n.type === "table" && n.selected !== undefined) selected.push(text(`${n.id}.r${n.selected}.0`));
    if (n.type === "radio" || (n.type === "select" && n.open)) selected.push(text(`${n.id}.o${n.selected}`));
    if (n.type === "checkbox" && n.checked) selected.push(text(`${n.id}.label`));
    if (n.type === "select") selected.push(text(`${n.id}.value`));
  }
  const messages = nodes
    .filter((n) => n.type === "alert" || n.type === "toast" || n.message)
    .map((n) => text(`${n.id}.text`));
  const errors = nodes.filter((n) => n.error).map((n) => text(`${n.id}.error`));
  const words = new Set([
    ...screen.phrase.toLowerCase().split(/\s+/),
    ...ALIKE.flatMap(([kind, more]) => (kind.test(screen.phrase) ? more : [])),
    ...nodes.flatMap((n) => NOUNS[n.type] ?? []),
  ]);
  return {
    title,
    words: [...words].sort(),
    texts: [...new Set(texts.map((t) => t.key))].map(text).filter(Boolean),
    pairs,
    selected: [...new Set(selected.filter(Boolean))],
    messages: [...messages, ...errors].filter(Boolean),
    rows: nodes.filter((n) => n.type === "table").map((n) => n.rows.length),
  };
}
