/**
 * Images in AsciiDoc: the macros `image::target[…]` and `image:target[…]` (AsciiDoc Language, "Images" and "Positional and Named Attributes").
 * Source code, literal and passthrough blocks and comments are passed over.
 */
import type { Alt, Diagram, ImageLink, ParsedDocument, Piece, Span } from "../shared/documents/image-link.ts";
import { altPiece, fixedPiece, writtenAlt } from "./links.ts";
import { linesOf, type Line } from "./restructuredtext.ts";

/** Delimiters of blocks whose content is no AsciiDoc: listing, literal, passthrough, comment, fenced code. */
const opaqueDelimiter = /^(-{4,}|\.{4,}|\+{4,}|\/{4,}|`{3,}.*)[ \t]*$/;
const opaqueStyle =
  /^\[(?:source|listing|literal|pass|stem|latexmath|asciimath|comment|verse|plantuml|ditaa|graphviz)\b/;
const blockMacro = /^image::([^\s[]|[^\s[][^\n[]*?\S)\[/;

export function asciidocDocument(text: string): ParsedDocument {
  return new Reader(text).read();
}

class Reader {
  readonly #lines: readonly Line[];
  readonly #attributes = new Map<string, string>();
  readonly #images: ImageLink[] = [];
  readonly #diagrams: Diagram[] = [];
  /** The title and the style of the block that comes next. */
  #title = "";
  #style = "";

  constructor(private readonly text: string) {
    this.#lines = linesOf(text);
  }

  read(): ParsedDocument {
    let at = 0;
    while (at < this.#lines.length) at = this.#line(at);
    return { images: this.#images, diagrams: this.#diagrams };
  }

  #line(at: number): number {
    const { text } = this.#lines[at]!;
    const delimiter = opaqueDelimiter.exec(text)?.[1];
    if (delimiter !== undefined) return this.#opaqueBlock(at, delimiter.startsWith("```") ? "```" : delimiter);
    if (text.trim() === "") {
      this.#title = this.#style = "";
      return at + 1;
    }
    if (text.startsWith("//")) return at + 1;
    const entry = /^:([\w-]+):(?:[ \t]+(.*))?$/.exec(text);
    if (entry !== null) {
      this.#attributes.set(entry[1]!.toLowerCase(), this.#resolved((entry[2] ?? "").trim()) ?? "");
      return at + 1;
    }
    if (/^\.[^\s.]/.test(text)) {
      this.#title = text.slice(1).trim();
      return at + 1;
    }
    if (/^\[.*\][ \t]*$/.test(text)) {
      if (!/^\[[#.%]/.test(text)) this.#style = text;
      return at + 1;
    }
    if (opaqueStyle.test(this.#style) || this.#isLiteralParagraph(at)) return this.#endOfParagraph(at);
    this.#macros(at);
    return at + 1;
  }

  /** A paragraph whose first line is indented is literal, unless it is an item of a list or goes on with one. */
  #isLiteralParagraph(at: number): boolean {
    const { text } = this.#lines[at]!;
    const isFirst = (this.#lines[at - 1]?.text ?? "").trim() === "";
    return isFirst && /^[ \t]/.test(text) && !/^[ \t]*(?:[*.\-•]+|\d+\.|<[.\d]+>)[ \t]|::(?:[ \t]|$)/.test(text);
  }

  #opaqueBlock(at: number, delimiter: string): number {
    let end = at + 1;
    const closes = (line: string): boolean =>
      delimiter === "```" ? /^```[ \t]*$/.test(line) : line.trimEnd() === delimiter.trimEnd();
    while (end < this.#lines.length && !closes(this.#lines[end]!.text)) end++;
    if (/^\[mermaid\b/.test(this.#style) && end > at + 1 && end < this.#lines.length) {
      const source = this.text.slice(this.#lines[at + 1]!.from, this.#lines[end]!.from);
      const offset = this.#lines[end]!.from + this.#lines[end]!.text.length;
      const below = { offset, prefix: "", markup: "asciidoc" as const };
      this.#diagrams.push({ range: [this.#lines[at]!.from, offset], kind: "mermaid", source, below });
    }
    this.#title = this.#style = "";
    return end + 1;
  }

  #endOfParagraph(at: number): number {
    let end = at;
    while (end < this.#lines.length && this.#lines[end]!.text.trim() !== "") end++;
    return end;
  }

  #macros(at: number): void {
    const { text, from } = this.#lines[at]!;
    const block = blockMacro.exec(text);
    if (block !== null) {
      this.#image(at, 0, block[1]!, block[0].length, true);
      return;
    }
    const inline = /(?<![\w\\:+])image:(?!:)([^\s:[](?:[^\n[]*?[^\s[])?)\[/g;
    for (let match = inline.exec(text); match !== null; match = inline.exec(text)) {
      if (isPassthrough(text, match.index)) continue;
      const end = this.#image(at, match.index, match[1]!, inline.lastIndex, false);
      if (end !== undefined) inline.lastIndex = end - from;
    }
  }

  /** @returns where the macro ends, if it is one */
  #image(at: number, start: number, target: string, open: number, isBlock: boolean): number | undefined {
    const { text, from } = this.#lines[at]!;
    const close = /(?<!\\)\]/g;
    close.lastIndex = open;
    const end = close.exec(text)?.index;
    if (end === undefined) return undefined;
    const list = attributeList(text.slice(open, end), from + open);
    const title = this.#title;
    if (isBlock) this.#title = "";
    const named = (name: string): string | undefined => list.find((each) => each.name === name)?.value;
    const link = named("link");
    const range: Span = [from + start, from + end + 1];
    this.#images.push({
      range,
      focus: range,
      target: this.#address(target),
      candidates: [],
      ...altOf(list, from + open, from + end),
      ...(link === undefined ? {} : { link: { target: link } }),
      caption: isBlock ? (named("title") ?? title) : "",
      below: this.#below(at, isBlock),
    });
    return range[1];
  }

  #below(at: number, isBlock: boolean): NonNullable<ImageLink["below"]> {
    const last = isBlock ? at : this.#endOfParagraph(at) - 1;
    const line = this.#lines[last]!;
    /* What a `+` attaches to a list item goes on with another one. */
    const isAttached = this.#lines[at - 1]?.text.trimEnd() === "+";
    return { offset: line.from + line.text.trimEnd().length, prefix: isAttached ? "+" : "", markup: "asciidoc" };
  }

  /** With attributes resolved, below `imagesdir`; empty where an attribute is not known. */
  #address(target: string): string {
    const resolved = this.#resolved(target);
    if (resolved === undefined || resolved === "") return "";
    const folder = this.#attributes.get("imagesdir") ?? "";
    if (folder === "" || /^(?:[a-z][a-z\d+.-]*:|\/)/i.test(resolved)) return resolved;
    return `${folder.replace(/\/$/, "")}/${resolved}`;
  }

  #resolved(value: string): string | undefined {
    const reference = /(?<!\\)\{([\w-]+)\}/g;
    const names = [...value.matchAll(reference)].map((match) => match[1]!.toLowerCase());
    if (names.some((name) => !this.#attributes.has(name))) return undefined;
    return value.replace(reference, (_, name: string) => this.#attributes.get(name.toLowerCase()) ?? "");
  }
}

/** Whether a place is within `+…+` or `` `+…+` ``, where no macro is read. */
function isPassthrough(line: string, at: number): boolean {
  for (const { index, 0: whole } of line.matchAll(/(?<!\w)(\+{1,3})(?=\S).*?\S\1(?!\w)/g)) {
    if (index < at && at < index + whole.length) return true;
  }
  return false;
}

interface Entry {
  /** Of a named attribute. */
  readonly name: string | undefined;
  readonly value: string;
  /** The value with its quotation marks; for one that is not there, where it would be. */
  readonly span: Span;
}

function attributeList(source: string, offset: number): readonly Entry[] {
  const entries: Entry[] = [];
  const item = /[ \t]*(?:([A-Za-z_][\w-]*)[ \t]*=[ \t]*)?("(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|[^,]*)[ \t]*(?:,|$)/y;
  for (let at = 0; at <= source.length;) {
    item.lastIndex = at;
    const match = item.exec(source);
    if (match === null || match[0] === "") {
      if (at > 0 || source === "") entries.push({ name: undefined, value: "", span: [offset + at, offset + at] });
      break;
    }
    const written = match[2]!.trimEnd();
    const start = offset + at + match[0].indexOf(match[2]!, match[1] === undefined ? 0 : match[0].indexOf("=") + 1);
    entries.push({ name: match[1]?.toLowerCase(), value: unquoted(written), span: [start, start + written.length] });
    at = item.lastIndex;
    if (!match[0].endsWith(",")) break;
  }
  return entries;
}

function unquoted(value: string): string {
  const quote = value[0];
  const isQuoted = value.length >= 2 && (quote === '"' || quote === "'") && value.endsWith(quote);
  const inner = isQuoted ? value.slice(1, -1).replaceAll(`\\${quote}`, quote) : value;
  return inner.replaceAll("\\]", "]").replace(/\\\{(?=[\w-]+\})/g, "{");
}

function altOf(list: readonly Entry[], open: number, close: number): Pick<ImageLink, "alt" | "text" | "decorative"> {
  const [first] = list;
  const named = list.find((each) => each.name === "alt");
  const pieces = (text: Piece, decorative: Piece): Pick<ImageLink, "text" | "decorative"> => ({
    text: [text],
    decorative: [decorative],
  });
  if (named !== undefined) {
    const alt: Alt = writtenAlt(named.value);
    return { alt, ...pieces(altPiece(named.span, "asciidoc"), fixedPiece(named.span, '""')) };
  }
  if (first?.name === undefined) {
    const span: Span = first?.span ?? [open, open];
    /* An empty first attribute is none: the converter then makes an alt text of the file's name. */
    const alt: Alt = (first?.value ?? "") === "" ? { type: "missing" } : writtenAlt(first?.value ?? "");
    return { alt, ...pieces(altPiece(span, "asciidoc"), fixedPiece(span, 'alt=""')) };
  }
  const end: Span = [close, close];
  return { alt: { type: "missing" }, ...pieces(altPiece(end, "asciidoc", ",alt="), fixedPiece(end, ',alt=""')) };
}
