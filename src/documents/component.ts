/** Images among the elements of JSX, Vue and Svelte: HTML's `img`, and components that show an image. */
import type { Alt, ImageLink, Markup, Piece, Span } from "../shared/documents/image-link.ts";
import { altPiece, fixedPiece, indentAt, srcsetTargets, writtenAlt, type Escape } from "./links.ts";

/** An attribute's value: `text` with its span between the quotation marks; a string that an expression is; nothing; what only running tells. */
export type Value =
  | { readonly type: "text"; readonly value: string; readonly inner: Span; readonly quote: '"' | "'" | "" }
  | { readonly type: "string"; readonly value: string; readonly inner: Span; readonly escape: Escape }
  | { readonly type: "address"; readonly value: string }
  | { readonly type: "none" }
  | { readonly type: "dynamic" };

export interface Attribute {
  readonly name: string;
  /** With its name. */
  readonly span: Span;
  readonly value: Value;
}

export interface Component {
  readonly name: string;
  /** The opening tag. */
  readonly tag: Span;
  /** All of it, up to the end of its closing tag. */
  readonly whole: Span;
  readonly attributes: readonly Attribute[];
  /** Attributes may come from an object. */
  readonly isSpread: boolean;
  readonly parent: Component | undefined;
  /** It is all that an expression gives: nothing fits beside it. */
  readonly isAlone: boolean;
}

export interface Dialect {
  readonly attribute: Readonly<Record<'"' | "'", Escape>>;
  readonly markup: Markup;
}

const imageName = /^img$|(?:^|[.:-])img$|Img$|(?:^|[a-z.:])Image$|^(?:nuxt|g|astro|enhanced)[-:]ima?ge?$/;
const linkName = /^(?:a|.*Link|button|.*Button|nuxt-link|router-link|inertia-link|Anchor)$/;
const inlineName =
  /^(?:a|b|button|em|figure|h[1-6]|i|p|picture|small|span|strong|label|.*Link|.*Button|nuxt-link|router-link|Zoom|Frame)$/;

/** The image that an element is; nothing where it is none. */
export function componentImage(component: Component, text: string, dialect: Dialect): ImageLink | undefined {
  const { name, tag } = component;
  const isInput = name === "input" && attributeOf(component, "type") === "image";
  const sources = ["src", "data-src"].flatMap((each) => find(component, each) ?? []);
  if (!isInput && !(imageName.test(name) && (name === "img" || sources.length > 0))) return undefined;
  const set = srcsetTargets(attributeOf(component, "srcset") ?? attributeOf(component, "srcSet") ?? "");
  const targets = [...sources.flatMap(({ value }) => known(value) ?? []), ...set];
  const [target = "", ...candidates] = targets;
  const link = isInput ? { target: "" } : linkOf(component);
  const below = belowOf(component, text, dialect.markup);
  return {
    range: tag,
    target,
    candidates,
    ...altOf(component, text, dialect),
    ...(link === undefined ? {} : { link }),
    caption: attributeOf(component, "title") ?? "",
    ...(below === undefined ? {} : { below }),
  };
}

function find({ attributes }: Component, name: string): Attribute | undefined {
  return attributes.find((each) => each.name === name);
}

function known(value: Value): string | undefined {
  return value.type === "text" || value.type === "string" || value.type === "address" ? value.value : undefined;
}

function attributeOf(component: Component, name: string): string | undefined {
  const found = find(component, name);
  return found === undefined ? undefined : known(found.value);
}

function altOf(
  component: Component,
  text: string,
  { attribute }: Dialect,
): Pick<ImageLink, "alt" | "focus" | "text" | "decorative"> {
  const found = find(component, "alt");
  if (found === undefined) return withoutAlt(component, text, attribute);
  const { value, span } = found;
  switch (value.type) {
    case "text": {
      const { inner, quote } = value;
      const alt = writtenAlt(value.value);
      const write = quote === "" ? altPiece(inner, attribute['"'], '"', '"') : altPiece(inner, attribute[quote]);
      return { alt, focus: span, text: [write], decorative: [fixedPiece(inner, quote === "" ? '""' : "")] };
    }
    case "string": {
      const { inner, escape } = value;
      return {
        alt: writtenAlt(value.value),
        focus: span,
        text: [altPiece(inner, escape)],
        decorative: [fixedPiece(inner, "")],
      };
    }
    case "none": {
      const end: Span = [span[1], span[1]];
      const text: Piece[] = [altPiece(end, attribute['"'], '="', '"')];
      return { alt: { type: "missing" }, focus: span, text, decorative: [fixedPiece(end, '=""')] };
    }
    case "address":
    case "dynamic":
      return { alt: { type: "dynamic" }, focus: span, text: [], decorative: [] };
  }
}

/** After `src`, with its quotation marks, on a line of its own where `src` has one. */
function withoutAlt(component: Component, text: string, attribute: Dialect["attribute"]): ReturnType<typeof altOf> {
  const { name, tag, isSpread } = component;
  const beside = find(component, "src") ?? find(component, "data-src");
  const at = beside?.span[1] ?? tag[0] + 1 + name.length;
  const space = beside === undefined ? " " : /\s*$/.exec(text.slice(tag[0], beside.span[0]))![0] || " ";
  const quote = beside?.value.type === "text" && beside.value.quote === "'" ? "'" : '"';
  const span: Span = [at, at];
  return {
    alt: isSpread ? { type: "dynamic" } : hidden(component),
    focus: tag,
    text: isSpread ? [] : [altPiece(span, attribute[quote], `${space}alt=${quote}`, quote)],
    decorative: isSpread ? [] : [fixedPiece(span, `${space}alt=${quote}${quote}`)],
  };
}

function hidden(component: Component): Alt {
  const label = find(component, "aria-label");
  if (label !== undefined) {
    const said = known(label.value);
    return said === undefined ? { type: "dynamic" } : writtenAlt(said);
  }
  if (find(component, "aria-labelledby") !== undefined) return { type: "dynamic" };
  const aria = find(component, "aria-hidden");
  const isHidden =
    aria !== undefined && (aria.value.type === "none" || attributeOf(component, "aria-hidden") === "true");
  const role = attributeOf(component, "role") ?? "";
  return { type: isHidden || /^(presentation|none)$/.test(role) ? "empty" : "missing" };
}

function* ancestors({ parent }: Component): Generator<Component> {
  for (let each = parent; each !== undefined; each = each.parent) yield each;
}

function linkOf(component: Component): { target: string } | undefined {
  for (const parent of ancestors(component)) {
    if (!linkName.test(parent.name)) continue;
    const target = attributeOf(parent, "href") ?? attributeOf(parent, "to") ?? "";
    const isNamedAnchor = parent.name === "a" && find(parent, "href") === undefined && !parent.isSpread;
    if (!isNamedAnchor) return { target };
  }
  return undefined;
}

/** A paragraph beside the element; nothing where the element is all that an expression gives. */
function belowOf(component: Component, text: string, markup: Markup): ImageLink["below"] {
  let outer = component;
  while (outer.parent !== undefined && !outer.isAlone && inlineName.test(outer.parent.name)) outer = outer.parent;
  if (outer.isAlone) return undefined;
  return { offset: outer.whole[1], prefix: indentAt(text, outer.whole[0]), markup };
}
