import assert from "node:assert/strict";
import * as vscode from "vscode";
import type { TestApi } from "../../../src/host/extension.ts";
import type { Panel } from "../../../src/host/panel.ts";
import { turnsInView } from "../../../src/shared/image-state.ts";
import { mostImages } from "../../../src/shared/panel-state.ts";
import { answerText } from "../../../src/shared/turns.ts";
import {
  answerDialog,
  answered,
  closeAll,
  ended,
  eventually,
  file,
  openAndRead,
  openImage,
  project,
  panelOf,
  question,
  reading,
  testApi,
  write,
} from "./support.ts";

describe("what is done in the panel", function () {
  this.timeout(240_000);
  let api: TestApi;
  const undo: (() => void)[] = [];

  before(async () => {
    api = await testApi();
  });
  beforeEach(() => api.store.forgetAll());
  afterEach(async () => {
    for (const step of undo.splice(0)) step();
    await closeAll(api);
  });

  const panel = (): Panel => panelOf(api);
  const problems = (): string[] => panel().images.strip.state.problems.map(({ error }) => error.code);

  it("a region is read by itself and asked about; quotes stand in pixels of the image", async () => {
    const { session } = await openAndRead(api, file("fonts.png"));
    const whole = session.state.reading;
    assert.ok(whole.status === "ready");
    const [x, y, width, height] = whole.lines.at(-1)!.box;
    const box = [Math.max(0, x - 8), Math.max(0, y - 8), width + 16, height + 16] as const;
    session.selectRegion(box);
    const read = await eventually("the region is read", () => {
      const { region } = session.state;
      return region?.reading.status === "ready" && region.reading;
    });
    assert.ok(read.lines.length >= 1 && read.lines.length < whole.lines.length);
    session.ask("What is the text?");
    const turn = await ended({ uri: file("fonts.png"), session });
    assert.equal(turn.status, "done", JSON.stringify(turn));
    assert.deepEqual(turn.region, session.state.region?.box);
    for (const part of turn.parts) {
      if (part.type !== "quote") continue;
      const [left, top] = part.quote.box;
      assert.ok(left >= box[0] && top >= box[1], `${part.quote.box.join()} is not in ${box.join()}`);
    }
    const panelState = session.state.id;
    await panel().actions.handle({ type: "copyText", image: panelState });
    const copied = await vscode.env.clipboard.readText();
    assert.ok(copied.includes(read.lines[0]!.text) && !copied.includes(whole.lines[0]!.text), copied);
  });

  it("an edited question continues from the image; the earlier one stays and can be shown again", async () => {
    const image = await openAndRead(api, file("export.png"));
    const first = await answered(image);
    const second = await answered(image, "What is the error code?");
    image.session.edit(first.id, "What is the title?");
    await ended(image);
    const inView = (): string[] => turnsInView(image.session.state).map((turn) => turn.question);
    assert.deepEqual(inView(), ["What is the title?"]);
    image.session.showBranch(first.id);
    assert.deepEqual(inView(), [question, second.question]);
    await closeAll(api);
    const again = await openAndRead(api, file("export.png"));
    assert.deepEqual(
      turnsInView(again.session.state).map((turn) => turn.question),
      [question, second.question],
    );
    assert.equal(again.session.state.turns.length, 3, "all versions are kept");
    again.session.forget();
  });

  it("an answer is inserted at the cursor of the last text editor, as one step to undo", async () => {
    const document = await vscode.workspace.openTextDocument(await write("notes.md", "Before \nAfter\n"));
    const editor = await vscode.window.showTextDocument(document);
    editor.selection = new vscode.Selection(0, 7, 0, 7);
    const image = await openAndRead(api, file("export.png"));
    const turn = await answered(image);
    await vscode.commands.executeCommand("mlMamba.insertAnswer");
    assert.equal(document.getText(), `Before ${answerText(turn)}\nAfter\n`);
    await vscode.commands.executeCommand("undo");
    assert.equal(document.getText(), "Before \nAfter\n");
    await document.save();
    image.session.forget();
  });

  it("without a text editor: EDITOR_MISSING in the panel", async () => {
    await vscode.commands.executeCommand("workbench.action.closeAllEditors");
    const image = await openAndRead(api, file("export.png"));
    await answered(image);
    await vscode.commands.executeCommand("mlMamba.insertAnswer");
    assert.deepEqual(problems(), ["EDITOR_MISSING"]);
    image.session.forget();
  });

  it("a conversation is exported as Markdown that links to the image, and opened", async () => {
    const image = await openAndRead(api, file("export.png"));
    const turn = await answered(image);
    const target = vscode.Uri.joinPath(file(""), "notes", "answers.md");
    undo.push(answerDialog("showSaveDialog", target));
    await vscode.commands.executeCommand("mlMamba.exportConversation");
    const text = new TextDecoder().decode(await vscode.workspace.fs.readFile(target));
    assert.match(text, /^# export\.png\n\n!\[export\.png\]\(\.\.\/export\.png\)\n/);
    assert.ok(text.includes(`## ${question}\n\n${answerText(turn)}\n`), text);
    assert.match(text, /- “.+”: at \d+, \d+, \d+ × \d+/);
    await eventually("it is shown", () => vscode.window.activeTextEditor?.document.uri.path === target.path);
    image.session.forget();
  });

  it("two images are compared: both are asked the same, each answers about itself", async () => {
    const uris = [file("export.png"), file("sign-in.png")];
    await vscode.commands.executeCommand("mlMamba.compare", uris[0], uris);
    const { strip } = panel().images;
    assert.equal(strip.state.compared?.length, 2);
    for (const image of api.panels.images) assert.equal(await reading(image), "ready");
    strip.askAll("What is the title?");
    const turns = await Promise.all(api.panels.images.map(ended));
    assert.deepEqual(
      turns.map(({ status }) => status),
      ["done", "done"],
    );
    assert.equal(new Set(turns.map(({ compared }) => compared)).size, 1);
    for (const [index, turn] of turns.entries()) {
      const { session } = api.panels.images[index]!;
      const read = session.state.reading;
      const lines = new Set(read.status === "ready" ? read.lines.map(({ text }) => text) : []);
      for (const part of turn.parts) if (part.type === "quote") assert.ok(lines.has(part.quote.text));
      session.forget();
    }
  });

  it("the panel is full at some number of images: said, and nothing is lost", async () => {
    const many = Array.from({ length: mostImages + 1 }, (_, index) => `many-${index}.png`);
    const bytes = await project("test/fixtures/host/fonts.png");
    for (const name of many) await write(name, bytes);
    await api.panels.open(...many.map(file));
    assert.equal(api.panels.images.length, mostImages);
    assert.deepEqual(problems(), ["PANEL_FULL"]);
    panel().images.strip.dismiss(panel().images.strip.state.problems[0]!.id);
    await panel().images.remove(api.panels.images[0]!.session.state.id);
    await openImage(api, file(many.at(-1)!));
    assert.deepEqual(problems(), []);
    for (const name of many) await vscode.workspace.fs.delete(file(name));
  });

  it("dropped files come in by their addresses; what is no image, or of the web, is refused with a next step", async () => {
    await api.panels.show();
    await write("notes.txt", "text");
    const drop = (...uris: string[]): Promise<void> => panel().actions.handle({ type: "addFiles", uris });
    await drop(file("notes.txt").toString(), file("export.png").toString());
    assert.deepEqual(
      api.panels.images.map(({ session }) => session.state.image.name),
      ["export.png"],
    );
    await assert.rejects(drop(file("notes.txt").toString()), { code: "PANEL_NO_IMAGE" });
    await assert.rejects(drop("https://example.org/a.png"), { code: "PANEL_WEB_IMAGE" });
  });

  it("an image is opened in the editor from the panel", async () => {
    const image = await openAndRead(api, file("export.png"));
    await panel().actions.handle({ type: "openImage", image: image.session.state.id });
    await eventually("the image in a tab of its own", () =>
      vscode.window.tabGroups.all
        .flatMap(({ tabs }) => tabs)
        .some(({ input }) => input instanceof vscode.TabInputCustom && input.uri.toString() === image.uri.toString()),
    );
  });

  it("images are chosen in a dialog, and a picture of a screen that is elsewhere is refused with what to do", async () => {
    undo.push(answerDialog("showOpenDialog", [file("export.png"), file("fonts.png")]));
    await vscode.commands.executeCommand("mlMamba.chooseImage");
    assert.equal(api.panels.images.length, 2);
    if (vscode.env.uiKind === vscode.UIKind.Web) {
      await vscode.commands.executeCommand("mlMamba.takePicture");
      assert.deepEqual(problems(), ["CAPTURE_UNAVAILABLE"]);
    }
  });
});
