/** Failures as terminals, notebooks and panels print them: where they say what, so that a question can quote the right line. */
import { FIELDS, madeUp } from "../../lib/words.mjs";

const NAMES =
  "orders, prices, users, rows, events, batch, report, sensor, tokens, labels, weights, config, session, parcel, matrix, frame, invoice, cities".split(
    ", ",
  );
const VERBS = "load, parse, train, merge, read, build, fetch, score, clean, plot, split, encode, export, update".split(
  ", ",
);

/**
 * `rows` are the lines from top to bottom; the others are texts among them: what went wrong, where (file and line), the code there, what is advised.
 * @typedef {{command: string, rows: string[], error: string, name: string, place?: string, at?: string, file?: string, code?: string, hint?: string, exit?: string}} Failure
 */

/** Python's exceptions with a line that raises them. @param {import("../../../src/prng.mjs").Random} random */
export function pythonError(random) {
  const [a, b] = random.sample(NAMES, 2);
  const field = random.chance(0.5) ? random.pick(FIELDS).toLowerCase() : madeUp(random).toLowerCase();
  const n = random.int(2, 40);
  return random.pick([
    { name: "KeyError", message: `'${field}'`, code: `${a}["${field}"]` },
    { name: "NameError", message: `name '${field}' is not defined`, code: `${a} = ${random.pick(VERBS)}(${field})` },
    {
      name: "TypeError",
      message: `unsupported operand type(s) for +: 'int' and 'str'`,
      code: `total = ${n} + ${a}.${field}`,
    },
    {
      name: "ValueError",
      message: `could not convert string to float: '${madeUp(random)}'`,
      code: `${a} = float(${b}["${field}"])`,
    },
    { name: "IndexError", message: "list index out of range", code: `first = ${a}[${n}]` },
    { name: "AttributeError", message: `'NoneType' object has no attribute '${field}'`, code: `${b} = ${a}.${field}` },
    { name: "ZeroDivisionError", message: "division by zero", code: `mean = sum(${a}) / len(${b})` },
    {
      name: "FileNotFoundError",
      message: `[Errno 2] No such file or directory: '${a}.csv'`,
      code: `${b} = open("${a}.csv")`,
    },
    { name: "ModuleNotFoundError", message: `No module named '${field}'`, code: `import ${field}` },
    { name: "ImportError", message: `cannot import name '${field}' from '${a}'`, code: `from ${a} import ${field}` },
    {
      name: "AssertionError",
      message: `expected ${n} rows, got ${n + random.int(1, 9)}`,
      code: `assert len(${a}) == ${n}`,
    },
    {
      name: "RuntimeError",
      message: `mat1 and mat2 shapes cannot be multiplied (${n}x64 and 32x${n + 3})`,
      code: `out = model(${a})`,
    },
    {
      name: "UnicodeDecodeError",
      message: `'utf-8' codec can't decode byte 0x${random.int(160, 250).toString(16)} in position ${n}`,
      code: `text = ${a}.read()`,
    },
    { name: "RecursionError", message: "maximum recursion depth exceeded", code: `return ${random.pick(VERBS)}(${a})` },
    {
      name: "PermissionError",
      message: `[Errno 13] Permission denied: '/var/${field}'`,
      code: `save(${a}, "/var/${field}")`,
    },
  ]);
}

