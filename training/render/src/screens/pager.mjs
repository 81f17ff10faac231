import { node } from "../nodes.mjs";

/** @param {import("./parts.mjs").Scene} s @returns {import("../nodes.mjs").UiNode | undefined} */
export const pager = (s) =>
  s.r.chance(0.4)
    ? node("pages", { items: ["1", "2", "3", "4"].slice(0, s.r.int(3, 4)), active: s.r.int(0, 2) })
    : undefined;
