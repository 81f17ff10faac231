import { FIRST, LAST } from "../../lib/words.mjs";
import { ERROR, fact, lower, sourceFile } from "./facts.mjs";

const hash = (random) => Array.from({ length: 7 }, () => random.pick([..."0123456789abcdef"])).join("");
const branchName = (random) =>
  random.pick([
    "main",
    "develop",
    `feature/${lower(random)}`,
    `fix/${lower(random)}-${random.int(10, 900)}`,
    `release/${random.int(1, 9)}.${random.int(0, 9)}`,
  ]);
const subject = (random) =>
  `${random.pick(["Fix", "Add", "Remove", "Update", "Rename", "Test", "Document", "Speed up", "Simplify"])} ${random.pick(["the", "a"])} ${random.pick(["login page", "price parser", "cache key", "build script", "retry loop", "token check", "sort order", "export dialog", "image loader", "config reader", `${lower(random)} module`])}`;
const BRANCH = [
  "{Which|What} branch {is checked out|is this|are we on|is active|is current}?",
  "{On|In} {which|what} branch {are we|is this}?",
  "{branch|current branch}?",
  "{Name|Read} the branch.",
];

function status({ random }) {
  const branch = branchName(random);
  const modified = Array.from({ length: random.int(1, 2) }, () => sourceFile(random, random.pick(["ts", "py", "go"])));
  const untracked = random.chance(0.6) ? [`${lower(random)}.${random.pick(["md", "txt", "log"])}`] : [];
  const lines = [
    `On branch ${branch}`,
    "Changes not staged for commit:",
    ...modified.map((m) => ({ text: `        modified:   ${m}`, colour: "red" })),
    ...(untracked.length ? ["", "Untracked files:", { text: `        ${untracked[0]}`, colour: "red" }] : []),
    "",
    "no changes added to commit",
  ];
  const facts = [fact("branch", BRANCH, 0, [branch])];
  if (modified.length === 1)
    facts.push(
      fact(
        "modified",
        [
          "{Which|What} file {was|is|has been} {modified|changed|edited}?",
          "{modified|changed} file?",
          "Name the {modified|changed} file.",
        ],
        2,
        [modified[0]],
      ),
    );
  if (untracked.length)
    facts.push(
      fact(
        "untracked",
        [
          "{Which|What} file is untracked?",
          "untracked file?",
          "{Which|What} file is not {tracked|under version control}{| yet}?",
        ],
        4 + modified.length,
        [untracked[0]],
      ),
    );
  return { command: "git status", lines, facts, outcome: "there are changes on the branch" };
}

function log({ random }) {
  const commits = Array.from({ length: random.int(3, 6) }, () => ({ hash: hash(random), text: subject(random) }));
  const lines = commits.map((c) => `${c.hash} ${c.text}`);
  const facts = [
    fact(
      "latest",
      [
        "{What|Which} is the {latest|newest|most recent|last} commit?",
        "{latest|newest} commit?",
        "Read the topmost commit.",
        "What was committed last?",
      ],
      0,
      [commits[0].text],
    ),
    fact(
      "oldest",
      ["{What|Which} is the {oldest|first} commit {shown|listed|in the list}?", "oldest commit?"],
      commits.length - 1,
      [commits[commits.length - 1].text],
    ),
    ...commits.map((c, i) =>
      fact(
        "value",
        ["{What|Which} is the {hash|id} of the commit %c?", "{Hash|id} of %c?", "Which commit {says|is called} %c?"],
        i,
        [c.hash],
        { slots: { c: c.text } },
      ),
    ),
    ...commits.map((c, i) =>
      fact(
        "value",
        ["What {does|is} commit %c {do|about}?", "%c: what {was changed|is the message}?", "{Message|subject} of %c?"],
        i,
        [c.text],
        { slots: { c: c.hash } },
      ),
    ),
  ];
  return { command: "git log --oneline", lines, facts };
}

function commit({ random }) {
  const branch = branchName(random);
  const text = subject(random);
  const h = hash(random);
  const files = random.int(1, 14);
  const lines = [
    `[${branch} ${h}] ${text}`,
    ` ${files} file${files > 1 ? "s" : ""} changed, ${random.int(2, 300)} insertions(+), ${random.int(2, 99)} deletions(-)`,
  ];
  const facts = [
    fact("branch", BRANCH, 0, [branch]),
    fact(
      "message",
      [
        "{What|Which} is the commit message?",
        "commit message?",
        "What was committed?",
        "Read the {subject|message} of the commit.",
      ],
      0,
      [text],
    ),
    fact("count-read", ["How many files {were|have been} changed?", "changed files?"], 1, [`${files} file`]),
    fact("value", ["{What|Which} is the {hash|id} of the commit?", "commit {hash|id}?"], 0, [h]),
  ];
  return { command: `git commit -m "${text}"`, lines, facts };
}

