import assert from "node:assert/strict";
import * as vscode from "vscode";
import type { TestApi } from "../../../src/host/extension.ts";
import { freshImageView, type SavedView } from "../../../src/shared/saved-view.ts";
import { answerText } from "../../../src/shared/turns.ts";
import { panelType } from "../../../src/host/panel-manager.ts";
import {
  answered,
  closeAll,
  ended,
  eventually,
  file,
  openAndRead,
  openImage,
  pictures,
  project,
  question,
  reading,
  testApi,
  write,
} from "./support.ts";

const savedView = (...uris: readonly string[]): SavedView => ({
  version: 2,
  images: uris.map((uri) => ({ uri, ...freshImageView })),
  ...(uris[0] !== undefined && { active: uris[0] }),
  imageFolded: false,
  split: 0.5,
});

describe("the panel", function () {
  this.timeout(240_000);
  let api: TestApi;

  const names = (): string[] => api.panels.images.map(({ session }) => session.state.image.name);

  before(async () => {
    api = await testApi();
  });
  beforeEach(() => api.store.forgetAll());
  afterEach(() => closeAll(api));

  it("opens from the explorer beside the editor, and takes further images, each once", async () => {
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument({ content: "text" }));
    await openImage(api, file("export.png"));
    const { panel } = api.panels;
    await eventually("it is beside", () => panel?.panel.viewColumn === vscode.ViewColumn.Two);
    assert.equal(panel?.panel.title, "export.png");
    await openImage(api, file("sign-in.png"));
    assert.equal(api.panels.panel, panel, "there is one panel");
    assert.equal(panel.panel.title, "sign-in.png");
    await openImage(api, file("export.png"));
    assert.equal(panel.panel.title, "export.png", "an image that is there comes into view");
    assert.deepEqual(names(), ["export.png", "sign-in.png"]);
  });

  it("opens for the image in the built-in preview, from its menu", async () => {
    await vscode.commands.executeCommand("vscode.openWith", file("fonts.png"), "imagePreview.previewEditor");
    await eventually(
      "the preview is open",
      () => vscode.window.tabGroups.activeTabGroup.activeTab?.label === "fonts.png",
    );
    await vscode.commands.executeCommand("mlMamba.ask", { webview: "imagePreview.previewEditor" });
    assert.equal(api.panels.images[0]?.uri.toString(), file("fonts.png").toString());
  });

  it("opens for all images that are selected in the explorer", async () => {
    const uris = [file("fonts.png"), file("sign-in.png")];
    await vscode.commands.executeCommand("mlMamba.ask", uris[0], uris);
    assert.deepEqual(
      api.panels.images.map(({ uri }) => uri.path),
      uris.map(({ path }) => path),
    );
  });

  it("reads an image at once, suggests three questions, and answers with quotes", async () => {
    const panel = await openAndRead(api, file("export.png"));
    const { reading: state, suggestions, thumbnail } = panel.session.state;
    assert.ok(state.status === "ready");
    assert.deepEqual([state.width, state.height, state.notices], [460, 180, []]);
    assert.ok(state.lines.some(({ text }) => text === "Error code: TWA-0417"));
    assert.equal(state.modelSaw?.width, 512);
    assert.equal(suggestions.length, 3);
    assert.ok(suggestions.includes("What went wrong?"));
    const { picture } = panel.session;
    assert.ok(picture?.type === "bytes" && picture.mediaType === "image/png");
    assert.equal(Buffer.from(thumbnail!.subarray(8, 12)).toString("latin1"), "WEBP");
    const turn = await answered(panel);
    assert.ok(turn.parts.some(({ type }) => type === "quote"));
  });

  it("answers a question that is asked before the image has been read; a stopped one is taken back", async () => {
    const panel = await openImage(api, file("fonts.png"));
    panel.session.ask("What is the font size?");
    panel.session.ask("This one is asked too early.");
    assert.equal(panel.session.state.turns.length, 1);
    assert.equal((await ended(panel)).status, "done");
    panel.session.read();
    panel.session.ask("And the family?");
    panel.session.stop();
    assert.equal((await ended(panel)).status, "stopped");
    assert.equal(await reading(panel), "ready");
    await answered(panel);
  });

  it("keeps the conversation when it is closed, and when the window is reloaded", async () => {
    const uri = await write("kept.png", await project("test/fixtures/host/fonts.png"));
    const panel = await openAndRead(api, uri);
    const first = await answered(panel, "What is the title?");
    await closeAll(api);

    const again = await openAndRead(api, uri);
    assert.deepEqual(again.session.state.turns, [first]);
    const second = await answered(again, "What kind of diagram is this?");
    assert.equal(second.id, 2);
    await closeAll(api);

    const restored = vscode.window.createWebviewPanel(panelType, "restored", vscode.ViewColumn.One);
    await api.panels.deserializeWebviewPanel(restored, savedView(uri.toString()));
    const third = api.panels.find(uri);
    assert.ok(third !== undefined);
    assert.equal(restored.title, "kept.png");
    assert.deepEqual(third.session.state.turns, [first, second]);
    assert.equal(await reading(third), "ready");
    third.session.newConversation();
    assert.deepEqual(third.session.state.turns, [first, second], "a new conversation takes nothing away");
    third.session.forget();
    await closeAll(api);
    assert.equal(await api.store.load(uri.toString()), undefined);
  });

  it("forgets all conversations, open and closed, when that was confirmed and not before", async () => {
    const closed = await write("closed.png", await project("test/fixtures/host/fonts.png"));
    await answered(await openAndRead(api, closed));
    await closeAll(api);
    const panel = await openAndRead(api, await write("open.png", await project("test/fixtures/host/export.png")));
    await answered(panel);
    const open = panel.uri.toString();
    await eventually("it is kept", () => api.store.load(open));

    /* The driver of the suite answers no dialog; what is shown in it is looked at here. */
    const { window } = vscode;
    const original = window.showWarningMessage;
    const shown: unknown[][] = [];
    const answer = async (chosen: string | undefined): Promise<void> => {
      window.showWarningMessage = (...words: unknown[]) => {
        shown.push(words);
        return Promise.resolve(chosen);
      };
      await vscode.commands.executeCommand("mlMamba.forgetConversations");
    };
    try {
      await answer(undefined);
      assert.equal(panel.session.state.turns.length, 1);
      assert.ok((await api.store.load(closed.toString())) !== undefined, "Cancel forgets nothing");
      await answer("Forget");
    } finally {
      window.showWarningMessage = original;
    }
    assert.deepEqual(
      shown.map(([, options, ...buttons]) => [(options as vscode.MessageOptions).modal, buttons]),
      [
        [true, ["Forget"]],
        [true, ["Forget"]],
      ],
    );
    assert.deepEqual(panel.session.state.turns, []);
    await api.store.settled();
    assert.deepEqual([await api.store.load(closed.toString()), await api.store.load(open)], [undefined, undefined]);
    await answered(panel);
  });

  it("is restored with all of its images; those that are not in view are read when they are looked at", async () => {
    const uris = [file("fonts.png"), file("export.png"), file("sign-in.png")].map(String);
    const restored = vscode.window.createWebviewPanel(panelType, "restored", vscode.ViewColumn.One);
    await api.panels.deserializeWebviewPanel(restored, {
      ...savedView(...uris),
      active: uris[1],
      images: uris.map((uri) => ({ uri, ...freshImageView, region: [0, 0, 200, 60] })),
    });
    assert.deepEqual(names(), ["fonts.png", "export.png", "sign-in.png"]);
    assert.equal(restored.title, "export.png");
    const [first, second] = api.panels.images;
    assert.equal(await reading(second!), "ready");
    await eventually("its region is read", () => second!.session.state.region?.reading.status === "ready");
    assert.equal(first!.session.state.reading.status, "unread");
    api.panels.panel!.images.strip.activate(first!.session.state.id);
    assert.equal(await reading(first!), "ready");
  });

  it("is empty, not broken, when what was kept of it cannot be read, and there is never a second one", async () => {
    const good = file("export.png").toString();
    const kept: readonly (readonly [state: unknown, left: readonly string[]])[] = [
      [undefined, []],
      [{}, []],
      [savedView("no uri"), []],
      [savedView(""), []],
      [savedView("no uri", good), ["export.png"]],
    ];
    for (const [state, left] of kept) {
      const restored = vscode.window.createWebviewPanel(panelType, "restored", vscode.ViewColumn.One);
      await api.panels.deserializeWebviewPanel(restored, state);
      assert.deepEqual(names(), left);
      const second = vscode.window.createWebviewPanel(panelType, "second", vscode.ViewColumn.One);
      const closed = new Promise<void>((done) => second.onDidDispose(done));
      await api.panels.deserializeWebviewPanel(second, savedView(file("fonts.png").toString()));
      await closed;
      await closeAll(api);
    }
  });

  it("holds ten images at once, each answered about by itself", async () => {
    const many = Array.from({ length: 10 }, (_, index) => `${index}-${pictures[index % pictures.length]!}`);
    for (const name of many) await write(name, await project(`test/fixtures/host/${name.slice(2)}`));
    const panels = await Promise.all(many.map((name) => openImage(api, file(name))));
    assert.equal(new Set(panels).size, 10);
    for (const panel of panels) panel.session.ask("What is the title?");
    const turns = await Promise.all(panels.map(ended));
    for (const [index, turn] of turns.entries()) {
      assert.equal(turn.status, "done", `${many[index]!}: ${JSON.stringify(turn)}`);
      const { reading: state } = panels[index]!.session.state;
      assert.ok(state.status === "ready");
      const lines = new Set(state.lines.map(({ text }) => text));
      for (const part of turn.parts) {
        if (part.type === "quote") assert.ok(lines.has(part.quote.text), `${many[index]!}: ${answerText(turn)}`);
      }
    }
    await eventually("ten images are in the worker", () => api.model.figures.memory?.images === 10);
    await closeAll(api);
    await eventually("the worker has forgotten them", () => api.model.figures.memory?.images === 0);
  });

  it("says when a question, or the text of the image, is in a script that cannot be read", async () => {
    const panel = await openAndRead(api, file("export.png"));
    /* How sure the model is of its words is another matter. */
    const noticesOf = async (asked: string): Promise<readonly { code: string; message: string }[]> =>
      (await answered(panel, asked)).notices.filter(({ code }) => code !== "ANSWER_UNSURE");
    const notices = await noticesOf("무엇이 잘못되었나요?");
    assert.deepEqual(
      notices.map(({ code }) => code),
      ["SCRIPT_UNREADABLE"],
    );
    assert.match(notices[0]!.message, /English only.*Korean/);
    assert.deepEqual(await noticesOf(question), []);
  });
});
