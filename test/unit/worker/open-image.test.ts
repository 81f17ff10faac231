import assert from "node:assert/strict";
import type { PackManifest } from "../../../src/shared/manifest.ts";
import type { TextLine } from "../../../src/shared/types.ts";
import { OpenImage } from "../../../src/worker/open-image.ts";

const regionBase = 100;
const dModel = 2;

/** What {@link OpenImage} reads of a manifest. */
function manifest(maxLines: number): PackManifest {
  return {
    architecture: { lm: { dModel }, visualTokens: 3 },
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
};
const tokenize = (text: string): number[] => [10 + text.trim().length];

function openImage(maxLines: number): OpenImage {
  return new OpenImage("id", lines, encoded, manifest(maxLines), tokenize);
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
});
