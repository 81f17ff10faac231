import { ERROR, ERROR_FILE, FAILED, PASSED, TIME, fact, lower, sourceFile } from "./facts.mjs";

const CASES = [
  "adds an item",
  "rejects an empty name",
  "sorts by date",
  "keeps the order",
  "parses a header",
  "rounds to cents",
  "closes the file",
  "retries twice",
  "finds the parent",
  "returns null for nothing",
  "merges two lists",
  "escapes quotes",
  "reads the config",
  "times out",
  "ignores comments",
  "splits long lines",
];
const snake = (s) => s.replace(/ /g, "_");

function mocha({ random }) {
  const cases = random.sample(CASES, random.int(3, 5));
  const bad = random.chance(0.65) ? random.int(0, cases.length - 1) : -1;
  const suite = random.pick(["Basket", "Parser", "Router", "Cache", "Invoice", "Scheduler"]);
  const [a, b] = [random.int(2, 99), random.int(100, 300)];
  const message = `AssertionError: expected ${a} to equal ${b}`;
  const file = `test/${suite.toLowerCase()}.test.js:${random.int(4, 180)}:${random.int(3, 30)}`;
  const passing = bad < 0 ? cases.length : cases.length - 1;
  const lines = [
    "",
    `  ${suite}`,
    ...cases.map((c, i) =>
      i === bad ? { text: `    1) ${c}`, colour: "red" } : { text: `    ✔ ${c}`, colour: "green" },
    ),
    "",
    { text: `  ${passing} passing (${random.int(8, 900)}ms)`, colour: "green" },
  ];
  const facts = [
    fact("tests", PASSED, lines.length - 1, [String(passing)]),
    fact(
      "suite",
      ["{Which|What} {suite|test suite|group} {was run|is tested|is shown}?", "Name of the {suite|test group}?"],
      1,
      [suite],
    ),
    fact("time", TIME, lines.length - 1, [lines[lines.length - 1].text.match(/\d+ms/)[0]], { alone: true }),
  ];
  if (bad >= 0) {
    lines.push(
      { text: "  1 failing", colour: "red" },
      "",
      { text: `  ${message}`, colour: "red" },
      { text: `      at ${file}`, colour: "dim" },
    );
    const n = lines.length;
    facts.push(
      fact("tests", FAILED, n - 4, ["1"]),
      fact("error", ERROR, n - 2, [message]),
      fact("error-file", ERROR_FILE, n - 1, [file]),
      fact("failed-test", FAILED_TEST, 2 + bad, [cases[bad]]),
    );
  }
  return {
    command: random.pick(["npm test", "npx mocha", "yarn test", "pnpm test"]),
    lines,
    facts,
    outcome: bad < 0 ? "all tests pass" : "one test fails",
  };
}

function pytest({ random }) {
  const cases = random.sample(CASES, random.int(2, 3)).map(snake);
  const module = `tests/test_${lower(random)}.py`;
  const failed = random.chance(0.65) ? 1 : 0;
  const passed = random.int(2, 60);
  const message = random.pick([
    `AssertionError: assert ${random.int(1, 9)} == ${random.int(10, 99)}`,
    `KeyError: '${lower(random)}'`,
    `TypeError: unsupported operand type(s) for +: 'int' and 'str'`,
    `ValueError: invalid literal for int() with base 10: '${lower(random)}'`,
    "ZeroDivisionError: division by zero",
  ]);
  const seconds = `${random.int(0, 9)}.${random.int(10, 99)}s`;
  const lines = [
    `collected ${passed + failed} items`,
    "",
    `${module} ${".".repeat(Math.min(12, passed))}${failed ? "F" : ""}`,
    "",
  ];
  const facts = [
    fact("count-read", ["How many {tests|items} were collected?", "{Number of|Count of} collected {items|tests}?"], 0, [
      String(passed + failed),
    ]),
  ];
  if (failed) {
    lines.push(
      { text: `FAILED ${module}::test_${cases[0]}`, colour: "red" },
      { text: `E   ${message}`, colour: "red" },
    );
    facts.push(
      fact("failed-test", FAILED_TEST, 4, [`test_${cases[0]}`]),
      fact("error", ERROR, 5, [message]),
      fact("error-file", ERROR_FILE, 4, [module.replace("tests/", "")]),
    );
  }
  lines.push({
    text: failed ? `${failed} failed, ${passed} passed in ${seconds}` : `${passed} passed in ${seconds}`,
    colour: failed ? "red" : "green",
  });
  facts.push(
    fact("tests", PASSED, lines.length - 1, [`${passed} passed`]),
    fact("time", TIME, lines.length - 1, [seconds], { alone: true }),
  );
  if (failed) facts.push(fact("tests", FAILED, lines.length - 1, [`${failed} failed`]));
  return {
    command: random.pick(["pytest", "pytest -q", "python -m pytest", `pytest ${module}`]),
    lines,
    facts,
    outcome: failed ? "one test fails" : "all tests pass",
  };
}

