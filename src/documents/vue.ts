/** Images in the template, and in the JSX, of Vue's single-file components, parsed by Vue's own compiler. */
import { NodeTypes, parse, type ElementNode, type RootNode, type TemplateChildNode } from "@vue/compiler-dom";
import type { ImageLink, ParsedDocument, Span } from "../shared/documents/image-link.ts";
import { componentImage, type Attribute, type Component, type Dialect, type Value } from "./component.ts";
import { valueOfExpression, type Imports } from "./expressions.ts";
import { expressionOf, programOf } from "./javascript.ts";
import { movedLink } from "./links.ts";

const vue: Dialect = { attribute: { '"': "attribute-double", "'": "attribute-single" }, markup: "html" };

export function vueDocument(text: string): ParsedDocument {
  const root = parse(text, { parseMode: "sfc", comments: false, onError: () => undefined });
  const scripts = root.children.filter((node): node is ElementNode => isElement(node) && node.tag === "script");
  const programs = scripts.map((node) => {
    const [content] = node.children;
    const start = content?.loc.start.offset ?? 0;
    const program = programOf(content?.loc.source ?? "");
    return {
      images: (program?.images ?? []).map((each) => movedLink(each, (offset) => offset + start)),
      imports: program?.imports,
    };
  });
  const imports: Imports = new Map(programs.flatMap((program) => [...(program.imports ?? [])]));
  return {
    images: [...templateImages(root, text, imports), ...programs.flatMap(({ images }) => images)],
    diagrams: [],
  };
}

function isElement(node: TemplateChildNode): node is ElementNode {
  return node.type === NodeTypes.ELEMENT;
}

function templateImages(root: RootNode, text: string, imports: Imports): readonly ImageLink[] {
  const images: ImageLink[] = [];
  const templates = root.children.filter((node): node is ElementNode => isElement(node) && node.tag === "template");
  const stack: { node: ElementNode; parent: Component | undefined }[] = templates.flatMap(({ children }) =>
    children.filter(isElement).map((node) => ({ node, parent: undefined })),
  );
  for (;;) {
    const next = stack.pop();
    if (next === undefined) return images;
    const component = componentOf(next.node, text, imports, next.parent);
    const image = componentImage(component, text, vue);
    if (image !== undefined) images.push(image);
    for (const child of next.node.children) if (isElement(child)) stack.push({ node: child, parent: component });
  }
}

function componentOf(node: ElementNode, text: string, imports: Imports, parent: Component | undefined): Component {
  const attributes: Attribute[] = [];
  let isSpread = false;
  for (const prop of node.props) {
    const span: Span = [prop.loc.start.offset, prop.loc.end.offset];
    if (prop.type === NodeTypes.ATTRIBUTE) {
      attributes.push({ name: prop.name, span, value: plainValue(prop.value?.loc, prop.value?.content) });
    } else if (prop.name === "bind") {
      const { arg, exp } = prop;
      if (arg?.type !== NodeTypes.SIMPLE_EXPRESSION || !arg.isStatic) isSpread ||= arg === undefined;
      else attributes.push({ name: arg.content, span, value: boundValue(exp?.loc.source ?? arg.content, imports) });
    }
  }
  const [first, last] = [node.loc.start.offset, node.loc.end.offset];
  return {
    name: node.tag,
    tag: [first, tagEnd(node, text)],
    whole: [first, last],
    attributes,
    isSpread,
    parent,
    isAlone: false,
  };
}

/** Where the opening tag ends: after the last attribute the first angle bracket. */
function tagEnd(node: ElementNode, text: string): number {
  const from = node.props.at(-1)?.loc.end.offset ?? node.loc.start.offset;
  const end = text.indexOf(">", from);
  return end < 0 ? node.loc.end.offset : end + 1;
}

function plainValue(
  loc: { source: string; start: { offset: number } } | undefined,
  content: string | undefined,
): Value {
  if (loc === undefined) return { type: "none" };
  const first = loc.source[0];
  const quote = first === '"' || first === "'" ? first : "";
  const start = loc.start.offset + quote.length;
  return {
    type: "text",
    value: content ?? "",
    inner: [start, loc.start.offset + loc.source.length - quote.length],
    quote,
  };
}

/** A bound value is looked at for an address alone: what it holds is not rewritten. */
function boundValue(source: string, imports: Imports): Value {
  const node = expressionOf(source);
  if (node === undefined) return { type: "dynamic" };
  const value = valueOfExpression(node, source, imports);
  return value.type === "string" ? { type: "address", value: value.value } : value;
}
