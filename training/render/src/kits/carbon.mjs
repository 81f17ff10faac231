import { esc, field } from "./base.mjs";
import { asset } from "./look.mjs";
import { members } from "./marks.mjs";

const CHEVRON = `<svg class="bx--select__arrow" width="16" height="16" viewBox="0 0 16 16"><path d="M8 11L3 6 3.7 5.3 8 9.6 12.3 5.3 13 6z"></path></svg>`;
const SORTED = `<svg class="x-csort" width="14" height="14" viewBox="0 0 32 32"><path d="M16 4L6 14 7.41 15.41 15 7.83 15 28 17 28 17 7.83 24.59 15.41 26 14 16 4z"></path></svg>`;

/** @param {any} n @param {string} [text] @param {string} [id] */
const toggle = (n, text = "", id = "") =>
  `<div class="x-ctoggle"><input class="bx--toggle-input bx--toggle-input--small" id="s${n.id}${id}" type="checkbox" ${n.on ? "checked" : ""} ${n.disabled ? "disabled" : ""}><label class="bx--toggle-input__label" for="s${n.id}${id}"><span class="bx--toggle__switch" style="margin:0"><svg class="bx--toggle__check" width="6px" height="5px" viewBox="0 0 6 5"><path d="M2.2 2.7L5 0 6 1 2.2 5 0 2.7 1 1.5z"></path></svg></span>${text}</label></div>`;

