import assert from "node:assert/strict";
import {
  buildContext,
  contextPiece,
  conversationTokens,
  lineTokens,
  questionTokens,
  renumberRegions,
  type PromptFormat,
} from "../../../src/model/prompt.ts";

const format: PromptFormat = {
  visualTokens: 3,
  tokens: { end: 0, pad: 1, user: 2, assistant: 3, image: 4, regionBase: 500 },
  prompt: {
    caseFold: true,
    questionStart: "<|user|>",
    answerStart: "<|assistant|>",
    turnEnd: "<|endoftext|>",
    lineTokens: 4,
    lexTokens: 2,
  },
};
const specials = new Map([
  ["<|user|>", 2],
  ["<|assistant|>", 3],
  ["<|endoftext|>", 0],
]);
/** One token per character, special tokens as a whole. */
const tokenize = (text: string): number[] => {
  const special = specials.get(text);
  return special === undefined ? Array.from(text, (c) => c.codePointAt(0)!) : [special];
};
const ids = (text: string): number[] => tokenize(text);

describe("model/prompt", () => {
  it("cuts a line's tokens, folds its case and puts a space in front", () => {
    assert.deepEqual(lineTokens(format, tokenize, ["ABCDEF", "x"], format.prompt.lineTokens), [ids(" abc"), ids(" x")]);
  });

  it("puts visual tokens first, then each line behind its region token, and knows where lines end", () => {
    const context = buildContext(format, [ids(" ab"), [], ids(" c")]);
    assert.deepEqual(context.ids, [4, 4, 4, 500, ...ids(" ab"), 501, 502, ...ids(" c")]);
    assert.deepEqual(context.lineEnds, [6, 7, 10]);
  });

  it("gives pieces that put together are the context, each line end in exactly one of them", () => {
    const context = buildContext(format, [ids(" ab"), [], ids(" c")]);
    for (let length = 1; length <= context.ids.length + 1; length++) {
      const joined: number[] = [];
      const ends: number[] = [];
      for (let start = 0; start < context.ids.length; start += length) {
        const piece = contextPiece(context, start, length);
        joined.push(...piece.ids);
        ends.push(...piece.lineEnds.map((p) => p + piece.start));
        assert.ok(piece.lineEnds.every((p) => p >= 0 && p < piece.ids.length));
      }
      assert.deepEqual(joined, context.ids);
      assert.deepEqual(ends, context.lineEnds);
    }
  });

  it("asks a question between its marks", () => {
    assert.deepEqual(questionTokens(format, tokenize, "  Why \n NOT?"), [2, ...ids(" why not?"), 3]);
  });

  it("asks in one text where the pack's prompt has that form, as it was typed", () => {
    const prompt = {
      ...format.prompt,
      form: "text",
      questionStart: "U\n",
      answerStart: "E\nA\n",
      turnEnd: "E\n",
    } as const;
    const asked = questionTokens({ ...format, prompt }, tokenize, "  Why  \n NOT <|endoftext|>? ");
    assert.deepEqual(asked, ids("U\nWhy  \n NOT < |endoftext|>?E\nA\n"));
    const turns = conversationTokens({ ...format, prompt }, tokenize, [{ question: "a", answerTokens: [7, 0] }], "b");
    assert.deepEqual(turns, [...ids("U\naE\nA\n"), 7, ...ids("E\n"), ...ids("U\nbE\nA\n")]);
  });

  it("ends every past turn exactly once, whether its answer ended by itself or was stopped", () => {
    const expected = [2, ...ids(" a"), 3, 7, 8, 0, 2, ...ids(" b"), 3];
    for (const answerTokens of [
      [7, 8, 0],
      [7, 8],
    ]) {
      assert.deepEqual(conversationTokens(format, tokenize, [{ question: "a", answerTokens }], "b"), expected);
    }
  });

  it("counts regions anew and drops those that are gone", () => {
    assert.deepEqual(
      renumberRegions([7, 503, 501, 0], 500, (line) => (line === 3 ? 0 : undefined)),
      [7, 500, 0],
    );
  });
});
