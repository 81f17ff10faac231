/** Where the address of an image leads, before any file is looked at. */
import { imageFileTooLarge } from "../limits.ts";
import { UserError } from "../errors.ts";

export type Address =
  /** Paths to try, relative to the document's folder, best first. */
  | { readonly type: "relative"; readonly paths: readonly string[] }
  /** Paths to try below the root of the site, the workspace or a folder above, best first. */
  | { readonly type: "root"; readonly paths: readonly string[] }
  | { readonly type: "data"; readonly uri: string }
  | { readonly type: "remote"; readonly url: URL }
  /** A URI of another scheme (`file:`, `vscode-remote:`), as written. */
  | { readonly type: "uri"; readonly uri: string }
  /** An expression computes it, or it is no address. */
  | { readonly type: "unknown" };

/** @param target as the language means it: its own escapes are resolved, those of URIs are not */
export function addressOf(target: string): Address {
  const text = target.trim();
  if (text === "") return { type: "unknown" };
  if (/^data:/i.test(text)) return { type: "data", uri: text };
  if (/^(?:https?:)?\/\//i.test(text)) {
    try {
      return { type: "remote", url: new URL(text.startsWith("//") ? `https:${text}` : text) };
    } catch {
      return { type: "unknown" };
    }
  }
  /* One letter before a colon is a drive of Windows. */
  if (/^[a-z][a-z\d+.-]+:/i.test(text)) return { type: "uri", uri: text };
  const path = text.replaceAll("\\", "/");
  /* Aliases of bundlers for the source folder, and the one of Sass and webpack. */
  const alias = /^(?:@|~@|~|\$lib|\$assets)\//.exec(path);
  if (alias !== null) {
    const rest = path.slice(alias[0].length);
    const lib = alias[0].startsWith("$") ? [`src/${alias[0].slice(1)}${rest}`] : [`src/${rest}`, rest];
    return { type: "root", paths: variants(lib) };
  }
  return path.startsWith("/")
    ? { type: "root", paths: variants([path.replace(/^\/+/, "")]) }
    : { type: "relative", paths: variants([path]) };
}

/** The path decoded and without query; a file whose name really has such characters comes after. */
function variants(paths: readonly string[]): readonly string[] {
  const all = paths.flatMap((path) => {
    const bare = path.replace(/[?#].*$/s, "");
    return [decoded(bare), bare, path];
  });
  return [...new Set(all)].filter((path) => path !== "");
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

/** Folders that sites serve as their root, within one of the folders above a document. */
export const rootFolders = [
  "",
  "public",
  "static",
  "docs",
  "src",
  "assets",
  "source",
  "content",
  ".vuepress/public",
  "docs/public",
] as const;

/**
 * The bytes of a `data:` URI (RFC 2397).
 *
 * @param limit bytes, at most; looked at before anything is decoded
 * @throws UserError `IMAGE_NOT_AN_IMAGE`, `IMAGE_TOO_LARGE`
 */
export function dataUriBytes(uri: string, limit: number): { readonly bytes: Uint8Array; readonly name: string } {
  const comma = uri.indexOf(",");
  const head = uri.slice(5, Math.max(5, comma));
  const mediaType = /^image\/([\w.+-]+)/i.exec(head)?.[1]?.toLowerCase();
  if (comma < 0 || mediaType === undefined) throw notAnImage();
  const extension = { "svg+xml": "svg", jpeg: "jpg" }[mediaType] ?? mediaType;
  const name = `image.${extension}`;
  const body = uri.slice(comma + 1);
  const isBase64 = /;\s*base64\s*$/i.test(head);
  const most = isBase64 ? body.length * 0.75 : body.length;
  if (most > limit * 1.4) throw imageFileTooLarge(Math.ceil(most), limit);
  try {
    const plain = decodeURIComponent(
      isBase64 ? body.replace(/%(?![\da-f]{2})/gi, "%25") : body.replace(/%(?![\da-f]{2})/gi, "%25"),
    );
    const bytes = isBase64
      ? Uint8Array.from(atob(plain.replace(/[\s]+/g, "").replaceAll("-", "+").replaceAll("_", "/")), (c) =>
          c.charCodeAt(0),
        )
      : new TextEncoder().encode(plain);
    if (bytes.length > limit) throw imageFileTooLarge(bytes.length, limit);
    return { bytes, name };
  } catch (thrown) {
    throw thrown instanceof UserError ? thrown : notAnImage();
  }
}

function notAnImage(): UserError {
  return new UserError("IMAGE_NOT_AN_IMAGE", "The data URI holds no image.", "Replace it with an image.");
}
