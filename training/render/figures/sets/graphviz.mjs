/** Graphs laid out by `dot`: dependency graphs, architectures with clusters, trees of terms. */
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { shoot } from "../lib/browser.mjs";
import { PRODUCTS, ROLES, TOPICS, distinct, madeUp } from "../lib/words.mjs";
import { questions } from "./graphviz/questions.mjs";

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

/** @param {import("../../src/prng.mjs").Random} random */
export function plan(random) {
  const kind = random.weighted([
    ["architecture", 45],
    ["dependencies", 35],
    ["graph", 20],
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

/** @param {ReturnType<typeof plan>} graph @param {import("../../src/prng.mjs").Random} random */
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
  return async (/** @type {import("../../src/prng.mjs").Random} */ random) => {
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
