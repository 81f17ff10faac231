/** What an SVG would load from elsewhere: files beside it, or addresses on the net. */
import { SaxesParser } from "saxes";

/** Elements whose address is followed by a click or names code that is never run: they change no pixel. */
const harmlessElements = new Set(["a", "script"]);
const addressAttributes = new Set(["href", "xlink:href", "src"]);
const styleAddress = /url\(\s*["']?\s*([^"')\s]+)|@import\s+["']\s*([^"'\s]+)/gi;
const externalEntity = /<!ENTITY\s+(?:%\s+)?\S+\s+(?:SYSTEM|PUBLIC\s+(?:"[^"]*"|'[^']*'))\s+["']([^"']*)/i;
const stylesheetAddress = /\bhref\s*=\s*["']([^"']*)/i;

/**
 * The first reference that leaves the file, as it is written there; `undefined` if there is none. References into the file (`#id`)
 * and embedded data (`data:`) do not leave it, nor does the name of a document type. Malformed XML is read as far as it goes:
 * the renderer, which never loads anything from elsewhere, has the last word on it.
 */
export function externalReference(svg: string): string | undefined {
  let found: string | undefined;
  const note = (address: string | undefined): void => {
    const trimmed = address?.trim() ?? "";
    if (trimmed !== "" && !/^(#|data:)/i.test(trimmed)) found ??= trimmed;
  };
  const noteStyle = (style: string): void => {
    for (const [, address, imported] of style.matchAll(styleAddress)) note(address ?? imported);
  };

  const open: string[] = [];
  const parser = new SaxesParser();
  parser.on("error", () => undefined);
  parser.on("doctype", (doctype) => {
    note(externalEntity.exec(doctype)?.[1]);
  });
  parser.on("processinginstruction", ({ target, body }) => {
    if (target === "xml-stylesheet") note(stylesheetAddress.exec(body)?.[1]);
  });
  parser.on("opentag", ({ name, attributes }) => {
    const element = localName(name);
    open.push(element);
    for (const [attribute, value] of Object.entries(attributes)) {
      if (addressAttributes.has(attribute.toLowerCase()) && !harmlessElements.has(element)) note(value);
      else noteStyle(value);
    }
  });
  parser.on("closetag", () => {
    open.pop();
  });
  const styleText = (text: string): void => {
    if (open.at(-1) === "style") noteStyle(text);
  };
  parser.on("text", styleText);
  parser.on("cdata", styleText);
  parser.write(svg).close();
  return found;
}

function localName(name: string): string {
  return name.slice(name.indexOf(":") + 1).toLowerCase();
}
