import { ERROR, ERROR_FILE, TIME, VERSION, fact, lower, sourceFile, version } from "./facts.mjs";

function tsc({ random }) {
  const errors = Array.from({ length: random.int(1, 3) }, () => ({
    file: sourceFile(random, "ts"),
    at: `${random.int(2, 240)}:${random.int(1, 60)}`,
    code: `TS${random.pick([2304, 2322, 2345, 2339, 7006, 2551, 1005])}`,
    text: random.pick([
      `Cannot find name '${lower(random)}'.`,
      `Type 'string' is not assignable to type 'number'.`,
      `Property '${lower(random)}' does not exist on type 'User'.`,
      `Parameter '${lower(random)}' implicitly has an 'any' type.`,
      `Expected 2 arguments, but got ${random.int(3, 5)}.`,
    ]),
  }));
  const lines = [
    ...errors.map((e) => ({ text: `${e.file}:${e.at} - error ${e.code}: ${e.text}`, colour: "red" })),
    "",
    `Found ${errors.length} error${errors.length > 1 ? "s" : ""}.`,
  ];
  const facts = errors.flatMap((e, i) => [
    fact(
      "error-code",
      ["{What|Which} is the error code {in|for|of} %f?", "{Error code|code} {for|in} %f?"],
      i,
      [e.code],
      { slots: { f: e.file } },
    ),
    fact(
      "error",
      [
        "What is {wrong|the error|the problem} in %f?",
        "{Error|Problem|message} in %f?",
        "{Which|What} error does %f have?",
      ],
      i,
      [e.text.replace(/\.$/, "")],
      { slots: { f: e.file } },
    ),
  ]);
  facts.push(
    fact(
      "count-read",
      ["How many errors {were found|are there|does the compiler report}?", "{Number of|count of} errors?"],
      lines.length - 1,
      [String(errors.length)],
    ),
  );
  if (errors.length === 1)
    facts.push(
      fact("error", ERROR, 0, [errors[0].text.replace(/\.$/, "")]),
      fact("error-file", ERROR_FILE, 0, [errors[0].file]),
      fact("error-code", ["{What|Which} is the error code?", "error code?"], 0, [errors[0].code]),
    );
  return {
    command: random.pick(["npx tsc", "tsc --noEmit", "npm run build"]),
    lines,
    facts,
    outcome: "the compiler reports errors",
  };
}

function python({ random }) {
  const file = `${random.pick(["main", "app", "train", "server", lower(random)])}.py`;
  const inner = sourceFile(random, "py");
  const name = `${random.pick(["load", "run", "parse", "send", "read"])}_${lower(random)}`;
  const n = [random.int(3, 80), random.int(3, 200)];
  const message = random.pick([
    `ModuleNotFoundError: No module named '${lower(random)}'`,
    `FileNotFoundError: [Errno 2] No such file or directory: '${lower(random)}.csv'`,
    `KeyError: '${lower(random)}'`,
    `ValueError: could not convert string to float: '${lower(random)}'`,
    `AttributeError: 'NoneType' object has no attribute '${lower(random)}'`,
    "ConnectionRefusedError: [Errno 111] Connection refused",
    `IndexError: list index out of range`,
    `NameError: name '${lower(random)}' is not defined`,
  ]);
  const lines = [
    "Traceback (most recent call last):",
    `  File "${file}", line ${n[0]}, in <module>`,
    `    ${name}()`,
    `  File "${inner}", line ${n[1]}, in ${name}`,
    `    ${random.pick(["data", "rows", "items"])} = ${lower(random)}(path)`,
    { text: message, colour: "red" },
  ];
  return {
    command: `python ${file}`,
    lines,
    facts: [
      fact("error", ERROR, 5, [message]),
      fact("error-file", ERROR_FILE, 3, [inner]),
      fact(
        "exception",
        ["{Which|What} {exception|kind of error} {was raised|is it|occurred}?", "{exception|error type}?"],
        5,
        [message.split(":")[0]],
      ),
      fact(
        "function",
        [
          "In {which|what} function {did it fail|was the error raised|is the error}?",
          "Which function {failed|raised the error}?",
        ],
        3,
        [name],
      ),
    ],
    outcome: "the program ends with an error",
  };
}

