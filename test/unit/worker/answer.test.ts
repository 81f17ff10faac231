/** An answer from given tokens: what is streamed, kept and said of it, wherever it ends. The generator is a fiction. */
import assert from "node:assert/strict";
import { measureWidth } from "../../../src/model/line-measures.ts";
import { styleWidth } from "../../../src/model/line-style.ts";
import type { PackManifest } from "../../../src/shared/manifest.ts";
import type { TextLine, Turn } from "../../../src/shared/types.ts";
import type { AnswerNotification, AskResult } from "../../../src/shared/worker-protocol.ts";
import { answerQuestion, type AnswerContext } from "../../../src/worker/answer.ts";
import type { LanguageModelState } from "../../../src/worker/language-model.ts";
import { OpenImage } from "../../../src/worker/open-image.ts";
import { StateCache } from "../../../src/worker/state-cache.ts";

const [end, look, looked, regionBase] = [0, 5, 6, 1000];
const dModel = 1;

const lines: TextLine[] = ["Home", "Search", "Help", "Save"].map((text, n) => ({ text, box: [n, 0, 9, 9], score: 1 }));
/** Bars over the first three lines, the highest over "Help". */
const measures = new Float32Array(lines.length * measureWidth);
for (const line of [0, 1, 2]) measures[line * measureWidth + 4] = 1;
measures[2 * measureWidth + 2] = 1;
const encoded = {
  visual: new Float32Array(dModel),
  lineEmbeds: new Float32Array(lines.length * dModel),
  looks: {
    styles: new Float32Array(lines.length * styleWidth),
    drawing: { pairs: [], measures },
  },
  outlines: [[3], [0]],
};
/** Ids from 256 on are bytes. */
const ids = (text: string): number[] => Array.from(new TextEncoder().encode(text), (byte) => 256 + byte);
const region = (line: number): number => regionBase + line;
const counting = [look, ...ids(" 1"), region(0), ...ids(" 2"), region(2), looked];
const state: LanguageModelState = { tensors: {}, bytes: 1 };

function manifest(looks: boolean): PackManifest {
  return {
    architecture: { lm: { dModel, hints: false }, visualTokens: 1 },
    tokens: { end, pad: 1, user: 2, assistant: 3, image: 4, regionBase, ...(looks && { look, looked }) },
    prompt: { caseFold: true, questionStart: "q", answerStart: "a", turnEnd: "e", lineTokens: 4, lexTokens: 4 },
    states: [],
    ocr: { policy: "lines", maxLines: 10, maxContextTokens: 1000 },
    unsureBelow: 0.3,
  } as unknown as PackManifest;
}

interface Run {
  readonly maxTokens?: number;
  readonly looks?: boolean;
  readonly history?: readonly Turn[];
  /** Tokens a call makes. */
  readonly callTokens?: number;
  /** Probabilities of the first tokens; all others are certain. */
  readonly confidences?: readonly number[];
  readonly question?: string;
  /** Stop after so many tokens. */
  readonly stopAfter?: number;
}

interface Ran {
  readonly result: AskResult;
  readonly events: readonly AnswerNotification["event"][];
  /** What the model read behind the image. */
  readonly read: readonly number[];
}

/** Asks a model that says `tokens`. */
async function run(tokens: readonly number[], options: Run = {}): Promise<Ran> {
  const {
    maxTokens = 50,
    looks = true,
    history = [],
    callTokens = 4,
    stopAfter = Infinity,
    confidences = [],
    question = "How many?",
  } = options;
  const pack = manifest(looks);
  const tokenizer = {
    tokenize: (text: string): number[] => (text === "e" ? [end] : ids(text)),
    bytes: (id: number) => (id < 256 || id >= regionBase ? new Uint8Array() : Uint8Array.of(id - 256)),
  };
  const image = new OpenImage("id", lines, encoded, pack, tokenizer.tokenize);
  const events: AnswerNotification["event"][] = [];
  const read: number[] = [];
  const generator: AnswerContext["generator"] = {
    takeLongestCallMs: () => 1,
    prefillContext: () => Promise.resolve(state),
    prefill: (_asked, _from, prompt) => {
      read.push(...prompt);
      return Promise.resolve({ state, token: tokens[0]!, confidence: confidences[0] ?? 1 });
    },
    decode: (_asked, { token }, _signal, { remaining, onTokens }) => {
      const made = [token];
      let more = onTokens([token]);
      while (more && made.at(-1) !== end && made.length < Math.min(stopAfter, tokens.length) && remaining() > 0) {
        const call = tokens.slice(made.length, made.length + Math.min(callTokens, remaining()));
        made.push(...call);
        more = onTokens(call);
      }
      return Promise.resolve({ tokens: made, confidences: made.map((_, n) => confidences[n] ?? 1), state });
    },
  };
  const result = await answerQuestion(
    { ask: "1", image: "id", question, history },
    {
      image,
      view: image.view(history, question),
      manifest: pack,
      tokenizer,
      generator,
      states: new StateCache(1000, () => undefined),
      maxTokens,
      job: { signal: new AbortController().signal, onProgress: () => undefined },
      emit: (event) => {
        events.push(event);
      },
    },
  );
  return { result, events, read };
}

const said = ({ events }: Ran): string =>
  events
    .map((event) => (event.type === "token" ? event.text : event.type === "region" ? event.quote.text : ""))
    .join("");
const notices = ({ events }: Ran): string[] =>
  events.flatMap((event) => (event.type === "notice" ? [`${event.notice.code}: ${event.notice.message}`] : []));
const countedLines = ({ result }: Ran): number[] => result.counted.map(({ line }) => line);