function jest({ random }) {
  const file = sourceFile(random, "test.ts");
  const cases = random.sample(CASES, 3);
  const bad = random.int(-1, 2);
  const total = random.int(4, 80);
  const lines = [
    { text: `${bad < 0 ? "PASS" : "FAIL"} ${file}`, colour: bad < 0 ? "green" : "red" },
    ...cases.map((c, i) => ({
      text: `  ${i === bad ? "✕" : "✓"} ${c} (${random.int(1, 90)} ms)`,
      colour: i === bad ? "red" : "green",
    })),
    "",
  ];
  const tests =
    bad < 0
      ? `Tests:       ${total} passed, ${total} total`
      : `Tests:       1 failed, ${total - 1} passed, ${total} total`;
  lines.push(tests, `Time:        ${random.int(1, 20)}.${random.int(1, 9)} s`);
  const facts = [
    fact("tests", PASSED, 5, [`${bad < 0 ? total : total - 1} passed`]),
    fact("time", TIME, 6, [lines[6].slice(13)], { alone: true }),
    fact("tests", ["How many tests {are there|were run} {in total|in all|altogether}?", "total number of tests?"], 5, [
      `${total} total`,
    ]),
    fact(
      "file",
      ["{Which|What} test file {was run|is shown|was tested}?", "Name the test file.", "In which file are the tests?"],
      0,
      [file],
    ),
  ];
  if (bad >= 0)
    facts.push(fact("tests", FAILED, 5, ["1 failed"]), fact("failed-test", FAILED_TEST, 1 + bad, [cases[bad]]));
  return {
    command: random.pick(["npx jest", "npm test", "yarn jest"]),
    lines,
    facts,
    outcome: bad < 0 ? "the tests pass" : "one test fails",
  };
}

function cargoTest({ random }) {
  const cases = random.sample(CASES, 3).map(snake);
  const bad = random.int(-1, 2);
  const lines = [
    `running ${cases.length} tests`,
    ...cases.map((c, i) => ({
      text: `test ${c} ... ${i === bad ? "FAILED" : "ok"}`,
      colour: i === bad ? "red" : undefined,
    })),
    "",
    {
      text: `test result: ${bad < 0 ? "ok" : "FAILED"}. ${bad < 0 ? 3 : 2} passed; ${bad < 0 ? 0 : 1} failed; 0 ignored`,
      colour: bad < 0 ? "green" : "red",
    },
  ];
  const facts = [
    fact("tests", PASSED, 5, [`${bad < 0 ? 3 : 2} passed`]),
    fact("tests", FAILED, 5, [`${bad < 0 ? 0 : 1} failed`]),
    fact(
      "outcome",
      ["What {is|was} the {result|test result|outcome}?", "Did the tests {pass|succeed}?", "result?"],
      5,
      [bad < 0 ? "ok" : "FAILED"],
    ),
  ];
  if (bad >= 0) facts.push(fact("failed-test", FAILED_TEST, 1 + bad, [cases[bad]]));
  return { command: "cargo test", lines, facts, outcome: bad < 0 ? "all tests pass" : "one test fails" };
}

const FAILED_TEST = [
  "{Which|What} test {failed|is failing|did not pass|is red}?",
  "{Name of|Name} the {failing|failed} test.",
  "{failing|failed} test?",
  "Where did the test run fail?",
  "Which test case is broken?",
];
export const TESTS = [mocha, pytest, jest, cargoTest];
