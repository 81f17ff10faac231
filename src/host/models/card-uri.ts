/** Where the editor finds a model's card: a document that is made when it is shown. By itself, so that nothing else is loaded to know it. */
import * as vscode from "vscode";

export const cardScheme = "ml-mamba-card";

export interface CardPlace {
  /** Of the pack. */
  readonly dir: string;
  readonly name: string;
  /** Tells apart what stood in the folder at different times: a pack that was replaced gets a document of its own. */
  readonly state: string;
}

/** The last part of the path is the title of the tab. */
export function cardUri({ dir, name, state }: CardPlace): vscode.Uri {
  const plain = (text: string): string => text.replaceAll(/[/\\?#%]/g, " ");
  return vscode.Uri.from({ scheme: cardScheme, path: `/${plain(state)}/${plain(name)}.md`, query: dir });
}

/** The pack's folder. */
export function cardFolder(uri: vscode.Uri): string {
  return uri.query;
}
