/**
 * The look of an answer (docs/nano.md §1.6): before it says how many there are, the model looks at things one by one, between two tokens
 * of its own. What stands between them is no text of the answer.
 */

/** Ids of the two tokens; a model that does not look has neither. */
export interface LookTokens {
  readonly look?: number;
  readonly looked?: number;
}

/**
 * What a token is to the looks of its answer: it opens or closes one, stands inside, or outside of all (`word`). `stray` is a closing
 * token where no look is open.
 */
export type LookPart = "word" | "opens" | "inside" | "closes" | "stray";

/** Tokens of all looks of an answer together, their marks included, at most. */
export const longestLook = 64;

/** Follows an answer token by token. */
export class LookReader {
  #looking = false;

  constructor(private readonly tokens: LookTokens) {}

  /** Whether a look is open after the tokens read so far. */
  get looking(): boolean {
    return this.#looking;
  }

  read(id: number): LookPart {
    if (this.#looking) {
      if (id !== this.tokens.looked) return "inside";
      this.#looking = false;
      return "closes";
    }
    if (id === this.tokens.looked) return "stray";
    if (id !== this.tokens.look) return "word";
    this.#looking = true;
    return "opens";
  }
}

/** How long an answer is: its limit counts the tokens outside of looks, {@link longestLook} those of the looks. */
export class AnswerLength {
  readonly #reader: LookReader;
  #words = 0;
  #looked = 0;

  constructor(
    tokens: LookTokens,
    private readonly maxTokens: number,
  ) {
    this.#reader = new LookReader(tokens);
  }

  push(id: number): void {
    const part = this.#reader.read(id);
    if (part === "word" || part === "stray") this.#words++;
    else this.#looked++;
  }

  /** Whether a look is open: what is full then is the look. */
  get looking(): boolean {
    return this.#reader.looking;
  }

  /** Tokens until the answer is full, if no look begins or ends before; 0 when it is. */
  get remaining(): number {
    return Math.max(0, this.looking ? longestLook - this.#looked : this.maxTokens - this.#words);
  }
}

/** `ids` without a look that is open at their end, and what stands in it: nothing was found by it. */
export function withoutOpenLook(ids: readonly number[], tokens: LookTokens): readonly number[] {
  const reader = new LookReader(tokens);
  let opened = ids.length;
  for (const [at, id] of ids.entries()) if (reader.read(id) === "opens") opened = at;
  return reader.looking ? ids.slice(0, opened) : ids;
}
