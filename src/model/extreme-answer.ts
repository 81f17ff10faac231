/**
 * Questions about what is highest or lowest in a chart: answered from what is measured of its bars, curves and slices ({@link lineMeasures},
 * docs/nano.md §1.16), which is right more often than what the model makes of the same numbers.
 */
import { measureWidth } from "./line-measures.ts";
import type { Tokenize } from "./prompt.ts";
import type { TextLine } from "../shared/types.ts";

export type Extreme = "highest" | "lowest";

const superlatives: Readonly<Record<Extreme, RegExp>> = {
  highest:
    /\b(?:highest|most|largest|biggest|greatest|tallest|longest|maximum|peak(?:s|ed)?|comes out on top|ranks first|leads)\b/i,
  lowest: /\b(?:lowest|least|smallest|fewest|minimum|shortest|trough|comes last|ranks last)\b/i,
};
const forThing = /^\W*(?:(?:in|at|on|for) )?(?:which|what|when|where|who|name|find)\b/i;
const things = String.raw`(?:bar|column|category|slice|segment|part|entry|point|group|label)`;
/** The value is asked for, not what has it. */
const forValue = new RegExp(
  String.raw`\b(?:how|value does|number does)\b|\b(?:what|which)(?: is| was|['’]s)? (?:the )?(?:highest|lowest|maximum|minimum|largest|smallest|peak|biggest|greatest|most|least|fewest)\b(?! ${things}\b)|\b(?:what|which) (?:value|number|figure|amount|price|percentage|share|title|colou?r)\b`,
  "i",
);
/** More is asked than one chart's measures say. */
const beyond =
  /\b(?:second|third|next|than|or|and|between|differen\w+|chang\w+|increas\w+|decreas\w+|gr[eo]w\w*|ris\w+|fall\w*|drop\w*|total|average|sum|except|after|before|axis|legend|series|title|not)\b|\d|\bmost (?:recent|important|likely|common|useful|relevant)\b/i;
/** Characters. */
const longestQuestion = 100;

/** Which extreme a question asks the holder of; undefined for all other questions. */
export function extremeAsked(question: string): Extreme | undefined {
  if (question.length > longestQuestion || !forThing.test(question)) return undefined;
  if (forValue.test(question) || beyond.test(question)) return undefined;
  const asked = (["highest", "lowest"] as const).filter((extreme) => superlatives[extreme].test(question));
  return asked.length === 1 ? asked[0] : undefined;
}

/** Columns of {@link lineMeasures}. */
const column = { bar: 4, curve: 5, share: 8, highest: 2, lowest: 3, largest: 10, smallest: 11 } as const;
/** Words beside the labels of a chart: its title, names of axes; more than this, and more than the labels, is a page with a chart on it. */
const mostOther = 6;

/**
 * The line that labels the extreme of the only chart in an image; undefined where there is none, several, or much beside it.
 *
 * @param measures row-major (lines, 12)
 */
export function extremeLine(extreme: Extreme, measures: Float32Array, texts: readonly string[]): number | undefined {
  const at = (line: number, index: number): number => measures[line * measureWidth + index] ?? 0;
  const lines = texts.map((_, line) => line);
  const labels = lines.filter((line) => isLabel(line, measures));
  const others = lines.filter((line) => !labels.includes(line) && /\p{L}{3}/u.test(texts[line]!));
  if (others.length > Math.max(mostOther, labels.length)) return undefined;
  const isHighest = extreme === "highest";
  const ofAxis = lines.filter((line) => at(line, isHighest ? column.highest : column.lowest) === 1);
  const ofShares = lines.filter((line) => at(line, isHighest ? column.largest : column.smallest) === 1);
  const [only, ...more] = [...ofAxis, ...ofShares];
  return more.length === 0 ? only : undefined;
}

/** A value as charts print it: "2,731", "41 %", "$1.2M". */
const value = /^[^\p{L}\d]{0,2}\d[\d.,  ]*[^\p{L}\d]{0,2}(?:[kKmMbB]|ms|s)?$/u;

function isLabel(line: number, measures: Float32Array): boolean {
  return [column.bar, column.curve, column.share].some((index) => (measures[line * measureWidth + index] ?? 0) > 0);
}

/**
 * The line that gives the value of the bar that `label` labels: the only number over the label's middle, or the only one right of it in its row;
 * undefined where that is not one.
 */
export function valueBeside(label: number, measures: Float32Array, lines: readonly TextLine[]): number | undefined {
  if (measures[label * measureWidth + column.bar] !== 1) return undefined;
  const [x, y, w, h] = lines[label]!.box;
  const numbers = lines.flatMap(({ text, box }, line) =>
    !isLabel(line, measures) && value.test(text.trim()) ? [{ line, box }] : [],
  );
  const above = numbers.filter(({ box: [left, top, width, height] }) => {
    return Math.abs(left + width / 2 - x - w / 2) <= Math.max(width, h) / 2 && top + height <= y;
  });
  const right = numbers.filter(({ box: [left, top, , height] }) => {
    return Math.abs(top + height / 2 - y - h / 2) <= Math.max(height, h) / 2 && left >= x + w;
  });
  const [only, ...more] = [...above, ...right];
  return more.length === 0 ? only?.line : undefined;
}

/**
 * "“April” is the highest with “3,104”.", as the model says it, in tokens without an end.
 *
 * @param shown the value's region, where it is printed
 */
export function extremeAnswer(
  region: number,
  extreme: Extreme,
  shown: number | undefined,
  tokenize: Tokenize,
): readonly number[] {
  if (shown === undefined) return [region, ...tokenize(` is the ${extreme}.`)];
  return [region, ...tokenize(` is the ${extreme} with`), shown, ...tokenize(".")];
}
