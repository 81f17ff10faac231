/** Models on this machine: list them, choose the one that answers, add, verify and remove them. Imported when it is first needed. */
import * as vscode from "vscode";
import { PackImporter, type ImportRequest } from "../../client/pack-importer.ts";
import {
  PackStore,
  readManifest,
  type BrokenPack,
  type InstalledPack,
  type UnfinishedImport,
} from "../../client/pack-store.ts";
import { PackerClient } from "../../client/packer-client.ts";
import { formatError, toUserError, UserError, type ErrorData } from "../../shared/errors.ts";
import type { PackManifest } from "../../shared/manifest.ts";
import { bytesText } from "../../shared/units.ts";
import { workerEnvironment } from "../worker-launch.ts";
import { decideOnModel } from "./add-model.ts";
import { cardFolder, cardUri } from "./card-uri.ts";
import { ImportFollower } from "./follow-import.ts";
import { askForToken, hubSettings } from "./hub-access.ts";
import { Imports, type ImportOutcome } from "./imports.ts";
import { cardIn } from "./model-card.ts";
import { listModels, manifestOf, type ModelEntry, type Models } from "./model-list.ts";
import { pickModel, type ModelAction } from "./model-picker.ts";
import { runningImportKey, type RememberedImport } from "./running-import.ts";
import type { ModelServices } from "./services.ts";

export class ModelManager {
  readonly imports: Imports;
  readonly #follower: ImportFollower;

  constructor(private readonly services: ModelServices) {
    this.imports = new Imports({
      importer: () => this.#importer(),
      onChange: (state) => {
        services.onImport(state);
        this.#follower.changed(state);
      },
    });
    this.#follower = new ImportFollower(this.imports, services, (dir) => this.use(dir));
  }

  /** The packs of the folder that the settings name. */
  get store(): PackStore {
    const { modelsFolder } = this.services.settings();
    return new PackStore(modelsFolder === "" ? this.services.storage : modelsFolder);
  }

  /** "Add Model…" @returns how the import ended; undefined where none was started */
  async add(): Promise<ImportOutcome | undefined> {
    const decided = await decideOnModel(
      this.imports,
      (error) => this.#authorise(error.toData()),
      this.services.translateError,
    );
    return decided === undefined ? undefined : this.follow(decided.request, decided.name);
  }

  /** @throws UserError `PACK_BUSY` */
  follow(request: ImportRequest, name: string): Promise<ImportOutcome> {
    return this.#follower.follow(request, name);
  }

