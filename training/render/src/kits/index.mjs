import { bootstrap, bootswatch } from "./bootstrap.mjs";
import { bulma } from "./bulma.mjs";
import { custom } from "./custom.mjs";
import { pico } from "./pico.mjs";
import { plain } from "./plain.mjs";
import { primer } from "./primer.mjs";

/** Kits to train on. @type {Record<string, import("./base.mjs").Kit>} */
export const kits = { custom, plain, bootstrap, bootswatch, bulma, pico };
/** Held out: never in a training set. @type {Record<string, import("./base.mjs").Kit>} */
export const heldOut = { primer };
