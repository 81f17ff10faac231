/** Which scripts a text is written in, and what the model makes of them: it was trained on English, its recogniser on more. */
import type { TextLine } from "../shared/types.ts";

/** A test of one letter for each script that people write software in; Latin is the one that the model understands. */
const scripts = {
  Latin: /\p{Script=Latin}/u,
  Greek: /\p{Script=Greek}/u,
  Cyrillic: /\p{Script=Cyrillic}/u,
  Hangul: /\p{Script=Hangul}/u,
  Kana: /[\p{Script=Hiragana}\p{Script=Katakana}]/u,
  Han: /\p{Script=Han}/u,
  Arabic: /\p{Script=Arabic}/u,
  Hebrew: /\p{Script=Hebrew}/u,
  Devanagari: /\p{Script=Devanagari}/u,
  Thai: /\p{Script=Thai}/u,
} as const;

/** `Other`: a letter of none of these. */
export type Script = keyof typeof scripts | "Other";

const scriptTests = Object.entries(scripts) as [keyof typeof scripts, RegExp][];

/** Letters of each script in a text, most frequent script first. Digits, signs and blanks belong to none. */
export function scriptsIn(text: string): Map<Script, number> {
  const counts = new Map<Script, number>();
  for (const letter of text.match(/\p{L}/gu) ?? []) {
    const script = scriptTests.find(([, test]) => test.test(letter))?.[0] ?? "Other";
    counts.set(script, (counts.get(script) ?? 0) + 1);
  }
  return new Map([...counts].sort(([, a], [, b]) => b - a));
}

/** The scripts of a question that the model does not understand; a quoted word or a name is no reason to doubt the rest. */
export function unreadableInQuestion(question: string): readonly Script[] {
  return foreignScripts(question.replaceAll(/“[^”]*”|"[^"]*"/g, " "), 0.2);
}

/** What makes an image hard to read; `none` mostly. */
export type Legibility =
  | { readonly kind: "good" }
  /** Most places that look like text could not be read at all, or not surely. */
  | { readonly kind: "unread" }
  /** It was read, in scripts that the model was not trained on. */
  | { readonly kind: "foreign"; readonly scripts: readonly Script[] };

/** A line read with a lower score is a guess; letters that the recogniser does not know look to it like others. */
const sureScore = 0.85;
/** So few places are ornaments rather than text. */
const fewPlaces = 3;

/**
 * @param lines as they were read
 * @param unread how many places look like text and could not be read
 */
export function legibility(lines: readonly TextLine[], unread: number): Legibility {
  const sure = lines.filter(({ score }) => score >= sureScore);
  const doubtful = unread + lines.length - sure.length;
  if (doubtful >= fewPlaces && doubtful > sure.length) return { kind: "unread" };
  const foreign = foreignScripts(sure.map(({ text }) => text).join(" "), 0.3);
  return foreign.length > 0 ? { kind: "foreign", scripts: foreign } : { kind: "good" };
}

/** The scripts other than Latin, if more than `share` of the letters are theirs. */
function foreignScripts(text: string, share: number): readonly Script[] {
  const counts = scriptsIn(text);
  const all = [...counts.values()].reduce((sum, count) => sum + count, 0);
  const foreign = all - (counts.get("Latin") ?? 0);
  return foreign > share * all ? [...counts.keys()].filter((script) => script !== "Latin") : [];
}
