/** Images in MDX: Markdown's, and those of its JSX. Parsed by micromark with the syntax of MDX; its events hold the place of every mark. */
import { parse, postprocess, preprocess } from "micromark";
import { mdxjs } from "micromark-extension-mdxjs";
import type { Diagram, ImageLink, ParsedDocument, Piece, Span } from "../shared/documents/image-link.ts";
import { componentImage, type Component, type Dialect } from "./component.ts";
import type { Imports } from "./expressions.ts";
import { imagesInExpression, openingTag, programOf } from "./javascript.ts";
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
import { frontMatter, markdownDocument, normalLabel, unescapedMarkdown } from "./markdown.ts";

type Event = ReturnType<typeof postprocess>[number];
type Token = Event[1];

const jsx: Dialect = { attribute: { '"': "attribute-double", "'": "attribute-single" }, markup: "markdown" };
const blockTypes = new Set(["paragraph", "atxHeading", "setextHeading", "codeFenced", "mdxJsxFlowTag"]);

export function mdxDocument(text: string): ParsedDocument {
  const body = blanked(text, [frontMatter(text)]);
  const events = eventsOf(body);
  /* What is not valid MDX, as while it is typed, is still much like Markdown with HTML. */
  return events === undefined ? markdownDocument(text) : new Reader(body, events).read();
}

function eventsOf(text: string): readonly Event[] | undefined {
  try {
    return postprocess(
      parse({ extensions: [mdxjs()] })
        .document()
        .write(preprocess()(text, undefined, true)),
    );
  } catch {
    return undefined;
  }
}

class Reader {
  readonly #images: ImageLink[] = [];
  readonly #diagrams: Diagram[] = [];
  readonly #definitions = new Map<string, string>();
  readonly #imports: Imports;
  readonly #links: Token[];
  /** The events that begin and end a token. */
  readonly #places = new Map<Token, [number, number]>();

