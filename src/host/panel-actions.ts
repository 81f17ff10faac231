/** What can be done with what is in the panel, by means of the editor: copy, insert, export, keep, open; and where images come from. */
import { posix } from "node:path";
import * as vscode from "vscode";
import { UserError } from "../shared/errors.ts";
import { turnsInView, type ImageState } from "../shared/image-state.ts";
import type { NewPicture, ToHost } from "../shared/panel-protocol.ts";
import { activeImage, type PanelModel } from "../shared/panel-state.ts";
import { laidOutText } from "../shared/text-layout.ts";
import { answerText, type PanelTurn } from "../shared/turns.ts";
import type { ConversationStore } from "./conversation-store.ts";
import { answerMarkdown, conversationMarkdown, type MarkdownWords } from "./conversation-markdown.ts";
import { chooseKept } from "./history.ts";
import { isImageUri, parsedUri } from "./image-file.ts";
import { chosenImages } from "./image-target.ts";
import type { ImageSession } from "./image-session.ts";
import type { LastEditor } from "./last-editor.ts";
import { captureUnavailable, refused, storageFailed } from "./panel-errors.ts";
import type { PanelImages } from "./panel-images.ts";
import type { PastedPictures } from "./pasted-pictures.ts";
import { capture, type CaptureTool } from "./screen-capture.ts";

export interface ActionServices {
  readonly editor: LastEditor;
  readonly pictures: PastedPictures;
  readonly store: ConversationStore;
  readonly log: vscode.LogOutputChannel;
  readonly model: { readonly state: PanelModel };
  /** The system's own tool for pictures of the screen, where it has one and the screen is the person's. */
  readonly captureTool: CaptureTool | undefined;
}

/** What the panel does for its actions. */
export interface ActionPanel {
  readonly open: (uris: readonly vscode.Uri[]) => Promise<void>;
  readonly add: (pictures: readonly NewPicture[]) => Promise<void>;
  /** @param stays until the next image comes */
  readonly say: (text: string, stays?: boolean) => void;
  readonly copied: () => void;
}

type Handled =
  | "addFiles"
  | "chooseFiles"
  | "takePicture"
  | "showHistory"
  | "keep"
  | "openImage"
  | "revealImage"
  | "copyText"
  | "copyQuote"
  | "copyAnswer"
  | "copyConversation"
  | "insertAnswer"
  | "export"
  | "chooseModel"
  | "showModel"
  | "showLog";
export type ActionMessage = Extract<ToHost, { type: Handled }>;

export class PanelActions {
  constructor(
    private readonly images: PanelImages,
    private readonly services: ActionServices,
    private readonly panel: ActionPanel,
  ) {}

