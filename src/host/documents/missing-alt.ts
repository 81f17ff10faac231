/** The commands "Write Missing Alt Text": of a file, of a folder; several may run at once, each with a review of its own. */
import * as vscode from "vscode";
import { documentExtensions } from "../../shared/documents/image-link.ts";
import { AltRun, type AltRunServices } from "./alt-run.ts";
import { ReviewPanel, type ReviewServices } from "./review-panel.ts";

/** Folders of other people's files and of what was built. */
const excluded =
  "**/{node_modules,bower_components,vendor,.git,.venv,venv,dist,build,out,target,coverage,_site,site-packages}/**";
const mostFiles = 20_000;

export class MissingAlt implements vscode.Disposable {
  /** By what they are about. */
  readonly #reviews = new Map<string, ReviewPanel>();

  constructor(private readonly services: AltRunServices & ReviewServices) {}

  get reviews(): readonly ReviewPanel[] {
    return [...this.#reviews.values()];
  }

  /** @param argument a file or a folder of the explorer; else the file in the active editor */
  async file(argument: unknown): Promise<void> {
    const uri = argument instanceof vscode.Uri ? argument : vscode.window.activeTextEditor?.document.uri;
    if (uri !== undefined) await this.#start(uri, () => Promise.resolve([uri]));
  }

  async folder(argument: unknown): Promise<void> {
    const uri = argument instanceof vscode.Uri ? argument : await chosenFolder();
    if (uri !== undefined) await this.#start(uri, () => documentsUnder(uri));
  }

  dispose(): void {
    for (const { panel } of this.reviews) panel.dispose();
  }

  async #start(uri: vscode.Uri, documents: () => Promise<readonly vscode.Uri[]>): Promise<void> {
    const key = uri.toString();
    const existing = this.#reviews.get(key);
    /* The same again: what it has found so far is not thrown away. */
    if (existing !== undefined && existing.run.phase !== "written") {
      existing.panel.reveal();
      return;
    }
    existing?.panel.dispose();
    const run = new AltRun(this.services);
    if (!(await this.#scan(run, documents))) {
      run.dispose();
      return;
    }
    const title = vscode.workspace.asRelativePath(uri) || uri.path;
    const review = new ReviewPanel(run, title, this.services);
    this.#reviews.set(key, review);
    review.panel.onDidDispose(() => {
      if (this.#reviews.get(key) === review) this.#reviews.delete(key);
    });
    void run.generate();
  }

  /** @returns whether there is something to do */
  async #scan(run: AltRun, documents: () => Promise<readonly vscode.Uri[]>): Promise<boolean> {
    const options = {
      location: vscode.ProgressLocation.Notification,
      title: vscode.l10n.t("Looking for images without alt text"),
      cancellable: true,
    };
    const isCancelled = await vscode.window.withProgress(options, async (progress, token) => {
      token.onCancellationRequested(() => {
        run.stop();
      });
      const uris = await documents();
      if (token.isCancellationRequested) return true;
      let told = 0;
      await run.scan(uris, (done, total) => {
        progress.report({
          message: vscode.l10n.t("{0} of {1} documents", done, total),
          increment: ((done - told) / total) * 100,
        });
        told = done;
      });
      return token.isCancellationRequested;
    });
    if (isCancelled) return false;
    if (run.items.length > 0) return true;
    void vscode.window.showInformationMessage(vscode.l10n.t("Every image has an alt text."));
    return false;
  }
}

async function documentsUnder(folder: vscode.Uri): Promise<readonly vscode.Uri[]> {
  const pattern = new vscode.RelativePattern(folder, `**/*.{${documentExtensions.join(",")}}`);
  const found = await vscode.workspace.findFiles(pattern, excluded, mostFiles);
  return [...found].sort((a, b) => (a.path < b.path ? -1 : 1));
}

async function chosenFolder(): Promise<vscode.Uri | undefined> {
  const folders = vscode.workspace.workspaceFolders ?? [];
  if (folders.length <= 1) return folders[0]?.uri;
  const chosen = await vscode.window.showWorkspaceFolderPick();
  return chosen?.uri;
}
