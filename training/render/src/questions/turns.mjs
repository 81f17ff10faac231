/** Chooses the turns of a screen among its candidates and puts them into words. */
import { Facts } from "./facts.mjs";
import { grammar } from "./grammar.mjs";

/** Kinds whose phrasing is that of another kind. @type {Record<string, string>} */
const PHRASED_AS = { absent: "present" };
/** How often a kind is wanted among the turns of all screens; 1 when it is not named. @type {Record<string, number>} */
const WANTED = {
  value: 9,
  choice: 8,
  cell: 8,
  title: 2.6,
  labelOf: 2.4,
  checked: 3.5,
  done: 1.2,
  button: 2.6,
  error: 6,
  message: 3,
  question: 3,
  activeTab: 3,
  activeNav: 1.8,
  activeTop: 1.2,
  activeRow: 3,
  activeItem: 2.5,
  activeStep: 2,
  activePage: 0.8,
  activeMenu: 2,
  go: 1.3,
  count: 6,
  below: 0.7,
  above: 0.7,
  right: 0.6,
  left: 0.6,
  next: 0.6,
  previous: 0.6,
  rowBy: 2.4,
  max: 1.3,
  min: 1.2,
  columns: 1,
  sorted: 1,
  rowRead: 0.7,
  absent: 0.8,
  absentValue: 1.1,
  present: 0.8,
  controlKind: 0.7,
  describe: 2,
  alt: 1,
  purpose: 0.8,
  first: 0.5,
  last: 0.5,
  state: 1,
  effect: 0.7,
  brand: 0.5,
  user: 0.5,
  searchHint: 0.4,
  primary: 0.6,
  buttons: 0.8,
  crumb: 0.5,
  fieldError: 2,
  badge: 1.3,
  meta: 1,
  sub: 1,
  placeholder: 1.2,
  whichDisabled: 0.6,
  settingHelp: 4,
  settingAction: 0.6,
  settingGroup: 1,
  settingsUnder: 0.6,
  activeSection: 2.4,
  settingsHere: 0.6,
};

/** @param {string} template @param {Record<string, string | (() => string)>} slots @returns {string} */
function expand(template, slots) {
  return template.replace(/\{(\w+)\}/g, (_, name) => {
    const value = slots[name];
    if (value === undefined) throw new Error(`no slot ${name} in "${template}"`);
    return typeof value === "function" ? value() : value;
  });
}

/**
 * @param {import("../nodes.mjs").Screen} screen
 * @param {readonly { key: string, text: string, box: [number, number, number, number], cut: boolean }[]} texts in reading order
 * @param {{ random: import("../prng.mjs").Random, banks: import("../words/maker.mjs").Banks, counts: Map<string, number>, low: number, high: number, phrasings?: Record<string, readonly string[]>, only?: ReadonlySet<string>, wanted?: Record<string, number>, accept?: (question: string, answers: readonly string[], kind: string) => boolean, sameAnswer?: number }} how `counts` of the turns made so far balance the kinds
 * @returns {{ kind: string, question: string, answer: string, answers: string[] }[]}
 */
export function makeTurns(screen, texts, how) {
  const { random, counts } = how;
  const facts = new Facts(screen, texts, random, how.banks);
  const wanted = random.int(how.low, how.high);
  const share = { ...WANTED, ...how.wanted };
  /** @type {ReturnType<typeof makeTurns>} */
  const turns = [];
  const asked = new Set();
  const answered = new Map();
  let left = facts.all().filter((c) => how.only === undefined || how.only.has(c.kind));
  const perKind = new Map();
  while (turns.length < wanted && left.length > 0) {
    const total = [...counts.values()].reduce((a, b) => a + b, 1);
    // A kind that is behind its share is likelier; each kind at most twice a screen (values and cells thrice).
    const kinds = [...new Set(left.map((c) => c.kind))];
    const kind = random.weighted(
      kinds.map((k) => [k, (share[k] ?? 1) / (0.002 + (counts.get(k) ?? 0) / total / (share[k] ?? 1)) ** 0.5]),
    );
    const candidate = random.pick(left.filter((c) => c.kind === kind));
    left = left.filter((c) => c !== candidate);
    const templates = how.phrasings?.[kind] ?? grammar[PHRASED_AS[kind] ?? kind];
    const question = facts.mention.finish(expand(random.pick(templates), candidate.slots));
    // One question, one answer; one answer twice only in other words.
    if (
      asked.has(question.toLowerCase()) ||
      (answered.get(candidate.answer) ?? 0) >= (how.sameAnswer ?? 2) ||
      how.accept?.(question, candidate.answers, kind) === false
    )
      continue;
    asked.add(question.toLowerCase());
    answered.set(candidate.answer, (answered.get(candidate.answer) ?? 0) + 1);
    turns.push({ kind, question, answer: candidate.answer, answers: candidate.answers });
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
    perKind.set(kind, (perKind.get(kind) ?? 0) + 1);
    const most =
      kind === "value" || kind === "cell" || kind === "checked" || kind === "count"
        ? 3
        : kind === "choice" || kind === "button" || kind === "go"
          ? 2
          : 1 + Number(random.chance(0.3));
    if (perKind.get(kind) >= most) left = left.filter((c) => c.kind !== kind);
  }
  return turns;
}
