import { esc } from "./base.mjs";
import { asset } from "./look.mjs";

const BOOTSWATCH =
  "brite cerulean cosmo cyborg darkly flatly journal litera lumen lux materia minty morph pulse quartz sandstone simplex slate solar spacelab superhero united vapor yeti zephyr".split(
    " ",
  );

/** Variables of `css/` in Bootstrap's words. */
const VARS = {
  "--bg": "var(--bs-body-bg)",
  "--panel": "var(--bs-tertiary-bg)",
  "--fg": "var(--bs-body-color)",
  "--muted": "var(--bs-secondary-color)",
  "--border": "var(--bs-border-color)",
  "--accent": "var(--bs-primary)",
  "--accentfg": "#fff",
  "--pop": "var(--bs-body-bg)",
  "--fs": "1rem",
};

const classes = {
  btn: "btn",
  "btn-primary": "btn-primary",
  "btn-danger": "btn-danger",
  "btn-default": "btn-outline-secondary",
  "btn-link": "btn-link",
  label: "form-label mb-1",
  input: "form-control",
  textarea: "form-control",
  "select-native": "form-select",
  invalid: "is-invalid",
  help: "form-text",
  err: "text-danger small",
  check: "form-check",
  "check-input": "form-check-input",
  "check-label": "form-check-label",
  "radio-input": "form-check-input",
  "radio-label": "form-check-label",
  table: "table align-middle",
  striped: "table-striped",
  lined: "table-bordered",
  card: "card",
  "card-body": "card-body",
  badge: "badge text-bg-primary align-self-center",
  alert: "alert d-flex mb-0",
  "alert-error": "alert-danger",
  "alert-warning": "alert-warning",
  "alert-info": "alert-info",
  "alert-success": "alert-success",
  crumbs: "breadcrumb mb-0",
  crumb: "breadcrumb-item",
  dialog: "modal-content x-dialog",
  "dialog-head": "modal-header fs-5 x-dialog-head",
  "dialog-body": "modal-body x-dialog-body",
  "dialog-foot": "modal-footer x-dialog-foot",
  list: "list-group",
  "list-item": "list-group-item",
  "list-on": "active",
};
/** @type {import("./base.mjs").Kit["render"]} */
const render = {
  tabs: (n, r) =>
    `<ul class="nav ${r.look.tabs === "x-pills" ? "nav-pills" : "nav-tabs"}">${n.items.map((/** @type {any} */ t, /** @type {number} */ i) => `<li class="nav-item"><a href="#" class="nav-link ${i === n.active ? "active" : ""}" ${r.k(n, `i${i}`)}>${esc(t.text)}</a></li>`).join("")}</ul>`,
  pages: (n, r) =>
    `<ul class="pagination mb-0">${n.items.map((/** @type {string} */ t, /** @type {number} */ i) => `<li class="page-item ${i === n.active ? "active" : ""}"><a class="page-link" href="#" ${r.k(n, `i${i}`)}>${esc(t)}</a></li>`).join("")}</ul>`,
  switchBox: (n) =>
    `<span class="form-switch form-check m-0 flex-shrink-0" style="min-width: 2.5em"><input type="checkbox" role="switch" class="form-check-input" style="max-width: none" ${n.on ? "checked" : ""} ${n.disabled ? "disabled" : ""}></span>`,
  progressBar: (n) => `<div class="progress"><div class="progress-bar" style="width:${n.percent}%"></div></div>`,
  toast: (n, r) =>
    `<div class="toast show align-items-center text-bg-dark"><div class="toast-body" ${r.k(n, "text")}>${esc(n.text)}</div></div>`,
};

/** @type {import("./base.mjs").Kit} */
export const bootstrap = {
  name: "bootstrap",
  licence: "MIT",
  package: "bootstrap",
  classes,
  render,
  theme: (random, dark) => ({
    sheets: [asset("bootstrap/dist/css/bootstrap.min.css")],
    html: `data-bs-theme="${dark ? "dark" : "light"}"`,
    vars: VARS,
    keepFont: random.chance(0.3),
  }),
};

/** Bootstrap's controls in the colours of Bootswatch. @type {import("./base.mjs").Kit} */
export const bootswatch = {
  name: "bootswatch",
  licence: "MIT",
  package: "bootswatch",
  classes,
  render,
  theme: (random, dark) => ({
    sheets: [asset(`bootswatch/dist/${random.pick(BOOTSWATCH)}/bootstrap.min.css`)],
    html: `data-bs-theme="${dark ? "dark" : "light"}"`,
    vars: VARS,
    keepFont: random.chance(0.4),
  }),
};
