/** Whether a description of a screen says only what is true of it: every quote right, no element named that is not there. */
import * as v from "valibot";
import type { Quote } from "../../shared/types.ts";
import { levenshtein, normalise } from "./score.ts";

/** What is true of a screen; texts as they stand on it. Written by `training/render/src/described.mjs`. */
const truthSchema = v.object({
  title: v.string(),
  /** Nouns of kinds and elements that a description may use. */
  words: v.array(v.string()),
  texts: v.array(v.string()),
  pairs: v.array(v.tuple([v.string(), v.string()])),
  selected: v.array(v.string()),
  messages: v.array(v.string()),
  /** Row counts of the tables. */
  rows: v.array(v.number()),
});
export type ScreenTruth = v.InferOutput<typeof truthSchema>;

const lineSchema = v.object({ id: v.string(), truth: truthSchema });

/** The truth by the question's id. @throws ValiError, SyntaxError for a file that `make-heldout.mjs` did not write */
export function parseTruths(text: string): ReadonlyMap<string, ScreenTruth> {
  const lines = text.split("\n").filter((line) => line.trim() !== "");
  return new Map(
    lines.map((line) => {
      const { id, truth } = v.parse(lineSchema, JSON.parse(line));
      return [id, truth];
    }),
  );
}

/** Kinds of screens and elements: a description that names one must be of a screen that has it. */
const named =
  /\b(?:log-?in|sign-?in|sign-?up|registration|settings?|preferences|error|confirmation|context menu|dropdown|dashboard|overview|pricing|calendar|chat|inbox|mail|profile|wizard|set-up|documentation|code editor|file manager|cloud console|console|empty state|search|notifications?|tasks|projects|access keys|form|dialog|table|list|buttons?|tabs?|checkbox(?:es)?|switch(?:es)?|toggles?|radio|slider|sidebar|navigation|toolbar|breadcrumb|pagination|menu|progress bar|terminal|tree|chart|diagram|flowchart|sequence|graph|photograph|metrics|build)\b/gu;
const singulars: Readonly<Record<string, string>> = {
  ...{ buttons: "button", tabs: "tab", checkboxes: "checkbox", switches: "switch", toggles: "toggle" },
  ...{ metrics: "card", notifications: "notification", "log-in": "login", signin: "sign-in", signup: "sign-up" },
};

/** @returns what is wrong with the description, nothing when all of it is right */
export function faultsOf(reply: string, quotes: readonly Quote[], truth: ScreenTruth): string[] {
  const { bare, texts } = withoutQuotes(reply, quotes);
  const faults: string[] = [];
  const stands = (text: string, among: readonly string[]): boolean => among.some((other) => alike(text, other));
  for (const text of texts) {
    if (!truth.texts.some((other) => alike(text, other) || holds(text, other))) faults.push(`no text “${text}”`);
  }
  const claim = (pattern: RegExp, isTrue: (first: string, second: string) => boolean): void => {
    for (const match of bare.matchAll(pattern)) {
      const [first = "", second = ""] = match.slice(1).map((number) => texts[Number(number)] ?? "");
      if (!isTrue(first, second))
        faults.push(match[0].replace(/‹(\d+)›/gu, (_, n: string) => `“${texts[Number(n)]!}”`));
    }
  };
  claim(/titled ‹(\d+)›/gu, (title) => alike(title, truth.title) || holds(title, truth.title));
  claim(/‹(\d+)› (?:is )?set to ‹(\d+)›/gu, (label, value) =>
    truth.pairs.some((pair) => alike(label, pair[0]) && alike(value, pair[1])),
  );
  claim(
    /‹(\d+)› (?:is )?(?:the )?(?:current(?:ly)? |active |selected )?(?:selected|active|checked|highlighted)\b/gu,
    (text) => stands(text, truth.selected),
  );
  claim(/(?:message reads|saying|message says) ‹(\d+)›/gu, (text) =>
    truth.messages.some((message) => alike(text, message) || holds(message, text)),
  );
  claim(/among them ‹(\d+)› and ‹(\d+)›/gu, (first, second) =>
    [first, second].every((text) => truth.pairs.some(([label]) => alike(text, label))),
  );
  for (const [said, things] of bare.matchAll(/\b(?:table|list|page) of ([a-z]+)/gu)) {
    if (!truth.words.includes(things!)) faults.push(said);
  }
  for (const [said, count] of bare.matchAll(/(\d+) rows/gu)) {
    if (!truth.rows.includes(Number(count))) faults.push(said);
  }
  for (const [noun] of bare.toLowerCase().matchAll(named)) {
    const words = (singulars[noun] ?? noun).split(" ");
    const whole = truth.words.includes(singulars[noun] ?? noun);
    if (!whole && !words.every((word) => truth.words.includes(word))) faults.push(`no ${noun}`);
  }
  if (texts.length === 0 && bare.search(named) < 0) faults.push("says nothing of the screen");
  return [...new Set(faults)];
}

/** The reply with `‹n›` in the place of its nth text in quotation marks, and these texts: the model's quotes, then any other. */
export function withoutQuotes(reply: string, quotes: readonly Quote[]): { bare: string; texts: readonly string[] } {
  const texts: string[] = [];
  let bare = reply;
  for (const { text } of quotes) {
    const written = `“${text}”`;
    if (!bare.includes(written)) continue;
    bare = bare.replace(written, () => `‹${texts.push(text) - 1}›`);
  }
  bare = bare.replace(/[“"«]([^“”"«»‹›]+)[”"»]/gu, (_, text: string) => `‹${texts.push(text) - 1}›`);
  return { bare, texts };
}

/** The same text but for a slip of the reading. */
function alike(a: string, b: string): boolean {
  const [x, y] = [compact(a), compact(b)];
  return x === y || levenshtein(x, y) <= Math.max(x.length, y.length) * 0.2;
}

/** Whether a line of a text that runs over several lines, or a line that took in its neighbour, is meant. */
function holds(a: string, b: string): boolean {
  const [x, y] = [compact(a), compact(b)];
  const [short, long] = x.length < y.length ? [x, y] : [y, x];
  return short.length >= 4 && long.includes(short);
}

function compact(text: string): string {
  return normalise(text).replace(/[^\p{L}\p{N}]/gu, "");
}
