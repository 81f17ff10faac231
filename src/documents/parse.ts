/** Parses a document of any of the languages: the images in it, and how their alt text is written there. */
import type { DocumentLanguage, ParsedDocument } from "../shared/documents/image-link.ts";
import { asciidocDocument } from "./asciidoc.ts";
import { htmlDocument } from "./html.ts";
import { javascriptDocument } from "./javascript.ts";
import { movedDocument } from "./links.ts";
import { markdownDocument } from "./markdown.ts";
import { mdxDocument } from "./mdx.ts";
import { restructuredTextDocument } from "./restructuredtext.ts";
import { svelteDocument } from "./svelte.ts";
import { vueDocument } from "./vue.ts";

const parsers: Readonly<Record<DocumentLanguage, (text: string) => ParsedDocument>> = {
  markdown: markdownDocument,
  mdx: mdxDocument,
  html: htmlDocument,
  javascript: javascriptDocument,
  vue: vueDocument,
  svelte: svelteDocument,
  restructuredtext: restructuredTextDocument,
  asciidoc: asciidocDocument,
};

/** What a document must hold, so that parsing it can find anything. */
const signs: Readonly<Record<DocumentLanguage, RegExp>> = {
  markdown: /!\[|<(?:img|input|picture)\b|:::image\b|(?:```|~~~) *\{?mermaid/i,
  mdx: /!\[|<[\w.:-]*(?:img|image|input|picture)\b|(?:```|~~~) *\{?mermaid/i,
  html: /<(?:img|input|picture)\b/i,
  javascript: /<[\w.:-]*(?:img|image|input)\b/i,
  vue: /<[\w.:-]*(?:img|image|input)\b/i,
  svelte: /<[\w.:-]*(?:img|image|input)\b/i,
  restructuredtext: /(?:image|figure|mermaid)::/,
  asciidoc: /image:|mermaid/,
};

const nothing: ParsedDocument = { images: [], diagrams: [] };

/**
 * All images of a document, in its order. Source code, comments and front matter are no part of it. A document with faults gives what
 * could be understood of it.
 *
 * @param text offsets count its UTF-16 units
 */
export function parseDocument(language: DocumentLanguage, text: string): ParsedDocument {
  if (!signs[language].test(text)) return nothing;
  const bom = text.startsWith("\uFEFF") ? 1 : 0;
  const found = parsers[language](bom === 0 ? text : text.slice(1));
  const parsed = bom === 0 ? found : movedDocument(found, (offset) => offset + bom);
  return { ...parsed, images: [...parsed.images].sort((a, b) => a.range[0] - b.range[0]) };
}
