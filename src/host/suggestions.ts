/** Questions that fit a picture, chosen by the words in it. In English, the language that the model is asked in. */
import { describeQuestion, type TextLine } from "../shared/types.ts";

export const suggestionCount = 3;

/** A question, and what must stand in the picture for it: `line` in one line, `of` in that many of them. */
interface Rule {
  readonly question: string;
  readonly line: RegExp;
  readonly of?: number;
  /** Another rule's question that does not fit such a picture, though its words stand there. */
  readonly hides?: string;
}

const failureQuestion = "What went wrong?";

const outlinedQuestion = "What is outlined in red?";

const aboutQuestion = "What is this about?";

const buttons =
  /^(ok|cancel|retry|save( .{1,20})?|apply|close|submit|next|back|continue|sign (in|up)|log ?in|delete|discard( .{1,20})?|send|add .{1,20}|create .{1,20}|restore .{1,20}|choose .{1,20}|browse ?(…|\.{3}))$/i;

/** In this order; a picture of a failed sign-in is about the failure first. */
const rules: readonly Rule[] = [
  { question: "What is the error code?", line: /\berror code\b|\bcode:? ?\d/i },
  {
    question: "Which file is open?",
    line: /^(import|from|def|class|function|const|let|var|return|#include|public|fn|use) /,
    of: 2,
    /* Code speaks of errors that it handles. */
    hides: failureQuestion,
  },
  { question: "Which command was run?", line: /^\S+@\S+[:~].*[$#]|^\$ |^PS [A-Z]:/ },
  {
    question: failureQuestion,
    line: /\b(errors?|failed|failing|failure|could ?n[o']t|cannot|can't|unable|denied|invalid|wrong|exception|not found|not enough|warning)\b/i,
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
  /* The parts of a system stand beside each other: nothing comes after anything. */
  {
    question: aboutQuestion,
    line: /\b(cluster|service|gateway|storage|store|database|queue|broker|cache|relay|postgresql|mysql|redis|kafka)\b/i,
    of: 4,
  },
];

/** Where there is no text: what the picture is, not what it says. */
const withoutText = ["What kind of picture is this?", "Is this a screenshot?"];

/**
 * Three questions, the first of them always the same.
 *
 * @param lines of the picture, in reading order
 * @param outlines what is outlined in red: places among the lines
 */
export function suggestedQuestions(
  lines: readonly TextLine[],
  outlines: readonly (readonly number[])[] = [],
): readonly string[] {
  const texts = lines.map(({ text }) => text.trim());
  const fitting = rules.filter(({ line, of = 1 }) => texts.filter((text) => line.test(text)).length >= of);
  const general = texts.length < 2 ? withoutText : ["What is the title?", ...afterSomething(texts), aboutQuestion];
  const hidden = new Set(fitting.map(({ hides }) => hides));
  const chosen = fitting.map(({ question }) => question).filter((question) => !hidden.has(question));
  const pointedOut = outlines.length === 0 ? [] : [outlinedQuestion];
  const questions = [describeQuestion, ...pointedOut, ...chosen, ...general];
  return [...new Set(questions)].slice(0, suggestionCount);
}

/** Asks for what follows the first short line after the title that stands there once: a step, a message, a node. */
function afterSomething(texts: readonly string[]): readonly string[] {
  const found = texts.slice(1).find((text) => {
    const words = text.split(/\s+/).length;
    return (
      words <= 2 && text.length <= 24 && /\p{L}{3}/u.test(text) && texts.filter((other) => other === text).length === 1
    );
  });
  return found === undefined ? [] : [`What comes after "${found.replaceAll('"', "'")}"?`];
}
