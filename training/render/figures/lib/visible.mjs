/**
 * Reads the texts that can be seen on a page with layers (dialogs, menus, panes that clip): one entry per visual line, words that are covered or
 * clipped left out. Every text stands in an element with `data-k` of its own; a word is seen when that element is what a click on it would hit,
 * so shades that let text through carry `pointer-events: none`. Runs inside the page, so it is self-contained.
 * @returns {{text: string, box: [number, number, number, number], key: string, block: number, cut: boolean}[]}
 *   box: x, y, width, height in CSS pixels; cut: some word of the same key cannot be seen
 */
export function collectVisible() {
  const lines = [];
  const cut = new Set();
  [...document.querySelectorAll("[data-k]")].forEach((element, block) => {
    const key = element.getAttribute("data-k");
    const svg = element instanceof SVGElement;
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    let last = null;
    let space = false;
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (node.parentElement.closest("[data-k]") !== element) continue;
      const content = node.nodeValue ?? "";
      let end = 0;
      for (const match of content.matchAll(/\S+/g)) {
        if (match.index > end) space = true;
        const range = document.createRange();
        range.setStart(node, match.index);
        range.setEnd(node, match.index + match[0].length);
        end = match.index + match[0].length;
        const r = range.getClientRects()[0];
        if (!r || r.width < 0.5 || r.height < 0.5) continue;
        const middle = r.top + r.height / 2;
        const seen = [r.left + 1.5, r.left + r.width / 2, r.right - 1.5].every((x) =>
          [r.top + r.height * 0.25, r.top + r.height * 0.75].every((y) => {
            const hit = document.elementFromPoint(x, y);
            return (
              hit !== null &&
              (svg ? hit.closest(".layer") === element.closest(".layer") : hit.closest("[data-k]") === element)
            );
          }),
        );
        if (!seen) {
          cut.add(key);
          last = null;
          continue;
        }
        const joins =
          last !== null &&
          Math.abs(middle - (last.box[1] + last.box[3] / 2)) < 0.45 * Math.max(r.height, last.box[3]) &&
          r.left - (last.box[0] + last.box[2]) < 1.3 * r.height &&
          r.left >= last.box[0];
        if (joins) {
          const top = Math.min(last.box[1], r.top);
          const bottom = Math.max(last.box[1] + last.box[3], r.bottom);
          last.text += (space ? " " : "") + match[0];
          last.box = [last.box[0], top, Math.max(r.right, last.box[0] + last.box[2]) - last.box[0], bottom - top];
        } else {
          last = { text: match[0], box: [r.left, r.top, r.width, r.height], key, block };
          lines.push(last);
        }
        space = false;
      }
      if (content.length > end) space = true;
    }
  });
  return lines.map((line) => ({ ...line, cut: cut.has(line.key) }));
}
