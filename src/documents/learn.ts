/**
 * Images of Microsoft Learn's Markdown: `:::image type="content" source="…" alt-text="…":::`. The attributes stand in double quotation marks; `type` is
 * `content`, `complex` (a long description follows up to `:::image-end:::`) or `icon`, which is decorative and has no alt text.
 */
import type { Alt, ImageLink, Piece, Span } from "../shared/documents/image-link.ts";
import { altPiece, fixedPiece, writtenAlt } from "./links.ts";

interface Attribute {
  readonly name: string;
  readonly value: string;
  /** The value between its quotation marks. */
  readonly inner: Span;
  /** With its name and the white space before. */
  readonly whole: Span;
}

/** Where an image's paragraph goes, and whether it is in a link. */
type Surroundings = (range: Span) => Pick<ImageLink, "below" | "link"> | undefined;

/** @param surroundings gives nothing for what is no part of the document (source code, comments) */
export function learnImages(text: string, surroundings: Surroundings): readonly ImageLink[] {
  const images: ImageLink[] = [];
  const open = /:::image(?=\s)/g;
  for (let match = open.exec(text); match !== null; match = open.exec(text)) {
    const read = attributes(text, open.lastIndex);
    if (read === undefined) continue;
    const range: Span = [match.index, read.end];
    const around = surroundings(range);
    if (around === undefined) continue;
    open.lastIndex = read.end;
    images.push(imageOf(read.attributes, match.index, range, around));
  }
  return images;
}

/** The attributes up to the closing colons; nothing where it is no such list. */
function attributes(text: string, from: number): { attributes: readonly Attribute[]; end: number } | undefined {
  const found: Attribute[] = [];
  let at = from;
  for (;;) {
    const end = /\s*:::/y;
    end.lastIndex = at;
    if (end.test(text)) return { attributes: found, end: end.lastIndex };
    const next = /\s+([\w-]+)\s*=\s*"([^"]*)"/y;
    next.lastIndex = at;
    const match = next.exec(text);
    if (match === null || /\n\s*\n|\r\s*\r/.test(match[0])) return undefined;
    const inner: Span = [next.lastIndex - 1 - match[2]!.length, next.lastIndex - 1];
    found.push({ name: match[1]!.toLowerCase(), value: match[2]!, inner, whole: [at, next.lastIndex] });
    at = next.lastIndex;
  }
}

function imageOf(
  list: readonly Attribute[],
  start: number,
  range: Span,
  around: Pick<ImageLink, "below" | "link">,
): ImageLink {
  const of = (name: string): Attribute | undefined => list.find((each) => each.name === name);
  const [alt, type, source, link] = [of("alt-text"), of("type"), of("source"), of("link")];
  const isIcon = type?.value.trim().toLowerCase() === "icon";
  const after = (source?.whole ?? type?.whole)?.[1] ?? start + ":::image".length;
  const said: Alt = isIcon ? { type: "empty" } : alt === undefined ? { type: "missing" } : writtenAlt(alt.value);
  const write =
    alt === undefined ? altPiece([after, after], "learn", ' alt-text="', '"') : altPiece(alt.inner, "learn");
  const becomes = (kind: string): Piece[] =>
    type === undefined
      ? [fixedPiece([start + ":::image".length, start + ":::image".length], ` type="${kind}"`)]
      : [fixedPiece(type.inner, kind)];
  return {
    range,
    focus: alt?.whole ?? range,
    target: source?.value.trim() ?? "",
    candidates: [],
    /* An empty `alt-text` on anything but an icon is refused by Learn's validation: it is missing. */
    alt: !isIcon && said.type === "empty" ? { type: "missing" } : said,
    text: isIcon ? [...becomes("content"), write] : [write],
    decorative: isIcon ? [] : [...becomes("icon"), ...(alt === undefined ? [] : [fixedPiece(alt.whole, "")])],
    ...around,
    ...(link === undefined ? {} : { link: { target: link.value.trim() } }),
    caption: "",
  };
}
