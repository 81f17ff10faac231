/** What makes an alt text good: the model's words made to fit, and what is wrong with one that stands in a document. */
import type { ImageLink } from "./image-link.ts";

/** Characters of an alt text, by default; screen readers break longer ones. */
export const defaultAltLength = 125;

/** Characters above which an alt text is called too long. */
export const longestHelpfulAlt = 150;

/** "Image of …": what a screen reader has said already. A screenshot is worth saying: it is the kind of the picture. */
const opening =
  /^(?:this |the |an? )?(?:image|picture|photo(?:graph)?|graphic|figure|illustration|img|pic)(?: here)?(?: (?:of|showing|shows?|that shows|which shows|depicting|depicts|displaying|displays|contains?|is|has|titled|labell?ed)\b|\s*[:\-–—])\s*/i;

/** Words that a cut-off text must not end with. */
const dangling =
  /(?:[\s,;:–—(]+(?:a|an|the|of|and|or|with|in|on|at|to|for|from|by|as|is|are|that|which|its|their|titled|named|called|showing|shows|between|after|before|into))+$/i;

/** Whether an alt text begins with words that say nothing. */
export function hasOpening(text: string): boolean {
  return opening.test(text.trim());
}

/**
 * The model's answer as an alt text: one line, no "Image of", no quotation marks around all of it or left open, at most so many characters, whole
 * sentences where one fits.
 *
 * @param longest characters
 */
export function fittedAlt(answer: string, longest = defaultAltLength): string {
  let text = answer
    .replace(/\p{Cc}+/gu, " ")
    .replace(/\s+/g, " ")
    .trim();
  for (let before = ""; before !== text;) {
    before = text;
    text = withoutOuterQuotes(text).replace(/^alt(?:ernative)?[ -]?text\s*[:\-–—]\s*/i, "");
    const left = text.replace(opening, "").trim();
    if (left !== "" && left !== text) text = left;
  }
  text = closedQuotes(shortened(text, longest));
  return text.charAt(0).toLocaleUpperCase("en") + text.slice(1);
}

function withoutOuterQuotes(text: string): string {
  const whole = /^(?:“([^“”]*)”|"([^"]*)"|'([^']*)'|`([^`]*)`)[.!?]?$/.exec(text);
  return (whole?.[1] ?? whole?.[2] ?? whole?.[3] ?? whole?.[4] ?? text).trim();
}

function shortened(text: string, longest: number): string {
  if (text.length <= longest) return text;
  const head = text.slice(0, longest + 1);
  const sentences = [...head.matchAll(/[.!?][”"]?(?=\s|$)/g)].map(({ index, 0: end }) => index + end.length);
  const sentence = sentences.filter((end) => end <= longest && end >= longest / 3).at(-1);
  if (sentence !== undefined) return text.slice(0, sentence);
  const clauses = [...head.matchAll(/[,;:](?=\s)|\s[–—(](?=\s?)/g)].map(({ index }) => index);
  const clause = clauses.filter((end) => end >= longest / 2).at(-1);
  const words = head.lastIndexOf(" ");
  let cut = text.slice(0, clause ?? (words > longest / 3 ? words : longest)).trimEnd();
  for (let before = ""; before !== cut;) {
    before = cut;
    cut = cut.replace(dangling, "").replace(/[\s,;:–—(“"]+$/, "");
  }
  return cut;
}

/** Characters that a text has at least without a quotation that was cut off. */
const leastWithoutQuote = 20;

/** A quotation that the cut left open goes with what leads to it; where little else is left it loses its mark: where it was closed nobody knows. */
function closedQuotes(text: string): string {
  const open = text.lastIndexOf("“");
  if (open > text.lastIndexOf("”")) {
    const lead = /[,;]?\s(?:and|with|of|to|from)\s[^“”,;]*$|[,;]\s[^“”,;]*$/.exec(text.slice(0, open));
    if (lead !== null && lead.index >= leastWithoutQuote) return text.slice(0, lead.index);
    return (text.slice(0, open) + text.slice(open + 1)).trim();
  }
  const straight = text.split('"').length - 1;
  if (straight % 2 === 0) return text;
  const last = text.lastIndexOf('"');
  return (text.slice(0, last) + text.slice(last + 1)).trim();
}

/** What is wrong with an alt text. */
export const altProblems = ["missing", "file-name", "placeholder", "opening", "caption", "too-long"] as const;
export type AltProblem = (typeof altProblems)[number];

const placeholder =
  /^(?:(?:the|an?|this|my|your|some|alt|image|alternative|insert|example|sample|default)[\s_-]+)*(?:image|images|img|picture|pic|photo|photograph|screenshot|screen ?shot|screen ?capture|screen|screencast|figure|fig|graphic|diagram|chart|graph|illustration|icon|logo|thumbnail|banner|alt(?:ernative)?(?:[ -]?text)?|description|untitled|todo|tbd|text|here|gif|png|jpe?g|svg|null|undefined|none|n\/a|x|-+|\.+)[\s_-]*(?:\(?#?\d+\)?|[a-z])?[.:!]?$/i;

const fileName = /^[^\s/\\]*(?:[/\\][^\s]*)*\.(?:png|jpe?g|gif|webp|svg|bmp|avif|tiff?|ico)$/i;

/** What is wrong with the alt text of an image; nothing where it is good, cannot be known, or says that the image is decorative. */
export function altProblem({
  alt,
  caption,
  target,
}: Pick<ImageLink, "alt" | "caption" | "target">): AltProblem | undefined {
  switch (alt.type) {
    case "missing":
      return "missing";
    case "empty":
    case "dynamic":
      return undefined;
    case "text": {
      const text = alt.text.trim();
      if (fileName.test(text) || isNameOf(text, target)) return "file-name";
      if (placeholder.test(text)) return "placeholder";
      if (hasOpening(text)) return "opening";
      if (caption !== "" && plain(text) === plain(caption)) return "caption";
      return text.length > longestHelpfulAlt ? "too-long" : undefined;
    }
  }
}

/** Whether a text is the name of the file, said as a name: `login-dialog`, `img_2041`. */
function isNameOf(text: string, target: string): boolean {
  const name = /([^/\\?#]+?)(?:\.[^./\\?#]*)?(?:[?#].*)?$/.exec(target)?.[1] ?? "";
  const isWords = /\s/.test(text) || !/[_\d-]/.test(text);
  return !target.startsWith("data:") && name !== "" && !isWords && text.toLowerCase() === name.toLowerCase();
}

function plain(text: string): string {
  return (text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).join(" ");
}
