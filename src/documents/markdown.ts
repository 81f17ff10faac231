/**
 * Images in Markdown: `![…](…)` and its forms by reference (CommonMark §6.4), HTML within it, Learn's `:::image`, Mermaid fences. Parsed by
 * @lezer/markdown, whose tree holds the place of every mark.
 */
import type { SyntaxNode, Tree } from "@lezer/common";
import { GFM, parser } from "@lezer/markdown";
import { decodeHTMLStrict } from "entities";
import type { Diagram, ImageLink, ParsedDocument, Piece, Span } from "../shared/documents/image-link.ts";
import { learnImages } from "./learn.ts";
import {
  altPiece,
  blanked,
  bracketAlt,
  decorativeMark,
  fixedPiece,
  lineStart,
  withMark,
  withoutBelow,
} from "./links.ts";
import { embeddedHtml } from "./markdown-html.ts";

const markdown = parser.configure(GFM);

const blocks = new Set([
  "Paragraph",
  "ATXHeading1",
  "ATXHeading2",
  "ATXHeading3",
  "ATXHeading4",
  "ATXHeading5",
  "ATXHeading6",
  "SetextHeading1",
  "SetextHeading2",
  "Table",
  "HTMLBlock",
  "FencedCode",
  "Task",
]);

/** YAML or TOML between lines of three marks at the very start. */
export function frontMatter(text: string): Span {
  const found = /^(---|\+\+\+)[ \t]*(?:\r\n|\n|\r)(?:[^]*?(?:\r\n|\n|\r))?\1[ \t]*(?=\r\n|\n|\r|$)/.exec(text);
  return [0, found?.[0].length ?? 0];
}

export function markdownDocument(text: string): ParsedDocument {
  /* The parser knows one kind of line ending; a space in place of the other's first half changes no offset. */
  const body = blanked(text, [frontMatter(text)])
    .replace(/\r\n/g, " \n")
    .replaceAll("\r", "\n");
  const found = nodesOf(markdown.parse(body));
  const html = embeddedHtml(body, found.html);
  const reader = new MarkdownReader(body, found, (range) => html.linkAround(range));
  const images = [
    ...found.images.flatMap((node) => reader.image(node) ?? []),
    ...html.images.map((image) => reader.within(image)),
    ...learnImages(body, (range) => reader.learn(range)),
  ];
  return { images, diagrams: found.fences.flatMap((node) => reader.diagram(node) ?? []) };
}

interface Nodes {
  readonly images: SyntaxNode[];
  readonly html: SyntaxNode[];
  readonly fences: SyntaxNode[];
  readonly definitions: SyntaxNode[];
  /** Links and blocks, in order, by their start. */
  readonly links: SyntaxNode[];
  readonly blocks: SyntaxNode[];
  /** Source code and comments: text that is no prose. */
  readonly opaque: Span[];
}

function nodesOf(tree: Tree): Nodes {
  const found: Nodes = { images: [], html: [], fences: [], definitions: [], links: [], blocks: [], opaque: [] };
  tree.iterate({
    enter: ({ name, from, to, node }) => {
      if (blocks.has(name)) found.blocks.push(node);
      if (name === "Image") found.images.push(node);
      else if (name === "Link") found.links.push(node);
      else if (name === "HTMLTag" || name === "HTMLBlock") found.html.push(node);
      else if (name === "FencedCode") found.fences.push(node);
      else if (name === "LinkReference") found.definitions.push(node);
      if (/^(FencedCode|CodeBlock|InlineCode|Comment|CommentBlock|HTMLTag|ProcessingInstruction)/.test(name)) {
        found.opaque.push([from, to]);
      }
    },
  });
  return found;
}

/** CommonMark §4.7: labels match without regard to case and to runs of white space. */
export function normalLabel(label: string): string {
  return label.replace(/\s+/g, " ").trim().toLowerCase().toUpperCase();
}

