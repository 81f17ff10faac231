import { ERROR, TIME, VERSION, fact, lower, version } from "./facts.mjs";

function npmInstall({ random }) {
  const added = random.int(3, 900);
  const seconds = `${random.int(1, 40)}s`;
  const bad = random.chance(0.35);
  const pkg = `${lower(random)}@${version(random)}`;
  if (bad) {
    const lines = [
      { text: "npm error code ERESOLVE", colour: "red" },
      { text: "npm error ERESOLVE unable to resolve dependency tree", colour: "red" },
      { text: `npm error Found: ${pkg}`, colour: "red" },
    ];
    return {
      command: "npm install",
      lines,
      facts: [
        fact("error", ERROR, 1, ["unable to resolve dependency tree"]),
        fact("error-code", ["{What|Which} is the error code?", "error code?"], 0, ["ERESOLVE"]),
        fact("value", ["{Which|What} package was found?", "What {was|is} found?"], 2, [pkg]),
      ],
      outcome: "the installation fails",
    };
  }
  const vulnerable = random.int(0, 9);
  const lines = [
    `added ${added} packages, and audited ${added + 1} packages in ${seconds}`,
    "",
    `found ${vulnerable} vulnerabilities`,
  ];
  return {
    command: random.pick(["npm install", "npm ci", `npm install ${lower(random)}`]),
    lines,
    facts: [
      fact("count-read", ["How many packages were {added|installed}?", "{added|installed} packages?"], 0, [
        String(added),
      ]),
      fact("time", TIME, 0, [seconds], { alone: true }),
      fact("count-read", ["How many vulnerabilities {were found|are there}?", "vulnerabilities?"], 2, [
        String(vulnerable),
      ]),
    ],
    outcome: "packages were installed",
  };
}

function pipInstall({ random }) {
  const name = lower(random);
  const v = version(random);
  const lines = [
    `Collecting ${name}`,
    `  Downloading ${name}-${v}-py3-none-any.whl (${random.int(10, 990)} kB)`,
    `Installing collected packages: ${name}`,
    `Successfully installed ${name}-${v}`,
  ];
  return {
    command: `pip install ${name}`,
    lines,
    facts: [
      fact("version", VERSION, 3, [v]),
      fact(
        "package",
        ["{Which|What} package was installed?", "installed package?", "What was {successfully |}installed?"],
        3,
        [name],
      ),
      fact("size", ["How {big|large} is the download?", "download size?"], 1, [lines[1].match(/\d+ kB/)[0]]),
    ],
    outcome: "a package was installed",
  };
}

function vite({ random, project }) {
  const port = random.pick([3000, 5173, 8080, 4321, random.int(3001, 9000)]);
  const v = version(random);
  const lines = [
    "",
    { text: `  VITE v${v}  ready in ${random.int(90, 999)} ms`, colour: "green" },
    "",
    `  ➜  Local:   http://localhost:${port}/`,
    "  ➜  Network: use --host to expose",
  ];
  return {
    command: random.pick(["npm run dev", "npx vite", `npm run dev -w ${project}`]),
    lines,
    facts: [
      fact(
        "url",
        [
          "{What|Which} is the {local |}{URL|address}?",
          "{Where|At which address|On which URL} {is|does} the server {running|listen|run}?",
          "{local URL|address|port}?",
          "{Which|What} port {is used|does it listen on}?",
        ],
        3,
        [`http://localhost:${port}/`],
      ),
      fact("version", VERSION, 1, [`v${v}`]),
      fact("time", TIME, 1, [lines[1].text.match(/\d+ ms/)[0]], { alone: true }),
    ],
    outcome: "a development server is running",
  };
}

function dockerBuild({ random, project }) {
  const base = `${random.pick(["node", "python", "golang", "alpine", "debian", "nginx"])}:${random.int(3, 24)}`;
  const total = random.int(4, 9);
  const seconds = `${random.int(2, 90)}.${random.int(1, 9)}s`;
  const lines = [
    `[+] Building ${seconds} (${total}/${total}) FINISHED`,
    ` => [1/${total - 2}] FROM docker.io/library/${base}`,
    ` => [2/${total - 2}] WORKDIR /app`,
    ` => exporting to image`,
    ` => => naming to docker.io/library/${project}:latest`,
  ];
  return {
    command: `docker build -t ${project} .`,
    lines,
    facts: [
      fact("value", ["{Which|What} is the base image?", "base image?", "From {which|what} image is it built?"], 1, [
        base,
      ]),
      fact("time", TIME, 0, [seconds], { alone: true }),
      fact("package", ["{What|How} is the image {named|called|tagged}?", "image name?"], 4, [`${project}:latest`]),
    ],
    outcome: "an image was built",
  };
}

export const PACKAGES = [npmInstall, pipInstall, vite, dockerBuild];
