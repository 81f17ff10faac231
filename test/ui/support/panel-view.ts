/** The panel as a person meets it: found by its labels and roles. */
import type { Frame, FrameLocator, Locator } from "playwright-core";
import type { EditorWindow } from "./editor-window.ts";

const extensionId = "ml-mamba.ml-mamba";

export class PanelView {
  readonly frame: FrameLocator;
  readonly image: Locator;
  readonly conversation: Locator;
  readonly question: Locator;
  readonly suggestions: Locator;
  readonly turns: Locator;
  /** The boxes on the picture. */
  readonly boxes: Locator;
  readonly stop: Locator;

  constructor(private readonly window: EditorWindow) {
    this.frame = window.webview(extensionId);
    this.image = this.frame.getByRole("region", { name: "Image" });
    this.conversation = this.frame.getByRole("region", { name: "Conversation" });
    this.question = this.frame.getByRole("textbox", { name: "Question" });
    this.suggestions = this.frame.getByRole("list", { name: "Suggested questions" }).getByRole("button");
    this.turns = this.conversation.getByRole("listitem").filter({ has: this.frame.getByRole("heading") });
    this.boxes = this.image.locator("button.box");
    this.stop = this.conversation.getByRole("button", { name: "Stop", exact: true });
  }

  /** Right-clicks an image in the explorer, chooses "Ask ML-Mamba", and waits until the panel is there. */
  static async ask(window: EditorWindow, file: string): Promise<PanelView> {
    await window.chooseFromMenu(window.file(file), "Ask ML-Mamba");
    const panel = new PanelView(window);
    await panel.question.waitFor();
    return panel;
  }

  /** Waits until the image was read. */
  async read(): Promise<void> {
    await this.image.getByText(/^Read in /).waitFor();
  }

  /** Types a question and presses Enter. */
  async type(question: string): Promise<void> {
    await this.question.fill(question);
    await this.question.press("Enter");
  }

  /** Asks, and waits until the answer has ended. @returns its turn */
  async askAndWait(question: string): Promise<Locator> {
    const turn = this.turns.nth(await this.turns.count());
    await this.type(question);
    await this.ended(turn);
    return turn;
  }

  /** Waits until the answer of a turn has ended, well or not. */
  async ended(turn: Locator): Promise<void> {
    await turn.getByRole("button", { name: "Ask again" }).waitFor();
  }

  /** The words of a turn's answer. */
  answer(turn: Locator): Locator {
    return turn.locator(".answer");
  }

  /** The quotes in a turn's answer. */
  quotes(turn: Locator): Locator {
    return turn.locator(".quote");
  }

  /** The document of the panel, for scripts that run in it. */
  async document(): Promise<Frame> {
    const root = await this.frame.locator("html").elementHandle();
    const frame = await root.ownerFrame();
    if (frame === null) throw new Error("The panel is gone");
    return frame;
  }

  /** Reads the clipboard of the window. */
  clipboard(): Promise<string> {
    return this.window.page.evaluate("navigator.clipboard.readText()");
  }
}
