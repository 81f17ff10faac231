/** Images in Svelte components, parsed by Svelte's own compiler. */
import { parse, type AST } from "svelte/compiler";
import type { ImageLink, ParsedDocument, Span } from "../shared/documents/image-link.ts";
import { componentImage, type Attribute, type Component, type Dialect, type Value } from "./component.ts";
import { importsOf, isNode, valueOfExpression, type Imports, type Node } from "./expressions.ts";
import { blanked } from "./links.ts";

const svelte: Dialect = { attribute: { '"': "svelte-double", "'": "svelte-single" }, markup: "html" };

export function svelteDocument(text: string): ParsedDocument {
  /* Styles may be written in a language of their own. */
  const plain = blanked(text, contentsOf(text, "style"));
  const root = parsed(plain) ?? parsed(blanked(plain, contentsOf(plain, "script")));
  if (root === undefined) return { images: [], diagrams: [] };
  const programs = [root.module, root.instance].flatMap((script) => (script ? [script.content.body as unknown[]] : []));
  const imports = new Map(programs.flatMap((body) => [...importsOf(body)]));
  return { images: imagesUnder(root.fragment as unknown as Node, text, imports), diagrams: [] };
}

function parsed(text: string): AST.Root | undefined {
  try {
    return parse(text, { modern: true, loose: true });
  } catch {
    return undefined;
  }
}

/** What stands between the tags of all elements of a name whose content is no markup. */
function contentsOf(text: string, name: string): readonly Span[] {
  const open = new RegExp(`<!--[^]*?-->|<${name}(?:\\s(?:"[^"]*"|'[^']*'|[^"'>])*)?>`, "gi");
  const close = new RegExp(`</${name}\\s*>`, "gi");
  const spans: Span[] = [];
  for (let match = open.exec(text); match !== null; match = open.exec(text)) {
    if (match[0].startsWith("<!--") || match[0].endsWith("/>")) continue;
    close.lastIndex = open.lastIndex;
    const end = close.exec(text)?.index ?? text.length;
    spans.push([open.lastIndex, end]);
    open.lastIndex = end;
  }
  return spans;
}

const elementTypes = /^(RegularElement|Component|SvelteElement|SvelteComponent|TitleElement|SlotElement)$/;

function imagesUnder(root: Node, text: string, imports: Imports): readonly ImageLink[] {
  const images: ImageLink[] = [];
  const stack: { node: Node; parent: Component | undefined }[] = [{ node: root, parent: undefined }];
  for (;;) {
    const next = stack.pop();
    if (next === undefined) return images;
    const { node, parent } = next;
    const component = elementTypes.test(node.type) ? componentOf(node, text, imports, parent) : parent;
    if (component !== undefined && component !== parent) {
      const image = componentImage(component, text, svelte);
      if (image !== undefined) images.push(image);
    }
    for (const [name, value] of Object.entries(node)) {
      if (name === "metadata" || name === "attributes" || name === "expression") continue;
      for (const child of Array.isArray(value) ? value : [value]) {
        if (isTree(child)) stack.push({ node: child, parent: component });
      }
    }
  }
}

/** Fragments have no offsets of their own. */
function isTree(value: unknown): value is Node {
  return isNode(value) || (typeof value === "object" && value !== null && "type" in value && value.type === "Fragment");
}

function componentOf(node: Node, text: string, imports: Imports, parent: Component | undefined): Component {
  const list = node["attributes"] as Node[];
  const whole: Span = [node.start, node.end];
  const last = list.at(-1)?.end ?? node.start;
  const close = text.indexOf(">", last);
  return {
    name: String(node["name"]),
    tag: [node.start, close < 0 ? node.end : close + 1],
    whole,
    attributes: list.filter(({ type }) => type === "Attribute").map((each) => attributeOf(each, text, imports)),
    isSpread: list.some(({ type }) => type === "SpreadAttribute"),
    parent,
    isAlone: false,
  };
}

function attributeOf(node: Node, text: string, imports: Imports): Attribute {
  return { name: String(node["name"]), span: [node.start, node.end], value: valueOf(node, text, imports) };
}

function valueOf(node: Node, text: string, imports: Imports): Value {
  const value = node["value"];
  if (value === true) return { type: "none" };
  const parts = Array.isArray(value) ? (value as Node[]) : [value as Node];
  const name = String(node["name"]);
  const equals = /^\s*=\s*/.exec(text.slice(node.start + name.length, node.end));
  const from = node.start + name.length + (equals?.[0].length ?? 0);
  if (parts.every(({ type }) => type === "Text")) {
    const first = text[from];
    const quote = first === '"' || first === "'" ? first : "";
    const words = parts.map((part) => String(part["data"])).join("");
    return { type: "text", value: words, inner: [from + quote.length, node.end - quote.length], quote };
  }
  const [only] = parts;
  const expression = only?.["expression"];
  return parts.length === 1 && isNode(expression) ? valueOfExpression(expression, text, imports) : { type: "dynamic" };
}
