import { esc } from "./base.mjs";
import { asset } from "./look.mjs";
import { members } from "./marks.mjs";

const classes = {
  btn: "",
  "btn-primary": "default",
  "btn-danger": "",
  "btn-default": "",
  label: "",
  input: "",
  textarea: "",
  "select-native": "",
  "check-input": "",
  check: "field-row",
  radio: "field-row",
  table: "x-table x-98table",
  dialog: "window x-dialog",
  "dialog-head": "title-bar",
  "dialog-body": "window-body",
  "dialog-foot": "x-dialog-foot",
};
/** @type {import("./base.mjs").Kit["render"]} */
const render = {
  tabs: (n, r) =>
    `<menu role="tablist" style="margin:0">${members(n, r, (text, on) => `<li role="tab" ${on ? 'aria-selected="true"' : ""}><a href="#">${text}</a></li>`)}</menu>`,
  window: (n, r) =>
    `<div class="window"><div class="title-bar"><div class="title-bar-text" ${r.k(n, "title")}>${esc(n.title)}</div><div class="title-bar-controls"><button aria-label="Minimize"></button><button aria-label="Maximize"></button><button aria-label="Close"></button></div></div><div class="window-body" style="margin:4px">${r.html(n.children)}</div></div>`,
  dialog: (n, r) =>
    `<div class="window x-dialog"><div class="title-bar"><div class="title-bar-text" ${r.k(n, "title")}>${esc(n.title)}</div><div class="title-bar-controls"><button aria-label="Close"></button></div></div><div class="window-body"><div class="x-col">${r.html(n.children)}</div><div class="x-row x-end" style="margin-top:14px">${r.html(n.buttons)}</div></div></div>`,
  progressBar: (n) => `<div class="x-progress"><div style="width:${n.percent}%"></div></div>`,
  switchBox: (n) =>
    `<input type="checkbox" id="s${n.id}" ${n.on ? "checked" : ""} ${n.disabled ? "disabled" : ""}><label for="s${n.id}"></label>`,
};
const grey = {
  "--bg": "#c0c0c0",
  "--panel": "#c9c9c9",
  "--fg": "#111",
  "--muted": "#444",
  "--border": "#808080",
  "--accent": "#000080",
  "--accentfg": "#fff",
  "--input": "#fff",
  "--radius": "0px",
  "--topbg": "#d4d0c8",
};

/** @param {number} size of the text, in CSS pixels */
const css = (size) =>
  `.x-body{font-size:${size}px} .x-body button,.x-body input,.x-body select,.x-body textarea,.x-body label,.x-body .title-bar-text,.x-body p,.x-body li,.x-body td{font-size:${size}px} .x-body button{min-height:${size + 10}px;height:auto} .x-body input[type=text],.x-body input[type=password],.x-body select{height:${size + 11}px;width:100%} .x-98table{background:#fff;color:#111} .x-body h1{font-size:${size + 8}px}.x-body h2{font-size:${size + 5}px}.x-body h3{font-size:${size + 2}px} .x-toolbar button{box-shadow:none;background:none;min-width:0} .x-top input{max-width:170px}`;

/** Windows 98. @type {import("./base.mjs").Kit} */
export const win98 = {
  name: "win98",
  licence: "MIT",
  package: "98.css",
  classes,
  render,
  theme: (random) => ({
    sheets: [asset("98.css/dist/98.css")],
    vars: grey,
    css: css(random.int(12, 16)),
    keepFont: random.chance(0.25),
  }),
};
/** Windows XP. @type {import("./base.mjs").Kit} */
export const winxp = {
  name: "winxp",
  licence: "MIT",
  package: "xp.css",
  classes,
  render: {
    ...render,
    tabs: (n, r) =>
      `<section class="tabs"><menu role="tablist" style="margin:0">${members(n, r, (text, on) => `<button role="tab" aria-selected="${on}">${text}</button>`)}</menu></section>`,
  },
  theme: (random) => ({
    sheets: [asset("xp.css/dist/XP.css")],
    vars: {
      ...grey,
      "--bg": random.pick(["#ece9d8", "#f4f3ee"]),
      "--panel": "#f5f4ea",
      "--accent": "#1c5fd4",
      "--topbg": "#e3e0d0",
    },
    css: css(random.int(12, 16)),
    keepFont: random.chance(0.25),
  }),
};
