/**
 * Images in documents, in the editor: registers what a person meets, and builds what is behind it when it is first used. Nothing is parsed and no thread
 * is started before an image is looked for.
 */
import * as vscode from "vscode";
import { AltWriter } from "../../client/alt-writer.ts";
import { DocumentClient } from "../../client/document-client.ts";
import { documentExtensions } from "../../shared/documents/image-link.ts";
import { formatError, toUserError } from "../../shared/errors.ts";
import type { Model } from "../model.ts";
import type { PanelManager } from "../panel-manager.ts";
import type { SettingsSource } from "../settings-source.ts";
import { localized } from "./localized-error.ts";
import { ImageCommands } from "./commands.ts";
import { DiagramPictures } from "./diagram-pictures.ts";
import { DocumentImages } from "./document-images.ts";
import { ImageCodeActions, ImageCodeLens, imageCommands, ImageHover } from "./image-actions.ts";
import { MemoryFiles, memoryScheme } from "./memory-files.ts";
import { MissingAlt } from "./missing-alt.ts";
import { PasteFollower } from "./paste.ts";
import { Pictures } from "./pictures.ts";
import { AltProblems } from "./problems.ts";
import { RemoteHosts } from "./remote-hosts.ts";

export interface DocumentsServices {
  readonly extensionUri: vscode.Uri;
  readonly model: Pick<Model, "openImage" | "ask" | "closeImage">;
  readonly panels: PanelManager;
  readonly settings: SettingsSource;
  readonly log: vscode.LogOutputChannel;
  /** Outlives the window: which hosts were allowed. */
  readonly memory: vscode.Memento;
  readonly maxImageBytes: () => number;
  readonly remoteLimitMs: () => number;
}

/** By language, and by name where no extension knows the language. */
const selector: vscode.DocumentSelector = [
  ...[
    "markdown",
    "mdx",
    "html",
    "javascript",
    "javascriptreact",
    "typescriptreact",
    "vue",
    "svelte",
    "restructuredtext",
    "asciidoc",
  ].map((language) => ({ language })),
  { pattern: `**/*.{${documentExtensions.join(",")}}` },
];

export class Documents implements vscode.Disposable {
  readonly client: DocumentClient;
  readonly images: DocumentImages;
  readonly hosts: RemoteHosts;
  readonly missing: MissingAlt;
  readonly pasted: PasteFollower;
  readonly commands: ImageCommands;
  readonly #subscriptions: readonly { dispose(): unknown }[];

  constructor(services: DocumentsServices) {
    const { extensionUri, model, panels, settings, log, maxImageBytes, remoteLimitMs } = services;
    const longest = (): number => settings.settings.altTextLength;
    const files = new MemoryFiles();
    this.client = new DocumentClient({
      modulePath: () => vscode.Uri.joinPath(extensionUri, "dist", "documents.cjs").fsPath,
    });
    this.images = new DocumentImages(this.client);
    this.hosts = new RemoteHosts(services.memory);
    const { client, images, hosts } = this;
    const pictures = new Pictures({ hosts, memory: files, maxImageBytes, timeLimitMs: remoteLimitMs });
    const writer = new AltWriter(model);
    const diagrams = new DiagramPictures(extensionUri, files);
    this.commands = new ImageCommands({ images, pictures, diagrams, writer, panels, longest });
    this.missing = new MissingAlt({
      client,
      pictures,
      writer,
      longest,
      translate: localized,
      extensionUri,
      panels,
      log,
      maxImageBytes,
    });
    const isOn = (name: "altTextProblems" | "altTextCodeLens" | "altTextOnPaste") => (): boolean =>
      settings.settings[name];
    this.pasted = new PasteFollower({
      images,
      pictures,
      writer: () => writer,
      isOn: isOn("altTextOnPaste"),
      longest,
      log,
    });
    const lens = new ImageCodeLens(images, isOn("altTextCodeLens"));
    const problems = new AltProblems(images, isOn("altTextProblems"));
    this.#subscriptions = [
      images,
      problems,
      this.pasted,
      this.missing,
      vscode.workspace.registerFileSystemProvider(memoryScheme, files, { isReadonly: true, isCaseSensitive: true }),
      vscode.languages.registerCodeActionsProvider(selector, new ImageCodeActions(images), ImageCodeActions.metadata()),
      vscode.languages.registerHoverProvider(selector, new ImageHover(images)),
      vscode.languages.registerCodeLensProvider(selector, lens),
      settings.onDidChange((changed) => {
        if (changed.has("altTextCodeLens")) lens.refresh();
        if (changed.has("altTextProblems")) problems.refresh();
      }),
      ...this.#registerCommands(log),
    ];
    if (settings.settings.altTextProblems) problems.refresh();
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
    void this.client.dispose();
  }

  #registerCommands(log: vscode.LogOutputChannel): vscode.Disposable[] {
    const { commands, missing, hosts } = this;
    const all: Readonly<Record<string, (argument: unknown) => Promise<void>>> = {
      [imageCommands.generate]: (argument) => commands.generate(argument),
      [imageCommands.refine]: (argument) => commands.refine(argument),
      [imageCommands.decorate]: (argument) => commands.decorate(argument),
      [imageCommands.explain]: (argument) => commands.explain(argument, "prose"),
      [imageCommands.steps]: (argument) => commands.explain(argument, "steps"),
      [imageCommands.ask]: (argument) => commands.ask(argument),
      "mlMamba.writeMissingAltInFile": (argument) => missing.file(argument),
      "mlMamba.writeMissingAltInFolder": (argument) => missing.folder(argument),
      "mlMamba.manageImageHosts": () => hosts.manage(),
    };
    return Object.entries(all).map(([name, run]) =>
      vscode.commands.registerCommand(name, async (argument: unknown) => {
        try {
          await run(argument);
        } catch (thrown) {
          const error = toUserError(thrown);
          if (error.code === "CANCELLED") return;
          log.error(`${name}: ${error.code}`);
          void vscode.window.showErrorMessage(formatError(localized(error)));
        }
      }),
    );
  }
}
