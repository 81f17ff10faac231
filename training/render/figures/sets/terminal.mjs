/** Terminals: a prompt, one or two commands with what they print, in many colour schemes. */
import { MONO, SANS, escapeHtml, openHtmlSet } from "../lib/html.mjs";
import { ALT_TEXT, DESCRIBE } from "../lib/common.mjs";
import { madeUp } from "../lib/words.mjs";
import { TRANSCRIPTS } from "./terminal/transcripts.mjs";

const SCHEMES = [
  ["#1e1e1e", "#cccccc", "#4ec97a", "#5ea9f0", "#f16c6c", "#d7ba5d"],
  ["#000000", "#e6e6e6", "#00cc44", "#4f9dff", "#ff5555", "#ffd75f"],
  ["#282a36", "#f8f8f2", "#50fa7b", "#8be9fd", "#ff5555", "#f1fa8c"],
  ["#002b36", "#93a1a1", "#859900", "#268bd2", "#dc322f", "#b58900"],
  ["#fdf6e3", "#586e75", "#859900", "#268bd2", "#dc322f", "#b58900"],
  ["#ffffff", "#24292e", "#22863a", "#005cc5", "#d73a49", "#b08800"],
  ["#300a24", "#eeeeec", "#8ae234", "#729fcf", "#ef2929", "#fce94f"],
  ["#012456", "#eeedf0", "#16c60c", "#3b78ff", "#e74856", "#f9f1a5"],
  ["#0c0c0c", "#cccccc", "#13a10e", "#3a96dd", "#c50f1f", "#c19c00"],
  ["#2e3440", "#d8dee9", "#a3be8c", "#81a1c1", "#bf616a", "#ebcb8b"],
];

