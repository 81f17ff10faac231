import assert from "node:assert/strict";
import { AnswerStream, quoted, type AnswerPiece } from "../../../src/model/answer-stream.ts";
import type { TextLine } from "../../../src/shared/types.ts";

const regionBase = 1000;
const lines: TextLine[] = [
  { text: "Theme", box: [10, 20, 50, 12], score: 1 },
  { text: "Dark", box: [80, 20, 40, 12], score: 0.9 },
];

/** A vocabulary whose id n < 256 is the byte n; 999 is a special token. */
const vocabulary = { regionBase, bytes: (id: number) => (id === 999 ? new Uint8Array() : Uint8Array.of(id)) };
const bytes = (text: string): number[] => [...new TextEncoder().encode(text)];
const shown = (pieces: readonly AnswerPiece[]): string =>
  pieces.map((piece) => (piece.type === "token" ? piece.text : quoted(piece.quote))).join("");

function run(...pushes: number[][]): { stream: AnswerStream; pieces: AnswerPiece[] } {
  const stream = new AnswerStream(vocabulary, lines);
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
});