  /** @throws UserError */
  async handle(message: ActionMessage): Promise<void> {
    switch (message.type) {
      case "addFiles":
        await this.panel.open(droppedImages(message.uris));
        return;
      case "chooseFiles":
        await this.panel.open(await chosenImages());
        return;
      case "takePicture":
        await this.takePicture();
        return;
      case "showHistory":
        await this.showHistory();
        return;
      case "keep":
        await this.#keep(this.#session(message.image), message.where);
        return;
      case "openImage":
        await vscode.commands.executeCommand("vscode.open", uriOf(this.#session(message.image).state));
        return;
      case "revealImage":
        await reveal(uriOf(this.#session(message.image).state));
        return;
      case "copyText":
        await this.#copy(textOf(this.#session(message.image).state));
        return;
      case "copyQuote":
        await this.#copy(message.text);
        return;
      case "copyAnswer": {
        const turn = this.#turn(message.image, message.turn);
        await this.#copy(message.format === "text" ? answerText(turn) : answerMarkdown(turn));
        return;
      }
      case "copyConversation":
        await this.#copy(this.#markdown(this.#session(message.image).state));
        return;
      case "insertAnswer":
        await this.#insert(this.#turn(message.image, message.turn));
        return;
      case "export":
        await this.#export(this.#session(message.image).state);
        return;
      case "chooseModel":
        await vscode.commands.executeCommand("mlMamba.chooseModel");
        return;
      case "showModel":
        await vscode.commands.executeCommand("mlMamba.showModel");
        return;
      case "showLog":
        this.services.log.show();
    }
  }

  /** The image in view, for commands. */
  get active(): ImageState | undefined {
    return activeImage(this.images.strip.state);
  }

  /**
   * A picture of the screen, by the system's own tool.
   *
   * @throws UserError `CAPTURE_UNAVAILABLE`, `CAPTURE_FAILED`
   */
  async takePicture(): Promise<void> {
    const tool = this.services.captureTool;
    if (tool === undefined) throw captureUnavailable();
    const picture = await capture(tool);
    if (picture === "pasted") {
      this.panel.say(vscode.l10n.t("Choose a part of the screen, then come back and paste it here (Ctrl+V)."), true);
    } else if (picture !== undefined) {
      await this.panel.add([{ name: "", mediaType: "image/png", bytes: picture }]);
    }
  }

  /** Lets the person choose among the images that there are conversations about. */
  async showHistory(): Promise<void> {
    const uri = await chooseKept(this.services.store, (forgotten) => this.images.forget(forgotten));
    if (uri !== undefined) await this.panel.open([uri]);
  }

  /** Inserts the last answer about the image in view. */
  async insertLast(): Promise<void> {
    const turn = this.active && turnsInView(this.active).findLast(({ parts }) => parts.length > 0);
    if (turn === undefined) this.panel.say(vscode.l10n.t("Nothing has been answered about this image yet."));
    else await this.#insert(turn);
  }

  async #insert(turn: PanelTurn): Promise<void> {
    const name = await this.services.editor.insert(answerText(turn));
    this.panel.say(vscode.l10n.t('Inserted into "{0}"', name));
  }

  async #keep(session: ImageSession, where: "storage" | "file"): Promise<void> {
    const { id, image } = session.state;
    const uri = vscode.Uri.parse(image.uri, true);
    if (where === "storage") {
      await this.services.pictures.keep(uri);
      this.images.kept(id);
      this.panel.say(vscode.l10n.t("The picture is kept on this computer."));
      return;
    }
    const chosen = await vscode.window.showSaveDialog({
      defaultUri: vscode.Uri.joinPath(defaultFolder(), image.name),
      title: vscode.l10n.t("Save the picture as a file"),
    });
    if (chosen === undefined) return;
    await write(chosen, await this.services.pictures.readFile(uri));
    await this.images.moved(id, chosen);
    this.panel.say(vscode.l10n.t('Saved as "{0}"', chosen.path.slice(chosen.path.lastIndexOf("/") + 1)));
  }

  async #export(state: ImageState): Promise<void> {
    const uri = uriOf(state);
    const folder = state.image.kind === "file" ? vscode.Uri.joinPath(uri, "..") : defaultFolder();
    const name = `${state.image.name.replace(/\.[^.]*$/, "")}.md`;
    const chosen = await vscode.window.showSaveDialog({
      defaultUri: vscode.Uri.joinPath(folder, name),
      filters: { Markdown: ["md"] },
      title: vscode.l10n.t("Export the conversation as Markdown"),
    });
    if (chosen === undefined) return;
    await write(chosen, new TextEncoder().encode(this.#markdown(state, chosen)));
    await vscode.window.showTextDocument(chosen, { preview: false });
  }

  /** @param file where it will stand; the image is linked from there */
  #markdown(state: ImageState, file?: vscode.Uri): string {
    const { name, version } = this.services.model.state;
    const link = linkTo(state, file);
    return conversationMarkdown(state, turnsInView(state), {
      model: version === undefined ? name : `${name} ${version}`,
      date: new Date(),
      words: markdownWords(),
      ...(link !== undefined && { link }),
    });
  }

  async #copy(text: string): Promise<void> {
    await vscode.env.clipboard.writeText(text);
    this.panel.copied();
  }

  #session(id: string): ImageSession {
    const session = this.images.strip.session(id);
    if (session !== undefined) return session;
    throw new UserError("IMAGE_NOT_OPEN", "The image is not in the panel any more.", "Add it again.");
  }