/** Backslash escapes and entities resolved (CommonMark §2.4, §2.5). */
export function unescapedMarkdown(text: string): string {
  const parts = text.split(/(\\[!-/:-@[-`{-~])/);
  return parts.map((part, index) => (index % 2 === 1 ? part.slice(1) : decodeHTMLStrict(part))).join("");
}

class MarkdownReader {
  readonly #definitions = new Map<string, { target: string; title: string }>();

  constructor(
    private readonly text: string,
    private readonly found: Nodes,
    private readonly htmlLink: (range: Span) => { target: string } | undefined,
  ) {
    for (const node of found.definitions) {
      const label = node.getChild("LinkLabel");
      const url = node.getChild("URL");
      if (label === null || url === null) continue;
      const key = normalLabel(this.#slice(label).slice(1, -1));
      const title = this.#title(node);
      if (!this.#definitions.has(key)) this.#definitions.set(key, { target: this.#url(url), title });
    }
  }

  /** An image; nothing where its reference has no definition, because then it is text. */
  image(node: SyntaxNode): ImageLink | undefined {
    const marks = node.getChildren("LinkMark");
    const [open, close] = [marks[0], marks.find((mark) => this.#slice(mark) === "]")];
    if (open === undefined || close === undefined) return undefined;
    const inner: Span = [open.to, close.from];
    const url = node.getChild("URL");
    const written = url === null ? this.#referenced(node, inner, close.to) : this.#inline(node, url, inner);
    if (written === undefined) return undefined;
    const range: Span = [node.from, node.to];
    return {
      range,
      focus: range,
      candidates: [],
      alt: bracketAlt(this.#plain(node, inner), decorativeMark(this.text, node.to)),
      ...withMark(written, this.text, node.to, "<!-- decorative -->"),
      ...this.#around(node, range),
    };
  }

  /** `image` of embedded HTML, with what stands around it in Markdown. */
  within(image: ImageLink): ImageLink {
    const rest = withoutBelow(image);
    const around = this.#around(enclosing(this.found.blocks, image.range) ?? undefined, image.range);
    return { ...rest, ...around, ...(image.link === undefined ? {} : { link: image.link }) };
  }

  /** What stands around a Learn image; nothing in source code and comments. */
  learn(range: Span): Pick<ImageLink, "below" | "link"> | undefined {
    /* Spans of source code do not overlap: only the last that begins before the end can reach in. */
    const before = lastAtMost(this.found.opaque, range[1] - 1);
    if (before !== undefined && before[1] > range[0]) return undefined;
    return this.#around(enclosing(this.found.blocks, range), range);
  }

  diagram(node: SyntaxNode): Diagram | undefined {
    const info = node.getChild("CodeInfo");
    if (info === null || !/^\{?mermaid\b/i.test(this.#slice(info))) return undefined;
    const [first, last] = [node.getChildren("CodeText").at(0), node.getChildren("CodeText").at(-1)];
    if (first === undefined || last === undefined) return undefined;
    const marks: Span[] = node.getChildren("QuoteMark").map(({ from, to }) => [from - first.from, to - first.from]);
    const source = this.text.slice(first.from, last.to);
    const quoted = marks.filter(([from]) => from >= 0 && from < source.length);
    const below = { offset: this.#end(node), prefix: this.#prefix(node), markup: "markdown" as const };
    return { range: [node.from, node.to], kind: "mermaid", source: blanked(source, quoted), below };
  }

  #inline(node: SyntaxNode, url: SyntaxNode, inner: Span): Written {
    const pieces = { text: [altPiece(inner, "markdown")], decorative: [fixedPiece(inner, "")] };
    return { target: this.#url(url), caption: this.#title(node), ...pieces };
  }

  /** `![alt][label]`; in `![label][]` and `![label]` the label is the alt text, and must stay when that changes. */
  #referenced(node: SyntaxNode, inner: Span, end: number): Written | undefined {
    const reference = node.getChild("LinkLabel");
    const label = reference === null ? "" : this.#slice(reference).slice(1, -1);
    const own = label.trim() === "" ? this.text.slice(...inner) : label;
    const definition = this.#definitions.get(normalLabel(own));
    if (definition === undefined) return undefined;
    const { target, title: caption } = definition;
    /* `[]` is a node of its own or two marks; either way the image ends with it. */
    const after: Piece[] = label.trim() === "" ? [fixedPiece([end, node.to], `[${own}]`)] : [];
    const text = [altPiece(inner, "markdown"), ...after];
    return { target, caption, text, decorative: [fixedPiece(inner, ""), ...after] };
  }

  #around(node: SyntaxNode | undefined, range: Span): Pick<ImageLink, "below" | "link"> {
    const link = this.#linkAround(range) ?? this.htmlLink(range);
    const block = enclosing(this.found.blocks, range) ?? node;
    const below =
      block === undefined
        ? {}
        : { below: { offset: this.#end(block), prefix: this.#prefix(block), markup: "markdown" as const } };
    return { ...below, ...(link === undefined ? {} : { link }) };
  }

  #linkAround(range: Span): { target: string } | undefined {
    const link = enclosing(this.found.links, range);
    if (link === undefined) return undefined;
    const url = link.getChild("URL");
    if (url !== null) return { target: this.#url(url) };
    const reference = link.getChild("LinkLabel");
    const definition =
      reference === null ? undefined : this.#definitions.get(normalLabel(this.#slice(reference).slice(1, -1)));
    return definition === undefined ? undefined : { target: definition.target };
  }

  /** What a line after `block` begins with, to be in the same containers (CommonMark §5): quotation marks stay, list markers become spaces. */
  #prefix(block: SyntaxNode): string {
    return this.text.slice(lineStart(this.text, block.from), block.from).replace(/[^>\t]/g, " ");
  }

  /** Where a block ends, without the white space at its end: half of a line ending may be part of that. */
  #end({ from, to }: SyntaxNode): number {
    return from + this.text.slice(from, to).trimEnd().length;
  }

  #plain(node: SyntaxNode, [from, to]: Span): string {
    const parts: string[] = [];
    let at = from;
    const take = (child: SyntaxNode): void => {
      for (let each = child.firstChild; each !== null; each = each.nextSibling) {
        if (each.from < from || each.to > to) continue;
        const isMark = /Mark$|^(URL|LinkTitle|LinkLabel|HTMLTag|Comment)$/.test(each.name);
        if (isMark || each.name === "Escape" || each.name === "Entity") {
          parts.push(this.text.slice(at, each.from), isMark ? "" : unescapedMarkdown(this.#slice(each)));
          at = each.to;
        } else take(each);
      }
    };
    take(node);
    parts.push(this.text.slice(at, to));
    return parts.join("");
  }

  #url(node: SyntaxNode): string {
    const url = this.#slice(node);
    return unescapedMarkdown(/^<.*>$/s.test(url) ? url.slice(1, -1) : url);
  }

  #title(node: SyntaxNode): string {
    const title = node.getChild("LinkTitle");
    return title === null ? "" : unescapedMarkdown(this.#slice(title).slice(1, -1)).replace(/\s+/g, " ").trim();
  }

  #slice({ from, to }: SyntaxNode): string {
    return this.text.slice(from, to);
  }
}

/** The last of ascending spans that begins at `offset` or before. */
function lastAtMost(spans: readonly Span[], offset: number): Span | undefined {
  let low = 0;
  let high = spans.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (spans[middle]![0] <= offset) low = middle + 1;
    else high = middle;
  }
  return spans[low - 1];
}

type Written = Pick<ImageLink, "target" | "caption" | "text" | "decorative">;

/** The innermost of `nodes` (in order of their start) that holds `range`. */
function enclosing(nodes: readonly SyntaxNode[], range: Span): SyntaxNode | undefined {
  let low = 0;
  let high = nodes.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (nodes[middle]!.from <= range[0]) low = middle + 1;
    else high = middle;
  }
  /* Blocks and links nest little: a few steps back are enough. */
  for (let index = low - 1; index >= 0 && index >= low - 16; index--) {
    if (nodes[index]!.to >= range[1]) return nodes[index];
  }
  return undefined;
}
