/** An import as a person follows it: a notification with its progress, a question when it is cancelled, and what is said at its end. */
import * as vscode from "vscode";
import type { ImportRequest } from "../../client/pack-importer.ts";
import { formatError, toUserError, type ErrorCode, type ErrorData } from "../../shared/errors.ts";
import { bytesText } from "../../shared/units.ts";
import { askForToken } from "./hub-access.ts";
import { progressWords } from "./import-words.ts";
import type { ImportOutcome, Imports, ImportState } from "./imports.ts";
import { runningImportKey, type RememberedImport } from "./running-import.ts";
import type { ModelServices } from "./services.ts";

const lockedOut: readonly ErrorCode[] = ["HUB_UNAUTHORIZED", "HUB_FORBIDDEN"];
/** A second try is of use once the person has done what the message says. */
const hopeless: readonly ErrorCode[] = ["CHECKPOINT_UNSAFE", "CHECKPOINT_FORMAT", "PACK_EXISTS", "MODEL_UNKNOWN"];

export class ImportFollower {
  readonly #listeners = new Set<(state: ImportState) => void>();
  /** Of the import that was followed last. */
  #ended: Promise<ImportOutcome> | undefined;
  /** Imports that end because the window closes. */
  readonly #closed = new WeakSet<Promise<ImportOutcome>>();

  constructor(
    private readonly imports: Imports,
    private readonly services: ModelServices,
    /** Makes the pack in a folder the one that answers. */
    private readonly use: (dir: string) => Promise<void>,
  ) {}

  /** Tells the notification that is shown. */
  changed(state: ImportState | undefined): void {
    if (state !== undefined) for (const listener of this.#listeners) listener(state);
  }

  /**
   * Starts an import, or goes on with one, and follows it to its end; errors are shown.
   *
   * @param name of the model, until the import knows it
   */
  async follow(request: ImportRequest, name: string): Promise<ImportOutcome> {
    const ended = this.imports.start(request, name);
    this.#ended = ended;
    const { memento } = this.services;
    const before = memento.get<RememberedImport>(runningImportKey);
    await memento.update(runningImportKey, { request, name } satisfies RememberedImport);
    const outcome = await this.#show(ended).catch((thrown: unknown): ImportOutcome => ({
      type: "failed",
      error: toUserError(thrown).toData(),
    }));
    if (this.#closed.has(ended)) return outcome;
    /* Another window works on it, and remembers it still. */
    const isElsewhere = outcome.type === "failed" && outcome.error.code === "PACK_BUSY";
    await memento.update(runningImportKey, isElsewhere ? before : undefined);
    void this.#tell(outcome, request, name);
    return outcome;
  }

  /** The window closes: the import ends, keeps what was downloaded, and is remembered. */
  async close(): Promise<void> {
    if (this.#ended !== undefined) this.#closed.add(this.#ended);
    await this.imports.stop();
  }

  /** Asks whether what was downloaded is to be kept; the import waits meanwhile. @returns whether it was ended */
  async cancel(): Promise<boolean> {
    const { state } = this.imports;
    if (state === undefined) return false;
    const wasPaused = state.status === "paused";
    this.imports.pause();
    const [keep, discard] = [{ title: vscode.l10n.t("Keep Download") }, { title: vscode.l10n.t("Delete") }];
    const goOn = { title: vscode.l10n.t("Go On"), isCloseAffordance: true };
    const chosen = await vscode.window.showWarningMessage(
      vscode.l10n.t("Stop importing {0}?", state.name),
      {
        modal: true,
        detail: vscode.l10n.t("If what was downloaded is kept, the import goes on from there another time."),
      },
      keep,
      discard,
      goOn,
    );
    if (chosen === keep) await this.imports.stop();
    else if (chosen === discard) await this.imports.cancel();
    else if (!wasPaused) this.imports.resume();
    return chosen === keep || chosen === discard;
  }

  /** A notification until the import has ended; its "Cancel" asks first. */
  async #show(ended: Promise<ImportOutcome>): Promise<ImportOutcome> {
    for (;;) {
      const title = vscode.l10n.t("Importing {0}", this.imports.state?.name ?? "");
      const outcome = await vscode.window.withProgress(
        { location: vscode.ProgressLocation.Notification, title, cancellable: true },
        async (progress, token) => {
          let shown = 0;
          const report = (state: ImportState): void => {
            const percent = 100 * (state.progress?.fraction ?? 0);
            const words = progressWords(state, (error) => this.services.translateError(error).message);
            progress.report({
              message: `${Math.floor(percent)} % · ${words}`,
              increment: Math.max(0, percent - shown),
            });
            shown = Math.max(shown, percent);
          };
          if (this.imports.state !== undefined) report(this.imports.state);
          this.#listeners.add(report);
          const cancelled = new Promise<undefined>((resolve) => {
            token.onCancellationRequested(() => {
              resolve(undefined);
            });
          });
          try {
            return await Promise.race([ended, cancelled]);
          } finally {
            this.#listeners.delete(report);
          }
        },
      );
      if (outcome !== undefined) return outcome;
      if (await this.cancel()) return ended;
    }
  }

  async #tell(outcome: ImportOutcome, request: ImportRequest, name: string): Promise<void> {
    const { log } = this.services;
    switch (outcome.type) {
      case "done": {
        const { result } = outcome;
        log.info(
          `Imported ${result.id} ${result.version}: ${bytesText(result.bytes)}, at most ${bytesText(result.peakBytes)} of memory`,
        );
        const use = vscode.l10n.t("Use This Model");
        const message = vscode.l10n.t("{0} is installed ({1}).", result.name, bytesText(result.bytes));
        if ((await vscode.window.showInformationMessage(message, use)) === use) await this.use(result.dir);
        return;
      }
      case "failed":
        await this.#failed(outcome.error, request, name);
        return;
      case "stopped":
      case "cancelled":
        log.info(`The import of ${name} was ${outcome.type}`);
    }
  }

  async #failed(error: ErrorData, request: ImportRequest, name: string): Promise<void> {
    this.services.log.error(formatError(error));
    const [again, token] = [vscode.l10n.t("Try Again"), vscode.l10n.t("Set Access Token…")];
    const actions = [
      ...(lockedOut.includes(error.code) ? [token] : []),
      ...(hopeless.includes(error.code) ? [] : [again]),
    ];
    const chosen = await vscode.window.showErrorMessage(formatError(this.services.translateError(error)), ...actions);
    if (chosen === again || (chosen === token && (await askForToken(this.services)))) await this.follow(request, name);
  }
}
