import { asset } from "./look.mjs";
import { members } from "./marks.mjs";

/** @type {import("./base.mjs").Kit} */
export const foundation = {
  name: "foundation",
  licence: "MIT",
  package: "foundation-sites",
  classes: {
    btn: "button",
    "btn-primary": "primary",
    "btn-danger": "alert",
    "btn-default": "hollow secondary",
    "btn-link": "clear",
    label: "x-label",
    input: "",
    textarea: "",
    "select-native": "",
    help: "help-text",
    table: "unstriped",
    striped: "",
    card: "card x-col",
    "card-body": "card-section",
    badge: "label x-self",
    alert: "callout x-row",
    "alert-error": "alert",
    "alert-warning": "warning",
    "alert-info": "primary",
    "alert-success": "success",
    crumbs: "breadcrumbs",
    crumb: "",
    dialog: "x-dialog",
    switch: "x-switch",
  },
  render: {
    tabs: (n, r) =>
      `<ul class="tabs">${members(n, r, (text, on) => `<li class="tabs-title ${on ? "is-active" : ""}"><a href="#" ${on ? 'aria-selected="true"' : ""}>${text}</a></li>`)}</ul>`,
    pages: (n, r) =>
      `<ul class="pagination" style="margin:0">${members(n, r, (text, on) => (on ? `<li class="current">${text}</li>` : `<li><a href="#">${text}</a></li>`))}</ul>`,
    progressBar: (n) =>
      `<div class="progress" style="margin:0"><div class="progress-meter" style="width:${n.percent}%"></div></div>`,
  },
  theme: (random) => ({
    sheets: [asset("foundation-sites/dist/css/foundation.min.css")],
    vars: {
      "--bg": "#fefefe",
      "--panel": "#f5f5f5",
      "--fg": "#0a0a0a",
      "--muted": "#6f6f6f",
      "--border": "#cacaca",
      "--accent": "#1779ba",
      "--accentfg": "#fff",
      "--fs": "16px",
    },
    css: `html{font-size:${random.int(82, 100)}%} .x-body .button,.x-body input,.x-body select,.x-body textarea,.x-body .callout,.x-body .card,.x-body table{margin:0} .x-self{align-self:center} .x-body ul:not(.tabs):not(.breadcrumbs):not(.pagination){margin-left:0} .x-top input{max-width:170px} .x-check input{width:1.05em}`,
    keepFont: random.chance(0.3),
  }),
};
