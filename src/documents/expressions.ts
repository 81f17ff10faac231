/** What can be known of an expression without running it: a string, the module that an import names, the address in a well-known call. */
import type { Value } from "./component.ts";

/** A node of the trees of Babel and of ESTree, as far as it is looked at. */
export interface Node {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [field: string]: unknown;
}

export function isNode(value: unknown): value is Node {
  return (
    typeof value === "object" && value !== null && "type" in value && typeof value.type === "string" && "start" in value
  );
}

/** By a local name, the module that it is the default of, or all of. */
export type Imports = ReadonlyMap<string, string>;

/** Calls whose first argument is an address: Docusaurus, VitePress, SvelteKit, Node. */
const addressCalls =
  /^(require|useBaseUrl|withBase|asset|publicAsset|base|resolve|assetPath|relativeURL|useBaseUrlUtils)$/;

function field(node: Node, name: string): Node | undefined {
  const value = node[name];
  return isNode(value) ? value : undefined;
}

/** The text of a string literal or of a template without expressions. */
function stringOf(node: Node | undefined): string | undefined {
  if (node === undefined) return undefined;
  if (node.type === "StringLiteral" || node.type === "Literal") {
    return typeof node["value"] === "string" ? node["value"] : undefined;
  }
  if (node.type !== "TemplateLiteral") return undefined;
  const { expressions, quasis } = node as unknown as {
    expressions: unknown[];
    quasis: { value: { cooked?: string | null } }[];
  };
  return expressions.length === 0 ? (quasis[0]?.value.cooked ?? undefined) : undefined;
}

/** @param shift what is added to the node's offsets */
export function valueOfExpression(node: Node, text: string, imports: Imports, shift = 0): Value {
  const value = stringOf(node);
  if (value !== undefined) {
    const quote = text[node.start + shift];
    const escape = quote === "`" ? "string-template" : quote === "'" ? "string-single" : "string-double";
    return { type: "string", value, inner: [node.start + shift + 1, node.end + shift - 1], escape };
  }
  const address = addressOf(node, imports);
  return address === undefined ? { type: "dynamic" } : { type: "address", value: address };
}

function addressOf(node: Node, imports: Imports): string | undefined {
  switch (node.type) {
    case "Identifier":
      return imports.get(String(node["name"]));
    case "MemberExpression":
    case "OptionalMemberExpression": {
      const object = field(node, "object");
      return object === undefined ? undefined : addressOf(object, imports);
    }
    case "CallExpression": {
      const callee = field(node, "callee");
      const name = typeof callee?.["name"] === "string" ? callee["name"] : "";
      const [first] = node["arguments"] as unknown[];
      return addressCalls.test(name) && isNode(first) ? stringOf(first) : undefined;
    }
    case "NewExpression": {
      const [first] = node["arguments"] as unknown[];
      const isUrl = field(node, "callee")?.["name"] === "URL";
      return isUrl && isNode(first) ? stringOf(first) : undefined;
    }
    case "TSAsExpression":
    case "TSNonNullExpression":
    case "TSSatisfiesExpression":
    case "ParenthesizedExpression": {
      const inner = field(node, "expression");
      return inner === undefined ? undefined : (stringOf(inner) ?? addressOf(inner, imports));
    }
    default:
      return undefined;
  }
}

/** Imports, and constants that are an address, of a program's top level. */
export function importsOf(body: readonly unknown[]): Imports {
  const imports = new Map<string, string>();
  for (const statement of body) {
    if (!isNode(statement)) continue;
    if (statement.type === "ImportDeclaration") {
      const source = stringOf(field(statement, "source"));
      for (const specifier of statement["specifiers"] as unknown[]) {
        if (!isNode(specifier) || source === undefined || specifier.type === "ImportSpecifier") continue;
        imports.set(String(field(specifier, "local")?.["name"]), source);
      }
    } else if (statement.type === "VariableDeclaration" && statement["kind"] === "const") {
      for (const declaration of statement["declarations"] as unknown[]) {
        if (!isNode(declaration)) continue;
        const [id, init] = [field(declaration, "id"), field(declaration, "init")];
        const address = init === undefined ? undefined : (stringOf(init) ?? addressOf(init, imports));
        if (id?.type === "Identifier" && address !== undefined) imports.set(String(id["name"]), address);
      }
    }
  }
  return imports;
}