function merge({ random }) {
  const file = sourceFile(random, random.pick(["js", "py", "java"]));
  const branch = branchName(random);
  const lines = [
    `Auto-merging ${file}`,
    { text: `CONFLICT (content): Merge conflict in ${file}`, colour: "red" },
    "Automatic merge failed; fix conflicts and then commit the result.",
  ];
  return {
    command: `git merge ${branch}`,
    lines,
    facts: [
      fact("error", ERROR, 1, ["Merge conflict"]),
      fact(
        "error-file",
        [
          "{Which|What} file {has|is} {a conflict|in conflict}?",
          "{In|Where} {which file |}is the {merge |}conflict?",
          "conflicting file?",
        ],
        1,
        [file],
      ),
      {
        kind: "branch",
        ask: ["{Which|What} branch {is|was} {merged|being merged}?", "{What|which branch} do we merge?"],
        refs: { l: 0 },
        say: "%cmd",
        answers: [branch],
      },
    ],
    outcome: "the merge has a conflict",
  };
}

function push({ random, project }) {
  const branch = branchName(random);
  const failed = random.chance(0.5);
  const lines = failed
    ? [
        `To git.test:${lower(random)}/${project}.git`,
        { text: ` ! [rejected]        ${branch} -> ${branch} (non-fast-forward)`, colour: "red" },
        { text: `error: failed to push some refs`, colour: "red" },
      ]
    : [`To git.test:${lower(random)}/${project}.git`, `   ${hash(random)}..${hash(random)}  ${branch} -> ${branch}`];
  const facts = failed
    ? [
        fact("error", ERROR, 2, ["failed to push some refs"]),
        fact("reason", ["Why was {it|the push} rejected?", "What is the reason for the rejection?"], 1, [
          "non-fast-forward",
        ]),
      ]
    : [fact("branch", ["{Which|What} branch was pushed?", "pushed branch?"], 1, [branch])];
  facts.push(
    fact(
      "remote",
      ["{Where|To which repository} {was it|did we} {pushed|push}?", "{Which|What} is the remote?", "remote?"],
      0,
      [`${project}.git`],
    ),
  );
  return {
    command: random.pick(["git push", `git push origin ${branch}`]),
    lines,
    facts,
    outcome: failed ? "the push is rejected" : "the branch was pushed",
  };
}

function branches({ random }) {
  const names = [...new Set(Array.from({ length: random.int(3, 5) }, () => branchName(random)))];
  const at = random.int(0, names.length - 1);
  const lines = names.map((n, i) => (i === at ? { text: `* ${n}`, colour: "green" } : `  ${n}`));
  return {
    command: "git branch",
    lines,
    facts: [
      fact("branch", BRANCH, at, [names[at]]),
      ...(names.length <= 12
        ? [
            {
              kind: "count",
              ask: ["How many branches {are there|are listed|exist}?", "{Number of|Count the} branches{.|?}"],
              refs: {},
              say: `${names.length} branch${names.length > 1 ? "es" : ""}.`,
              answers: [String(names.length)],
            },
          ]
        : []),
    ],
  };
}

function blame({ random }) {
  const author = `${random.pick(FIRST)} ${random.pick(LAST)}`;
  const h = hash(random);
  const date = `${random.int(2019, 2026)}-0${random.int(1, 9)}-${random.int(10, 28)}`;
  const text = subject(random);
  const lines = [
    { text: `commit ${h}${hash(random)}`, colour: "yellow" },
    `Author: ${author} <${author.split(" ")[0].toLowerCase()}@${lower(random)}.test>`,
    `Date:   ${date}`,
    "",
    `    ${text}`,
  ];
  return {
    command: random.pick(["git show --no-patch", "git log -1"]),
    lines,
    facts: [
      fact(
        "author",
        [
          "Who {is the author|wrote this|made the commit|committed this}?",
          "author?",
          "{Which|What} author is {given|shown}?",
        ],
        1,
        [author],
      ),
      fact(
        "date",
        [
          "When {was it|was the commit} {made|committed|written}?",
          "{date|commit date}?",
          "{What|Which} date {is shown|does the commit have}?",
        ],
        2,
        [date],
      ),
      fact("message", ["{What|Which} is the commit message?", "Read the {message|subject}."], 4, [text]),
    ],
  };
}

export const VERSION_CONTROL = [status, log, commit, merge, push, branches, blame];
