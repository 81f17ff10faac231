/** The extension's entry: builds everything there is, hands it down, and takes it apart again. */
import { loading, Stopwatch } from "./load-time.ts";
import { availableParallelism, totalmem } from "node:os";
import * as vscode from "vscode";
import type { ErrorCode } from "../shared/errors.ts";
import { maxImageBytes } from "../shared/limits.ts";
import { registerCommands, showModelCommand } from "./commands.ts";
import { cardScheme } from "./models/card-uri.ts";
import { runningImportKey } from "./models/running-import.ts";
import { ConversationStore } from "./conversation-store.ts";
import { diagnosticsMarkdown, type ActivationTimes } from "./diagnostics.ts";
import { remoteTimeLimitMs } from "../client/remote-image.ts";
import { Documents } from "./documents/documents.ts";
import { LastEditor } from "./last-editor.ts";
import { Model } from "./model.ts";
import { lazily } from "./lazily.ts";
import type { ModelManager } from "./models/model-manager.ts";
import { conversationDamaged, reasonOf, storageFailed } from "./panel-errors.ts";
import { PanelManager, panelType } from "./panel-manager.ts";
import { conversationKey, PastedPictures, pasteScheme } from "./pasted-pictures.ts";
import { SettingsSource } from "./settings-source.ts";
import { StatusItem } from "./status-item.ts";
import { suggestedQuestions } from "./suggestions.ts";
import { noticesOfImage, noticesOfQuestion, translatedError, translatedNotice } from "./words.ts";
import { createWorkerClient } from "./worker-launch.ts";

/** What the suite inside the extension host reaches; given to it alone. */
export interface TestApi {
  readonly panels: PanelManager;
  readonly model: Model;
  readonly models: () => Promise<ModelManager>;
  readonly store: ConversationStore;
  readonly pictures: PastedPictures;
  readonly documents: Documents;
  readonly activation: ActivationTimes;
  readonly diagnostics: () => string;
  /** What a test may put something else in place of. */
  readonly seams: Seams;
}

interface Seams {
  workerModule: string;
  packerModule: string;
  maxImageBytes: number;
  remoteLimitMs: number;
}

/** Failures that the diagnostics list. */
const keptErrors = 20;

let running:
  | { readonly model: Model; readonly store: ConversationStore; readonly models: () => ModelManager | undefined }
  | undefined;

