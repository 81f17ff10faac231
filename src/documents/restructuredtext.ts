/**
 * Images in reStructuredText: the directives `image` and `figure`, also as the value of a substitution (docutils, "reStructuredText Markup
 * Specification": Directives, Substitution Definitions). Source code, literal blocks and comments are passed over.
 */
import type { Diagram, ImageLink, ParsedDocument, Span } from "../shared/documents/image-link.ts";
import { lineEndingAt } from "../shared/documents/edits.ts";
import { altPiece, fixedPiece, writtenAlt } from "./links.ts";

export interface Line {
  readonly text: string;
  readonly from: number;
}

/** Lines without their endings. */
export function linesOf(text: string): readonly Line[] {
  const lines: Line[] = [];
  const ending = /\r\n|\n|\r/g;
  let from = 0;
  for (let match = ending.exec(text); match !== null; match = ending.exec(text)) {
    lines.push({ text: text.slice(from, match.index), from });
    from = ending.lastIndex;
  }
  lines.push({ text: text.slice(from), from });
  return lines;
}

/** Directives whose content is no reStructuredText. */
const opaque = new Set(
  (
    "code code-block sourcecode parsed-literal raw literalinclude math doctest prompt graphviz digraph graph uml plantuml jinja ipython " +
    "command-output program-output testcode testoutput testsetup testcleanup productionlist code-cell highlight csv-table replace unicode date role " +
    "default-role include toctree exec_code altair-plot vega-lite bokeh-plot plot"
  ).split(" "),
);

/** Bullets and enumerators that may stand before an explicit markup block on its line. */
const bullets = String.raw`(?:(?:[-*+•‣⁃]|\(?(?:\d+|#|[a-zA-Z])[.)])[ \t]+)*`;
const directive = new RegExp(
  String.raw`^([ \t]*${bullets})\.\.[ \t]+(\|[^|]+\|[ \t]+)?([A-Za-z][\w:.+-]*)::(?:[ \t]+(.*))?$`,
  "u",
);
const explicit = new RegExp(String.raw`^([ \t]*${bullets})\.\.(?:[ \t]+(.*))?$`, "u");
const option = /^[ \t]*:([\w-]+):(?:[ \t]+(.*))?$/;

export function restructuredTextDocument(text: string): ParsedDocument {
  return new Reader(text).read();
}

class Reader {
  readonly #lines: readonly Line[];
  readonly #images: ImageLink[] = [];
  readonly #diagrams: Diagram[] = [];

  constructor(private readonly text: string) {
    this.#lines = linesOf(text);
  }

