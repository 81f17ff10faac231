import assert from "node:assert/strict";
import { describe, it } from "mocha";
import {
  applyImageEvent,
  initialImageState,
  runningTurn,
  turnsInView,
  type ImageEvent,
  type ImageState,
} from "../../../src/shared/image-state.ts";
import {
  alternativesOf,
  answerText,
  branchOf,
  countedLines,
  historyOf,
  newestLeaf,
  nextTurnId,
  restoredTurns,
  root,
} from "../../../src/shared/turns.ts";
import type { AnswerEvent, AnswerTimings, Quote } from "../../../src/shared/types.ts";

const fresh = initialImageState("image", { uri: "file:///a.png", name: "a.png", folder: "", kind: "file" });
const quote: Quote = { text: "Store", box: [1, 2, 3, 4], line: 7 };
const error = { code: "WORKER_CRASHED", message: "It ended.", nextStep: "Ask again." } as const;
const timings: AnswerTimings = {
  prefillTokens: 1,
  prefillMs: 1,
  firstTokenMs: 1,
  decodeMs: 1,
  tokens: 3,
  tokensPerSecond: 9,
  longestCallMs: 1,
};
const finished = { text: "", quotes: [], counted: [], answerTokens: [5, 6], timings };

function after(state: ImageState, ...events: readonly ImageEvent[]): ImageState {
  return events.reduce(applyImageEvent, state);
}

/** A question after the turn before it, or after `parent`. */
function asked(id: number, parent = id - 1): ImageEvent {
  return { type: "asked", turn: { id, parent, question: `Question ${id}?` }, notices: [] };
}

function answer(turn: number, ...events: readonly AnswerEvent[]): ImageEvent[] {
  return events.map((event) => ({ type: "answer", turn, event }));
}

describe("applyImageEvent", () => {
  it("leaves the state before it as it was", () => {
    const before = structuredClone(fresh);
    assert.equal(after(fresh, asked(1), { type: "file", file: "deleted" }).file, "deleted");
    assert.deepEqual(fresh, before);
  });

  it("puts an answer together from text and quotes, and keeps what ends it", () => {
    const state = after(
      fresh,
      asked(1),
      ...answer(
        1,
        { type: "progress", stage: "prefill", fraction: 0.5 },
        { type: "token", text: "Press " },
        { type: "token", text: "the " },
        { type: "region", quote },
        { type: "token", text: "." },
        { type: "done", reason: "end", ...finished },
      ),
    );
    const [turn] = state.turns;
    assert.deepEqual(turn, {
      id: 1,
      parent: root,
      question: "Question 1?",
      notices: [],
      parts: [
        { type: "text", text: "Press the " },
        { type: "quote", quote },
        { type: "text", text: "." },
      ],
      status: "done",
      reason: "end",
      answerTokens: [5, 6],
      timings,
    });
    assert.equal(answerText(turn), "Press the “Store”.");
  });

  it("keeps what was counted with the answer, and none of it in its text", () => {
    const counted = [quote, { ...quote, text: "Help", line: 9 }];
    const running = after(fresh, asked(1), ...answer(1, { type: "token", text: "2 items." }));
    assert.deepEqual(countedLines(running.turns[0]!), []);
    for (const end of [
      { type: "done", reason: "end", ...finished, counted },
      { type: "stopped", ...finished, counted },
    ] satisfies AnswerEvent[]) {
      const state = after(running, ...answer(1, end));
      const [turn] = restoredTurns(state.turns);
      assert.deepEqual(countedLines(turn!), counted);
      assert.equal(answerText(turn!), "2 items.");
      assert.deepEqual(historyOf(turnsInView(state)), [{ question: "Question 1?", answerTokens: [5, 6] }]);
    }
  });

  it("shows progress before the first word alone", () => {
    const waiting = after(fresh, asked(1), ...answer(1, { type: "progress", stage: "prefill", fraction: 0.5 }));
    assert.deepEqual(waiting.turns[0]?.status === "waiting" && waiting.turns[0].progress, {
      stage: "prefill",
      fraction: 0.5,
    });
    const answering = after(
      waiting,
      ...answer(1, { type: "token", text: "It" }, { type: "progress", stage: "prefill", fraction: 1 }),
    );
    assert.equal(answering.turns[0]?.status, "answering");
  });

  it("takes back what was said when the question is asked again after a crash, and says so", () => {
    const state = after(fresh, asked(1), ...answer(1, { type: "token", text: "It is" }, { type: "restarted", error }));
    const [turn] = state.turns;
    assert.deepEqual(turn?.parts, []);
    assert.equal(turn.status, "waiting");
    assert.deepEqual(turn.notices, [{ code: "ANSWER_RESTARTED", message: "It ended." }]);
  });

  it("lets what comes after the end of an answer, or for no turn, fall", () => {
    const done = after(fresh, asked(1), ...answer(1, { type: "stopped", ...finished }));
    const late = after(done, ...answer(1, { type: "token", text: "late" }), ...answer(9, { type: "token", text: "x" }));
    assert.deepEqual(late, done);
  });

  it("keeps the words that came before a failure", () => {
    const state = after(fresh, asked(1), ...answer(1, { type: "token", text: "It" }, { type: "failed", error }));
    const [turn] = state.turns;
    assert.ok(turn?.status === "failed");
    assert.deepEqual([turn.error, turn.parts], [error, [{ type: "text", text: "It" }]]);
  });

  it("answers a question again in its place, with the notices of the question alone", () => {
    const script = { code: "SCRIPT_UNREADABLE", message: "Not in English." } as const;
    const repeats = { code: "ANSWER_REPEATS", message: "Round and round." } as const;
    const turn = { id: 1, parent: root, question: "무엇?", region: [1, 2, 3, 4] } as const;
    const state = after(
      fresh,
      { type: "asked", turn, notices: [script] },
      ...answer(1, { type: "notice", notice: repeats }, { type: "failed", error }),
      { type: "askedAgain", turn: 1 },
    );
    assert.deepEqual(state.turns, [{ ...turn, parts: [], notices: [script], status: "waiting" }]);
  });

  it("has another branch in view, a new conversation, and forgets all of them and nothing else", () => {
    const both = after(fresh, { type: "suggestions", suggestions: ["Why?"] }, asked(1), asked(2, root));
    const inView = (state: ImageState): number[] => turnsInView(state).map(({ id }) => id);
    assert.deepEqual(inView(both), [2]);
    assert.deepEqual(inView(after(both, { type: "branch", leaf: 1 })), [1]);
    const anew = after(both, { type: "branch", leaf: root });
    assert.deepEqual([inView(anew), anew.turns.length], [[], 2]);
    const state = after(both, { type: "cleared" });
    assert.deepEqual([state.turns, state.leaf, state.suggestions], [[], root, ["Why?"]]);
  });

  it("has the next question about a region, or about the whole image again", () => {
    const region = { box: [1, 2, 30, 40], reading: { status: "reading", stage: "ocr", fraction: 0 } } as const;
    const selected = after(fresh, { type: "region", region });
    assert.deepEqual(selected.region, region);
    assert.deepEqual(after(selected, { type: "region" }), fresh);
  });
});

