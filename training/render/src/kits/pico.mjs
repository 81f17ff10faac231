import { asset } from "./look.mjs";

const COLOURS =
  "amber blue cyan fuchsia green grey indigo jade lime orange pink pumpkin purple red sand slate violet yellow zinc".split(
    " ",
  );

/** @type {import("./base.mjs").Kit} */
export const pico = {
  name: "pico",
  licence: "MIT",
  package: "@picocss/pico",
  lightSide: true,
  classes: {
    btn: "",
    "btn-primary": "x-auto",
    "btn-danger": "x-auto contrast",
    "btn-default": "x-auto secondary outline",
    "btn-link": "x-auto outline",
    input: "",
    textarea: "",
    "select-native": "",
    label: "",
    "check-input": "",
    switch: "",
    table: "",
    striped: "striped",
    card: "x-card",
  },
  render: {
    switchBox: (n) => `<input type="checkbox" role="switch" ${n.on ? "checked" : ""} ${n.disabled ? "disabled" : ""}>`,
    progressBar: (n) => `<progress value="${n.percent}" max="100"></progress>`,
  },
  theme: (random, dark) => ({
    sheets: [asset(`@picocss/pico/css/pico.${random.pick(COLOURS)}.min.css`)],
    html: `data-theme="${dark ? "dark" : "light"}"`,
    keepFont: random.chance(0.3),
    css: `:root{--pico-font-size:${random.int(82, 100)}%;--pico-spacing:.7rem} button.x-auto{width:auto;margin:0} .x-body input:not([type=checkbox]):not([type=radio]):not([type=range]),.x-body select,.x-body textarea{margin:0} .x-body nav,.x-body ul{display:flex} .x-nav li,.x-menu li,.x-list li{list-style:none;padding-top:0} .x-toolbar button{width:auto;margin:0;color:inherit} .x-body label{margin:0} .x-check input{margin:0 !important}  .x-top input{max-width:170px} .x-body a{--pico-text-decoration:none} .x-menu>li{padding:5px 15px} .x-list>li{padding:9px 13px} .x-tree li{padding:2px 8px 2px calc(8px + var(--d,0)*16px)} .x-nav,.x-tree,.x-list{flex-direction:column} .x-menu{flex-direction:column}`,
    vars: {
      "--bg": "var(--pico-background-color)",
      "--panel": "var(--pico-card-background-color)",
      "--fg": "var(--pico-color)",
      "--muted": "var(--pico-muted-color)",
      "--border": "var(--pico-muted-border-color)",
      "--accent": "var(--pico-primary-background)",
      "--accentfg": "var(--pico-primary-inverse)",
      "--fs": "1rem",
    },
  }),
};
