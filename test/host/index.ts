/**
 * The entry of the suite inside the extension host: the workbench's and @vscode/test-electron's `extensionTestsPath`. Bundled by
 * run.ts to `out/host/index.cjs`, with the suites beside it. Its report and its counts go to the files that {@link reportVariable} and
 * {@link countsVariable} name, because what the extension host prints reaches a terminal in one of the two editors only.
 */
import { appendFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { format } from "node:util";
import Mocha from "mocha";
import { countsVariable, reportVariable } from "./variables.ts";

function required(name: string): string {
  const value = process.env[name];
  if (value === undefined) throw new Error(`${name} is not set: run the suite with node test/run.mjs host`);
  return value;
}

/** @throws when a test failed, which the editor turns into an exit code of 1 */
export async function run(): Promise<void> {
  process.setSourceMapsEnabled(true);
  const report = required(reportVariable);
  try {
    await runSuites(report, required(countsVariable));
  } catch (error) {
    appendFileSync(report, `${format(error)}\n`);
    throw error;
  }
}

async function runSuites(report: string, counts: string): Promise<void> {
  Mocha.reporters.Base.consoleLog = (...args: readonly unknown[]) => {
    appendFileSync(report, `${format(...args)}\n`);
  };
  const grep = process.env["ML_MAMBA_TEST_GREP"];
  const mocha = new Mocha({
    timeout: 60_000,
    forbidOnly: true,
    forbidPending: true,
    color: false,
    reporter: "spec",
    ...(grep === undefined ? {} : { grep }),
  });
  const suites = join(__dirname, "suites");
  for (const file of readdirSync(suites).sort()) {
    if (file.endsWith(".test.cjs")) mocha.addFile(join(suites, file));
  }
  await mocha.loadFilesAsync();
  const { failures, stats } = await new Promise<{ failures: number; stats: Mocha.Stats | undefined }>((done) => {
    const runner = mocha.run((failures) => {
      done({ failures, stats: runner.stats });
    });
  });
  const { passes: passed = 0, failures: failed = failures, pending: skipped = 0 } = stats ?? {};
  writeFileSync(counts, JSON.stringify({ passed, failed, skipped }));
  if (failures > 0) throw new Error(`${failures} tests failed`);
}
