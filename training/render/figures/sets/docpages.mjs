/** Documentation pages: headings, paragraphs, notes, code blocks, steps, links, a table of contents. */
import { MONO, SANS, SERIF, escapeHtml, openHtmlSet } from "../lib/html.mjs";
import { distinct, madeUp, step } from "../lib/words.mjs";
import { questions } from "./docpages/questions.mjs";

const SECTIONS = [
  "Installation",
  "Getting started",
  "Configuration",
  "Usage",
  "Requirements",
  "Troubleshooting",
  "Upgrading",
  "Examples",
  "Authentication",
  "Permissions",
  "Limits",
  "Backups",
  "Logging",
  "Command line",
  "API reference",
  "Deployment",
  "Security",
  "Known issues",
  "Release notes",
  "Contributing",
  "Plugins",
  "Themes",
  "Testing",
  "Uninstalling",
];
const KINDS = [
  ["Note", "#e7f2ff", "#0969da"],
  ["Warning", "#fff4d6", "#b58100"],
  ["Tip", "#e6f6ea", "#1a7f37"],
  ["Important", "#f3e9ff", "#8250df"],
  ["Caution", "#ffe9e7", "#cf222e"],
  ["Danger", "#fde2e2", "#b91c1c"],
];

/** @param {import("../../src/prng.mjs").Random} random */
function sentence(random) {
  const name = madeUp(random);
  return random.pick([
    `${name} needs at least ${random.int(2, 64)} GB of memory and ${random.int(1, 9)} free ports.`,
    `Restart the ${name.toLowerCase()} service after every change of the ${random.pick(["configuration", "certificate", "password", "schema"])}.`,
    `The default value is ${random.int(2, 900)} and can be raised up to ${random.int(1000, 9000)}.`,
    `Files larger than ${random.int(2, 500)} MB are stored on the ${name} volume.`,
    `You need the role ${name} Admin to change these settings.`,
    `Keys expire after ${random.int(2, 90)} days and must be rotated by hand.`,
    `All times are given in UTC unless ${name} is set to local time.`,
    `This feature is only available in version ${random.int(2, 20)}.${random.int(0, 9)} and later.`,
    `Run the command as ${random.pick(["root", "an administrator", "the service user"])} to avoid missing permissions.`,
    `${name} keeps its logs for ${random.int(2, 60)} days.`,
  ]);
}

