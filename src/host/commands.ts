/** The commands of package.json. */
import * as vscode from "vscode";
import { formatError, toUserError } from "../shared/errors.ts";
import { mostCompared } from "../shared/panel-state.ts";
import { chosenImages, imageTargets } from "./image-target.ts";
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

type Commands = Readonly<Record<string, (...args: unknown[]) => Promise<unknown>>>;

export function registerCommands(services: CommandServices): vscode.Disposable {
  const commands: Commands = { ...imageCommands(services), ...panelCommands(services), ...modelCommands(services) };
  const registered = Object.entries(commands).map(([name, run]) =>
    vscode.commands.registerCommand(name, async (...args: unknown[]) => {
      try {
        await run(...args);
      } catch (thrown) {
        const error = toUserError(thrown);
        if (error.code === "CANCELLED") return;
        services.log.error(`${name}: ${formatError(error)}`);
        /* In the panel where that is open; elsewhere as a message of the editor. */
        if (services.panels.panel?.panel.visible === true) services.panels.problem(error);
        else void vscode.window.showErrorMessage(formatError(translatedError(error.toData())));
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

function modelCommands({ panels, model, models, importing, log, diagnostics }: CommandServices): Commands {
  return {
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
