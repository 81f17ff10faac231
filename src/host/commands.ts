/** The commands of package.json. */
import * as vscode from "vscode";
import { formatError, toUserError } from "../shared/errors.ts";
import { imageTargets } from "./image-target.ts";
import type { Model } from "./model.ts";
import type { ModelManager } from "./models/model-manager.ts";
import type { ImportState } from "./models/imports.ts";
import type { PanelManager } from "./panel-manager.ts";
import { showModelMenu } from "./status-item.ts";
import { translatedError } from "./words.ts";

export interface CommandServices {
  readonly panels: PanelManager;
  readonly model: Model;
  /** Made when it is first needed. */
  readonly models: () => Promise<ModelManager>;
  /** The import that runs in this window. */
  readonly importing: () => ImportState | undefined;
  readonly log: vscode.LogOutputChannel;
  readonly diagnostics: () => string;
}

export const showModelCommand = "mlMamba.showModel";
export const chooseModelCommand = "mlMamba.chooseModel";

export function registerCommands({
  panels,
  model,
  models,
  importing,
  log,
  diagnostics,
}: CommandServices): vscode.Disposable {
  const commands: Record<string, (...args: unknown[]) => Promise<unknown>> = {
    "mlMamba.ask": async (argument, selection) => {
      for (const uri of await imageTargets(argument, selection)) await panels.open(uri);
    },
    [showModelCommand]: () => showModelMenu(model.state, importing()),
    [chooseModelCommand]: async () => (await models()).choose(),
    "mlMamba.addModel": async () => (await models()).add(),
    "mlMamba.pauseImport": async () => {
      (await models()).pause();
    },
    "mlMamba.resumeImport": async () => {
      (await models()).resume();
    },
    "mlMamba.cancelImport": async () => (await models()).cancel(),
    "mlMamba.setHubToken": async () => (await models()).setToken(),
    "mlMamba.unloadModel": () => model.unload(),
    "mlMamba.forgetConversations": () => forgetConversations(panels),
    "mlMamba.copyDiagnostics": async () => {
      await vscode.env.clipboard.writeText(diagnostics());
      vscode.window.setStatusBarMessage(vscode.l10n.t("Diagnostics copied"), 3000);
    },
    "mlMamba.showLog": () => {
      log.show();
      return Promise.resolve();
    },
  };
  const registered = Object.entries(commands).map(([name, run]) =>
    vscode.commands.registerCommand(name, async (...args: unknown[]) => {
      try {
        await run(...args);
      } catch (thrown) {
        const error = toUserError(thrown).toData();
        if (error.code === "CANCELLED") return;
        log.error(`${name}: ${formatError(error)}`);
        void vscode.window.showErrorMessage(formatError(translatedError(error)));
      }
    }),
  );
  return vscode.Disposable.from(...registered);
}

async function forgetConversations(panels: PanelManager): Promise<void> {
  const forget = vscode.l10n.t("Forget");
  const chosen = await vscode.window.showWarningMessage(
    vscode.l10n.t("Forget all conversations about the images of this workspace?"),
    { modal: true, detail: vscode.l10n.t("Questions and answers are deleted from this computer. Images stay.") },
    forget,
  );
  if (chosen === forget) await panels.forgetConversations();
}
