import assert from "node:assert/strict";
import { describe, it } from "mocha";
import {
  answerText,
  applyPanelEvent,
  countedLines,
  historyBefore,
  initialPanelState,
  nextTurnId,
  restoredTurns,
  runningTurn,
  type PanelEvent,
  type PanelState,
} from "../../../src/shared/panel-state.ts";
import type { AnswerEvent, AnswerTimings, Quote } from "../../../src/shared/types.ts";

const image = { uri: "file:///a.png", name: "a.png", folder: "", source: { type: "none" } } as const;
const fresh = initialPanelState(image, { name: "Nano", status: "off" });
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

function after(state: PanelState, ...events: readonly PanelEvent[]): PanelState {
  return events.reduce(applyPanelEvent, state);
}

function asked(turn: number, question = `Question ${turn}?`): PanelEvent {
  return { type: "asked", turn, question, notices: [] };
}

function answer(turn: number, ...events: readonly AnswerEvent[]): PanelEvent[] {
  return events.map((event) => ({ type: "answer", turn, event }));
}

describe("applyPanelEvent", () => {
  it("counts every event and leaves the state before it as it was", () => {
    const before = structuredClone(fresh);
    const state = after(fresh, asked(1), { type: "file", file: "deleted" });
    assert.equal(state.revision, 2);
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
      assert.deepEqual(historyBefore(state, 2), [{ question: "Question 1?", answerTokens: [5, 6] }]);
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
    assert.deepEqual({ ...late, revision: 0 }, { ...done, revision: 0 });
  });

  it("keeps the words that came before a failure", () => {
    const state = after(fresh, asked(1), ...answer(1, { type: "token", text: "It" }, { type: "failed", error }));
    const [turn] = state.turns;
    assert.ok(turn?.status === "failed");
    assert.deepEqual([turn.error, turn.parts], [error, [{ type: "text", text: "It" }]]);
  });

  it("answers a question again in its place, without what came after it", () => {
    const script = { code: "SCRIPT_UNREADABLE", message: "Not in English." } as const;
    const repeats = { code: "ANSWER_REPEATS", message: "Round and round." } as const;
    const state = after(
      fresh,
      asked(1),
      ...answer(1, { type: "done", reason: "end", ...finished }),
      { type: "asked", turn: 2, question: "무엇?", notices: [script] },
      ...answer(2, { type: "notice", notice: repeats }, { type: "done", reason: "repetition", ...finished }),
      asked(3),
      ...answer(3, { type: "done", reason: "end", ...finished }),
      { type: "askedAgain", turn: 2 },
    );
    assert.deepEqual(
      state.turns.map(({ id, status }) => [id, status]),
      [
        [1, "done"],
        [2, "waiting"],
      ],
    );
    assert.deepEqual(state.turns[1], { id: 2, question: "무엇?", parts: [], notices: [script], status: "waiting" });
  });

  it("forgets the conversation and nothing else", () => {
    const state = after(fresh, { type: "suggestions", suggestions: ["Why?"] }, asked(1), { type: "cleared" });
    assert.deepEqual([state.turns, state.suggestions], [[], ["Why?"]]);
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
    assert.deepEqual(historyBefore(talk, 5), [
      { question: "Question 1?", answerTokens: [5, 6] },
      { question: "Question 4?", answerTokens: [8] },
    ]);
    assert.deepEqual(historyBefore(talk, 4), [{ question: "Question 1?", answerTokens: [5, 6] }]);
  });

  it("numbers turns upwards, and knows which one is running", () => {
    assert.equal(nextTurnId(fresh), 1);
    assert.equal(nextTurnId(talk), 6);
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
