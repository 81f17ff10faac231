/** What the parsers of all languages share: pieces, offsets, targets. */
import type { Alt, Diagram, ImageLink, ParsedDocument, Piece, Span } from "../shared/documents/image-link.ts";

export type Escape = NonNullable<Piece["escape"]>;

/** A piece that takes the alt text. */
export function altPiece(span: Span, escape: Escape, before = "", after = ""): Piece {
  return { span, before, escape, after };
}

/** A piece without the alt text. */
export function fixedPiece(span: Span, text: string): Piece {
  return { span, before: text, after: "" };
}

/** An alt text that stands in the document: with no words it says that the image is decorative. */
export function writtenAlt(text: string): Alt {
  return text.trim() === "" ? { type: "empty" } : { type: "text", text: text.replace(/\s+/g, " ").trim() };
}

const mark = /(?:<!--\s*decorative\s*-->|\{\s*\/\*\s*decorative\s*\*\/\s*\})/iy;

/** The comment behind an image of Markdown that says it is decorative. Empty brackets alone do not tell that from forgotten words. */
export function decorativeMark(text: string, end: number): Span | undefined {
  mark.lastIndex = end;
  return mark.test(text) ? [end, mark.lastIndex] : undefined;
}

/** The alt text between an image's brackets. */
export function bracketAlt(words: string, decorative: Span | undefined): Alt {
  const alt = writtenAlt(words);
  return alt.type === "empty" && decorative === undefined ? { type: "missing" } : alt;
}

/** The comment is written with an empty alt text, and taken away with another. */
export function withMark<Written extends Pick<ImageLink, "text" | "decorative">>(
  written: Written,
  text: string,
  end: number,
  comment: string,
): Written {
  const found = decorativeMark(text, end);
  return found === undefined
    ? { ...written, decorative: [...written.decorative, fixedPiece([end, end], comment)] }
    : { ...written, text: [...written.text, fixedPiece(found, "")] };
}

/** An image without the place below it: where it stands in another language, that is another one. */
export function withoutBelow(image: ImageLink): ImageLink {
  const copy: { -readonly [Field in keyof ImageLink]: ImageLink[Field] } = { ...image };
  delete copy.below;
  return copy;
}

/** The targets of a `srcset` (HTML §4.8.4.2.1), the largest first. */
export function srcsetTargets(srcset: string): readonly string[] {
  const found: { target: string; size: number }[] = [];
  let at = 0;
  for (;;) {
    const url = /[\s,]*(\S+)/y;
    url.lastIndex = at;
    const match = url.exec(srcset);
    if (match === null) break;
    at = url.lastIndex;
    const target = match[1]!.replace(/,+$/, "");
    let size = 1;
    if (!match[1]!.endsWith(",")) {
      const end = srcset.indexOf(",", at);
      const descriptor = srcset.slice(at, end < 0 ? srcset.length : end);
      size = Number(/([\d.]+)[wx]/.exec(descriptor)?.[1] ?? 1);
      at = end < 0 ? srcset.length : end + 1;
    }
    if (target !== "") found.push({ target, size });
  }
  return found.sort((a, b) => b.size - a.size).map(({ target }) => target);
}

/** Whether a template language (Jinja, Liquid, ERB, PHP, Handlebars) computes part of a value. */
export function isTemplate(value: string): boolean {
  return /\{\{|\{%|<%|<\?/.test(value);
}

/** Where the line of an offset begins. */
export function lineStart(text: string, offset: number): number {
  let at = offset;
  while (at > 0 && text[at - 1] !== "\n" && text[at - 1] !== "\r") at--;
  return at;
}

/** The white space that a line begins with up to `offset`; what else stands there counts as spaces. */
export function indentAt(text: string, offset: number): string {
  return /^[ \t]*/.exec(text.slice(lineStart(text, offset), offset))![0];
}

function movedSpan([start, end]: Span, map: (offset: number) => number): Span {
  return [map(start), map(end)];
}

function movedPiece(piece: Piece, map: (offset: number) => number): Piece {
  return { ...piece, span: movedSpan(piece.span, map) };
}

/** `link` where every offset is another one. `map` is monotone. */
export function movedLink(link: ImageLink, map: (offset: number) => number): ImageLink {
  return {
    ...link,
    range: movedSpan(link.range, map),
    focus: movedSpan(link.focus, map),
    text: link.text.map((piece) => movedPiece(piece, map)),
    decorative: link.decorative.map((piece) => movedPiece(piece, map)),
    ...(link.below === undefined ? {} : { below: { ...link.below, offset: map(link.below.offset) } }),
  };
}

function movedDiagram(diagram: Diagram, map: (offset: number) => number): Diagram {
  const below = { ...diagram.below, offset: map(diagram.below.offset) };
  return { ...diagram, range: movedSpan(diagram.range, map), below };
}

export function movedDocument({ images, diagrams }: ParsedDocument, map: (offset: number) => number): ParsedDocument {
  return {
    images: images.map((each) => movedLink(each, map)),
    diagrams: diagrams.map((each) => movedDiagram(each, map)),
  };
}

/** `text` with each span replaced by as many spaces; line breaks stay. */
export function blanked(text: string, spans: readonly Span[]): string {
  const parts: string[] = [];
  let at = 0;
  for (const [start, end] of spans) {
    if (start < at) continue;
    parts.push(text.slice(at, start), text.slice(start, end).replace(/[^\r\n]/g, " "));
    at = end;
  }
  parts.push(text.slice(at));
  return parts.join("");
}
