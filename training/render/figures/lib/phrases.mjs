/**
 * Questions from small grammars: `"{What|Which step} {comes|is} after %x?"`; braces nest, `%name` is a slot.
 * Around the sentence comes what people do: no capital, no question mark, quotation marks round labels, a typing slip.
 */
import { NUMBER_WORDS } from "../../src/words/numbers.mjs";

/** @param {import("../../src/prng.mjs").Random} random @param {string} template */
export function expand(random, template) {
  let text = template;
  for (let depth = 0; depth < 50 && text.includes("{"); depth++) {
    text = text.replace(/\{([^{}]*)\}/g, (_, choices) => random.pick(choices.split("|")));
  }
  return text.replace(/\s+/g, " ").trim();
}

const QUOTES = [
  [["", ""], 58],
  [['"', '"'], 24],
  [["'", "'"], 8],
  [["“", "”"], 5],
  [["`", "`"], 5],
];

/** Exchanges two letters, drops one or doubles one, in a word of at least five letters. @param {import("../../src/prng.mjs").Random} random @param {string} text */
function slip(random, text) {
  const words = [...text.matchAll(/[a-z]{5,}/g)];
  if (words.length === 0) return text;
  const word = random.pick(words);
  const at = word.index + random.int(1, word[0].length - 3);
  const [a, b] = [text[at], text[at + 1]];
  const changed = random.pick([b + a, a, a + a + b]);
  return text.slice(0, at) + changed + text.slice(at + 2);
}

const OPENINGS = [
  "Please tell me: %q",
  "Tell me, %q",
  "Looking at this, %q",
  "Quick question: %q",
  "%q Thanks.",
  "In this picture, %q",
  "In the image: %q",
  "Hi, %q",
  "From the screenshot: %q",
  "I need to know: %q",
  "According to the picture, %q",
  "Can you see %q",
];

/**
 * A question from one of the templates, slots filled.
 * @param {import("../../src/prng.mjs").Random} random
 * @param {string|readonly string[]} templates
 * @param {Record<string, string>} slots labels of the picture; a slot called with `%x!` is never quoted
 */
export function ask(random, templates, slots = {}) {
  let text = expand(random, typeof templates === "string" ? templates : random.pick(templates));
  if (random.chance(0.04)) text = slip(random, text);
  if (random.chance(0.06) && /^[A-Z]/.test(text) && text.endsWith("?")) {
    const opening = random.pick(OPENINGS.slice(0, -1));
    text = opening.replace("%q", opening.startsWith("%q") ? text : text[0].toLowerCase() + text.slice(1));
  }
  if (random.chance(0.22)) text = text[0].toLowerCase() + text.slice(1);
  if (text.endsWith("?") && random.chance(0.2)) text = text.slice(0, -1);
  const [open, close] = random.weighted(QUOTES);
  text = text.replace(/%(\w+)(!?)/g, (whole, name, bare) => {
    if (!(name in slots)) return whole;
    return bare ? slots[name] : `${open}${slots[name]}${close}`;
  });
  if (random.chance(0.12)) text = text.toLowerCase();
  return text;
}

/**
 * The label as somebody would shorten it, when no other label of the picture holds the shortened form.
 * @param {import("../../src/prng.mjs").Random} random @param {string} label @param {readonly string[]} labels all labels of the picture
 */
export function loosely(random, label, labels) {
  const words = label.replace(/[?:!.]$/, "").split(" ");
  if (words.length < 2 || random.chance(0.7)) return label;
  const short = random.chance(0.5) && words.length > 2 ? words.slice(0, -1).join(" ") : words.slice(1).join(" ");
  if (short.length < 5) return label;
  const clashes = labels.filter((other) => other !== label && other.toLowerCase().includes(short.toLowerCase()));
  return clashes.length === 0 ? short.toLowerCase() : label;
}

/** "a, b and c" @param {readonly string[]} parts */
export function listed(parts) {
  return parts.length < 2 ? (parts[0] ?? "") : `${parts.slice(0, -1).join(", ")} and ${parts[parts.length - 1]}`;
}

/** Accepted spellings of a count. @param {number} n */
export const counted = (n) => (n < NUMBER_WORDS.length ? [String(n), NUMBER_WORDS[n]] : [String(n)]);
