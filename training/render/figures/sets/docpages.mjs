/** Documentation pages: headings, paragraphs, notes, code blocks, steps, links, a table of contents. */
import { ALT_TEXT, DESCRIBE } from "../lib/common.mjs";
import { MONO, SANS, SERIF, escapeHtml, openHtmlSet } from "../lib/html.mjs";
import { listed } from "../lib/phrases.mjs";
import { distinct, madeUp, step } from "../lib/words.mjs";
import { named } from "./mermaid/structure.mjs";

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

/** @param {import("../lib/random.mjs").Random} random */
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

/** @param {import("../lib/random.mjs").Random} random */
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
      ? `<ol>${steps.map((s, i) => `<li><span data-k="S${i}">${escapeHtml(s)}</span></li>`).join("")}</ol>`
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
aside{background:${dark ? soft : noteBack};border-left:4px solid ${noteInk};padding:10px 16px;margin:12px 0;border-radius:${random.int(0, 6)}px}aside b{display:block;color:${noteInk}}pre{background:${soft};padding:12px 16px;font:.92em '${mono}',monospace;border-radius:6px;margin:12px 0;overflow:hidden}.link{color:${accent};text-decoration:underline}li{margin:.25em 0}`;

  const ask = (/** @type {import("../lib/figure.mjs").Figure} */ figure) => {
    const key = (k) => figure.key(k);
    const list = steps.length ? steps : bullets;
    const item = list.map((_, i) => key(`S${i}`));
    figure.turn(
      "title",
      [
        "{What is|What's} the {title|heading|main heading|page title}?",
        "{What|How} is {the page|this page} {called|titled}?",
        "Read the {title|main heading|headline}.",
        "title?",
        "What is this page about?",
        "{Which|What} topic does the page {cover|explain}?",
      ],
      {},
      "%h",
      { h: key("heading") },
      [heading],
    );
    figure.turn(
      "message",
      [
        "What does the {note|box|callout|coloured box|admonition} say?",
        `What does the ${noteKind.toLowerCase()} {say|tell us}?`,
        `Read the {${noteKind.toLowerCase()}|note|callout}.`,
        `${noteKind.toLowerCase()}?`,
        "{Which|What} {hint|remark} is {given|highlighted}?",
        "What should I {watch out for|keep in mind}?",
      ],
      {},
      "%n",
      { n: key("note") },
      [note],
    );
    figure.turn(
      "note-kind",
      [
        "What kind of {note|box|callout|admonition} is {it|there|shown}?",
        "What is the {heading|title|label} of the {box|callout}?",
        "Is {the box|it} a note or a warning?",
      ],
      {},
      "%k",
      { k: key("noteKind") },
      [noteKind],
    );
    figure.turn(
      "command",
      [
        "{Which|What} {command|code|line} is {shown|in the code block|given}?",
        "{Read|Quote|Copy} the {command|code block|code}.",
        "What {do I have to|must I|should I} {type|run|enter}?",
        "command?",
        "{Which|What} command {do I run|installs it|is to be run}?",
        "What is in the code block?",
      ],
      {},
      "%c",
      { c: key("command") },
      [command],
    );
    figure.turn(
      "link",
      [
        "{What|Which} {link|hyperlink} is {there|shown|at the end|given}?",
        "{Where|What} can I click?",
        "{Text of the link|link}?",
        "Read the link.",
        "Where does the page link to?",
      ].slice(0, nav.length ? 4 : 5),
      {},
      "%l",
      { l: key("link") },
      [link],
    );
    figure.turn(
      "reading",
      [
        "{Read|Quote} the first {paragraph|sentence}.",
        "What does the first paragraph say?",
        "How does the {page|text} {start|begin}?",
        "{first paragraph|introduction}?",
      ],
      {},
      "%p",
      { p: key("P0") },
      [paragraphs[0]],
    );
    figure.turn(
      "reading",
      ["{Read|Quote} the last {paragraph|sentence}.", "What does the last paragraph say?", "How does the text end?"],
      {},
      "%p",
      { p: key("P1") },
      [paragraphs[1]],
    );
    list.forEach((s, i) => {
      const word = steps.length ? "step" : "point";
      if (steps.length)
        figure.turn(
          "step",
          [
            "What is {step|number} %n!?",
            "{Read|Quote} step %n!.",
            "step %n!?",
            "What {do I do|happens|comes} in step %n!?",
            "Which instruction is number %n!?",
          ],
          { n: String(i + 1) },
          "%s",
          { s: item[i] },
          [s],
        );
      if (i + 1 < list.length)
        figure.turn(
          "next",
          [
            "{What|Which} comes after %a?",
            `{Next|following} ${word} after %a?`,
            "After %a, what {is next|do I do|follows}?",
          ],
          { a: s },
          "After %a comes %b.",
          { a: item[i], b: item[i + 1] },
          [list[i + 1]],
        );
    });
    const word = steps.length ? "step" : "bullet point";
    figure.turn(
      "first",
      [
        `{What|Which} is the first ${word}?`,
        `{Read|Quote} the first ${word}.`,
        "What {do I do|comes} first?",
        `first ${word}?`,
      ],
      {},
      "%s comes first.",
      { s: item[0] },
      [list[0]],
    );
    figure.turn(
      "last",
      [`{What|Which} is the last ${word}?`, `{Read|Quote} the last ${word}.`, `last ${word}?`],
      {},
      "%s comes last.",
      { s: item[list.length - 1] },
      [list[list.length - 1]],
    );
    figure.count(
      [`How many ${word}s {are there|does the list have|are given}?`, `{Number of|Count the} ${word}s{.|?}`],
      list.length,
      word,
    );
    const secs = sections.map((_, i) => key(`section${i}`));
    if (sections.length > 0 && sections.length <= 3)
      figure.turn(
        "sections",
        [
          "{Which|What} {sections|subheadings|chapters} {are there|does the page have}?",
          "{List|Name|Read} the {subheadings|sections}.",
          "subheadings?",
          "Into which sections is the page divided?",
        ],
        {},
        `${listed(secs.map((_, k) => `%s${k}`))}.`,
        named("s", secs),
        [sections[0]],
      );
    sections.forEach((s, i) => {
      if (order[i % 3] === "code")
        figure.turn(
          "section-of",
          [
            "{In|Under} which {section|heading|subheading} is the {command|code|code block}?",
            "{Section|heading} of the code block?",
          ],
          {},
          "%c is in %s.",
          { c: key("command"), s: secs[i] },
          [s],
        );
      if (order[i % 3] === "note" && i < 3)
        figure.turn(
          "section-of",
          [`{In|Under} which {section|heading} is the {${noteKind.toLowerCase()}|callout|box}?`],
          {},
          "%c is in %s.",
          { c: key("noteKind"), s: secs[i] },
          [s],
        );
    });
    if (active >= 0) {
      figure.turn(
        "selected",
        [
          "{Which|What} {entry|page|item} is {active|selected|highlighted} {in the menu|in the sidebar|on the left}?",
          "{active|selected} menu {entry|item}?",
          "Where am I {in the navigation|in the menu}?",
          "Which menu entry is {marked|current}?",
        ],
        {},
        "%n is selected.",
        { n: key(`nav${active}`) },
        [nav[active]],
      );
      if (active + 1 < nav.length)
        figure.turn(
          "neighbour",
          [
            "{What|Which entry} {is|comes} {below|under|after} %a in the {menu|sidebar|navigation}?",
            "{Next|menu entry} {below|after} %a?",
          ],
          { a: nav[active] },
          "Below %a is %b.",
          { a: key(`nav${active}`), b: key(`nav${active + 1}`) },
          [nav[active + 1]],
        );
      figure.count(
        [
          "How many {entries|items|links} does the {menu|sidebar|navigation} have?",
          "How many menu {entries|items} are there?",
        ],
        nav.length,
        "entry",
      );
    }
    if (crumbs)
      figure.turn(
        "breadcrumb",
        ["What {does the breadcrumb say|is in the breadcrumb}?", "{breadcrumb|path}?", "Read the breadcrumb."],
        {},
        "%a %b %c",
        { a: key("crumb0"), b: key("crumb1"), c: key("crumb2") },
        [crumbs[2]],
      );
    const refs = { h: key("heading"), s: secs[0] ?? null, c: key("command") };
    figure.turn(
      "picture-kind",
      [
        "What {is this|kind of picture is this|am I looking at|kind of page is this}?",
        "What {is|does} the {screenshot|image} show?",
        "Which kind of screen is it?",
      ],
      {},
      "This is a documentation page titled %h.",
      refs,
      ["documentation"],
    );
    figure.turn("describe", DESCRIBE, {}, "This documentation page titled %h shows the command %c.", refs, [
      "documentation",
    ]);
    figure.turn(
      "alt",
      ALT_TEXT,
      {},
      sections.length ? "Documentation page titled %h with the section %s." : "Documentation page titled %h.",
      refs,
      ["documentation"],
    );
    figure.absent(
      ["What does the section %x say?", "{Is there|Where is} a section {about|called} %x?", "How do I configure %x?"],
      { x: madeUp(random) },
    );
  };
  return { kind: "documentation", html, css, width: width + 20, ask };
}

/** @param {import("puppeteer-core").Browser} browser */
export const open = (browser) => openHtmlSet(browser, plan);