/** @param {import("../../../src/prng.mjs").Random} random @returns {Failure} */
function python(random) {
  const { name, message, code } = pythonError(random);
  const file = `${random.pick(NAMES)}_${random.pick(VERBS)}.py`;
  const outer = `${random.pick(["main", "app", "run", "cli"])}.py`;
  const line = String(random.int(4, 320));
  const verb = `${random.pick(VERBS)}_${random.pick(NAMES)}`;
  const place = `  File "${file}", line ${line}, in ${verb}`;
  const error = `${name}: ${message}`;
  const rows = [
    "Traceback (most recent call last):",
    `  File "${outer}", line ${random.int(3, 60)}, in <module>`,
    `    ${verb}()`,
    place,
    `    ${code}`,
    error,
  ];
  return { command: `python ${outer}`, rows, error, name, place, at: line, file, code: `    ${code}` };
}
/** @param {import("../../../src/prng.mjs").Random} random @returns {Failure} */
function node(random) {
  const file = `src/${random.pick(NAMES)}.js`;
  const line = String(random.int(3, 220));
  const field = random.pick(FIELDS);
  const [name, message, code] = random.pick([
    ["TypeError", `Cannot read properties of undefined (reading '${field}')`, `const value = item.${field};`],
    ["ReferenceError", `${field} is not defined`, `send(${field});`],
    ["TypeError", `${random.pick(NAMES)}.${random.pick(VERBS)} is not a function`, `await run(${field});`],
    ["RangeError", "Invalid array length", `new Array(-${random.int(1, 9)});`],
    ["SyntaxError", `Unexpected token '${random.pick([")", "}", "<"])}'`, `const ${field} = );`],
  ]);
  const place = `${file}:${line}`;
  const error = `${name}: ${message}`;
  const version = `Node.js v${random.pick(["18.19.0", "20.11.1", "22.3.0"])}`;
  return {
    command: `node ${file}`,
    rows: [
      place,
      `    ${code}`,
      "          ^",
      error,
      `    at ${random.pick(VERBS)} (${file}:${line}:${random.int(3, 30)})`,
      `    at main (src/index.js:${random.int(3, 40)}:5)`,
      version,
    ].filter((r) => r.trim() !== "^"),
    error,
    name,
    place,
    at: line,
    file,
    code: `    ${code}`,
  };
}
/** @param {import("../../../src/prng.mjs").Random} random @returns {Failure} */
function compiler(random) {
  const file = `src/${random.pick(NAMES)}`;
  const line = String(random.int(3, 260));
  const word = random.chance(0.5) ? random.pick(FIELDS) : madeUp(random).toLowerCase();
  const code = `${random.int(1, 9)}${random.int(100, 999)}`;
  return random.pick([
    () => {
      const error = `${file}.ts:${line}:7 - error TS${code}: Property '${word}' does not exist on type 'Item'.`;
      return {
        command: "npx tsc --noEmit",
        rows: [error, `${line}   return item.${word};`, `Found 1 error in ${file}.ts`],
        error,
        name: `TS${code}`,
        place: error,
        at: line,
        file: `${file}.ts`,
        code: `${line}   return item.${word};`,
      };
    },
    () => {
      const error = `error[E0${random.int(200, 599)}]: cannot find value \`${word}\` in this scope`;
      const place = `  --> ${file}.rs:${line}:13`;
      const hint = `help: consider importing this item: use crate::${word};`;
      return {
        command: "cargo build",
        rows: [
          "   Compiling shop v0.1.0",
          error,
          place,
          `${line} |     let x = ${word};`,
          hint,
          "error: could not compile `shop`",
        ],
        error,
        name: error.slice(6, 11),
        place,
        at: line,
        file: `${file}.rs`,
        code: `${line} |     let x = ${word};`,
        hint,
      };
    },
    () => {
      const error = `${file}.c:${line}:5: error: '${word}' undeclared (first use in this function)`;
      return {
        command: "make",
        rows: [`cc -c ${file}.c`, error, `make: *** [Makefile:${random.int(3, 40)}: all] Error 1`],
        error,
        name: `'${word}' undeclared`,
        place: error,
        at: line,
        file: `${file}.c`,
        exit: "Error 1",
      };
    },
    () => {
      const error = `panic: runtime error: index out of range [${random.int(3, 9)}] with length 3`;
      const place = `        /app/${file}.go:${line} +0x1d`;
      return {
        command: "go run .",
        rows: [error, "goroutine 1 [running]:", `main.${word}(...)`, place, "exit status 2"],
        error,
        name: "index out of range",
        place,
        at: line,
        file: `${file}.go`,
        exit: "exit status 2",
      };
    },
  ])();
}
/** @param {import("../../../src/prng.mjs").Random} random @returns {Failure} */
function tools(random) {
  const word = madeUp(random).toLowerCase();
  const port = String(random.int(3000, 9000));
  return random.pick([
    () => ({
      command: "npm install",
      rows: [
        "npm error code ERESOLVE",
        "npm error ERESOLVE unable to resolve dependency tree",
        `npm error Found: ${word}@${random.int(1, 18)}.2.0`,
        "npm error Fix the upstream dependency conflict, or retry",
        "npm error this command with --force or --legacy-peer-deps",
      ],
      error: "npm error ERESOLVE unable to resolve dependency tree",
      name: "ERESOLVE",
      hint: "npm error this command with --force or --legacy-peer-deps",
    }),
    () => ({
      command: `npm run ${word}`,
      rows: [`npm error Missing script: "${word}"`, "npm error To see a list of scripts, run:", "npm error   npm run"],
      error: `npm error Missing script: "${word}"`,
      name: "Missing script",
      hint: "npm error   npm run",
    }),
    () => ({
      command: `git push origin ${word}`,
      rows: [
        ` ! [rejected]        ${word} -> ${word} (fetch first)`,
        `error: failed to push some refs to 'git.test:${word}.git'`,
        "hint: Updates were rejected because the remote contains work",
        "hint: Use 'git pull' before pushing again.",
      ],
      error: `error: failed to push some refs to 'git.test:${word}.git'`,
      name: "failed to push",
      hint: "hint: Use 'git pull' before pushing again.",
    }),
    () => ({
      command: `git checkout ${word}`,
      rows: [`error: pathspec '${word}' did not match any file(s) known to git`],
      error: `error: pathspec '${word}' did not match any file(s) known to git`,
      name: "pathspec",
    }),
    () => ({
      command: "npm start",
      rows: [
        "> server@1.0.0 start",
        `Error: listen EADDRINUSE: address already in use :::${port}`,
        "  code: 'EADDRINUSE',",
        `  port: ${port}`,
      ],
      error: `Error: listen EADDRINUSE: address already in use :::${port}`,
      name: "EADDRINUSE",
    }),
    () => ({
      command: `docker run ${word}`,
      rows: [
        `Unable to find image '${word}:latest' locally`,
        `docker: Error response from daemon: pull access denied for ${word}.`,
        "See 'docker run --help'.",
      ],
      error: `docker: Error response from daemon: pull access denied for ${word}.`,
      name: "pull access denied",
      hint: "See 'docker run --help'.",
    }),
    () => ({
      command: word,
      rows: [
        `bash: ${word}: command not found`,
        `Command '${word}' not found, but can be installed with:`,
        `sudo apt install ${word}`,
      ],
      error: `bash: ${word}: command not found`,
      name: "command not found",
      hint: `sudo apt install ${word}`,
    }),
    () => ({
      command: `ssh ${word}.test`,
      rows: [`ssh: connect to host ${word}.test port 22: Connection refused`],
      error: `ssh: connect to host ${word}.test port 22: Connection refused`,
      name: "Connection refused",
    }),
    () => ({
      command: `pip install ${word}`,
      rows: [
        `ERROR: Could not find a version that satisfies the requirement ${word}`,
        `ERROR: No matching distribution found for ${word}`,
      ],
      error: `ERROR: No matching distribution found for ${word}`,
      name: "No matching distribution",
    }),
  ])();
}

/** @param {import("../../../src/prng.mjs").Random} random @returns {Failure} */
export const failure = (random) =>
  random.weighted([
    [python, 4],
    [node, 2],
    [compiler, 3],
    [tools, 4],
  ])(random);
