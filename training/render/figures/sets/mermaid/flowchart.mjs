import { ALT_TEXT, DESCRIBE, KIND_OF_PICTURE, TITLE } from "../../lib/common.mjs";
import { listed } from "../../lib/phrases.mjs";
import { TOPICS, decision, distinct, madeUp, step } from "../../lib/words.mjs";
import {
  NEXT,
  PREVIOUS,
  BRANCH,
  IF_BRANCH,
  EDGE_LABEL,
  CONNECTS,
  LEADS,
  FIRST_STEP,
  LAST_STEP,
  NODE_KIND,
  WHICH_DECISIONS,
  IN_GROUP,
  GROUP_HAS,
} from "./flowchart-phrases.mjs";

const BRANCHES = [
  ["yes", "no"],
  ["Yes", "No"],
  ["true", "false"],
  ["ok", "failed"],
  ["approved", "rejected"],
  ["success", "error"],
  ["Y", "N"],
  ["pass", "fail"],
  ["yes", "no"],
];
const SHAPES = {
  step: ["[", "]"],
  round: ["(", ")"],
  stadium: ["([", "])"],
  decision: ["{", "}"],
  store: ["[(", ")]"],
  io: ["[/", "/]"],
  sub: ["[[", "]]"],
  hex: ["{{", "}}"],
};

/** A process as nodes and edges: a chain with decisions whose other branch leads aside, back or to an end. @param {import("../../../src/prng.mjs").Random} random */
function drawProcess(random) {
  const length = random.int(4, 8);
  const [yes, no] = random.pick(BRANCHES);
  const shape = random.pick(["step", "step", "step", "round"]);
  const labels = distinct(length + 4, () => step(random));
  const questions = distinct(3, () => decision(random));
  const nodes = [];
  const edges = [];
  const add = (label, kind) =>
    nodes.push({
      id: `N${nodes.length}`,
      label,
      kind,
      shape:
        kind === "decision"
          ? "decision"
          : kind === "end"
            ? "stadium"
            : random.chance(0.12)
              ? random.pick(["store", "io", "sub", "hex"])
              : shape,
    }) - 1;
  let previous = add(random.chance(0.4) ? random.pick(["Start", "Begin", "Start here"]) : labels.pop(), "end");
  const first = previous;
  let pending = "";
  let decisions = 0;
  for (let i = 0; i < length; i++) {
    const asks = decisions < 3 && i > 0 && i < length - 1 && random.chance(0.36);
    const at = asks ? add(questions[decisions++], "decision") : add(labels.pop(), i === length - 1 ? "end" : "step");
    edges.push({ from: previous, to: at, label: pending });
    pending = "";
    if (asks) {
      const flipped = random.chance(0.3);
      pending = flipped ? no : yes;
      const other = flipped ? yes : no;
      const back = edges.length > 2 && random.chance(0.3);
      if (back) edges.push({ from: at, to: random.int(first + 1, at - 1), label: other });
      else if (labels.length > length - i) {
        const side = add(labels.pop(), random.chance(0.4) ? "end" : "step");
        edges.push({ from: at, to: side, label: other });
      }
    }
    previous = at;
  }
  return { nodes, edges, first, last: previous, decisions, branches: [yes, no] };
}

