import { antd } from "./antd.mjs";
import { blueprint } from "./blueprint.mjs";
import { bootstrap, bootswatch } from "./bootstrap.mjs";
import { bulma } from "./bulma.mjs";
import { carbon } from "./carbon.mjs";
import { custom } from "./custom.mjs";
import { win98, winxp } from "./desktop.mjs";
import { fomantic } from "./fomantic.mjs";
import { foundation } from "./foundation.mjs";
import { materialize } from "./materialize.mjs";
import { pico } from "./pico.mjs";
import { plain } from "./plain.mjs";
import { primer } from "./primer.mjs";
import { spectre } from "./spectre.mjs";
import { uikit } from "./uikit.mjs";

/** Kits to train on. @type {Record<string, import("./base.mjs").Kit>} */
export const kits = {
  custom,
  plain,
  bootstrap,
  bootswatch,
  bulma,
  pico,
  foundation,
  uikit,
  materialize,
  win98,
  winxp,
  antd,
  fomantic,
  blueprint,
  spectre,
};
/** Held out: never in a training set. @type {Record<string, import("./base.mjs").Kit>} */
export const heldOut = { primer, carbon };
