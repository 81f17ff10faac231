import { esc } from "./base.mjs";
import { asset } from "./look.mjs";

/** @type {import("./base.mjs").Kit} */
export const bulma = {
  name: "bulma",
  licence: "MIT",
  package: "bulma",
  lightSide: true,
  classes: {
    btn: "button",
    "btn-primary": "is-primary",
    "btn-danger": "is-danger",
    "btn-default": "",
    "btn-link": "is-text",
    label: "label mb-1",
    input: "input",
    textarea: "textarea",
    invalid: "is-danger",
    help: "help",
    err: "help is-danger",
    field: "field mb-0",
    h1: "title is-3",
    h2: "title is-4",
    h3: "title is-5",
    h: "",
    table: "table",
    striped: "is-striped",
    lined: "is-bordered",
    card: "box x-col mb-0",
    badge: "tag is-info",
    alert: "notification is-light mb-0 x-row",
    "alert-error": "is-danger",
    "alert-warning": "is-warning",
    "alert-info": "is-info",
    "alert-success": "is-success",
    dialog: "modal-card x-dialog",
    "dialog-head": "modal-card-head x-dialog-head",
    "dialog-body": "modal-card-body x-dialog-body",
    "dialog-foot": "modal-card-foot x-dialog-foot",
  },
  render: {
    select: (n, r) => {
      const label = n.label ? `<label class="label mb-1" ${r.k(n, "label")}>${esc(n.label)}</label>` : "";
      if (n.open)
        return `<div class="field mb-0">${label}<div class="dropdown is-active"><div><button class="button"><span ${r.k(n, "value")}>${esc(n.options[n.selected])}</span></button></div><div class="dropdown-menu"><div class="dropdown-content">${n.options.map((/** @type {string} */ o, /** @type {number} */ i) => `<a class="dropdown-item ${i === n.selected ? "is-active" : ""}" ${r.k(n, `o${i}`)}>${esc(o)}</a>`).join("")}</div></div></div></div>`;
      const box = `<div class="select"><select data-tv="${n.id}.value" ${n.disabled ? "disabled" : ""}><option>${esc(n.options[n.selected])}</option></select></div>`;
      return n.layout === "left"
        ? `<div class="x-field-left">${label}<div>${box}</div></div>`
        : n.layout === "spread"
          ? `<div class="x-field-spread">${label}<div>${box}</div></div>`
          : `<div class="field mb-0">${label}<div class="control">${box}</div></div>`;
    },
    tabs: (n, r) =>
      `<div class="tabs mb-0 ${r.look.tabs === "x-boxed" ? "is-boxed" : r.look.tabs === "x-pills" ? "is-toggle" : ""}"><ul>${n.items.map((/** @type {any} */ t, /** @type {number} */ i) => `<li class="${i === n.active ? "is-active" : ""}"><a ${r.k(n, `i${i}`)}>${esc(t.text)}</a></li>`).join("")}</ul></div>`,
    nav: (n, r) =>
      `<aside class="menu">${n.title ? `<p class="menu-label" ${r.k(n, "title")}>${esc(n.title)}</p>` : ""}<ul class="menu-list">${n.items.map((/** @type {any} */ t, /** @type {number} */ i) => `<li><a class="${i === n.active ? "is-active" : ""}">${r.icon()}<span ${r.k(n, `i${i}`)}>${esc(t.text)}</span>${t.badge ? `<span class="tag ml-2" ${r.k(n, `b${i}`)}>${esc(t.badge)}</span>` : ""}</a></li>`).join("")}</ul></aside>`,
    crumbs: (n, r) =>
      `<nav class="breadcrumb mb-0"><ul>${n.items.map((/** @type {string} */ t, /** @type {number} */ i) => `<li class="${i === n.items.length - 1 ? "is-active" : ""}"><a ${r.k(n, `i${i}`)}>${esc(t)}</a></li>`).join("")}</ul></nav>`,
    progressBar: (n) => `<progress class="progress is-primary" value="${n.percent}" max="100"></progress>`,
  },
  theme: (random, dark) => ({
    sheets: [asset("bulma/css/bulma.min.css")],
    html: `data-theme="${dark ? "dark" : "light"}"`,
    vars: {
      "--bg": "var(--bulma-scheme-main)",
      "--panel": "var(--bulma-scheme-main-bis)",
      "--fg": "var(--bulma-text)",
      "--muted": "var(--bulma-text-weak)",
      "--border": "var(--bulma-border)",
      "--accent": random.pick(["var(--bulma-link)", "var(--bulma-primary)"]),
      "--accentfg": "#fff",
      "--fs": "1rem",
    },
    keepFont: random.chance(0.3),
  }),
};
