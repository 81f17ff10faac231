/** What an alt text claims, held to what else is known of the picture: its kind, and what is outlined in it. */

/** Kinds that cannot be two at once: a text names none, or the first of these. */
const kinds = {
  diagram: /\b(?:diagram|flowchart|graph|mind map)\b/i,
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

/** Characters that the words on outlines take, at most, and what one outline holds. */
const longestOutlined = 80;
const longestName = 50;

/**
 * The alt text with a kind that holds. "Screen" is what the model says of pictures that it knows little of, also where it is sure of a diagram when
 * it is asked for the kind; and a kind that its two answers do not agree on, or an error where no line speaks of one, is taken back.
 *
 * @param kind the answer to what kind of picture it is; empty where the model was not sure of it
 * @param lines of text in the picture
 */
export function altOfKind(alt: string, kind: string, lines: readonly string[]): string {
  const [claimed, asked] = [kindIn(alt), kindIn(kind)];
  if (claimed === undefined) return asked === "diagram" ? diagramOfScreen(alt) : alt;
  const contradicted = asked !== undefined && asked !== claimed && !(claimed === "form" && asked === "table");
  const unheard = claimed === "error" && !lines.some((line) => errorWords.test(line));
  return contradicted || unheard ? plainAlt(alt) : alt;
}

/**
 * The alt text with what is outlined in red.
 *
 * @param outlines places among the lines
 * @param fitted makes the alt text fit into so many characters
 */
export function altWithOutlines(
  lines: readonly string[],
  outlines: readonly (readonly number[])[],
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

function kindIn(text: string): Kind | undefined {
  const own = text.replace(/“[^”]*”/g, "“”");
  return (Object.keys(kinds) as Kind[]).find((kind) => kinds[kind].test(own));
}

function diagramOfScreen(alt: string): string {
  return alt.replace(/^(an? )?screen(?= with the heading\b)/i, (_, article?: string) =>
    article === undefined ? "Diagram" : "A diagram",
  );
}

/** What is left to be said without the kind: the words that the picture holds. */
function plainAlt(alt: string): string {
  const [first, second] = [...alt.matchAll(/“[^”]+”/g)].map(([quote]) => quote);
  if (first === undefined) return alt;
  const isTitle = /\b(?:titled|heading) $/.test(alt.slice(0, alt.indexOf(first)));
  if (isTitle || second === undefined) return `Screen with the heading ${first}.`;
  return `Screen with the text ${first} and ${second}.`;
}

/** The first line of an outline that says something. */
function nameOf(lines: readonly string[]): readonly string[] {
  const name = lines.map((line) => line.trim()).find((line) => /[\p{L}\p{N}].*[\p{L}\p{N}]/u.test(line));
  return name === undefined || name.length > longestName || /[“”]/.test(name) ? [] : [`“${name}”`];
}

function listed(names: readonly string[]): string {
  return names.length < 2 ? (names[0] ?? "") : `${names.slice(0, -1).join(", ")} and ${names.at(-1)!}`;
}
