/**
 * All that is known of lines without the model, put together (docs/nano.md §1.8): what hangs on the question, what does not, and how lines stand to each
 * other. Widths and order are the contract of packs with hints. The twin of `training/mlmamba/known.py`.
 */
import type { TextLine } from "../shared/types.ts";
import { drawnFeatures, drawnWidth, shownDrawing, type LineDrawing } from "./line-drawn.ts";
import { lineMatches, lineRelations, matchWidth, placeWidth } from "./line-hints.ts";
import { strokePairWidth } from "./line-strokes.ts";
import { styleWidth } from "./line-style.ts";
import { lineMeanings, meaningWidth, type WordVectors } from "./line-words.ts";

/** Numbers per line: how the question's words match it, how its meaning does, how it looks, what is drawn at it. */
export const knownWidth = matchWidth + meaningWidth + styleWidth + drawnWidth;

/** Numbers per pair of lines: how they stand to each other, how they are joined. */
export const relationWidth = placeWidth + strokePairWidth;

/** What a question is matched with: its text, and the tokens of that text alone. */
export interface AskedText {
  readonly text: string;
  readonly tokens: readonly number[];
}

/** What was measured of lines on the pixels of their image. */
export interface LineLooks {
  /** Row-major (lines, 23), docs/nano.md §1.9. */
  readonly styles: Float32Array;
  readonly drawing: LineDrawing;
}

/** The lines of an image with what is known of them for every question. */
export class KnownLines {
  readonly #meanings: readonly Float64Array[];

  /** @param tokens of each line's whole text */
  constructor(
    private readonly lines: readonly TextLine[],
    tokens: readonly (readonly number[])[],
    private readonly looks: LineLooks,
    private readonly words: WordVectors,
  ) {
    this.#meanings = tokens.map((ids) => words.meaning(ids));
  }

  /**
   * Row-major (shown, 67): what the pointer head is told of each line.
   *
   * @param shown the lines that the context holds, ascending; the others count for nothing
   */
  asked(question: AskedText, shown: readonly number[]): Float32Array {
    const lines = shown.map((line) => this.lines[line]!);
    const boxes = lines.map(({ box }) => box);
    const matches = lineMatches(
      question.text,
      lines.map(({ text }) => text),
      boxes,
    );
    const meanings = lineMeanings(
      this.words.meaning(question.tokens),
      shown.map((line) => this.#meanings[line]!),
      boxes,
    );
    const scores = shown.map((_, n) => (matches[n * matchWidth]! + matches[n * matchWidth + 1]!) / 2);
    const drawn = drawnFeatures(scores, shownDrawing(this.looks.drawing, shown));
    const result = new Float32Array(shown.length * knownWidth);
    for (const [n, line] of shown.entries()) {
      const row = [
        matches.subarray(n * matchWidth, (n + 1) * matchWidth),
        meanings.subarray(n * meaningWidth, (n + 1) * meaningWidth),
        this.looks.styles.subarray(line * styleWidth, (line + 1) * styleWidth),
        drawn.subarray(n * drawnWidth, (n + 1) * drawnWidth),
      ];
      let at = n * knownWidth;
      for (const part of row) {
        result.set(part, at);
        at += part.length;
      }
    }
    return result;
  }

  /** Row-major (shown, shown, 22) as [anchor, candidate]: how each line stands to each other, and how they are joined. */
  relations(shown: readonly number[]): Float32Array {
    const count = shown.length;
    const places = lineRelations(shown.map((line) => this.lines[line]!.box));
    const result = new Float32Array(count * count * relationWidth);
    for (let pair = 0; pair < count * count; pair++) {
      result.set(places.subarray(pair * placeWidth, (pair + 1) * placeWidth), pair * relationWidth);
    }
    for (const { anchor, candidate, column } of shownDrawing(this.looks.drawing, shown).pairs) {
      result[(anchor * count + candidate) * relationWidth + placeWidth + column] = 1;
    }
    return result;
  }
}
