/** Text as the languages of documents write it. */
import type { EscapeRule } from "./image-link.ts";

/** `text`, one line, by the rule of the place where it is written. */
export function escaped(text: string, rule: EscapeRule): string {
  switch (rule) {
    case "markdown":
      return markdown(text);
    case "mdx":
      /* A brace begins an expression. */
      return markdown(text).replace(/[{}]/g, "\\$&");
    case "attribute-double":
      return ampersands(text).replaceAll('"', "&quot;");
    case "attribute-single":
      return ampersands(text).replaceAll("'", "&#39;");
    case "svelte-double":
      return svelte(ampersands(text).replaceAll('"', "&quot;"));
    case "svelte-single":
      return svelte(ampersands(text).replaceAll("'", "&#39;"));
    case "string-double":
      return backslashes(text).replaceAll('"', '\\"');
    case "string-single":
      return backslashes(text).replaceAll("'", "\\'");
    case "string-template":
      return backslashes(text).replaceAll("`", "\\`").replaceAll("${", "\\${");
    case "rst":
      return restructuredText(text);
    case "asciidoc":
      return asciidoc(text);
    case "learn":
      /* Learn's parser knows no escape and ends at the first quotation mark. */
      return text.replace(/"([^"]*)"/g, "“$1”").replaceAll('"', "”");
  }
}

/**
 * CommonMark §2.4, §2.5, §6.4: in an image's description brackets need a backslash, as does all that would be an emphasis, a code span, a tag or an
 * entity, or the end of a table's cell (GFM, "Tables"); a backslash before punctuation too.
 */
function markdown(text: string): string {
  return text
    .replace(/\\(?=[!-/:-@[-`{-~]|$)/g, "\\\\")
    .replace(/[[\]`*<|]/g, "\\$&")
    .replace(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, "\\_")
    .replace(/~(?=~)|(?<=~)~/g, "\\~")
    .replace(/&(?=#?[a-z0-9]+;)/gi, "\\&");
}

/** HTML §13.1.2.3, §13.1.4: an ampersand is a problem only where a reference begins; in JSX and Vue likewise. */
function ampersands(text: string): string {
  return text.replace(/&(?=#?[a-z0-9])/gi, "&amp;");
}

function svelte(text: string): string {
  return text.replaceAll("{", "&#123;").replaceAll("}", "&#125;");
}

function backslashes(text: string): string {
  return text.replaceAll("\\", "\\\\");
}

/** docutils takes an option's value as it is. */
function restructuredText(text: string): string {
  return text;
}

/**
 * AsciiDoc, "Positional and named attributes": a value with a comma, an equals sign or quotation marks is quoted, and a quotation mark in it has a
 * backslash; a closing bracket ends the macro unless a backslash stands before it. An opening brace could begin an attribute reference.
 */
function asciidoc(text: string): string {
  const safe = text.replaceAll("]", "\\]").replace(/\{(?=[\w-]+\})/g, "\\{");
  return /[,="]|^['\s]|\s$/.test(safe) ? `"${safe.replaceAll('"', '\\"')}"` : safe;
}
