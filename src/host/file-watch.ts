/** Watches one file: tells whether it is as it was read, has changed, or is gone. */
import * as vscode from "vscode";
import type { FileChange } from "../shared/image-state.ts";
import type { Stamp } from "./image-file.ts";

/** Editors and Git write a file in several steps. */
const settleMs = 250;

export class FileWatch implements vscode.Disposable {
  readonly #subscriptions: vscode.Disposable[];
  #stamp: Stamp | undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly uri: vscode.Uri,
    private readonly onChange: (change: FileChange) => void,
  ) {
    /* The folder is watched, not a pattern made of the name, which may hold characters that a pattern gives a meaning. */
    const folder = vscode.Uri.joinPath(uri, "..");
    const watcher = vscode.workspace.createFileSystemWatcher(new vscode.RelativePattern(folder, "*"));
    const touched = (touchedUri: vscode.Uri): void => {
      if (touchedUri.toString() === uri.toString()) this.look();
    };
    this.#subscriptions = [
      watcher,
      watcher.onDidChange(touched),
      watcher.onDidCreate(touched),
      watcher.onDidDelete(touched),
    ];
  }

  /** The file was read; from now on it is compared with this. */
  read(stamp: Stamp): void {
    this.#stamp = stamp;
  }

  /** Looks at the file, soon. */
  look(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#compare(), settleMs);
  }

  dispose(): void {
    clearTimeout(this.#timer);
    for (const subscription of this.#subscriptions) subscription.dispose();
    this.#subscriptions.length = 0;
  }

  async #compare(): Promise<void> {
    const stamp = this.#stamp;
    if (stamp === undefined) return;
    const change = await vscode.workspace.fs.stat(this.uri).then(
      ({ size, mtime }): FileChange => (size === stamp.size && mtime === stamp.mtime ? "same" : "changed"),
      (error: unknown): FileChange | undefined =>
        error instanceof vscode.FileSystemError && error.code === "FileNotFound" ? "deleted" : undefined,
    );
    /* A file system that is out of reach says nothing about the file; a watch that has ended tells nothing. */
    if (change !== undefined && stamp === this.#stamp && this.#subscriptions.length > 0) this.onChange(change);
  }
}
