import assert from "node:assert/strict";
import { knownWidth, relationWidth } from "../../../src/model/known.ts";
import { lineMatches, lineRelations, matchWidth, placeWidth } from "../../../src/model/line-hints.ts";
import { measureWidth } from "../../../src/model/line-measures.ts";
import { lineMeanings, meaningWidth, WordVectors } from "../../../src/model/line-words.ts";
import { styleWidth } from "../../../src/model/line-style.ts";
import type { PackManifest } from "../../../src/shared/manifest.ts";
import type { TextLine } from "../../../src/shared/types.ts";
import { OpenImage } from "../../../src/worker/open-image.ts";

const regionBase = 100;
const dModel = 2;

/** What {@link OpenImage} reads of a manifest. */
function manifest(maxLines: number, hints: boolean): PackManifest {
  return {
    architecture: { lm: { dModel, hints }, visualTokens: 3 },
    tokens: { end: 0, pad: 1, user: 2, assistant: 3, image: 4, regionBase },
    prompt: { caseFold: true, questionStart: "u", answerStart: "a", turnEnd: "e", lineTokens: 4, lexTokens: 4 },
    ocr: { policy: "lines", maxLines, maxContextTokens: 1000 },
  } as unknown as PackManifest;
}

const lines: TextLine[] = ["Alpha", "Beta", "Gamma", "Delta"].map((text, n) => ({
  text,
  box: [0, n * 100, 50, 10],
  score: 1,
}));
const encoded = {
  visual: new Float32Array(3 * dModel),
  lineEmbeds: Float32Array.from(lines.flatMap((_, n) => [n, n + 0.5])),
  looks: {
    styles: Float32Array.from({ length: lines.length * styleWidth }, (_, at) => at / 100),
    drawing: {
      pairs: [
        { anchor: 3, candidate: 2, column: 0 },
        { anchor: 2, candidate: 3, column: 1 },
        { anchor: 3, candidate: 1, column: 0 },
      ],
      measures: Float32Array.from({ length: lines.length * measureWidth }, (_, at) => at / 1000),
    },
  },
  outlines: [],
};
const tokenize = (text: string): number[] => [10 + text.trim().length];

/** Two numbers for each of the ids that {@link tokenize} gives. */
const words = new WordVectors(
  new Float32Array(20).fill(0.5),
  Int8Array.from({ length: 40 }, (_, at) => ((at * 37) % 100) - 50),
);

function openImage(maxLines: number, hints = false): OpenImage {
  return new OpenImage("id", lines, encoded, manifest(maxLines, hints), tokenize, hints ? words : undefined);
}

/** The first columns of relations. */
function placesOf(relations: Float32Array): Float32Array {
  return relations.filter((_, at) => at % relationWidth < placeWidth);
}

/** "anchor to candidate: column" of what is joined. */
function joinedIn(relations: Float32Array): string[] {
  const count = Math.sqrt(relations.length / relationWidth);
  return [...relations].flatMap((value, at) => {
    const [pair, column] = [Math.floor(at / relationWidth), (at % relationWidth) - placeWidth];
    return column >= 0 && value !== 0 ? [`${Math.floor(pair / count)} to ${pair % count}: ${column}`] : [];
  });
}

describe("worker/open-image", () => {
  it("gives every question the same context while all lines fit", () => {
    const image = openImage(4);
    assert.ok(image.fitsWhole);
    const view = image.view([], "delta?");
    assert.deepEqual(view.lineNumbers, [0, 1, 2, 3]);
    assert.equal(view.image.key, image.view([], "alpha?").image.key);
    assert.deepEqual(view.image.lineEmbeds, encoded.lineEmbeds);
    assert.deepEqual(view.image.context.ids, [4, 4, 4, 100, 15, 101, 14, 102, 15, 103, 15]);
  });

  it("counts regions of the history as the context does when it holds only some lines", () => {
    const image = openImage(2);
    assert.ok(!image.fitsWhole);
    const history = [{ question: "gamma?", answerTokens: [regionBase + 2, 7, 0] }];
    const view = image.view(history, "delta?");
    assert.deepEqual(view.lineNumbers, [2, 3]);
    assert.deepEqual([...view.image.lineEmbeds], [2, 2.5, 3, 3.5]);
    assert.deepEqual(view.history, [{ question: "gamma?", answerTokens: [regionBase, 7, 0] }]);
    assert.notEqual(view.image.key, image.view([], "alpha?").image.key);
  });

  it("gives hints about the lines that the context holds, and none to a model that takes none", () => {
    const some = openImage(2, true);
    const history = [{ question: "gamma?", answerTokens: [regionBase + 2, 7, 0] }];
    const view = some.view(history, "Delta?");
    const chosen = view.lineNumbers.map((line) => lines[line]!);
    const boxes = chosen.map(({ box }) => box);
    assert.deepEqual(placesOf(view.image.lineRelations), lineRelations(boxes));
    assert.deepEqual(
      joinedIn(view.image.lineRelations),
      ["0 to 1: 1", "1 to 0: 0"],
      "line 1 of the image is not in the context",
    );
    const texts = chosen.map(({ text }) => text);
    const known = some.lineMatch(view, "Delta?");
    assert.equal(known.length, 2 * knownWidth);
    const matches = lineMatches("Delta?", texts, boxes);
    const meaningOf = (text: string): Float64Array => words.meaning(tokenize(text));
    const meanings = lineMeanings(meaningOf("Delta?"), texts.map(meaningOf), boxes);
    assert.ok(meanings.some((value) => value !== 0));
    for (const [n, line] of view.lineNumbers.entries()) {
      const row = known.subarray(n * knownWidth, (n + 1) * knownWidth);
      assert.deepEqual(row.subarray(0, matchWidth), matches.subarray(n * matchWidth, (n + 1) * matchWidth));
      const meaning = meanings.subarray(n * meaningWidth, (n + 1) * meaningWidth);
      assert.deepEqual(row.subarray(matchWidth, matchWidth + meaningWidth), meaning);
      const look = encoded.looks.styles.subarray(line * styleWidth, (line + 1) * styleWidth);
      const drawnFrom = matchWidth + meaningWidth + styleWidth;
      assert.deepEqual(row.subarray(matchWidth + meaningWidth, drawnFrom), look, `line ${line} keeps its look`);
      const measured = encoded.looks.drawing.measures.subarray(line * measureWidth, (line + 1) * measureWidth);
      assert.deepEqual(row.subarray(knownWidth - measureWidth), measured, `line ${line} keeps what was measured`);
    }
    assert.equal(known[knownWidth], 1, "the second line is the question's word");

    const whole = openImage(4, true).view([], "delta?");
    assert.deepEqual(placesOf(whole.image.lineRelations), lineRelations(lines.map(({ box }) => box)));
    assert.deepEqual(joinedIn(whole.image.lineRelations), ["2 to 3: 1", "3 to 1: 0", "3 to 2: 0"]);

    const without = openImage(4);
    const plain = without.view([], "delta?");
    assert.deepEqual([plain.image.lineRelations.length, without.lineMatch(plain, "delta?").length], [0, 0]);
  });
});