function node({ random }) {
  const file = `${sourceFile(random, "js")}:${random.int(2, 200)}`;
  const message = random.pick([
    `TypeError: Cannot read properties of undefined (reading '${lower(random)}')`,
    `ReferenceError: ${lower(random)} is not defined`,
    `Error: Cannot find module '${lower(random)}'`,
    `SyntaxError: Unexpected token '}'`,
    `Error: listen EADDRINUSE: address already in use :::${random.int(3000, 9000)}`,
  ]);
  const lines = [
    { text: message, colour: "red" },
    `    at ${lower(random)} (${file}:${random.int(3, 40)})`,
    `    at Object.<anonymous> (${sourceFile(random, "js")}:${random.int(2, 80)}:5)`,
    "",
    `Node.js v${version(random)}`,
  ];
  return {
    command: `node ${random.pick(["server", "index", "app", lower(random)])}.js`,
    lines,
    facts: [
      fact("error", ERROR, 0, [message]),
      fact("error-file", ERROR_FILE, 1, [file]),
      fact("version", ["{Which|What} Node{|.js} version is {used|shown|it}?", "Node{|.js} version?"], 4, [
        lines[4].slice(8),
      ]),
      fact("exception", ["{Which|What} {kind of error|error type} is it?", "error type?"], 0, [message.split(":")[0]]),
    ],
    outcome: "the program ends with an error",
  };
}

function gcc({ random }) {
  const file = `${lower(random)}.c`;
  const at = `${random.int(3, 300)}:${random.int(1, 40)}`;
  const name = lower(random);
  const text = random.pick([
    `'${name}' undeclared (first use in this function)`,
    "expected ';' before 'return'",
    `implicit declaration of function '${name}'`,
    `conflicting types for '${name}'`,
  ]);
  const lines = [
    { text: `${file}:${at}: error: ${text}`, colour: "red" },
    `make: *** [Makefile:${random.int(3, 60)}: ${file.replace(".c", ".o")}] Error 1`,
  ];
  return {
    command: random.pick(["make", "make all", `gcc -o ${name} ${file}`]),
    lines,
    facts: [fact("error", ERROR, 0, [text]), fact("error-file", ERROR_FILE, 0, [file])],
    outcome: "the build fails",
  };
}

function cargoBuild({ random, project }) {
  const ok = random.chance(0.4);
  const v = version(random);
  const seconds = `${random.int(0, 60)}.${random.int(10, 99)}s`;
  if (ok) {
    const lines = [
      { text: `   Compiling ${project} v${v}`, colour: "green" },
      { text: `    Finished dev [unoptimized + debuginfo] target(s) in ${seconds}`, colour: "green" },
    ];
    return {
      command: "cargo build",
      lines,
      facts: [
        fact("version", VERSION, 0, [`v${v}`]),
        fact("time", TIME, 1, [seconds], { alone: true }),
        fact("package", ["{Which|What} {crate|package} is compiled?", "What is compiled?"], 0, [project]),
      ],
      outcome: "the build succeeds",
    };
  }
  const name = lower(random);
  const code = `E0${random.pick([308, 382, 425, 433, 499, 599])}`;
  const text = random.pick([
    `cannot find value \`${name}\` in this scope`,
    `borrow of moved value: \`${name}\``,
    "mismatched types",
    `no method named \`${name}\` found`,
  ]);
  const file = `${sourceFile(random, "rs")}:${random.int(2, 200)}:${random.int(2, 40)}`;
  const lines = [
    { text: `error[${code}]: ${text}`, colour: "red" },
    { text: ` --> ${file}`, colour: "blue" },
    "",
    { text: `error: could not compile \`${project}\` due to 1 previous error`, colour: "red" },
  ];
  return {
    command: "cargo build",
    lines,
    facts: [
      fact("error", ERROR, 0, [text]),
      fact("error-code", ["{What|Which} is the error code?", "error code?"], 0, [code]),
      fact("error-file", ERROR_FILE, 1, [file]),
      fact("package", ["{Which|What} {crate|package} could not be compiled?", "What could not be compiled?"], 3, [
        project,
      ]),
    ],
    outcome: "the build fails",
  };
}

export const BUILDS = [tsc, python, node, gcc, cargoBuild];
