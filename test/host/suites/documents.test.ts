/** Images in documents: actions, hover, lens, problems, paste, Mermaid, remote images. The model is the shipped one. */
import assert from "node:assert/strict";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import * as vscode from "vscode";
import type { TestApi } from "../../../src/host/extension.ts";
import { closeAll, eventually, project, set, testApi, write } from "./support.ts";

/** Answers the next questions of the window. @returns what was asked */
function answering(
  name: "showErrorMessage" | "showWarningMessage" | "showInformationMessage" | "showQuickPick" | "showInputBox",
  answer: (...args: never[]) => unknown,
): { asked: unknown[][]; restore: () => void } {
  const window = vscode.window as unknown as Record<string, unknown>;
  const original = window[name];
  const asked: unknown[][] = [];
  window[name] = (...args: unknown[]) => {
    asked.push(args);
    return Promise.resolve((answer as (...all: unknown[]) => unknown)(...args));
  };
  return { asked, restore: () => (window[name] = original) };
}

async function open(name: string, content: string): Promise<vscode.TextEditor> {
  const document = await vscode.workspace.openTextDocument(await write(name, content));
  return vscode.window.showTextDocument(document);
}

function referenceTo(document: vscode.TextDocument, part: string): { uri: string; offset: number } {
  const offset = document.getText().indexOf(part);
  assert.notEqual(offset, -1, part);
  return { uri: document.uri.toString(), offset };
}

async function actionsAt(document: vscode.TextDocument, part: string): Promise<vscode.CodeAction[]> {
  const at = document.positionAt(referenceTo(document, part).offset + 1);
  const range = new vscode.Range(at, at);
  const all = await vscode.commands.executeCommand<vscode.CodeAction[]>(
    "vscode.executeCodeActionProvider",
    document.uri,
    range,
  );
  return all.filter(({ command }) => command?.command.startsWith("mlMamba."));
}

