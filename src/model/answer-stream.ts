/**
 * From token ids to what a person sees, while they come: text in whole characters, and quotes of the image's lines.
 */
import type { Quote, TextLine } from "../shared/types.ts";
import { LookReader, type LookPart, type LookTokens } from "./look.ts";

export type AnswerPiece =
  { readonly type: "token"; readonly text: string } | { readonly type: "region"; readonly quote: Quote };

/** Where ids become text. `bytes` gives the bytes of an id, none for special tokens. */
export interface Vocabulary extends LookTokens {
  readonly regionBase: number;
  readonly bytes: (id: number) => Uint8Array;
}

/** The text of a quote inside an answer. */
export function quoted(quote: Quote): string {
  return `“${quote.text}”`;
}

/**
 * Turns ids into {@link AnswerPiece}s. Bytes wait until they make a whole character, white space waits until something follows it; so
 * no broken UTF-8 and no trailing space is ever given. Between a quote and a word beside it there is always a space. The pieces,
 * with quotes between “ and ”, put together are {@link text}. Nothing is given of a look; the lines in it are {@link counted}.
 */
export class AnswerStream {
  #decoder = new TextDecoder("utf-8", { fatal: false, ignoreBOM: true });
  #waiting = "";
  #text = "";
  #afterQuote = false;
  readonly #quotes: Quote[] = [];
  readonly #look: LookReader;
  readonly #counted: Quote[] = [];
  /** Lines of the look that is open. */
  #counting: Quote[] = [];

  /** @param lines the lines that region tokens count, in prompt order; `line` of a quote is `numbers[n]`. */
  constructor(
    private readonly vocabulary: Vocabulary,
    private readonly lines: readonly TextLine[],
    private readonly numbers: readonly number[] = lines.map((_, n) => n),
  ) {
    this.#look = new LookReader(vocabulary);
  }

  get text(): string {
    return this.#text;
  }

  get quotes(): readonly Quote[] {
    return this.#quotes;
  }

  /** The lines that the model counted in looks that it finished, in its order. */
  get counted(): readonly Quote[] {
    return this.#counted;
  }

  /** @param ids the next tokens of the answer. */
  push(ids: readonly number[]): AnswerPiece[] {
    const pieces: AnswerPiece[] = [];
    let text = "";
    for (const id of ids) {
      const part = this.#look.read(id);
      if (part !== "word") {
        if (part === "opens") text += this.#endCharacter();
        this.#looks(id, part);
        continue;
      }
      if (id < this.vocabulary.regionBase) {
        text += this.#decoder.decode(this.vocabulary.bytes(id), { stream: true });
        continue;
      }
      text += this.#endCharacter();
      const before = this.#say(text, true);
      text = "";
      if (before !== "") pieces.push({ type: "token", text: before });
      const quote = this.#quoteOf(id - this.vocabulary.regionBase);
      if (quote === undefined) continue;
      this.#quotes.push(quote);
      this.#text += quoted(quote);
      this.#afterQuote = true;
      pieces.push({ type: "region", quote });
    }
    const rest = this.#say(text, false);
    if (rest !== "") pieces.push({ type: "token", text: rest });
    return pieces;
  }

  /** The end of the answer: bytes that never became a character are shown as U+FFFD. */
  end(): AnswerPiece[] {
    const rest = this.#say(this.#endCharacter(), false);
    return rest === "" ? [] : [{ type: "token", text: rest }];
  }

  #endCharacter(): string {
    const rest = this.#decoder.decode();
    this.#decoder = new TextDecoder("utf-8", { fatal: false, ignoreBOM: true });
    return rest;
  }

  /** The part of `waiting + text` that can be said now; all that belongs before a quote, if one follows. */
  #say(text: string, quoteFollows: boolean): string {
    let said = this.#waiting + text;
    if (this.#text === "") said = said.trimStart();
    if (this.#afterQuote && /^[\p{L}\p{N}]/u.test(said)) said = ` ${said}`;
    const body = said.trimEnd();
    if (quoteFollows) {
      this.#waiting = "";
      const last = (this.#text + body).at(-1);
      const needsSpace = last !== undefined && !/[\s([{/]/u.test(last);
      said = body === said ? said + (needsSpace ? " " : "") : said;
    } else {
      this.#waiting = said.slice(body.length);
      said = body;
    }
    if (said !== "") this.#afterQuote = false;
    this.#text += said;
    return said;
  }

  /** Keeps what is counted in a look, once it is finished. */
  #looks(id: number, part: Exclude<LookPart, "word">): void {
    if (part === "opens") this.#counting = [];
    if (part === "closes") this.#counted.push(...this.#counting);
    const quote = part === "inside" ? this.#quoteOf(id - this.vocabulary.regionBase) : undefined;
    if (quote !== undefined) this.#counting.push(quote);
  }

  /** Line `n` of the context; `undefined` if it has none such. */
  #quoteOf(n: number): Quote | undefined {
    const line = this.lines[n];
    const number = this.numbers[n];
    return line === undefined || number === undefined ? undefined : { text: line.text, box: line.box, line: number };
  }
}
