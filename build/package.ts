/**
 * Packages the extension for one platform: `npm run package [-- --target linux-x64] [--out FILE]`. A copy of what runs is staged,
 * its dependencies are installed for the target (which need not be this machine's platform), foreign binaries are removed, and
 * @vscode/vsce makes `ml-mamba-TARGET-VERSION.vsix` of it. `.vscodeignore` says what of the stage the VSIX holds.
 */
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { cp, mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join, relative, resolve } from "node:path";
import { parseArgs } from "node:util";
import { isTargetName, needlessRuntimeFiles, runtimeFolder, targetNames, targets, type Target } from "./targets.ts";

const root = resolve(import.meta.dirname, "..");
const staged = [
  ...["package.json", "package-lock.json", "package.nls.json", "package.nls.ko.json", ".vscodeignore"],
  ...["README.md", "CHANGELOG.md", "LICENSE", "NOTICE", "dist", "l10n", "media", "models"],
];

class PackageError extends Error {
  override readonly name = "PackageError";
}

/** Runs a program and keeps quiet about it, unless it fails. */
async function run(command: readonly string[], cwd: string): Promise<void> {
  const [program, ...args] = command;
  const child = spawn(program!, args, { cwd, stdio: ["ignore", "pipe", "pipe"], shell: process.platform === "win32" });
  const said: Buffer[] = [];
  child.stdout.on("data", (part: Buffer) => said.push(part));
  child.stderr.on("data", (part: Buffer) => said.push(part));
  const code = await new Promise<number | string | null>((done) => {
    child.once("error", (error) => {
      done(error.message);
    });
    child.once("close", (status, signal) => {
      done(signal ?? status);
    });
  });
  if (code !== 0) throw new PackageError(`${command.join(" ")} ended with ${code}\n${Buffer.concat(said).toString()}`);
}

/** Leaves the target's binaries of onnxruntime-node alone. @throws {PackageError} where it has none */
async function keepRuntimeOf(target: Target, stage: string): Promise<void> {
  const binaries = join(stage, "node_modules", "onnxruntime-node", "bin", "napi-v6");
  const wanted = join(binaries, runtimeFolder(target));
  if (!existsSync(join(wanted, "onnxruntime_binding.node"))) {
    throw new PackageError(`onnxruntime-node has no binaries in ${relative(stage, wanted)}`);
  }
  for (const entry of await readdir(binaries, { recursive: true, withFileTypes: true })) {
    const foreign = entry.parentPath !== wanted || needlessRuntimeFiles.test(entry.name);
    if (entry.isFile() && foreign) await rm(join(entry.parentPath, entry.name));
  }
}

/** Takes out of the staged manifest what is for this checkout alone; vsce refuses `files` beside a `.vscodeignore`. */
async function trimManifest(stage: string): Promise<void> {
  const path = join(stage, "package.json");
  const manifest = JSON.parse(await readFile(path, "utf8")) as Record<string, unknown>;
  const needless = ["files", "scripts", "bin", "devDependencies"];
  const kept = Object.entries(manifest).filter(([name]) => !needless.includes(name));
  await writeFile(path, JSON.stringify(Object.fromEntries(kept), null, 2));
}

/** @returns the size of the VSIX in bytes */
async function makePackage(target: Target, name: string, out: string): Promise<number> {
  const stage = await mkdtemp(join(tmpdir(), "ml-mamba-package-"));
  try {
    await run([process.execPath, "esbuild.config.mjs", "--quiet"], root);
    for (const entry of staged) await cp(join(root, entry), join(stage, entry), { recursive: true });
    const platform = [`--os=${target.os}`, `--cpu=${target.cpu}`];
    const libc = target.libc === undefined ? [] : [`--libc=${target.libc}`];
    const quiet = ["--ignore-scripts", "--prefer-offline", "--no-audit", "--no-fund"];
    await run(["npm", "ci", "--omit=dev", ...quiet, ...platform, ...libc], stage);
    await keepRuntimeOf(target, stage);
    await trimManifest(stage);
    const vsce = join(dirname(createRequire(import.meta.url).resolve("@vscode/vsce/package.json")), "vsce");
    const options = ["--target", name, "--out", out, "--allow-missing-repository", "--no-rewrite-relative-links"];
    await run([process.execPath, vsce, "package", ...options], stage);
    return (await stat(out)).size;
  } finally {
    await rm(stage, { recursive: true, force: true });
  }
}

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { target: { type: "string" }, out: { type: "string" } } });
  const name = values.target ?? `${process.platform}-${process.arch}`;
  if (!isTargetName(name)) {
    throw new PackageError(`There is no package for ${name}. Choose one: --target ${targetNames.join(" | ")}`);
  }
  const manifest = JSON.parse(await readFile(join(root, "package.json"), "utf8")) as { name: string; version: string };
  const out = resolve(values.out ?? join(root, `${manifest.name}-${name}-${manifest.version}.vsix`));
  const size = await makePackage(targets[name], name, out);
  process.stdout.write(`${relative(process.cwd(), out)} (${(size / 1e6).toFixed(1)} MB)\n`);
}

try {
  await main();
} catch (error) {
  if (!(error instanceof PackageError)) throw error;
  process.stderr.write(`package: ${error.message}\n`);
  process.exitCode = 1;
}
