/** The words that several rooms use: text lines, quotes, stages, timings, what an answer consists of. */
import type { ErrorData } from "./errors.ts";

/** A rectangle in pixels of the original image (after EXIF orientation): left, top, width, height. */
export type Box = readonly [x: number, y: number, width: number, height: number];

/** One line of text in the image, as the recogniser read it. `score` is its mean confidence in 0…1. */
export interface TextLine {
  readonly text: string;
  readonly box: Box;
  readonly score: number;
}

/** A part of an answer that was taken from the image: the exact text of line `line` and where it stands. */
export interface Quote {
  readonly text: string;
  readonly box: Box;
  readonly line: number;
}

/** What the worker does with an image and a question, in this order. */
export const stages = ["load", "decode", "ocr", "encode", "prefill", "answer"] as const;
export type Stage = (typeof stages)[number];

/** Wall time in milliseconds of each stage of opening an image; `load` overlaps `decode` and `ocr`. */
export interface OpenTimings {
  readonly loadMs: number;
  readonly decodeMs: number;
  readonly ocrMs: number;
  readonly encodeMs: number;
  readonly prefillMs: number;
  /** Context tokens the language model read (visual tokens and text lines). */
  readonly prefillTokens: number;
}

/** Wall time in milliseconds of an answer. */
export interface AnswerTimings {
  /** Tokens read before the first one was made; for a follow-up only those of its own turn. */
  readonly prefillTokens: number;
  readonly prefillMs: number;
  /** From the start of the work on the question to its first token, 0 where no token came. */
  readonly firstTokenMs: number;
  readonly decodeMs: number;
  /** Tokens made, the end token included. */
  readonly tokens: number;
  readonly tokensPerSecond: number;
  /** The longest single call into ONNX Runtime while the answer was made: the bound of how long a stop takes. */
  readonly longestCallMs: number;
}

/** Of an answer that was stopped before the work on it began. */
export const noTimings: AnswerTimings = {
  prefillTokens: 0,
  prefillMs: 0,
  firstTokenMs: 0,
  decodeMs: 0,
  tokens: 0,
  tokensPerSecond: 0,
  longestCallMs: 0,
};

/** What the worker needs to carry a conversation on: a question and the token ids of its answer (line n is `regionBase + n`). */
export interface Turn {
  readonly question: string;
  readonly answerTokens: readonly number[];
}

/**
 * A finished answer. `text` holds the quotes between “ and ”. `counted` are the lines that the model looked at one by one before it said
 * how many there are, in its order; they are no part of the text.
 */
export interface Answer {
  readonly text: string;
  readonly quotes: readonly Quote[];
  readonly counted: readonly Quote[];
  readonly answerTokens: readonly number[];
  readonly timings: AnswerTimings;
  /** Probability of its least likely token, in 0…1; absent where decoding did not end by itself. */
  readonly confidence?: number;
}

/** Why an answer ended by itself: its end token, the limit on its length, or because it went round in a circle. */
export type EndReason = "end" | "length" | "repetition";

/** Something to know about an answer, for a person. */
export interface Notice {
  readonly code: "LINES_SELECTED" | "ANSWER_CUT" | "ANSWER_REPEATS" | "ANSWER_UNSURE";
  readonly message: string;
}

/**
 * What happens while a question is answered, in order. `token` carries new text outside quotes, `region` a quote (its text is part
 * of the answer too, between “ and ”); `restarted` takes back everything so far, because the worker ended and the question is
 * asked again. The last event is `done`, `stopped` or `failed`.
 */
export type AnswerEvent =
  | { readonly type: "progress"; readonly stage: Stage; readonly fraction: number }
  | { readonly type: "notice"; readonly notice: Notice }
  | { readonly type: "token"; readonly text: string }
  | { readonly type: "region"; readonly quote: Quote }
  | { readonly type: "restarted"; readonly error: ErrorData }
  | ({ readonly type: "done"; readonly reason: EndReason } & Answer)
  | ({ readonly type: "stopped" } & Answer)
  | { readonly type: "failed"; readonly error: ErrorData };

/** The question that `describe` asks. */
export const describeQuestion = "Describe this image.";

/** Characters (UTF-16 units) of a question, at most. */
export const longestQuestion = 2000;