/** IBM's Carbon (version 10): held out, as Primer is. The library's style sheet on markup as its components write it. @type {import("./base.mjs").Kit} */
export const carbon = {
  name: "carbon",
  licence: "Apache-2.0",
  package: "carbon-components",
  lightSide: true,
  classes: {
    btn: "bx--btn bx--btn--md x-cbtn",
    "btn-primary": "bx--btn--primary",
    "btn-danger": "bx--btn--danger",
    "btn-default": "bx--btn--tertiary",
    "btn-link": "bx--btn--ghost",
    label: "bx--label x-clabel",
    input: "bx--text-input",
    textarea: "bx--text-area",
    invalid: "bx--text-input--invalid",
    help: "bx--form__helper-text",
    err: "bx--form-requirement x-cerr",
    table: "bx--data-table",
    striped: "bx--data-table--zebra",
    lined: "",
    card: "bx--tile x-col",
    badge: "bx--tag bx--tag--blue x-cbadge",
    link: "bx--link",
    list: "bx--structured-list x-clist",
    "list-item": "x-clistitem",
    "list-on": "x-cliston",
    dialog: "bx--modal-container x-cdialog",
    "dialog-head": "bx--modal-header",
    "dialog-body": "bx--modal-content",
    "dialog-foot": "bx--modal-footer bx--btn-set x-cfoot",
    "select-native": "bx--select-input",
  },
  render: {
    select: (n, r) => {
      if (n.open) {
        const list = `<ul class="bx--list-box__menu x-cmenu">${n.options.map((/** @type {string} */ o, /** @type {number} */ i) => `<li class="bx--list-box__menu-item ${i === n.selected ? "bx--list-box__menu-item--active" : ""}"><div class="bx--list-box__menu-item__option"><span ${r.k(n, `o${i}`)}>${esc(o)}</span></div></li>`).join("")}</ul>`;
        return field(
          n,
          r,
          `<div class="bx--list-box bx--dropdown bx--list-box--expanded" style="z-index:40"><div class="bx--list-box__field"><span class="bx--list-box__label" ${r.k(n, "value")}>${esc(n.options[n.selected])}</span></div>${list}</div>`,
        );
      }
      return field(
        n,
        r,
        `<div class="bx--select" style="width:100%"><div class="bx--select-input__wrapper" style="width:100%"><select class="bx--select-input" data-tv="${n.id}.value" ${n.disabled ? "disabled" : ""}><option selected>${esc(n.options[n.selected])}</option></select>${CHEVRON}</div></div>`,
      );
    },
    checkbox: (n, r) =>
      `<div class="bx--checkbox-wrapper" style="margin:0"><input class="bx--checkbox" type="checkbox" id="i${n.id}" ${n.checked ? "checked" : ""} ${n.disabled ? "disabled" : ""}><label class="bx--checkbox-label" for="i${n.id}"><span class="bx--checkbox-label-text" ${r.k(n, "label")}>${esc(n.label)}</span></label></div>`,
    radio: (n, r) => {
      const options = n.options.map(
        (/** @type {string} */ o, /** @type {number} */ i) =>
          `<div class="bx--radio-button-wrapper"><input class="bx--radio-button" type="radio" name="g${n.id}" id="i${n.id}${i}" ${i === n.selected ? "checked" : ""}><label class="bx--radio-button__label" for="i${n.id}${i}"><span class="bx--radio-button__appearance"></span><span ${r.k(n, `o${i}`)}>${esc(o)}</span></label></div>`,
      );
      return `<div><div ${r.c("label")} ${r.k(n, "label")}>${esc(n.label)}</div><div class="bx--radio-button-group ${r.look.inlineGroups ? "" : "bx--radio-button-group--vertical"}" style="margin:0">${options.join("")}</div></div>`;
    },
    switchBox: (n) => toggle(n),
    tabs: (n, r) =>
      `<div class="bx--tabs--scrollable ${r.look.tabs === "x-boxed" ? "bx--tabs--scrollable--container" : ""}"><ul class="bx--tabs--scrollable__nav">${members(n, r, (text, on) => `<li class="bx--tabs--scrollable__nav-item ${on ? "bx--tabs--scrollable__nav-item--selected" : ""}"><button class="bx--tabs--scrollable__nav-link" type="button" style="width:auto">${text}</button></li>`)}</ul></div>`,
    nav: (n, r) =>
      `${n.title ? `<div class="x-navhead" ${r.k(n, "title")}>${esc(n.title)}</div>` : ""}<ul class="bx--side-nav__items x-cnav">${members(n, r, (text, on, i) => `<li class="bx--side-nav__item"><a class="bx--side-nav__link ${on ? "bx--side-nav__link--current" : ""}">${r.icon()}<span class="bx--side-nav__link-text">${text}</span>${n.items[i].badge ? `<span class="bx--tag bx--tag--gray bx--tag--sm" style="margin:0 0 0 8px" ${r.k(n, `b${i}`)}>${esc(n.items[i].badge)}</span>` : ""}</a></li>`)}</ul>`,
    topbar: (n, r) =>
      `<div class="bx--header x-cheader"><a class="bx--header__name"><span ${r.k(n, "brand")}>${esc(n.brand)}</span></a><nav class="bx--header__nav" style="display:block"><ul class="bx--header__menu-bar">${members(n, r, (text, on) => `<li><a class="bx--header__menu-item ${on ? "bx--header__menu-item--current x-ccurrent" : ""}"><span class="bx--text-truncate--end">${text}</span></a></li>`)}</ul></nav><span class="x-spring"></span>${n.search ? `<input class="bx--text-input x-csearch" placeholder="${esc(n.search)}" data-tp="${n.id}.search">` : ""}${n.user ? `<span class="x-cuser" ${r.k(n, "user")}>${esc(n.user)}</span>` : ""}</div>`,
    menu: (n, r) =>
      `<ul class="bx--overflow-menu-options bx--overflow-menu-options--open x-coverflow">${n.items.map((/** @type {any} */ t, /** @type {number} */ i) => `<li class="bx--overflow-menu-options__option ${t.separator ? "bx--overflow-menu--divider" : ""} ${t.disabled ? "bx--overflow-menu-options__option--disabled" : ""}"><button class="bx--overflow-menu-options__btn ${i === n.active ? "x-cfocus" : ""}" ${t.disabled ? "disabled" : ""}><span class="bx--overflow-menu-options__option-content" ${r.k(n, `i${i}`)}>${esc(t.text)}</span>${t.shortcut ? `<span class="x-cshort" ${r.k(n, `s${i}`)}>${esc(t.shortcut)}</span>` : ""}</button></li>`).join("")}</ul>`,
    table: (n, r) => {
      const head = n.columns
        .map(
          (/** @type {any} */ c, /** @type {number} */ i) =>
            `<th class="${c.numeric ? "x-num" : ""}"><div class="bx--table-header-label" style="padding:0"><span ${r.k(n, `c${i}`)}>${esc(c.name)}</span>${n.sort?.column === i ? SORTED.replace("<svg", n.sort.direction === "down" ? '<svg style="transform:rotate(180deg)"' : "<svg") : ""}</div></th>`,
        )
        .join("");
      const rows = n.rows
        .map(
          (/** @type {string[]} */ row, /** @type {number} */ i) =>
            `<tr class="${i === n.selected ? "bx--data-table--selected" : ""}">${row.map((cell, j) => `<td class="${n.columns[j].numeric ? "x-num" : ""}"><span ${r.k(n, `r${i}.${j}`)}>${esc(cell)}</span></td>`).join("")}</tr>`,
        )
        .join("");
      return `<div class="bx--data-table-container" style="padding:0"><table class="bx--data-table bx--data-table--sm ${r.look.striped ? "bx--data-table--zebra" : ""}"><thead><tr>${head}</tr></thead><tbody>${rows}</tbody></table></div>`;
    },
    alert: (n, r) =>
      `<div class="bx--inline-notification bx--inline-notification--low-contrast bx--inline-notification--${n.level} bx--inline-notification--hide-close-button x-cnote"><div class="bx--inline-notification__details"><div class="bx--inline-notification__text-wrapper" style="display:block">${n.title ? `<p class="bx--inline-notification__title" ${r.k(n, "title")}>${esc(n.title)}</p>` : ""}<p class="bx--inline-notification__subtitle" ${r.k(n, "text")}>${esc(n.text)}</p></div></div></div>`,
    crumbs: (n, r) =>
      `<nav class="bx--breadcrumb bx--breadcrumb--no-trailing-slash">${members(n, r, (text, _on, i) => `<div class="bx--breadcrumb-item ${i === n.items.length - 1 ? "bx--breadcrumb-item--current" : ""}"><a class="bx--link">${text}</a></div>`)}</nav>`,
    pages: (n, r) =>
      `<nav class="bx--pagination-nav"><ul class="bx--pagination-nav__list">${members(n, r, (text, on) => `<li class="bx--pagination-nav__list-item"><button class="bx--pagination-nav__page ${on ? "bx--pagination-nav__page--active" : ""}">${text}</button></li>`)}</ul></nav>`,
    steps: (n, r) =>
      `<ul class="bx--progress" style="gap:4px">${n.items.map((/** @type {string} */ t, /** @type {number} */ i) => `<li class="bx--progress-step bx--progress-step--${i === n.active ? "current" : i < n.active ? "complete" : "incomplete"} x-cstep"><div class="bx--progress-step-button">${mark(i, n.active)}<p class="bx--progress-label" style="max-width:none" ${r.k(n, `i${i}`)}>${esc(t)}</p><span class="bx--progress-line" style="width:100%"></span></div></li>`).join("")}</ul>`,
    progressBar: (n) =>
      `<div class="bx--progress-bar__track" style="width:100%"><div class="bx--progress-bar__bar" style="transform:scaleX(${n.percent / 100})"></div></div>`,
    badge: (n, r) => `<span class="bx--tag bx--tag--blue x-cbadge" ${r.k(n, "text")}>${esc(n.text)}</span>`,
  },
  theme: (random) => {
    const grey = random.chance(0.45);
    const face = (/** @type {number} */ weight) =>
      `@font-face{font-family:"IBM Plex Sans";font-weight:${weight === 700 ? "600" : "400"};src:url("${asset(`@fontsource/ibm-plex-sans/files/ibm-plex-sans-latin-${weight}-normal.woff2`)}")}`;
    return {
      sheets: [asset("carbon-components/css/carbon-components.min.css")],
      vars: {
        "--bg": grey ? "#f4f4f4" : "#fff",
        "--panel": grey ? "#fff" : "#f4f4f4",
        "--fg": "#161616",
        "--muted": "#525252",
        "--border": "#e0e0e0",
        "--accent": "#0f62fe",
        "--accentfg": "#fff",
        "--radius": "0",
        "--fs": "14px",
        "--pop": "#fff",
        "--input": grey ? "#fff" : "#f4f4f4",
        "--sel": "#e0e0e0",
      },
      css: `${face(400)}${face(700)}
        .x-body{font-family:"IBM Plex Sans",sans-serif;--radius:0;--fs:14px;font-size:14px;letter-spacing:.16px}
        .x-body h1{font-size:28px;font-weight:400} .x-body h2{font-size:20px;font-weight:400} .x-body h3{font-size:16px;font-weight:600}
        .x-cbtn{max-width:none;width:auto;align-items:center;flex:none} .x-main>.x-cbtn,.x-main>.x-row>.x-cbtn{align-self:flex-start} .x-clabel{display:inline-block;margin:0} .x-cerr{display:block;max-height:none;color:#da1e28;margin:0}
        .x-cbadge{margin:0;align-self:center;display:inline-flex} .x-cnote{max-width:none;min-width:0;margin:0;width:100%} .x-cnote p{margin:0}
        ${grey ? ".bx--text-input,.bx--text-area,.bx--select-input,.bx--list-box{background:#fff} .bx--tile{background:#fff}" : ""}
        .x-cdialog{position:static;display:block;width:var(--dw,480px);max-width:96vw;max-height:none;height:max-content;background:${grey ? "#fff" : "#f4f4f4"};transform:none;box-shadow:0 2px 6px rgba(0,0,0,.3);padding:0}
        .x-cdialog .bx--modal-header{margin:0;padding:16px 16px 8px;font-size:20px;display:block} .x-cdialog .bx--modal-header .x-x{float:right} .x-cdialog .bx--modal-content{padding:8px 16px 40px;margin:0;overflow:visible}
        .x-cdialog .bx--text-input,.x-cdialog .bx--select-input,.x-cdialog .bx--text-area{background:${grey ? "#f4f4f4" : "#fff"}}
        .x-cfoot{display:flex;height:auto;margin:0;justify-content:stretch} .x-cfoot .bx--btn{flex:1;height:56px;padding-top:14px;align-items:flex-start;margin:0;width:0}
        .x-cfoot .bx--btn--tertiary,.x-cfoot .bx--btn--ghost{background:#393939;color:#fff;border-color:#393939}
        .x-cheader{position:relative;display:flex} .x-cheader .bx--header__menu-item{cursor:default} .x-ccurrent::after{content:"";position:absolute;left:0;right:0;bottom:-2px;border-bottom:3px solid #4589ff} .x-ccurrent{color:#fff!important}
        .x-csearch{width:180px;background:#262626!important;color:#f4f4f4;height:40px} .x-cuser{color:#f4f4f4;padding:0 16px;white-space:nowrap}
        .x-coverflow{position:static;display:flex;width:auto;min-width:200px;transform:none;top:auto;left:auto} .x-coverflow .bx--overflow-menu-options__btn{max-width:none;display:flex;justify-content:space-between;gap:28px} .x-cfocus{background:#e5e5e5;outline:2px solid #0f62fe;outline-offset:-2px;color:#161616} .x-cshort{color:#525252}
        .x-cnav{padding:0} .x-cnav .bx--side-nav__link{height:32px} .x-cmenu{position:absolute;top:100%;max-height:none;overflow:visible;box-shadow:0 2px 6px rgba(0,0,0,.3)} .x-cmenu .bx--list-box__menu-item{height:40px}
        .x-clist{display:block;margin:0;padding:0;list-style:none;border-top:1px solid #e0e0e0} .x-clistitem{padding:10px 16px;border-bottom:1px solid #e0e0e0} .x-cliston{background:#e0e0e0;box-shadow:inset 3px 0 #0f62fe}
        .x-ctoggle{flex:none} .x-ctoggle .bx--toggle-input__label{margin:0} .bx--radio-button-group--vertical .bx--radio-button-wrapper:not(:last-of-type){margin:0 0 8px} .bx--data-table td,.bx--data-table th{white-space:nowrap}
        .bx--progress-step p{white-space:nowrap} .x-cstep{min-width:130px;width:auto;flex:1} .x-csort{margin-left:6px;fill:#161616;flex:none}
        .bx--tile{min-width:0;min-height:0} .bx--inline-notification__details{margin:0 16px} .bx--side-nav__link-text{font-size:14px} .x-body .bx--side-nav__items{overflow:visible}`,
      keepFont: random.chance(0.7),
    };
  },
};

/** The circle of a step, as Carbon draws it: ticked, half-full, empty. @param {number} i @param {number} active */
function mark(i, active) {
  const path =
    i < active
      ? "M8 1C4.1 1 1 4.1 1 8s3.1 7 7 7 7-3.1 7-7-3.1-7-7-7zm0 13c-3.3 0-6-2.7-6-6s2.7-6 6-6 6 2.7 6 6-2.7 6-6 6zM7 10.8L4.5 8.3l.8-.8L7 9.2l3.7-3.7.8.8z"
      : i === active
        ? "M8 1C4.1 1 1 4.1 1 8s3.1 7 7 7 7-3.1 7-7-3.1-7-7-7zm0 13V2c3.3 0 6 2.7 6 6s-2.7 6-6 6z"
        : "M8 1C4.1 1 1 4.1 1 8s3.1 7 7 7 7-3.1 7-7-3.1-7-7-7zm0 13c-3.3 0-6-2.7-6-6s2.7-6 6-6 6 2.7 6 6-2.7 6-6 6z";
  return `<svg width="16" height="16" viewBox="0 0 16 16"><path d="${path}"></path></svg>`;
}
