/** How a worker is started from the extension host. The client is imported when the first one is: activation stays small. */
import { availableParallelism } from "node:os";
import * as vscode from "vscode";
import type { WorkerStatus } from "../client/worker-client.ts";
import type { Client } from "./model.ts";
import { packDir, threadsFor, type Settings } from "./settings.ts";

export interface WorkerLaunch {
  readonly extensionUri: vscode.Uri;
  readonly log: vscode.LogOutputChannel;
  /** The worker's bundle. */
  readonly modulePath: () => string;
}

export async function createWorkerClient(
  { extensionUri, log, modulePath }: WorkerLaunch,
  settings: Settings,
  onStatus: (status: WorkerStatus) => void,
): Promise<Client> {
  const { WorkerClient } = await import("../client/worker-client.ts");
  const models = (name: string): string => vscode.Uri.joinPath(extensionUri, "models", name).fsPath;
  return new WorkerClient({
    modulePath: modulePath(),
    env: workerEnvironment(process.env),
    worker: {
      packDir: packDir(settings, models("nano")),
      ocrDir: models("ocr"),
      threads: threadsFor(settings, availableParallelism()),
    },
    onStatus: (status) => {
      log.debug(`Worker: ${status.type}`);
      onStatus(status);
    },
    onLog: (text) => {
      log.debug(`Worker says: ${text.trimEnd()}`);
    },
  });
}

/** The editor's executable as a plain Node; without what the editor and its debugger tell their own processes. */
export function workerEnvironment(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const kept = Object.entries(environment).filter(([name]) => !/^(VSCODE_|ELECTRON_|NODE_OPTIONS$)/.test(name));
  return { ...Object.fromEntries(kept), ELECTRON_RUN_AS_NODE: "1" };
}
