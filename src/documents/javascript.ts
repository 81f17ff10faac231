/** Images in JSX and TSX, parsed by Babel with all of today's syntax. */
import { parse, parseExpression, type ParserOptions } from "@babel/parser";
import type { ImageLink, ParsedDocument, Span } from "../shared/documents/image-link.ts";
import { componentImage, type Attribute, type Component, type Dialect, type Value } from "./component.ts";
import { importsOf, isNode, valueOfExpression, type Imports, type Node } from "./expressions.ts";

const options: ParserOptions = {
  sourceType: "unambiguous",
  errorRecovery: true,
  allowReturnOutsideFunction: true,
  allowAwaitOutsideFunction: true,
  allowImportExportEverywhere: true,
  allowSuperOutsideMethod: true,
  allowUndeclaredExports: true,
  createParenthesizedExpressions: true,
  plugins: ["jsx", "typescript", "decorators-legacy", "explicitResourceManagement"],
};

const jsx: Dialect = { attribute: { '"': "attribute-double", "'": "attribute-single" }, markup: "jsx" };

export function javascriptDocument(text: string): ParsedDocument {
  const program = programOf(text);
  return program === undefined ? { images: [], diagrams: [] } : { images: program.images, diagrams: [] };
}

/** A program's images and imports; nothing where it cannot be understood. */
export function programOf(text: string): { images: readonly ImageLink[]; imports: Imports } | undefined {
  const { program } =
    [strict, { ...flow, errorRecovery: false }, options, flow]
      .map((each) => () => parse(text, each))
      .reduce<ReturnType<typeof parse> | undefined>((found, parsing) => found ?? tried(parsing), undefined) ?? {};
  if (program === undefined) return undefined;
  const imports = importsOf(program.body);
  return { images: imagesUnder(program as unknown as Node, text, imports), imports };
}

const strict: ParserOptions = { ...options, errorRecovery: false };

/** Flow's types where those of TypeScript do not fit. */
const flow: ParserOptions = { ...options, plugins: ["jsx", "flow", "decorators-legacy"] };

function tried<Result>(parsing: () => Result): Result | undefined {
  try {
    return parsing();
  } catch {
    return undefined;
  }
}

/** The images in an expression that stands at `start` in `text`. */
export function imagesInExpression(
  source: string,
  text: string,
  start: number,
  imports: Imports,
): readonly ImageLink[] {
  const node = expressionOf(source);
  return node === undefined ? [] : imagesUnder(node, text, imports, start);
}

export function expressionOf(source: string): Node | undefined {
  const node = tried(() => parseExpression(source, options));
  return node === undefined ? undefined : (node as unknown as Node);
}

/** The opening tag that an element of MDX begins with, without its content. */
export function openingTag(source: string, text: string, start: number, imports: Imports): Component | undefined {
  const closed = source.endsWith("/>") ? source : `${source.slice(0, -1)}/>`;
  const node = expressionOf(closed);
  const span: Span = [start, start + source.length];
  return node === undefined
    ? undefined
    : { ...componentOf(node, text, imports, undefined, start), tag: span, whole: span };
}

const skipped = new Set([
  "loc",
  "start",
  "end",
  "extra",
  "leadingComments",
  "trailingComments",
  "innerComments",
  "errors",
  "comments",
  "tokens",
]);

/** Walks the tree with a stack, because source code may nest as deeply as it likes. @param shift what is added to the tree's offsets */
function imagesUnder(root: Node, text: string, imports: Imports, shift = 0): readonly ImageLink[] {
  const images: ImageLink[] = [];
  const stack: { node: Node; parent: Component | undefined; isAlone: boolean }[] = [
    { node: root, parent: undefined, isAlone: true },
  ];
  for (;;) {
    const next = stack.pop();
    if (next === undefined) return images;
    const { node } = next;
    const isElement = node.type === "JSXElement" || node.type === "JSXFragment";
    const component = isElement
      ? { ...componentOf(node, text, imports, next.parent, shift), isAlone: next.isAlone }
      : undefined;
    const image = component === undefined ? undefined : componentImage(component, text, jsx);
    if (image !== undefined) images.push(image);
    for (const [name, value] of Object.entries(node)) {
      if (skipped.has(name)) continue;
      for (const child of Array.isArray(value) ? value : [value]) {
        if (!isNode(child)) continue;
        const isAlone = !(isElement && name === "children" && /^JSX(Element|Fragment)$/.test(child.type));
        stack.push({ node: child, parent: component ?? next.parent, isAlone });
      }
    }
  }
}

function componentOf(
  node: Node,
  text: string,
  imports: Imports,
  parent: Component | undefined,
  shift: number,
): Component {
  const opening = (node["openingElement"] ?? node["openingFragment"]) as Node;
  const list = (opening["attributes"] ?? []) as Node[];
  const span = ({ start, end }: Node): Span => [start + shift, end + shift];
  return {
    name: isNode(opening["name"]) ? text.slice(...span(opening["name"])) : "",
    tag: span(opening),
    whole: span(node),
    attributes: list
      .filter(({ type }) => type === "JSXAttribute")
      .map((each) => attributeOf(each, text, imports, shift)),
    isSpread: list.some(({ type }) => type === "JSXSpreadAttribute"),
    parent,
    isAlone: false,
  };
}

function attributeOf(node: Node, text: string, imports: Imports, shift: number): Attribute {
  const { start, end } = node["name"] as Node;
  const value = node["value"];
  const span: Span = [node.start + shift, node.end + shift];
  return {
    name: text.slice(start + shift, end + shift),
    span,
    value: isNode(value) ? valueOf(value, text, imports, shift) : { type: "none" },
  };
}

function valueOf(node: Node, text: string, imports: Imports, shift: number): Value {
  if (node.type === "StringLiteral") {
    const quote = text[node.start + shift] === "'" ? "'" : '"';
    const inner: Span = [node.start + shift + 1, node.end + shift - 1];
    return { type: "text", value: String(node["value"]), inner, quote };
  }
  const expression = node["expression"];
  return node.type === "JSXExpressionContainer" && isNode(expression)
    ? valueOfExpression(expression, text, imports, shift)
    : { type: "dynamic" };
}
