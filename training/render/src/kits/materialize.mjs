import { asset } from "./look.mjs";
import { labelMarks, members } from "./marks.mjs";

/** Material Design in CSS. @type {import("./base.mjs").Kit} */
export const materialize = {
  name: "materialize",
  licence: "MIT",
  package: "materialize-css",
  classes: {
    btn: "btn",
    "btn-primary": "",
    "btn-danger": "red darken-2",
    "btn-default": "btn-flat x-flat",
    "btn-link": "btn-flat",
    label: "x-mlabel",
    input: "",
    textarea: "materialize-textarea",
    "select-native": "browser-default",
    invalid: "invalid",
    help: "helper-text x-help",
    table: "highlight",
    striped: "striped",
    lined: "",
    card: "card-panel x-col",
    badge: "new badge x-badge2",
    dialog: "card x-dialog",
    h1: "x-mh1",
    h2: "x-mh2",
    h3: "x-mh3",
    h: "",
    list: "collection",
    "list-item": "collection-item",
    "list-on": "active",
  },
  render: {
    ...labelMarks(
      (input, text, kind) =>
        `<label>${kind === "radio" ? input.replace("<input", '<input class="with-gap"') : input.replace("<input", '<input class="filled-in"')}${text}</label>`,
    ),
    switchBox: (n) =>
      `<span class="switch"><label><input type="checkbox" ${n.on ? "checked" : ""} ${n.disabled ? "disabled" : ""}><span class="lever"></span></label></span>`,
    tabs: (n, r) =>
      `<ul class="tabs x-mtabs">${members(n, r, (text, on) => `<li class="tab"><a href="#" class="${on ? "active" : ""}">${text}</a></li>`)}</ul>`,
    pages: (n, r) =>
      `<ul class="pagination" style="margin:0">${members(n, r, (text, on) => `<li class="${on ? "active" : "waves-effect"}"><a href="#">${text}</a></li>`)}</ul>`,
    progressBar: (n) =>
      `<div class="progress" style="margin:0"><div class="determinate" style="width:${n.percent}%"></div></div>`,
    badge: (n, r) => `<span class="x-badge" ${r.k(n, "text")}>${n.text}</span>`,
  },
  theme: (random) => ({
    sheets: [asset("materialize-css/dist/css/materialize.min.css")],
    vars: {
      "--bg": random.pick(["#fff", "#fafafa", "#f5f5f5"]),
      "--panel": "#fff",
      "--fg": "#212121",
      "--muted": "#757575",
      "--border": "#dcdcdc",
      "--accent": random.pick(["#26a69a", "#ee6e73", "#3f51b5"]),
      "--accentfg": "#fff",
      "--fs": "15px",
      "--radius": "3px",
    },
    css: `.x-body .x-mh1{font-size:2em}.x-body .x-mh2{font-size:1.6em}.x-body .x-mh3{font-size:1.25em} .x-mlabel{font-size:.85rem;color:#616161} .x-body input[type=text],.x-body input[type=password],.x-body textarea{margin:0;height:2.3rem} .x-body .x-flat{color:#343434} .x-mtabs .tab a{color:#757575 !important}.x-mtabs .tab a.active{color:var(--accent) !important;border-bottom:2px solid var(--accent)} .x-mtabs{background:transparent;overflow:hidden} .x-badge2{float:none;margin:0} .x-body .btn{text-transform:${random.pick(["uppercase", "none"])}} .btn:disabled span{color:#9f9f9f}`,
    keepFont: random.chance(0.3),
  }),
};