describe("images in documents", function () {
  this.timeout(300_000);
  let api: TestApi;

  before(async () => {
    api = await testApi();
  });
  afterEach(async () => {
    await vscode.commands.executeCommand("workbench.action.files.revert").then(undefined, () => undefined);
    await closeAll(api);
  });

  it("are offered actions in every language, none in source code, each as the link asks for", async () => {
    const cases: readonly (readonly [name: string, content: string, part: string])[] = [
      ["a.md", "# A\n\n![](export.png)\n", "![]"],
      ["a.mdx", "# A\n\n<img src='export.png' />\n", "<img"],
      ["a.html", "<p><img src='export.png'></p>\n", "<img"],
      ["a.tsx", "export const a = <div><img src='export.png' /></div>;\n", "<img"],
      ["a.vue", "<template><p><img src='export.png'></p></template>\n", "<img"],
      ["a.svelte", "<p><img src='export.png'></p>\n", "<img"],
      ["a.rst", ".. image:: export.png\n", ".. image"],
      ["a.adoc", "image::export.png[]\n", "image::"],
    ];
    for (const [name, content, part] of cases) {
      const { document } = await open(name, content);
      const actions = await eventually(`actions in ${name}`, async () => {
        /* The first request of a window may be cancelled by the editor, because providers are still being registered. */
        const found = await actionsAt(document, part).catch(() => []);
        return found.length > 0 && found;
      });
      const titles = actions.map(({ title }) => title);
      assert.deepEqual(
        titles.slice(0, 4),
        ["Generate alt text", "Refine alt text…", "Mark as decorative", "Ask ML-Mamba about this image"],
        name,
      );
      assert.ok(titles.includes("Explain this diagram below the image"), name);
    }
    const { document } = await open("b.md", "`![](a.png)` [![](export.png)](page.md) text\n");
    assert.deepEqual(await actionsAt(document, "`!["), []);
    assert.deepEqual(await actionsAt(document, "text"), []);
    const titles = (await actionsAt(document, "![](export")).map(({ title }) => title);
    assert.ok(titles.includes("Generate alt text (what the link does)"));
    assert.ok(!titles.includes("Mark as decorative"), "a link must have a name");
  });

  it("generate writes an alt text that fits, and one undo takes it back", async () => {
    const content = '# A\r\n\r\nText\t![](export.png "T") more\r\n';
    const { document } = await open("generate.md", content);
    await vscode.commands.executeCommand("mlMamba.generateAltText", referenceTo(document, "![]"));
    const [, alt] = /!\[(.+?)\]\(export\.png "T"\) more/.exec(document.getText())!;
    assert.ok(alt!.length > 5 && alt!.length <= 130, alt);
    assert.equal(document.getText().replace(alt!, ""), content, "all else is as it was");
    await vscode.commands.executeCommand("undo");
    assert.equal(document.getText(), content);
  });

  it("decorative says so in the way of the language", async () => {
    const { document } = await open("decorative.html", "<p><img src='export.png'></p>");
    await vscode.commands.executeCommand("mlMamba.markDecorative", referenceTo(document, "<img"));
    assert.equal(document.getText(), "<p><img src='export.png' alt=''></p>");
  });

  it("refine offers several, what the link does first, and writes what was edited", async () => {
    const { document } = await open("refine.md", "[![x](export.png)](guide/setup.md)\n");
    const pick = answering("showQuickPick", (items: (vscode.QuickPickItem & { text?: string })[]) =>
      items.find(({ text }) => text !== undefined),
    );
    const box = answering("showInputBox", ({ value }: { value: string }) => `${value} [edited]`);
    try {
      await vscode.commands.executeCommand("mlMamba.refineAltText", referenceTo(document, "![x"));
    } finally {
      pick.restore();
      box.restore();
    }
    const items = pick.asked[0]![0] as (vscode.QuickPickItem & { text?: string })[];
    assert.ok(items.filter(({ text }) => text !== undefined).length >= 3, JSON.stringify(items));
    assert.equal(items[0]!.kind, vscode.QuickPickItemKind.Separator);
    assert.equal(items[0]!.label, "What the link does");
    assert.ok(items.some(({ description }) => description === "as it is"));
    assert.match(document.getText(), /^\[!\[.+ \\\[edited\\\]\]\(export\.png\)\]\(guide\/setup\.md\)\n$/);
  });

  it("explain writes a paragraph, or steps, below the image", async () => {
    const { document } = await open("explain.md", "> - ![d](flowchart.png)\n\nEnd\n");
    await vscode.commands.executeCommand("mlMamba.explainBelow", referenceTo(document, "![d"));
    assert.match(document.getText(), /^> - !\[d\]\(flowchart\.png\)\n>\n> {3}\S.+\n\nEnd\n$/);
    await vscode.commands.executeCommand("mlMamba.explainStepsBelow", referenceTo(document, "![d"));
    assert.match(document.getText(), /\n>\n> {3}1\. \S/);
  });

  it("ask opens the panel: for a file, for a data URI; a link to nothing is said", async () => {
    const bytes = Buffer.from(await project("test/fixtures/host/export.png")).toString("base64");
    const { document } = await open(
      "ask.md",
      `![a](sign-in.png)\n\n![b](data:image/png;base64,${bytes})\n\n![c](nowhere.png)\n`,
    );
    await vscode.commands.executeCommand("mlMamba.askAboutImage", referenceTo(document, "![a"));
    await eventually("the panel of the file", () =>
      api.panels.images.some(({ uri }) => uri.path.endsWith("/sign-in.png")),
    );
    await vscode.commands.executeCommand("mlMamba.askAboutImage", referenceTo(document, "![b"));
    const panel = await eventually("the panel of the data URI", () =>
      api.panels.images.find(({ uri }) => uri.scheme === "ml-mamba-image"),
    );
    await eventually("it is read", () => panel.session.state.reading.status === "ready");
    const said = answering("showErrorMessage", () => undefined);
    try {
      await vscode.commands.executeCommand("mlMamba.askAboutImage", referenceTo(document, "![c"));
      await vscode.commands.executeCommand("mlMamba.generateAltText", referenceTo(document, "![c"));
    } finally {
      said.restore();
    }
    assert.equal(said.asked.length, 2);
    assert.match(String(said.asked[0]![0]), /^IMAGE_MISSING: "nowhere\.png" leads to no file\./);
  });

  it("the hover says what the alt text lacks, with the same commands", async () => {
    const { document } = await open("hover.md", "![screenshot](export.png)\n");
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
      "vscode.executeHoverProvider",
      document.uri,
      new vscode.Position(0, 3),
    );
    const words = hovers
      .flatMap(({ contents }) => contents.map((each) => (each instanceof vscode.MarkdownString ? each.value : "")))
      .join("\n");
    assert.match(words, /does not say what the image shows/);
    for (const command of ["generateAltText", "refineAltText", "askAboutImage", "explainBelow"]) {
      assert.ok(words.includes(`(command:mlMamba.${command}?`), command);
    }
  });

  it("lenses are off by default, and stand above what lacks an alt text when on", async () => {
    const { document } = await open("lens.md", "![](export.png)\n\n![An error with its code](export.png)\n");
    const lenses = async (): Promise<vscode.CodeLens[]> =>
      (
        await vscode.commands.executeCommand<vscode.CodeLens[]>("vscode.executeCodeLensProvider", document.uri, 20)
      ).filter(({ command }) => command?.command.startsWith("mlMamba."));
    assert.deepEqual(await lenses(), []);
    await set("altTextCodeLens", true);
    try {
      const shown = await lenses();
      assert.ok(shown.length >= 3);
      assert.ok(shown.every(({ range }) => range.start.line === 0));
    } finally {
      await set("altTextCodeLens", undefined);
    }
  });

  it("problems are off by default; on, they name what is missing and unhelpful, and the fix mends it", async () => {
    const { document } = await open(
      "problems.md",
      "![](export.png)\n\n![export.png](export.png)\n\n![Image of a form](sign-in.png)\n\n![A sign-in form](sign-in.png)\n",
    );
    const own = (): vscode.Diagnostic[] =>
      vscode.languages.getDiagnostics(document.uri).filter(({ source }) => source === "ML-Mamba");
    await new Promise((resolve) => setTimeout(resolve, 800));
    assert.deepEqual(own(), []);
    await set("altTextProblems", true);
    try {
      const found = await eventually("problems", () => own().length === 3 && own());
      assert.deepEqual(
        found.map(({ code }) => code),
        ["alt-missing", "alt-file-name", "alt-opening"],
      );
      const fixes = (await actionsAt(document, "![](")).filter(({ kind }) => kind?.value === "quickfix");
      assert.equal(fixes[0]?.title, "Generate alt text");
      assert.equal(fixes[0].isPreferred, true);
      await vscode.commands.executeCommand("mlMamba.generateAltText", fixes[0].command!.arguments![0]);
      await eventually("one problem less", () => own().length === 2);
    } finally {
      await set("altTextProblems", undefined);
    }
    await eventually("none again", () => own().length === 0);
  });

  it("a pasted image gets its alt text where the option is on, and what is typed meanwhile stays", async () => {
    const { document } = await open("paste.md", "# P\n\n");
    const paste = async (): Promise<void> => {
      const edit = new vscode.WorkspaceEdit();
      edit.insert(document.uri, document.lineAt(document.lineCount - 1).range.end, "![alt text](export.png)");
      await vscode.workspace.applyEdit(edit);
    };
    await paste();
    await new Promise((resolve) => setTimeout(resolve, 500));
    assert.ok(document.getText().includes("![alt text]"), "off by default");
    await vscode.commands.executeCommand("undo");
    await set("altTextOnPaste", true);
    try {
      await paste();
      const text = await eventually(
        "an alt text",
        () => !document.getText().includes("![alt text]") && document.getText(),
      );
      assert.match(text, /!\[.{5,}\]\(export\.png\)$/);
      assert.ok(api.documents.pasted.isIdle);
    } finally {
      await set("altTextOnPaste", undefined);
    }
  });

  it("a Mermaid fence is drawn and can be asked about", async () => {
    const { document } = await open(
      "mermaid.md",
      "```mermaid\ngraph TD\n  A[Open file] --> B{Is it valid?}\n  B -->|yes| C[Save]\n  B -->|no| A\n```\n",
    );
    assert.deepEqual(
      (await actionsAt(document, "graph TD")).map(({ title }) => title),
      ["Ask ML-Mamba about this diagram", "Explain this diagram below it", "Explain this diagram below it, as steps"],
    );
    await vscode.commands.executeCommand("mlMamba.askAboutImage", referenceTo(document, "graph TD"));
    const panel = await eventually("the panel of the diagram", () =>
      api.panels.images.find(({ uri }) => uri.path.includes("diagram-")),
    );
    const lines = await eventually("its lines", () => {
      const { reading } = panel.session.state;
      assert.notEqual(reading.status, "failed");
      return reading.status === "ready" && reading.lines.map(({ text }) => text);
    });
    assert.ok(
      lines.some((line) => line.includes("Is it valid")),
      lines.join(" | "),
    );
  });

  describe("on remote hosts", () => {
    let server: Server;
    let host: string;
    let requests = 0;

    before(async () => {
      const bytes = await project("test/fixtures/host/export.png");
      server = createServer((request, response) => {
        requests++;
        if (request.url === "/never.png") return;
        if (request.url === "/gone.png") response.writeHead(404).end();
        else response.writeHead(200, { "content-type": "image/png" }).end(bytes);
      });
      await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
      host = `127.0.0.1:${String((server.address() as AddressInfo).port)}`;
    });
    after(() => {
      server.closeAllConnections();
      server.close();
    });

    it("are fetched after one question, which is remembered and can be taken back", async () => {
      const { document } = await open("remote.md", `![](http://${host}/a.png)\n`);
      const refuse = answering("showWarningMessage", (_: string, __: unknown, ___: string, no: string) => no);
      const said = answering("showErrorMessage", () => undefined);
      try {
        await vscode.commands.executeCommand("mlMamba.generateAltText", referenceTo(document, "![]"));
        await vscode.commands.executeCommand("mlMamba.generateAltText", referenceTo(document, "![]"));
      } finally {
        refuse.restore();
        said.restore();
      }
      assert.equal(refuse.asked.length, 1, "asked once");
      assert.equal(requests, 0, "nothing was sent");
      assert.match(String(said.asked[1]![0]), /^IMAGE_HOST_NOT_ALLOWED/);
      const forget = answering("showQuickPick", (items: unknown[]) => items);
      await vscode.commands.executeCommand("mlMamba.manageImageHosts");
      forget.restore();
      const allow = answering("showWarningMessage", (_: string, __: unknown, yes: string) => yes);
      try {
        await vscode.commands.executeCommand("mlMamba.generateAltText", referenceTo(document, "![]"));
      } finally {
        allow.restore();
      }
      assert.equal(allow.asked.length, 1);
      assert.match(document.getText(), /^!\[.{5,}\]\(http/);
      assert.deepEqual(api.documents.hosts.answers, { [host]: true });
    });

    it("a host that never answers, or has no image, is said within the limit", async () => {
      api.seams.remoteLimitMs = 500;
      const { document } = await open("slow.md", `![](http://${host}/never.png) ![](http://${host}/gone.png)\n`);
      const allow = answering("showWarningMessage", (_: string, __: unknown, yes: string) => yes);
      const said = answering("showErrorMessage", () => undefined);
      try {
        await vscode.commands.executeCommand(
          "mlMamba.generateAltText",
          referenceTo(document, `![](http://${host}/never`),
        );
        await vscode.commands.executeCommand(
          "mlMamba.generateAltText",
          referenceTo(document, `![](http://${host}/gone`),
        );
      } finally {
        api.seams.remoteLimitMs = 20_000;
        allow.restore();
        said.restore();
      }
      assert.match(String(said.asked[0]![0]), /^IMAGE_UNREACHABLE: .* gave no image within 0\.5 s/);
      assert.match(String(said.asked[1]![0]), /^IMAGE_UNREACHABLE: .* answered with 404/);
    });
  });
});
