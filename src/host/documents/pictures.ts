/** From an image in a document to the picture's bytes: files of any file system, data URIs, remote hosts. */
import * as vscode from "vscode";
import { fetchImage } from "../../client/remote-image.ts";
import { addressOf, dataUriBytes, rootFolders } from "../../shared/documents/address.ts";
import type { ImageLink } from "../../shared/documents/image-link.ts";
import { UserError } from "../../shared/errors.ts";
import { LocalizedError } from "./localized-error.ts";
import { baseName, readImageFile } from "../image-file.ts";
import type { MemoryFiles } from "./memory-files.ts";
import type { RemoteHosts } from "./remote-hosts.ts";

export interface Picture {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** Where the panel can read it. */
  readonly uri: vscode.Uri;
}

export interface PictureServices {
  readonly hosts: RemoteHosts;
  readonly memory: MemoryFiles;
  readonly maxImageBytes: () => number;
  readonly timeLimitMs?: () => number;
}

type Targets = Pick<ImageLink, "target" | "candidates">;

export class Pictures {
  constructor(private readonly services: PictureServices) {}

  /**
   * The first of an image's targets that is there.
   *
   * @throws UserError `IMAGE_…`, `CANCELLED`
   */
  async read(document: vscode.Uri, image: Targets, signal?: AbortSignal): Promise<Picture> {
    let first: UserError | undefined;
    for (const target of [image.target, ...image.candidates]) {
      try {
        return await this.#read(document, target, signal);
      } catch (thrown) {
        if (!(thrown instanceof UserError) || thrown.code === "CANCELLED") throw thrown;
        first ??= thrown;
      }
    }
    throw first ?? unknownLink("");
  }

  /** The file that an image shows; nothing where it is none, or not there. */
  async fileOf(document: vscode.Uri, image: Targets): Promise<vscode.Uri | undefined> {
    for (const target of [image.target, ...image.candidates]) {
      for (const uri of candidateFiles(document, target)) if (await isFile(uri)) return uri;
    }
    return undefined;
  }

  async #read(document: vscode.Uri, target: string, signal: AbortSignal | undefined): Promise<Picture> {
    const limit = this.services.maxImageBytes();
    const address = addressOf(target);
    switch (address.type) {
      case "unknown":
        throw unknownLink(target);
      case "data": {
        const { bytes, name } = dataUriBytes(address.uri, limit);
        return { bytes, name, uri: this.services.memory.add(name, bytes) };
      }
      case "remote": {
        const { hosts, timeLimitMs } = this.services;
        const bytes = await fetchImage(address.url, {
          permit: (host) => hosts.permit(host),
          limit,
          ...(timeLimitMs === undefined ? {} : { timeLimitMs: timeLimitMs() }),
          ...(signal === undefined ? {} : { signal }),
        });
        const name = /([^/]+)\/?$/.exec(address.url.pathname)?.[1] ?? address.url.host;
        return { bytes, name, uri: this.services.memory.add(name, bytes) };
      }
      case "relative":
      case "root":
      case "uri": {
        for (const uri of candidateFiles(document, target)) {
          if (!(await isFile(uri))) continue;
          const { bytes } = await readImageFile(uri, limit);
          return { bytes, name: baseName(uri), uri };
        }
        throw new LocalizedError(
          "IMAGE_MISSING",
          vscode.l10n.t('"{0}" leads to no file.', target),
          vscode.l10n.t("Check the link; the image may have been moved or deleted."),
        );
      }
    }
  }
}

/** The files that a target may mean, best first. */
export function candidateFiles(document: vscode.Uri, target: string): readonly vscode.Uri[] {
  const address = addressOf(target);
  const folder = vscode.Uri.joinPath(document, "..");
  switch (address.type) {
    case "relative":
      return address.paths.map((path) => vscode.Uri.joinPath(folder, path));
    case "root": {
      const roots = foldersAbove(document).flatMap((above) =>
        rootFolders.map((name) => (name === "" ? above : vscode.Uri.joinPath(above, name))),
      );
      return address.paths.flatMap((path) => roots.map((root) => vscode.Uri.joinPath(root, path)));
    }
    case "uri":
      try {
        const uri = vscode.Uri.parse(address.uri, true);
        /* A page may name files of this machine; in an untrusted workspace they are none of its affair. */
        return uri.scheme === document.scheme && vscode.workspace.isTrusted ? [uri] : [];
      } catch {
        return [];
      }
    case "data":
    case "remote":
    case "unknown":
      return [];
  }
}

/** The workspace folder, then the other ones, then the folders between it and the document, outermost first. */
function foldersAbove(document: vscode.Uri): readonly vscode.Uri[] {
  const own = vscode.workspace.getWorkspaceFolder(document);
  if (own === undefined) return [vscode.Uri.joinPath(document, "..")];
  const between: vscode.Uri[] = [];
  for (
    let at = vscode.Uri.joinPath(document, "..");
    at.path.length > own.uri.path.length;
    at = vscode.Uri.joinPath(at, "..")
  ) {
    between.unshift(at);
  }
  const others = (vscode.workspace.workspaceFolders ?? []).filter((each) => each !== own).map(({ uri }) => uri);
  return [own.uri, ...between, ...others];
}

async function isFile(uri: vscode.Uri): Promise<boolean> {
  try {
    return ((await vscode.workspace.fs.stat(uri)).type & vscode.FileType.File) !== 0;
  } catch {
    return false;
  }
}

function unknownLink(target: string): LocalizedError {
  return new LocalizedError(
    "IMAGE_LINK_UNKNOWN",
    target === ""
      ? vscode.l10n.t("Which image this is, is only known when the page runs.")
      : vscode.l10n.t('"{0}" is no address of an image.', target),
    vscode.l10n.t("Ask about the image's file instead."),
  );
}
