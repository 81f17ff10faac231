/** How people name the things on a screen: quoted, lower case, in part, in other words, with slips of the finger. */

const STOP = new Set([
  "the",
  "a",
  "an",
  "of",
  "on",
  "in",
  "at",
  "to",
  "for",
  "my",
  "your",
  "and",
  "is",
  "or",
  "me",
  "with",
  "&",
]);
const quotes = [
  ["“", "”"],
  ['"', '"'],
  ["'", "'"],
  ["‘", "’"],
  ["«", "»"],
];

export class Mention {
  /** @param {import("../prng.mjs").Random} random @param {readonly string[]} texts all texts of the screen, to know what is unambiguous */
  constructor(random, texts) {
    this.r = random;
    this.all = texts.map((t) => t.toLowerCase());
  }

  /** A bare label as a person writes it. @param {string} label @param {readonly string[]} [say] other words for it @returns {string} */
  bare(label, say = []) {
    const { r } = this;
    const clean = label.replace(/[…:*]+$/, "").trim();
    if (say.length > 0 && r.chance(0.3)) return r.pick(say);
    const style = r.next();
    if (style < 0.16) {
      const part = this.part(clean);
      if (part) return part;
    }
    const low =
      /[a-z]/.test(clean) && !/[_\\/@.]/.test(clean) && !/^[A-Z]{2,}/.test(clean) ? clean.toLowerCase() : clean;
    if (style < 0.55) return low;
    return clean;
  }

  /** Part of a label that no other text of the screen shares. @param {string} label @returns {string | undefined} */
  part(label) {
    const words = label.split(/\s+/);
    if (words.length < 2) return undefined;
    const keep = this.r.shuffle(words.filter((w) => w.length > 2 && !STOP.has(w.toLowerCase())));
    for (const word of keep) {
      const low = word.toLowerCase();
      if (this.all.filter((t) => t.includes(low)).length === 1) return low;
    }
    return undefined;
  }

  /**
   * With article, quotes or a noun for its kind: `the "Theme" setting`, `theme`, `the theme`.
   * @param {string} label @param {readonly string[]} nouns words for its kind ("field", "switch") @param {readonly string[]} [say] @param {boolean} [proper] a name: no article @returns {string}
   */
  named(label, nouns, say = [], proper = false) {
    const { r } = this;
    const style = r.next();
    const clean = label.replace(/[…:*]+$/, "").trim();
    if (style < 0.25) {
      const [open, close] = r.weighted(quotes.map((q, i) => [q, [3, 6, 3, 1, 0.3][i]]));
      return `${open}${clean}${close}`;
    }
    if (style < 0.4 && nouns.length > 0) {
      const [open, close] = r.pick(quotes.slice(0, 3));
      return `the ${open}${clean}${close} ${r.pick(nouns)}`;
    }
    const bare = this.bare(label, say);
    if (style < 0.65 && nouns.length > 0) return `the ${bare} ${r.pick(nouns)}`;
    return proper || /^(the|a|an|my|your) /i.test(bare) || style > 0.85 ? bare : `the ${bare}`;
  }

  /** Finishing of a whole question: case, mark, courtesy, slips. @param {string} question @returns {string} */
  finish(question) {
    const { r } = this;
    let q = question
      .replace(/\s+/g, " ")
      .replace(/\b(the|an?|which|whose|current|empty|mail from) the\b/gi, "$1")
      .replace(/\ba (?!one|us|uni|eu)([aeiou])/g, "an $1")
      .trim();
    q = q.charAt(0).toUpperCase() + q.slice(1);
    const roll = r.next();
    if (roll < 0.04)
      q = `${r.pick(["Please tell me:", "Hi,", "Quick question:", "Hello!", "Hey,", "Sorry,", "In this screenshot,", "In the image,", "On this screen,", "Here,"])} ${lowerFirst(q)}`;
    else if (roll < 0.07)
      q = q.replace(
        /[?.]?$/,
        r.pick([", please?", " in this screenshot?", " here?", " in the picture?", " on the screen?"]),
      );
    if (r.chance(0.16)) q = q.replace(/[?.]$/, "");
    if (r.chance(0.17)) q = q.toLowerCase();
    if (r.chance(0.03)) q = slip(q, r);
    return q;
  }
}

const lowerFirst = (/** @type {string} */ s) => (/^[A-Z][a-z]/.test(s) ? s.charAt(0).toLowerCase() + s.slice(1) : s);

/** One typing slip: two letters swapped, one lost or doubled. @param {string} text @param {import("../prng.mjs").Random} r @returns {string} */
function slip(text, r) {
  const at = r.int(1, Math.max(1, text.length - 3));
  if (!/[a-z]{2}/.test(text.slice(at, at + 2))) return text;
  return r.pick([
    text.slice(0, at) + text[at + 1] + text[at] + text.slice(at + 2),
    text.slice(0, at) + text.slice(at + 1),
    text.slice(0, at) + text[at] + text.slice(at),
  ]);
}
