/** Graphs laid out by `dot`: dependency graphs, architectures with clusters, trees of terms. */
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { shoot } from "../lib/browser.mjs";
import { ALT_TEXT, DESCRIBE, KIND_OF_PICTURE, TITLE } from "../lib/common.mjs";
import { listed } from "../lib/phrases.mjs";
import { PRODUCTS, ROLES, TOPICS, distinct, madeUp } from "../lib/words.mjs";
import { named } from "./mermaid/structure.mjs";
import { OUT, INTO, EDGE, BY_LABEL, LEADS } from "./graphviz/phrases.mjs";

const run = promisify(execFile);
const FONTS = ["Open Sans", "Roboto", "Liberation Sans", "Liberation Serif", "DejaVu Sans", "Inter", "Lato"];
const FILLS = ["#e8f1fa", "#fff4dc", "#e3f4e6", "#fde7e9", "#f0f0f0", "#e6e0f5", "#d7f0ee", "white"];
const LABELS = [
  "HTTPS",
  "gRPC",
  "SQL",
  "MQTT",
  "REST",
  "AMQP",
  "SMTP",
  "TLS",
  "JSON",
  "WebSocket",
  "reads",
  "writes",
  "calls",
  "uses",
  "sends",
  "imports",
  "extends",
  "publishes",
  "subscribes",
  "polls",
  "caches",
  "deploys",
  "logs to",
  "syncs",
];
const ZONES = [
  "Kubernetes cluster",
  "Private subnet",
  "Public subnet",
  "DMZ",
  "Data center",
  "Region EU",
  "Storage",
  "Backend",
  "Frontend",
  "Cloud",
  "On premises",
  "Edge",
  "Core",
  "Plugins",
  "Monitoring",
  "Messaging",
];

/** @param {import("../lib/random.mjs").Random} random */
function plan(random) {
  const kind = random.weighted([
    [45, "architecture"],
    [35, "dependencies"],
    [20, "graph"],
  ]);
  const name = () =>
    kind === "architecture"
      ? random.chance(0.85)
        ? random.pick(ROLES)
        : `${madeUp(random)} ${random.pick(["Service", "DB", "API"])}`
      : kind === "dependencies"
        ? random.chance(0.5)
          ? `${madeUp(random).toLowerCase()}${random.pick(["", "-core", "-utils", ".py", "-api"])}`
          : random.pick([
              "core",
              "utils",
              "parser",
              "router",
              "auth",
              "cache",
              "config",
              "logger",
              "models",
              "views",
              "client",
              "server",
              "ui",
              "types",
              "db",
              "cli",
              "tests",
            ])
        : random.pick([...PRODUCTS, madeUp(random), madeUp(random)]);
  const nodes = distinct(random.int(4, 9), name);
  const edges = nodes.slice(1).map((_, i) => ({ from: random.int(Math.max(0, i - 2), i), to: i + 1, label: "" }));
  for (let k = random.int(0, 2); k > 0; k--) {
    const from = random.int(0, nodes.length - 2);
    const to = random.int(from + 1, nodes.length - 1);
    if (!edges.some((e) => e.from === from && e.to === to)) edges.push({ from, to, label: "" });
  }
  const labels = random.shuffle(LABELS);
  if (kind === "architecture" || random.chance(0.3))
    for (const edge of edges) if (random.chance(0.6)) edge.label = labels.pop() ?? "";
  const clusters = [];
  if (kind === "architecture" && random.chance(0.75)) {
    const zones = distinct(2, () => (random.chance(0.8) ? random.pick(ZONES) : `${madeUp(random)} zone`));
    const cut = random.int(2, nodes.length - 2);
    clusters.push({ name: zones[0], members: nodes.map((_, i) => i).slice(1, cut) });
    if (random.chance(0.6)) clusters.push({ name: zones[1], members: nodes.map((_, i) => i).slice(cut) });
  }
  const title = random.chance(0.35)
    ? random.pick([
        random.pick(TOPICS),
        `${madeUp(random)} ${random.pick(["architecture", "overview", "dependencies", "modules", "system"])}`,
      ])
    : null;
  return { kind, nodes, edges, clusters: clusters.filter((c) => c.members.length > 0), title };
}

