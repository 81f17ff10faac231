import { esc } from "./base.mjs";
import { asset } from "./look.mjs";
import { labelMarks, members } from "./marks.mjs";

/** Palantir's Blueprint: the library's style sheet on markup as its components write it. @type {import("./base.mjs").Kit} */
export const blueprint = {
  name: "blueprint",
  licence: "Apache-2.0",
  package: "@blueprintjs/core",
  lightSide: true,
  classes: {
    btn: "bp5-button",
    "btn-primary": "bp5-intent-primary",
    "btn-danger": "bp5-intent-danger",
    "btn-default": "",
    "btn-link": "bp5-minimal",
    label: "bp5-label x-blabel",
    input: "bp5-input bp5-fill",
    textarea: "bp5-text-area bp5-fill",
    invalid: "bp5-intent-danger",
    help: "bp5-form-helper-text",
    h1: "bp5-heading",
    h2: "bp5-heading",
    h3: "bp5-heading",
    h: "",
    table: "bp5-html-table x-btable",
    striped: "bp5-html-table-striped",
    lined: "bp5-html-table-bordered",
    card: "bp5-card bp5-elevation-1 x-col",
    badge: "bp5-tag bp5-round x-self",
    alert: "bp5-callout",
    "alert-error": "bp5-intent-danger",
    "alert-warning": "bp5-intent-warning",
    "alert-info": "bp5-intent-primary",
    "alert-success": "bp5-intent-success",
    dialog: "bp5-card x-dialog",
    "dialog-head": "bp5-heading x-dialog-head",
  },
  render: {
    ...labelMarks(
      (input, text, kind, _on, off) =>
        `<label class="bp5-control bp5-${kind} ${off ? "bp5-disabled" : ""}">${input}<span class="bp5-control-indicator"></span>${text}</label>`,
    ),
    switchBox: (n) =>
      `<label class="bp5-control bp5-switch ${n.disabled ? "bp5-disabled" : ""}" style="margin:0"><input type="checkbox" ${n.on ? "checked" : ""} ${n.disabled ? "disabled" : ""}><span class="bp5-control-indicator"></span></label>`,
    tabs: (n, r) =>
      `<div class="bp5-tabs"><div class="bp5-tab-list" role="tablist">${members(n, r, (text, on) => `<div class="bp5-tab" role="tab" aria-selected="${on}" style="${on ? "box-shadow:inset 0 -3px #2d72d2" : ""}">${text}</div>`)}</div></div>`,
    nav: (n, r) =>
      `${n.title ? `<div class="x-navhead" ${r.k(n, "title")}>${esc(n.title)}</div>` : ""}<ul class="bp5-menu" style="background:transparent">${members(n, r, (text, on, i) => `<li><a class="bp5-menu-item ${on ? "bp5-active bp5-intent-primary" : ""}">${r.icon()}<div class="bp5-fill">${text}</div>${n.items[i].badge ? `<span class="bp5-menu-item-label" ${r.k(n, `b${i}`)}>${esc(n.items[i].badge)}</span>` : ""}</a></li>`)}</ul>`,
    progressBar: (n) =>
      `<div class="bp5-progress-bar bp5-intent-primary bp5-no-stripes"><div class="bp5-progress-meter" style="width:${n.percent}%"></div></div>`,
    crumbs: (n, r) =>
      `<ul class="bp5-breadcrumbs">${members(n, r, (text, on, i) => `<li><span class="bp5-breadcrumb ${i === n.items.length - 1 ? "bp5-breadcrumb-current" : ""}">${text}</span></li>`)}</ul>`,
  },
  theme: (random, dark) => ({
    sheets: [asset("@blueprintjs/core/lib/css/blueprint.css")],
    body: dark ? "bp5-dark" : "",
    vars: dark
      ? {
          "--bg": "#252a31",
          "--panel": "#2f343c",
          "--fg": "#f6f7f9",
          "--muted": "#abb3bf",
          "--border": "#4b535e",
          "--accent": "#4c90f0",
          "--accentfg": "#fff",
        }
      : {
          "--bg": random.pick(["#fff", "#f6f7f9"]),
          "--panel": "#fff",
          "--fg": "#1c2127",
          "--muted": "#5f6b7c",
          "--border": "#d3d8de",
          "--accent": "#2d72d2",
          "--accentfg": "#fff",
        },
    css: ".x-self{align-self:center} .x-btable{width:100%} .x-blabel{display:block;margin:0} .x-body .bp5-callout{display:block} .x-body{--fs:14px} .x-body .bp5-control{margin-bottom:0}",
    keepFont: random.chance(0.3),
  }),
};
