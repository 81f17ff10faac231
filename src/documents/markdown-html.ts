/** HTML within Markdown: its pieces are read by the HTML parser as one text, without the Markdown between them. */
import type { SyntaxNode } from "@lezer/common";
import type { ImageLink, Span } from "../shared/documents/image-link.ts";
import { htmlAnchors, htmlDocument } from "./html.ts";
import { blanked, movedLink } from "./links.ts";

export interface EmbeddedHtml {
  readonly images: readonly ImageLink[];
  /** The link of HTML that a part of the document stands in. */
  linkAround(range: Span): { target: string } | undefined;
}

/** A tag after which the HTML parser would take all that follows for its text. */
const rawText = /^<\/?(script|style|textarea|title|xmp|iframe|noembed|noframes|plaintext|template|select)\b/i;

/** @param nodes HTML blocks and inline tags, in order */
export function embeddedHtml(text: string, nodes: readonly SyntaxNode[]): EmbeddedHtml {
  const parts = nodes
    .map((node) => ({ from: node.from, source: source(text, node), isBlock: node.name === "HTMLBlock" }))
    .filter(({ source: part, isBlock }) => isBlock || !rawText.test(part));
  const starts: number[] = [];
  let length = 0;
  for (const { source: part } of parts) {
    starts.push(length);
    length += part.length + 1;
  }
  const joined = parts.map(({ source: part }) => part).join("\n");
  const indexOf = (offset: number): number => lastAtMost(starts, offset);
  const toDocument = (offset: number): number => {
    const index = indexOf(offset);
    return index < 0 ? 0 : parts[index]!.from + (offset - starts[index]!);
  };
  const anchors = /<a\b/i.test(joined)
    ? htmlAnchors(joined).map(({ span: [from, to], target }) => ({
        from: toDocument(from),
        to: toDocument(to),
        target,
      }))
    : [];
  return {
    images: /<(img|input)\b/i.test(joined)
      ? htmlDocument(joined).images.map((each) => movedLink(each, toDocument))
      : [],
    linkAround: ([from, to]) => {
      const found = anchors.find((anchor) => anchor.from <= from && anchor.to >= to);
      return found === undefined ? undefined : { target: found.target };
    },
  };
}

/** What a node holds, without the marks of a quotation that its lines begin with. */
function source(text: string, node: SyntaxNode): string {
  const marks: Span[] = node.getChildren("QuoteMark").map(({ from, to }) => [from - node.from, to - node.from]);
  return blanked(text.slice(node.from, node.to), marks);
}

/** The index of the last of ascending `values` that is at most `value`; −1 for none. */
function lastAtMost(values: readonly number[], value: number): number {
  let low = 0;
  let high = values.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (values[middle]! <= value) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