  constructor(
    private readonly text: string,
    private readonly events: readonly Event[],
  ) {
    for (const [index, [kind, token]] of events.entries()) {
      if (kind === "enter") this.#places.set(token, [index, index]);
      else this.#places.get(token)![1] = index;
    }
    const modules = this.#tokens("mdxjsEsm").map((token) => this.#slice(token));
    this.#imports = programOf(modules.join("\n"))?.imports ?? new Map<string, string>();
    this.#links = this.#tokens("link");
    for (const token of this.#tokens("definition")) {
      const inner = this.#inside(token);
      const label = inner.find(({ type }) => type === "definitionLabelString");
      const target = inner.find(({ type }) => type === "definitionDestinationString");
      if (label === undefined) continue;
      const key = normalLabel(this.#slice(label));
      if (!this.#definitions.has(key)) this.#definitions.set(key, target === undefined ? "" : this.#url(target));
    }
  }

  read(): ParsedDocument {
    const open: Component[] = [];
    let block: Token | undefined;
    for (const [kind, token] of this.events) {
      if (kind === "enter" && blockTypes.has(token.type)) block = token;
      if (kind === "exit") continue;
      const parent = open.at(-1);
      if (token.type === "image") this.#image(token, block, parent);
      else if (/^mdxJsx(Flow|Text)Tag$/.test(token.type)) this.#tag(token, block, open);
      else if (/^mdx(Flow|Text)Expression$/.test(token.type)) this.#expression(token);
      else if (token.type === "codeFenced") this.#fence(token);
    }
    return { images: this.#images, diagrams: this.#diagrams };
  }

  #image(token: Token, block: Token | undefined, parent: Component | undefined): void {
    const inner = this.#inside(token);
    const of = (type: string): Token | undefined => inner.find((each) => each.type === type);
    const label = of("label");
    if (label === undefined) return;
    const span: Span = [label.start.offset + 2, label.end.offset - 1];
    const range: Span = [token.start.offset, token.end.offset];
    const link = this.#linkAround(range, parent);
    const title = of("resourceTitleString");
    const isResource = of("resource") !== undefined;
    const reference = of("referenceString");
    const own = reference === undefined ? this.text.slice(...span) : this.#slice(reference);
    const destination = of("resourceDestinationString");
    const target = isResource
      ? destination === undefined
        ? ""
        : this.#url(destination)
      : (this.#definitions.get(normalLabel(own)) ?? "");
    const after: Piece[] =
      isResource || reference !== undefined ? [] : [fixedPiece([label.end.offset, range[1]], `[${own}]`)];
    const written = { text: [altPiece(span, "mdx"), ...after], decorative: [fixedPiece(span, ""), ...after] };
    this.#images.push({
      range,
      focus: range,
      target,
      candidates: [],
      alt: bracketAlt(this.#plain(span), decorativeMark(this.text, range[1])),
      ...withMark(written, this.text, range[1], "{/* decorative */}"),
      ...(link === undefined ? {} : { link }),
      caption: title === undefined ? "" : unescapedMarkdown(this.#slice(title)),
      ...this.#below(block),
    });
  }

  /** Opening tags wait on `open` for their closing ones. */
  #tag(token: Token, block: Token | undefined, open: Component[]): void {
    const source = this.#slice(token);
    const closing = /^<\s*\/\s*([^\s>]*)/.exec(source);
    if (closing !== null) {
      const at = open.findLastIndex(({ name }) => name === closing[1]);
      if (at >= 0) open.length = at;
      return;
    }
    const tag = openingTag(source, this.text, token.start.offset, this.#imports);
    if (tag === undefined) return;
    const component: Component = { ...tag, parent: open.at(-1) };
    const image = componentImage(component, this.text, jsx);
    const link = image?.link ?? this.#linkAround(tag.tag, undefined);
    if (image !== undefined) {
      const rest = withoutBelow(image);
      this.#images.push({ ...rest, ...(link === undefined ? {} : { link }), ...this.#below(block) });
    }
    if (!source.endsWith("/>")) open.push(component);
    for (const attribute of this.#inside(token)) {
      if (attribute.type.endsWith("TagAttributeValueExpression")) this.#expression(attribute);
    }
  }

  #expression(token: Token): void {
    const source = this.#slice(token);
    const inner = source.startsWith("{") ? source.slice(1, -1) : source;
    const start = token.start.offset + (source.startsWith("{") ? 1 : 0);
    if (/<[\w.]*(img|image)\b/i.test(inner))
      this.#images.push(...imagesInExpression(inner, this.text, start, this.#imports));
  }

  #fence(token: Token): void {
    const inner = this.#inside(token);
    const info = inner.find(({ type }) => type === "codeFencedFenceInfo");
    const values = inner.filter(({ type }) => type === "codeFlowValue");
    const [first, last] = [values.at(0), values.at(-1)];
    if (info === undefined || !/^\{?mermaid\b/i.test(this.#slice(info)) || first === undefined || last === undefined)
      return;
    const below = this.#below(token).below;
    if (below === undefined) return;
    const source = this.text.slice(first.start.offset, last.end.offset);
    this.#diagrams.push({ range: [token.start.offset, token.end.offset], kind: "mermaid", source, below });
  }

  #linkAround([from, to]: Span, parent: Component | undefined): { target: string } | undefined {
    const around = this.#links.findLast((link) => link.start.offset <= from && link.end.offset >= to);
    if (around !== undefined) {
      const inner = this.#inside(around).filter(({ start }) => start.offset >= to);
      const destination = inner.findLast(({ type }) => type === "resourceDestinationString");
      const reference = inner.findLast(({ type }) => type === "referenceString");
      const label = reference === undefined ? "" : (this.#definitions.get(normalLabel(this.#slice(reference))) ?? "");
      return { target: destination === undefined ? label : this.#url(destination) };
    }
    for (let each = parent; each !== undefined; each = each.parent) {
      if (!/^(a|.*Link|button|.*Button)$/.test(each.name)) continue;
      const { value } = each.attributes.find(({ name }) => name === "href" || name === "to") ?? {};
      return { target: value?.type === "text" || value?.type === "string" ? value.value : "" };
    }
    return undefined;
  }

  #below(block: Token | undefined): Pick<ImageLink, "below"> {
    if (block === undefined) return {};
    const prefix = this.text
      .slice(lineStart(this.text, block.start.offset), block.start.offset)
      .replace(/[^>\t]/g, " ");
    return { below: { offset: block.end.offset, prefix, markup: "markdown" } };
  }

  #plain([from, to]: Span): string {
    const found = markdownDocument(`![${this.text.slice(from, to)}](x)`).images[0]?.alt;
    return found?.type === "text" ? found.text : this.text.slice(from, to);
  }

  #url(token: Token): string {
    return unescapedMarkdown(this.#slice(token));
  }

  #slice({ start, end }: Token): string {
    return this.text.slice(start.offset, end.offset);
  }

  #tokens(type: string): Token[] {
    return this.events.flatMap(([kind, token]) => (kind === "enter" && token.type === type ? [token] : []));
  }

  /** All tokens within one, in order. */
  #inside(token: Token): readonly Token[] {
    const [from, to] = this.#places.get(token) ?? [0, 0];
    return this.events.slice(from + 1, to).flatMap(([kind, each]) => (kind === "enter" ? [each] : []));
  }
}
