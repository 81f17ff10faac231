/**
 * `npm run code`: opens the samples in an editor that has this extension. The editor is the installed Visual Studio Code, or where
 * there is none, the offline workbench, whose address is printed; Ctrl-C ends it. `--workbench` chooses the workbench.
 */
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { delimiter, join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { ensureWorkbench } from "./install.ts";
import { WorkbenchError } from "./location.ts";
import { Workbench } from "./server.ts";

const root = resolve(import.meta.dirname, "..", "..");
const samples = join(root, "samples");
/** Where the workbench listens, when nothing else does: an address to keep open in a browser. */
const usualPort = 8443;

/** The `code` command, or undefined. */
function installedCode(): string | undefined {
  const name = process.platform === "win32" ? "code.cmd" : "code";
  return (process.env["PATH"] ?? "")
    .split(delimiter)
    .map((folder) => join(folder, name))
    .find((path) => existsSync(path));
}

async function openCode(code: string): Promise<void> {
  process.stdout.write(`Opening ${samples} in Visual Studio Code (${code}).\n`);
  const args = [`--extensionDevelopmentPath=${root}`, "--new-window", samples];
  const child = spawn(code, args, { stdio: "inherit", shell: process.platform === "win32" });
  process.exitCode = await new Promise<number>((done, fail) => {
    child.once("error", fail);
    child.once("close", (status) => {
      done(status ?? 1);
    });
  });
}

async function openWorkbench(): Promise<void> {
  await ensureWorkbench((line) => process.stdout.write(`workbench: ${line}\n`));
  const workbench = await Workbench.start({ extensions: [root], port: usualPort }).catch(() =>
    Workbench.start({ extensions: [root] }),
  );
  process.stdout.write(`${workbench.url(samples)}\nOpen this address in a browser. Ctrl-C ends it.\n`);
  await workbench.ended();
  await workbench.stop();
}

const { values } = parseArgs({ options: { workbench: { type: "boolean" } } });
const code = values.workbench === true ? undefined : installedCode();
try {
  await (code === undefined ? openWorkbench() : openCode(code));
} catch (error) {
  if (!(error instanceof WorkbenchError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
