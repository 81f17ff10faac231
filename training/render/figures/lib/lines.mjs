/**
 * Reads every visible text of the page with its place, one entry per visual line. Runs inside the page, so it is self-contained.
 * Text under `data-skip` (drawing characters) is left out.
 * Words of one block that stand on one row with less than 1.3 text heights between them are one line, as a text detector sees them.
 * @returns {{text: string, box: [number, number, number, number], key: string, block: number}[]}
 *   box: x, y, width, height in CSS pixels of the page; key: the nearest `data-k`, mermaid/graphviz id or vega role; block: number of the block
 */
export function collectLines() {
  const blocks = new Map();
  const lines = [];
  const rotated = new Set();
  /** @param {Element} element */
  const blockOf = (element) => {
    const svgText = element.closest("text");
    if (svgText) return svgText;
    let at = element;
    while (at.parentElement && getComputedStyle(at).display === "inline") at = at.parentElement;
    return at;
  };
  /** @param {Element} element */
  const keyOf = (element) => {
    const marked = element.closest("[data-k]");
    if (marked) return marked.getAttribute("data-k");
    const edge = element.closest("[data-id]");
    if (edge) return edge.getAttribute("data-id");
    const graphviz = element.closest("g.node, g.edge, g.cluster");
    if (graphviz) return graphviz.querySelector(":scope > title")?.textContent ?? graphviz.id;
    const role = element.closest("[class*='role-']:not(.role-frame):not(.role-scope):not(.root)");
    if (role) return role.getAttribute("class");
    return element.closest("[id]")?.id ?? "";
  };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  let last = null;
  let spaceBefore = true;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const parent = node.parentElement;
    if (
      !parent ||
      /^(script|style|title|desc|noscript|defs)$/i.test(parent.tagName) ||
      parent.closest("defs, marker, [data-skip]")
    )
      continue;
    const style = getComputedStyle(parent);
    if (style.visibility === "hidden" || Number(style.opacity) < 0.05 || style.display === "none") continue;
    const block = blockOf(parent);
    if (!blocks.has(block)) blocks.set(block, blocks.size);
    if (block.tagName === "text") {
      const matrix = block.getScreenCTM();
      if (matrix && Math.abs(matrix.b) > 0.05) {
        if (rotated.has(block)) continue;
        rotated.add(block);
        const r = block.getBoundingClientRect();
        const text = block.textContent.replace(/\s+/g, " ").trim();
        if (text && r.width > 1) {
          lines.push({ text, box: [r.left, r.top, r.width, r.height], key: keyOf(parent), block: blocks.get(block) });
        }
        last = null;
        continue;
      }
    }
    const content = node.nodeValue ?? "";
    let end = 0;
    for (const match of content.matchAll(/\S+/g)) {
      if (match.index > end) spaceBefore = true;
      const range = document.createRange();
      range.setStart(node, match.index);
      range.setEnd(node, match.index + match[0].length);
      end = match.index + match[0].length;
      const r = range.getClientRects()[0];
      if (!r || r.width < 0.5 || r.height < 0.5) continue;
      const b = blocks.get(block);
      const middle = r.top + r.height / 2;
      const joins =
        last !== null &&
        last.block === b &&
        Math.abs(middle - (last.box[1] + last.box[3] / 2)) < 0.45 * Math.max(r.height, last.box[3]) &&
        r.left - (last.box[0] + last.box[2]) < 1.3 * r.height &&
        r.left >= last.box[0];
      if (joins) {
        const top = Math.min(last.box[1], r.top);
        const bottom = Math.max(last.box[1] + last.box[3], r.bottom);
        last.text += (spaceBefore ? " " : "") + match[0];
        last.box = [last.box[0], top, Math.max(r.right, last.box[0] + last.box[2]) - last.box[0], bottom - top];
      } else {
        last = { text: match[0], box: [r.left, r.top, r.width, r.height], key: keyOf(parent), block: b };
        lines.push(last);
      }
      spaceBefore = false;
    }
    if (content.length > end) spaceBefore = true;
  }
  return lines;
}
