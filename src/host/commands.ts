/** The commands of package.json. */
import * as vscode from "vscode";
import { formatError, toUserError } from "../shared/errors.ts";
import { imageTargets } from "./image-target.ts";
import type { Model } from "./model.ts";
import type { PanelManager } from "./panel-manager.ts";
import { showModelMenu } from "./status-item.ts";

export interface CommandServices {
  readonly panels: PanelManager;
  readonly model: Model;
  readonly log: vscode.LogOutputChannel;
  readonly diagnostics: () => string;
}

export const showModelCommand = "mlMamba.showModel";

export function registerCommands({ panels, model, log, diagnostics }: CommandServices): vscode.Disposable {
  const commands: Record<string, (...args: unknown[]) => Promise<unknown>> = {
    "mlMamba.ask": async (argument, selection) => {
      for (const uri of await imageTargets(argument, selection)) await panels.open(uri);
    },
    [showModelCommand]: () => showModelMenu(model.state),
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
        const message = formatError(toUserError(thrown));
        log.error(`${name}: ${message}`);
        void vscode.window.showErrorMessage(message);
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
