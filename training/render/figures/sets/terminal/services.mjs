import { ERROR, fact, lower } from "./facts.mjs";
import { MESSAGES, distinct } from "../../lib/words.mjs";

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

export const SERVICES = [ping, curl, service, logs];
