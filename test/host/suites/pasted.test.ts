import assert from "node:assert/strict";
import * as vscode from "vscode";
import type { TestApi } from "../../../src/host/extension.ts";
import type { OpenImage } from "../../../src/host/panel-manager.ts";
import type { Panel } from "../../../src/host/panel.ts";
import {
  answerDialog,
  answered,
  closeAll,
  eventually,
  file,
  openAndRead,
  panelOf,
  project,
  reading,
  testApi,
} from "./support.ts";

describe("pasted pictures", function () {
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

  /** Pastes a picture of the fixtures, and waits until it has been read. */
  async function paste(fixture: string): Promise<OpenImage> {
    await api.panels.show();
    const bytes = new Uint8Array(await project(`test/fixtures/host/${fixture}`));
    await panel().addPictures([{ name: "", mediaType: "image/png", bytes }]);
    const image = api.panels.images.at(-1)!;
    assert.equal(await reading(image), "ready");
    return image;
  }

  it("a pasted picture is read and asked about; pasted again it is the same one, with its conversation", async () => {
    const image = await paste("export.png");
    const { name, kind, uri } = image.session.state.image;
    assert.deepEqual([name, kind], ["Pasted image 1.png", "paste"]);
    const turn = await answered(image);
    await paste("export.png");
    assert.equal(api.panels.images.length, 1);
    assert.equal((await paste("fonts.png")).session.state.image.name, "Pasted image 2.png");
    await closeAll(api);
    await eventually("its bytes are nowhere", () => !api.pictures.holds(vscode.Uri.parse(uri)));
    const again = await paste("export.png");
    assert.deepEqual(again.session.state.turns, [turn]);
    again.session.forget();
  });

  it("a pasted picture that was not kept is gone after the panel was closed: said, with what to do", async () => {
    const image = await paste("export.png");
    await answered(image);
    const { uri } = image;
    await closeAll(api);
    await api.panels.open(uri);
    const [gone] = api.panels.images;
    assert.equal(await reading(gone!), "failed");
    const state = gone!.session.state.reading;
    assert.ok(state.status === "failed" && state.error.code === "PICTURE_NOT_KEPT");
    assert.match(state.error.nextStep, /Paste it again/);
    await paste("export.png");
    assert.equal(api.panels.images.length, 1);
    assert.equal(gone!.session.state.reading.status, "ready");
    gone!.session.forget();
  });

  it("a picture that is pasted again while it is being taken away stays", async () => {
    const { session } = await paste("export.png");
    const { images } = panel();
    const bytes = new Uint8Array(await project("test/fixtures/host/export.png"));
    const again = (): vscode.Uri => api.pictures.add("", "Pasted image", "image/png", bytes);
    const removed = images.remove(session.state.id);
    const uri = again();
    await removed;
    assert.ok(api.pictures.holds(uri), "after it was taken out of the panel");
    await images.addPictures([{ name: "", mediaType: "image/png", bytes }]);
    const closed = images.dispose();
    again();
    await closed;
    assert.ok(api.pictures.holds(uri), "after the panel was closed");
    api.pictures.release(uri);
  });

  it("a pasted picture can be kept, and saved as a file with its conversation", async () => {
    const image = await paste("export.png");
    await answered(image);
    const { id } = image.session.state;
    await panel().actions.handle({ type: "keep", image: id, where: "storage" });
    assert.equal(image.session.state.image.kind, "kept");
    await closeAll(api);
    await api.panels.open(image.uri);
    const kept = api.panels.images[0]!;
    assert.equal(await reading(kept), "ready");
    assert.equal(kept.session.state.turns.length, 1);

    const saved = file("saved from the clipboard.png");
    undo.push(answerDialog("showSaveDialog", saved));
    await panel().actions.handle({ type: "keep", image: kept.session.state.id, where: "file" });
    const bytes = await vscode.workspace.fs.readFile(saved);
    assert.equal(Buffer.compare(bytes, await project("test/fixtures/host/export.png")), 0);
    assert.equal(kept.session.state.image.kind, "file");
    assert.equal(panel().panel.title, "saved from the clipboard.png");
    await closeAll(api);
    assert.equal((await openAndRead(api, saved)).session.state.turns.length, 1);
    assert.equal(await api.store.load(image.uri.toString()), undefined, "it is kept once");
  });

  it("earlier conversations are deleted by the list: of an image in the panel, and with the picture that was kept", async () => {
    const pastedImage = await paste("export.png");
    await answered(pastedImage);
    await panel().actions.handle({ type: "keep", image: pastedImage.session.state.id, where: "storage" });
    const open = await openAndRead(api, file("fonts.png"));
    await answered(open, "What is the title?");
    await api.store.settled();
    const listed = (await api.store.list()).map(({ conversation }) => conversation.image);
    assert.deepEqual(listed.slice(0, 2), [open.uri.toString(), pastedImage.uri.toString()]);

    await panel().images.forget(open.uri);
    assert.deepEqual(open.session.state.turns, []);
    await panel().images.remove(pastedImage.session.state.id);
    await panel().images.forget(pastedImage.uri);
    assert.equal(await api.pictures.isKept(pastedImage.uri), false);
    const left = (await api.store.list()).map(({ conversation }) => conversation.image);
    assert.ok(!left.includes(open.uri.toString()) && !left.includes(pastedImage.uri.toString()));
  });
});
