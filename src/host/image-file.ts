/** The file of an image, through `workspace.fs`: remote and virtual files as well. */
import * as vscode from "vscode";
import { UserError } from "../shared/errors.ts";
import { imageFileTooLarge, maxImageBytes } from "../shared/limits.ts";
import type { PictureSource } from "../shared/panel-state.ts";

/** Media types by extension, for `<img>`; a browser looks at the bytes itself but for SVG. */
const mediaTypes: Readonly<Record<string, string>> = {
  png: "image/png",
  jpg: "image/jpeg",
  jpeg: "image/jpeg",
  webp: "image/webp",
  gif: "image/gif",
  bmp: "image/bmp",
  avif: "image/avif",
  tif: "image/tiff",
  tiff: "image/tiff",
  svg: "image/svg+xml",
};

export const imageExtensions = Object.keys(mediaTypes);

export function isImageUri(uri: vscode.Uri): boolean {
  return imageExtensions.includes(extensionOf(uri));
}

export function baseName({ path }: vscode.Uri): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

/** The folder of a file for a person: within its workspace folder, or empty. */
export function folderOf(uri: vscode.Uri): string {
  const relative = vscode.workspace.asRelativePath(uri, (vscode.workspace.workspaceFolders?.length ?? 0) > 1);
  const end = relative.lastIndexOf("/");
  return vscode.workspace.getWorkspaceFolder(uri) === undefined || end < 0 ? "" : relative.slice(0, end);
}

/** A file's size and time, to tell whether it has changed. */
export type Stamp = Readonly<Pick<vscode.FileStat, "size" | "mtime">>;

export interface ImageFile {
  readonly bytes: Uint8Array;
  readonly source: PictureSource;
  readonly stamp: Stamp;
}

/**
 * Reads an image. Its size is looked at before anything is read.
 *
 * @param limit bytes, at most
 * @throws UserError `IMAGE_MISSING`, `IMAGE_NOT_AN_IMAGE` for a folder, `IMAGE_TOO_LARGE`
 */
export async function readImageFile(uri: vscode.Uri, limit = maxImageBytes): Promise<ImageFile> {
  const name = baseName(uri);
  const stat = await orMissing(name, vscode.workspace.fs.stat(uri));
  if ((stat.type & vscode.FileType.Directory) !== 0) {
    throw new UserError("IMAGE_NOT_AN_IMAGE", `"${name}" is a folder.`, "Choose an image file.");
  }
  if (stat.size > limit) throw imageFileTooLarge(stat.size, limit);
  /* On this side of a remote connection it is Node's Buffer, which a message to a webview does not carry as bytes. */
  const bytes = new Uint8Array(await orMissing(name, vscode.workspace.fs.readFile(uri)));
  if (bytes.length > limit) throw imageFileTooLarge(bytes.length, limit);
  const mediaType = mediaTypes[extensionOf(uri)] ?? "image/png";
  return { bytes, source: { type: "bytes", bytes, mediaType }, stamp: { size: stat.size, mtime: stat.mtime } };
}

/** Whether reading failed because there is no such file. */
export function isMissingFile(error: unknown): boolean {
  const cause = error instanceof UserError ? error.cause : error;
  return cause instanceof vscode.FileSystemError && cause.code === "FileNotFound";
}

async function orMissing<Result>(name: string, work: Thenable<Result>): Promise<Result> {
  try {
    return await work;
  } catch (cause) {
    const missing = isMissingFile(cause);
    throw new UserError(
      "IMAGE_MISSING",
      missing ? `There is no file "${name}".` : `The file "${name}" cannot be read.`,
      missing
        ? "It may have been moved or deleted; choose another image."
        : "Check its permissions, then read it again.",
      { cause },
    );
  }
}

function extensionOf(uri: vscode.Uri): string {
  return /\.([^./]+)$/.exec(uri.path)?.[1]?.toLowerCase() ?? "";
}

/** A URI that came as text; `undefined` where it is none. */
export function parsedUri(text: string): vscode.Uri | undefined {
  try {
    return vscode.Uri.parse(text, true);
  } catch {
    return undefined;
  }
}
