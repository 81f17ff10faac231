// Runs the suites one after the other and sums them up: the last line is `N passed, N failed, N skipped`. Exit code 1 if a test failed, if a
// suite ended without its counts (a crash, a file that does not load), or if a suite held no test.
//
//   node test/run.mjs            all suites
//   node test/run.mjs unit e2e   these
import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The suites in the order they run, and what each needs that a checkout or a build may lack. */
const needs = {
  unit: ["models/ocr/manifest.json"],
  parity: ["models/nano/pack.json", "test/fixtures/shipped.json"],
  e2e: ["dist/cli.js", "dist/worker.js", "dist/packer.js"],
};
const suites = Object.keys(needs);
const tests = dirname(fileURLToPath(import.meta.url));
const mocha = join(dirname(createRequire(import.meta.url).resolve("mocha/package.json")), "bin", "mocha.js");

/** Runs one suite, its output on ours; `broken` says in a sentence why its counts cannot be trusted. */
async function run(suite, counts) {
  const started = performance.now();
  const args = ["--config", join(tests, suite, ".mocharc.json"), "--reporter", join(tests, "reporter.mjs")];
  const child = spawn(process.execPath, [mocha, ...args, "--reporter-option", `counts=${counts}`], {
    cwd: dirname(tests),
    stdio: "inherit",
  });
  const exit = await new Promise((done, fail) => {
    child.once("error", fail);
    child.once("close", (code, signal) => done(signal ?? code));
  });
  const seconds = (performance.now() - started) / 1000;
  const missing = needs[suite].filter((file) => !existsSync(join(dirname(tests), file)));
  const none = { suite, seconds, passed: 0, failed: 0, skipped: 0 };
  if (!existsSync(counts)) return { ...none, broken: `ended (${exit}) before its tests were counted` };
  const result = { ...none, ...JSON.parse(readFileSync(counts, "utf8")) };
  if (result.passed + result.failed === 0) return { ...result, broken: "held no test" };
  if (missing.length > 0) return { ...result, broken: `needs ${missing.join(" and ")}` };
  if (exit !== 0 && result.failed === 0) return { ...result, broken: `ended with ${exit} though no test failed` };
  return result;
}

const chosen = process.argv.slice(2);
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
