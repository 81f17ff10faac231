/** The commands of package.json. */
import * as vscode from "vscode";
import { formatError, toUserError } from "../shared/errors.ts";
import { mostCompared } from "../shared/panel-state.ts";
import { chosenImages, imageTargets } from "./image-target.ts";
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

type Commands = Readonly<Record<string, (...args: unknown[]) => Promise<unknown>>>;

export function registerCommands(services: CommandServices): vscode.Disposable {
  const commands: Commands = { ...imageCommands(services), ...panelCommands(services), ...modelCommands(services) };
  const registered = Object.entries(commands).map(([name, run]) =>
    vscode.commands.registerCommand(name, async (...args: unknown[]) => {
      try {
        await run(...args);
      } catch (thrown) {
        const error = toUserError(thrown);
        const message = formatError(error);
        services.log.error(`${name}: ${message}`);
        /* In the panel where that is open; elsewhere as a message of the editor. */
        if (services.panels.panel?.panel.visible === true) services.panels.problem(error);
        else void vscode.window.showErrorMessage(message);
      }
    }),
  );
  return vscode.Disposable.from(...registered);
}

/** How images come into the panel. */
function imageCommands({ panels }: CommandServices): Commands {
  const open = async (uris: readonly vscode.Uri[]): Promise<void> => {
    if (uris.length > 0) await panels.open(...uris);
  };
  return {
    "mlMamba.ask": async (argument, selection) => open(await imageTargets(argument, selection)),
    "mlMamba.compare": async (argument, selection) => {
      if (argument === undefined && panels.images.length > 1) {
        await panels.show("compare");
        return;
      }
      const uris = (await imageTargets(argument, selection)).slice(0, mostCompared);
      if (uris.length === 0) return;
      const { images } = await panels.open(...uris);
      images.strip.compare(uris.flatMap((uri) => images.find(uri)?.state.id ?? []));
    },
    "mlMamba.openPanel": () => panels.show(),
    "mlMamba.chooseImage": async () => open(await chosenImages()),
    "mlMamba.pasteImage": () => panels.show("paste"),
    "mlMamba.takePicture": async () => (await panels.show()).actions.takePicture(),
    "mlMamba.showHistory": async () => (await panels.show()).actions.showHistory(),
  };
}

/** What is done with the image in view; of the panel, if it is open. */
function panelCommands({ panels }: CommandServices): Commands {
  const withImage =
    (type: "copyText" | "copyConversation" | "export" | "revealImage" | "openImage"): (() => Promise<void>) =>
    async () => {
      const { panel } = panels;
      const image = panel?.actions.active;
      if (image !== undefined) await panel?.actions.handle({ type, image: image.id });
    };
  return {
    "mlMamba.selectRegion": () => panels.show("selectRegion"),
    "mlMamba.enlarge": () => panels.show("enlarge"),
    "mlMamba.nextImage": () => panels.show("nextImage"),
    "mlMamba.previousImage": () => panels.show("previousImage"),
    "mlMamba.copyText": withImage("copyText"),
    "mlMamba.copyConversation": withImage("copyConversation"),
    "mlMamba.exportConversation": withImage("export"),
    "mlMamba.insertAnswer": async () => panels.panel?.actions.insertLast(),
    "mlMamba.newConversation": async () => {
      const image = panels.panel?.actions.active;
      if (image === undefined) return;
      panels.panel?.images.strip.session(image.id)?.newConversation();
      await panels.show();
    },
  };
}

function modelCommands({ panels, model, log, diagnostics }: CommandServices): Commands {
  return {
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
}

async function forgetConversations(panels: PanelManager): Promise<void> {
  const forget = vscode.l10n.t("Forget");
  const chosen = await vscode.window.showWarningMessage(
    vscode.l10n.t("Forget all conversations about the images of this workspace?"),
    {
      modal: true,
      detail: vscode.l10n.t(
        "Questions and answers are deleted from this computer, and pictures that were pasted and kept. Image files stay.",
      ),
    },
    forget,
  );
  if (chosen === forget) await panels.forgetConversations();
}
