import { ALT_TEXT, DESCRIBE, KIND_OF_PICTURE, TITLE } from "../../lib/common.mjs";
import { listed } from "../../lib/phrases.mjs";
import { MONTHS, PRODUCTS, THINGS, TOPICS, distinct, madeUp, step } from "../../lib/words.mjs";
import { named } from "./structure.mjs";

/** @param {import("../../../src/prng.mjs").Random} random */
export function mindmap(random) {
  const root = random.chance(0.7) ? random.pick(TOPICS) : madeUp(random);
  const words = distinct(18, () =>
    random.chance(0.7) ? random.pick([...PRODUCTS, ...THINGS]) : madeUp(random),
  ).filter((w) => w !== root && !/[()[\]{}+]/.test(w));
  const branches = Array.from({ length: random.int(3, 5) }, () => ({
    name: words.pop(),
    leaves: Array.from({ length: random.int(0, 3) }, () => words.pop()),
  })).filter((b) => b.name);
  const code = `mindmap\n  root((${root}))\n${branches.map((b) => [`    ${b.name}`, ...b.leaves.map((l) => `      ${l}`)].join("\n")).join("\n")}`;
  /** @param {import("../../lib/figure.mjs").Figure} figure */
  const ask = (figure) => {
    const r = figure.text(root);
    figure.turn(
      "title",
      [
        "What is {in the middle|in the centre|in the center|the central topic|the root}?",
        "{What|Which} is the {main|central|root} {topic|idea|node}?",
        "What is {this|the} mind map about?",
        "central topic?",
      ],
      {},
      "%r",
      { r },
      [root],
    );
    for (const b of branches) {
      const x = figure.text(b.name);
      const leaves = b.leaves.map((l) => figure.text(l));
      figure.edge(r, x, "", "line");
      for (const leaf of leaves) figure.edge(x, leaf, "", "line");
      if (leaves.length > 0 && leaves.length <= 2)
        figure.turn(
          "children",
          [
            "{What|Which topics} {is|are|belongs} {under|below|to} %x?",
            "What {branches off|comes off|hangs on} %x?",
            "{List|Name} the {children|subtopics|sub-branches} of %x.",
            "{children|subtopics} of %x?",
            "What does %x {lead to|split into|consist of}?",
          ],
          { x: b.name },
          `%x has ${listed(leaves.map((_, k) => `%l${k}`))}.`,
          { x, ...named("l", leaves) },
          [b.leaves[0]],
        );
      b.leaves.forEach((l, k) =>
        figure.turn(
          "parent",
          [
            "{Which|What} {branch|topic} does %l belong to?",
            "{What|Where} {is|does} %l {a part of|belong to|connected to|hang on}?",
            "{parent|branch} of %l?",
            "%l {belongs to|is under} {what|which branch}?",
          ],
          { l },
          "%l belongs to %x.",
          { l: leaves[k], x },
          [b.name],
        ),
      );
      figure.count([`How many {subtopics|children|leaves} does ${b.name} have?`], b.leaves.length, "subtopic");
    }
    figure.count(
      [
        "How many {main |}branches {are there|does it have|leave the root}?",
        "{Number of|Count the} main branches{.|?}",
      ],
      branches.length,
      "branch",
    );
    figure.turn("picture-kind", KIND_OF_PICTURE, {}, "This is a mind map about %r.", { r }, ["mind map", "mindmap"]);
    figure.turn("describe", DESCRIBE, {}, `This mind map about %r has ${branches.length} main branches.`, { r }, [
      "mind map",
    ]);
    figure.turn(
      "alt",
      ALT_TEXT,
      {},
      "Mind map about %r with the branches %a and %b.",
      { r, a: figure.text(branches[0].name), b: figure.text(branches[1].name) },
      ["mind map"],
    );
    figure.absent(["{What|Which topics} {is|are} {under|below} %x?"], { x: madeUp(random) });
  };
  return { kind: "mindmap", code, ask };
}

