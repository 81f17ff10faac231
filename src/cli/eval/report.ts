/** The table that `eval` prints. */
import { wilson, type Score } from "./score.ts";

/** One question: the model's score and which baselines were right. */
export interface Row {
  readonly kind: string;
  readonly score: Score;
  readonly everyLine: Score;
  readonly commonest: Score;
  readonly rule: Score;
  /** An accepted answer stands in the text of the image: what copying alone could reach. */
  readonly inText: boolean;
}

interface Summary {
  readonly kind: string;
  readonly count: number;
  readonly right: number;
  readonly interval: readonly [number, number];
  readonly exact: number;
  readonly anls: number;
  readonly words: number;
  readonly everyLine: number;
  readonly commonest: number;
  readonly rule: number;
  readonly inText: number;
}

/** One summary per kind in alphabetical order, and `all` as the last; shares and means in 0…1 but `words`. */
export function summarise(rows: readonly Row[]): Summary[] {
  const kinds = [...new Set(rows.map(({ kind }) => kind))].sort();
  const groups = [
    ...kinds.map((kind) => [kind, rows.filter((row) => row.kind === kind)] as const),
    ["all", rows] as const,
  ];
  return groups.map(([kind, group]) => summary(kind, group));
}

function summary(kind: string, rows: readonly Row[]): Summary {
  const mean = (value: (row: Row) => number): number =>
    rows.length === 0 ? 0 : rows.reduce((sum, row) => sum + value(row), 0) / rows.length;
  const right = rows.filter(({ score }) => score.right).length;
  return {
    kind,
    count: rows.length,
    right: mean(({ score }) => Number(score.right)),
    interval: wilson(right, rows.length),
    exact: mean(({ score }) => Number(score.exact)),
    anls: mean(({ score }) => score.anls),
    words: mean(({ score }) => score.words),
    everyLine: mean((row) => Number(row.everyLine.right)),
    commonest: mean((row) => Number(row.commonest.right)),
    rule: mean((row) => Number(row.rule.right)),
    inText: mean((row) => Number(row.inText)),
  };
}

const header = ["kind", "n", "right", "95 %", "exact", "ANLS", "words", "every line", "commonest", "rule", "in text"];

/** The summaries as a table of aligned columns; shares in per cent. */
export function table(summaries: readonly Summary[]): string {
  const percent = (share: number): string => (share * 100).toFixed(1);
  const cells = summaries.map((s) => [
    s.kind,
    String(s.count),
    percent(s.right),
    `${percent(s.interval[0])}–${percent(s.interval[1])}`,
    percent(s.exact),
    s.anls.toFixed(3),
    s.words.toFixed(1),
    percent(s.everyLine),
    percent(s.commonest),
    percent(s.rule),
    percent(s.inText),
  ]);
  return columns([header, ...cells]);
}

/** Rows of cells as aligned columns, the first to the left and the others to the right; the first row is the header. */
export function columns(rows: readonly (readonly string[])[]): string {
  const [header = []] = rows;
  const widths = header.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  const line = (row: readonly string[]): string =>
    row.map((cell, column) => (column === 0 ? cell.padEnd(widths[0]!) : cell.padStart(widths[column]!))).join("  ");
  return rows.map((row) => `${line(row).trimEnd()}\n`).join("");
}
