/**
 * Installs the offline workbench, once: `npm run workbench`. About three minutes and 800 MB the first time, nothing at all after.
 * What its steps print goes to `install.log` beside it.
 */
import { spawn } from "node:child_process";
import { createWriteStream } from "node:fs";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { pathToFileURL } from "node:url";
import {
  expectedMarker,
  isInstalled,
  markerName,
  nodeHome,
  nodePackage,
  programsIn,
  versions,
  WorkbenchError,
  workbenchDir,
} from "./location.ts";
import { withLock } from "./lock.ts";
import { installPackages } from "./system-packages.ts";

const lockLimitMs = 20 * 60_000;

/** Runs a command, its output in the log. @throws {WorkbenchError} with the log's last line when it fails */
async function run(
  command: readonly string[],
  options: { cwd: string; env: NodeJS.ProcessEnv; log: string },
): Promise<void> {
  const [program, ...args] = command;
  const log = createWriteStream(options.log, { flags: "a" });
  log.write(`$ ${command.join(" ")}\n`);
  const child = spawn(program!, args, { cwd: options.cwd, env: options.env, stdio: ["ignore", "pipe", "pipe"] });
  child.stdout.pipe(log, { end: false });
  child.stderr.pipe(log, { end: false });
  const code = await new Promise<number | string | null>((done) => {
    child.once("error", (error) => {
      done(error.message);
    });
    child.once("close", (status, signal) => {
      done(signal ?? status);
    });
  });
  await new Promise((done) => log.end(done));
  if (code === 0) return;
  const lines = (await readFile(options.log, "utf8")).trimEnd().split("\n");
  /* npm closes with the name of a log of its own; what went wrong stands before. */
  const reason = lines.findLast((line) => /error/i.test(line) && !line.includes("complete log")) ?? lines.at(-1) ?? "";
  throw new WorkbenchError(
    `"${command.slice(0, 4).join(" ")}" ended with ${code}: ${reason.trim()} (all of it: ${options.log})`,
  );
}

/**
 * The environment of npm: install scripts run (this checkout's .npmrc forbids them, and `npm run` hands that and its own Node's version on), Node 24 comes
 * first, and native modules are built against its headers.
 */
function npmEnvironment(dir: string): NodeJS.ProcessEnv {
  const dropped =
    /^npm_(config_(local_prefix|global_prefix|prefix|ignore_scripts|nodedir|user_agent)|lifecycle_.*|package_.*)$/i;
  const kept = Object.entries(process.env).filter(([name]) => !dropped.test(name) && name !== "NODE_OPTIONS");
  return {
    ...Object.fromEntries(kept),
    PATH: [join(nodeHome(dir), "bin"), process.env["PATH"] ?? ""].join(delimiter),
    npm_config_ignore_scripts: "false",
    npm_config_nodedir: nodeHome(dir),
  };
}

async function installInto(dir: string, tell: (line: string) => void): Promise<void> {
  /* Without its marker a folder is the rest of an interrupted installation, or another version. */
  await rm(dir, { recursive: true, force: true });
  await mkdir(dir, { recursive: true });
  await writeFile(join(dir, "package.json"), JSON.stringify({ name: "workbench", version: "0.0.0", private: true }));
  const step = { cwd: dir, env: npmEnvironment(dir), log: join(dir, "install.log") };
  await installPackages((command) => {
    tell(command.join(" "));
    return run(command, step);
  });
  for (const [name, version] of [
    [nodePackage, versions.node],
    ["code-server", versions.codeServer],
  ] as const) {
    tell(`${name} ${version}`);
    await run(["npm", "install", "--no-audit", "--no-fund", "--save-exact", `${name}@${version}`], step);
  }
  const { node, codeServer } = programsIn(dir);
  await run([node, codeServer, "--version"], step);
  await writeFile(join(dir, markerName), expectedMarker());
}

/** Installs the workbench where it is missing. @returns its folder. @throws {WorkbenchError} when that does not work */
export async function ensureWorkbench(tell: (line: string) => void): Promise<string> {
  const dir = workbenchDir();
  if (isInstalled(dir)) return dir;
  if (process.platform !== "linux") {
    throw new WorkbenchError(
      "The offline workbench is for Linux. Elsewhere run the suite in a downloaded editor: node test/run.mjs host --electron",
    );
  }
  const waiting = (pid: number | undefined): void => {
    tell(`waiting for process ${pid ?? "?"}, which is installing it`);
  };
  const install = async (): Promise<void> => {
    if (!isInstalled(dir)) await installInto(dir, tell);
  };
  await withLock(`${dir}.lock`, install, { limitMs: lockLimitMs, waiting });
  return dir;
}

if (import.meta.url === pathToFileURL(process.argv[1]!).href) {
  const started = performance.now();
  try {
    const dir = await ensureWorkbench((line) => process.stdout.write(`workbench: ${line}\n`));
    const seconds = ((performance.now() - started) / 1000).toFixed(0);
    process.stdout.write(`workbench: ready in ${dir} (${seconds} s)\n`);
  } catch (error) {
    if (!(error instanceof WorkbenchError)) throw error;
    process.stderr.write(`workbench: ${error.message}\n`);
    process.exitCode = 1;
  }
}
