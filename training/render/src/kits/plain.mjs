import { palette } from "./look.mjs";

/** The browser's own controls. @type {import("./base.mjs").Kit} */
export const plain = {
  name: "plain",
  licence: "own",
  package: "",
  classes: {
    btn: "",
    "btn-primary": "",
    "btn-danger": "",
    "btn-default": "",
    input: "",
    "select-native": "",
    textarea: "",
    "check-input": "",
    label: "",
  },
  theme: (random, dark) => ({
    sheets: [],
    vars: {
      ...palette(random, dark),
      ...(dark ? {} : { "--bg": "#fff", "--panel": "#f4f4f4", "--accent": "#0645ad" }),
    },
    css: `html{color-scheme:${dark ? "dark" : "light"}} input:not([type]),input[type=text],input[type=password],textarea{width:${random.pick(["100%", "260px", "100%"])}} button,input,select,textarea{font:inherit}`,
  }),
};
