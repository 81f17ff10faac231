import assert from "node:assert/strict";
import * as vscode from "vscode";
import type { TestApi } from "../../../src/host/extension.ts";
import { answerText } from "../../../src/shared/panel-state.ts";
import type { SavedView } from "../../../src/shared/panel-protocol.ts";
import { panelType } from "../../../src/host/panel-manager.ts";
import {
  answered,
  closeAll,
  ended,
  eventually,
  file,
  openAndRead,
  openPanel,
  pictures,
  project,
  question,
  reading,
  testApi,
  write,
} from "./support.ts";

const savedView = (image: string): SavedView => ({
  version: 1,
  image,
  draft: "",
  scroll: "end",
  zoom: "fit",
  imageFolded: false,
  split: 0.5,
});

describe("panels", function () {
  this.timeout(240_000);
  let api: TestApi;

  before(async () => {
    api = await testApi();
  });
  afterEach(() => closeAll(api));

  it("open from the explorer beside the editor, one for each image", async () => {
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument({ content: "text" }));
    const panel = await openPanel(api, file("export.png"));
    await eventually("it is beside", () => panel.panel.viewColumn === vscode.ViewColumn.Two);
    assert.equal(await openPanel(api, file("export.png")), panel);
    const other = await openPanel(api, file("sign-in.png"));
    await eventually("it joins the first", () => other.panel.viewColumn === vscode.ViewColumn.Two);
    assert.equal(api.panels.panels.length, 2);
  });

  it("opens for the image in the built-in preview, from its menu", async () => {
    await vscode.commands.executeCommand("vscode.openWith", file("fonts.png"), "imagePreview.previewEditor");
    await eventually(
      "the preview is open",
      () => vscode.window.tabGroups.activeTabGroup.activeTab?.label === "fonts.png",
    );
    await vscode.commands.executeCommand("mlMamba.ask", { webview: "imagePreview.previewEditor" });
    assert.equal(api.panels.panels[0]?.uri.toString(), file("fonts.png").toString());
  });

  it("opens for all images that are selected in the explorer", async () => {
    const uris = [file("fonts.png"), file("sign-in.png")];
    await vscode.commands.executeCommand("mlMamba.ask", uris[0], uris);
    assert.deepEqual(
      api.panels.panels.map(({ uri }) => uri.path),
      uris.map(({ path }) => path),
    );
  });

  it("read the image at once, suggest three questions, and answer with quotes", async () => {
    const panel = await openAndRead(api, file("export.png"));
    const { reading: state, suggestions, image } = panel.session.state;
    assert.ok(state.status === "ready");
    assert.deepEqual([state.width, state.height, state.notices], [460, 180, []]);
    assert.ok(state.lines.some(({ text }) => text === "Error code: TWA-0417"));
    assert.equal(state.modelSaw?.width, 512);
    assert.equal(suggestions.length, 3);
    assert.ok(suggestions.includes("What went wrong?"));
    assert.ok(image.source.type === "bytes" && image.source.mediaType === "image/png");
    const turn = await answered(panel);
    assert.ok(turn.parts.some(({ type }) => type === "quote"));
  });

  it("answer a question that is asked before the image has been read; a stopped one is taken back", async () => {
    const panel = await openPanel(api, file("fonts.png"));
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

  it("keep the conversation when they are closed, and when the window is reloaded", async () => {
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
    await closeAll(api);
    assert.equal(await api.store.load(uri.toString()), undefined);
  });

  it("forget all conversations, open and closed, when that was confirmed and not before", async () => {
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

  it("are closed instead of restored when it cannot be told for which image", async () => {
    for (const state of [undefined, {}, savedView("no uri"), savedView("")]) {
      const restored = vscode.window.createWebviewPanel(panelType, "restored", vscode.ViewColumn.One);
      const closed = new Promise<void>((done) => restored.onDidDispose(done));
      await api.panels.deserializeWebviewPanel(restored, state);
      await closed;
    }
    assert.equal(api.panels.panels.length, 0);
  });

  it("ten at once: each answers about its own image", async () => {
    const names = Array.from({ length: 10 }, (_, index) => `${index}-${pictures[index % pictures.length]!}`);
    for (const name of names) await write(name, await project(`test/fixtures/host/${name.slice(2)}`));
    const panels = await Promise.all(names.map((name) => openPanel(api, file(name))));
    assert.equal(new Set(panels).size, 10);
    for (const panel of panels) panel.session.ask("What is the title?");
    const turns = await Promise.all(panels.map(ended));
    for (const [index, turn] of turns.entries()) {
      assert.equal(turn.status, "done", `${names[index]!}: ${JSON.stringify(turn)}`);
      const { reading: state } = panels[index]!.session.state;
      assert.ok(state.status === "ready");
      const lines = new Set(state.lines.map(({ text }) => text));
      for (const part of turn.parts) {
        if (part.type === "quote") assert.ok(lines.has(part.quote.text), `${names[index]!}: ${answerText(turn)}`);
      }
    }
    await eventually("ten images are in the worker", () => api.model.figures.memory?.images === 10);
    await closeAll(api);
    await eventually("the worker has forgotten them", () => api.model.figures.memory?.images === 0);
  });

  it("say when a question, or the text of the image, is in a script that cannot be read", async () => {
    const panel = await openAndRead(api, file("export.png"));
    const turn = await answered(panel, "무엇이 잘못되었나요?");
    assert.deepEqual(
      turn.notices.map(({ code }) => code),
      ["SCRIPT_UNREADABLE"],
    );
    assert.match(turn.notices[0]!.message, /English only.*Korean/);
    assert.deepEqual((await answered(panel, question)).notices, []);
  });
});
