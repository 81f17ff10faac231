import { ERROR, VERSION, fact, lower, version } from "./facts.mjs";
import { MESSAGES, distinct } from "../../lib/words.mjs";

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

function ping({ random }) {
  const host = `${lower(random)}.test`;
  const address = Array.from({ length: 4 }, () => random.int(1, 250)).join(".");
  const times = Array.from({ length: random.int(2, 4) }, () => `${random.int(4, 90)}.${random.int(1, 9)} ms`);
  const loss = random.pick([0, 0, 25, 50]);
  const lines = [
    `PING ${host} (${address}) 56(84) bytes of data.`,
    ...times.map((t, i) => `64 bytes from ${address}: icmp_seq=${i + 1} ttl=${random.int(40, 64)} time=${t}`),
    "",
    `${times.length} packets transmitted, ${loss}% packet loss`,
  ];
  return {
    command: `ping ${host}`,
    lines,
    facts: [
      fact(
        "address",
        [
          "{What|Which} is the {IP address|address|IP}{| of %h}?",
          "{IP|IP address}?",
          "To {which|what} address does %h resolve?",
        ],
        0,
        [address],
        { slots: { h: host } },
      ),
      fact(
        "loss",
        ["{How much|What is the} packet loss{| is there}?", "packet loss?", "{How many|Were} packets {were |}lost?"],
        lines.length - 1,
        [`${loss}%`],
      ),
      fact("time", ["How long did the first {reply|packet|ping} take?", "time of the first reply?"], 1, [times[0]]),
    ],
  };
}

function curl({ random }) {
  const status = random.pick([
    "200 OK",
    "404 Not Found",
    "500 Internal Server Error",
    "301 Moved Permanently",
    "403 Forbidden",
    "503 Service Unavailable",
  ]);
  const host = `${lower(random)}.test`;
  const server = random.pick(["nginx", "Apache", "cloudfront", "gunicorn", "envoy"]);
  const type = random.pick(["application/json", "text/html", "text/plain", "image/png"]);
  const lines = [
    { text: `HTTP/1.1 ${status}`, colour: status.startsWith("2") ? "green" : "red" },
    `Server: ${server}`,
    `Content-Type: ${type}`,
    `Content-Length: ${random.int(10, 99999)}`,
  ];
  return {
    command: `curl -I https://${host}/${lower(random)}`,
    lines,
    facts: [
      fact(
        "status",
        [
          "{What|Which} {status|status code|HTTP status} {is returned|did the server send|is shown}?",
          "{status|status code|response code}?",
          "How did the server {answer|respond}?",
        ],
        0,
        [status],
      ),
      fact("value", ["{Which|What} server {answers|software is it|is it}?", "server?"], 1, [server]),
      fact("value", ["{What|Which} {content type|type} {is returned|is it}?", "content type?", "Content-Type?"], 2, [
        type,
      ]),
      fact(
        "value",
        ["{What|How} is the content length?", "content length?", "How many bytes {long is it|are sent}?"],
        3,
        [lines[3].slice(16)],
      ),
    ],
  };
}

function service({ random }) {
  const name = `${random.pick(["nginx", "postgresql", "docker", "redis", "cron", lower(random)])}.service`;
  const active = random.chance(0.6);
  const pid = random.int(300, 32000);
  const lines = [
    `● ${name} - ${random.pick(["A high performance web server", "Database server", "Background worker", "Message broker", "Job scheduler"])}`,
    "     Loaded: loaded (enabled)",
    {
      text: `     Active: ${active ? "active (running)" : "failed (Result: exit-code)"}`,
      colour: active ? "green" : "red",
    },
    `   Main PID: ${pid}`,
    `     Memory: ${random.int(1, 900)}.${random.int(1, 9)}M`,
  ];
  return {
    command: `systemctl status ${name.replace(".service", "")}`,
    lines,
    facts: [
      fact(
        "state",
        [
          "{What|Which} is the {state|status} of the service?",
          "Is the service {running|active|up}?",
          "{status|state}?",
          "Is it {running|failed}?",
        ],
        2,
        [active ? "active (running)" : "failed"],
        { alone: true },
      ),
      fact("value", ["{What|Which} is the {PID|main PID|process id}?", "PID?"], 3, [String(pid)]),
      fact("value", ["How much memory {does it use|is used}?", "memory?"], 4, [lines[4].slice(13)]),
      fact("service", ["{Which|What} service is {shown|this}?", "service name?"], 0, [name]),
    ],
    outcome: active ? "the service is running" : "the service has failed",
  };
}

function logs({ random }) {
  const n = random.int(4, 7);
  const bad = random.int(0, n - 1);
  const texts = distinct(n, () => random.pick(MESSAGES));
  const start = random.int(0, 22);
  const lines = texts.map((t, i) => {
    const level = i === bad ? "ERROR" : random.pick(["INFO ", "INFO ", "DEBUG", "WARN "]);
    return {
      text: `${String(start).padStart(2, "0")}:${String(10 + i * 6).padStart(2, "0")}:${random.int(10, 59)} ${level} [${lower(random)}] ${t}`,
      colour: i === bad ? "red" : undefined,
      time: "",
    };
  });
  const part = (i) => lines[i].text.split(" ")[0];
  return {
    command: random.pick([
      `tail -n ${n} ${lower(random)}.log`,
      `docker logs ${lower(random)}`,
      `journalctl -u ${lower(random)}`,
    ]),
    lines,
    facts: [
      fact("error", ERROR, bad, [texts[bad]]),
      fact(
        "when",
        ["When did the error {happen|occur}?", "{At what|Which} time is the error{| logged}?", "time of the error?"],
        bad,
        [part(bad)],
      ),
      fact(
        "latest",
        [
          "{What|Which} is the {last|latest|newest} log {entry|line|message}?",
          "last log {entry|line}?",
          "What happened last?",
        ],
        n - 1,
        [texts[n - 1]],
      ),
      fact(
        "oldest",
        ["{What|Which} is the {first|oldest} log {entry|line|message}?", "What {happened|was logged} first?"],
        0,
        [texts[0]],
      ),
      ...texts.map((t, i) =>
        fact(
          "when",
          ["When {was|is} %t {logged|written}?", "{At what time|When} did %t {happen|come}?", "Time of %t?"],
          i,
          [part(i)],
          { slots: { t } },
        ),
      ),
    ],
    outcome: "there is an error in the log",
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

export const SYSTEM = [list, pods, missing, versionOf, ping, curl, service, logs, copy];
