import { ALT_TEXT, DESCRIBE, KIND_OF_PICTURE, TITLE } from "../../lib/common.mjs";
import { listed } from "../../lib/phrases.mjs";
import { TOPICS, decision, distinct, madeUp, step } from "../../lib/words.mjs";

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

/** A process as nodes and edges: a chain with decisions whose other branch leads aside, back or to an end. @param {import("../../lib/random.mjs").Random} random */
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

/** @param {import("../../lib/random.mjs").Random} random */
export function flowchart(random) {
  const { nodes, edges, first, last, decisions } = drawProcess(random);
  const direction = random.weighted([
    [55, "TD"],
    [25, "LR"],
    [8, "TB"],
    [6, "RL"],
    [6, "BT"],
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
    edges.forEach((edge, e) => {
      const x = nodes[edge.from].label;
      const y = nodes[edge.to].label;
      const label = edge.label
        ? figure.where((l) => l.key.startsWith(`L_${nodes[edge.from].id}_${nodes[edge.to].id}_`))
        : null;
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
          "%l leads from %x to %y.",
          { x: ref[edge.from], y: ref[edge.to], l: label },
          [edge.label],
        );
      }
      void e;
    });
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
  return { kind: "flowchart", code, ask };
}

const NEXT = [
  "{What|Which step} {comes|follows|happens|is} {after|right after|directly after|next after} %x?",
  "What {is|comes} {next|the next step} {after|following} %x?",
  "What {do we do|do I do|happens|is done} after %x?",
  "Where does {the arrow from |}%x {lead|go|point}{| to}?",
  "{Next step|next|what's next} after %x?",
  "{Once|When|As soon as} %x is done, what {is next|comes next|follows}?",
  "After %x, {what comes|where do we go|what follows}?",
  "%x is followed by {what|which step}?",
  "Name the step {after|following} %x.",
  "Follow the arrow {out of|from} %x: where does it {end|go|lead}?",
  "Which {box|node|step} does %x point {to|at}?",
];
const PREVIOUS = [
  "{What|Which step} {comes|is|happens} {before|right before|directly before|just before} %y?",
  "What {leads|goes|points} to %y?",
  "{From where|From which step} do we {get|come} to %y?",
  "{Step|What's} before %y?",
  "Which {box|node|step} {points|leads} to %y?",
  "How do we {get to|reach|arrive at} %y?",
  "What {precedes|has to happen before} %y?",
  "Name the step {before|preceding} %y.",
  "What is the {previous step|predecessor} of %y?",
  "Before %y, what {happens|comes}?",
];
const BRANCH = [
  "Where does the %l {branch|arrow|path|edge|exit} {of|from} %x {lead|go}{| to}?",
  "What {happens|comes next|follows} if %x is {answered with |}%l?",
  "If {the answer to |}%x is %l, {what happens|what comes next|where do we go|what is done}?",
  "%x: what {happens|comes} {on|for|with} %l?",
  "From %x, where does %l {lead|go}?",
  "{Follow|Take} the %l {branch|arrow} of %x. Where {do you end up|does it lead}?",
  "Which step {follows|comes after} %x {when it is|with|in case of|for} %l?",
  "What is the {next step|consequence} when %x gives %l?",
  "In case of %l at %x, what {is next|do we do}?",
  "%l branch of %x?",
];
const IF_BRANCH = [
  "What {happens|do we do|comes next} {if|when} %x! is %l?",
  "%x!: %l. {And then|What next|Where do we go}?",
  "Suppose %x!? The answer is %l. What {comes|is} next?",
  "Which step {do we reach|comes} when the answer to %x! is %l?",
];
const EDGE_LABEL = [
  "What {is written on|does it say on|is the label of|label is on} the {arrow|edge|line|connection} from %x to %y?",
  "{Which|What} {condition|answer|branch|label} leads from %x to %y?",
  "{On|Under} which {condition|answer} does %x {lead|go} to %y?",
  "When do we {go|get|move} from %x to %y?",
  "Read the label {between|on the arrow between} %x and %y.",
  "How is the {arrow|edge} {from|between} %x {to|and} %y {labelled|labeled|marked}?",
];
const CONNECTS = [
  "What {does|is} %x {connect to|connected to|lead to|linked to}?",
  "{Where|To which steps} does %x {go|lead|branch}{| to}?",
  "{Which|What} {nodes|boxes|steps} {come after|follow|does} %x{| lead to}?",
  "{What are|Name} the {outcomes|successors|next steps|targets} of %x{?|.}",
  "{Where|What} can {we go|come} {from|after} %x?",
  "Which {arrows|connections} leave %x?",
];
const LEADS = [
  "Does %x {lead|go|connect|point} {directly |}to %y?",
  "Is there an {arrow|edge|connection} from %x to %y?",
  "Is %y {the step|what comes|what follows} {directly |right |}after %x?",
  "Do we {go|get} from %x {straight |directly |}to %y?",
  "%x → %y, is that {right|in the diagram|shown}?",
  "Does %y {follow|come directly after} %x?",
];
const FIRST_STEP = [
  "{What|Which} is the {first|very first|initial} {step|node|box}?",
  "Where does {the {process|flow|flowchart|diagram}|it|everything} {start|begin}?",
  "{What|Which step} comes first?",
  "How does {the process|the flow|it} {start|begin}?",
  "{first step|start|starting point}?",
  "What {starts|triggers} the {process|flow}?",
  "What's at the {start|beginning} of the {process|flowchart}?",
  "Name the {first|starting} {step|node}.",
];
const LAST_STEP = [
  "{What|Which} is the {last|final|very last} {step|node|box}?",
  "Where does {the {process|flow|flowchart|diagram}|it|everything} {end|stop|finish}?",
  "{What|Which step} comes last?",
  "How does {the process|the flow|it} {end|finish}?",
  "{last step|end|final step}?",
  "What's at the end of the {process|flowchart}?",
  "Name the {last|final} {step|node}.",
];
const NODE_KIND = [
  "What kind of {node|shape|element} is %x?",
  "{Is|What is} %x{, | }{a step or a decision|a process or a decision}?",
  "What does the shape of %x {mean|stand for}?",
  "Which role does %x play in the flowchart?",
];
const WHICH_DECISIONS = [
  "{Which|What} {decisions|conditions|questions} {are there|have to be made|are checked|does the flowchart contain}?",
  "{What|Which things} {is|are} {checked|decided|asked}{| in this flow| here}?",
  "{List|Name} the {decision|decisions|decision points|conditions}.",
  "What {does|is} the {diamond|decision} {say|about}?",
];
const IN_GROUP = [
  "{Which|What} {group|subgraph|frame|section|box} {is|does} %x {in|belong to|part of}?",
  "Where does %x belong?",
  "%x {belongs to|is part of|sits in} {which|what} {group|frame}?",
  "In {which|what} {group|frame|phase|section} do we find %x?",
];
const GROUP_HAS = [
  "What {is|belongs} {in|inside|to} {the group |}%g?",
  "{Which|What} {steps|nodes} are in %g?",
  "What does %g {contain|consist of|include}?",
  "{List|Name} the {members|nodes|steps} of %g.",
];
