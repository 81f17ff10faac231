/** Images in HTML, with parse5's source locations (HTML §13.2). */
import { html, parse, parseFragment, type DefaultTreeAdapterTypes as Tree, type Token } from "parse5";
import type { Alt, ImageLink, ParsedDocument, Piece, Span } from "../shared/documents/image-link.ts";
import { altPiece, fixedPiece, indentAt, isTemplate, srcsetTargets, writtenAlt } from "./links.ts";

type Element = Tree.Element;

/** Elements that a paragraph cannot stand in, or that an image fills with its caption: the paragraph goes after them. */
const inlineOrWhole = new Set(
  "a abbr b bdi bdo button cite code dfn em figure font h1 h2 h3 h4 h5 h6 i kbd label mark p picture pre q s samp small span strong sub sup u var".split(
    " ",
  ),
);

export function htmlDocument(text: string): ParsedDocument {
  const isWhole = /<!doctype|<html|<head|<body/i.test(text);
  const options = { sourceCodeLocationInfo: true, scriptingEnabled: false };
  const root = isWhole ? parse(text, options) : parseFragment(text, options);
  const images: ImageLink[] = [];
  for (const element of elements(root)) {
    const link = imageOf(element, text);
    if (link !== undefined) images.push(link);
  }
  return { images, diagrams: [] };
}

/** The spans of all links, with where they lead. */
export function htmlAnchors(text: string): readonly { readonly span: Span; readonly target: string }[] {
  const found: { span: Span; target: string }[] = [];
  for (const element of elements(parseFragment(text, { sourceCodeLocationInfo: true, scriptingEnabled: false }))) {
    const at = element.sourceCodeLocation;
    if (element.tagName !== "a" || at === undefined || at === null) continue;
    const target = attribute(element, "href");
    if (target !== undefined) found.push({ span: [at.startOffset, at.endOffset], target });
  }
  return found;
}

/** All elements in document order; a stack instead of recursion, because documents may nest as deeply as they like. */
function* elements(root: Tree.ParentNode): Generator<Element> {
  const stack: Tree.ChildNode[] = [...root.childNodes].reverse();
  for (;;) {
    const node = stack.pop();
    if (node === undefined) return;
    if (!("tagName" in node)) continue;
    yield node;
    const children = "content" in node ? node.content.childNodes : node.childNodes;
    for (let index = children.length - 1; index >= 0; index--) stack.push(children[index]!);
  }
}

function attribute(element: Element, name: string): string | undefined {
  return element.attrs.find((each) => each.name === name)?.value;
}

function isImage(element: Element): boolean {
  if (element.namespaceURI !== html.NS.HTML) return false;
  return (
    element.tagName === "img" || (element.tagName === "input" && /^image$/i.test(attribute(element, "type") ?? ""))
  );
}

function imageOf(element: Element, text: string): ImageLink | undefined {
  const at = element.sourceCodeLocation;
  if (!isImage(element) || at === undefined || at === null) return undefined;
  const tag = at.startTag ?? at;
  const [target = "", ...candidates] = targetsOf(element).filter((each) => !isTemplate(each));
  const range: Span = [tag.startOffset, tag.endOffset];
  const link = linkOf(element);
  return {
    range,
    target,
    candidates,
    ...altOf(element, at.attrs ?? {}, range, text),
    ...(link === undefined ? {} : { link }),
    caption: captionOf(element),
    below: belowOf(element, range, text),
  };
}

/** The image's own address, then what `srcset`, lazy loading and the sources of its `<picture>` name. */
function targetsOf(element: Element): readonly string[] {
  const own = ["src", "data-src", "data-original", "data-lazy-src"].flatMap((name) => attribute(element, name) ?? []);
  const sets = [element, ...siblingSources(element)].flatMap((each) => srcsetTargets(attribute(each, "srcset") ?? ""));
  const all = [...own, ...sets].map((each) => each.trim()).filter((each) => each !== "");
  /* A placeholder of a few bytes stands where a script will put the real address. */
  const isPlaceholder = (target: string): boolean => target.startsWith("data:") && target.length < 200;
  const ordered = all.length > 1 ? [...all.filter((each) => !isPlaceholder(each)), ...all.filter(isPlaceholder)] : all;
  return [...new Set(ordered)];
}

function siblingSources(element: Element): readonly Element[] {
  const parent = element.parentNode;
  if (parent === null || !("tagName" in parent) || parent.tagName !== "picture") return [];
  return parent.childNodes.filter((each): each is Element => "tagName" in each && each.tagName === "source");
}

interface AltOf {
  readonly alt: Alt;
  readonly focus: Span;
  readonly text: readonly Piece[];
  readonly decorative: readonly Piece[];
}

