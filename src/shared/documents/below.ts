/** A paragraph, or steps, below an image: as the document's language writes them. */
import type { TextEdit } from "./edits.ts";
import { lineEndingAt } from "./edits.ts";
import { escaped } from "./escape.ts";
import type { ImageLink, Markup } from "./image-link.ts";

type Below = NonNullable<ImageLink["below"]>;

/**
 * @param lines one for each paragraph or step
 * @param form whether they are steps in order
 */
export function belowEdit(text: string, below: Below, lines: readonly string[], form: "prose" | "steps"): TextEdit {
  const { offset, prefix, markup } = below;
  const ending = lineEndingAt(text, offset);
  const isAttached = markup === "asciidoc" && prefix === "+";
  const indent = isAttached ? "" : prefix;
  const block = blockOf(markup, lines, form).map((line) => (line === "" ? indent.trimEnd() : indent + line));
  const before = isAttached ? ["", "+"] : markup === "html" || markup === "jsx" ? [""] : ["", indent.trimEnd()];
  return { span: [offset, offset], text: [...before, ...block].join(ending) };
}

function blockOf(markup: Markup, lines: readonly string[], form: "prose" | "steps"): readonly string[] {
  switch (markup) {
    case "html":
    case "jsx": {
      const plain = (line: string): string => (markup === "jsx" ? jsxText(line) : htmlText(line));
      if (form === "prose") return lines.map((line) => `<p>${plain(line)}</p>`);
      return ["<ol>", ...lines.map((line) => `  <li>${plain(line)}</li>`), "</ol>"];
    }
    case "markdown":
      return form === "prose"
        ? spaced(lines.map(markdownText))
        : lines.map((line, index) => `${index + 1}. ${markdownText(line)}`);
    case "restructuredtext":
      return form === "prose"
        ? spaced(lines.map(restructuredText))
        : lines.map((line, index) => `${index + 1}. ${restructuredText(line)}`);
    case "asciidoc":
      return form === "prose" ? spaced(lines.map(asciidocText)) : lines.map((line) => `. ${asciidocText(line)}`);
  }
}

/** With an empty line between each two. */
function spaced(lines: readonly string[]): readonly string[] {
  return lines.flatMap((line, index) => (index === 0 ? [line] : ["", line]));
}

function htmlText(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

function jsxText(text: string): string {
  return htmlText(text).replace(/[{}]/g, "{'$&'}");
}

/** As in an image's description, and nothing at the start of a line makes a heading, a list or a quotation of it. */
function markdownText(text: string): string {
  return escaped(text, "mdx")
    .replace(/^([#>+-]|\d+(?=[.)]))/, (mark) => (/\d/.test(mark) ? mark : `\\${mark}`))
    .replace(/^(\d+)([.)])/, "$1\\$2");
}

/** reStructuredText, "Inline markup": what begins emphasis, literals, references or substitutions has a backslash. */
function restructuredText(text: string): string {
  return text
    .replace(/\\/g, "\\\\")
    .replace(/[*`|]/g, "\\$&")
    .replace(/_(?=\W|$)/g, "\\_")
    .replace(/^([-+#.])(?=\s)/, "\\$1");
}

/** AsciiDoc has no escape for all: a passthrough holds what could be read as markup. */
function asciidocText(text: string): string {
  return text.replace(/[*_`#^~]+|\{[\w-]+\}|<<|\[\[|\w+::?(?=\S)|^[.=\-/+|]/g, (found) => `pass:c[${found}]`);
}
