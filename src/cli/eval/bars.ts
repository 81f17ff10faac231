/** The bars that the shipped model is held to: which questions make a row, what share must be right, what it came to. */
import { faultsOf, withoutQuotes, type ScreenTruth } from "./descriptions.ts";
import type { Outcome } from "./run.ts";
import { columns } from "./report.ts";
import { normalise, standsIn, wilson } from "./score.ts";

/** The outcomes of a set, and of the same questions where a blank picture was shown (the model has words only). */
export interface SetOutcomes {
  readonly outcomes: readonly Outcome[];
  /** In the order of `outcomes`; empty where it was not asked. */
  readonly textOnly: readonly Outcome[];
}
export type SetName = "screens" | "descriptions" | "figures" | "documentation" | "photographs";
export type BarSets = Partial<Readonly<Record<SetName, SetOutcomes>>>;

export interface BarRow {
  readonly name: string;
  readonly count: number;
  /** Share in 0…1 that counts: right ones, for false alarms the alarms. */
  readonly share: number;
  readonly interval: readonly [number, number];
  /** Share that is wanted: at least, or with `atMost` at most. */
  readonly goal: number;
  readonly atMost: boolean;
  readonly passed: boolean;
  /** Shares of what is had without a model or without the image; none where that makes no sense. */
  readonly baselines?: { textOnly?: number; everyLine: number; commonest: number; rule: number };
}

const kinds = (text: string): ReadonlySet<string> => new Set(text.split(" "));
/** Kinds of `screens2.jsonl` by bar. A choice is the value that a setting shows: reading, though it is selected. */
const reading = kinds(
  "title value choice labelOf cell rowBy error fieldError message question meta sub subject badge price placeholder shortcut settingHelp",
);
const state = kinds(
  "checked state activeTab activeNav activeTop activeStep activeRow activeItem activeMenu whichChecked primary whichDisabled sorted",
);
const absent = kinds("absent absentValue");
const extremes = kinds("chart-highest chart-lowest");

/** A row of right answers to the questions that `wanted` picks. */
interface Bar {
  readonly name: string;
  readonly set: SetName;
  readonly goal: number;
  readonly wanted: (kind: string) => boolean;
}

const bars: readonly Bar[] = [
  { name: "screens: reading, label and value", set: "screens", goal: 0.9, wanted: (kind) => reading.has(kind) },
  { name: "screens: state, selected, highlighted", set: "screens", goal: 0.8, wanted: (kind) => state.has(kind) },
  { name: "screens: count up to 12", set: "screens", goal: 0.7, wanted: (kind) => kind === "count" },
  {
    name: "diagrams: edges, order, branches",
    set: "figures",
    goal: 0.75,
    wanted: (kind) => kind.startsWith("diagram-"),
  },
  {
    name: "charts: titles, axes, legend",
    set: "figures",
    goal: 0.9,
    wanted: (kind) => kind.startsWith("chart-") && !extremes.has(kind),
  },
  { name: "charts: extremes", set: "figures", goal: 0.65, wanted: (kind) => extremes.has(kind) },
  { name: "documentation: all", set: "documentation", goal: 0.5, wanted: () => true },
  {
    name: "documentation: reading, settings",
    set: "documentation",
    goal: 0.65,
    wanted: (kind) => kind === "reading" || kind === "settings",
  },
  { name: "absent: says “not shown”", set: "screens", goal: 0.9, wanted: (kind) => absent.has(kind) },
  { name: "photographs: says so", set: "photographs", goal: 0.95, wanted: () => true },
];

