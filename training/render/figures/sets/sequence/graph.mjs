/** Small directed graphs on a grid: what an arrow leads to and comes from. */
import { ALT_TEXT, DESCRIBE, KIND_OF_PICTURE } from "../../lib/common.mjs";
import { SANS } from "../../lib/html.mjs";
import { ROLES, STATES, distinct, madeUp } from "../../lib/words.mjs";
import { STYLES, arrow, at } from "./drawing.mjs";
import { BETWEEN } from "../../lib/arrow-phrases.mjs";
import * as S from "./phrases.mjs";

/** @param {import("../../lib/scene.mjs").Scene} scene */
export function graph(scene) {
  const { random } = scene;
  const [paper, ink, fill, border, words, , accent] = random.pick(STYLES);
  const [columns, rows] = random.pick([
    [3, 2],
    [3, 3],
    [4, 2],
    [2, 3],
    [4, 3],
  ]);
  const names = distinct(Math.min(columns * rows, random.int(4, 9)), () =>
    random.pick([random.pick(ROLES), random.pick(STATES), madeUp(random)]),
  );
  const cells = random.sample(
    Array.from({ length: columns * rows }, (_, i) => i),
    names.length,
  );
  const [cellWidth, cellHeight] = [random.int(200, 250), random.int(100, 140)];
  const place = cells.map((c) => ({ c: c % columns, r: Math.floor(c / columns) }));
  const edges = [];
  place.forEach((a, i) =>
    place.forEach((b, k) => {
      if (i < k && Math.abs(a.c - b.c) + Math.abs(a.r - b.r) === 1 && random.chance(0.85)) {
        const forth = random.chance(0.5);
        edges.push({ from: forth ? i : k, to: forth ? k : i, label: "" });
      }
    }),
  );
  const labels = distinct(edges.length, () =>
    random.pick([
      "reads",
      "writes",
      "calls",
      "feeds",
      "owns",
      "uses",
      "sends",
      "checks",
      "starts",
      "locks",
      "polls",
      "syncs",
      "logs",
    ]),
  );
  const labelled = random.chance(0.4);
  edges.forEach((e, i) => (e.label = labelled ? (labels[i] ?? "") : ""));
  const half = { w: 72, h: random.int(18, 24) };
  const centre = (/** @type {number} */ i) => ({
    x: place[i].c * cellWidth + cellWidth / 2,
    y: place[i].r * cellHeight + cellHeight / 2,
  });
  const shape = random.pick([0, 6, 24]);
  const svg = edges.map((e) => {
    const [a, b] = [centre(e.from), centre(e.to)];
    const [dx, dy] = [Math.sign(b.x - a.x), Math.sign(b.y - a.y)];
    const [x1, y1, x2, y2] = [a.x + dx * half.w, a.y + dy * half.h, b.x - dx * (half.w + 2), b.y - dy * (half.h + 2)];
    return (
      arrow(x1, y1, x2, y2, false, random.chance(0.2), ink) +
      (e.label ? at(scene, e.label, (x1 + x2) / 2 + (dy ? 26 : 0), (y1 + y2) / 2 - (dx ? 8 : -4), "small") : "")
    );
  });
  const nodes = names.map((name, i) => {
    const { x, y } = centre(i);
    return `<rect x="${x - half.w}" y="${y - half.h}" width="${half.w * 2}" height="${half.h * 2}" rx="${shape}" fill="${fill}" stroke="${border}" stroke-width="1.5"/>${at(scene, name, x, y + 5, "who")}`;
  });
  const used = scene.pieces.filter((p) => p.style === "who");
  scene.asks.push((figure) => {
    const ref = names.map((name) => figure.text(name));
    names.forEach((x, i) => {
      const sides = /** @type {const} */ ([
        ["outgoing", S.OUT, edges.filter((e) => e.from === i).map((e) => e.to), "leads to"],
        ["incoming", S.IN, edges.filter((e) => e.to === i).map((e) => e.from), "is reached from"],
      ]);
      for (const [kind, phrases, ends, verb] of sides) {
        const refs = { x: ref[i], ...Object.fromEntries(ends.map((n, k) => [`n${k}`, ref[n]])) };
        if (ends.length <= 2)
          figure.turn(
            kind,
            phrases,
            { x },
            ends.length === 0
              ? `%x has no ${kind} arrow.`
              : `%x ${verb} ${ends.map((_, k) => `%n${k}`).join(" and ")}.`,
            refs,
            [ends.length === 0 ? `no ${kind} arrow` : names[ends[0]]],
          );
        figure.count(
          [
            `How many {arrows|edges|connections} ${kind === "outgoing" ? "{leave|start at|go out of}" : "{enter|end at|come into|point to}"} "${x}"?`,
            `{Number of|Count the} ${kind} {edges|arrows} of ${x}{.|?}`,
          ],
          ends.length,
          `${kind} arrow`,
        );
      }
    });
    for (const e of edges) {
      const refs = { a: ref[e.from], b: ref[e.to] };
      figure.edge(refs.a, refs.b, e.label ? figure.text(e.label) : "");
      const flip = random.chance(0.5);
      const slots = flip ? { a: names[e.to], b: names[e.from] } : { a: names[e.from], b: names[e.to] };
      figure.turn("direction", S.WHICH_WAY, slots, "The arrow goes from %a to %b.", refs, [
        `from ${names[e.from]} to ${names[e.to]}`,
      ]);
      figure.turn(
        "leads-to",
        S.LEADS_TO,
        slots,
        flip ? "No, the arrow goes from %a to %b." : "Yes, the arrow goes from %a to %b.",
        refs,
        [flip ? "no" : "yes"],
      );
      if (e.label)
        figure.turn(
          "edge-label",
          [
            "{What|Which label} {is|stands} on the arrow from %a to %b?",
            "{label|text} between %a and %b?",
            ...BETWEEN.map((phrase) => phrase.replaceAll("%x", "%a").replaceAll("%y", "%b")),
          ],
          { a: names[e.from], b: names[e.to] },
          "From %a to %b goes %l.",
          { ...refs, l: figure.text(e.label) },
          [e.label],
        );
    }
    figure.turn("picture-kind", KIND_OF_PICTURE, {}, "This is a diagram of boxes and arrows.", {}, ["diagram"]);
    const ends = { a: ref[edges[0]?.from ?? 0], b: ref[edges[0]?.to ?? 0] };
    if (edges.length > 0) {
      figure.turn(
        "describe",
        DESCRIBE,
        {},
        `This diagram shows ${names.length} boxes and ${edges.length} arrows, among them one from %a to %b.`,
        ends,
        ["diagram"],
      );
      figure.turn(
        "alt",
        ALT_TEXT,
        {},
        `Diagram of ${names.length} boxes joined by arrows, among them %a and %b.`,
        ends,
        ["diagram"],
      );
    }
    figure.count(
      ["How many {boxes|nodes} {are there|does it have}?", "{Number of|Count the} boxes{.|?}"],
      used.length,
      "box",
    );
    figure.count(
      ["How many {arrows|edges|connections} {are there|does it have}?", "{Number of|Count the} arrows{.|?}"],
      edges.length,
      "arrow",
    );
    figure.absent(S.IN, { x: madeUp(random) });
    figure.absent(S.OUT, { x: madeUp(random) });
  });
  return {
    kind: "directed graph",
    html: `<svg width="${columns * cellWidth}" height="${rows * cellHeight}">${svg.join("")}${nodes.join("")}</svg>`,
    css: `body{background:${paper}}svg{display:block}text{font:14.5px '${random.pick(SANS)}',sans-serif;fill:${ink};text-anchor:middle}.who{fill:${words}}.small{font-size:13px;fill:${accent}}`,
    width: columns * cellWidth,
    height: rows * cellHeight,
  };
}