  #turn(image: string, id: number): PanelTurn {
    const turn = this.#session(image).state.turns.find((each) => each.id === id);
    if (turn !== undefined) return turn;
    throw new UserError("IMAGE_NOT_OPEN", "The question is not in the panel any more.", "Ask it again.");
  }
}

function uriOf({ image }: ImageState): vscode.Uri {
  return vscode.Uri.parse(image.uri, true);
}

/** The text of the region, or of the whole image, as it is laid out. */
function textOf({ reading, region }: ImageState): string {
  const read = region?.reading.status === "ready" ? region.reading : reading;
  return read.status === "ready" ? laidOutText(read.lines) : "";
}

/**
 * The images among files that were dropped.
 *
 * @throws UserError `PANEL_NO_IMAGE`, `PANEL_WEB_IMAGE`
 */
function droppedImages(texts: readonly string[]): readonly vscode.Uri[] {
  const uris = texts.flatMap((text) => parsedUri(text) ?? []);
  const images = uris.filter((uri) => !/^https?$/.test(uri.scheme) && isImageUri(uri));
  if (images.length > 0) return images;
  throw refused(uris.some(({ scheme }) => /^https?$/.test(scheme)) ? "webAddress" : "noImage");
}

/** Shows a file in the explorer, or in the system's where it belongs to no folder that is open. */
async function reveal(uri: vscode.Uri): Promise<void> {
  const command = vscode.workspace.getWorkspaceFolder(uri) === undefined ? "revealFileInOS" : "revealInExplorer";
  await vscode.commands.executeCommand(command, uri);
}

/** The first folder that is open, else the person's own. */
function defaultFolder(): vscode.Uri {
  return vscode.workspace.workspaceFolders?.[0]?.uri ?? vscode.Uri.file(process.env["HOME"] ?? "/");
}

/** @throws UserError `STORAGE_FAILED` */
async function write(uri: vscode.Uri, bytes: Uint8Array): Promise<void> {
  try {
    await vscode.workspace.fs.writeFile(uri, bytes);
  } catch (cause) {
    throw storageFailed(`"${uri.path}"`, cause);
  }
}

/** The image's address from a file, or by itself; a picture that was pasted has none. */
function linkTo(state: ImageState, file: vscode.Uri | undefined): string | undefined {
  if (state.image.kind !== "file") return undefined;
  const uri = uriOf(state);
  if (file === undefined) return vscode.workspace.asRelativePath(uri, false);
  if (uri.scheme !== file.scheme || uri.authority !== file.authority) return uri.toString();
  return posix.relative(posix.dirname(file.path), uri.path);
}

function markdownWords(): MarkdownWords {
  return {
    facts: (width, height, lines) =>
      vscode.l10n.t("{0} × {1} pixels, {2} lines of text were read.", width, height, lines),
    region: ([x, y, width, height]) =>
      vscode.l10n.t("About the region at {0}, {1}, {2} × {3} pixels.", x, y, width, height),
    place: ([x, y, width, height]) => vscode.l10n.t("at {0}, {1}, {2} × {3}", x, y, width, height),
    counted: vscode.l10n.t("Counted one by one:"),
    stopped: vscode.l10n.t("This answer was stopped."),
    foot: (model, date) =>
      vscode.l10n.t("Answered by {0}, exported on {1}. Places are in pixels of the image.", model, date),
    notSaved: vscode.l10n.t("The picture was pasted and is no file."),
  };
}
