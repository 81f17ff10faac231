/**
 * Runs inside the page: what can be read on the screen and where.
 * Text comes from the rectangles of the words of every text node; what a form control shows (value, placeholder, chosen option) has no
 * text node, so a mirror with the control's own style is laid over it and measured instead. Words that are clipped away, transparent or covered
 * (`elementFromPoint`) are left out. Words of one key on one row become one line.
 *
 * @param {{ width: number, height: number, scale: number }} view visible part in CSS pixels, and image pixels per CSS pixel
 * @returns {{ texts: { key: string, text: string, box: [number, number, number, number], cut: boolean }[] }} boxes in image pixels
 */
export function measureTexts(view) {
  /** @typedef {{ text: string, x0: number, y0: number, x1: number, y1: number, glued: boolean, cut: boolean }} Word */
  const BLOCK =
    /^(block|flex|grid|table|table-cell|table-caption|list-item|flow-root|inline-block|inline-flex|inline-grid)$/;
  /** @type {Map<string, Word[]>} */
  const wordsOf = new Map();
  let anonymous = 0;

  const clipOf = (/** @type {Element} */ element) => {
    let [x0, y0, x1, y1] = [0, 0, view.width, view.height];
    for (
      let at = /** @type {Element | null} */ (element);
      at && at !== document.documentElement;
      at = at.parentElement
    ) {
      const style = getComputedStyle(at);
      if (style.position === "fixed") break;
      if (at !== document.body && (style.overflowX !== "visible" || style.overflowY !== "visible")) {
        const r = at.getBoundingClientRect();
        [x0, y0, x1, y1] = [Math.max(x0, r.left), Math.max(y0, r.top), Math.min(x1, r.right), Math.min(y1, r.bottom)];
      }
    }
    return [x0, y0, x1, y1];
  };
  const transparent = (/** @type {Element} */ element) => {
    let opacity = 1;
    for (let at = /** @type {Element | null} */ (element); at; at = at.parentElement)
      opacity *= Number(getComputedStyle(at).opacity);
    return opacity < 0.3;
  };
  const cased = (/** @type {string} */ text, /** @type {string} */ transform) =>
    transform === "uppercase"
      ? text.toUpperCase()
      : transform === "lowercase"
        ? text.toLowerCase()
        : transform === "capitalize"
          ? text.replace(/(^|\s)\S/g, (c) => c.toUpperCase())
          : text;

  /** Adds the words of a text node that stands for `owner`. */
  const addWords = (
    /** @type {Text} */ node,
    /** @type {Element} */ owner,
    /** @type {string} */ key,
    /** @type {boolean} */ mirrored,
  ) => {
    const parent = /** @type {Element} */ (node.parentElement);
    const style = getComputedStyle(parent);
    if (style.visibility !== "visible" || transparent(owner)) return;
    const [cx0, cy0, cx1, cy1] = clipOf(mirrored ? owner : parent);
    const fontSize = parseFloat(style.fontSize);
    const range = document.createRange();
    const list = wordsOf.get(key) ?? [];
    const data = node.data;
    const put = (/** @type {string} */ raw, /** @type {DOMRect} */ rect, /** @type {boolean} */ glued) => {
      if (rect.width < 0.5 || rect.height < 3) return;
      const visible = Math.max(0, Math.min(rect.right, cx1) - Math.max(rect.left, cx0)) / rect.width;
      const tall = Math.max(0, Math.min(rect.bottom, cy1) - Math.max(rect.top, cy0)) / rect.height;
      if (tall < 0.9 || visible < 0.3) return void (list.length && (list[list.length - 1].cut = true));
      const kept = visible > 0.98 ? raw : raw.slice(0, Math.max(1, Math.round(raw.length * visible)));
      const px = Math.min(Math.max((Math.max(rect.left, cx0) + Math.min(rect.right, cx1)) / 2, 0), view.width - 1);
      const py = Math.min(Math.max((rect.top + rect.bottom) / 2, 0), view.height - 1);
      const hit = document.elementFromPoint(px, py);
      if (!hit || !(owner.contains(hit) || hit.contains(owner))) return;
      const height = Math.min(rect.height, fontSize * 1.25);
      const middle = (rect.top + rect.bottom) / 2;
      list.push({
        text: cased(kept, style.textTransform),
        x0: Math.max(rect.left, cx0),
        x1: Math.min(rect.right, cx1),
        y0: middle - height / 2,
        y1: middle + height / 2,
        glued,
        cut: visible <= 0.98,
      });
    };
    for (const match of data.matchAll(/\S+/g)) {
      const start = match.index;
      const glued = start === 0 ? false : !/\s/.test(data[start - 1]);
      range.setStart(node, start);
      range.setEnd(node, start + match[0].length);
      const rects = [...range.getClientRects()].filter((r) => r.width > 0);
      if (rects.length === 1) put(match[0], rects[0], glued);
      else if (rects.length > 1) {
        // A word broken over rows: letter by letter, gathered per row.
        let piece = "",
          box = /** @type {DOMRect | null} */ (null);
        for (let i = 0; i < match[0].length; i++) {
          range.setStart(node, start + i);
          range.setEnd(node, start + i + 1);
          const r = range.getBoundingClientRect();
          if (box && Math.abs(r.top - box.top) < r.height * 0.5)
            box = new DOMRect(box.left, box.top, r.right - box.left, box.height);
          else {
            if (box) put(piece, box, glued);
            piece = "";
            box = r;
          }
          piece += match[0][i];
        }
        if (box) put(piece, box, glued);
      }
    }
    if (list.length) wordsOf.set(key, list);
  };

  const keyOf = (/** @type {Element} */ element) => {
    const keyed = element.closest("[data-t]");
    if (keyed) return /** @type {string} */ (keyed.getAttribute("data-t"));
    let block = element;
    while (block.parentElement && !BLOCK.test(getComputedStyle(block).display)) block = block.parentElement;
    return (
      (block.getAttribute("data-anon") ??
        (block.setAttribute("data-anon", `anon${anonymous++}`), block.getAttribute("data-anon"))) ||
      "anon"
    );
  };

  for (const control of document.querySelectorAll("input, select, textarea")) {
    if (
      !(control instanceof HTMLElement) ||
      (control instanceof HTMLInputElement && /checkbox|radio|range|hidden|color/.test(control.type))
    )
      continue;
    const rect = control.getBoundingClientRect();
    if (rect.width < 8 || rect.height < 8) continue;
    const value =
      control instanceof HTMLSelectElement
        ? (control.selectedOptions[0]?.text ?? "")
        : /** @type {HTMLInputElement} */ (control).value;
    const shown = value || control.getAttribute("placeholder") || "";
    if (!shown) continue;
    const key = value ? control.getAttribute("data-tv") : control.getAttribute("data-tp");
    const hidden = control instanceof HTMLInputElement && control.type === "password" && value;
    const style = getComputedStyle(control);
    const area = control instanceof HTMLTextAreaElement;
    const mirror = document.createElement("div");
    for (const name of [
      "fontFamily",
      "fontSize",
      "fontWeight",
      "fontStyle",
      "letterSpacing",
      "paddingLeft",
      "paddingTop",
      "paddingBottom",
      "textTransform",
      "textAlign",
    ])
      mirror.style[/** @type {any} */ (name)] = style[/** @type {any} */ (name)];
    Object.assign(mirror.style, {
      position: "fixed",
      boxSizing: "border-box",
      margin: "0",
      overflow: "visible",
      left: `${rect.left + parseFloat(style.borderLeftWidth)}px`,
      top: `${rect.top + (area ? parseFloat(style.borderTopWidth) : 0)}px`,
      width: `${rect.width - parseFloat(style.borderLeftWidth) - parseFloat(style.borderRightWidth)}px`,
      paddingRight: style.paddingRight,
      whiteSpace: area ? "pre-wrap" : "pre",
      overflowWrap: "anywhere",
      pointerEvents: "none",
      zIndex: "-1",
      opacity: "1",
      visibility: "visible",
    });
    if (area) mirror.style.lineHeight = style.lineHeight;
    else
      Object.assign(mirror.style, {
        lineHeight: `${rect.height}px`,
        height: `${rect.height}px`,
        paddingTop: "0",
        paddingBottom: "0",
      });
    if (control instanceof HTMLSelectElement && style.appearance !== "none")
      mirror.style.paddingLeft = `${parseFloat(style.paddingLeft) + 4}px`;
    mirror.textContent = hidden ? "•".repeat(value.length) : shown;
    document.body.append(mirror);
    // A control clips what it shows at its own padding box.
    const node = /** @type {Text} */ (mirror.firstChild);
    const overflow = control.style.overflow;
    control.style.overflow = "hidden";
    addWords(node, control, key ?? `anon${anonymous++}`, true);
    control.style.overflow = overflow;
    mirror.remove();
  }

  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (
    let node = /** @type {Text | null} */ (walker.nextNode());
    node;
    node = /** @type {Text | null} */ (walker.nextNode())
  ) {
    if (!node.data.trim()) continue;
    const parent = /** @type {Element} */ (node.parentElement);
    if (parent.closest("script, style, option, textarea, svg, title")) continue;
    addWords(node, parent, keyOf(parent), false);
  }

  const texts = [];
  for (const [key, words] of wordsOf) {
    /** @type {Word[]} */
    const lines = [];
    for (const word of words) {
      const line = lines[lines.length - 1];
      const height = word.y1 - word.y0;
      const sameRow =
        line && Math.abs((line.y0 + line.y1) / 2 - (word.y0 + word.y1) / 2) < 0.5 * Math.min(height, line.y1 - line.y0);
      if (sameRow && word.x0 > line.x0 && word.x0 - line.x1 < 1.3 * height) {
        line.text += (word.glued || word.x0 - line.x1 < 0.08 * height ? "" : " ") + word.text;
        Object.assign(line, {
          x1: word.x1,
          y0: Math.min(line.y0, word.y0),
          y1: Math.max(line.y1, word.y1),
          cut: line.cut || word.cut,
        });
      } else lines.push({ ...word });
    }
    for (const line of lines) {
      const box = [line.x0, line.y0, line.x1 - line.x0, line.y1 - line.y0].map(
        (v) => Math.round(v * view.scale * 10) / 10,
      );
      texts.push({ key, text: line.text, box: /** @type {[number, number, number, number]} */ (box), cut: line.cut });
    }
  }
  return { texts };
}
