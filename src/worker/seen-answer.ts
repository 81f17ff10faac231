/** Answers that are seen in the pixels, not made by the model: what is outlined, what is highest in a chart (docs/nano.md §1.15, §1.16). */
import { extremeAnswer, extremeAsked, extremeLine, valueBeside } from "../model/extreme-answer.ts";
import { asksForOutlines, outlineAnswer, outlinedLines } from "../model/outline-answer.ts";
import type { Tokenize } from "../model/prompt.ts";
import type { ImageView, OpenImage } from "./open-image.ts";

export interface SeenAnswer {
  /** Without an end. */
  readonly tokens: readonly number[];
  /** How often such answers are right, in 0…1. */
  readonly confidence: number;
}

/** 24 of 24 that were opened. */
const outlinesRight = 1;
/** Of 1,574 answers on rendered charts, 1,485 (`python -m training.data.check_extremes`). */
const extremesRight = 0.94;

/** @returns nothing for questions of other kinds, and where nothing of what is asked for is seen: then the model answers */
export function seenAnswer(
  image: OpenImage,
  view: ImageView,
  question: string,
  { regionBase, tokenize }: { readonly regionBase: number; readonly tokenize: Tokenize },
): SeenAnswer | undefined {
  const texts = image.lines.map(({ text }) => text);
  const regionOf = (line: number): readonly number[] => {
    const n = view.lineNumbers.indexOf(line);
    return n < 0 ? [] : [regionBase + n];
  };
  if (asksForOutlines(question)) {
    const regions = outlinedLines(image.outlines, texts).flatMap(regionOf);
    return regions.length === 0 ? undefined : { tokens: outlineAnswer(regions, tokenize), confidence: outlinesRight };
  }
  const extreme = extremeAsked(question);
  const line = extreme && extremeLine(extreme, image.measures, texts);
  const [region] = line === undefined ? [] : regionOf(line);
  if (extreme === undefined || line === undefined || region === undefined) return undefined;
  const shown = valueBeside(line, image.measures, image.lines);
  const [value] = shown === undefined ? [] : regionOf(shown);
  return { tokens: extremeAnswer(region, extreme, value, tokenize), confidence: extremesRight };
}
