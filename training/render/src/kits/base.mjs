/**
 * HTML of the abstract controls. A kit says which classes a control's parts have (`classes`), and may write a control itself (`render`).
 * A part that a kit does not name gets the class `x-…` of `css/`.
 *
 * @typedef {import("../nodes.mjs").UiNode} UiNode
 * @typedef {{ [part: string]: string }} Classes
 * @typedef {{ name: string, licence: string, package: string, classes: Classes, lightSide?: boolean, render?: { [type: string]: (node: any, r: Renderer) => string },
 *   theme: (random: import("../prng.mjs").Random, dark: boolean) => { sheets: string[], vars?: Record<string, string>, css?: string, html?: string, body?: string, dark?: boolean, keepFont?: boolean } }} Kit
 */
import { ICONS } from "./icons.mjs";
import { SETTING_ROWS } from "./setting-row.mjs";

const escapes = /** @type {Record<string, string>} */ ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" });
/** @param {string} text @returns {string} */
export const esc = (text) => String(text).replace(/[&<>"]/g, (c) => escapes[c]);

export class Renderer {
  /** @param {Kit} kit @param {import("../prng.mjs").Random} random */
  constructor(kit, random) {
    this.kit = kit;
    this.random = random;
    /** Choices of look that hold for the whole screen. */
    this.look = {
      icons: random.chance(0.5),
      inlineGroups: random.chance(0.35),
      nativeSelect: random.chance(0.6),
      tabs: random.pick(["", "x-boxed", "x-pills"]),
      bar: random.chance(0.4),
      striped: random.chance(0.4),
      lined: random.chance(0.2),
      colon: random.chance(0.25),
      switchSide: random.chance(0.6),
      boldLabels: random.chance(0.5),
      tableChecks: random.chance(0.3),
      darkSide: kit.lightSide !== true && random.chance(0.2),
      underline: random.chance(0.4),
    };
  }

  /** Class attribute of a part. @param {string[]} parts @returns {string} */
  c(...parts) {
    const names = parts.filter(Boolean).map((part) => this.kit.classes[part] ?? `x-${part}`);
    return `class="${names.join(" ").trim()}"`;
  }

  /** A marked text. @param {UiNode} node @param {string} part @returns {string} */
  k(node, part) {
    return `data-t="${node.id}.${part}"`;
  }

  /** @param {string} [name] @returns {string} */
  icon(name) {
    if (!this.look.icons) return "";
    const list = Object.keys(ICONS);
    return `<svg class="x-icon" viewBox="0 0 16 16">${ICONS[name ?? this.random.pick(list)]}</svg>`;
  }

  /** @param {UiNode | UiNode[] | undefined} node @returns {string} */
  html(node) {
    if (node === undefined) return "";
    if (Array.isArray(node)) return node.map((child) => this.html(child)).join("\n");
    const write = this.kit.render?.[node.type] ?? BASE[node.type];
    if (!write) throw new Error(`no renderer for control "${node.type}"`);
    return write(node, this);
  }
}

/** @param {any} n @param {Renderer} r @param {string} control @returns {string} a labelled control in its layout */
export function field(n, r, control) {
  const label =
    n.label && n.layout !== "placeholder"
      ? `<label ${r.c("label", n.required && n.star ? "req" : "")} ${r.k(n, "label")}>${esc(n.label)}</label>`
      : "";
  const help = n.error
    ? `<div ${r.c("err")} ${r.k(n, "error")}>${esc(n.error)}</div>`
    : n.help
      ? `<div ${r.c("help")} ${r.k(n, "help")}>${esc(n.help)}</div>`
      : "";
  const wrap =
    n.layout === "left"
      ? "x-field-left"
      : n.layout === "spread"
        ? "x-field-spread"
        : (r.kit.classes.field ?? "x-field");
  return `<div class="${wrap}">${label}<div ${r.c("ctl")}>${control}${n.layout === "left" ? "" : n.layout === "spread" ? "" : help}</div>${n.layout === "left" ? help.replace('class="', 'class="x-help ') : ""}</div>`;
}

/** @param {any} n @returns {string} */
const inputAttributes = (n) =>
  `${n.value ? `value="${esc(n.value)}" data-tv="${n.id}.value"` : ""} ${n.placeholder ? `placeholder="${esc(n.placeholder)}" data-tp="${n.id}.placeholder"` : ""} ${n.disabled ? "disabled" : ""}`;

/** @type {{ [type: string]: (node: any, r: Renderer) => string }} */
export const BASE = {
  heading: (n, r) =>
    `<h${n.level} ${r.c(`h${n.level}`, "h")} style="margin:0" ${r.k(n, "text")}>${esc(n.text)}</h${n.level}>`,
  text: (n, r) =>
    `<p class="${n.muted ? "x-muted" : ""} ${n.small ? "x-small" : ""} ${n.strong ? "x-strong" : ""}" style="margin:0" ${r.k(n, "text")}>${esc(n.text)}</p>`,
  link: (n, r) => `<a href="#" ${r.c("link")} ${r.k(n, "text")}>${esc(n.text)}</a>`,
  button: (n, r) =>
    `<button type="button" ${r.c("btn", `btn-${n.variant}`)} ${n.disabled ? "disabled" : ""}>${n.icon ? r.icon() : ""}<span ${r.k(n, "text")}>${esc(n.text)}</span></button>`,
  field: (n, r) =>
    field(n, r, `<input type="${n.input ?? "text"}" ${r.c("input", n.error ? "invalid" : "")} ${inputAttributes(n)}>`),
  textarea: (n, r) =>
    field(
      n,
      r,
      `<textarea rows="${n.rows ?? 3}" ${r.c("textarea")} style="resize:none" ${n.value ? `data-tv="${n.id}.value"` : ""} ${n.placeholder ? `placeholder="${esc(n.placeholder)}" data-tp="${n.id}.placeholder"` : ""}>${esc(n.value ?? "")}</textarea>`,
    ),
  select: (n, r) => {
    if (n.open) {
      const list = `<ul class="x-menu" style="min-width:100%">${n.options.map((/** @type {string} */ o, /** @type {number} */ i) => `<li class="${i === n.selected ? "x-on" : ""}"><span ${r.k(n, `o${i}`)}>${esc(o)}</span></li>`).join("")}</ul>`;
      return field(
        n,
        r,
        `<div style="position:relative;z-index:40"><div class="x-input x-select"><span ${r.k(n, "value")}>${esc(n.options[n.selected])}</span></div><div style="position:absolute;left:0;top:calc(100% + 3px);min-width:100%;z-index:41">${list}</div></div>`,
      );
    }
    if (r.look.nativeSelect || r.kit.classes["select-native"] !== undefined)
      return field(
        n,
        r,
        `<select ${r.c("select-native")} data-tv="${n.id}.value" ${n.disabled ? "disabled" : ""}><option selected>${esc(n.options[n.selected])}</option></select>`,
      );
    return field(
      n,
      r,
      `<div class="x-input x-select" ${n.disabled ? 'style="opacity:.5"' : ""}><span ${r.k(n, "value")}>${esc(n.options[n.selected])}</span></div>`,
    );
  },
  checkbox: (n, r) =>
    `<div class="${r.kit.classes.check ?? "x-check"} ${n.disabled ? "x-off" : ""}"><input type="checkbox" id="i${n.id}" ${r.c("check-input")} ${n.checked ? "checked" : ""} ${n.disabled ? "disabled" : ""}><label for="i${n.id}" ${r.c("check-label")} ${r.k(n, "label")}>${esc(n.label)}</label></div>`,
  switch: (n, r) => {
    const box =
      r.kit.render?.switchBox?.(n, r) ??
      `<input type="checkbox" ${r.c("switch")} ${n.on ? "checked" : ""} ${n.disabled ? "disabled" : ""}>`;
    const state = n.state ? `<span ${r.k(n, "state")}>${esc(n.state)}</span>` : "";
    const label = `<div><div ${r.k(n, "label")}>${esc(n.label)}</div>${n.help ? `<div ${r.c("help")} ${r.k(n, "help")}>${esc(n.help)}</div>` : ""}</div>`;
    return r.look.switchSide
      ? `<div class="x-row x-between" style="flex-wrap:nowrap">${label}<span class="x-row x-mid" style="gap:8px">${state}${box}</span></div>`
      : `<div class="x-row x-mid" style="flex-wrap:nowrap">${box}${label}${state}</div>`;
  },
  radio: (n, r) =>
    `<div><div ${r.c("label")} ${r.k(n, "label")} style="margin-bottom:5px">${esc(n.label)}</div><div class="x-group ${r.look.inlineGroups ? "x-inline" : ""}">${n.options.map((/** @type {string} */ o, /** @type {number} */ i) => `<div class="${r.kit.classes.radio ?? r.kit.classes.check ?? "x-check"}"><input type="radio" name="g${n.id}" id="i${n.id}${i}" ${r.c("radio-input")} ${i === n.selected ? "checked" : ""}><label for="i${n.id}${i}" ${r.c("radio-label")} ${r.k(n, `o${i}`)}>${esc(o)}</label></div>`).join("")}</div></div>`,
  slider: (n, r) =>
    `<div class="x-row x-between" style="flex-wrap:nowrap"><span ${r.k(n, "label")}>${esc(n.label)}</span><span class="x-row x-mid" style="flex-wrap:nowrap"><input type="range" class="x-slider" min="0" max="100" value="${n.percent}"><span ${r.k(n, "value")}>${esc(n.value)}</span></span></div>`,
  tabs: (n, r) =>
    `<div class="x-tabs ${r.look.tabs}">${n.items.map((/** @type {any} */ t, /** @type {number} */ i) => `<a href="#" class="${i === n.active ? "x-on" : ""}"><span ${r.k(n, `i${i}`)}>${esc(t.text)}</span></a>`).join("")}</div>`,
  nav: (n, r) =>
    `${n.title ? `<div class="x-navhead" ${r.k(n, "title")}>${esc(n.title)}</div>` : ""}<ul class="x-nav ${r.look.bar ? "x-bar" : ""}">${n.items.map((/** @type {any} */ t, /** @type {number} */ i) => `<li><a href="#" class="${i === n.active ? "x-on" : ""}">${r.icon()}<span ${r.k(n, `i${i}`)}>${esc(t.text)}</span>${t.badge ? `<span ${r.c("badge")} ${r.k(n, `b${i}`)}>${esc(t.badge)}</span>` : ""}</a></li>`).join("")}</ul>`,
  topbar: (n, r) =>
    `<header class="x-top ${r.look.underline ? "x-underline" : ""}"><span class="x-brand">${r.icon()}<span ${r.k(n, "brand")}>${esc(n.brand)}</span></span>${n.items.map((/** @type {any} */ t, /** @type {number} */ i) => `<a href="#" class="${i === n.active ? "x-on" : ""}" ${r.k(n, `i${i}`)}>${esc(t.text)}</a>`).join("")}<span class="x-spring"></span>${n.search ? `<input ${r.c("input")} style="width:170px" placeholder="${esc(n.search)}" data-tp="${n.id}.search">` : ""}${n.user ? `<span style="white-space:nowrap" ${r.k(n, "user")}>${esc(n.user)}</span>` : ""}</header>`,
  menu: (n, r) =>
    `<ul class="x-menu">${n.items.map((/** @type {any} */ t, /** @type {number} */ i) => `${t.separator ? '<li class="x-sep"></li>' : ""}<li class="${i === n.active ? "x-on" : ""} ${t.disabled ? "x-dis" : ""}"><span ${r.k(n, `i${i}`)}>${esc(t.text)}</span>${t.shortcut ? `<kbd ${r.k(n, `s${i}`)}>${esc(t.shortcut)}</kbd>` : ""}</li>`).join("")}</ul>`,
  table: (n, r) => {
    const checks = n.selected !== undefined && r.look.tableChecks;
    const head = n.columns
      .map(
        (/** @type {any} */ c, /** @type {number} */ i) =>
          `<th class="${c.numeric ? "x-num" : ""}"><span ${r.k(n, `c${i}`)}>${esc(c.name)}</span>${n.sort?.column === i ? `<i class="x-sort x-sort-${n.sort.direction}"></i>` : ""}</th>`,
      )
      .join("");
    const rows = n.rows
      .map(
        (/** @type {string[]} */ row, /** @type {number} */ i) =>
          `<tr class="${i === n.selected ? "x-selrow" : ""}">${checks ? `<td style="width:1px"><input type="checkbox" ${i === n.selected ? "checked" : ""}></td>` : ""}${row.map((cell, j) => `<td class="${n.columns[j].numeric ? "x-num" : ""}"><span ${r.k(n, `r${i}.${j}`)}>${esc(cell)}</span></td>`).join("")}</tr>`,
      )
      .join("");
    return `<div class="x-scroll"><table class="${r.kit.classes.table ?? "x-table"} ${r.look.striped ? (r.kit.classes.striped ?? "x-striped") : ""} ${r.look.lined ? (r.kit.classes.lined ?? "x-lined") : ""}" style="margin:0;width:100%"><thead><tr>${checks ? "<th></th>" : ""}${head}</tr></thead><tbody>${rows}</tbody></table></div>`;
  },
  card: (n, r) =>
    `<div ${r.c("card")}>${r.kit.classes["card-body"] ? `<div class="${r.kit.classes["card-body"]} x-col" style="gap:9px">${r.html(n.children)}</div>` : r.html(n.children)}</div>`,
  stat: (n, r) =>
    `<div ${r.c("card")}>${r.kit.classes["card-body"] ? `<div class="${r.kit.classes["card-body"]}">` : "<div>"}<div class="x-muted" ${r.k(n, "label")}>${esc(n.label)}</div><div class="x-stat"><b ${r.k(n, "value")}>${esc(n.value)}</b></div>${n.delta ? `<div class="x-small x-muted" ${r.k(n, "delta")}>${esc(n.delta)}</div>` : ""}</div></div>`,
  badge: (n, r) => `<span ${r.c("badge")} ${r.k(n, "text")}>${esc(n.text)}</span>`,
  alert: (n, r) =>
    `<div ${r.c("alert", `alert-${n.level}`)} role="alert">${r.icon({ error: "x-circle", warning: "exclamation-triangle", info: "info-circle", success: "check-circle" }[/** @type {"error"} */ (n.level)])}<div>${n.title ? `<div class="x-strong" ${r.k(n, "title")}>${esc(n.title)}</div>` : ""}<span ${r.k(n, "text")}>${esc(n.text)}</span></div></div>`,
  crumbs: (n, r) =>
    `<ol ${r.c("crumbs")}>${n.items.map((/** @type {string} */ t, /** @type {number} */ i) => `<li ${r.c("crumb")}>${i === n.items.length - 1 ? `<span ${r.k(n, `i${i}`)}>${esc(t)}</span>` : `<a href="#" ${r.k(n, `i${i}`)}>${esc(t)}</a>`}</li>`).join("")}</ol>`,
  dialog: (n, r) =>
    `<div ${r.c("dialog")} role="dialog"><div ${r.c("dialog-head")}><span ${r.k(n, "title")}>${esc(n.title)}</span><span class="x-x"></span></div><div ${r.c("dialog-body")}><div class="x-col">${r.html(n.children)}</div></div><div ${r.c("dialog-foot")}>${r.html(n.buttons)}</div></div>`,
  overlay: (n, r) =>
    `<div class="x-backdrop" style="${n.clear ? "background:none" : ""}"></div><div class="x-float">${r.html(n.children)}</div>`,
  at: (n, r) => `<div class="x-at" style="${n.css}">${r.html(n.children)}</div>`,
  toast: (n, r) => `<div class="x-toast"><span ${r.k(n, "text")}>${esc(n.text)}</span></div>`,
  pages: (n, r) =>
    `<ul class="x-pages">${n.items.map((/** @type {string} */ t, /** @type {number} */ i) => `<li><a href="#" class="${i === n.active ? "x-on" : ""}" ${r.k(n, `i${i}`)}>${esc(t)}</a></li>`).join("")}</ul>`,
  progress: (n, r) =>
    `<div><div class="x-row x-between" style="margin-bottom:4px"><span ${r.k(n, "label")}>${esc(n.label)}</span><span ${r.k(n, "value")}>${n.percent}%</span></div>${r.kit.render?.progressBar?.(n, r) ?? `<div class="x-progress"><div style="width:${n.percent}%"></div></div>`}</div>`,
  list: (n, r) =>
    `<ul ${r.c("list")}>${n.items.map((/** @type {any} */ t, /** @type {number} */ i) => `<li class="${r.kit.classes["list-item"] ?? ""} ${i === n.active ? (r.kit.classes["list-on"] ?? "x-on") : ""}" style="display:flex;justify-content:space-between;gap:12px">${t.avatar ? `<i class="x-avatar" style="--h:${t.avatar}"></i>` : ""}<div style="flex:1;min-width:0"><div class="${t.bold ? "x-strong" : ""}" ${r.k(n, `i${i}`)}>${esc(t.text)}</div>${t.sub ? `<div class="x-small" style="opacity:.8" ${r.k(n, `s${i}`)}>${esc(t.sub)}</div>` : ""}</div>${t.meta ? `<span class="x-meta" style="white-space:nowrap" ${r.k(n, `m${i}`)}>${esc(t.meta)}</span>` : ""}</li>`).join("")}</ul>`,
  kv: (n, r) =>
    `<dl class="x-kv ${r.look.colon ? "x-colon" : ""} ${n.wide ? "x-kv2" : ""}">${n.pairs.map((/** @type {any} */ p, /** @type {number} */ i) => `<dt ${r.k(n, `l${i}`)}>${esc(p.label)}</dt><dd ${r.k(n, `v${i}`)}>${esc(p.value)}</dd>`).join("")}</dl>`,
  toolbar: (n, r) =>
    `<div class="x-toolbar">${n.items.map((/** @type {any} */ t, /** @type {number} */ i) => `<button ${t.disabled ? "disabled" : ""}>${r.icon()}<span ${r.k(n, `i${i}`)}>${esc(t.text)}</span></button>`).join("")}</div>`,
  tree: (n, r) =>
    `<ul class="x-tree">${n.items.map((/** @type {any} */ t, /** @type {number} */ i) => `<li style="--d:${t.depth}" class="${t.state ? `x-${t.state}` : ""} ${i === n.active ? "x-on" : ""}"><span ${r.k(n, `i${i}`)}>${esc(t.text)}</span></li>`).join("")}</ul>`,
  steps: (n, r) =>
    `<ol class="x-steps">${n.items.map((/** @type {string} */ t, /** @type {number} */ i) => `<li data-n="${i + 1}" class="${i === n.active ? "x-on" : i < n.active ? "x-done" : ""}"><span ${r.k(n, `i${i}`)}>${esc(t)}</span></li>`).join("")}</ol>`,
  chat: (n, r) =>
    `<div class="x-chat">${n.messages.map((/** @type {any} */ m, /** @type {number} */ i) => `<div class="x-bubble ${m.mine ? "x-me" : ""}"><div class="x-who"><span ${r.k(n, `w${i}`)}>${esc(m.who)}</span><span ${r.k(n, `h${i}`)}>${esc(m.at)}</span></div><div ${r.k(n, `t${i}`)}>${esc(m.text)}</div></div>`).join("")}</div>`,
  code: (n, r) =>
    `<div class="x-code">${n.lines.map((/** @type {string} */ line, /** @type {number} */ i) => `<div ${r.k(n, `i${i}`)}>${esc(line) || " "}</div>`).join("")}</div>`,
  window: (n, r) =>
    `<div class="x-window"><div class="x-titlebar"><span class="${n.dots ? "x-dots" : ""}"><span ${r.k(n, "title")}>${esc(n.title)}</span></span>${n.dots ? "" : '<span class="x-winx"></span>'}</div>${r.html(n.children)}</div>`,
  menubar: (n, r) =>
    `<div class="x-toolbar" style="padding:1px 6px">${n.items.map((/** @type {any} */ t, /** @type {number} */ i) => `<button><span ${r.k(n, `i${i}`)}>${esc(t.text)}</span></button>`).join("")}</div>`,
  statusbar: (n, r) =>
    `<div class="x-statusbar">${n.items.map((/** @type {string} */ t, /** @type {number} */ i) => `<span ${r.k(n, `i${i}`)}>${esc(t)}</span>`).join("")}</div>`,
  calendar: (n, r) =>
    `<div class="x-cal">${n.weekdays.map((/** @type {string} */ d, /** @type {number} */ i) => `<div class="x-dow" ${r.k(n, `w${i}`)}>${d}</div>`).join("")}${n.days.map((/** @type {any} */ d, /** @type {number} */ i) => `<div class="${d.today ? "x-today" : ""}">${d.number ? `<span ${r.k(n, `d${i}`)}>${d.number}</span>` : ""}${d.event ? `<span class="x-ev" ${r.k(n, `e${i}`)}>${esc(d.event)}</span>` : ""}</div>`).join("")}</div>`,
  picture: (n) => `<div class="x-pic" style="--h:${n.hue};--ph:${n.height}px"></div>`,
  bars: (n) =>
    `<div class="x-bars">${n.values.map((/** @type {number} */ v) => `<i style="--v:${v}%"></i>`).join("")}</div>`,
  price: (n, r) => `<div class="x-price" ${r.k(n, "text")}>${esc(n.text)}</div>`,
  ...SETTING_ROWS,
  rule: () => `<hr class="x-hr">`,
  row: (n, r) =>
    `<div class="x-row ${n.align ? `x-${n.align}` : ""}" style="${n.css ?? ""}">${r.html(n.children)}</div>`,
  col: (n, r) => `<div class="x-col ${n.fill ? "x-fill" : ""}" style="${n.css ?? ""}">${r.html(n.children)}</div>`,
  grid: (n, r) => `<div class="x-grid" style="--cols:${n.cols}">${r.html(n.children)}</div>`,
  panel: (n, r) => `<div class="x-panel x-col" style="${n.css ?? ""}">${r.html(n.children)}</div>`,
  shell: (n, r) =>
    `${r.html(n.top)}<div class="x-shell" style="${n.top ? "min-height:calc(100vh - 52px)" : ""}">${n.side ? `<aside class="x-side ${r.look.darkSide ? "x-side-dark" : ""}" style="${n.sideCss ?? ""}">${r.html(n.side)}</aside>` : ""}<main class="x-main x-col">${r.html(n.children)}</main></div>`,
  center: (n, r) =>
    `<div class="x-center"><div class="x-narrow" style="--w:${n.width}px">${r.html(n.children)}</div></div>`,
};
