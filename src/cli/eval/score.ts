/** How a reply is judged: right, exact match, ANLS, length; and how sure a share is. */

/** What a model (or a baseline) said. */
export interface Reply {
  readonly text: string;
  readonly quotes: number;
}

export interface Score {
  /** An accepted answer stands in the reply as whole words, and the reply is short ({@link longestRight}, {@link mostQuotes}). */
  readonly right: boolean;
  /** The reply is an accepted answer. */
  readonly exact: boolean;
  /** Average normalised Levenshtein similarity (ST-VQA, arXiv 1907.00490): 0…1, 0 below one half. */
  readonly anls: number;
  readonly words: number;
}

export const longestRight = 40;
export const mostQuotes = 3;

export function score(reply: Reply, answers: readonly string[]): Score {
  const text = normalise(reply.text);
  const accepted = answers.map(normalise).filter((answer) => answer !== "");
  const words = countWords(reply.text);
  const isShort = words <= longestRight && reply.quotes <= mostQuotes;
  return {
    right: isShort && accepted.some((answer) => standsIn(answer, text)),
    exact: accepted.includes(text),
    anls: Math.max(0, ...accepted.map((answer) => similarity(answer, text))),
    words,
  };
}

/** Lower case, one space between words, no quotation marks, no punctuation at the ends. */
export function normalise(text: string): string {
  return text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[“”„«»"`]/gu, "")
    .replace(/[‘’]/gu, "'")
    .replace(/\s+/gu, " ")
    .replace(/^[\s\p{P}]+|[\s\p{P}]+$/gu, "");
}

/** Whether `answer` stands in `text` as whole words; "4" stands neither in "42" nor in "4.5". Both are normalised. */
export function standsIn(answer: string, text: string): boolean {
  const escaped = answer.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
  const before = String.raw`(?<![\p{L}\p{N}_])(?<!\p{N}[.,:])`;
  const after = String.raw`(?![\p{L}\p{N}_])(?![.,:]\p{N})`;
  return new RegExp(`${before}${escaped}${after}`, "u").test(text);
}

export function countWords(text: string): number {
  return text.split(/\s+/u).filter((word) => word !== "").length;
}

function similarity(a: string, b: string): number {
  const longest = Math.max(a.length, b.length);
  if (longest === 0) return 1;
  const value = 1 - levenshtein(a, b) / longest;
  return value >= 0.5 ? value : 0;
}

/** Insertions, deletions and replacements that make `a` into `b`. */
export function levenshtein(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      next.push(Math.min(next[j - 1]! + 1, row[j]! + 1, row[j - 1]! + Number(a[i - 1] !== b[j - 1])));
    }
    row = next;
  }
  return row[b.length]!;
}

/** Wilson's 95 % interval of a share of `right` in `count`, both ends in 0…1. */
export function wilson(right: number, count: number): readonly [low: number, high: number] {
  if (count === 0) return [0, 1];
  const z = 1.959964;
  const share = right / count;
  const centre = share + z ** 2 / (2 * count);
  const spread = z * Math.sqrt((share * (1 - share)) / count + z ** 2 / (4 * count ** 2));
  const scale = 1 + z ** 2 / count;
  return [Math.max(0, (centre - spread) / scale), Math.min(1, (centre + spread) / scale)];
}
