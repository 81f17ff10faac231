/** Markup of check marks and switches that several kits write in their own way. */
import { esc } from "./base.mjs";

/**
 * A checkbox and a radio group whose mark and text stand inside one label.
 * @param {(input: string, text: string, kind: "checkbox" | "radio", on: boolean, off: boolean) => string} wrap
 * @returns {NonNullable<import("./base.mjs").Kit["render"]>}
 */
export const labelMarks = (wrap) => ({
  checkbox: (n, r) => {
    const input = `<input type="checkbox" ${n.checked ? "checked" : ""} ${n.disabled ? "disabled" : ""}>`;
    return `<div>${wrap(input, `<span ${r.k(n, "label")}>${esc(n.label)}</span>`, "checkbox", n.checked, n.disabled)}</div>`;
  },
  radio: (n, r) => {
    const options = n.options.map((/** @type {string} */ option, /** @type {number} */ i) => {
      const input = `<input type="radio" name="g${n.id}" ${i === n.selected ? "checked" : ""}>`;
      return `<div>${wrap(input, `<span ${r.k(n, `o${i}`)}>${esc(option)}</span>`, "radio", i === n.selected, false)}</div>`;
    });
    const group = `<div class="x-group ${r.look.inlineGroups ? "x-inline" : ""}">${options.join("")}</div>`;
    return `<div><div ${r.c("label")} ${r.k(n, "label")} style="margin-bottom:5px">${esc(n.label)}</div>${group}</div>`;
  },
});

/**
 * The members of a tab strip, pager or menu.
 * @param {any} n @param {import("./base.mjs").Renderer} r @param {(text: string, on: boolean, i: number) => string} write @returns {string}
 */
export const members = (n, r, write) =>
  n.items
    .map((/** @type {any} */ item, /** @type {number} */ i) => {
      const text = typeof item === "string" ? item : item.text;
      return write(`<span ${r.k(n, `i${i}`)}>${esc(text)}</span>`, i === n.active, i);
    })
    .join("");
