/** HTML of setting rows: text at the left, control at the right end (`above`: the control below the text, as code editors do). */
import { esc } from "./base.mjs";

/** @typedef {import("../nodes.mjs").UiNode} UiNode @typedef {import("./base.mjs").Renderer} Renderer */

/** The node as a control of another type without its label. @param {UiNode} n @param {Renderer} r @param {string} type */
const as = (n, r, type) =>
  r.html([{ ...n, type, label: undefined, help: undefined, layout: "above", children: undefined }]);
/** @param {UiNode} n @param {Renderer} r */
const value = (n, r) => `<span ${r.k(n, "value")}>${esc(n.value)}</span>`;

/** @type {Record<string, (n: UiNode, r: Renderer) => string>} */
const CONTROLS = {
  select: (n, r) => `<div class="x-srow-field">${as(n, r, "select")}</div>`,
  field: (n, r) => `<div class="x-srow-field">${as(n, r, "field")}</div>`,
  value: (n, r) => `<span class="x-srow-value ${n.chevron ? "x-chevron" : ""}">${value(n, r)}</span>`,
  link: (n, r) => `<a href="#" ${r.c("link")} ${r.k(n, "value")}>${esc(n.value)}</a>`,
  stepper: (n, r) => `<span class="x-stepper"><i></i>${value(n, r)}<i></i></span>`,
  change: (n, r) =>
    `<span class="x-srow-value">${value(n, r)}</span><button type="button" ${r.c("btn", "btn-default")} style="flex:none"><span ${r.k(n, "action")}>${esc(n.action)}</span></button>`,
  switch: (n, r) =>
    `${n.state ? `<span ${r.k(n, "state")}>${esc(n.state)}</span>` : ""}${r.kit.render?.switchBox?.(n, r) ?? `<input type="checkbox" ${r.c("switch")} ${n.on ? "checked" : ""}>`}`,
};

/** @type {Record<string, (n: any, r: Renderer) => string>} */
export const SETTING_ROWS = {
  settingRow: (n, r) =>
    `<div class="x-srow ${n.above ? "x-srow-above" : ""}"><div class="x-srow-text">${n.above ? "" : r.icon()}<div><div class="${r.look.boldLabels ? "x-strong" : ""}" ${r.k(n, "label")}>${esc(n.label)}</div>${n.help ? `<div class="x-muted x-small" ${r.k(n, "help")}>${esc(n.help)}</div>` : ""}</div></div><div class="x-srow-end">${(CONTROLS[n.control] ?? value)(n, r)}</div></div>`,
  settingGroup: (n, r) =>
    `<div class="x-sgroup ${n.card ? "x-scard" : ""} ${n.divided ? "x-sdivided" : ""}">${r.html(n.children)}</div>`,
  settingSection: (n, r) => `<section class="x-col" style="gap:6px;margin:0;padding:0">${r.html(n.children)}</section>`,
};
