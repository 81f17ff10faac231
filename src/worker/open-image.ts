/** An image that is open: what was read and encoded of it, and which part of it the language model gets for a question. */
import {
  renumberRegions,
  buildContext,
  lineTokens,
  questionText,
  type PromptFormat,
  type Tokenize,
} from "../model/prompt.ts";
import { fitsWhole, selectLines, type SelectionLimits } from "../model/line-selection.ts";
import { KnownLines } from "../model/known.ts";
import type { WordVectors } from "../model/line-words.ts";
import type { PackManifest } from "../shared/manifest.ts";
import type { TextLine, Turn } from "../shared/types.ts";
import type { EncodedImage } from "./image-encoder.ts";
import type { ImageContext } from "./generation.ts";

/** The image for one question: its context, and which lines of the image the context's region tokens count. */
export interface ImageView {
  readonly image: ImageContext;
  /** Line of the image per line of the context, ascending. */
  readonly lineNumbers: readonly number[];
  /** The conversation with its region tokens counted as in the context. */
  readonly history: readonly Turn[];
}

const none = new Float32Array(0);

export class OpenImage {
  readonly #tokens: readonly (readonly number[])[];
  readonly #costs: readonly number[];
  readonly #limits: SelectionLimits;
  /** None in models without hints. */
  readonly #known: KnownLines | undefined;
  /** The context of the last question; the next one mostly has the same. */
  #last: ImageContext | undefined;

  /**
   * @param encoded `lineEmbeds` and `looks` have a row for every line in `lines`
   * @param words vectors of a model with hints
   */
  constructor(
    readonly id: string,
    readonly lines: readonly TextLine[],
    private readonly encoded: EncodedImage,
    private readonly manifest: PackManifest,
    private readonly tokenize: Tokenize,
    words?: WordVectors,
  ) {
    const texts = lines.map(({ text }) => text);
    const whole = lineTokens(promptFormat(manifest), tokenize, texts, Infinity);
    this.#tokens = whole.map((ids) => ids.slice(0, manifest.prompt.lineTokens));
    this.#known = words && new KnownLines(lines, whole, encoded.looks, words);
    this.#costs = this.#tokens.map((tokens) => tokens.length + 1);
    const { maxLines, maxContextTokens } = manifest.ocr;
    this.#limits = { maxLines, maxTokens: maxContextTokens - manifest.architecture.visualTokens };
  }

  /** Whether the context holds all lines, so that the image can be read before a question is known. */
  get fitsWhole(): boolean {
    return fitsWhole(this.#costs, this.#limits);
  }

  /** What an author has outlined in red: places among {@link lines}. */
  get outlines(): readonly (readonly number[])[] {
    return this.encoded.outlines;
  }

  /** What is measured of charts, row-major (lines, 12), docs/nano.md §1.12; empty for models without hints. */
  get measures(): Float32Array {
    return this.encoded.looks.drawing.measures;
  }

  /** What the pointer head is told of each line of the view (docs/nano.md §1.8), row-major (lines, 67); empty for models without hints. */
  lineMatch({ lineNumbers }: ImageView, question: string): Float32Array {
    if (this.#known === undefined) return none;
    const tokens = questionText(promptFormat(this.manifest), this.tokenize, question);
    return this.#known.asked({ text: question, tokens }, lineNumbers);
  }

  /** The image for a question in a conversation; with all lines, or with those nearest to the questions' words. */
  view(history: readonly Turn[], question: string): ImageView {
    const { regionBase } = this.manifest.tokens;
    const quotedLines = history.flatMap(({ answerTokens }) =>
      answerTokens.flatMap((id) => (id >= regionBase ? [id - regionBase] : [])),
    );
    const lineNumbers = selectLines({
      lines: this.lines,
      costs: this.#costs,
      questions: [...history.map((turn) => turn.question), question],
      required: quotedLines,
      limits: this.#limits,
    });
    const numberInContext = new Map(lineNumbers.map((line, n) => [line, n]));
    return {
      image: this.#context(lineNumbers),
      lineNumbers,
      history: history.map((turn) => ({
        question: turn.question,
        answerTokens: renumberRegions(turn.answerTokens, regionBase, (line) => numberInContext.get(line)),
      })),
    };
  }

  #context(lineNumbers: readonly number[]): ImageContext {
    const key = lineNumbers.join(",");
    if (this.#last?.key !== key) this.#last = this.#makeContext(key, lineNumbers);
    return this.#last;
  }

  #makeContext(key: string, lineNumbers: readonly number[]): ImageContext {
    const { visual, lineEmbeds } = this.encoded;
    const { dModel } = this.manifest.architecture.lm;
    const rows = new Float32Array(lineNumbers.length * dModel);
    for (const [n, line] of lineNumbers.entries()) {
      rows.set(lineEmbeds.subarray(line * dModel, (line + 1) * dModel), n * dModel);
    }
    const tokens = lineNumbers.map((line) => this.#tokens[line]!);
    return {
      key,
      context: buildContext({ ...promptFormat(this.manifest), visualTokens: visual.length / dModel }, tokens),
      visual,
      lineEmbeds: rows,
      lineRelations: this.#known?.relations(lineNumbers) ?? none,
    };
  }
}

export function promptFormat(manifest: PackManifest): PromptFormat {
  return {
    tokens: manifest.tokens,
    prompt: manifest.prompt,
    visualTokens: manifest.architecture.visualTokens,
  };
}
