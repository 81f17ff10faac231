import { esc } from "./base.mjs";
import { asset } from "./look.mjs";
import { labelMarks, members } from "./marks.mjs";

/** Ant Design 4: the library's style sheet on markup as its components write it. @type {import("./base.mjs").Kit} */
export const antd = {
  name: "antd",
  licence: "MIT",
  package: "antd",
  lightSide: true,
  classes: {
    btn: "ant-btn",
    "btn-primary": "ant-btn-primary",
    "btn-danger": "ant-btn-primary ant-btn-dangerous",
    "btn-default": "ant-btn-default",
    "btn-link": "ant-btn-link",
    label: "x-alabel",
    input: "ant-input",
    textarea: "ant-input",
    help: "ant-form-item-explain",
    err: "ant-form-item-explain-error",
    h1: "ant-typography",
    h2: "ant-typography",
    h3: "ant-typography",
    h: "",
    card: "ant-card ant-card-bordered",
    "card-body": "ant-card-body",
    badge: "ant-tag ant-tag-blue x-self",
    dialog: "ant-modal-content x-dialog",
    "dialog-head": "ant-modal-header x-dialog-head",
    "dialog-body": "ant-modal-body",
    "dialog-foot": "ant-modal-footer x-dialog-foot",
  },
  render: {
    ...labelMarks((input, text, kind, on, off) => {
      const name = kind === "checkbox" ? "ant-checkbox" : "ant-radio";
      return `<label class="${name}-wrapper ${off ? `${name}-wrapper-disabled` : ""}"><span class="${name} ${on ? `${name}-checked` : ""} ${off ? `${name}-disabled` : ""}">${input.replace("<input", `<input class="${name}-input"`)}<span class="${name}-inner"></span></span>${text.replace("<span", '<span style="padding:0 8px"')}</label>`;
    }),
    switchBox: (n) =>
      `<button type="button" class="ant-switch ${n.on ? "ant-switch-checked" : ""} ${n.disabled ? "ant-switch-disabled" : ""}"><div class="ant-switch-handle"></div><span class="ant-switch-inner"></span></button>`,
    tabs: (n, r) =>
      `<div class="ant-tabs ant-tabs-top"><div class="ant-tabs-nav" style="margin:0"><div class="ant-tabs-nav-wrap"><div class="ant-tabs-nav-list">${members(n, r, (text, on) => `<div class="ant-tabs-tab ${on ? "ant-tabs-tab-active" : ""}" style="${on ? "box-shadow:inset 0 -2px #1890ff" : ""}"><div class="ant-tabs-tab-btn">${text}</div></div>`)}</div></div></div></div>`,
    nav: (n, r) =>
      `${n.title ? `<div class="x-navhead" ${r.k(n, "title")}>${esc(n.title)}</div>` : ""}<ul class="ant-menu ant-menu-root ant-menu-inline ant-menu-light" style="background:transparent">${members(n, r, (text, on, i) => `<li class="ant-menu-item ${on ? "ant-menu-item-selected" : ""}" style="padding-left:16px;display:flex;align-items:center">${r.icon()}<span class="ant-menu-title-content">${text}</span>${n.items[i].badge ? `<sup class="ant-badge-count" style="position:static;margin-left:8px;transform:none"><span ${r.k(n, `b${i}`)}>${esc(n.items[i].badge)}</span></sup>` : ""}</li>`)}</ul>`,
    alert: (n, r) =>
      `<div class="ant-alert ant-alert-${n.level} ant-alert-no-icon"><div class="ant-alert-content">${n.title ? `<div class="ant-alert-message"><b ${r.k(n, "title")}>${esc(n.title)}</b></div>` : ""}<div class="ant-alert-message" ${r.k(n, "text")}>${esc(n.text)}</div></div></div>`,
    table: (n, r) => {
      const head = n.columns
        .map(
          (/** @type {any} */ c, /** @type {number} */ i) =>
            `<th class="ant-table-cell ${c.numeric ? "x-num" : ""}"><span ${r.k(n, `c${i}`)}>${esc(c.name)}</span>${n.sort?.column === i ? `<i class="x-sort x-sort-${n.sort.direction}"></i>` : ""}</th>`,
        )
        .join("");
      const rows = n.rows
        .map(
          (/** @type {string[]} */ row, /** @type {number} */ i) =>
            `<tr class="ant-table-row ${i === n.selected ? "ant-table-row-selected x-selrow" : ""}">${row.map((cell, j) => `<td class="ant-table-cell ${n.columns[j].numeric ? "x-num" : ""}"><span ${r.k(n, `r${i}.${j}`)}>${esc(cell)}</span></td>`).join("")}</tr>`,
        )
        .join("");
      return `<div class="ant-table ant-table-small ${r.look.lined ? "ant-table-bordered" : ""}"><div class="ant-table-container"><div class="ant-table-content" style="overflow:hidden"><table style="width:100%"><thead class="ant-table-thead"><tr>${head}</tr></thead><tbody class="ant-table-tbody">${rows}</tbody></table></div></div></div>`;
    },
    pages: (n, r) =>
      `<ul class="ant-pagination">${members(n, r, (text, on) => `<li class="ant-pagination-item ${on ? "ant-pagination-item-active" : ""}"><a>${text}</a></li>`)}</ul>`,
    progressBar: (n) =>
      `<div class="ant-progress ant-progress-line" style="width:100%"><div class="ant-progress-outer"><div class="ant-progress-inner"><div class="ant-progress-bg" style="width:${n.percent}%;height:8px"></div></div></div></div>`,
    crumbs: (n, r) =>
      `<nav class="ant-breadcrumb"><ol style="display:flex;list-style:none;margin:0;padding:0">${members(n, r, (text, _on, i) => `<li><span class="ant-breadcrumb-link">${text}</span>${i < n.items.length - 1 ? '<span class="ant-breadcrumb-separator x-slash"></span>' : ""}</li>`)}</ol></nav>`,
  },
  theme: (random, dark) => ({
    sheets: [
      asset(
        dark
          ? "antd/dist/antd.dark.min.css"
          : random.chance(0.7)
            ? "antd/dist/antd.min.css"
            : "antd/dist/antd.compact.min.css",
      ),
    ],
    vars: dark
      ? {
          "--bg": "#000",
          "--panel": "#141414",
          "--fg": "rgba(255,255,255,.85)",
          "--muted": "rgba(255,255,255,.45)",
          "--border": "#434343",
          "--accent": "#177ddc",
          "--accentfg": "#fff",
          "--pop": "#1f1f1f",
          "--input": "#141414",
        }
      : {
          "--bg": random.pick(["#fff", "#f0f2f5"]),
          "--panel": "#fff",
          "--fg": "rgba(0,0,0,.85)",
          "--muted": "rgba(0,0,0,.45)",
          "--border": "#d9d9d9",
          "--accent": "#1890ff",
          "--accentfg": "#fff",
          "--input": "#fff",
          "--pop": "#fff",
        },
    css: `html{color-scheme:${dark ? "dark" : "light"}} .x-slash::before{content:'/'} .x-self{align-self:center} .x-alabel{display:block} .x-body{--radius:2px;--fs:14px} .x-body h1{font-size:28px} .x-body h2{font-size:22px} .x-body h3{font-size:17px}`,
    keepFont: random.chance(0.3),
  }),
};
