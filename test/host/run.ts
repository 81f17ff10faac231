/**
 * Runs the suite in test/host/suites inside the extension host of a real editor, with this extension under development.
 *
 *   node --import tsx test/host/run.ts [--electron] [--grep WORDS] [--counts FILE]
 *
 * The editor is the offline workbench, or with `--electron` a Visual Studio Code that @vscode/test-electron downloads.
 */
import { existsSync, mkdtempSync, readdirSync, readFileSync } from "node:fs";
import { cp, mkdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, relative, resolve } from "node:path";
import { parseArgs } from "node:util";
import { runTests } from "@vscode/test-electron";
import * as esbuild from "esbuild";
import { runInExtensionHost } from "../workbench/extension-host.ts";
import { WorkbenchError } from "../workbench/location.ts";
import { countsVariable, reportVariable } from "./variables.ts";

const root = resolve(import.meta.dirname, "..", "..");
const out = join(root, "out", "host");
/** A minute and a half on a machine of its own; beside other work much more. */
const limitMs = 20 * 60_000;

/** Bundles the entry and each suite by itself, so that the names of the files in a report are those of the sources. */
async function build(): Promise<string> {
  await rm(out, { recursive: true, force: true });
  const suites = readdirSync(join(import.meta.dirname, "suites")).filter((name) => name.endsWith(".test.ts"));
  await esbuild.build({
    entryPoints: [
      { in: join(import.meta.dirname, "index.ts"), out: "index" },
      ...suites.map((name) => ({
        in: join(import.meta.dirname, "suites", name),
        out: `suites/${name.slice(0, -".ts".length)}`,
      })),
    ],
    outdir: out,
    outExtension: { ".js": ".cjs" },
    bundle: true,
    platform: "node",
    format: "cjs",
    target: "node20",
    sourcemap: true,
    logLevel: "warning",
    external: ["vscode", "mocha", "sharp", "onnxruntime-node"],
  });
  return join(out, "index.cjs");
}

/** A folder for the editor to open: copies of the samples, which a test may change. */
async function makeFolder(path: string): Promise<void> {
  await mkdir(path);
  const samples = join(root, "samples");
  const pictures = readdirSync(samples).filter((name) => /\.(png|jpg)$/.test(name));
  await Promise.all(pictures.map((name) => cp(join(samples, name), join(path, name))));
}

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: { electron: { type: "boolean" }, grep: { type: "string" }, counts: { type: "string" } },
  });
  const scratch = mkdtempSync(join(tmpdir(), "ml-mamba-host-"));
  const report = join(scratch, "report.txt");
  const logs = join(root, "out", "host-logs");
  const folder = join(scratch, "pictures");
  const env = {
    [reportVariable]: report,
    [countsVariable]: values.counts === undefined ? join(scratch, "counts.json") : resolve(values.counts),
    ...(values.grep === undefined ? {} : { ML_MAMBA_TEST_GREP: values.grep }),
  };
  try {
    await rm(logs, { recursive: true, force: true });
    await makeFolder(folder);
    const tests = await build();
    if (values.electron === true) {
      return await runTests({
        extensionDevelopmentPath: root,
        extensionTestsPath: tests,
        extensionTestsEnv: env,
        launchArgs: [folder, "--disable-extensions", "--skip-welcome", "--skip-release-notes"],
      });
    }
    const print = (line: string): void => {
      if (process.env["ML_MAMBA_TEST_VERBOSE"] === "1") process.stdout.write(`${line}\n`);
    };
    return await runInExtensionHost({ extension: root, tests, folder, env, limitMs, print, logs });
  } catch (error) {
    if (!(error instanceof WorkbenchError)) throw error;
    process.stderr.write(`${error.message}\n`);
    return 1;
  } finally {
    if (existsSync(report)) process.stdout.write(readFileSync(report, "utf8"));
    if (existsSync(logs)) process.stderr.write(`The editor's logs are in ${relative(process.cwd(), logs)}\n`);
    await rm(scratch, { recursive: true, force: true });
  }
}

process.exitCode = await main();