  /** "Choose Model…": the list, again after each thing that was done in it, until a model is chosen or the list closed. */
  async choose(): Promise<void> {
    for (;;) {
      const { settings, translateError } = this.services;
      const told = (error: ErrorData): string => formatError(translateError(error));
      const action = await pickModel(await this.models(), settings().pack, told);
      if (action === undefined || (await this.#do(action))) return;
    }
  }

  models(): Promise<Models> {
    const { nanoDir, settings } = this.services;
    return listModels(this.store, nanoDir, settings().pack, readable);
  }

  /**
   * Makes the pack in a folder the one that answers; panels read their images anew.
   *
   * @throws UserError `PACK_SEES_NOTHING`, and what is the matter with the pack
   */
  async use(dir: string): Promise<void> {
    const isNano = dir === this.services.nanoDir;
    const { manifest } = await readManifest(dir);
    if (manifest.architecture.vision === undefined) {
      throw new UserError(
        "PACK_SEES_NOTHING",
        `${manifest.name} reads text only, no images.`,
        "Choose a model that sees; ml-mamba ask --no-image talks with this one.",
      );
    }
    const configuration = vscode.workspace.getConfiguration("mlMamba");
    /* A workspace's own choice would win over the user's. */
    const isOfWorkspace = configuration.inspect("pack")?.workspaceValue !== undefined;
    const target = isOfWorkspace ? vscode.ConfigurationTarget.Workspace : vscode.ConfigurationTarget.Global;
    const value = isNano ? (isOfWorkspace ? "" : undefined) : dir;
    await configuration.update("pack", value, target);
    vscode.window.setStatusBarMessage(vscode.l10n.t("{0} answers from now on", manifest.name), 5000);
  }

  /** Compares all files of a pack with its manifest and its graphs with what they must be. @throws UserError `PACK_…`, `CANCELLED` */
  async verify(dir: string, name: string): Promise<void> {
    const title = vscode.l10n.t("Verifying {0}", name);
    await vscode.window.withProgress(
      { location: vscode.ProgressLocation.Notification, title, cancellable: true },
      async (progress, token) => {
        const abort = new AbortController();
        token.onCancellationRequested(() => {
          abort.abort();
        });
        let shown = 0;
        await using packer = new PackerClient(this.#child(), ({ step, fraction }) => {
          progress.report({ message: step, increment: Math.max(0, 100 * fraction - shown) });
          shown = Math.max(shown, 100 * fraction);
        });
        const { files, bytes } = await packer.verify(dir, abort.signal);
        const message = vscode.l10n.t("{0} is whole: {1} files, {2}.", name, files.length, bytesText(bytes));
        void vscode.window.showInformationMessage(message);
      },
    );
  }

  /** Deletes a pack, after a question; where it is the one that answers, the Nano takes over. @returns whether it was deleted */
  async remove(pack: InstalledPack | BrokenPack): Promise<boolean> {
    const remove = vscode.l10n.t("Remove");
    const chosen = await vscode.window.showWarningMessage(
      vscode.l10n.t("Remove {0} from this computer?", `${pack.id} ${pack.version}`),
      { modal: true, detail: vscode.l10n.t("{0} are freed.", bytesText(pack.bytes)) },
      remove,
    );
    if (chosen !== remove) return false;
    if (this.services.settings().pack === pack.dir) {
      await this.use(this.services.nanoDir);
      await this.services.release();
    }
    await this.store.remove(`${pack.id}@${pack.version}`);
    return true;
  }

  pause(): void {
    this.imports.pause();
  }

  resume(): void {
    this.imports.resume();
  }

  async cancel(): Promise<void> {
    await this.#follower.cancel();
  }

  async setToken(): Promise<void> {
    await askForToken(this.services);
  }

  /** The text of a document that {@link cardUri} names; of a pack that is gone, what is the matter. */
  card(uri: vscode.Uri): Promise<string> {
    return cardIn(cardFolder(uri)).catch((thrown: unknown) =>
      formatError(this.services.translateError(toUserError(thrown).toData())),
    );
  }

  /** An import that ran when the window was closed or reloaded: offers to go on with it. */
  async offerInterrupted(): Promise<void> {
    const interrupted = this.services.memento.get<RememberedImport>(runningImportKey);
    if (interrupted === undefined || this.imports.state !== undefined) return;
    const unfinished = await this.store.unfinished();
    /* It runs in another window. */
    if (unfinished.some(({ running }) => running)) return;
    await this.services.memento.update(runningImportKey, undefined);
    const resume = vscode.l10n.t("Go On");
    const message = vscode.l10n.t("The import of {0} was interrupted.", interrupted.name);
    const chosen = await vscode.window.showInformationMessage(message, resume, vscode.l10n.t("Later"));
    if (chosen === resume) await this.follow(interrupted.request, interrupted.name);
  }

  /** Ends an import and keeps what was downloaded; it is offered after the next start. */
  async dispose(): Promise<void> {
    await this.#follower.close();
  }

  /** @returns whether the list is done with */
  async #do(action: ModelAction): Promise<boolean> {
    try {
      switch (action.type) {
        case "add":
          void this.add().catch((thrown: unknown) => {
            this.#show(thrown);
          });
          return true;
        case "use":
          await this.use(action.dir);
          return true;
        case "resume":
          void this.#goOn(action.unfinished).catch((thrown: unknown) => {
            this.#show(thrown);
          });
          return true;
        case "card":
          await this.#showCard(action.entry);
          return true;
        case "verify":
          await this.verify(action.dir, action.name);
          return false;
        case "remove":
          await this.remove(action.pack);
          return false;
        case "discard":
          await this.store.discard(action.key);
          return false;
      }
    } catch (thrown) {
      this.#show(thrown);
      return true;
    }
  }

  async #goOn({ note }: UnfinishedImport): Promise<void> {
    if (note === undefined) return;
    const importer = await this.#importer();
    await this.follow(importer.requestOf(note), note.name);
  }

  async #showCard(entry: ModelEntry): Promise<void> {
    const manifest = manifestOf(entry);
    if (manifest === undefined || entry.kind === "unfinished") return;
    const { id, version, name, quantisation, verified } = manifest;
    const state = `${id} ${version} ${quantisation.bits} ${String(verified)}`;
    await vscode.commands.executeCommand("markdown.showPreview", cardUri({ dir: entry.dir, name, state }));
    this.services.log.debug(`Card of ${name}`);
  }

  /** Says that the hub wants a token, or another one, and asks for it. */
  async #authorise(error: ErrorData): Promise<boolean> {
    this.services.log.error(formatError(error));
    const set = vscode.l10n.t("Set Access Token…");
    const message = formatError(this.services.translateError(error));
    return (await vscode.window.showErrorMessage(message, set)) === set && askForToken(this.services);
  }

  #show(thrown: unknown): void {
    const error = toUserError(thrown).toData();
    if (error.code === "CANCELLED") return;
    this.services.log.error(formatError(error));
    void vscode.window.showErrorMessage(formatError(this.services.translateError(error)));
  }

  #child(): { readonly modulePath: string; readonly env: NodeJS.ProcessEnv } {
    return { modulePath: this.services.packerModule(), env: workerEnvironment(process.env) };
  }

  async #importer(): Promise<PackImporter> {
    const hub = await hubSettings(this.services);
    return new PackImporter({ ...this.#child(), store: this.store, hub: () => hub });
  }
}

/** The manifest in a folder; undefined where it cannot be read. */
async function readable(dir: string): Promise<PackManifest | undefined> {
  return readManifest(dir).then(
    ({ manifest }) => manifest,
    () => undefined,
  );
}