  read(): ParsedDocument {
    let at = 0;
    while (at < this.#lines.length) at = this.#block(at);
    return { images: this.#images, diagrams: this.#diagrams };
  }

  /** Reads what begins at a line. @returns the next line to look at */
  #block(at: number): number {
    const { text } = this.#lines[at]!;
    const found = directive.exec(text);
    if (found !== null) return this.#directive(at, found);
    const other = explicit.exec(text);
    if (other !== null) {
      const body = (other[2] ?? "").trim();
      /* Targets and footnotes stand on their own; all else is a comment, which its indented lines belong to. An empty one ends at once. */
      if (/^(_|\[[^\]]+\](\s|$))/.test(body)) return at + 1;
      if (body === "" && this.#isBlank(at + 1)) return at + 1;
      return this.#endOfIndented(at, width(other[1]!));
    }
    if (/::\s*$/.test(text) && text.trim() !== "") return this.#literal(at);
    return at + 1;
  }

  /** A paragraph that ends with two colons: the indented lines after it are literal. */
  #literal(at: number): number {
    let first = at + 1;
    while (this.#isBlank(first) && first < this.#lines.length) first++;
    const indent = indentOf(this.#lines[at]!.text);
    const next = this.#lines[first];
    if (next === undefined || first === at + 1) return at + 1;
    const bullet = new RegExp(`^[ \\t]*${bullets}`, "u").exec(this.#lines[at]!.text)![0];
    return indentOf(next.text) > Math.min(indent, width(bullet)) ? this.#endOfIndented(at, indent) : at + 1;
  }

  #directive(at: number, [, lead = "", substitution, name = "", first = ""]: RegExpExecArray): number {
    const indent = width(lead);
    const kind = name.toLowerCase();
    if (kind === "mermaid") {
      const end = this.#endOfIndented(at, indent);
      this.#mermaid(at, end, lead);
      return end;
    }
    if (opaque.has(kind)) return this.#endOfIndented(at, indent);
    if (kind !== "image" && kind !== "figure") return at + 1;

    /* The address may go on over several lines; then come the options, then, after a blank line, a figure's content. */
    const argument: string[] = [first.trim()];
    let end = at + 1;
    while (this.#continues(end, indent) && !option.test(this.#lines[end]!.text))
      argument.push(this.#lines[end++]!.text.trim());
    const options = new Map<string, { value: string; span: Span; line: number }>();
    const argumentEnd = this.#endOfLine(end - 1);
    let optionIndent: string | undefined;
    while (this.#continues(end, indent)) {
      const match = option.exec(this.#lines[end]!.text);
      if (match === null) break;
      const own = indentOf(this.#lines[end]!.text);
      optionIndent ??= /^[ \t]*/.exec(this.#lines[end]!.text)![0];
      const start = this.#lines[end]!.from + this.#lines[end]!.text.length - (match[2] ?? "").length;
      const value = [match[2] ?? ""];
      const line = end++;
      while (this.#continues(end, own)) value.push(this.#lines[end++]!.text.trim());
      options.set(match[1]!.toLowerCase(), {
        value: value.join(" ").trim(),
        span: [start, this.#endOfLine(end - 1)],
        line,
      });
    }
    const blockEnd = this.#endOfIndented(at, indent);
    const alt = options.get("alt");
    const spaces = lead.replace(/[^\t]/g, " ");
    const range: Span = [this.#lines[at]!.from + lead.length, this.#endOfLine(end - 1)];
    const newLine = lineEndingAt(this.text, argumentEnd);
    const inserted = `${newLine}${optionIndent ?? `${spaces}   `}:alt:`;
    const target = options.get("target");
    this.#images.push({
      range,
      focus: alt === undefined ? range : [this.#lines[alt.line]!.from, alt.span[1]],
      target: argument.join(""),
      candidates: [],
      alt: alt === undefined ? { type: "missing" } : writtenAlt(alt.value),
      ...this.#pieces(alt, argumentEnd, inserted),
      ...(target === undefined ? {} : { link: { target: target.value } }),
      caption: kind === "figure" ? this.#caption(end, blockEnd, indent) : "",
      ...(substitution === undefined
        ? { below: { offset: this.#lastContent(blockEnd), prefix: spaces, markup: "restructuredtext" as const } }
        : {}),
    });
    return end;
  }

  #pieces(
    alt: { value: string; span: Span } | undefined,
    argumentEnd: number,
    inserted: string,
  ): Pick<ImageLink, "text" | "decorative"> {
    if (alt === undefined) {
      const span: Span = [argumentEnd, argumentEnd];
      return { text: [altPiece(span, "rst", `${inserted} `)], decorative: [fixedPiece(span, inserted)] };
    }
    const before = /[ \t]/.test(this.text[alt.span[0] - 1] ?? "") ? "" : " ";
    return { text: [altPiece(alt.span, "rst", before)], decorative: [fixedPiece(alt.span, "")] };
  }

  /** The first paragraph of a figure's content. */
  #caption(from: number, to: number, indent: number): string {
    let at = from;
    while (at < to && this.#isBlank(at)) at++;
    const words: string[] = [];
    while (at < to && this.#continues(at, indent)) words.push(this.#lines[at++]!.text.trim());
    return words.join(" ").replace(/^\.\.$/, "");
  }

  #mermaid(at: number, end: number, lead: string): void {
    let first = at + 1;
    while (first < end && (this.#isBlank(first) || option.test(this.#lines[first]!.text))) first++;
    if (first >= end) return;
    const offset = this.#lastContent(end);
    const source = this.text.slice(this.#lines[first]!.from, offset);
    const below = { offset, prefix: lead.replace(/[^\t]/g, " "), markup: "restructuredtext" as const };
    this.#diagrams.push({ range: [this.#lines[at]!.from + lead.length, offset], kind: "mermaid", source, below });
  }

  /** The line after the last one that is indented more than `indent`, blank lines within included. */
  #endOfIndented(at: number, indent: number): number {
    let end = at + 1;
    for (let next = end; next < this.#lines.length; next++) {
      if (this.#isBlank(next)) continue;
      if (indentOf(this.#lines[next]!.text) <= indent) break;
      end = next + 1;
    }
    return end;
  }

  #lastContent(end: number): number {
    let last = end - 1;
    while (last > 0 && this.#isBlank(last)) last--;
    return this.#endOfLine(last);
  }

  #continues(at: number, indent: number): boolean {
    return at < this.#lines.length && !this.#isBlank(at) && indentOf(this.#lines[at]!.text) > indent;
  }

  #isBlank(at: number): boolean {
    return (this.#lines[at]?.text ?? "").trim() === "";
  }

  #endOfLine(at: number): number {
    const line = this.#lines[at]!;
    return line.from + line.text.trimEnd().length;
  }
}

/** Columns of the white space that a line begins with; a tab leads to the next multiple of eight (docutils, "Whitespace"). */
function indentOf(line: string): number {
  return width(/^[ \t]*/.exec(line)![0]);
}

function width(text: string): number {
  let columns = 0;
  for (const character of text) columns = character === "\t" ? (Math.floor(columns / 8) + 1) * 8 : columns + 1;
  return columns;
}
