/** Changes to a document's text. Whatever no span covers stays as it is, to the byte. */
import { escaped } from "./escape.ts";
import type { ImageLink, Piece, Span } from "./image-link.ts";

/** `span` becomes `text`. */
export interface TextEdit {
  readonly span: Span;
  readonly text: string;
}

function editOf({ span, before, escape, after }: Piece, alt: string): TextEdit {
  return { span, text: before + (escape === undefined ? "" : escaped(alt, escape)) + after };
}

/**
 * The changes that give an image an alt text; an empty one marks it as decorative. None where that cannot be written.
 *
 * @param alt plain text; line breaks become spaces
 */
export function altEdits(link: ImageLink, alt: string): readonly TextEdit[] {
  const text = alt.replace(/\s+/g, " ").trim();
  return (text === "" ? link.decorative : link.text).map((piece) => editOf(piece, text));
}

/** Applies edits whose spans do not overlap, in any order. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  const parts: string[] = [];
  let at = 0;
  for (const edit of [...edits].sort((a, b) => a.span[0] - b.span[0] || a.span[1] - b.span[1])) {
    if (edit.span[0] < at) throw new RangeError("Two edits overlap");
    parts.push(text.slice(at, edit.span[0]), edit.text);
    at = edit.span[1];
  }
  parts.push(text.slice(at));
  return parts.join("");
}

/** The edits that take `edits` back from the text that they made. */
export function inverseEdits(text: string, edits: readonly TextEdit[]): readonly TextEdit[] {
  let moved = 0;
  return [...edits]
    .sort((a, b) => a.span[0] - b.span[0] || a.span[1] - b.span[1])
    .map(({ span: [start, end], text: added }) => {
      const at = start + moved;
      moved += added.length - (end - start);
      return { span: [at, at + added.length], text: text.slice(start, end) };
    });
}

/** The line ending that a document uses at `offset`: that of the line, else of the one before, else `\n`. */
export function lineEndingAt(text: string, offset: number): string {
  const next = /\r\n|\n|\r/g;
  next.lastIndex = offset;
  const found = next.exec(text)?.[0];
  if (found !== undefined) return found;
  const before = text.slice(0, offset);
  return before.endsWith("\r\n") || /\r\n[^\n\r]*$/.test(before) ? "\r\n" : /\r[^\n\r]*$/.test(before) ? "\r" : "\n";
}
