import { asset } from "./look.mjs";
import { labelMarks, members } from "./marks.mjs";

/** @type {import("./base.mjs").Kit} */
export const spectre = {
  name: "spectre",
  licence: "MIT",
  package: "spectre.css",
  classes: {
    btn: "btn",
    "btn-primary": "btn-primary",
    "btn-danger": "btn-error",
    "btn-default": "",
    "btn-link": "btn-link",
    label: "form-label",
    input: "form-input",
    textarea: "form-input",
    "select-native": "form-select",
    invalid: "is-error",
    help: "form-input-hint",
    err: "form-input-hint text-error",
    table: "table",
    striped: "table-striped",
    card: "card",
    "card-body": "card-body",
    badge: "label label-rounded label-primary x-self",
    alert: "toast",
    "alert-error": "toast-error",
    "alert-warning": "toast-warning",
    "alert-info": "toast-primary",
    "alert-success": "toast-success",
    crumbs: "breadcrumb",
    crumb: "breadcrumb-item",
    dialog: "card x-dialog",
    "dialog-head": "card-header h5 x-dialog-head",
    "dialog-body": "card-body",
    "dialog-foot": "card-footer x-dialog-foot",
  },
  render: {
    ...labelMarks(
      (input, text, kind) => `<label class="form-${kind}">${input}<i class="form-icon"></i> ${text}</label>`,
    ),
    switchBox: (n) =>
      `<label class="form-switch" style="margin:0"><input type="checkbox" ${n.on ? "checked" : ""} ${n.disabled ? "disabled" : ""}><i class="form-icon"></i></label>`,
    tabs: (n, r) =>
      `<ul class="tab" style="margin:0">${members(n, r, (text, on) => `<li class="tab-item ${on ? "active" : ""}"><a href="#">${text}</a></li>`)}</ul>`,
    pages: (n, r) =>
      `<ul class="pagination" style="margin:0">${members(n, r, (text, on) => `<li class="page-item ${on ? "active" : ""}"><a href="#">${text}</a></li>`)}</ul>`,
    progressBar: (n) => `<div class="bar"><div class="bar-item" style="width:${n.percent}%"></div></div>`,
    steps: (n, r) =>
      `<ul class="step">${members(n, r, (text, on) => `<li class="step-item ${on ? "active" : ""}"><a href="#">${text}</a></li>`)}</ul>`,
  },
  theme: (random) => ({
    sheets: [asset("spectre.css/dist/spectre.min.css")],
    vars: {
      "--bg": "#fff",
      "--panel": "#f7f8f9",
      "--fg": "#3b4351",
      "--muted": "#66758c",
      "--border": "#dadee4",
      "--accent": "#5755d9",
      "--accentfg": "#fff",
    },
    css: `html{font-size:${random.int(18, 22)}px} .x-body{font-size:.8rem} .x-self{align-self:center} .x-body label{margin:0}`,
    keepFont: random.chance(0.3),
  }),
};