export function activate(context: vscode.ExtensionContext): TestApi | undefined {
  const activating = new Stopwatch();
  const { extensionUri } = context;
  const log = vscode.window.createOutputChannel("ML-Mamba", { log: true });
  const bundle = (name: string): string => vscode.Uri.joinPath(extensionUri, "dist", name).fsPath;
  const seams: Seams = {
    workerModule: bundle("worker.js"),
    packerModule: bundle("packer.js"),
    maxImageBytes,
    remoteLimitMs: remoteTimeLimitMs,
  };
  const errors: { code: ErrorCode; at: Date }[] = [];

  const source = new SettingsSource(log);
  const storage = context.storageUri ?? context.globalStorageUri;
  const store = new ConversationStore(
    vscode.Uri.joinPath(storage, "conversations").fsPath,
    (fault) => {
      log.warn(`Kept conversations: ${fault.type}: ${reasonOf(fault.cause)}`);
      if (fault.type === "damaged") panels.problem(conversationDamaged(fault.cause));
      if (fault.type === "unwritable") panels.problem(storageFailed(vscode.l10n.t("The conversation"), fault.cause));
    },
    conversationKey,
  );
  const pictures = new PastedPictures(vscode.Uri.joinPath(storage, "pictures").fsPath);
  const editor = new LastEditor();
  const status = new StatusItem(showModelCommand);
  const launch = { extensionUri, log, modulePath: () => seams.workerModule };
  const model: Model = new Model({
    settings: () => source.settings,
    createClient: (settings, onStatus) => createWorkerClient(launch, settings, onStatus),
    onChange: (state) => {
      status.show(state);
      panels.modelIs(state);
    },
    onError: (code, message) => {
      log.error(`${code}: ${message}`);
      errors.push({ code, at: new Date() });
      errors.splice(0, errors.length - keptErrors);
    },
  });
  /* A remote extension host has not the person's screen, nor has one behind a browser: then there is none to take a picture of. */
  const isLocal = vscode.env.remoteName === undefined && vscode.env.uiKind === vscode.UIKind.Desktop;
  const panels: PanelManager = new PanelManager({
    extensionUri,
    store,
    pictures,
    editor,
    log,
    model,
    isLocal,
    maxImageBytes: () => seams.maxImageBytes,
    suggest: suggestedQuestions,
    noticesOfImage,
    noticesOfQuestion,
    translateError: translatedError,
    translateNotice: translatedNotice,
  });
  const models = lazily(async () => {
    const { ModelManager: Manager } = await import("./models/model-manager.ts");
    return new Manager({
      log,
      nanoDir: vscode.Uri.joinPath(extensionUri, "models", "nano").fsPath,
      storage: context.globalStorageUri.fsPath,
      settings: () => source.settings,
      packerModule: () => seams.packerModule,
      memento: context.globalState,
      secrets: context.secrets,
      translateError: translatedError,
      onImport: (state) => {
        status.importing(state);
        void vscode.commands.executeCommand("setContext", "mlMamba.import", state?.status);
      },
      release: () => model.reconfigure(),
    });
  });

  const documents = new Documents({
    extensionUri,
    model,
    panels,
    settings: source,
    log,
    memory: context.globalState,
    maxImageBytes: () => seams.maxImageBytes,
    remoteLimitMs: () => seams.remoteLimitMs,
  });

  const activation = { loadMs: loaded.wallMs, activateMs: 0, processorMs: 0 };
  const diagnostics = (): string =>
    diagnosticsMarkdown({
      versions: versionsOf(context),
      system: systemFacts(),
      activation,
      settings: source.settings,
      model: model.state,
      figures: model.figures,
      panels: panels.images.length,
      errors,
    });

  context.subscriptions.push(
    log,
    source,
    status,
    editor,
    vscode.workspace.registerFileSystemProvider(pasteScheme, pictures, { isReadonly: true }),
    source.onDidChange((changed) => {
      if (changed.has("pack") || changed.has("threads")) {
        void model.reconfigure();
        if (changed.has("pack")) panels.modelReplaced();
      }
      if (changed.has("idleMinutes")) model.restartIdleTime();
    }),
    vscode.window.registerWebviewPanelSerializer(panelType, panels),
    vscode.workspace.registerTextDocumentContentProvider(cardScheme, {
      provideTextDocumentContent: async (uri) => (await models.get()).card(uri),
    }),
    registerCommands({ panels, model, models: models.get, importing: () => status.import, log, diagnostics }),
    documents,
  );
  status.show(model.state);
  running = { model, store, models: models.made };
  void store.prune();
  void pictures.prune();
  /* An import that the last window had begun; nothing of it is loaded where there is none. */
  if (context.globalState.get(runningImportKey) !== undefined)
    void models.get().then((made) => made.offerInterrupted());
  const { wallMs, processorMs } = activating.read();
  activation.activateMs = wallMs;
  activation.processorMs = loaded.processorMs + processorMs;
  log.info(`Activated: load ${activation.loadMs.toFixed(1)} ms, activate ${activation.activateMs.toFixed(1)} ms`);
  return context.extensionMode === vscode.ExtensionMode.Test
    ? { panels, model, models: models.get, store, pictures, documents, activation, diagnostics, seams }
    : undefined;
}

/** The editor waits for this before it ends the extension host. */
export async function deactivate(): Promise<void> {
  await Promise.all([running?.store.settled(), running?.model.dispose(), running?.models()?.dispose()]);
  running = undefined;
}

function versionsOf({ extension }: vscode.ExtensionContext): Record<string, string> {
  const manifest = extension.packageJSON as { version: string; dependencies?: Record<string, string> };
  return {
    "ML-Mamba": manifest.version,
    "VS Code": vscode.version,
    Node: process.versions.node,
    ...(process.versions["electron"] === undefined ? {} : { Electron: process.versions["electron"] }),
    "onnxruntime-node": manifest.dependencies?.["onnxruntime-node"] ?? "unknown",
    sharp: manifest.dependencies?.["sharp"] ?? "unknown",
  };
}

function systemFacts(): Record<string, string | number | boolean> {
  return {
    platform: `${process.platform} ${process.arch}`,
    cores: availableParallelism(),
    memory: `${Math.round(totalmem() / 1e9)} GB`,
    device: "CPU",
    editor: `${vscode.env.appHost}, ${vscode.env.uiKind === vscode.UIKind.Web ? "browser" : "desktop"}`,
    remote: vscode.env.remoteName ?? "no",
    language: vscode.env.language,
    trusted: vscode.workspace.isTrusted,
  };
}

/* The last statement: the bundle has been evaluated. Until it calls `activate` the editor does work of its own. */
const loaded = loading.read();
