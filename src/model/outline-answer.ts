/** Questions about what an author has outlined in red: answered from the pixels ({@link outlinesOf}), since the model is not told of it. */
import type { Tokenize } from "./prompt.ts";

const mark =
  /\b(?:outlined|circled|boxed|framed)\b|\b(?:marked|highlighted|emphasi[sz]ed|surrounded) (?:in|with|by) (?:a )?(?:bright |dark )?red\b|\bred (?:box|frame|rectangle|outline|circle|ring|border|square)\b/i;
/** Without a colour, where nothing narrower is asked for: what an author has drawn a frame around is what the author points out. */
const pointedOut =
  /^\W*what(?:['’]s| is| has been) (?:highlighted|emphasi[sz]ed|marked|pointed out|called out)(?: here| in (?:this|the) (?:image|picture|screenshot))?\W*$/i;
/** What is asked for is the thing itself, nothing about it. */
const forItself = /^\W*(?:what|which|(?:please )?(?:name|read|tell me|say|list)\b)/i;
const aboutIt =
  /\b(?:why|how|when|happens?|happen|colou?r|should|mean|means|for)\b|\bdo(?:es)? (?:the|it|this|i)\b(?!.*\b(?:say|show|contain|mark|highlight|read)\b)/i;
/** Characters. */
const longestQuestion = 90;
const mostNamed = 6;

export function asksForOutlines(question: string): boolean {
  if (question.length > longestQuestion) return false;
  return pointedOut.test(question) || (forItself.test(question) && mark.test(question) && !aboutIt.test(question));
}

/**
 * @param outlines the lines within each, of which the texts are given
 * @returns the lines to name: those that say something, each once, of all outlines in turn; a single sign, mostly a symbol, only where there is no more
 */
export function outlinedLines(outlines: readonly (readonly number[])[], texts: readonly string[]): readonly number[] {
  const lines = [...new Set(outlines.flat())].filter((line) => /[\p{L}\p{N}]/u.test(texts[line] ?? ""));
  const words = lines.filter((line) => /[\p{L}\p{N}].*[\p{L}\p{N}]/u.test(texts[line]!));
  return (words.length > 0 ? words : lines).slice(0, mostNamed);
}

/**
 * "“Name” and “Save” are outlined in red.", as tokens without an end.
 *
 * @param regions tokens of the lines, at least one
 */
export function outlineAnswer(regions: readonly number[], tokenize: Tokenize): readonly number[] {
  const between = (n: number): readonly number[] => (n === 0 ? [] : tokenize(n === regions.length - 1 ? " and" : ","));
  return [
    ...regions.flatMap((region, n) => [...between(n), region]),
    ...tokenize(regions.length > 1 ? " are outlined in red." : " is outlined in red."),
  ];
}
