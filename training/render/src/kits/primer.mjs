import { esc } from "./base.mjs";
import { asset } from "./look.mjs";

/** GitHub's Primer: held out. Only the validation screens are made of it; `generate.mjs` refuses to train on it. @type {import("./base.mjs").Kit} */
export const primer = {
  name: "primer",
  licence: "MIT",
  package: "@primer/css",
  lightSide: true,
  classes: {
    btn: "btn",
    "btn-primary": "btn-primary",
    "btn-danger": "btn-danger",
    "btn-default": "",
    "btn-link": "btn-link",
    label: "x-label f5",
    input: "form-control width-full",
    textarea: "form-control width-full",
    "select-native": "form-select width-full",
    help: "note",
    err: "note color-fg-danger",
    field: "form-group my-0 x-field",
    h1: "h2",
    h2: "h3",
    h3: "h4",
    h: "",
    card: "Box p-3 x-col",
    badge: "Label Label--accent",
    alert: "flash d-flex",
    "alert-error": "flash-error",
    "alert-warning": "flash-warn",
    "alert-info": "",
    "alert-success": "flash-success",
    list: "Box list-style-none pl-0",
    "list-item": "Box-row",
    "list-on": "color-bg-accent",
    dialog: "Box x-dialog",
    "dialog-head": "Box-header x-dialog-head",
    "dialog-body": "Box-body",
    "dialog-foot": "Box-footer x-dialog-foot",
  },
  render: {
    tabs: (n, r) =>
      r.look.tabs === "x-boxed"
        ? `<div class="tabnav mb-0"><nav class="tabnav-tabs">${n.items.map((/** @type {any} */ t, /** @type {number} */ i) => `<a class="tabnav-tab" href="#" ${i === n.active ? 'aria-current="page"' : ""} ${r.k(n, `i${i}`)}>${esc(t.text)}</a>`).join("")}</nav></div>`
        : `<nav class="UnderlineNav"><div class="UnderlineNav-body">${n.items.map((/** @type {any} */ t, /** @type {number} */ i) => `<a class="UnderlineNav-item" href="#" ${i === n.active ? 'aria-current="page"' : ""} ${r.k(n, `i${i}`)}>${esc(t.text)}</a>`).join("")}</div></nav>`,
    nav: (n, r) =>
      `<nav class="${r.look.bar ? "menu" : "SideNav border"}">${n.title ? `<span class="menu-heading" ${r.k(n, "title")}>${esc(n.title)}</span>` : ""}${n.items.map((/** @type {any} */ t, /** @type {number} */ i) => `<a href="#" class="${r.look.bar ? "menu-item" : "SideNav-item"}" ${i === n.active ? 'aria-current="page"' : ""}>${r.icon()}<span ${r.k(n, `i${i}`)}>${esc(t.text)}</span>${t.badge ? `<span class="Counter ml-2" ${r.k(n, `b${i}`)}>${esc(t.badge)}</span>` : ""}</a>`).join("")}</nav>`,
    crumbs: (n, r) =>
      `<nav><ol class="list-style-none d-flex">${n.items.map((/** @type {string} */ t, /** @type {number} */ i) => `<li class="breadcrumb-item ${i === n.items.length - 1 ? "breadcrumb-item-selected" : ""}"><a href="#" ${r.k(n, `i${i}`)}>${esc(t)}</a></li>`).join("")}</ol></nav>`,
    progressBar: (n) =>
      `<span class="Progress"><span class="Progress-item color-bg-success-emphasis" style="width:${n.percent}%"></span></span>`,
    topbar: (n, r) =>
      `<div class="Header"><div class="Header-item"><span class="Header-link" ${r.k(n, "brand")}>${esc(n.brand)}</span></div>${n.items.map((/** @type {any} */ t, /** @type {number} */ i) => `<div class="Header-item"><a href="#" class="Header-link" style="${i === n.active ? "text-decoration:underline" : "font-weight:400"}" ${r.k(n, `i${i}`)}>${esc(t.text)}</a></div>`).join("")}<div class="Header-item Header-item--full"></div>${n.user ? `<div class="Header-item mr-0" ${r.k(n, "user")}>${esc(n.user)}</div>` : ""}</div>`,
    badge: (n, r) => `<span class="Label Label--accent" ${r.k(n, "text")}>${esc(n.text)}</span>`,
  },
  theme: (random, dark) => ({
    sheets: [asset("@primer/css/dist/primer.css")],
    html: `data-color-mode="${dark ? "dark" : "light"}" data-light-theme="light" data-dark-theme="dark"`,
    vars: {
      "--bg": "var(--bgColor-default, #fff)",
      "--panel": "var(--bgColor-muted, #f6f8fa)",
      "--fg": "var(--fgColor-default, #1f2328)",
      "--muted": "var(--fgColor-muted, #59636e)",
      "--border": "var(--borderColor-default, #d1d9e0)",
      "--accent": "var(--bgColor-accent-emphasis, #0969da)",
      "--accentfg": "#fff",
      "--fs": "14px",
      "--radius": "6px",
    },
    keepFont: random.chance(0.6),
  }),
};
