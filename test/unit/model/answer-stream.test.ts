import assert from "node:assert/strict";
import { AnswerStream, quoted, type AnswerPiece, type Vocabulary } from "../../../src/model/answer-stream.ts";
import type { TextLine } from "../../../src/shared/types.ts";

const regionBase = 1000;
const lines: TextLine[] = [
  { text: "Theme", box: [10, 20, 50, 12], score: 1 },
  { text: "Dark", box: [80, 20, 40, 12], score: 0.9 },
];

/** A vocabulary whose id n < 256 is the byte n; 999 is a special token. */
const vocabulary: Vocabulary = {
  regionBase,
  bytes: (id: number) => (id === 999 ? new Uint8Array() : Uint8Array.of(id)),
};
const bytes = (text: string): number[] => [...new TextEncoder().encode(text)];
const shown = (pieces: readonly AnswerPiece[]): string =>
  pieces.map((piece) => (piece.type === "token" ? piece.text : quoted(piece.quote))).join("");

/** The same, with two tokens that open and close a look. Their bytes must never be seen. */
const [look, looked] = [500, 501];
const looking: Vocabulary = {
  ...vocabulary,
  look,
  looked,
  bytes: (id) => (id === look || id === looked ? Uint8Array.of(0x23) : vocabulary.bytes(id)),
};

function run(...pushes: number[][]): { stream: AnswerStream; pieces: AnswerPiece[] } {
  return runWith(vocabulary, pushes);
}

function runWith(words: Vocabulary, pushes: number[][]): { stream: AnswerStream; pieces: AnswerPiece[] } {
  const stream = new AnswerStream(words, lines);
  const pieces = [...pushes.flatMap((ids) => stream.push(ids)), ...stream.end()];
  return { stream, pieces };
}

describe("model/answer-stream", () => {
  it("never gives half a character, however the bytes are cut", () => {
    const ids = bytes(" größer → 😀!");
    const { stream, pieces } = run(...ids.map((id) => [id]));
    assert.equal(stream.text, "größer → 😀!");
    assert.equal(shown(pieces), stream.text);
    for (const piece of pieces)
      assert.ok(piece.type === "token" && !piece.text.includes("\ufffd"), JSON.stringify(piece));
  });

  it("quotes lines with their text and box between “ and ”", () => {
    const { stream, pieces } = run([1000, ...bytes(" is"), 1001, ...bytes("."), 999]);
    assert.equal(stream.text, "“Theme” is “Dark”.");
    assert.equal(shown(pieces), stream.text);
    assert.deepEqual(stream.quotes, [
      { text: "Theme", box: [10, 20, 50, 12], line: 0 },
      { text: "Dark", box: [80, 20, 40, 12], line: 1 },
    ]);
  });

  it("keeps one space around quotes, whether the model says it or not", () => {
    for (const between of ["", " "]) {
      assert.equal(run([1000, ...bytes(between), 1001]).stream.text, "“Theme” “Dark”");
      assert.equal(run([...bytes(` It is${between}`), 1001]).stream.text, "It is “Dark”");
      assert.equal(run([1001, ...bytes(`${between}is it`)]).stream.text, "“Dark” is it");
    }
    assert.equal(run([...bytes("("), 1001, ...bytes(")")]).stream.text, "(“Dark”)");
  });

  it("gives white space only when something follows it", () => {
    const stream = new AnswerStream(vocabulary, lines);
    assert.deepEqual(stream.push(bytes("  yes ")), [{ type: "token", text: "yes" }]);
    assert.deepEqual(stream.push(bytes("it")), [{ type: "token", text: " it" }]);
    assert.deepEqual(stream.push(bytes(" \n")), []);
    assert.deepEqual(stream.end(), []);
    assert.equal(stream.text, "yes it");
  });

  it("ends a character that a quote cuts off, and one that the end cuts off, with U+FFFD", () => {
    assert.equal(run([0xc3, 1000]).stream.text, "\ufffd “Theme”");
    assert.equal(run([0x61, 0xc3]).stream.text, "a\ufffd");
  });

  it("drops a region that is no line of the image", () => {
    const { stream } = run([...bytes("no"), 1007, ...bytes(" more")]);
    assert.deepEqual(stream.quotes, []);
    assert.doesNotMatch(stream.text, /“/);
  });

  it("numbers quotes by the image's lines when the context holds only some of them", () => {
    const stream = new AnswerStream(vocabulary, lines, [7, 12]);
    stream.push([1001]);
    assert.equal(stream.quotes[0]?.line, 12);
  });

  describe("while the model looks", () => {
    const [theme, dark] = [1000, 1001];
    const counting = [look, ...bytes(" 1"), dark, ...bytes(" 2"), theme, looked];

    it("gives nothing, and keeps the lines in the order of counting, however the tokens are cut", () => {
      const ids = [...counting, ...bytes(" 2 words.")];
      for (const size of [1, 2, 3, ids.length]) {
        const pushes = Array.from({ length: Math.ceil(ids.length / size) }, (_, n) =>
          ids.slice(n * size, (n + 1) * size),
        );
        const { stream, pieces } = runWith(looking, pushes);
        assert.equal(stream.text, "2 words.");
        assert.equal(shown(pieces), "2 words.");
        assert.deepEqual(stream.quotes, []);
        assert.deepEqual(
          stream.counted.map(({ line, text }) => [line, text]),
          [
            [1, "Dark"],
            [0, "Theme"],
          ],
        );
      }
    });

    it("keeps quotes and words on both sides apart from it", () => {
      const { stream, pieces } = runWith(looking, [[...bytes(" In"), theme, ...counting, ...bytes(" there are 2.")]]);
      assert.equal(stream.text, "In “Theme” there are 2.");
      assert.equal(shown(pieces), stream.text);
      assert.deepEqual([stream.quotes.length, stream.counted.length], [1, 2]);
    });

    it("counts nothing before the look is finished", () => {
      const { stream, pieces } = runWith(looking, [counting.slice(0, -1)]);
      assert.deepEqual([stream.text, pieces, stream.counted], ["", [], []]);
    });

    it("drops a look's end without a beginning, and lets a second look follow", () => {
      const { stream } = runWith(looking, [[looked, ...bytes("1"), looked, ...counting, look, dark, looked]]);
      assert.equal(stream.text, "1");
      assert.deepEqual(
        stream.counted.map(({ line }) => line),
        [1, 0, 1],
      );
    });

    it("ends a character that the look cuts off", () => {
      assert.equal(runWith(looking, [[0xc3, ...counting, ...bytes("a")]]).stream.text, "\ufffda");
    });

    it("hides nothing of a model that has no such tokens", () => {
      const { stream } = run([...bytes("a"), 0x23, dark, ...bytes("b")]);
      assert.equal(stream.text, "a# “Dark” b");
    });
  });
});
