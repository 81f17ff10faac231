/** Answers and whole conversations as Markdown. */
import type { ImageState } from "../shared/image-state.ts";
import { answerText, countedLines, quotesOf, type PanelTurn } from "../shared/turns.ts";
import type { Box, Quote } from "../shared/types.ts";

/** Words of the text that are not the conversation's own, in the language of the editor. */
export interface MarkdownWords {
  /** `{0}` × `{1}` pixels, `{2}` lines. */
  readonly facts: (width: number, height: number, lines: number) => string;
  readonly region: (box: Box) => string;
  /** Where a quote stands. */
  readonly place: (box: Box) => string;
  readonly counted: string;
  readonly stopped: string;
  /** Below all: which model answered, and when. */
  readonly foot: (model: string, date: string) => string;
  /** Where the picture is nowhere to be linked to. */
  readonly notSaved: string;
}

export interface MarkdownOptions {
  /** The image's address from where the text will stand; absent where it is no file. */
  readonly link?: string;
  /** Name and version. */
  readonly model: string;
  readonly date: Date;
  readonly words: MarkdownWords;
}

/** The question as a quotation, and the answer below it. */
export function answerMarkdown(turn: PanelTurn): string {
  return `${quoted(turn.question)}\n\n${answerText(turn)}\n`;
}

/** A conversation with its picture, its quotes and their places in pixels of the image. */
export function conversationMarkdown(
  state: Pick<ImageState, "image" | "reading">,
  turns: readonly PanelTurn[],
  options: MarkdownOptions,
): string {
  const { image, reading } = state;
  const { link, model, date, words } = options;
  const title = escaped(image.name);
  return [
    `# ${title}`,
    link === undefined ? `*${words.notSaved}*` : `![${title}](${destination(link)})`,
    ...(reading.status === "ready" ? [words.facts(reading.width, reading.height, reading.lines.length)] : []),
    ...turns.flatMap((turn) => turnMarkdown(turn, words)),
    "---",
    words.foot(escaped(model), date.toISOString().slice(0, 10)),
    "",
  ].join("\n\n");
}

function turnMarkdown(turn: PanelTurn, words: MarkdownWords): readonly string[] {
  const [title = "", ...rest] = turn.question.split("\n");
  const quotes = distinct(quotesOf(turn));
  const counted = countedLines(turn);
  return [
    `## ${escaped(title)}`,
    ...(rest.length === 0 ? [] : [quoted(turn.question)]),
    ...(turn.region === undefined ? [] : [`*${words.region(turn.region)}*`]),
    ...(turn.parts.length === 0 ? [] : [answerText(turn)]),
    ...(turn.status === "stopped" ? [`*${words.stopped}*`] : []),
    ...(turn.status === "failed" ? [`*${escaped(`${turn.error.code}: ${turn.error.message}`)}*`] : []),
    ...(quotes.length === 0 ? [] : [quotes.map((quote) => `- ${placed(quote, words)}`).join("\n")]),
    ...(counted.length === 0
      ? []
      : [words.counted, counted.map((quote, at) => `${at + 1}. ${placed(quote, words)}`).join("\n")]),
  ];
}

function placed({ text, box }: Quote, words: MarkdownWords): string {
  return `“${escaped(text)}”: ${words.place(box)}`;
}

/** Each place once, in the order they were said. */
function distinct(quotes: readonly Quote[]): readonly Quote[] {
  return [...new Map(quotes.map((quote) => [quote.box.join(), quote])).values()];
}

function quoted(text: string): string {
  return text
    .split("\n")
    .map((line) => `> ${line}`)
    .join("\n");
}

/** Text in which nothing has a meaning for Markdown (CommonMark 0.31.2, 2.4). */
function escaped(text: string): string {
  return text.replaceAll(/[\\`*_{}[\]<>#|!]/g, (sign) => `\\${sign}`).replaceAll(/\s+/g, " ");
}

/** A link destination (CommonMark 0.31.2, 6.3), of a relative path as it is. */
function destination(link: string): string {
  return link.replaceAll(/[\s()<>\\]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0")}`);
}
