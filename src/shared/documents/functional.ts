/** Alt text of an image that is a link: it says what the link does (W3C, "Functional Images"). */

const imageFile = /\.(?:png|jpe?g|gif|webp|svg|bmp|avif|tiff?)$/i;
const download = /\.(?:zip|tar|gz|tgz|xz|7z|exe|msi|dmg|pkg|deb|rpm|vsix|whl|jar|pdf|docx?|xlsx?|pptx?|csv|iso|apk)$/i;

/** Characters of text in an image that a person still takes for the label of a button or a badge. */
const longestLabel = 60;

/**
 * @param target where the link leads, as written
 * @param lines the text in the image, in reading order
 * @param informative what the image shows
 */
export function functionalAlts(target: string, lines: readonly string[], informative: string): readonly string[] {
  const label = lines.join(" ").replace(/\s+/g, " ").trim();
  const isLabel = label !== "" && lines.length <= 3 && label.length <= longestLabel;
  const action = actionOf(target);
  if (imageFile.test(pathOf(target)))
    return [`Enlarge: ${uncapitalised(informative)}`, informative].filter((each) => each !== "");
  const alts = isLabel ? [label, ...(action === "" ? [] : [`${label}: ${uncapitalised(action)}`])] : [];
  return [...new Set([...alts, action, informative])].filter((each) => each !== "");
}

function pathOf(target: string): string {
  return target.replace(/[?#].*$/s, "");
}

/** What following a link does, in words; empty where its address tells nothing. */
function actionOf(target: string): string {
  const mail = /^mailto:([^?]+)/i.exec(target)?.[1];
  if (mail !== undefined) return `Write to ${decoded(mail)}`;
  const call = /^tel:(.+)/i.exec(target)?.[1];
  if (call !== undefined) return `Call ${call}`;
  const path = pathOf(target);
  const segments = path
    .replace(/^[a-z][a-z\d+.-]*:\/\//i, "")
    .split("/")
    .filter((part) => part !== "" && !/^\.{1,2}$/.test(part));
  const last = segments.at(-1) ?? "";
  if (download.test(last)) return `Download ${decoded(last)}`;
  const host = /^(?:https?:)?\/\/(?:www\.)?([^/:?#]+)/i.exec(target)?.[1];
  if (host !== undefined) return segments.length <= 1 ? `Go to ${host}` : `Go to ${words(last)} on ${host}`;
  const fragment = /#([^#]+)$/.exec(target)?.[1];
  if (path === "" && fragment !== undefined) return `Jump to ${words(fragment)}`;
  if (/^(?:index|readme)?(?:\.\w+)?$/i.test(last)) {
    const folder = segments.at(-2);
    return folder === undefined ? "Go to the start page" : `Go to ${words(folder)}`;
  }
  return `Go to ${words(last)}`;
}

function words(part: string): string {
  return decoded(part)
    .replace(/\.(?:html?|mdx?|php|aspx?|rst|adoc)$/i, "")
    .replace(/[-_+]+/g, " ")
    .trim();
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

function uncapitalised(text: string): string {
  return /^[A-Z][a-z ]/.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text;
}
