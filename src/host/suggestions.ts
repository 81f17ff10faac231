/** Questions that fit a picture, chosen by the words in it. In English, the language that the model is asked in. */
import { describeQuestion, type TextLine } from "../shared/types.ts";

export const suggestionCount = 3;

/** A question, and what must stand in the picture for it: `line` in one line, `of` in that many of them. */
interface Rule {
  readonly question: string;
  readonly line: RegExp;
  readonly of?: number;
}

const buttons =
  /^(ok|cancel|retry|save( .{1,20})?|apply|close|submit|next|back|continue|sign (in|up)|log ?in|delete|discard( .{1,20})?|yes|no|send|add( .{1,20})?|create( .{1,20})?|new \w+|restore .{1,20}|choose .{1,20}|browse.*)$/i;

/** In this order; a picture of a failed sign-in is about the failure first. */
const rules: readonly Rule[] = [
  { question: "What is the error code?", line: /\berror code\b|\bcode:? ?\d/i },
  {
    question: "What went wrong?",
    line: /\b(errors?|failed|failing|failure|could ?n[o']t|cannot|can't|unable|denied|invalid|wrong|exception|not found|not enough|warning)\b/i,
  },
  {
    question: "Which file is open?",
    line: /^(import|from|def|class|function|const|let|var|return|#include|public|fn|use) /,
    of: 2,
  },
  {
    question: "Which item is selected?",
    line: /^(settings|preferences|options|general|appearance|explorer|extensions|about)$/i,
  },
  {
    question: "Which file is selected?",
    line: /^[\w.-]+\.(md|ts|js|json|html|css|py|java|go|rs|txt|png|svg|ya?ml)$/i,
    of: 4,
  },
  {
    question: "What are the column headers?",
    line: /^(name|number|status|date|amount|type|customer|price|total|id|size|owner)$/i,
    of: 3,
  },
  { question: "Which buttons are there?", line: buttons, of: 2 },
];

/** Where few or none of the rules fit. */
const general = ["What is the title?", "What kind of picture is this?"];

/**
 * Three questions, the first of them always the same.
 *
 * @param lines of the picture, in reading order
 */
export function suggestedQuestions(lines: readonly TextLine[]): readonly string[] {
  const texts = lines.map(({ text }) => text.trim());
  const fitting = rules.filter(({ line, of = 1 }) => texts.filter((text) => line.test(text)).length >= of);
  /* Without a line of text there is no title. */
  const fallback = texts.length < 2 ? [...general.slice(1), "Is there any text in it?"] : general;
  const questions = [describeQuestion, ...fitting.map(({ question }) => question), ...fallback];
  return [...new Set(questions)].slice(0, suggestionCount);
}
