/** What the suites inside the extension host share: the extension's own parts, the folder that is open, ways to wait. */
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import * as vscode from "vscode";
import type { TestApi } from "../../../src/host/extension.ts";
import type { OpenImage } from "../../../src/host/panel-manager.ts";
import type { Panel } from "../../../src/host/panel.ts";
import { turnsInView } from "../../../src/shared/image-state.ts";
import { answerText, isRunning, type PanelTurn } from "../../../src/shared/turns.ts";

export const extensionId = "ml-mamba.ml-mamba";
export const question = "What went wrong?";

export function extension(): vscode.Extension<TestApi | undefined> {
  const found = vscode.extensions.getExtension<TestApi | undefined>(extensionId);
  assert.ok(found !== undefined, "the extension is there");
  return found;
}

/** The extension's parts, and small pictures in the folder: they are read in a fraction of the time that the samples take. */
export async function testApi(): Promise<TestApi> {
  /* Node would read and parse the bundle's source map, which is not part of what is installed, and count as time of ours. */
  process.setSourceMapsEnabled(false);
  const api = await extension().activate();
  process.setSourceMapsEnabled(true);
  assert.ok(api !== undefined, "the extension knows that it is tested");
  for (const name of pictures) await write(name, await project(`test/fixtures/host/${name}`));
  return api;
}

/** An error with a code, the head of a form, two rows of settings. */
export const pictures = ["export.png", "sign-in.png", "fonts.png"] as const;

/** A file of the folder that is open. */
export function file(name: string): vscode.Uri {
  return vscode.Uri.joinPath(vscode.workspace.workspaceFolders![0]!.uri, name);
}

export async function write(name: string, content: Uint8Array | string): Promise<vscode.Uri> {
  const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
  await vscode.workspace.fs.writeFile(file(name), bytes);
  return file(name);
}

/** Bytes of a file of the project. */
export function project(path: string): Promise<Uint8Array> {
  return readFile(join(extension().extensionPath, path));
}

/** The value of `look` once it gives one. */
export async function eventually<Value>(
  what: string,
  look: () => Value | undefined | false | PromiseLike<Value | undefined | false>,
  limitMs = 90_000,
): Promise<Value> {
  const end = Date.now() + limitMs;
  for (;;) {
    const value = await look();
    if (value !== undefined && value !== false) return value;
    if (Date.now() > end) assert.fail(`${what}: not within ${limitMs / 1000} s`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** Opens an image in the panel as the explorer's menu does. */
export async function openImage(api: TestApi, uri: vscode.Uri): Promise<OpenImage> {
  await vscode.commands.executeCommand("mlMamba.ask", uri, [uri]);
  return eventually("the image in the panel", () => api.panels.find(uri));
}

/** Opens an image and waits until it has been read, or could not be. */
export async function openAndRead(api: TestApi, uri: vscode.Uri): Promise<OpenImage> {
  const panel = await openImage(api, uri);
  await reading(panel);
  return panel;
}

/** Waits until an image has been read; `status` says how that ended. */
export function reading(panel: OpenImage): Promise<"ready" | "failed"> {
  return eventually("the image is read", () => {
    const { status } = panel.session.state.reading;
    return status === "ready" || status === "failed" ? status : undefined;
  });
}

/** Why an image could not be read. */
export function readingError(panel: OpenImage): { code: string; message: string; nextStep: string } {
  const { reading: state } = panel.session.state;
  assert.equal(state.status, "failed");
  return state.error;
}

/** Asks, and gives the turn when it has ended. */
export async function askAndWait(panel: OpenImage, asked = question): Promise<PanelTurn> {
  panel.session.ask(asked);
  return ended(panel);
}

/** The last turn when it has ended. */
export function ended(panel: OpenImage): Promise<PanelTurn> {
  return eventually("the answer", () => {
    const last = turnsInView(panel.session.state).at(-1);
    return last !== undefined && !isRunning(last) && last;
  });
}

/** Asks, and fails unless there is an answer. */
export async function answered(panel: OpenImage, asked = question): Promise<PanelTurn> {
  const turn = await askAndWait(panel, asked);
  assert.equal(turn.status, "done", JSON.stringify(turn));
  assert.notEqual(answerText(turn).trim(), "");
  return turn;
}

export async function closeAll(api: TestApi): Promise<void> {
  await vscode.commands.executeCommand("workbench.action.closeAllEditors");
  await eventually("the panel is closed", () => api.panels.panel === undefined);
  await api.store.settled();
}

/** The panel, which must be open. */
export function panelOf(api: TestApi): Panel {
  assert.ok(api.panels.panel !== undefined, "the panel is open");
  return api.panels.panel;
}

/** The driver of the suite answers no dialog: what would be chosen in it is given here. @returns takes it back */
export function answerDialog(name: "showSaveDialog" | "showOpenDialog", chosen: unknown): () => void {
  const window = vscode.window as unknown as Record<string, unknown>;
  const original = window[name];
  window[name] = () => Promise.resolve(chosen);
  return () => {
    window[name] = original;
  };
}

/** Sets a setting for the whole editor; `undefined` takes it back. */
export async function set(name: string, value: unknown): Promise<void> {
  await vscode.workspace.getConfiguration("mlMamba").update(name, value, vscode.ConfigurationTarget.Global);
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
