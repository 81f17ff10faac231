// Mocha's spec reporter, which also keeps the suite's counts: `--reporter-option counts=FILE` gets {"passed","failed","skipped"}.
import { writeFileSync } from "node:fs";
import Mocha from "mocha";

export default class CountingReporter extends Mocha.reporters.Spec {
  constructor(runner, options) {
    super(runner, options);
    runner.once(Mocha.Runner.constants.EVENT_RUN_END, () => {
      const { passes: passed, failures: failed, pending: skipped } = runner.stats;
      writeFileSync(options.reporterOptions.counts, JSON.stringify({ passed, failed, skipped }));
    });
  }
}
