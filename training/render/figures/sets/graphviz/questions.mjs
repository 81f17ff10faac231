/** Questions about graphs. */
import { ALT_TEXT, DESCRIBE, KIND_OF_PICTURE, TITLE } from "../../lib/common.mjs";
import { listed } from "../../lib/phrases.mjs";
import { madeUp } from "../../lib/words.mjs";
import { named } from "../mermaid/structure.mjs";
import { BY_LABEL, EDGE, INTO, LEADS, OUT } from "./phrases.mjs";

/** @param {import("../../lib/figure.mjs").Figure} figure @param {any} graph see sets/graphviz.mjs */
export function questions(figure, { kind, nodes, edges, clusters, title }) {
  const { random } = figure;
  figure.labels = [...nodes];
  const ref = nodes.map((n, i) => figure.key(`n${i}`));
  const t = title === null ? null : figure.text(title);
  const what =
    kind === "architecture" ? "an architecture diagram" : kind === "dependencies" ? "a dependency graph" : "a graph";
  const bare = what.replace(/^an? /, "");
  const accepted = [bare, bare === "graph" ? "diagram" : "graph"];
  nodes.forEach((x, i) => {
    const out = edges.filter((e) => e.from === i);
    const into = edges.filter((e) => e.to === i);
    if (out.length > 0 && out.length <= 2)
      figure.turn(
        "connects",
        OUT,
        { x },
        `%x leads to ${listed(out.map((_, k) => `%o${k}`))}.`,
        {
          x: ref[i],
          ...named(
            "o",
            out.map((e) => ref[e.to]),
          ),
        },
        [nodes[out[0].to]],
      );
    if (into.length > 0 && into.length <= 2)
      figure.turn(
        "connected-from",
        INTO,
        { x },
        `%x is reached from ${listed(into.map((_, k) => `%o${k}`))}.`,
        {
          x: ref[i],
          ...named(
            "o",
            into.map((e) => ref[e.from]),
          ),
        },
        [nodes[into[0].from]],
      );
    const y = nodes[random.int(0, nodes.length - 1)];
    if (out.length === 1 && random.chance(0.35)) {
      const target = nodes[out[0].to];
      const refs = { x: ref[i], y: ref[out[0].to] };
      if (random.chance(0.5)) figure.turn("yes-no", LEADS, { x, y: target }, "%x: yes, it leads to %y.", refs, ["yes"]);
      else if (y !== target && y !== x) figure.turn("yes-no", LEADS, { x, y }, "%x: no, it leads to %y.", refs, ["no"]);
    }
  });
  for (const e of edges) {
    figure.edge(ref[e.from], ref[e.to], e.label ? figure.text(e.label) : "");
    if (!e.label) continue;
    const slots = { x: nodes[e.from], y: nodes[e.to], l: e.label };
    const refs = { x: ref[e.from], y: ref[e.to], l: figure.text(e.label) };
    figure.turn("edge-label", EDGE, slots, "From %x to %y goes %l.", refs, [e.label]);
    figure.turn("by-label", BY_LABEL, slots, "From %x, %l leads to %y.", refs, [nodes[e.to]]);
  }
  const roots = nodes.map((_, i) => i).filter((i) => !edges.some((e) => e.to === i));
  if (roots.length === 1)
    figure.turn(
      "first",
      [
        "{Which|What} {node|box|component} has no incoming {arrow|edge|connection}s?",
        "Where does the {graph|diagram} {start|begin}?",
        "{Which|What} is the {root|top|first} {node|component}?",
        "{root|start}?",
      ],
      {},
      "%x comes first.",
      { x: ref[roots[0]] },
      [nodes[roots[0]]],
    );
  clusters.forEach((c) => {
    const g = figure.text(c.name);
    figure.group(
      g,
      c.members.map((i) => ref[i]),
    );
    for (const i of c.members)
      figure.turn(
        "group",
        [
          "{Which|What} {group|cluster|zone|box} {is|does} %x {in|belong to|part of}?",
          "Where does %x {run|belong|live}?",
          "In {which|what} {zone|group|frame|cluster} {is|do we find} %x?",
          "%x {belongs to|is part of|sits in} {what|which group}?",
        ],
        { x: nodes[i] },
        "%x is in %g.",
        { x: ref[i], g },
        [c.name],
      );
    if (c.members.length <= 2)
      figure.turn(
        "group",
        [
          "What {is|belongs} {in|inside|to} {the group |}%g?",
          "{Which|What} {components|nodes} {are in|belong to} %g?",
          "What does %g {contain|consist of|include}?",
          "{List|Name} what is in %g.",
        ],
        { g: c.name },
        `%g contains ${listed(c.members.map((_, k) => `%m${k}`))}.`,
        {
          g,
          ...named(
            "m",
            c.members.map((i) => ref[i]),
          ),
        },
        [nodes[c.members[0]]],
      );
  });
  if (clusters.length === 1)
    figure.turn(
      "group-name",
      [
        "What is the {group|cluster|frame|big box} called?",
        "{Name|label} of the {group|frame|cluster}?",
        "Read the label of the {group|frame}.",
      ],
      {},
      "%g",
      { g: figure.text(clusters[0].name) },
      [clusters[0].name],
    );
  figure.count(
    [
      "How many {nodes|boxes|components|elements} {are there|does it have|are in the {graph|diagram}}?",
      "{Number of|Count the} {nodes|components|boxes}{.|?}",
    ],
    nodes.length,
    "node",
  );
  if (clusters.length)
    figure.count(["How many {groups|clusters|zones|frames} {are there|does it have}?"], clusters.length, "group");
  if (title) figure.turn("title", TITLE, {}, "%t", { t }, [title]);
  figure.turn(
    "picture-kind",
    KIND_OF_PICTURE,
    {},
    t ? `This is ${what} titled %t.` : `This is ${what}.`,
    { t },
    accepted,
  );
  figure.turn(
    "describe",
    DESCRIBE,
    {},
    `This is ${what}${t ? " titled %t" : ""} with ${nodes.length} nodes, among them %a and %b.`,
    { t, a: ref[0], b: ref[1] },
    accepted,
  );
  figure.turn(
    "alt",
    ALT_TEXT,
    {},
    `${bare[0].toUpperCase()}${bare.slice(1)}${t ? " titled %t" : ""} from %a to %b.`,
    { t, a: ref[0], b: ref[nodes.length - 1] },
    accepted,
  );
  figure.absent(OUT, { x: madeUp(random) });
}