describe("worker/answer", () => {
  it("says the number alone, keeps what was counted, and all tokens for the follow-up", async () => {
    const tokens = [...counting, ...ids(" 2 tabs, not"), region(3), ...ids("."), end];
    for (const callTokens of [1, 3, 100]) {
      const ran = await run(tokens, { callTokens });
      assert.deepEqual([ran.result.type, ran.result.text], ["done", "2 tabs, not “Save”."]);
      assert.equal(said(ran), "2 tabs, not Save.");
      assert.deepEqual(
        ran.result.quotes.map(({ line }) => line),
        [3],
      );
      assert.deepEqual(countedLines(ran), [0, 2]);
      assert.deepEqual(ran.result.counted[1], { text: "Help", box: [2, 0, 9, 9], line: 2 });
      assert.deepEqual(ran.result.answerTokens, tokens);
    }
    const { read } = await run([end], { history: [{ question: "How many?", answerTokens: tokens }] });
    assert.deepEqual(read.slice(-tokens.length - ids("q how many?a").length).slice(0, tokens.length), tokens);
  });

  it("takes the look out of the limit, however the calls are cut", async () => {
    const tokens = [...counting, ...ids(" 2 tabs and more")];
    for (const callTokens of [1, 3, 100]) {
      const ran = await run(tokens, { callTokens, maxTokens: 7 });
      assert.deepEqual([ran.result.type, ran.result.text], ["done", "2 tabs"]);
      assert.deepEqual(notices(ran), ["ANSWER_CUT: The answer was cut after 7 tokens."]);
      assert.deepEqual(ran.result.answerTokens, tokens.slice(0, counting.length + 7));
    }
  });

  it("ends a look that is too long: nothing was counted, nothing was said", async () => {
    const endless = [look, ...Array.from({ length: 300 }, (_, n) => [...ids(` ${n + 1}`), region(n % 4)]).flat()];
    for (const callTokens of [1, 7, 1000]) {
      const ran = await run(endless, { callTokens, maxTokens: 160 });
      const { type, text, counted, answerTokens } = ran.result;
      assert.deepEqual(
        { type, text, counted, answerTokens },
        { type: "done", text: "", counted: [], answerTokens: [] },
      );
      assert.equal(said(ran), "");
      assert.deepEqual(notices(ran), ["ANSWER_CUT: The answer was cut: the model was still counting after 64 tokens."]);
    }
  });

  it("says nothing of a look that somebody stopped, or that the model left open", async () => {
    const words = ids("So");
    const stopped = await run([...words, ...counting, ...ids(" 2")], { stopAfter: words.length + 4 });
    assert.deepEqual([stopped.result.type, stopped.result.text, stopped.result.counted], ["stopped", "So", []]);
    assert.deepEqual(stopped.result.answerTokens, words);
    const left = await run([...counting.slice(0, -1), end]);
    assert.deepEqual([left.result.type, left.result.text, left.result.counted], ["done", "", []]);
    assert.deepEqual(left.result.answerTokens, []);
  });

  it("marks an answer with an unlikely token, whatever the pack calls unlikely, and no other", async () => {
    const tokens = [...ids("Dark"), end];
    const confident = await run(tokens, { confidences: [0.9, 0.31, 0.8] });
    assert.deepEqual(notices(confident), []);
    const unsure = await run(tokens, { confidences: [0.9, 0.29, 0.8] });
    assert.deepEqual(notices(unsure), ["ANSWER_UNSURE: I am not sure of this answer."]);
    assert.equal(unsure.result.text, "Dark");
  });

  it("says what is outlined in red from the pixels, as words that the model goes on from; asked anything else, the model answers", async () => {
    const model = [...ids("Dark"), end];
    const ran = await run(model, { question: "What is outlined in red?" });
    assert.ok(ran.result.type === "done" && ran.result.confidence === 1);
    assert.equal(ran.result.text, "“Save” and “Home” are outlined in red.");
    assert.equal(said(ran), "Save and Home are outlined in red.");
    assert.deepEqual(
      ran.result.quotes.map(({ line }) => line),
      [3, 0],
    );
    const { answerTokens } = ran.result;
    assert.deepEqual(ran.read.slice(1 - answerTokens.length), answerTokens.slice(0, -1), "the model has read it");
    const turn = { question: "What is outlined in red?", answerTokens };
    const { read } = await run(model, { history: [turn] });
    assert.ok(read.join(" ").includes(answerTokens.slice(0, -1).join(" ")), "a follow-up has it before it");
    assert.equal((await run(model, { question: "What is it about?" })).result.text, "Dark");
  });

  it("says what is highest in a chart from its measures, and how often that is right", async () => {
    const ran = await run([...ids("Dark"), end], { question: "Which month is the highest?" });
    assert.ok(ran.result.type === "done");
    assert.equal(ran.result.confidence, 0.94);
    assert.equal(ran.result.text, "“Help” is the highest.");
    const other = await run([...ids("Dark"), end], { question: "Which month is the lowest?" });
    assert.equal(other.result.text, "Dark", "none is known to be");
  });

  it("ends a look that goes round in a circle", async () => {
    const ran = await run([look, ...Array.from({ length: 9 }, () => [...ids(" 1"), region(1)]).flat()]);
    assert.ok(ran.result.type === "done" && ran.result.reason === "repetition");
    assert.deepEqual([ran.result.text, ran.result.counted, ran.result.answerTokens], ["", [], []]);
  });

  it("hides nothing of a pack that declares no looks", async () => {
    const ran = await run([...counting, ...ids("."), end], { looks: false });
    assert.equal(ran.result.text, "1 “Home” 2 “Help”.");
    assert.deepEqual([ran.result.quotes.length, ran.result.counted], [2, []]);
  });
});
