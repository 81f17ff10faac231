import { palette } from "./look.mjs";

/** No library: `css/` with random colours, radius, font and density. @type {import("./base.mjs").Kit} */
export const custom = {
  name: "custom",
  licence: "own",
  package: "",
  classes: {},
  theme: (random, dark) => ({
    sheets: [],
    vars: palette(random, dark),
    css: `.x-body h1,.x-body h2,.x-body h3{margin:0;line-height:1.25;font-weight:${random.pick([400, 500, 600, 700])}} .x-body h1{font-size:${random.int(20, 32)}px} .x-body h2{font-size:${random.int(18, 24)}px} .x-body h3{font-size:${random.int(15, 19)}px} .x-btn{text-transform:${random.weighted(
      [
        ["none", 6],
        ["uppercase", 1],
      ],
    )}} .x-table th{${random.weighted([
      ["", 5],
      ["text-transform:uppercase;font-size:.82em;color:var(--muted)", 1],
      ["background:rgba(127,127,127,.16)", 2],
    ])}}`,
  }),
};