/** The rows of all sets that are there, in the order of the note. @param truths of the descriptions, by question id */
export function barRows(sets: BarSets, truths: ReadonlyMap<string, ScreenTruth>): BarRow[] {
  const rows = bars.flatMap((bar) => rightRow(bar, sets[bar.set]));
  const all = Object.values(sets).flatMap(({ outcomes }) => outcomes);
  const present = all.filter(({ question }) => !question.answers.includes("not shown") && question.kind !== "photo");
  const matching = present.filter(({ question }) => question.kind === "present" || question.kind === "choice");
  const described = sets.descriptions?.outcomes ?? [];
  return [
    ...rows,
    ...shareRow("descriptions: nothing untrue", described, 0.9, false, ({ question, reply, quotes }) => {
      const truth = truths.get(question.id);
      return truth !== undefined && reply !== "" && faultsOf(reply, quotes, truth).length === 0;
    }),
    ...shareRow("false alarms: on what is there", present, 0.05, true, isAlarm),
    ...shareRow("false alarms: asked as the absent", matching, 0.05, true, isAlarm),
    ...shareRow("quotation marks round what no line has", all, 0, true, (outcome) => unread(outcome).length > 0),
  ];
}

function rightRow({ name, set, goal, wanted }: Bar, sets: SetOutcomes | undefined): BarRow[] {
  const chosen = (outcomes: readonly Outcome[]): readonly Outcome[] =>
    outcomes.filter(({ question }) => wanted(question.kind));
  const asked = chosen(sets?.outcomes ?? []);
  const blank = chosen(sets?.textOnly ?? []);
  const share = (of: readonly Outcome[], isRight: (outcome: Outcome) => boolean): number =>
    of.filter(isRight).length / of.length;
  const right = ({ row }: Outcome): boolean => row.score.right;
  return shareRow(name, asked, goal, false, right).map((row) => ({
    ...row,
    baselines: {
      ...(blank.length === 0 || set === "photographs" ? {} : { textOnly: share(blank, right) }),
      everyLine: share(asked, (outcome) => outcome.row.everyLine.right),
      commonest: share(asked, (outcome) => outcome.row.commonest.right),
      rule: share(asked, (outcome) => outcome.row.rule.right),
    },
  }));
}

/** One row, or none where nothing was asked. */
function shareRow(
  name: string,
  outcomes: readonly Outcome[],
  goal: number,
  atMost: boolean,
  counts: (outcome: Outcome) => boolean,
): BarRow[] {
  if (outcomes.length === 0) return [];
  const number = outcomes.filter(counts).length;
  const share = number / outcomes.length;
  const interval = wilson(number, outcomes.length);
  return [
    { name, count: outcomes.length, share, interval, goal, atMost, passed: atMost ? share <= goal : share >= goal },
  ];
}

/** Says of something that is there that it is not. */
function isAlarm({ reply, row }: Outcome): boolean {
  return !row.score.right && /\bnot (?:shown|in the image|visible)\b/u.test(normalise(reply));
}

/** Texts in quotation marks that stand in no line of the image, nor in lines that follow each other. */
export function unread({ reply, quotes, lines }: Pick<Outcome, "reply" | "quotes" | "lines">): string[] {
  const read = normalise(lines.map(({ text }) => text).join(" "));
  return withoutQuotes(reply, quotes).texts.filter((text) => {
    const wanted = normalise(text);
    return wanted !== "" && !standsIn(wanted, read);
  });
}

const header = ["bar", "n", "score", "95 %", "goal", "", "text only", "every line", "commonest", "rule"];

/** The rows as aligned columns, shares in per cent. */
export function barTable(rows: readonly BarRow[]): string {
  const percent = (share: number): string => (share * 100).toFixed(1);
  const optional = (share: number | undefined): string => (share === undefined ? "–" : percent(share));
  return columns([
    header,
    ...rows.map(({ name, count, share, interval, goal, atMost, passed, baselines }) => [
      name,
      String(count),
      percent(share),
      `${percent(interval[0])}–${percent(interval[1])}`,
      `${atMost ? "≤" : "≥"} ${(goal * 100).toFixed(0)}`,
      passed ? "pass" : "FAIL",
      optional(baselines?.textOnly),
      optional(baselines?.everyLine),
      optional(baselines?.commonest),
      optional(baselines?.rule),
    ]),
  ]);
}
