import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { answerMarkdown, conversationMarkdown, type MarkdownWords } from "../../../src/host/conversation-markdown.ts";
import { initialImageState } from "../../../src/shared/image-state.ts";
import { root, type PanelTurn } from "../../../src/shared/turns.ts";
import { timings } from "./support.ts";

const words: MarkdownWords = {
  facts: (width, height, lines) => `${width} × ${height}, ${lines} lines`,
  region: (box) => `region ${box.join()}`,
  place: (box) => `at ${box.join()}`,
  counted: "Counted:",
  stopped: "Stopped.",
  foot: (model, date) => `${model}, ${date}`,
  notSaved: "Pasted.",
};
const quote = { text: "Save *now*", box: [1, 2, 3, 4], line: 0 } as const;
const done: PanelTurn = {
  id: 1,
  parent: root,
  question: "Which <button>?\nIn short.",
  region: [0, 0, 50, 40],
  parts: [
    { type: "text", text: "It is " },
    { type: "quote", quote },
    { type: "text", text: " and " },
    { type: "quote", quote },
  ],
  notices: [],
  status: "done",
  reason: "end",
  answerTokens: [1],
  timings,
  counted: [quote, { ...quote, text: "Cancel", box: [9, 9, 9, 9] }],
};
const state = initialImageState("1", { uri: "file:///x/a [1].png", name: "a [1].png", folder: "", kind: "file" });
const options = { model: "Nano 1", date: new Date("2026-11-28T10:00:00Z"), words } as const;

describe("a conversation as Markdown", () => {
  it("holds picture, questions, answers, each quoted place once, what was counted, and who answered", () => {
    const text = conversationMarkdown(state, [done], { ...options, link: "../x/a [1].png" });
    assert.equal(
      text,
      [
        "# a \\[1\\].png",
        "![a \\[1\\].png](../x/a%20[1].png)",
        "## Which \\<button\\>?",
        "> Which <button>?\n> In short.",
        "*region 0,0,50,40*",
        "It is “Save *now*” and “Save *now*”",
        "- “Save \\*now\\*”: at 1,2,3,4",
        "Counted:",
        "1. “Save \\*now\\*”: at 1,2,3,4\n2. “Cancel”: at 9,9,9,9",
        "---",
        "Nano 1, 2026-11-28",
        "",
      ].join("\n\n"),
    );
  });

  it("says what was stopped or failed, and that a pasted picture is no file", () => {
    const { id, parent, parts, notices } = done;
    const error = { code: "WORKER_CRASHED", message: "It *ended*.", nextStep: "Ask again." } as const;
    const failed: PanelTurn = { id, parent, question: "Why?", parts: [], notices, status: "failed", error };
    const stopped: PanelTurn = {
      ...{ id: 2, parent: 1, question: "And?", parts, notices },
      ...({ status: "stopped", answerTokens: [], timings } as const),
    };
    const text = conversationMarkdown(state, [failed, stopped], options);
    assert.match(text, /^# a .*\n\n\*Pasted\.\*\n\n## Why\?\n\n\*WORKER\\_CRASHED: It \\\*ended\\\*\.\*\n/);
    assert.match(text, /“Save \*now\*”\n\n\*Stopped\.\*\n/);
  });

  it("of one answer is its question as a quotation, and its words", () => {
    assert.equal(answerMarkdown(done), "> Which <button>?\n> In short.\n\nIt is “Save *now*” and “Save *now*”\n");
  });
});
