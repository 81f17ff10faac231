/** Diagrams in which it matters which way an arrow points: sequence diagrams and small directed graphs, drawn as our own SVG. */
import { MONO, SANS, SERIF } from "../lib/html.mjs";
import { openScenes } from "../lib/scene.mjs";
import { madeUp } from "../lib/words.mjs";
import { sequence } from "./mermaid/sequence.mjs";
import { STYLES, arrow, at } from "./sequence/drawing.mjs";
import { graph } from "./sequence/graph.mjs";
import * as S from "./sequence/phrases.mjs";

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
    else messages.forEach((m) => figure.edge(...joined(figure, people, m), figure.text(named.get(m) ?? "")));
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

/** Both ends of a message. @param {import("../lib/figure.mjs").Figure} figure @param {string[]} people @param {{from: number, to: number}} message @returns {[string | null, string | null]} */
const joined = (figure, people, { from, to }) => [figure.text(people[from]), figure.text(people[to])];

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

/** @param {import("puppeteer-core").Browser} browser */
export const open = (browser) =>
  openScenes(browser, (scene) => (scene.random.chance(0.72) ? lifelines(scene) : graph(scene)));
