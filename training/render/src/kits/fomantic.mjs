import { esc } from "./base.mjs";
import { asset } from "./look.mjs";
import { labelMarks, members } from "./marks.mjs";

/** Fomantic UI (Semantic UI). @type {import("./base.mjs").Kit} */
export const fomantic = {
  name: "fomantic",
  licence: "MIT",
  package: "fomantic-ui-css",
  lightSide: true,
  classes: {
    btn: "ui button",
    "btn-primary": "primary",
    "btn-danger": "red",
    "btn-default": "basic",
    "btn-link": "tertiary",
    label: "x-label",
    h1: "ui huge header",
    h2: "ui large header",
    h3: "ui medium header",
    h: "",
    table: "ui table",
    striped: "striped",
    lined: "celled",
    card: "ui segment x-col",
    badge: "ui small label x-self",
    dialog: "x-dialog",
    "dialog-head": "x-dialog-head",
  },
  render: {
    field: (n, r) =>
      `<div class="ui form"><div class="field ${n.error ? "error" : ""} ${n.disabled ? "disabled" : ""}">${n.label && n.layout !== "placeholder" ? `<label ${r.k(n, "label")} ${n.required && n.star ? 'class="x-req"' : ""}>${esc(n.label)}</label>` : ""}<div class="ui fluid input"><input type="${n.input ?? "text"}" ${n.value ? `value="${esc(n.value)}" data-tv="${n.id}.value"` : ""} ${n.placeholder ? `placeholder="${esc(n.placeholder)}" data-tp="${n.id}.placeholder"` : ""}></div>${n.error ? `<div class="x-err" ${r.k(n, "error")}>${esc(n.error)}</div>` : n.help ? `<div class="x-help" ${r.k(n, "help")}>${esc(n.help)}</div>` : ""}</div></div>`,
    ...labelMarks(
      (input, text, kind) =>
        `<div class="ui ${kind === "radio" ? "radio " : ""}checkbox">${input}<label>${text}</label></div>`,
    ),
    switchBox: (n) =>
      `<div class="ui toggle checkbox"><input type="checkbox" ${n.on ? "checked" : ""} ${n.disabled ? "disabled" : ""}><label></label></div>`,
    tabs: (n, r) =>
      `<div class="ui ${r.look.tabs === "x-boxed" ? "top attached tabular" : r.look.tabs === "x-pills" ? "secondary" : "secondary pointing"} menu" style="margin:0">${members(n, r, (text, on) => `<a class="item ${on ? "active" : ""}">${text}</a>`)}</div>`,
    nav: (n, r) =>
      `<div class="ui ${r.look.bar ? "secondary " : ""}vertical menu fluid">${n.title ? `<div class="header item" ${r.k(n, "title")}>${esc(n.title)}</div>` : ""}${members(n, r, (text, on, i) => `<a class="item ${on ? "active" : ""}">${n.items[i].badge ? `<div class="ui label" ${r.k(n, `b${i}`)}>${esc(n.items[i].badge)}</div>` : ""}${text}</a>`)}</div>`,
    alert: (n, r) =>
      `<div class="ui ${{ error: "negative", warning: "warning", info: "info", success: "positive" }[/** @type {"error"} */ (n.level)]} message" style="margin:0">${n.title ? `<div class="header" ${r.k(n, "title")}>${esc(n.title)}</div>` : ""}<p ${r.k(n, "text")}>${esc(n.text)}</p></div>`,
    progressBar: (n) =>
      `<div class="ui blue tiny progress" style="margin:0"><div class="bar" style="width:${n.percent}%"></div></div>`,
    pages: (n, r) =>
      `<div class="ui pagination menu">${members(n, r, (text, on) => `<a class="item ${on ? "active" : ""}">${text}</a>`)}</div>`,
    steps: (n, r) =>
      `<div class="ui small steps">${members(n, r, (text, on, i) => `<div class="step ${on ? "active" : i < n.active ? "completed" : ""}"><div class="content"><div class="title">${text}</div></div></div>`)}</div>`,
  },
  theme: (random) => ({
    sheets: [asset("fomantic-ui-css/semantic.min.css")],
    vars: {
      "--bg": random.pick(["#fff", "#fff", "#f7f7f7"]),
      "--panel": "#fff",
      "--fg": "rgba(0,0,0,.87)",
      "--muted": "rgba(0,0,0,.55)",
      "--border": "rgba(34,36,38,.15)",
      "--accent": "#2185d0",
      "--accentfg": "#fff",
      "--fs": "14px",
    },
    css: ".x-self{align-self:center} .x-body .ui.segment,.x-body .ui.table,.x-body .ui.form{margin:0} .x-body .ui.header{margin:0} .x-top a{font-size:1em}",
    keepFont: random.chance(0.3),
  }),
};
