/** Questions about the editor round the code: tabs, problems, status bar. */
import { listed } from "../../lib/phrases.mjs";
import { named } from "../mermaid/structure.mjs";
import { OPEN_FILE } from "./phrases.mjs";

/** @param {import("../../lib/figure.mjs").Figure} figure @param {any} facts see sets/code.mjs */
export function editorQuestions(figure, { tabs, active, first, problem, message, status }) {
  const at = (i) => figure.key(`L${i}`);
  const number = (i) => figure.key(`N${i}`);
  if (tabs.length > 0) {
    figure.turn("selected", OPEN_FILE, {}, "%t is the active tab.", { t: figure.key(`tab${active}`) }, [tabs[active]]);
    figure.count(
      ["How many {tabs|files} are open?", "{Number of|Count the} {open tabs|tabs|open files}{.|?}"],
      tabs.length,
      "tab",
    );
    if (tabs.length > 1 && tabs.length <= 3)
      figure.turn(
        "tabs",
        ["{Which|What} {files|tabs} are open?", "{List|Name} the {open files|tabs}.", "open tabs?"],
        {},
        `${listed(tabs.map((_, k) => `%t${k}`))}.`,
        named(
          "t",
          tabs.map((_, k) => figure.key(`tab${k}`)),
        ),
        [tabs[0]],
      );
    if (active + 1 < tabs.length)
      figure.turn(
        "neighbour",
        ["{Which|What} {tab|file} {is|comes} {right of|next to|after} %x?", "{Tab|file} {after|to the right of} %x?"],
        { x: tabs[active] },
        "After %a comes %b.",
        { a: figure.key(`tab${active}`), b: figure.key(`tab${active + 1}`) },
        [tabs[active + 1]],
      );
  }
  if (problem) {
    const shown = figure.key("problem");
    const line = String(first + problem.at.i);
    const slots = { k: problem.template[1] };
    if (shown)
      figure.turn(
        "error",
        [
          "What {is the %k!|%k! is there|is the problem}?",
          "{Read|Quote} the {%k!|%k! message}.",
          "{Which|What} {problem|%k!} is {reported|shown|listed}?",
          "What does the {problems panel|%k!|%k! message} say?",
          "What's wrong{| here| in the code}?",
          "%k!?",
        ],
        slots,
        "%p",
        { p: shown },
        [message],
      );
    figure.turn(
      "error-line",
      [
        "{On which|In which|Which} line {is|has} the {%k!|problem|underlined code}?",
        "Where is the {%k!|problem}?",
        "{Which|What} line is {underlined|marked|flagged}?",
        "Line of the %k!?",
      ],
      slots,
      "%l is on line %n.",
      { l: at(problem.at.i), n: number(problem.at.i) },
      [line],
    );
    figure.turn(
      "error-line",
      [
        "{Which|What} {code|line|statement} is {underlined|marked|squiggled}?",
        "What is underlined{| in red| with a wavy line}?",
        "Where is the squiggle?",
      ],
      {},
      "%l",
      { l: at(problem.at.i) },
      [problem.at.r.text.trim()],
    );
  }
  if (status) {
    figure.turn(
      "branch",
      [
        "{Which|What} {git |}branch {is checked out|is active|are we on|is shown}?",
        "{branch|current branch}?",
        "On which branch is this?",
        "What does the status bar say about the branch?",
      ],
      {},
      "%b",
      { b: figure.key("branch") },
      [status.branch],
    );
    figure.turn(
      "position",
      [
        "{Where|On which line} is the cursor?",
        "{What is the|Which} cursor position{| is shown}?",
        "{cursor|position}?",
        "Which line and column are shown in the status bar?",
      ],
      {},
      "%p",
      { p: figure.text(status.position) },
      [status.position],
    );
    figure.turn(
      "encoding",
      ["{What|Which} {encoding|character set} {is used|does the file have}?", "encoding?", "How is the file encoded?"],
      {},
      "%p",
      { p: figure.text(status.encoding) },
      [status.encoding],
    );
    figure.turn(
      "indent",
      [
        "{How|With what} is the {file|code} indented?",
        "{indentation|tab size}?",
        "How many spaces {are used|is the indentation}?",
      ],
      {},
      "%p",
      { p: figure.text(status.spaces) },
      [status.spaces],
    );
  }
}
