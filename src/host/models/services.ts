/** What managing models needs of the editor and of the rest of the host; the extension hands it down. */
import type * as vscode from "vscode";
import type { ErrorData } from "../../shared/errors.ts";
import type { Settings } from "../settings.ts";
import type { ImportState } from "./imports.ts";

export interface ModelServices {
  readonly log: vscode.LogOutputChannel;
  /** Folder of the model that came with the extension. */
  readonly nanoDir: string;
  /** Folder of the imported packs, unless a setting names another. */
  readonly storage: string;
  /** Read anew at every use. */
  readonly settings: () => Settings;
  /** The packer's bundle. */
  readonly packerModule: () => string;
  /** Remembers an import over a reload. */
  readonly memento: vscode.Memento;
  /** Keeps the hub's token. */
  readonly secrets: vscode.SecretStorage;
  /** In the language of the editor. */
  readonly translateError: (error: ErrorData) => ErrorData;
  /** Called after the state of the import in this window changed. */
  readonly onImport: (state: ImportState | undefined) => void;
  /** Lets go of the model that is loaded; the next question loads the one that is chosen. */
  readonly release: () => Promise<void>;
}
