/**
 * An image in a document as the parsers of `src/documents` find it: where it stands, what it shows, and how its alt text is written there.
 * Offsets count UTF-16 units of the text that was parsed, a byte order mark included.
 */
import * as v from "valibot";
import { countSchema } from "../schemas.ts";

export const documentLanguages = [
  "markdown",
  "mdx",
  "html",
  "javascript",
  "vue",
  "svelte",
  "restructuredtext",
  "asciidoc",
] as const;
export type DocumentLanguage = (typeof documentLanguages)[number];

/** Part of a document: from the first offset up to the second, which is not part of it. */
export const spanSchema = v.pipe(v.tuple([countSchema, countSchema]), v.readonly());
export type Span = v.InferOutput<typeof spanSchema>;

/**
 * The rules by which a text becomes part of a document:
 * - `markdown`, `mdx`: between the brackets of `![…]`;
 * - `attribute-double`, `attribute-single`: an HTML attribute value in quotes of this kind (HTML, JSX, Vue);
 * - `svelte-double`, `svelte-single`: the same where `{` begins an expression;
 * - `string-double`, `string-single`, `string-template`: a JavaScript string in an expression;
 * - `rst`: the rest of a line of a reStructuredText option;
 * - `asciidoc`: an attribute of an AsciiDoc macro, quoted where it must be;
 * - `learn`: a value of Microsoft Learn's `:::image`.
 */
export const escapeRules = [
  "markdown",
  "mdx",
  "attribute-double",
  "attribute-single",
  "svelte-double",
  "svelte-single",
  "string-double",
  "string-single",
  "string-template",
  "rst",
  "asciidoc",
  "learn",
] as const;
export type EscapeRule = (typeof escapeRules)[number];

/** A span that is replaced by `before`, the alt text by the rule `escape` (none: no alt text), and `after`. */
export const pieceSchema = v.object({
  span: spanSchema,
  before: v.string(),
  escape: v.exactOptional(v.picklist(escapeRules)),
  after: v.string(),
});
export type Piece = v.InferOutput<typeof pieceSchema>;

/**
 * The alt text as it stands: `missing`: there is none; `empty`: the image is marked as decorative; `text`; `dynamic`: an expression
 * computes it, which is nothing that can be read or written here.
 */
export const altSchema = v.variant("type", [
  v.object({ type: v.literal("missing") }),
  v.object({ type: v.literal("empty") }),
  v.object({ type: v.literal("text"), text: v.string() }),
  v.object({ type: v.literal("dynamic") }),
]);
export type Alt = v.InferOutput<typeof altSchema>;

export const markups = ["markdown", "html", "jsx", "restructuredtext", "asciidoc"] as const;
export type Markup = (typeof markups)[number];

export const imageLinkSchema = v.object({
  /** The whole image: `![…](…)`, `<img …>`, a directive with its options. */
  range: spanSchema,
  /** Where a diagnostic stands and the bulb lights: the alt text, or what would hold it. */
  focus: spanSchema,
  /** Where the image is, as the language means it (escapes and entities resolved). Empty where an expression computes it. */
  target: v.string(),
  /** Further targets of the same image, best first (`srcset`). */
  candidates: v.pipe(v.array(v.string()), v.readonly()),
  alt: altSchema,
  /** How to write an alt text; none where it cannot be written. */
  text: v.pipe(v.array(pieceSchema), v.readonly()),
  /** How to mark it as decorative; none where the language has no way. */
  decorative: v.pipe(v.array(pieceSchema), v.readonly()),
  /** Whether the image is inside of a link or is one, and where that leads: its alt text then names what the link does. */
  link: v.exactOptional(v.object({ target: v.string() })),
  /** A caption or title that stands with it. */
  caption: v.string(),
  /** Where a paragraph below the image goes; none where there is no room for one. */
  below: v.exactOptional(v.object({ offset: countSchema, prefix: v.string(), markup: v.picklist(markups) })),
});
export type ImageLink = v.InferOutput<typeof imageLinkSchema>;

/** A diagram that the document holds as source, in a fence. */
export const diagramSchema = v.object({
  range: spanSchema,
  kind: v.literal("mermaid"),
  source: v.string(),
  below: v.object({ offset: countSchema, prefix: v.string(), markup: v.picklist(markups) }),
});
export type Diagram = v.InferOutput<typeof diagramSchema>;

/** What a parser finds, in the order of the document. */
export const parsedDocumentSchema = v.object({
  images: v.pipe(v.array(imageLinkSchema), v.readonly()),
  diagrams: v.pipe(v.array(diagramSchema), v.readonly()),
});
export type ParsedDocument = v.InferOutput<typeof parsedDocumentSchema>;

const byExtension: Readonly<Record<string, DocumentLanguage>> = {
  md: "markdown",
  markdown: "markdown",
  mdown: "markdown",
  mkd: "markdown",
  mdx: "mdx",
  html: "html",
  htm: "html",
  xhtml: "html",
  jsx: "javascript",
  tsx: "javascript",
  vue: "vue",
  svelte: "svelte",
  rst: "restructuredtext",
  adoc: "asciidoc",
  asciidoc: "asciidoc",
  asc: "asciidoc",
};

export const documentExtensions = Object.keys(byExtension);

/** The language of a file by its name's extension. */
export function languageOfFile(name: string): DocumentLanguage | undefined {
  const extension = /\.([^./\\]+)$/.exec(name)?.[1]?.toLowerCase() ?? "";
  return Object.hasOwn(byExtension, extension) ? byExtension[extension] : undefined;
}

const byLanguageId: Readonly<Record<string, DocumentLanguage>> = {
  markdown: "markdown",
  mdx: "mdx",
  html: "html",
  javascript: "javascript",
  javascriptreact: "javascript",
  typescriptreact: "javascript",
  vue: "vue",
  svelte: "svelte",
  restructuredtext: "restructuredtext",
  asciidoc: "asciidoc",
};

/** The language of an editor's document by its language id, else by its name (no extension may know the language). */
export function languageOfDocument(languageId: string, path: string): DocumentLanguage | undefined {
  return (Object.hasOwn(byLanguageId, languageId) ? byLanguageId[languageId] : undefined) ?? languageOfFile(path);
}
