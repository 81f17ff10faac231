/** Diagrams in which it matters which way an arrow points: sequence diagrams and small directed graphs, drawn as our own SVG. */
import { ALT_TEXT, DESCRIBE, KIND_OF_PICTURE } from "../lib/common.mjs";
import { MONO, SANS, SERIF } from "../lib/html.mjs";
import { openScenes } from "../lib/scene.mjs";
import { ROLES, STATES, distinct, madeUp } from "../lib/words.mjs";
import { sequence } from "./mermaid/sequence.mjs";
import * as S from "./sequence/phrases.mjs";

/** paper, ink, box fill, box border, box text, note fill, accent */
const STYLES = `#ffffff #333333 #ececff #9370db #222222 #fff5ad #333333
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

/** @param {import("../lib/scene.mjs").Scene} scene @param {string} text @param {number} x @param {number} y @param {string} style */
const at = (scene, text, x, y, style) =>
  `<g transform="translate(${x.toFixed(1)},${y.toFixed(1)})">${scene.put(text, style, "text")}</g>`;

/** An arrow's line and its head. @param {number} x1 @param {number} y1 @param {number} x2 @param {number} y2 @param {boolean} dashed @param {boolean} openHead @param {string} ink */
function arrow(x1, y1, x2, y2, dashed, openHead, ink) {
  const angle = (Math.atan2(y2 - y1, x2 - x1) * 180) / Math.PI;
  return `<line x1="${x1}" y1="${y1}" x2="${x2}" y2="${y2}" stroke="${ink}" stroke-width="1.5" ${dashed ? 'stroke-dasharray="6 4"' : ""}/><path d="M-10,-5 L0,0 L-10,5${openHead ? "" : "z"}" fill="${openHead ? "none" : ink}" stroke="${ink}" stroke-width="1.4" transform="translate(${x2},${y2}) rotate(${angle})"/>`;
}

/** @param {import("../lib/scene.mjs").Scene} scene */
function lifelines(scene) {
  const { random } = scene;
  const { plan, ask } = sequence(random);
  const { people, messages, title, numbered, noteAt, note, framed, frameAt } = plan;
  const [paper, ink, fill, border, words, noteFill, accent] = random.pick(STYLES);
  const size = random.int(13, 16);
  const letter = size * 0.58;
  const widths = people.map((p) => Math.max(90, p.length * letter + 30));
  const gaps = people.slice(1).map((_, i) => {
    const near = messages
      .filter((m) => Math.min(m.from, m.to) === i && Math.abs(m.from - m.to) === 1)
      .map((m) => (m.text.length + 4) * letter + 26);
    return Math.max((widths[i] + widths[i + 1]) / 2 + 24, random.int(120, 190), ...near);
  });
  const x = [Math.max(widths[0] / 2 + 22, 60)];
  gaps.forEach((gap, i) => x.push(x[i] + gap));
  const step = random.int(38, 58);
  const top = title ? 62 : 26;
  const boxHeight = random.int(34, 46);
  let y = top + boxHeight + step;
  let self = 0;
  const curved = random.pick([0, 3, 8]);
  const openReply = random.chance(0.6);
  let under = "";
  let over = title ? at(scene, title, (x[0] + x[x.length - 1]) / 2, 36, "title") : "";
  messages.forEach((m, i) => {
    if (i === frameAt && framed) {
      const [left, right] = [Math.min(x[m.from], x[m.to]) - 40, Math.max(x[m.from], x[m.to]) + 40];
      y += 28;
      over += `<rect x="${left}" y="${y - 50}" width="${right - left}" height="76" fill="none" stroke="${border}" ${random.chance(0.5) ? 'stroke-dasharray="4 3"' : ""}/>${at(scene, framed[0], left + 6, y - 34, "start small")}${at(scene, `[${framed[1]}]`, (left + right) / 2, y - 34, "small")}`;
      y += 6;
    }
    const label = `${numbered ? `${i + 1}. ` : ""}${m.text}`;
    const dashed = m.arrow === "-->>";
    if (m.from === m.to) {
      self = Math.max(self, x[m.from] + 56 + label.length * letter);
      over += `<path d="M${x[m.from]},${y - 8} h38 v20 h-30" fill="none" stroke="${ink}" stroke-width="1.5"/><path d="M10,-5 L0,0 L10,5z" fill="${ink}" transform="translate(${x[m.from]},${y + 12})"/>${at(scene, label, x[m.from] + 46, y + 4, "start")}`;
    } else {
      over +=
        arrow(x[m.from], y, x[m.to], y, dashed, dashed && openReply, ink) +
        at(scene, label, (x[m.from] + x[m.to]) / 2, y - 7, "");
    }
    if (!dashed && random.chance(0.35))
      under += `<rect x="${x[m.to] - 5}" y="${y}" width="10" height="${step * random.int(1, 2)}" fill="${fill}" stroke="${border}"/>`;
    y += step;
    if (i === noteAt) {
      const wide = note.length * letter + 26;
      over += `<rect x="${x[m.to] - wide / 2}" y="${y - 26}" width="${wide}" height="30" fill="${noteFill}" stroke="${border}"/>${at(scene, note, x[m.to], y - 6, "note")}`;
      self = Math.max(self, x[m.to] + wide / 2 + 14);
      y += 30;
    }
  });
  const foot = random.chance(0.25);
  const end = y + 6;
  const boxes = people
    .map(
      (p, i) =>
        `<line x1="${x[i]}" y1="${top + boxHeight}" x2="${x[i]}" y2="${end}" stroke="${border}" ${random.chance(0.6) ? 'stroke-dasharray="5 4"' : ""}/>`,
    )
    .join("");
  const heads = people
    .map(
      (p, i) =>
        `<rect x="${x[i] - widths[i] / 2}" y="${top}" width="${widths[i]}" height="${boxHeight}" rx="${curved}" fill="${fill}" stroke="${border}"/>${at(scene, p, x[i], top + boxHeight / 2 + size * 0.36, "who")}`,
    )
    .join("");
  const feet = foot
    ? people
        .map(
          (p, i) =>
            `<rect x="${x[i] - widths[i] / 2}" y="${end}" width="${widths[i]}" height="8" fill="${fill}" stroke="${border}"/>`,
        )
        .join("")
    : "";
  const width = Math.ceil(
    Math.max(
      x[x.length - 1] + widths[widths.length - 1] / 2 + 22,
      self,
      title ? (x[0] + x[x.length - 1]) / 2 + title.length * letter : 0,
    ),
  );
  const height = Math.ceil(end + (foot ? 26 : 16));
  scene.asks.push((figure) => {
    const named = new Map(messages.map((m, i) => [m, numbered ? `${i + 1}. ${m.text}` : m.text]));
    if (!numbered) ask(figure);
    directions(figure, people, messages, (m) => figure.text(/** @type {string} */ (named.get(m))));
  });
  const font = random.pick([...SANS, ...SERIF, MONO[0]]);
  const light = noteFill.startsWith("#f");
  return {
    kind: "sequence diagram",
    html: `<svg width="${width}" height="${height}">${boxes}${under}${heads}${over}${feet}</svg>`,
    css: `body{background:${paper}}svg{display:block}text{font:${size}px '${font}',sans-serif;fill:${ink};text-anchor:middle}.who{fill:${words};font-weight:${random.pick([400, 600])}}.start{text-anchor:start}.small{font-size:${size - 1.5}px}.title{font-size:${size + 4}px;font-weight:600;fill:${accent}}.note{fill:${light ? "#222" : ink}}`,
    width,
    height,
  };
}

/** Who sends what to whom. @param {import("../lib/figure.mjs").Figure} figure @param {string[]} people @param {{from: number, to: number, text: string, arrow: string}[]} messages @param {(m: any) => string | null} said */
function directions(figure, people, messages, said) {
  const { random } = figure;
  const who = people.map((p) => figure.text(p));
  const each = (/** @type {any[]} */ list) => ({
    text: list
      .map((_, k) => `%m${k}`)
      .join(", ")
      .replace(/, (%m\d)$/, " and $1"),
    refs: Object.fromEntries(list.map((m, k) => [`m${k}`, said(m)])),
  });
  for (const m of messages) {
    if (m.from === m.to) continue;
    const refs = { m: said(m), a: who[m.from], b: who[m.to] };
    const slots = { m: m.text, a: people[m.from], b: people[m.to] };
    figure.turn("direction", S.DIRECTION, slots, "%m goes from %a to %b.", refs, [
      `from ${people[m.from]} to ${people[m.to]}`,
    ]);
    figure.turn("sender", S.SENDER, slots, "%a sends %m.", refs, [people[m.from]]);
    figure.turn("receiver", S.RECEIVER, slots, "%b receives %m.", refs, [people[m.to]]);
    if (random.chance(0.3))
      figure.turn("line-style", S.LINE_STYLE, slots, `%m is ${m.arrow === "-->>" ? "dashed" : "solid"}.`, refs, [
        m.arrow === "-->>" ? "dashed" : "solid",
      ]);
    const [asked, right] = random.chance(0.5) ? [m.from, true] : [m.to, false];
    figure.turn(
      "is-sender",
      S.IS_SENDER,
      { m: m.text, x: people[asked] },
      right ? "%a: yes, it sends %m." : "%b: no, %a sends %m.",
      refs,
      [right ? "yes" : "no"],
    );
  }
  people.forEach((p, i) => {
    const out = messages.filter((m) => m.from === i && m.to !== i);
    const into = messages.filter((m) => m.to === i && m.from !== i);
    for (const [list, phrases, verb, kind] of /** @type {const} */ ([
      [out, S.SENDS, "sends", "outgoing"],
      [into, S.GETS, "receives", "incoming"],
    ])) {
      if (list.length === 0) figure.turn(kind, phrases, { x: p }, `%x ${verb} nothing.`, { x: who[i] }, ["nothing"]);
      else if (list.length <= 2)
        figure.turn(kind, phrases, { x: p }, `%x ${verb} ${each(list).text}.`, { x: who[i], ...each(list).refs }, [
          list[0].text,
        ]);
      if (list.length > 0)
        figure.count(
          [
            `How many {messages|arrows} does "${p}" ${verb === "sends" ? "{send|emit}" : "{receive|get}"}?`,
            `{Number of|Count the} messages {${verb === "sends" ? "from|sent by" : "to|received by"}} ${p}{.|?}`,
          ],
          list.length,
          "message",
        );
    }
    people.forEach((q, k) => {
      if (i === k || !random.chance(0.4)) return;
      const found = out.find((m) => m.to === k);
      figure.turn(
        "sends-to",
        S.SENDS_TO,
        { a: p, b: q },
        found ? "Yes, %a sends %m to %b." : "No, %a sends nothing to %b.",
        { a: who[i], b: who[k], m: found ? said(found) : null },
        [found ? "yes" : "no"],
      );
    });
  });
  figure.absent(S.DIRECTION, {
    m: `${random.pick(["send", "fetch", "drop", "seal"])} ${madeUp(random).toLowerCase()}`,
  });
  figure.absent(S.SENDS, { x: madeUp(random) });
  figure.absent(S.GETS, { x: madeUp(random) });
}

/** @param {import("../lib/scene.mjs").Scene} scene */
function graph(scene) {
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
          ["{What|Which label} {is|stands} on the arrow from %a to %b?", "{label|text} between %a and %b?"],
          slots,
          "%l.",
          { l: figure.text(e.label) },
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

/** @param {import("puppeteer-core").Browser} browser */
export const open = (browser) =>
  openScenes(browser, (scene) => (scene.random.chance(0.72) ? lifelines(scene) : graph(scene)));
