import assert from "node:assert/strict";
import { tmpdir } from "node:os";
import * as vscode from "vscode";
import type { TestApi } from "../../../src/host/extension.ts";
import {
  answered,
  closeAll,
  eventually,
  extension,
  file,
  openAndRead,
  question,
  readingError,
  set,
  testApi,
} from "./support.ts";

interface Manifest {
  readonly extensionKind: readonly string[];
  readonly capabilities: {
    readonly untrustedWorkspaces: { readonly supported: unknown; readonly restrictedConfigurations: readonly string[] };
    readonly virtualWorkspaces: unknown;
  };
  readonly contributes: {
    readonly commands: readonly { readonly command: string }[];
    readonly configuration: { readonly properties: Readonly<Record<string, unknown>> };
  };
}

describe("the extension", function () {
  this.timeout(240_000);
  let api: TestApi;

  before(async () => {
    api = await testApi();
  });
  afterEach(() => closeAll(api));

  it("registers the commands that its manifest promises", async () => {
    const all = await vscode.commands.getCommands(true);
    const own = all.filter((name) => name.startsWith("mlMamba.") && !name.endsWith(".focus"));
    const { contributes } = extension().packageJSON as Manifest;
    assert.deepEqual(own.sort(), contributes.commands.map(({ command }) => command).sort());
  });

  it("runs where the files are, in virtual workspaces, and limited in untrusted ones", () => {
    const { extensionKind, capabilities, contributes } = extension().packageJSON as Manifest;
    assert.deepEqual(extensionKind, ["workspace"]);
    assert.equal(capabilities.virtualWorkspaces, true);
    const { supported, restrictedConfigurations } = capabilities.untrustedWorkspaces;
    assert.equal(supported, "limited");
    assert.ok(restrictedConfigurations.includes("mlMamba.pack"), "a workspace names no folder to load a model from");
    for (const name of restrictedConfigurations) assert.ok(name in contributes.configuration.properties, name);
  });

  it("is activated in little time of its own, and reports it", function () {
    const { loadMs, activateMs, processorMs } = api.activation;
    this.test!.title += ` (load ${loadMs.toFixed(1)} ms, activate ${activateMs.toFixed(1)} ms, processor ${processorMs.toFixed(1)} ms)`;
    assert.ok(loadMs > 0 && activateMs > 0);
    /* A machine that does other work lets us wait, which is no time of ours. */
    assert.ok(Math.min(loadMs + activateMs, processorMs) <= 30, "something slow happens at activation");
    assert.match(api.diagnostics(), /- load: \d+\.\d ms\n- activate: \d+\.\d ms\n- processor: \d+\.\d ms/);
  });

  it("copies diagnostics: versions and figures; no content, no name, no path", async () => {
    const panel = await openAndRead(api, file("sign-in.png"));
    await answered(panel, "Which address is it, maria?");
    await vscode.commands.executeCommand("mlMamba.copyDiagnostics");
    const text = await vscode.env.clipboard.readText();
    for (const fact of [
      /VS Code: \d/,
      /ML-Mamba: \d/,
      /onnxruntime-node: \d/,
      /platform: \w+ \w+/,
      /tokensPerSecond: \d/,
      /ocr: \d/,
      /memory: \d+\.\d MB/,
    ]) {
      assert.match(text, fact);
    }
    const { fsPath } = extension().extensionUri;
    for (const secret of ["sign-in", "e-mail", "maria", "account", fsPath, tmpdir(), file("").fsPath]) {
      assert.ok(!text.toLowerCase().includes(secret.toLowerCase()), secret);
    }
  });

  it("settings that make no sense: one clear message, the defaults, and the next question is answered", async () => {
    const messages: string[] = [];
    const { showWarningMessage } = vscode.window;
    const window = vscode.window as { showWarningMessage: unknown };
    window.showWarningMessage = (message: string) => {
      messages.push(message);
      return Promise.resolve(undefined);
    };
    try {
      await set("threads", "many");
      await set("idleMinutes", -5);
      await set("pack", "models/nano");
      const panel = await openAndRead(api, file("export.png"));
      await answered(panel);
      const last = await eventually("a message", () => messages.at(-1));
      assert.match(last, /^SETTING_INVALID: .*"mlMamba\.pack" is "models\/nano"; an absolute path/);
      assert.match(last, /"mlMamba\.threads" is "many"; a whole number from 0 to 64 is expected, 0 is used\./);
      assert.match(last, /"mlMamba\.idleMinutes" is -5;/);
      assert.equal(messages.length, 3, "one for each change, none for the questions");
    } finally {
      window.showWarningMessage = showWarningMessage;
      for (const name of ["threads", "idleMinutes", "pack"]) await set(name, undefined);
    }
  });

  it("a folder without a pack: PACK_MISSING in the panel; taken back, the next question is answered", async () => {
    await set("pack", tmpdir());
    try {
      const panel = await openAndRead(api, file("export.png"));
      assert.equal(readingError(panel).code, "PACK_MISSING");
      await set("pack", undefined);
      await answered(panel, question);
    } finally {
      await set("pack", undefined);
    }
  });
});
