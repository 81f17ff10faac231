import { madeUp } from "../../lib/words.mjs";

export const ERROR = [
  "{What|Which} {is the |}error {is shown|is reported|message|occurred|is it}?",
  "{What|What's} {went wrong|the problem|the error|failed}?",
  "{Read|Quote} the error{| message}.",
  "{Why|With which message} did it fail?",
  "What does the error {message |}say?",
  "error?",
  "{error message|problem}?",
  "What is the {cause|reason} of the failure?",
];
export const ERROR_FILE = [
  "{In|From} {which|what} file {is|was|does} the error{| come from}?",
  "{Where|In which file} {did it fail|did the error occur|is the problem|is the error}?",
  "{Which|What} file {caused|has|contains} the {error|problem}?",
  "{file|location} of the error?",
  "{On which line|Where} is the error?",
];
export const FAILED = [
  "How many tests {failed|are failing|did not pass}?",
  "{Number of|count of} {failed tests|failures}{.|?}",
  "{failed tests|failures}?",
  "How many failures {are there|were there|do we have}?",
];
export const PASSED = [
  "How many tests {passed|are passing|succeeded}?",
  "{Number of|count of} {passed|passing} tests{.|?}",
  "passed tests?",
];
export const TIME = [
  "How long did {it|the run|that|the command} take?",
  "{duration|time|run time}?",
  "{What|Which} time {is given|did it take}?",
  "In how {many seconds|much time} did it {finish|run}?",
];
export const VERSION = [
  "{Which|What} version {is it|is shown|is that|is printed}?",
  "version?",
  "{What is|What's} the version{| number}?",
  "Read the version.",
];

/** @param {string} kind @param {string|string[]} ask @param {number} line @param {string[]} answers @param {object} [more] */
export const fact = (kind, ask, line, answers, more = {}) => ({ kind, ask, refs: { l: line }, answers, ...more });

/** A made-up lower-case name. @param {import("../../../src/prng.mjs").Random} random */
export const lower = (random) => madeUp(random).toLowerCase();

/** @param {import("../../../src/prng.mjs").Random} random */
export const version = (random) => `${random.int(0, 22)}.${random.int(0, 19)}.${random.int(0, 12)}`;

/** @param {import("../../../src/prng.mjs").Random} random */
export function sourceFile(random, extension) {
  const base = random.pick([
    "basket",
    "order",
    "user",
    "parser",
    "router",
    "cache",
    "index",
    "utils",
    "price",
    "token",
    "report",
    "image",
    "queue",
    "server",
    "client",
    lower(random),
  ]);
  return `${random.pick(["src", "lib", "app", "core", lower(random)])}/${base}.${extension}`;
}
