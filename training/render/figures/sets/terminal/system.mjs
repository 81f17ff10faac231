import { ERROR, VERSION, fact, lower, version } from "./facts.mjs";
import { distinct } from "../../lib/words.mjs";

const pad = (s, n) => String(s).padEnd(n);

function list({ random }) {
  const names = distinct(random.int(4, 7), () =>
    random.chance(0.5)
      ? `${lower(random)}.${random.pick(["txt", "py", "md", "json", "log", "sh", "png", "csv"])}`
      : random.pick([
          "README.md",
          "package.json",
          "Makefile",
          "LICENSE",
          "setup.py",
          "go.mod",
          "Dockerfile",
          "notes.txt",
        ]),
  ).sort();
  const sizes = names.map(() => random.int(12, 99999));
  const owner = random.pick(["root", "dev", "ada", "www-data"]);
  const lines = names.map(
    (n, i) =>
      `-rw-r--r--  1 ${owner}  ${String(sizes[i]).padStart(6)}  ${random.pick(["Jan", "Mar", "Jun", "Sep", "Nov"])} ${random.int(10, 28)}  ${n}`,
  );
  const facts = [
    {
      kind: "count",
      ask: ["How many files are {listed|there|in the folder}?", "{Number of|Count the} files{.|?}"],
      refs: {},
      say: `${names.length} files.`,
      answers: [String(names.length)],
    },
  ];
  return { command: random.pick(["ls -l", "ls -l ."]), lines, facts };
}

function pods({ random }) {
  const names = distinct(
    random.int(3, 5),
    () => `${random.pick(["api", "web", "worker", "db", "cache", lower(random)])}-${random.int(1000, 9999)}`,
  );
  const states = names.map(() =>
    random.pick(["Running", "Running", "Running", "Pending", "CrashLoopBackOff", "Completed", "Error"]),
  );
  const lines = [
    "NAME            READY   STATUS             RESTARTS   AGE",
    ...names.map(
      (n, i) =>
        `${pad(n, 16)}${states[i] === "Running" ? "1/1" : "0/1"}     ${pad(states[i], 19)}${pad(random.int(0, 20), 11)}${random.int(1, 60)}d`,
    ),
  ];
  const facts = [];
  facts.push({
    kind: "count",
    ask: ["How many pods are {listed|there|shown}?", "{Number of|Count the} pods{.|?}"],
    refs: {},
    say: `${names.length} pods.`,
    answers: [String(names.length)],
  });
  return {
    command: random.pick(["kubectl get pods", `kubectl get pods -n ${lower(random)}`]),
    lines,
    facts,
    table: true,
  };
}

function missing({ random, windows }) {
  const name = lower(random);
  const text = windows
    ? `'${name}' is not recognized as an internal or external command,`
    : random.pick([`bash: ${name}: command not found`, `zsh: command not found: ${name}`, `sh: ${name}: not found`]);
  return {
    command: `${name} --${random.pick(["help", "version", "init", "watch"])}`,
    lines: windows
      ? [
          { text, colour: "red" },
          { text: "operable program or batch file.", colour: "red" },
        ]
      : [{ text }],
    facts: [
      fact("error", ERROR, 0, [windows ? "is not recognized as an internal or external command" : text]),
      fact(
        "missing",
        [
          "{Which|What} command {was not found|is missing|could not be found}?",
          "What is not installed?",
          "missing command?",
        ],
        0,
        [name],
      ),
    ],
    outcome: "the command was not found",
  };
}

function versionOf({ random }) {
  const tool = random.pick(["node", "python", "docker", "go", "rustc", "git", "java", "kubectl", "terraform"]);
  const v = version(random);
  const text = {
    node: `v${v}`,
    python: `Python ${v}`,
    docker: `Docker version ${v}, build ${random.int(100000, 999999)}`,
    go: `go version go${v} linux/amd64`,
    rustc: `rustc ${v}`,
    git: `git version ${v}`,
    java: `openjdk ${v}`,
    kubectl: `Client Version: v${v}`,
    terraform: `Terraform v${v}`,
  }[tool];
  return {
    command: `${tool} --version`,
    lines: [text],
    facts: [
      fact("version", VERSION, 0, [tool === "go" ? `go${v}` : text.includes(`v${v}`) ? `v${v}` : v], { alone: true }),
      fact(
        "version",
        ["{Which|What} version of %t is {installed|used|shown|it}?", "%t version?", "{Version|which version} of %t?"],
        0,
        [tool === "go" ? `go${v}` : text.includes(`v${v}`) ? `v${v}` : v],
        { slots: { t: tool } },
      ),
    ],
  };
}

function copy({ random }) {
  const [from, to] = [`${lower(random)}.${random.pick(["txt", "zip", "conf"])}`, `/etc/${lower(random)}/`];
  const [verb, text] = random.pick([
    ["cp", `cp: cannot create regular file '${to}${from}': Permission denied`],
    ["rm", `rm: cannot remove '${from}': No such file or directory`],
    ["cat", `cat: ${from}: No such file or directory`],
    ["cd", `cd: ${from}: Not a directory`],
    ["mkdir", `mkdir: cannot create directory '${to}': File exists`],
  ]);
  const code = random.int(1, 127);
  const exits = random.chance(0.4);
  return {
    command: verb === "cp" ? `cp ${from} ${to}` : verb === "mkdir" ? `mkdir ${to}` : `${verb} ${from}`,
    lines: [{ text }, ...(exits ? [`exit status ${code}`] : [])],
    facts: [
      fact("error", ERROR, 0, [text.split(": ").pop()]),
      ...(exits
        ? [
            fact(
              "exit",
              [
                "{What|Which} is the exit {code|status}?",
                "exit {code|status}?",
                "With {which|what} code did it {end|exit}?",
              ],
              1,
              [String(code)],
            ),
          ]
        : []),
    ],
    outcome: "the command fails",
  };
}

export const SYSTEM = [list, pods, missing, versionOf, copy];