/** @param {import("../../../src/prng.mjs").Random} random */
export function flowchart(random) {
  const { nodes, edges, first, last, decisions } = drawProcess(random);
  const direction = random.weighted([
    ["TD", 55],
    ["LR", 25],
    ["TB", 8],
    ["RL", 6],
    ["BT", 6],
  ]);
  const title = random.chance(0.3)
    ? random.chance(0.8)
      ? random.pick(TOPICS)
      : `${madeUp(random)} ${random.pick(["workflow", "process", "pipeline"])}`
    : null;
  const groups = [];
  if (decisions === 0 && random.chance(0.5)) {
    const cut = random.int(1, nodes.length - 2);
    const names = distinct(2, () => `${random.pick(["Phase", "Team", "Stage", "Zone"])} ${madeUp(random)}`);
    groups.push(
      { name: names[0], members: nodes.slice(0, cut + 1) },
      { name: names[1], members: nodes.slice(cut + 1) },
    );
  }
  const declare = (node) => `${node.id}${SHAPES[node.shape][0]}"${node.label}"${SHAPES[node.shape][1]}`;
  const body = groups.length
    ? groups
        .map((group, i) => `subgraph G${i}["${group.name}"]\n${group.members.map(declare).join("\n")}\nend`)
        .join("\n")
    : nodes.map(declare).join("\n");
  const arrow = random.pick(["-->", "-->", "-->", "==>", "-.->"]);
  const code = `${title ? `---\ntitle: ${title}\n---\n` : ""}flowchart ${direction}\n${body}\n${edges
    .map((edge) => `${nodes[edge.from].id} ${arrow}${edge.label ? `|${edge.label}|` : ""} ${nodes[edge.to].id}`)
    .join("\n")}`;

  /** @param {import("../../lib/figure.mjs").Figure} figure */
  const ask = (figure) => {
    const labels = nodes.map((node) => node.label);
    figure.labels = labels;
    const ref = nodes.map((node) => figure.text(node.label));
    const out = nodes.map((_, i) => edges.filter((edge) => edge.from === i));
    const into = nodes.map((_, i) => edges.filter((edge) => edge.to === i));
    const refTitle = title === null ? null : figure.text(title);
    for (const edge of edges) {
      const x = nodes[edge.from].label;
      const y = nodes[edge.to].label;
      const label = edge.label
        ? figure.where((l) => l.key.startsWith(`L_${nodes[edge.from].id}_${nodes[edge.to].id}_`))
        : null;
      figure.edge(ref[edge.from], ref[edge.to], edge.label ? label : "");
      if (out[edge.from].length === 1) {
        figure.turn("next", NEXT, { x }, "After %x comes %y.", { x: ref[edge.from], y: ref[edge.to] }, [y]);
        if (random.chance(0.4))
          figure.turn("yes-no", LEADS, { x, y }, "%x: yes, it leads to %y.", { x: ref[edge.from], y: ref[edge.to] }, [
            "yes",
          ]);
        const wrong = random.int(0, nodes.length - 1);
        if (random.chance(0.4) && wrong !== edge.to && wrong !== edge.from) {
          figure.turn(
            "yes-no",
            LEADS,
            { x, y: nodes[wrong].label },
            "%x: no, it leads to %y.",
            { x: ref[edge.from], y: ref[edge.to] },
            ["no"],
          );
        }
      }
      if (into[edge.to].length === 1) {
        figure.turn(
          "previous",
          PREVIOUS,
          { y },
          edge.label ? "Before %y comes %x with %l." : "Before %y comes %x.",
          { x: ref[edge.from], y: ref[edge.to], l: label },
          [x],
        );
      }
      if (edge.label) {
        figure.turn(
          "branch",
          BRANCH,
          { x, l: edge.label },
          "From %x, %l leads to %y.",
          { x: ref[edge.from], y: ref[edge.to], l: label },
          [y],
        );
        figure.turn(
          "branch",
          IF_BRANCH,
          { x: x.replace(/\?$/, ""), l: edge.label },
          "From %x, %l leads to %y.",
          { x: ref[edge.from], y: ref[edge.to], l: label },
          [y],
        );
        figure.turn(
          "edge-label",
          EDGE_LABEL,
          { x, y },
          "From %x to %y goes %l.",
          { x: ref[edge.from], y: ref[edge.to], l: label },
          [edge.label],
        );
      }
    }
    nodes.forEach((node, i) => {
      if (out[i].length === 2) {
        const targets = out[i].map((edge) => nodes[edge.to].label);
        figure.turn(
          "connects",
          CONNECTS,
          { x: node.label },
          "%x leads to %a and %b.",
          { x: ref[i], a: ref[out[i][0].to], b: ref[out[i][1].to] },
          [listed(targets), targets[0]],
        );
      } else if (out[i].length === 1) {
        figure.turn("connects", CONNECTS, { x: node.label }, "%x leads to %a.", { x: ref[i], a: ref[out[i][0].to] }, [
          nodes[out[i][0].to].label,
        ]);
      }
      if (node.kind === "decision")
        figure.turn("node-kind", NODE_KIND, { x: node.label }, "%x is a decision.", { x: ref[i] }, ["decision"]);
    });
    figure.turn("first", FIRST_STEP, {}, "%x comes first.", { x: ref[first] }, [nodes[first].label]);
    const ends = nodes.filter((_, i) => out[i].length === 0);
    if (ends.length === 1) figure.turn("last", LAST_STEP, {}, "%x comes last.", { x: ref[last] }, [nodes[last].label]);
    figure.count(
      [
        "How many {decisions|decision points|conditions|diamonds|questions} {are there|does it have|are in the {flowchart|diagram}|do you see}?",
        "{Count|Number of} {the |}{decisions|decision nodes}{.|?}",
      ],
      decisions,
      "decision",
    );
    figure.count(
      [
        "How many {steps|nodes|boxes|shapes} {are there|does it have|are in the {flowchart|diagram}|can you see}?",
        "{Count the|Number of} {nodes|boxes|steps}{.|?}",
      ],
      nodes.length,
      "node",
    );
    const decided = nodes.map((node, i) => ({ node, i })).filter(({ node }) => node.kind === "decision");
    if (decided.length > 0 && decided.length <= 3) {
      const refs = Object.fromEntries(decided.map(({ i }, k) => [`d${k}`, ref[i]]));
      figure.turn("decisions", WHICH_DECISIONS, {}, `${listed(decided.map((_, k) => `%d${k}`))}.`, refs, [
        decided[0].node.label,
      ]);
    }
    for (const group of groups) {
      const g = figure.text(group.name);
      figure.group(
        g,
        group.members.map((member) => figure.text(member.label)),
      );
      for (const member of group.members)
        figure.turn("group", IN_GROUP, { x: member.label }, "%x is in %g.", { x: figure.text(member.label), g }, [
          group.name,
        ]);
      if (group.members.length <= 2) {
        const refs = Object.fromEntries(group.members.map((m, k) => [`m${k}`, figure.text(m.label)]));
        figure.turn(
          "group",
          GROUP_HAS,
          { g: group.name },
          `%g contains ${listed(group.members.map((_, k) => `%m${k}`))}.`,
          { ...refs, g },
          [group.members[0].label],
        );
      }
    }
    if (groups.length)
      figure.count(["How many {groups|subgraphs|frames|sections} {are there|does it have}?"], groups.length, "group");
    if (title !== null) figure.turn("title", TITLE, {}, "%t", { t: refTitle }, [title]);
    figure.turn(
      "picture-kind",
      KIND_OF_PICTURE,
      {},
      refTitle ? "This is a flowchart titled %t." : "This is a flowchart.",
      { t: refTitle },
      ["flowchart", "flow chart"],
    );
    figure.turn(
      "describe",
      DESCRIBE,
      {},
      `This flowchart ${refTitle ? "titled %t " : ""}starts with %a and ends with %b.`,
      { t: refTitle, a: ref[first], b: ref[last] },
      ["flowchart"],
    );
    figure.turn(
      "alt",
      ALT_TEXT,
      {},
      `Flowchart${refTitle ? " titled %t" : ""} from %a to %b${decisions ? ` with ${decisions} decision${decisions > 1 ? "s" : ""}` : ""}.`,
      { t: refTitle, a: ref[first], b: ref[last] },
      ["flowchart"],
    );
    figure.absent(NEXT, { x: step(random) });
    figure.absent(BRANCH, { x: decision(random), l: "no" });
  };
  return { kind: "flowchart", code, ask, nodes, edges, groups, title };
}
