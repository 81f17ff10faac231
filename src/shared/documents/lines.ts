/** Lines of a text, as editors count them: what ends with `\r\n`, `\n` or `\r`. */
export class Lines {
  readonly #starts: number[] = [0];

  constructor(text: string) {
    const ending = /\r\n|\n|\r/g;
    while (ending.test(text)) this.#starts.push(ending.lastIndex);
  }

  /** Line and column of an offset, both from 0. */
  at(offset: number): { readonly line: number; readonly column: number } {
    let low = 0;
    let high = this.#starts.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#starts[middle]! <= offset) low = middle + 1;
      else high = middle;
    }
    return { line: low - 1, column: offset - this.#starts[low - 1]! };
  }
}