/** @param {ReturnType<typeof plan>} graph @param {import("../lib/random.mjs").Random} random */
function toDot(graph, random) {
  const font = random.pick(FONTS);
  const shape = random.pick(["box", "box", "ellipse", "box", "component", "note", "plaintext", "oval"]);
  const fill = random.pick(FILLS);
  const quote = (s) => JSON.stringify(s);
  const node = (i) => `n${i} [label=${quote(graph.nodes[i])}${random.chance(0.1) ? ", shape=cylinder" : ""}];`;
  const inside = new Set(graph.clusters.flatMap((c) => c.members));
  const attributes = [
    `rankdir=${random.pick(["TB", "LR", "LR", "TB"])}`,
    `fontname=${quote(font)}`,
    `fontsize=${random.int(15, 20)}`,
    `nodesep=${(0.25 + random.next() * 0.4).toFixed(2)}`,
    `ranksep=${(0.4 + random.next() * 0.5).toFixed(2)}`,
    `splines=${random.pick(["true", "true", "ortho", "polyline"])}`,
    ...(graph.title ? [`label=${quote(graph.title)}`, `labelloc=${random.pick(["t", "t", "b"])}`] : []),
  ];
  const ortho = attributes.some((a) => a === "splines=ortho");
  return `digraph G {\n${attributes.join(";\n")};\nnode [shape=${shape}, style=${quote(`filled${random.chance(0.5) ? ",rounded" : ""}`)}, fillcolor=${quote(fill)}, fontname=${quote(font)}, fontsize=${random.int(13, 16)}${random.chance(0.3) ? `, color=${quote("#4a5a67")}` : ""}];\nedge [fontname=${quote(font)}, fontsize=${random.int(11, 14)}${random.chance(0.3) ? ", color=gray40" : ""}];\n${graph.clusters
    .map(
      (c, k) =>
        `subgraph cluster_${k} { label=${quote(c.name)}; style=${random.pick(["dashed", "rounded", quote("filled,rounded")])}; fillcolor="#f7f7f7"; fontsize=15; ${c.members.map(node).join(" ")} }`,
    )
    .join(
      "\n",
    )}\n${graph.nodes.map((_, i) => (inside.has(i) ? "" : node(i))).join("\n")}\n${graph.edges.map((e) => `n${e.from} -> n${e.to}${e.label ? ` [${ortho ? "xlabel" : "label"}=${quote(ortho ? e.label : ` ${e.label} `)}]` : ""};`).join("\n")}\n}`;
}

/** @param {import("puppeteer-core").Browser} browser */
export async function open(browser) {
  const page = await browser.newPage();
  return async (/** @type {import("../lib/random.mjs").Random} */ random) => {
    const graph = plan(random);
    const child = run("dot", ["-Tsvg"], { maxBuffer: 1 << 24 });
    child.child.stdin.end(toDot(graph, random));
    const { stdout } = await child;
    const scale = random.pick([1, 1, 1.25, 1.5]);
    await page.setViewport({ width: 1400, height: 1100, deviceScaleFactor: scale });
    await page.setContent(
      `<!doctype html><meta charset="utf-8"><style>body{margin:0;padding:16px;display:inline-block;background:#fff}</style><body>${stdout.slice(stdout.indexOf("<svg"))}</body>`,
    );
    const size = await page.evaluate(() => {
      const r = document.querySelector("svg").getBoundingClientRect();
      return { width: r.width, height: r.height };
    });
    const ratio = size.width / size.height;
    if (size.width > 1350 || size.height > 1350 || ratio > 7 || ratio < 0.2) return null;
    const pad = random.int(4, 16);
    const clip = {
      x: 16 - pad,
      y: 16 - pad,
      width: Math.ceil(size.width + 2 * pad),
      height: Math.ceil(size.height + 2 * pad),
    };
    const { image, lines } = await shoot(page, clip, scale);
    return {
      kind: graph.kind === "architecture" ? "architecture-diagram" : "graph",
      image,
      lines,
      ask: (figure) => questions(figure, graph),
    };
  };
}

/** @param {import("../lib/figure.mjs").Figure} figure @param {ReturnType<typeof plan>} graph */
function questions(figure, { kind, nodes, edges, clusters, title }) {
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
    if (!e.label) continue;
    const slots = { x: nodes[e.from], y: nodes[e.to], l: e.label };
    const refs = { x: ref[e.from], y: ref[e.to], l: figure.text(e.label) };
    figure.turn("edge-label", EDGE, slots, "%l leads from %x to %y.", refs, [e.label]);
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
