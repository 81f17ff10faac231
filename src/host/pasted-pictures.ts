/**
 * Pictures that came into the panel as bytes, under a scheme of their own, so that whatever reads files reads them too: the panel, the editor's
 * preview. They are named by their content: the same picture pasted again is the same file. In memory alone, unless they are kept.
 */
import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { extname, join } from "node:path";
import * as vscode from "vscode";
import { ReadOnlyFiles } from "./read-only-files.ts";
import { storageFailed } from "./panel-errors.ts";

export const pasteScheme = "ml-mamba-paste";

/** Pictures that are kept; the oldest give way, as their conversations do. */
const maxKept = 200;
/** Characters of a name, at most. */
const longestName = 100;

const extensions: Readonly<Record<string, string>> = {
  "image/png": ".png",
  "image/jpeg": ".jpg",
  "image/webp": ".webp",
  "image/gif": ".gif",
  "image/bmp": ".bmp",
  "image/avif": ".avif",
  "image/tiff": ".tiff",
  "image/svg+xml": ".svg",
};

/** What of an image's URI names its conversations: of a pasted picture its content, whatever it is called. */
export function conversationKey(uri: string): string {
  const hash = new RegExp(`^${pasteScheme}:/([0-9a-f]+)/`).exec(uri)?.[1];
  return hash === undefined ? uri : `${pasteScheme}:${hash}`;
}

export class PastedPictures extends ReadOnlyFiles {
  readonly #pictures = new Map<string, { readonly bytes: Uint8Array; readonly at: number }>();

  /** @param folder where pictures are kept */
  constructor(private readonly folder: string) {
    super();
  }

  /**
   * @param name of a file; where it has none, `fallback` without its extension
   * @returns the picture's URI
   */
  add(name: string, fallback: string, mediaType: string, bytes: Uint8Array): vscode.Uri {
    const hash = createHash("sha256").update(bytes).digest("hex").slice(0, 32);
    this.#pictures.set(hash, { bytes, at: this.#pictures.get(hash)?.at ?? Date.now() });
    const given = name === "" ? `${fallback}${extensions[mediaType] ?? ".png"}` : name;
    const safe = given.replaceAll(/[/\\?#\p{Cc}]/gu, "_").slice(-longestName);
    return vscode.Uri.from({ scheme: pasteScheme, path: `/${hash}/${safe}` });
  }

  /** Whether it is in memory. */
  holds(uri: vscode.Uri): boolean {
    return this.#pictures.has(hashOf(uri));
  }

  /** Whether it is on the disk. */
  async isKept(uri: vscode.Uri): Promise<boolean> {
    return stat(this.#file(uri)).then(
      () => true,
      () => false,
    );
  }

  /** @throws UserError `STORAGE_FAILED` */
  async keep(uri: vscode.Uri): Promise<void> {
    const file = this.#file(uri);
    const unfinished = `${file}.tmp`;
    try {
      await mkdir(this.folder, { recursive: true });
      await writeFile(unfinished, await this.readFile(uri), { mode: 0o600 });
      await rename(unfinished, file);
    } catch (cause) {
      await rm(unfinished, { force: true }).catch(() => undefined);
      throw storageFailed("The picture", cause);
    }
  }

  /** Frees its memory; one that is kept can still be read. */
  release(uri: vscode.Uri): void {
    this.#pictures.delete(hashOf(uri));
  }

  /** Deletes a picture that is kept. */
  async forget(uri: vscode.Uri): Promise<void> {
    await rm(this.#file(uri), { force: true });
  }

  /** Deletes the oldest pictures beyond {@link maxKept}. */
  async prune(): Promise<void> {
    const names = await readdir(this.folder).catch(() => []);
    if (names.length <= maxKept) return;
    const files = await Promise.all(
      names.map(async (name) => {
        const path = join(this.folder, name);
        return { path, at: (await stat(path)).mtimeMs };
      }),
    );
    const old = files.sort((a, b) => b.at - a.at).slice(maxKept);
    await Promise.all(old.map(({ path }) => rm(path, { force: true })));
  }

  /** Deletes the pictures that are kept. */
  async deleteKept(): Promise<void> {
    await rm(this.folder, { recursive: true, force: true });
  }

  async stat(uri: vscode.Uri): Promise<vscode.FileStat> {
    const permissions = vscode.FilePermission.Readonly;
    const picture = this.#pictures.get(hashOf(uri));
    if (picture !== undefined) {
      const { bytes, at } = picture;
      return { type: vscode.FileType.File, size: bytes.length, mtime: at, ctime: at, permissions };
    }
    try {
      const { size, mtimeMs: mtime } = await stat(this.#file(uri));
      return { type: vscode.FileType.File, size, mtime, ctime: mtime, permissions };
    } catch {
      throw vscode.FileSystemError.FileNotFound(uri);
    }
  }

  async readFile(uri: vscode.Uri): Promise<Uint8Array> {
    const bytes = this.#pictures.get(hashOf(uri))?.bytes;
    if (bytes !== undefined) return bytes;
    try {
      return await readFile(this.#file(uri));
    } catch {
      throw vscode.FileSystemError.FileNotFound(uri);
    }
  }

  /** By content: of any URI, a path inside of the folder. */
  #file(uri: vscode.Uri): string {
    const extension = /^\.[a-z0-9]{1,5}$/i.test(extname(uri.path)) ? extname(uri.path) : "";
    return join(this.folder, `${hashOf(uri)}${extension}`);
  }
}

/** The hash in a URI; a URI that holds none names nothing. */
function hashOf({ path }: vscode.Uri): string {
  return /^\/([0-9a-f]{32})\//.exec(path)?.[1] ?? "none";
}