describe("branches of a conversation", () => {
  /* 1 ─ 2 ─ 3, beside 2 its other version 4 ─ 5, and another conversation 6. */
  const { turns } = after(fresh, asked(1), asked(2), asked(3), asked(4, 1), asked(5), asked(6, root));
  const ids = (found: readonly { id: number }[]): number[] => found.map(({ id }) => id);

  it("go from the image to a leaf, whatever else was asked", () => {
    assert.deepEqual(ids(branchOf(turns, 3)), [1, 2, 3]);
    assert.deepEqual(ids(branchOf(turns, 5)), [1, 4, 5]);
    assert.deepEqual(ids(branchOf(turns, root)), []);
    assert.deepEqual(ids(branchOf(turns, 99)), []);
  });

  it("are told apart by the versions of a question, and lead to the newest that follows", () => {
    assert.deepEqual(ids(alternativesOf(turns, turns[1]!)), [2, 4]);
    assert.equal(newestLeaf(turns, 2), 3);
    assert.equal(newestLeaf(turns, 1), 5);
    assert.equal(newestLeaf(turns, root), 6);
  });

  it("that go in a circle, from a file that was tampered with, end", () => {
    const circle = turns.slice(0, 2).map((turn) => ({ ...turn, parent: turn.id === 1 ? 2 : 1 }));
    assert.deepEqual(ids(branchOf(circle, 2)), [1, 2]);
    assert.equal(newestLeaf(circle, 1), 2);
  });
});

describe("the conversation for the worker", () => {
  const talk = after(
    fresh,
    asked(1),
    ...answer(1, { type: "done", reason: "end", ...finished }),
    asked(2),
    ...answer(2, { type: "failed", error }),
    asked(3),
    ...answer(3, { type: "stopped", ...finished, answerTokens: [] }),
    asked(4),
    ...answer(4, { type: "stopped", ...finished, answerTokens: [8] }),
    asked(5),
  );

  it("holds the turns that have an answer, up to the one that is asked", () => {
    assert.deepEqual(historyOf(turnsInView(talk)), [
      { question: "Question 1?", answerTokens: [5, 6] },
      { question: "Question 4?", answerTokens: [8] },
    ]);
    assert.deepEqual(historyOf(branchOf(talk.turns, 3)), [{ question: "Question 1?", answerTokens: [5, 6] }]);
  });

  it("numbers turns upwards, and knows which one is running", () => {
    assert.equal(nextTurnId(fresh.turns), 1);
    assert.equal(nextTurnId(talk.turns), 6);
    assert.equal(runningTurn(talk)?.id, 5);
    assert.equal(runningTurn(after(talk, ...answer(5, { type: "failed", error }))), undefined);
  });

  it("restores an answer that was running as stopped, with the words it had", () => {
    const running = after(talk, ...answer(5, { type: "token", text: "It" }));
    const turns = restoredTurns(running.turns);
    assert.deepEqual(turns.slice(0, 4), running.turns.slice(0, 4));
    assert.equal(turns[4]?.status, "stopped");
    assert.deepEqual(turns[4].parts, [{ type: "text", text: "It" }]);
  });
});
