/** "Write missing alt text" of a file and a folder: nothing is written before the review; every stop, change and fault on the way. */
import assert from "node:assert/strict";
import * as vscode from "vscode";
import type { TestApi } from "../../../src/host/extension.ts";
import type { AltRun } from "../../../src/host/documents/alt-run.ts";
import type { UserError } from "../../../src/shared/errors.ts";
import type { ReviewPanel } from "../../../src/host/documents/review-panel.ts";
import { closeAll, eventually, file, testApi, write } from "./support.ts";

async function text(name: string): Promise<string> {
  return new TextDecoder("utf-8", { ignoreBOM: true }).decode(await vscode.workspace.fs.readFile(file(name)));
}

describe("writing missing alt text", function () {
  this.timeout(300_000);
  let api: TestApi;

  before(async () => {
    api = await testApi();
  });
  afterEach(async () => {
    for (const { panel } of api.documents.missing.reviews) panel.dispose();
    await closeAll(api);
    await vscode.workspace.fs.delete(file("docs"), { recursive: true }).then(undefined, () => undefined);
  });

  async function folder(documents: Readonly<Record<string, string>>): Promise<vscode.Uri> {
    for (const [name, content] of Object.entries(documents)) await write(`docs/${name}`, content);
    return file("docs");
  }

  async function start(uri: vscode.Uri): Promise<ReviewPanel> {
    await vscode.commands.executeCommand("mlMamba.writeMissingAltInFolder", uri);
    return eventually("a review", () => api.documents.missing.reviews.at(-1));
  }

  const done = (run: AltRun): Promise<unknown> => eventually("all were asked about", () => run.phase === "ready");

  it("asks about each image of all languages, writes what was accepted or edited, leaves what was refused", async () => {
    const documents = {
      "a.md": "# A\r\n\r\n![](../export.png)\r\n\r\n![has one](../export.png)\r\n",
      "b.html": "<p>\n\t<img src='../export.png'>\n\t<img src='../sign-in.png'>\n</p>\n",
      "c.rst": ".. image:: ../fonts.png\n   :width: 3\n",
      "node_modules/no.md": "![](../export.png)",
      "d.md": "![](nowhere.png)\n",
    };
    const uri = await folder(documents);
    const { run } = await start(uri);
    await done(run);
    assert.deepEqual(
      run.items.map(({ file: name, line, status }) => [name, line, status]),
      [
        ["docs/a.md", 3, "ready"],
        ["docs/b.html", 2, "ready"],
        ["docs/b.html", 3, "ready"],
        ["docs/c.rst", 1, "ready"],
        ["docs/d.md", 1, "failed"],
      ],
    );
    for (const [name, content] of Object.entries(documents))
      assert.equal(await text(`docs/${name}`), content, "nothing is written yet");
    run.edit(1, 'Edited "by hand"');
    run.accept([2], false);
    const { documents: count } = await run.write();
    assert.equal(count, 3);
    const a = await text("docs/a.md");
    assert.equal(a, documents["a.md"].replace("![]", `![${run.items[0]!.text}]`), "CRLF stays");
    const b = await text("docs/b.html");
    assert.equal(
      b,
      documents["b.html"].replace("export.png'", "export.png' alt='Edited \"by hand\"'"),
      "the refused one has none",
    );
    assert.match(await text("docs/c.rst"), /^\.\. image:: \.\.\/fonts\.png\n {3}:alt: \S.*\n {3}:width: 3\n$/);
    assert.deepEqual(
      run.items.map(({ status }) => status),
      ["written", "written", "ready", "written", "failed"],
    );
  });

  it("one undo in a file takes back all that was written into it", async () => {
    const content = "<img src='../export.png'>\n<img src='../sign-in.png'>\n";
    const { run } = await start(await folder({ "undo.html": content }));
    await done(run);
    await run.write();
    const document = await vscode.workspace.openTextDocument(file("docs/undo.html"));
    assert.notEqual(document.getText(), content);
    await vscode.window.showTextDocument(document);
    await vscode.commands.executeCommand("undo");
    assert.equal(document.getText(), content);
    await document.save();
  });

  it("keeps mixed line endings and a byte order mark, byte by byte, and can take that back", async () => {
    const content = "\uFEFF# A\r\n\n![](../export.png)\n\ttext\r\n![](../sign-in.png)\r\n";
    const { run } = await start(await folder({ "mixed.md": content }));
    await done(run);
    const { written } = await run.write();
    const [first, second] = run.items;
    assert.equal(
      await text("docs/mixed.md"),
      content
        .replace("![](../export", `![${first!.text}](../export`)
        .replace("![](../sign", `![${second!.text}](../sign`),
    );
    const { takeBack } = await import("../../../src/host/documents/document-text.ts");
    assert.deepEqual(await Promise.all(written.map((each) => takeBack(each))), [true]);
    assert.equal(await text("docs/mixed.md"), content);
  });

  it("a file that changed since: images that moved are found again, one that is gone or has words now is not written", async () => {
    const { run } = await start(await folder({ "changed.md": "![](../export.png)\n\n![](../sign-in.png)\n" }));
    await done(run);
    const now = "# New first line\n\n![](../export.png)\n\n![mine](../sign-in.png)\n";
    await write("docs/changed.md", now);
    await run.write();
    assert.deepEqual(
      run.items.map(({ status }) => status),
      ["written", "refused"],
    );
    assert.match(run.items[1]!.message, /"changed\.md" was changed since it was read\./);
    assert.equal(await text("docs/changed.md"), now.replace("![]", `![${run.items[0]!.text}]`));
  });

  it("unsaved changes stay unsaved, with the alt text among them", async () => {
    const files = vscode.workspace.getConfiguration("files");
    await files.update("autoSave", "off", vscode.ConfigurationTarget.Global);
    const uri = await folder({ "dirty.md": "![](../export.png)\n" });
    const document = await vscode.workspace.openTextDocument(file("docs/dirty.md"));
    const editor = await vscode.window.showTextDocument(document);
    await editor.edit((edit) => {
      edit.insert(new vscode.Position(0, 0), "Typed\n\n");
    });
    const { run } = await start(uri);
    await done(run);
    await run.write();
    assert.match(document.getText(), /^Typed\n\n!\[\S.*\]\(\.\.\/export\.png\)\n$/);
    assert.equal(document.isDirty, true);
    assert.equal(await text("docs/dirty.md"), "![](../export.png)\n");
    await vscode.window.showTextDocument(document);
    await vscode.commands.executeCommand("workbench.action.files.revert");
  });

  it("a read-only file is said, and the others are written", async () => {
    const files = new Map<string, string>([["/locked.md", `![](${file("export.png").toString()})\n`]]);
    const provider: vscode.FileSystemProvider = {
      onDidChangeFile: new vscode.EventEmitter<vscode.FileChangeEvent[]>().event,
      watch: () => new vscode.Disposable(() => undefined),
      stat: (uri) => ({
        type: uri.path === "/" ? vscode.FileType.Directory : vscode.FileType.File,
        ctime: 0,
        mtime: 0,
        size: files.get(uri.path)?.length ?? 0,
        permissions: vscode.FilePermission.Readonly,
      }),
      readDirectory: () => [["locked.md", vscode.FileType.File]],
      readFile: (uri) => new TextEncoder().encode(files.get(uri.path) ?? ""),
      createDirectory: () => undefined,
      writeFile: () => {
        throw vscode.FileSystemError.NoPermissions();
      },
      delete: () => undefined,
      rename: () => undefined,
    };
    const registered = vscode.workspace.registerFileSystemProvider("locked", provider, { isReadonly: true });
    try {
      await vscode.commands.executeCommand("mlMamba.writeMissingAltInFile", vscode.Uri.parse("locked:/locked.md"));
      const { run } = await eventually("a review", () => api.documents.missing.reviews.at(-1));
      await eventually("it was asked about", () => run.phase === "ready");
      run.edit(0, "By hand");
      await run.write();
      assert.equal(run.items[0]!.status, "refused");
      assert.match(run.items[0]!.message, /"locked\.md" is read-only/);
    } finally {
      registered.dispose();
    }
  });

  it("stops at once while asked about, keeps what it has, and goes on", async () => {
    const content = Object.fromEntries(["a", "b", "c", "d"].map((name) => [`${name}.md`, `![](../${name}.png)\n`]));
    const bytes = await vscode.workspace.fs.readFile(file("export.png"));
    /* Four different pictures: what follows the image's end is no part of it. */
    for (const [index, name] of ["a", "b", "c", "d"].entries())
      await write(`${name}.png`, new Uint8Array([...bytes, index]));
    const { run } = await start(await folder(content));
    await eventually("the first one", () => run.items[0]!.status === "ready");
    const began = performance.now();
    run.stop();
    await eventually("it has stopped", () => run.phase === "stopped");
    assert.ok(performance.now() - began < 10_000);
    const waiting = run.items.filter(({ status }) => status === "waiting").length;
    assert.ok(waiting >= 1, JSON.stringify(run.items.map(({ status }) => status)));
    for (const [name, words] of Object.entries(content)) assert.equal(await text(`docs/${name}`), words);
    void run.generate();
    await done(run);
    assert.ok(run.items.every(({ status }) => status === "ready"));
  });

  it("stopped while scanning or before writing, nothing is written; closed while asked, the model is left alone", async () => {
    const uri = await folder({ "e.md": "![](../export.png)\n", "f.md": "![](../sign-in.png)\n" });
    const { AltRun: Run } = await import("../../../src/host/documents/alt-run.ts");
    const parts = { translate: (error: UserError) => error.toData(), longest: () => 125 };
    const fresh = (): AltRun =>
      new Run({
        ...parts,
        client: api.documents.client,
        pictures: { read: () => Promise.reject(new Error("not asked")) },
        writer: { alt: () => Promise.reject(new Error("not asked")) },
      });
    const scanning = fresh();
    const uris = [vscode.Uri.joinPath(uri, "e.md"), vscode.Uri.joinPath(uri, "f.md")];
    await scanning.scan(uris, (scanned) => {
      if (scanned === 1) scanning.stop();
    });
    assert.equal(scanning.phase, "stopped");
    assert.ok(scanning.items.length <= 1 + 1);
    const writing = fresh();
    await writing.scan(uris, () => undefined);
    writing.edit(0, "One");
    writing.edit(1, "Two");
    const subscription = writing.onDidChange(({ type }) => {
      if (type === "phase" && writing.phase === "writing")
        queueMicrotask(() => {
          writing.stop();
        });
    });
    await writing.write();
    subscription.dispose();
    assert.equal(await text("docs/f.md"), "![](../sign-in.png)\n", "documents after the stop stay");
    const review = await start(uri);
    review.panel.dispose();
    await review.run.settled;
    assert.equal(await text("docs/f.md"), "![](../sign-in.png)\n");
  });

  it("two at once: each has its review, the same folder again shows the first, and the later writer notices", async () => {
    const one = await folder({ "x/one.md": "![](../../export.png)\n", "two.md": "![](../sign-in.png)\n" });
    const outer = await start(one);
    await vscode.commands.executeCommand("mlMamba.writeMissingAltInFolder", vscode.Uri.joinPath(one, "x"));
    const inner = await eventually("a second review", () =>
      api.documents.missing.reviews.find((each) => each !== outer),
    );
    await vscode.commands.executeCommand("mlMamba.writeMissingAltInFolder", one);
    assert.equal(api.documents.missing.reviews.length, 2);
    await done(outer.run);
    await done(inner.run);
    await inner.run.write();
    await outer.run.write();
    assert.deepEqual(
      inner.run.items.map(({ status }) => status),
      ["written"],
    );
    assert.deepEqual(
      outer.run.items.map(({ status }) => status),
      ["written", "refused"],
    );
    assert.equal((await text("docs/x/one.md")).split("![").length, 2);
  });

  it("a 10 MB document with 5,000 images, and a file that is no text", async () => {
    const paragraph = `${"Some words that fill the document, with [a link](x.md) and \`code\`.\n".repeat(28)}\n![](../export.png)\n\n`;
    const big = paragraph.repeat(Math.ceil(10e6 / paragraph.length));
    const uri = await folder({ "big.md": big, "not-utf8.md": "![](../export.png)\n" });
    await vscode.workspace.fs.writeFile(
      file("docs/binary.md"),
      new Uint8Array([0xff, 0xfe, 0, 0, 1, 2, 3, 0x21, 0x5b]),
    );
    let longest = 0;
    let last = performance.now();
    const watch = setInterval(() => {
      const now = performance.now();
      longest = Math.max(longest, now - last - 5);
      last = now;
    }, 5);
    try {
      const review = await start(uri);
      review.run.stop();
      await review.run.settled;
      assert.ok(review.run.items.some(({ file: name, status }) => name === "docs/not-utf8.md" && status !== "refused"));
      assert.ok(review.run.items.length >= 5000, `${review.run.items.length} images`);
      this.ctx.test!.title += ` (longest ${longest.toFixed(0)} ms)`;
    } finally {
      clearInterval(watch);
    }
  });
});