/** @param {import("../../src/prng.mjs").Random} random */
function plan(random) {
  const user = random.pick([
    "dev",
    "root",
    "ada",
    "ci",
    "lena",
    "omar",
    "build",
    "ubuntu",
    "admin",
    madeUp(random).toLowerCase(),
  ]);
  const host = random.pick(["laptop", "server", "web01", "db-2", "birch", "runner", madeUp(random).toLowerCase()]);
  const project = `${madeUp(random).toLowerCase()}${random.chance(0.5) ? random.pick(["-api", "-web", "-cli", "-core", "-docs"]) : ""}`;
  const style = random.int(0, 6);
  const prompt = [
    `${user}@${host}:~/${project}$`,
    "$",
    `➜  ${project}`,
    `PS C:\\src\\${project}>`,
    `[${user}@${host} ${project}]$`,
    `C:\\${project}>`,
    `${project} %`,
  ][style];
  const context = { random, project, user, host, windows: style === 3 || style === 5 };
  const wanted = random.weighted([
    [1, 58],
    [2, 34],
    [3, 8],
  ]);
  const parts = random.sample(TRANSCRIPTS, wanted).map((make) => make(context));
  const lines = [];
  const commands = [];
  for (const part of parts) {
    part.at = lines.length;
    commands.push({ text: part.command, line: lines.length });
    lines.push(
      { text: part.command, prompt: true },
      ...part.lines.map((l) => (typeof l === "string" ? { text: l } : l)),
    );
    if (random.chance(0.4) && part !== parts[parts.length - 1]) lines.push({ text: "" });
  }
  const trailing = random.chance(0.55);
  const [back, ink, green, blue, red, yellow] = random.pick(SCHEMES);
  const colours = { green, blue, red, yellow, dim: `${ink}aa` };
  const chrome = random.int(0, 3);
  const title =
    chrome === 0
      ? null
      : random.pick([
          `${user}@${host}: ~/${project}`,
          `zsh — ${project}`,
          "Windows PowerShell",
          `bash - ${project}`,
          "Terminal",
          project,
        ]);
  const tabs = chrome === 3 ? ["PROBLEMS", "OUTPUT", "DEBUG CONSOLE", "TERMINAL"] : null;
  const body = [...lines, ...(trailing ? [{ text: "", prompt: true }] : [])]
    .map((line, i) => {
      const text = `<span style="${line.colour ? `color:${colours[line.colour]}` : ""}">${escapeHtml(line.text) || (line.prompt ? "" : "&nbsp;")}</span>`;
      return `<div data-k="L${i}">${line.prompt ? `<span style="color:${green}">${escapeHtml(prompt)}</span> ` : ""}${text}${i === lines.length ? "<i></i>" : ""}</div>`;
    })
    .join("");
  const size = random.int(13, 17);
  const width = Math.min(
    1150,
    Math.max(
      480,
      Math.ceil(Math.max(...lines.map((l) => l.text.length + (l.prompt ? prompt.length + 1 : 0))) * size * 0.605) +
        random.int(40, 160),
    ),
  );
  const html = `<div id="figure">${title && !tabs ? `<div class="bar">${chrome === 1 ? "<b style='background:#ec6a5e'></b><b style='background:#f4bf4f'></b><b style='background:#61c554'></b>" : ""}<span data-k="title">${escapeHtml(title)}</span></div>` : ""}${
    tabs
      ? `<div class="panel">${tabs.map((t) => `<span data-k="${t}" class="${t === "TERMINAL" ? "on" : ""}">${t}</span>`).join("")}</div>`
      : ""
  }<div class="out">${body}</div></div>`;
  const css = `#figure{width:${width}px;background:${back};color:${ink}}
.out{font:${size}px/${random.pick([1.25, 1.35, 1.5])} '${random.pick(MONO)}',monospace;padding:${random.int(8, 22)}px;white-space:pre;min-height:${random.int(80, 260)}px}
.out i{display:inline-block;width:.55em;height:1.1em;background:${ink};vertical-align:-2px}
.bar{background:${random.pick(["#3a3f4b", "#dddddd", "#2b2b2b", "#e8e8e8"])};color:#888;font:13.5px '${random.pick(SANS)}',sans-serif;padding:8px 12px;text-align:center}.bar b{float:left;width:12px;height:12px;border-radius:6px;margin:3px 8px 0 0}
.panel{font:12px '${random.pick(SANS)}',sans-serif;padding:9px 14px;display:flex;gap:24px;color:${ink}99;border-top:1px solid #8885}.panel .on{color:${ink};border-bottom:1px solid ${ink}}`;
  const ask = (/** @type {import("../lib/figure.mjs").Figure} */ figure) => {
    const line = (i) => figure.key(`L${i}`);
    for (const part of parts) {
      for (const fact of part.facts) {
        const refs = Object.fromEntries(Object.entries(fact.refs).map(([name, i]) => [name, line(part.at + 1 + i)]));
        refs.cmd = line(part.at);
        if (parts.length > 1 && fact.alone) continue;
        figure.turn(fact.kind, fact.ask, fact.slots ?? {}, fact.say ?? "%l", refs, fact.answers);
      }
    }
    const last = commands[commands.length - 1];
    if (commands.length === 1) figure.turn("command", COMMAND, {}, "%c", { c: line(0) }, [last.text]);
    else {
      figure.turn("command", FIRST_COMMAND, {}, "%c", { c: line(0) }, [commands[0].text]);
      figure.turn("command", LAST_COMMAND, {}, "%c", { c: line(last.line) }, [last.text]);
      figure.turn(
        "next",
        [
          "{What|Which command} {was run|comes|follows} after %a?",
          "After %a, what {was entered|was run|is next}?",
          "Next command after %a?",
        ],
        { a: commands[0].text },
        "After %a comes %b.",
        { a: line(0), b: line(commands[1].line) },
        [commands[1].text],
      );
      figure.count(
        ["How many commands {were run|were entered|are shown}?", "{Number of|Count the} commands{.|?}"],
        commands.length,
        "command",
      );
    }
    if (title && !tabs)
      figure.turn(
        "title",
        [
          "What {is|does} the {window title|title bar}{| say}?",
          "Read the {window title|title bar}.",
          "{window title|title}?",
          "What is the {window|terminal} called?",
        ],
        {},
        "%t",
        { t: figure.key("title") },
        [title],
      );
    if (tabs)
      figure.turn(
        "selected",
        [
          "{Which|What} {tab|panel} is {active|open|selected}?",
          "{active|selected} {tab|panel}?",
          "Which of the panels am I in?",
        ],
        {},
        "%t is the active tab.",
        { t: figure.key("TERMINAL") },
        ["TERMINAL"],
      );
    if (style !== 1 && style !== 3 && style !== 5)
      figure.turn(
        "prompt",
        [
          "{Which|What} {folder|directory|project} {is this|are we in|is shown in the prompt}?",
          "{Where|In which folder} {was the command run|are we}?",
          "{working directory|folder|project}?",
        ],
        {},
        "%c",
        { c: line(0) },
        [project],
      );
    if (style === 0 || style === 4) {
      figure.turn(
        "prompt",
        [
          "{Which|What} user is {logged in|running this|at the prompt}?",
          "Who {is logged in|ran the command|is the user}?",
          "user name?",
        ],
        {},
        "%c",
        { c: line(0) },
        [user],
      );
      figure.turn(
        "prompt",
        [
          "{Which|What} {host|machine|computer} is {this|it|shown in the prompt}?",
          "host name?",
          "On which machine {was|is} the command run?",
        ],
        {},
        "%c",
        { c: line(0) },
        [host],
      );
    }
    const refs = { c: line(0) };
    figure.turn(
      "picture-kind",
      [
        "What {is this|kind of picture is this|am I looking at|kind of image is this}?",
        "What {is|does} the {screenshot|image} show?",
        "Is this a terminal, an editor or a web page?",
        "Identify {this|the} {picture|screenshot}.",
      ],
      {},
      "This is a terminal.",
      {},
      ["terminal"],
    );
    figure.turn(
      "describe",
      DESCRIBE,
      {},
      parts.some((p) => p.outcome)
        ? `A terminal that shows %c; ${parts.find((p) => p.outcome).outcome}.`
        : "A terminal that shows %c and its output.",
      refs,
      ["terminal"],
    );
    figure.turn("alt", ALT_TEXT, {}, "Terminal with the output of %c.", refs, ["terminal"]);
    figure.absent(["What {is|was} the output of %c?", "When was %c run?", "What did %c print?"], {
      c: `${random.pick(["run", "make", "build", "test"])} ${madeUp(random).toLowerCase()}`,
    });
    figure.absent(["What is {the error in|wrong in|the state of} %c?", "Where is %c {mentioned|listed}?"], {
      c: `${madeUp(random).toLowerCase()}.${random.pick(["py", "ts", "go"])}`,
    });
  };
  return { kind: "terminal", html, css, width: width + 10, ask };
}

const COMMAND = [
  "{Which|What} command {was run|was entered|was executed|is shown|has been typed}?",
  "{What|Which command} did {the user|they|I} {run|type|enter|execute}?",
  "{Read|Quote} the command.",
  "command?",
  "What {was|has been} typed {at the prompt|in}?",
  "With {which|what} command was this {output made|produced}?",
  "What command {produced|gave} this output?",
];
const FIRST_COMMAND = [
  "{Which|What} command was {run|entered|executed} first?",
  "What is the first command?",
  "first command?",
  "{Read|Quote} the first command.",
  "What did the user {run|type} first?",
];
const LAST_COMMAND = [
  "{Which|What} command was {run|entered|executed} last?",
  "What is the {last|latest|most recent} command?",
  "last command?",
  "{Read|Quote} the last command.",
  "What did the user {run|type} last?",
];

/** @param {import("puppeteer-core").Browser} browser */
export const open = (browser) => openHtmlSet(browser, plan);
