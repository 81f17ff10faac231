/**
 * All that is known of lines without the model, put together (docs/nano.md §1.8): what hangs on the question, what does not, and how lines stand to each
 * other. Widths and order are the contract of packs with hints. The twin of `training/mlmamba/known.py`.
 */
import type { TextLine } from "../shared/types.ts";
import { lineMatches, matchWidth } from "./line-hints.ts";
import { styleWidth } from "./line-style.ts";
import { lineMeanings, meaningWidth, type WordVectors } from "./line-words.ts";

export { relationWidth } from "./line-hints.ts";

/** Numbers per line: how the question's words match it, how its meaning does, how it looks. */
export const knownWidth = matchWidth + meaningWidth + styleWidth;

/** What a question is matched with: its text, and the tokens of that text alone. */
export interface AskedText {
  readonly text: string;
  readonly tokens: readonly number[];
}

/** The lines of an image with what is known of them for every question. */
export class KnownLines {
  readonly #meanings: readonly Float64Array[];

  /**
   * @param tokens of each line's whole text
   * @param styles row-major (lines, 23), docs/nano.md §1.9
   */
  constructor(
    private readonly lines: readonly TextLine[],
    tokens: readonly (readonly number[])[],
    private readonly styles: Float32Array,
    private readonly words: WordVectors,
  ) {
    this.#meanings = tokens.map((ids) => words.meaning(ids));
  }

  /**
   * Row-major (shown, 40): what the pointer head is told of each line.
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
    const result = new Float32Array(shown.length * knownWidth);
    for (const [n, line] of shown.entries()) {
      const row = [
        matches.subarray(n * matchWidth, (n + 1) * matchWidth),
        meanings.subarray(n * meaningWidth, (n + 1) * meaningWidth),
        this.styles.subarray(line * styleWidth, (line + 1) * styleWidth),
      ];
      let at = n * knownWidth;
      for (const part of row) {
        result.set(part, at);
        at += part.length;
      }
    }
    return result;
  }
}
