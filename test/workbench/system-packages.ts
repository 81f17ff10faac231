/** The Debian packages that the workbench needs: a compiler and Kerberos' headers for its native modules, Chromium for Playwright. */
import { spawnSync } from "node:child_process";
import { accessSync, constants, existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { findChromium, WorkbenchError } from "./location.ts";

function onPath(program: string): boolean {
  return (process.env["PATH"] ?? "").split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, program), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

/** What is looked for on this machine, so that nothing is installed that is there in another way. */
const needed: readonly { readonly name: string; readonly isThere: () => boolean }[] = [
  { name: "build-essential", isThere: () => onPath("make") && onPath("g++") },
  { name: "python3", isThere: () => onPath("python3") },
  { name: "libkrb5-dev", isThere: () => existsSync("/usr/include/gssapi/gssapi.h") },
  { name: "chromium", isThere: () => findChromium() !== undefined },
];

export function missingPackages(): readonly string[] {
  return needed.filter(({ isThere }) => !isThere()).map(({ name }) => name);
}

/** The words that run a command as root without asking for a password, or undefined where that is not allowed. */
function asRoot(): readonly string[] | undefined {
  if (process.getuid?.() === 0) return [];
  const allowed = spawnSync("sudo", ["-n", "true"], { stdio: "ignore" }).status === 0;
  return allowed ? ["sudo", "-n"] : undefined;
}

/**
 * Installs what is missing. `run` runs a command and rejects when it fails.
 * @throws {WorkbenchError} when packages are missing and may not be installed by us
 */
export async function installPackages(run: (command: readonly string[]) => Promise<void>): Promise<void> {
  const missing = missingPackages();
  if (missing.length === 0) return;
  const words = missing.join(" ");
  const root = asRoot();
  if (root === undefined || !onPath("apt-get")) {
    throw new WorkbenchError(`The workbench needs ${words}. Install them: sudo apt-get install --yes ${words}`);
  }
  await run([...root, "apt-get", "update"]);
  const options = ["--yes", "--no-install-recommends"];
  await run([...root, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "install", ...options, ...missing]);
  const still = missingPackages();
  if (still.length > 0) throw new WorkbenchError(`After installing them, ${still.join(" ")} are still not found`);
}
