import assert from "node:assert/strict";
import { readFile, writeFile } from "node:fs/promises";
import { cli, tinyCheckpoint, wordsImage, blankImage, Workspace } from "./support.ts";

describe("the command line", () => {
  let workspace: Workspace;
  let pack: string[];
  let image: string;

  before(async () => {
    workspace = await Workspace.create();
    pack = ["--pack", workspace.packDir];
    image = workspace.path("words.png");
    await writeFile(image, (await wordsImage()).bytes);
    await writeFile(workspace.path("blank.png"), (await blankImage()).bytes);
  });
  after(async () => {
    await workspace.dispose();
  });

  it("ask: answers every question of a conversation, with quotes and their boxes", async () => {
    const { code, stdout, stderr } = await cli(["ask", image, "Which theme?", "And the size?", ...pack]);
    assert.equal(code, 0, stderr);
    assert.match(stdout, / {2}“.+” at \d+,\d+, \d+×\d+\n/);
    assert.match(stderr, /^words\.png: \d+×\d+, \d+ lines of text \(load \d+ ms/);
    assert.match(stderr, /> Which theme\?\n[^]*> And the size\?\n/);
  });

  it("ask --json: one event a line, the last one done with text, quotes and timings", async () => {
    const { code, stdout, stderr } = await cli(["ask", image, "Which theme?", "--json", "--quiet", ...pack]);
    assert.equal(code, 0, stderr);
    const lines = stdout
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    const last = lines.at(-1) as {
      type: string;
      text: string;
      quotes: { text: string; box: number[] }[];
      timings: object;
    };
    assert.equal(last.type, "done");
    const streamed = lines
      .map((line) => (line["type"] === "token" ? String(line["text"]) : line["type"] === "region" ? quoteOf(line) : ""))
      .join("");
    assert.equal(streamed, last.text);
    assert.ok(last.quotes.every(({ text, box }) => text !== "" && box.length === 4));
    assert.deepEqual(Object.keys(last.timings), ["image", "answer"]);
  });

  it("describe: one answer, and nothing else when it is quiet", async () => {
    const { code, stdout, stderr } = await cli(["describe", workspace.path("blank.png"), "--quiet", ...pack]);
    assert.equal(code, 0, stderr);
    assert.notEqual(stdout.trim(), "");
    assert.doesNotMatch(stderr, /blank\.png/);
  });

  it("Ctrl-C stops the answer; what was said stays", async () => {
    const endless = ["--pack", await workspace.endlessPack(), "--max-tokens", "4000"];
    let sent = false;
    const { code, stdout, stderr } = await cli(["ask", image, "Which theme?", ...endless], (said, kill) => {
      if (!sent && said.length > 0) kill("SIGINT");
      sent = true;
    });
    assert.equal(code, 1);
    assert.match(stderr, /CANCELLED: /);
    assert.notEqual(stdout, "");
  });

  it("exits with 1 and a code when it fails, with 2 when it is used wrongly", async () => {
    const cases: [args: string[], code: number, stderr: RegExp][] = [
      [["ask", workspace.path("nothing.png"), "Why?", ...pack], 1, /^IMAGE_MISSING: .*there is no such file.*\n$/],
      [["ask", workspace.packDir, "Why?", ...pack], 1, /^IMAGE_MISSING: .*it is a folder.*\n$/],
      [["ask", image, "Why?", "--pack", workspace.path("none")], 1, /^PACK_MISSING: /m],
      [["ask", image, "", ...pack], 1, /^QUESTION_EMPTY: /m],
      [["ask", image], 2, /^USAGE: Missing required argument 'question'\. See/],
      [["ask", image, "Why?", "--colour"], 2, /^USAGE: Unknown option '--colour'\. See/],
      [["ask", image, "Why?", "--threads", "0"], 2, /^USAGE: .*whole number/],
      [["guess"], 2, /^USAGE: Unknown command 'guess'\. See/],
      [[], 2, /^Usage: ml-mamba/],
      [["eval", workspace.path("none.jsonl"), ...pack], 1, /^FILE_MISSING: /],
      [["pack", "build", tinyCheckpoint], 2, /^USAGE: Required option '--out <dir>' not specified\. See/],
      [["pack", "build", tinyCheckpoint, "--out", workspace.packDir], 1, /^PACK_EXISTS: /],
      [["pack", "verify", workspace.path("none")], 1, /^PACK_/],
    ];
    for (const [args, expected, pattern] of cases) {
      const { code, stdout, stderr } = await cli(args);
      assert.equal(code, expected, `${args.join(" ")}: ${stderr}`);
      assert.match(stderr, pattern);
      assert.equal(stdout, "");
    }
  });

  it("a failure with --json is an event too", async () => {
    const { code, stdout } = await cli(["ask", workspace.path("nothing.png"), "Why?", "--json", ...pack]);
    assert.equal(code, 1);
    const { type, error } = JSON.parse(stdout) as { type: string; error: { code: string; nextStep: string } };
    assert.deepEqual([type, error.code], ["failed", "IMAGE_MISSING"]);
    assert.notEqual(error.nextStep, "");
  });

  it("eval: a table per kind beside the baselines, each reply kept; an image that fails counts as wrong", async () => {
    const file = workspace.path("questions.jsonl");
    const question = (id: string, name: string, kind: string): string =>
      JSON.stringify({ id, image: name, question: "Which theme?", answers: ["Dark"], kind });
    const lines = [
      question("a", "words.png", "value"),
      question("b", "missing.png", "state"),
      question("c", "words.png", "value"),
    ];
    await writeFile(file, lines.join("\n"));
    const out = workspace.path("replies.jsonl");
    const { code, stdout, stderr } = await cli(["eval", file, "--out", out, "--max-tokens", "12", ...pack]);
    assert.equal(code, 1, "a question failed");
    assert.match(stderr, /IMAGE_MISSING: .*missing\.png/);
    assert.match(stdout, /^kind +n +right +95 % +exact +ANLS +words +every line +commonest +rule +in text\n/);
    assert.match(stdout, /^state +1 +0\.0 /m);
    assert.match(stdout, /^all +3 /m);
    const kept = (await readFile(out, "utf8")).trimEnd().split("\n");
    const replies = kept.map((line) => JSON.parse(line) as { id: string; reply: string; timings: object | null });
    assert.deepEqual(
      replies.map(({ id }) => id),
      ["a", "c", "b"],
    );
    assert.equal(replies[0]!.reply, replies[1]!.reply);
    assert.equal(replies[2]!.timings, null);

    const limited = await cli(["eval", file, "--limit", "1", "--json", "--max-tokens", "5", ...pack]);
    assert.equal(limited.code, 0, limited.stderr);
    const { summaries } = JSON.parse(limited.stdout) as { summaries: { kind: string; count: number }[] };
    assert.deepEqual(
      summaries.map(({ kind, count }) => [kind, count]),
      [
        ["value", 1],
        ["all", 1],
      ],
    );
  });

  it("pack verify: says what a pack is, and what is wrong with it", async () => {
    const sound = await cli(["pack", "verify", workspace.packDir]);
    assert.equal(sound.code, 0, sound.stderr);
    assert.match(sound.stdout, /^Tiny random model \(tiny 0\.0\.1\), 8 bits, /);
    const spoilt = await workspace.copyPack("spoilt");
    await writeFile(`${spoilt}/lm.onnx`, "x");
    const { code, stderr } = await cli(["pack", "verify", spoilt]);
    assert.equal(code, 1);
    assert.match(stderr, /^PACK_FILE_CORRUPT: /);
  });
});

function quoteOf(line: Record<string, unknown>): string {
  return `“${(line["quote"] as { text: string }).text}”`;
}
