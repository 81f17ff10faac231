/**
 * The abstract tree of a screen. A node has a `type` (see `kits/base.mjs` for all of them), its own properties, `children`, and an `id` that marks its
 * texts in the page (`data-t="id.part"`), so that questions can name them.
 *
 * @typedef {{ type: string, id: string, children?: UiNode[], [property: string]: any }} UiNode
 * @typedef {{ kind: string, phrase: string, title?: UiNode, titlePart?: string, root: UiNode[], facts?: Record<string, any> }} Screen
 */

/** @param {string} type @param {Record<string, any>} [properties] @param {readonly (UiNode | undefined)[]} [children] @returns {UiNode} */
export const node = (type, properties = {}, children = undefined) => ({
  type,
  id: "",
  ...properties,
  ...(children ? { children: children.filter((child) => child !== undefined) } : {}),
});

/** Every node, depth first. Sub-trees stand in any property that holds nodes. @param {UiNode | UiNode[]} root @returns {UiNode[]} */
export function walk(root) {
  /** @type {UiNode[]} */
  const found = [];
  const visit = (/** @type {any} */ value) => {
    if (Array.isArray(value)) value.forEach(visit);
    else if (value && typeof value === "object" && typeof value.type === "string" && "id" in value) {
      found.push(value);
      Object.values(value).forEach(visit);
    }
  };
  visit(root);
  return found;
}

/** Gives every node its id. @param {UiNode[]} root */
export const assignIds = (root) => walk(root).forEach((n, i) => (n.id = `n${i}`));
