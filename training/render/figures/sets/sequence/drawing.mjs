/** Colours, texts and arrows of our own SVG diagrams. */

/** paper, ink, box fill, box border, box text, note fill, accent */
export const STYLES = `#ffffff #333333 #ececff #9370db #222222 #fff5ad #333333
#ffffff #181818 #e2e2f0 #181818 #000000 #feffdd #181818
#ffffff #181818 #fefece #a80036 #000000 #fbfb77 #a80036
#fafafa #444444 #dbeafe #2563eb #1e3a8a #fef3c7 #2563eb
#0d1117 #c9d1d9 #161b22 #30363d #e6edf3 #3b2e00 #58a6ff
#1e1e2e #cdd6f4 #313244 #89b4fa #cdd6f4 #45475a #f38ba8
#ffffff #37474f #e0f2f1 #00796b #004d40 #fff8e1 #00796b
#fffdf5 #3d3529 #f4e8c8 #b08d3c #3d3529 #ffffff #a04030
#f4f4f5 #18181b #18181b #18181b #fafafa #fde68a #dc2626
#ffffff #000000 #ffffff #000000 #000000 #ffffff #000000
#22272e #adbac7 #347d39 #46954a #ffffff #373e47 #6cb6ff`
  .split("\n")
  .map((row) => row.split(" "));

/** @param {import("../../lib/scene.mjs").Scene} scene @param {string} text @param {number} x @param {number} y @param {string} style */
export const at = (scene, text, x, y, style) =>
  `<g transform="translate(${x.toFixed(1)},${y.toFixed(1)})">${scene.put(text, style, "text")}</g>`;

/** An arrow's line and its head. @param {number} x1 @param {number} y1 @param {number} x2 @param {number} y2 @param {boolean} dashed @param {boolean} openHead @param {string} ink */
export function arrow(x1, y1, x2, y2, dashed, openHead, ink) {
  const angle = (Math.atan2(y2 - y1, x2 - x1) * 180) / Math.PI;
  return `<line x1="${x1}" y1="${y1}" x2="${x2}" y2="${y2}" stroke="${ink}" stroke-width="1.5" ${dashed ? 'stroke-dasharray="6 4"' : ""}/><path d="M-10,-5 L0,0 L-10,5${openHead ? "" : "z"}" fill="${openHead ? "none" : ink}" stroke="${ink}" stroke-width="1.4" transform="translate(${x2},${y2}) rotate(${angle})"/>`;
}
