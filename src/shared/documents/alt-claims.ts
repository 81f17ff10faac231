/** What an alt text claims, held to what else is known of the picture: its kind, and what is outlined in it. */

/** Kinds that cannot be two at once: a text names none, or the first of these. */
const kinds = {
  diagram: /\b(?:[a-z]+ )?(?:diagram|graph)\b|\b(?:flowchart|mind map)\b/i,
  chart: /\b(?:chart|plot|histogram)\b/i,
  error: /\berror (?:page|dialog|message|screen)\b/i,
  code: /\b(?:code editor|notebook|terminal|console|source code|stack trace)\b/i,
  table: /\b(?:table|spreadsheet)\b/i,
  form: /\b(?:form|settings|preferences|wizard|dialog)\b/i,
} as const;
type Kind = keyof typeof kinds;

/** Words without one of which nothing in a picture speaks of an error. */
const errorWords =
  /\b(?:errors?|fail(?:ed|s|ure)?|can(?:no|['’])t|could(?: not|n['’]t)|unable|not (?:found|allowed|permitted|supported|available|valid|secure|private)|isn['’]t|doesn['’]t|denied|forbidden|invalid|wrong|problem|exception|crash(?:ed)?|offline|unavailable|expired|refused|rejected|time[ds]? ?out|oops|sorry|warning|[45]\d\d)\b/i;

/** Claims that need lines or pixels that bear them out. */
const errorClaim = /\berrors?\b/i;
const markClaim = /\b(?:outlined|highlighted|circled|boxed|emphasi[sz]ed)\b/i;

/** Characters that the words on outlines take, at most, and what one outline holds. */
const longestOutlined = 80;
const longestName = 50;

/** What is known of a picture beside the model's words about it. */
export interface PictureFacts {
  /** The lines of text in it. */
  readonly lines: readonly string[];
  /** What is outlined in red: places among the lines. */
  readonly outlines: readonly (readonly number[])[];
}

/**
 * The alt text with claims that hold. "Screen" is what the model says of pictures that it knows little of, also where it is sure of a diagram when it
 * is asked for the kind. What is taken back: a kind that its two answers do not agree on, an error where no line speaks of one, a mark where
 * none was drawn, and all that the model is not sure of. Then the words remain that the picture holds.
 *
 * @param kind the answer to what kind of picture it is; empty where the model was not sure of it
 * @param unsure whether the model is not sure of the alt text
 */
export function altThatHolds(alt: string, kind: string, { lines, outlines }: PictureFacts, unsure = false): string {
  const [claimed, asked] = [kindIn(alt), kindIn(kind)];
  const own = ownWords(alt);
  const unheard = errorClaim.test(own) && !lines.some((line) => errorWords.test(line));
  const unmarked = markClaim.test(own) && outlines.length === 0;
  if (unsure) return plainAlt(alt, asked === "diagram" ? "Diagram" : "Screen", lines);
  if (unheard || unmarked) return plainAlt(alt, claimed === "diagram" ? "Diagram" : "Screen", lines);
  if (asked === undefined) return alt;
  if (claimed === undefined) return asked === "diagram" ? diagramOfScreen(alt) : alt;
  if (claimed === "diagram" && asked === "diagram") {
    return kindWords(alt, claimed) === kindWords(kind, asked) ? alt : plainAlt(alt, "Diagram", lines);
  }
  return claimed === asked || (claimed === "form" && asked === "table") ? alt : plainAlt(alt, "Screen", lines);
}

/**
 * The alt text with what is outlined in red.
 *
 * @param fitted makes the alt text fit into so many characters
 */
export function altWithOutlines(
  { lines, outlines }: PictureFacts,
  longest: number,
  fitted: (longest: number) => string,
): string {
  const names = [...new Set(outlines.flatMap((outline) => nameOf(outline.map((line) => lines[line] ?? ""))))];
  const clauses = names.map((_, n) => ` with ${listed(names.slice(0, names.length - n))} outlined in red.`);
  const clause = clauses.find((words) => words.length <= Math.min(longestOutlined, longest / 2));
  if (clause === undefined) return fitted(longest);
  const text = fitted(longest - clause.length - 1);
  return text === "" ? "" : `${text.replace(/[.,;:]+$/, "")},${clause}`;
}

/** Without what is quoted of the picture. */
function ownWords(text: string): string {
  return text.replace(/“[^”]*”/g, "“”");
}

function kindIn(text: string): Kind | undefined {
  const own = ownWords(text);
  return (Object.keys(kinds) as Kind[]).find((kind) => kinds[kind].test(own));
}

function kindWords(text: string, kind: Kind): string | undefined {
  return kinds[kind].exec(ownWords(text))?.[0].toLowerCase();
}

function diagramOfScreen(alt: string): string {
  return alt.replace(/^(an? )?screen(?= with the heading\b)/i, (_, article?: string) =>
    article === undefined ? "Diagram" : "A diagram",
  );
}

/** What is left to be said without the claims: the words that the picture holds. */
function plainAlt(alt: string, noun: "Diagram" | "Screen", lines: readonly string[]): string {
  const quotes = [...alt.matchAll(/“[^”]+”/g)].map(([quote]) => quote);
  const [first, second] = quotes.length > 0 ? quotes : lines.flatMap((line) => nameOf([line]));
  if (first === undefined) return "";
  const isTitle = /\b(?:titled|heading) $/.test(alt.slice(0, alt.indexOf(first)));
  if (isTitle) return `${noun} with the heading ${first}.`;
  return `${noun} with the text ${first}${second === undefined || second === first ? "" : ` and ${second}`}.`;
}

/** The first line of an outline that says something. */
function nameOf(lines: readonly string[]): readonly string[] {
  const name = lines.map((line) => line.trim()).find((line) => /[\p{L}\p{N}].*[\p{L}\p{N}]/u.test(line));
  return name === undefined || name.length > longestName || /[“”]/.test(name) ? [] : [`“${name}”`];
}

function listed(names: readonly string[]): string {
  return names.length < 2 ? (names[0] ?? "") : `${names.slice(0, -1).join(", ")} and ${names.at(-1)!}`;
}
