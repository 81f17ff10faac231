/**
 * Where the offline workbench lies and what it consists of. The workbench is npm's `code-server`: the same workbench and the same
 * extension host as Visual Studio Code, installable from package registries alone (docs in test/workbench/README.md).
 */
import { existsSync, readFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";

/** Version 4.139.1 of code-server is Visual Studio Code 1.139; it runs on Node 24, which comes from npm too. */
export const versions = { codeServer: "4.139.1", node: "24.21.0" } as const;

/** A failure that a person can act on: one sentence, and what to do next. */
export class WorkbenchError extends Error {
  override readonly name = "WorkbenchError";
}

/** The folder that holds the workbench: outside of the checkout, so that a fresh clone finds it again. */
export function workbenchDir(env: NodeJS.ProcessEnv = process.env): string {
  const chosen = env["ML_MAMBA_WORKBENCH"];
  if (chosen !== undefined && chosen !== "") return chosen;
  const cache = env["XDG_CACHE_HOME"];
  const base = cache !== undefined && cache !== "" ? cache : join(homedir(), ".cache");
  return join(base, "ml-mamba", `workbench-${versions.codeServer}`);
}

/** Written when an installation is complete; a folder without it was interrupted. */
export const markerName = "installed.json";

/** What the marker must hold for this checkout to use an installation as it is. */
export function expectedMarker(): string {
  return JSON.stringify({ ...versions, platform: process.platform, arch: process.arch });
}

/** The programs of an installed workbench. */
export interface WorkbenchPrograms {
  /** Node 24. */
  readonly node: string;
  /** code-server's entry, run with {@link WorkbenchPrograms.node}. */
  readonly codeServer: string;
}

/** npm's package of this platform's Node: the binary, and the headers that native modules are built against. */
export const nodePackage = `node-${process.platform}-${process.arch}`;

/** Where {@link nodePackage} lies in an installation. */
export function nodeHome(dir: string): string {
  return join(dir, "node_modules", nodePackage);
}

export function programsIn(dir: string): WorkbenchPrograms {
  return {
    node: join(nodeHome(dir), "bin", "node"),
    codeServer: join(dir, "node_modules", "code-server", "out", "node", "entry.js"),
  };
}

export function isInstalled(dir: string): boolean {
  const marker = join(dir, markerName);
  return existsSync(marker) && readFileSync(marker, "utf8") === expectedMarker();
}

/** The programs of the installed workbench. @throws {WorkbenchError} where there is none */
export function installedPrograms(): WorkbenchPrograms {
  const dir = workbenchDir();
  if (!isInstalled(dir)) throw new WorkbenchError(`There is no workbench in ${dir}. Install it: npm run workbench`);
  return programsIn(dir);
}

/** Chromium, which Playwright drives: `CHROMIUM`, or where distributions put it. @returns undefined where there is none */
export function findChromium(env: NodeJS.ProcessEnv = process.env): string | undefined {
  const places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome", "/snap/bin/chromium"];
  const chosen = env["CHROMIUM"];
  return [...(chosen === undefined || chosen === "" ? [] : [chosen]), ...places].find((path) => existsSync(path));
}

/** @throws {WorkbenchError} where there is none */
export function chromium(): string {
  const path = findChromium();
  if (path === undefined) {
    throw new WorkbenchError("There is no Chromium. Install it (npm run workbench), or name one with CHROMIUM=PATH");
  }
  return path;
}