function altOf(element: Element, attrs: Record<string, Token.Location>, range: Span, text: string): AltOf {
  const at = attrs["alt"];
  if (at === undefined) {
    const pieces = insertedAttribute(attrs, range, text);
    return { alt: withoutAlt(element), focus: range, ...pieces };
  }
  const value = attribute(element, "alt") ?? "";
  const span: Span = [at.startOffset, at.endOffset];
  if (isTemplate(value)) return { alt: { type: "dynamic" }, focus: span, text: [], decorative: [] };
  const alt = writtenAlt(value);
  const source = text.slice(...span);
  const equals = /^[^=\s]*\s*=\s*/.exec(source);
  if (equals === null) {
    const end: Span = [span[1], span[1]];
    const pieces = { text: [altPiece(end, "attribute-double", '="', '"')], decorative: [fixedPiece(end, '=""')] };
    return { alt, focus: span, ...pieces };
  }
  const quote = source[equals[0].length];
  if (quote === '"' || quote === "'") {
    const inner: Span = [span[0] + equals[0].length + 1, span[1] - 1];
    const escape = quote === '"' ? "attribute-double" : "attribute-single";
    return { alt, focus: span, text: [altPiece(inner, escape)], decorative: [fixedPiece(inner, "")] };
  }
  const bare: Span = [span[0] + equals[0].length, span[1]];
  const pieces = { text: [altPiece(bare, "attribute-double", '"', '"')], decorative: [fixedPiece(bare, '""')] };
  return { alt, focus: span, ...pieces };
}

/** Without an `alt`, an image may still be named (`aria-label`), or hidden from those who would read it (ARIA §5.2.8.4). */
function withoutAlt(element: Element): Alt {
  const label = attribute(element, "aria-label");
  if (label !== undefined && label.trim() !== "") return writtenAlt(label);
  if (attribute(element, "aria-labelledby") !== undefined) return { type: "dynamic" };
  const isHidden =
    attribute(element, "aria-hidden") === "true" || /^(presentation|none)$/.test(attribute(element, "role") ?? "");
  return { type: isHidden ? "empty" : "missing" };
}

/** After `src`, with the same quotation marks, on a line of its own where `src` has one. */
function insertedAttribute(
  attrs: Record<string, Token.Location>,
  range: Span,
  text: string,
): Pick<AltOf, "text" | "decorative"> {
  const beside = attrs["src"] ?? attrs["data-src"] ?? attrs["srcset"];
  const nameEnd = range[0] + /^<[^\s/>]+/.exec(text.slice(...range))![0].length;
  const at = beside?.endOffset ?? nameEnd;
  const space = beside === undefined ? " " : /\s*$/.exec(text.slice(range[0], beside.startOffset))![0];
  const quote = beside !== undefined && text[at - 1] === "'" ? "'" : '"';
  /* `<img src=a.png/>`: the slash is part of the address, and a space must follow. */
  return {
    text: [
      altPiece([at, at], quote === '"' ? "attribute-double" : "attribute-single", `${space || " "}alt=${quote}`, quote),
    ],
    decorative: [fixedPiece([at, at], `${space || " "}alt=${quote}${quote}`)],
  };
}

function linkOf(element: Element): { target: string } | undefined {
  if (element.tagName === "input") return { target: "" };
  for (const parent of ancestors(element)) {
    if (parent.tagName === "a") {
      const target = attribute(parent, "href");
      if (target !== undefined) return { target };
    }
    if (parent.tagName === "button" || attribute(parent, "role") === "button") return { target: "" };
  }
  return undefined;
}

function* ancestors(element: Element): Generator<Element> {
  let parent = element.parentNode;
  while (parent !== null && "tagName" in parent) {
    yield parent;
    parent = parent.parentNode;
  }
}

function captionOf(element: Element): string {
  for (const parent of ancestors(element)) {
    if (parent.tagName !== "figure") continue;
    const caption = parent.childNodes.find((each) => "tagName" in each && each.tagName === "figcaption");
    if (caption !== undefined && "childNodes" in caption) return textOf(caption).replace(/\s+/g, " ").trim();
  }
  return (attribute(element, "title") ?? "").trim();
}

function textOf(node: Tree.ParentNode): string {
  return node.childNodes
    .map((child) => ("value" in child ? child.value : "childNodes" in child ? textOf(child) : ""))
    .join("");
}

function belowOf(element: Element, range: Span, text: string): NonNullable<ImageLink["below"]> {
  let span = range;
  for (const parent of ancestors(element)) {
    const at = parent.sourceCodeLocation;
    if (!inlineOrWhole.has(parent.tagName) || at === undefined || at === null) break;
    span = [at.startOffset, at.endOffset];
  }
  return { offset: span[1], prefix: indentAt(text, span[0]), markup: "html" };
}
