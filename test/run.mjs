// Runs the suites one after the other and sums them up: the last line is `N passed, N failed, N skipped`. Exit code 1 if a test failed, if a
// suite ended without its counts (a crash, a file that does not load), or if a suite held no test.
//
//   node test/run.mjs            all suites
//   node test/run.mjs unit e2e   these
//   node test/run.mjs host --electron   in a downloaded Visual Studio Code instead of the offline workbench
import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { tsImport } from "tsx/esm/api";

const tests = dirname(fileURLToPath(import.meta.url));
const mocha = join(dirname(createRequire(import.meta.url).resolve("mocha/package.json")), "bin", "mocha.js");
const workers = ["dist/worker.js", "dist/worker-server.js"];
const panel = ["dist/extension.cjs", "dist/webview.js", "dist/webview.css", "models/nano/pack.json"];

const flags = process.argv.slice(2).filter((argument) => argument === "--electron");

/** Arguments of Node that run a folder's suite in this process's mocha; its counts go to a file. */
const inMocha = (suite) => (counts) => {
  const reporter = ["--reporter", join(tests, "reporter.mjs"), "--reporter-option", `counts=${counts}`];
  return [mocha, "--config", join(tests, suite, ".mocharc.json"), ...reporter];
};
/** Arguments of Node that run the suite inside the extension host; `--electron` after the suite's name reaches it. */
const inHost = (counts) => ["--import=tsx", join(tests, "host", "run.ts"), "--counts", counts, ...flags];

/** The suites in the order they run: how, and what each needs that a checkout, a build or a machine may lack. */
const all = {
  unit: { args: inMocha("unit"), files: ["models/ocr/manifest.json"] },
  parity: { args: inMocha("parity"), files: ["models/nano/pack.json", "test/fixtures/shipped.json"] },
  e2e: { args: inMocha("e2e"), files: ["dist/cli.js", "dist/packer.js", ...workers] },
  host: { args: inHost, files: [...workers, ...panel], workbench: !flags.includes("--electron") },
  ui: { args: inMocha("ui"), files: [...workers, ...panel], workbench: true },
};
const suites = Object.keys(all);

/** What the suites that drive an editor need of this machine, or undefined where it is there. */
async function missingEditor() {
  const { findChromium, isInstalled, workbenchDir } = await tsImport("./workbench/location.ts", import.meta.url);
  const there = isInstalled(workbenchDir()) && findChromium() !== undefined;
  return there ? undefined : "the offline workbench (install it once: npm run workbench)";
}

/** Runs one suite, its output on ours; `broken` says in a sentence why its counts cannot be trusted. */
async function run(suite, counts) {
  const started = performance.now();
  const { args, files, workbench } = all[suite];
  const editor = workbench === true ? await missingEditor() : undefined;
  if (editor !== undefined) return { suite, seconds: 0, passed: 0, failed: 0, skipped: 0, broken: `needs ${editor}` };
  const child = spawn(process.execPath, args(counts), { cwd: dirname(tests), stdio: "inherit" });
  const exit = await new Promise((done, fail) => {
    child.once("error", fail);
    child.once("close", (code, signal) => done(signal ?? code));
  });
  const seconds = (performance.now() - started) / 1000;
  const missing = files.filter((file) => !existsSync(join(dirname(tests), file)));
  const none = { suite, seconds, passed: 0, failed: 0, skipped: 0 };
  if (!existsSync(counts)) return { ...none, broken: `ended (${exit}) before its tests were counted` };
  const result = { ...none, ...JSON.parse(readFileSync(counts, "utf8")) };
  if (result.passed + result.failed === 0) return { ...result, broken: "held no test" };
  if (missing.length > 0) return { ...result, broken: `needs ${missing.join(" and ")}` };
  if (exit !== 0 && result.failed === 0) return { ...result, broken: `ended with ${exit} though no test failed` };
  return result;
}

const chosen = process.argv.slice(2).filter((argument) => !flags.includes(argument));
const unknown = chosen.find((suite) => !suites.includes(suite));
if (unknown !== undefined) {
  process.stderr.write(`There is no suite "${unknown}"; the suites are ${suites.join(", ")}.\n`);
  process.exit(2);
}

const folder = mkdtempSync(join(tmpdir(), "ml-mamba-tests-"));
const results = [];
try {
  for (const suite of chosen.length === 0 ? suites : chosen) {
    process.stdout.write(`\n== ${suite} ==\n`);
    results.push(await run(suite, join(folder, `${suite}.json`)));
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}

const sum = (key) => results.reduce((total, result) => total + result[key], 0);
const broken = results.filter((result) => result.broken !== undefined);
for (const { suite, seconds, passed, failed, skipped, broken: why } of results) {
  const counts = `${passed} passed, ${failed} failed, ${skipped} skipped`;
  process.stdout.write(
    `${suite.padEnd(7)} ${counts} (${seconds.toFixed(0)} s)${why === undefined ? "" : `; it ${why}`}\n`,
  );
}
/* A suite that broke without a red test counts as one failure, so that the sum cannot look sound. */
const failed = sum("failed") + broken.filter((result) => result.failed === 0).length;
process.stdout.write(`${sum("passed")} passed, ${failed} failed, ${sum("skipped")} skipped\n`);
process.exitCode = failed > 0 ? 1 : 0;
