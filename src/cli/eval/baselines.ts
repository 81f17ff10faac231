/** What can be had without a model: replies that cost nothing, to see what a model's replies are worth. */
import type { TextLine } from "../../shared/types.ts";
import type { EvalQuestion } from "./questions.ts";
import { normalise, type Reply } from "./score.ts";

/** Every line of the image. */
export function everyLine(lines: readonly TextLine[]): Reply {
  return { text: lines.map(({ text }) => text).join("\n"), quotes: lines.length };
}

/** Per kind the answer that is accepted most often, in this very file: a baseline that has seen the answers. */
export function commonestAnswers(questions: readonly EvalQuestion[]): ReadonlyMap<string, string> {
  const counts = new Map<string, Map<string, number>>();
  for (const { kind, answers } of questions) {
    const ofKind = counts.get(kind) ?? new Map<string, number>();
    counts.set(kind, ofKind);
    for (const answer of new Set(answers.map(normalise))) ofKind.set(answer, (ofKind.get(answer) ?? 0) + 1);
  }
  const commonest = (ofKind: ReadonlyMap<string, number>): string =>
    [...ofKind].reduce((best, entry) => (entry[1] > best[1] ? entry : best))[0];
  return new Map([...counts].map(([kind, ofKind]) => [kind, commonest(ofKind)]));
}

/**
 * A rule of thumb for forms: the line that shares most words with the question is a label, and the line nearest to the right of it,
 * else below it, is its value. Without a shared word: the first line.
 */
export function labelRule(question: string, lines: readonly TextLine[]): Reply {
  const asked = wordSet(question);
  const shared = lines.map(({ text }) => [...wordSet(text)].filter((word) => asked.has(word)).length);
  const most = Math.max(0, ...shared);
  const label = most === 0 ? undefined : lines[shared.indexOf(most)];
  const value = label === undefined ? lines[0] : (nearest(label, lines) ?? label);
  return value === undefined ? { text: "", quotes: 0 } : { text: value.text, quotes: 1 };
}

function nearest(label: TextLine, lines: readonly TextLine[]): TextLine | undefined {
  const [x, y, width, height] = label.box;
  const others = lines.filter((line) => line !== label);
  const overlaps = (startA: number, lengthA: number, startB: number, lengthB: number): boolean =>
    startA < startB + lengthB && startB < startA + lengthA;
  const right = others.filter(({ box }) => box[0] >= x + width && overlaps(box[1], box[3], y, height));
  const below = others.filter(({ box }) => box[1] >= y + height / 2 && overlaps(box[0], box[2], x, width));
  return first(right, ({ box }) => box[0]) ?? first(below, ({ box }) => box[1]);
}

function first(lines: readonly TextLine[], key: (line: TextLine) => number): TextLine | undefined {
  return lines.length === 0 ? undefined : lines.reduce((best, line) => (key(line) < key(best) ? line : best));
}

function wordSet(text: string): Set<string> {
  return new Set(text.toLowerCase().match(/[\p{L}\p{N}]{2,}/gu) ?? []);
}
