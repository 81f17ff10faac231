/** Documents below folders, and the pictures that they show. */
import { readdir, readFile, stat } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { fetchImage } from "../client/remote-image.ts";
import type { PictureSource } from "../client/worker-client.ts";
import { addressOf, dataUriBytes, rootFolders } from "../shared/documents/address.ts";
import { languageOfFile, type ImageLink } from "../shared/documents/image-link.ts";
import { toUserError, UserError } from "../shared/errors.ts";
import { imageFileTooLarge, maxImageBytes } from "../shared/limits.ts";

/** Folders of other people's files and of what was built. */
const excluded =
  /^(?:node_modules|bower_components|vendor|\.git|\.venv|venv|dist|build|out|target|coverage|_site|site-packages)$/;

/**
 * The documents among files and below folders, in order; links to folders are not followed. A file that is named is taken whatever its folder.
 *
 * @throws UserError `FILE_MISSING`, `FILE_INVALID` for a file of a language that is not known
 */
export async function documentFiles(paths: readonly string[]): Promise<readonly string[]> {
  const found = new Set<string>();
  for (const path of paths) {
    const info = await stat(path).catch((cause: unknown) => {
      throw new UserError("FILE_MISSING", `"${path}" cannot be read.`, "Check the path and try again.", { cause });
    });
    if (info.isDirectory()) for (const file of await below(path)) found.add(file);
    else if (languageOfFile(path) !== undefined) found.add(path);
    else {
      throw new UserError(
        "FILE_INVALID",
        `"${path}" is no document of a language that is known.`,
        "Give Markdown, MDX, HTML, JSX, TSX, Vue, Svelte, reStructuredText or AsciiDoc, or a folder.",
      );
    }
  }
  return [...found];
}

async function below(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const files: string[] = [];
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = join(folder, entry.name);
    if (entry.isDirectory() && !excluded.test(entry.name)) files.push(...(await below(path)));
    else if (entry.isFile() && languageOfFile(entry.name) !== undefined) files.push(path);
  }
  return files;
}

/**
 * The picture that an image of a document shows.
 *
 * @param roots the files and folders that were named: addresses from the root are looked for below them and between them and the document
 * @throws UserError `IMAGE_…`, `CANCELLED`
 */
export async function readPicture(
  document: string,
  { target, candidates }: ImageLink,
  roots: readonly string[],
  hosts: readonly string[],
  signal: AbortSignal,
): Promise<PictureSource> {
  let first: UserError | undefined;
  for (const each of [target, ...candidates]) {
    try {
      return await readTarget(document, each, roots, hosts, signal);
    } catch (thrown) {
      const error = toUserError(thrown);
      if (error.code === "CANCELLED") throw error;
      first ??= error;
    }
  }
  throw first ?? new UserError("IMAGE_LINK_UNKNOWN", "The image has no address.", "Write its alt text yourself.");
}

async function readTarget(
  document: string,
  target: string,
  roots: readonly string[],
  hosts: readonly string[],
  signal: AbortSignal,
): Promise<PictureSource> {
  const address = addressOf(target);
  switch (address.type) {
    case "unknown":
      throw new UserError(
        "IMAGE_LINK_UNKNOWN",
        target === ""
          ? "Which image this is, is only known when the page runs."
          : `"${target}" is no address of an image.`,
        "Write its alt text yourself.",
      );
    case "data":
      return dataUriBytes(address.uri, maxImageBytes);
    case "remote": {
      const { url } = address;
      const permit = (host: string): Promise<void> =>
        hosts.includes(host) ? Promise.resolve() : Promise.reject(notAllowed(host));
      return {
        name: basename(url.pathname) || url.host,
        bytes: await fetchImage(url, { permit, limit: maxImageBytes, signal }),
      };
    }
    case "relative":
      return fileAmong(
        target,
        address.paths.map((path) => join(dirname(document), path)),
      );
    case "root": {
      const above = foldersAbove(document, roots).flatMap((folder) => rootFolders.map((name) => join(folder, name)));
      return fileAmong(
        target,
        address.paths.flatMap((path) => above.map((folder) => join(folder, path))),
      );
    }
    case "uri":
      return fileAmong(target, address.uri.startsWith("file:") ? [fileURLToPath(address.uri)] : []);
  }
}

/** The working directory, the named folders, then the folders between them and the document. */
function foldersAbove(document: string, roots: readonly string[]): readonly string[] {
  const found = [process.cwd(), ...roots.map((root) => resolve(root))];
  for (let at = dirname(resolve(document)); ; at = dirname(at)) {
    found.push(at);
    if (found.slice(0, roots.length + 1).includes(at) || dirname(at) === at) return [...new Set(found)];
  }
}

async function fileAmong(target: string, paths: readonly string[]): Promise<PictureSource> {
  for (const path of paths) {
    const info = await stat(path).catch(() => undefined);
    if (info?.isFile() !== true) continue;
    if (info.size > maxImageBytes) throw imageFileTooLarge(info.size, maxImageBytes);
    return { name: basename(path), bytes: await readFile(path) };
  }
  throw new UserError(
    "IMAGE_MISSING",
    `"${target}" leads to no file.`,
    "Check the link; the image may have been moved or deleted.",
  );
}

function notAllowed(host: string): UserError {
  return new UserError(
    "IMAGE_HOST_NOT_ALLOWED",
    `Images of ${host} are not fetched.`,
    `Allow it with --allow-host ${host}.`,
  );
}
