/**
 * Pictures that are no files of the workspace, held in memory under a scheme of their own: those of data URIs, of remote hosts, drawn diagrams. The
 * panel reads them like any other image. They are gone with the window.
 */
import { createHash } from "node:crypto";
import * as vscode from "vscode";
import { ReadOnlyFiles } from "../read-only-files.ts";

export const memoryScheme = "ml-mamba-image";

/** Bytes kept, at most; the oldest go first. */
const budget = 128 * 1024 * 1024;

export class MemoryFiles extends ReadOnlyFiles {
  readonly #files = new Map<string, { readonly bytes: Uint8Array; readonly mtime: number }>();

  /** Keeps a picture; the same bytes get the same URI. */
  add(name: string, bytes: Uint8Array): vscode.Uri {
    const hash = createHash("sha256").update(bytes).digest("hex").slice(0, 16);
    const path = `/${hash}/${name.replaceAll("/", "_")}`;
    if (!this.#files.has(path)) {
      this.#files.set(path, { bytes, mtime: Date.now() });
      this.#trim();
    }
    return vscode.Uri.from({ scheme: memoryScheme, path });
  }

  stat(uri: vscode.Uri): vscode.FileStat {
    const { bytes, mtime } = this.#file(uri);
    return {
      type: vscode.FileType.File,
      size: bytes.length,
      mtime,
      ctime: mtime,
      permissions: vscode.FilePermission.Readonly,
    };
  }

  readFile(uri: vscode.Uri): Uint8Array {
    return this.#file(uri).bytes;
  }

  #file(uri: vscode.Uri): { readonly bytes: Uint8Array; readonly mtime: number } {
    const found = this.#files.get(uri.path);
    if (found === undefined) throw vscode.FileSystemError.FileNotFound(uri);
    return found;
  }

  #trim(): void {
    let size = [...this.#files.values()].reduce((sum, { bytes }) => sum + bytes.length, 0);
    for (const [path, { bytes }] of this.#files) {
      if (size <= budget || this.#files.size === 1) return;
      this.#files.delete(path);
      size -= bytes.length;
    }
  }
}
