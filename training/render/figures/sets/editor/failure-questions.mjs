/** What is asked about a failure: what, where, why, and what to try. */

const WHAT = [
  "What is the {error|exception}?",
  "{Which|What} {error|exception} {is shown|occurred|was raised|is there|do we get}?",
  "What {went|goes|is} wrong{| here}?",
  "{Read|Quote} the error{| message}.",
  "Why did {it|the command|the code|this} fail?",
  "what does the error say",
  "error?",
  "error message",
  "Why is it {red|not working|failing}?",
  "whats the problem here?",
  "{What|Which} {type|kind} of {error|exception} is {it|this}?",
  "How does {the traceback|the output|it} end?",
  "In one line: what failed?",
];
const LINE = [
  "{Which|What} line {failed|fails|caused the error|raised it|is broken}?",
  "{On|In|at} {which|what} line {is the error|did it fail|does it break|is the problem}?",
  "{Where|At which line} {did|does} {it|the code|the program} {fail|crash|break|stop}?",
  "line number of the error?",
  "Where {is|was} the error {raised|thrown|reported}?",
  "which line do i have to look at",
];
const FILE = [
  "{Which|What|In which|In what} file {fails|has the error|is the error in|is the problem in|does the error come from}?",
  "Which file {do I need to|should I} {open|fix|look at}?",
  "file with the error?",
  "Where does the error come from?",
];
const CODE = [
  "{Which|What} code {failed|fails|raised the error|caused it}?",
  "{Show|Quote|Read} the {line|code|statement} {that failed|that raised the error|with the error}.",
  "Which statement {is wrong|throws|fails}?",
  "what code is on the failing line",
];
const NAME = [
  "{What|Which} is the error code?",
  "error code?",
  "{Name|What is} the {error code|code of the error|exception type}{?|.}",
  "What {kind of|type of} {error|exception} {is it|was raised}?",
  "which exception",
];
const HINT = [
  "What should I {try|do}{| now| next}?",
  "{Which|What} {fix|solution|command} is {suggested|proposed|recommended}?",
  "How {can|do} I fix {it|this|that}?",
  "what does it suggest",
  "Is there a hint? {What|Which}?",
  "{Read|Quote} the {hint|advice|suggestion}.",
  "What can I do about {it|the error}?",
  "How to solve this?",
];
const RAN = [
  "{Which|What} command {failed|was run|was entered|was typed}?",
  "What {did the user|did they} {run|type|enter}?",
  "command?",
  "Which command gave the error?",
];
const EXIT = [
  "{What|Which} is the exit {code|status}?",
  "exit {code|status}?",
  "With which {code|status} did it {end|exit|stop}?",
];

/** Asks about a failure whose rows are pieces. @param {import("../../lib/scene.mjs").Scene} scene @param {import("./failures.mjs").Failure} f @param {import("../../lib/scene.mjs").Piece[]} rows @param {import("../../lib/scene.mjs").Piece} [command] */
export function askFailure(scene, f, rows, command) {
  const of = (/** @type {string | undefined} */ text) => (text ? rows.find((row) => row.text === text) : undefined);
  const quote = (
    /** @type {string} */ kind,
    /** @type {string[]} */ templates,
    /** @type {string | undefined} */ text,
    /** @type {string | undefined} */ said,
  ) => {
    const piece = of(text);
    if (piece && said) scene.turn(kind, templates, {}, "%p", { p: piece }, [said.trim()]);
  };
  for (let i = 0; i < 3; i++) quote("error", WHAT, f.error, f.error);
  for (let i = 0; i < 2; i++) quote("error-line", LINE, f.place, f.at);
  quote("error-file", FILE, f.place, f.file);
  quote("error-source", CODE, f.code, f.code);
  quote("error-code", NAME, f.error, f.name);
  for (let i = 0; i < 2; i++) quote("advice", HINT, f.hint, f.hint);
  quote("exit", EXIT, f.rows.at(-1), f.exit);
  if (command) scene.turn("command", RAN, {}, "%p", { p: command }, [f.command]);
}