/** @param {import("../../src/prng.mjs").Random} random */
function plan(random) {
  const product = madeUp(random);
  const [title, ...sections] = random.sample(SECTIONS, random.int(2, 4));
  const heading = random.chance(0.5)
    ? title
    : `${random.pick(["Install", "Configure", "Use", "Upgrade", "Secure", "Monitor"])} ${product}`;
  const command = random.pick([
    `npm install ${product.toLowerCase()}`,
    `pip install ${product.toLowerCase()}`,
    `docker run ${product.toLowerCase()}:latest`,
    `${product.toLowerCase()} init --port ${random.int(1000, 9999)}`,
    `curl https://${product.toLowerCase()}.test/install.sh`,
    `export ${product.toUpperCase()}_HOME=/opt/${product.toLowerCase()}`,
    `git clone https://git.test/${product.toLowerCase()}.git`,
  ]);
  const [noteKind, noteBack, noteInk] = random.pick(KINDS);
  const note = sentence(random);
  const steps = random.chance(0.6) ? distinct(random.int(2, 5), () => step(random)) : [];
  const bullets = steps.length === 0 ? distinct(random.int(2, 4), () => step(random)) : [];
  const link = random.pick([
    `${product} API reference`,
    "Read the full guide",
    `Download ${product}`,
    "View the source",
    "Report a problem",
    "Next: Configuration",
    `${product} on the command line`,
  ]);
  const nav = random.chance(0.5) ? random.sample(SECTIONS, random.int(4, 7)) : [];
  const active = nav.length ? random.int(0, nav.length - 1) : -1;
  const crumbs = random.chance(0.4) ? ["Docs", product, random.pick(SECTIONS)] : null;
  const dark = random.chance(0.2);
  const [paper, ink, soft, accent] = dark
    ? [random.pick(["#0d1117", "#1b1b1d", "#1e1e2e"]), "#dfe3e8", "#2a2f37", "#58a6ff"]
    : [
        random.pick(["#fff", "#fff", "#fdfdf8"]),
        random.pick(["#1f2328", "#333", "#24292f"]),
        random.pick(["#f6f8fa", "#f1f1ef", "#f4f4f8"]),
        random.pick(["#0969da", "#0f766e", "#7c3aed", "#c2410c"]),
      ];
  const font = random.pick([...SANS, ...SANS, ...SERIF]);
  const mono = random.pick(MONO);
  const paragraphs = [sentence(random), sentence(random)];
  const width = random.int(640, 1060);
  const order = random.shuffle(["note", "code", "list"]);
  const blocks = {
    note: `<aside><b data-k="noteKind">${noteKind}</b><div data-k="note">${escapeHtml(note)}</div></aside>`,
    code: `<pre data-k="command">${escapeHtml(command)}</pre>`,
    list: steps.length
      ? `<ol>${steps.map((s, i) => `<li><span data-k="S${i}">${i + 1}. ${escapeHtml(s)}</span></li>`).join("")}</ol>`
      : `<ul>${bullets.map((s, i) => `<li><span data-k="S${i}">${escapeHtml(s)}</span></li>`).join("")}</ul>`,
  };
  const html = `<div id="figure">${nav.length ? `<nav>${nav.map((n, i) => `<a class="${i === active ? "on" : ""}" data-k="nav${i}">${n}</a>`).join("")}</nav>` : ""}<main>${crumbs ? `<p class="crumbs">${crumbs.map((c, i) => `<span data-k="crumb${i}">${c}</span>`).join("<i data-skip> / </i>")}</p>` : ""}<h1 data-k="heading">${heading}</h1><p data-k="P0">${paragraphs[0]}</p>${sections
    .map((s, i) => `<h2 data-k="section${i}">${s}</h2>${blocks[order[i % 3]]}`)
    .join("")}${order
    .slice(sections.length)
    .map((k) => blocks[k])
    .join(
      "",
    )}<p data-k="P1">${paragraphs[1]}</p><p><a class="link" data-k="link">${escapeHtml(link)}</a></p></main></div>`;
  const css = `#figure{width:${width}px;display:flex;background:${paper};color:${ink};font:${random.int(14, 17)}px/1.55 '${font}',sans-serif}nav{width:190px;flex:none;padding:22px 14px;border-right:1px solid ${soft}}nav a{display:block;padding:5px 10px;border-radius:5px;font-size:.92em}nav a.on{${random.chance(0.5) ? `background:${soft};font-weight:700;color:${accent}` : `border-left:3px solid ${accent};color:${accent};border-radius:0`}}
main{padding:22px 32px;flex:1;min-width:0}h1{font-size:1.9em;margin:.2em 0 .4em;line-height:1.2}h2{font-size:1.3em;margin:1em 0 .4em;${random.chance(0.5) ? `border-bottom:1px solid ${soft};padding-bottom:.2em` : ""}}p{margin:.6em 0}.crumbs{font-size:.85em;opacity:.8}.crumbs i{margin:0 14px}
aside{background:${dark ? soft : noteBack};border-left:4px solid ${noteInk};padding:10px 16px;margin:12px 0;border-radius:${random.int(0, 6)}px}aside b{display:block;color:${noteInk}}pre{background:${soft};padding:12px 16px;font:.92em '${mono}',monospace;border-radius:6px;margin:12px 0;overflow:hidden}.link{color:${accent};text-decoration:underline}li{margin:.25em 0}ol{list-style:none;padding-left:1.4em}`;

  const facts = {
    heading,
    sections,
    command,
    noteKind,
    note,
    steps,
    bullets,
    link,
    nav,
    active,
    crumbs,
    paragraphs,
    order,
  };
  return { kind: "documentation", html, css, width: width + 20, ask: (figure) => questions(figure, facts) };
}

/** @param {import("puppeteer-core").Browser} browser */
export const open = (browser) => openHtmlSet(browser, plan);