/** @param {import("../../../src/prng.mjs").Random} random */
export function timeline(random) {
  const title = `${random.pick(["History of", "Roadmap of", "Milestones of", "Timeline of"])} ${random.chance(0.5) ? madeUp(random) : random.pick(TOPICS)}`;
  const year = random.int(1960, 2022);
  const style = random.int(0, 2);
  const n = random.int(3, 6);
  const events = distinct(n * 2, () => step(random)).filter((e) => !e.includes(":"));
  const periods = Array.from({ length: n }, (_, i) => ({
    when:
      style === 0
        ? String(year + i * random.int(1, 3))
        : style === 1
          ? MONTHS[(year + i) % 12]
          : `Q${(i % 4) + 1} ${2023 + Math.floor(i / 4)}`,
    events: random.chance(0.75) ? [events.pop()] : [events.pop(), events.pop()],
  }));
  if (new Set(periods.map((p) => p.when)).size < n) return timeline(random);
  const code = `timeline\n    title ${title}\n${periods.map((p) => `    ${p.when} : ${p.events.join(" : ")}`).join("\n")}`;
  /** @param {import("../../lib/figure.mjs").Figure} figure */
  const ask = (figure) => {
    const t = figure.text(title);
    const when = periods.map((p) => figure.text(p.when));
    periods.forEach((p, i) => {
      const refs = p.events.map((e) => figure.text(e));
      figure.turn(
        "value",
        [
          "What {happened|happens|took place|is planned|is there} in %w?",
          "%w: what {happened|is it about}?",
          "{Which|What} event is {shown|listed} {for|at|in|under} %w?",
          "What stands {below|under} %w?",
          "Read the entry for %w.",
        ],
        { w: p.when },
        `%w: ${listed(refs.map((_, k) => `%e${k}`))}.`,
        { w: when[i], ...named("e", refs) },
        [p.events[0]],
      );
      p.events.forEach((e, k) =>
        figure.turn(
          "when",
          [
            "When {did %e happen|was %e|is %e}?",
            "In which {year|month|period} {was|is} %e?",
            "{Date|Year|Period} of %e?",
            "%e: when?",
            "To {which|what} {period|date} does %e belong?",
          ],
          { e },
          "%e: %w.",
          { e: refs[k], w: when[i] },
          [p.when],
        ),
      );
    });
    figure.turn(
      "first",
      ["{What|Which} is the {first|earliest} {period|date|entry}?", "{When|Where} does the timeline {start|begin}?"],
      {},
      "%w comes first.",
      { w: when[0] },
      [periods[0].when],
    );
    figure.turn(
      "last",
      ["{What|Which} is the {last|latest|most recent} {period|date|entry}?", "{When|Where} does the timeline end?"],
      {},
      "%w comes last.",
      { w: when[n - 1] },
      [periods[n - 1].when],
    );
    figure.count(["How many {periods|dates|points in time} {are there|does the timeline have}?"], n, "period");
    figure.turn("title", TITLE, {}, "%t", { t }, [title]);
    figure.turn("picture-kind", KIND_OF_PICTURE, {}, "This is a timeline titled %t.", { t }, ["timeline"]);
    figure.turn(
      "describe",
      DESCRIBE,
      {},
      "This timeline titled %t runs from %a to %b.",
      { t, a: when[0], b: when[n - 1] },
      ["timeline"],
    );
    figure.turn("alt", ALT_TEXT, {}, "Timeline titled %t from %a to %b.", { t, a: when[0], b: when[n - 1] }, [
      "timeline",
    ]);
    figure.absent(["What {happened|took place} in %w?"], { w: String(random.int(1800, 1900)) });
  };
  return { kind: "timeline", code, ask };
}

/** @param {import("../../../src/prng.mjs").Random} random */
export function pie(random) {
  const title = random.chance(0.85)
    ? `${random.pick(THINGS)} ${random.pick(["by product", "by group", "per team", "in 2025", "by source", "share", "last year"])}`
    : null;
  const names = distinct(random.int(3, 6), () => (random.chance(0.85) ? random.pick(PRODUCTS) : madeUp(random))).filter(
    (n) => !n.includes('"'),
  );
  const values = random.sample(
    Array.from({ length: 90 }, (_, i) => i + 5),
    names.length,
  );
  const code = `pie showData\n${title ? `    title ${title}\n` : ""}${names.map((n, i) => `    "${n}" : ${values[i]}`).join("\n")}`;
  /** @param {import("../../lib/figure.mjs").Figure} figure */
  const ask = (figure) => {
    const t = title ? figure.text(title) : null;
    const refs = names.map((n, i) => figure.text(`${n} [${values[i]}]`));
    names.forEach((x, i) =>
      figure.turn(
        "value",
        [
          "What {is the value|value is given} {of|for} %x?",
          "How {much|many} {is|are|for} %x?",
          "{Value|number} {of|for} %x?",
          "Which {number|value} {belongs to|does the legend give for} %x?",
          "%x?",
        ],
        { x },
        "%r",
        { r: refs[i] },
        [String(values[i])],
      ),
    );
    const most = values.indexOf(Math.max(...values));
    const least = values.indexOf(Math.min(...values));
    figure.turn(
      "highest",
      [
        "{Which|What} is the {largest|biggest} {slice|part|share|segment}?",
        "{Which|What} has the {largest|biggest|highest} {share|value}?",
        "{largest|biggest} slice?",
      ],
      {},
      "%r is the largest.",
      { r: refs[most] },
      [names[most]],
    );
    figure.turn(
      "lowest",
      [
        "{Which|What} is the {smallest|least} {slice|part|share|segment}?",
        "{Which|What} has the {smallest|lowest} {share|value}?",
        "smallest slice?",
      ],
      {},
      "%r is the smallest.",
      { r: refs[least] },
      [names[least]],
    );
    figure.count(
      ["How many {slices|segments|categories|parts} {are there|does {the pie|it} have}?"],
      names.length,
      "slice",
    );
    if (title) figure.turn("title", TITLE, {}, "%t", { t }, [title]);
    figure.turn(
      "picture-kind",
      KIND_OF_PICTURE,
      {},
      t ? "This is a pie chart titled %t." : "This is a pie chart.",
      { t },
      ["pie chart"],
    );
    figure.turn(
      "describe",
      DESCRIBE,
      {},
      `This pie chart${t ? " titled %t" : ""} has ${names.length} slices; %r is the largest.`,
      { t, r: refs[most] },
      ["pie chart"],
    );
    figure.turn(
      "alt",
      ALT_TEXT,
      {},
      `Pie chart${t ? " titled %t" : ""} with %r as the largest slice.`,
      { t, r: refs[most] },
      ["pie chart"],
    );
    figure.absent(["{What is the|Which} value {of|for} %x?"], { x: madeUp(random) });
  };
  return { kind: "pie-chart", code, ask };
}
