/**
 * An answer as Markdown, made safe: no HTML, no links, no pictures; then DOMPurify; then a tree of the few elements that are left. The
 * quotes stand in the text as a number between two private-use characters, so that no Markdown sees into them.
 */
import DOMPurify from "dompurify";
import MarkdownIt from "markdown-it";
import type { AnswerPart } from "../../shared/turns.ts";
import type { Quote } from "../../shared/types.ts";

export type AnswerNode =
  | { readonly type: "text"; readonly text: string }
  | { readonly type: "quote"; readonly quote: Quote; readonly index: number }
  | {
      readonly type: "element";
      readonly tag: AnswerTag;
      readonly start?: number;
      readonly children: readonly AnswerNode[];
    };

/** A heading of any level becomes an `h3`: the question above it is the `h2`. */
const tags = ["p", "br", "strong", "em", "s", "code", "pre", "ul", "ol", "li", "blockquote", "hr", "h3"] as const;
const tableTags = ["table", "thead", "tbody", "tr", "th", "td"] as const;
const answerTags: ReadonlySet<string> = new Set([...tags, ...tableTags]);
export type AnswerTag = (typeof tags)[number] | (typeof tableTags)[number];

const markdown = new MarkdownIt({ html: false, linkify: false, breaks: true }).disable([
  "link",
  "image",
  "autolink",
  "reference",
]);

const open = "\uE000";
const close = "\uE001";
const quoteMark = /\uE000(\d+)\uE001/;

/** @returns the answer's blocks */
export function answerTree(parts: readonly AnswerPart[]): readonly AnswerNode[] {
  const quotes: Quote[] = [];
  const source = parts
    .map((part) => {
      if (part.type === "text") return part.text.replaceAll(/[\uE000\uE001]/g, "\uFFFD");
      quotes.push(part.quote);
      return `${open}${quotes.length - 1}${close}`;
    })
    .join("");
  const clean = DOMPurify.sanitize(markdown.render(source), {
    ALLOWED_TAGS: [...answerTags, "h1", "h2", "h4", "h5", "h6"],
    ALLOWED_ATTR: ["start"],
    RETURN_DOM_FRAGMENT: true,
  });
  return nodesOf(clean, quotes).filter((node) => node.type !== "text" || node.text.trim() !== "");
}

function nodesOf(parent: Node, quotes: readonly Quote[]): AnswerNode[] {
  return [...parent.childNodes].flatMap((node) => {
    if (node instanceof Text) return textNodes(node.data, quotes);
    if (!(node instanceof HTMLElement)) return [];
    const children = nodesOf(node, quotes);
    const tag = tagOf(node);
    if (tag === undefined) return children;
    const start = node instanceof HTMLOListElement && node.start !== 1 ? { start: node.start } : {};
    return [{ type: "element" as const, tag, ...start, children }];
  });
}

function tagOf({ localName }: HTMLElement): AnswerTag | undefined {
  const name = /^h[1-6]$/.test(localName) ? "h3" : localName;
  return answerTags.has(name) ? (name as AnswerTag) : undefined;
}

/** Split at the quotes: every second piece is the number of one. */
function textNodes(text: string, quotes: readonly Quote[]): AnswerNode[] {
  return text.split(quoteMark).flatMap((piece, n): AnswerNode[] => {
    if (n % 2 === 0) return piece === "" ? [] : [{ type: "text", text: piece }];
    const index = Number(piece);
    const quote = quotes[index];
    return quote === undefined ? [] : [{ type: "quote", quote, index }];
  });
}
