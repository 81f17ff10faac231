/**
 * The shipped 8-bit pack against the PyTorch reference in float32, from the image on: the validation screens and the lines that were read
 * in them go through the worker's own preparation, encoder, connector, line encoder and language model; at every teacher-forced step of the
 * reference's answers the pack must choose the reference's token, on at least 98 % of the steps (training/make_shipped_fixture.py).
 */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import * as v from "valibot";
import { lastRegion } from "../../src/model/line-hints.ts";
import { WordVectors } from "../../src/model/line-words.ts";
import { lineTokens, questionTokens } from "../../src/model/prompt.ts";
import { decodeImage } from "../../src/worker/image/decode.ts";
import { ImageEncoder } from "../../src/worker/image-encoder.ts";
import { LanguageModel } from "../../src/worker/language-model.ts";
import { createSession } from "../../src/worker/onnx.ts";
import { VisionGraphs } from "../../src/worker/vision-graphs.ts";
import { OpenImage, promptFormat } from "../../src/worker/open-image.ts";
import { Pack } from "../../src/worker/pack.ts";
import { loadTokenizer } from "../../src/worker/tokenizer.ts";

const packFolder = fileURLToPath(new URL("../../models/nano/", import.meta.url));
const validation = new URL("../validation/", import.meta.url);
const fixturePath = new URL("../fixtures/shipped.json", import.meta.url);
const leastShare = 0.98;

const ids = v.array(v.number());
const fixtureSchema = v.object({
  pack: v.object({ id: v.string(), version: v.string() }),
  screens: v.array(
    v.object({
      image: v.string(),
      lines: v.array(v.object({ text: v.string(), box: v.tuple([v.number(), v.number(), v.number(), v.number()]) })),
      contextIds: ids,
      questions: v.array(v.object({ question: v.string(), answerIds: ids })),
    }),
  ),
});

describe("the shipped pack", () => {
  it(`chooses the reference's token on at least ${100 * leastShare} % of the validation answers' steps`, async () => {
    const fixture = v.parse(fixtureSchema, JSON.parse(readFileSync(fixturePath, "utf8")));
    const pack = await Pack.open(packFolder);
    const { manifest } = pack;
    assert.deepEqual(
      { id: manifest.id, version: manifest.version },
      fixture.pack,
      "the fixture was made of another pack",
    );
    const lm = await createSession(pack.path("lm"), 2);
    const { tokenize } = await loadTokenizer(pack.path("tokenizer"));
    const words = WordVectors.parse(readFileSync(pack.path("words")), manifest.architecture.lm.vocabSize);
    const graphs = new VisionGraphs((graph) => createSession(pack.path(graph), 2), true);
    const imageEncoder = new ImageEncoder(graphs, manifest);
    const model = new LanguageModel(lm, manifest);
    const format = promptFormat(manifest);

    let steps = 0;
    let equal = 0;
    for (const screen of fixture.screens) {
      const image = await decodeImage(readFileSync(new URL(screen.image, validation)));
      const read = screen.lines.map((line) => ({ ...line, score: 1 }));
      const texts = read.map(({ text }) => text);
      const lex = lineTokens(format, tokenize, texts, manifest.prompt.lexTokens);
      const encoded = await imageEncoder.encode(image, read, lex, new AbortController().signal, () => undefined);
      const open = new OpenImage("screen", read, encoded, manifest, tokenize, words);
      assert.ok(open.fitsWhole, `${screen.image}: all lines fit`);
      const view = open.view([], "");
      const { context, visual, lineEmbeds, lineRelations } = view.image;
      assert.deepEqual(context.ids, screen.contextIds, `${screen.image}: the context's ids`);
      const padded = new Float32Array(context.ids.length * model.dModel);
      padded.set(visual);
      const whole = {
        state: model.emptyState(),
        ids: context.ids,
        lineEnds: context.lineEnds,
        visual: padded,
        lineEmbeds,
        maxNew: 1,
      };
      const { state: afterImage } = await model.run(whole);
      for (const { question, answerIds } of screen.questions) {
        let state = afterImage;
        let piece = questionTokens(format, tokenize, question);
        const match = open.lineMatch(view, question);
        for (const [step, expected] of answerIds.entries()) {
          const last = lastRegion(answerIds.slice(0, step), manifest.tokens.regionBase);
          const hints = { match, relations: lineRelations, lastRegion: last };
          const result = await model.run({ state, ids: piece, lineEmbeds, hints, maxNew: 1 });
          steps++;
          if (result.tokens[0] === expected) equal++;
          state = result.state;
          piece = [expected];
        }
      }
    }
    assert.ok(steps >= 300, `${steps} steps are too few to say anything`);
    const share = equal / steps;
    assert.ok(share >= leastShare, `${equal} of ${steps} steps are equal: ${(100 * share).toFixed(2)} %`);
    console.log(`      ${equal} of ${steps} steps equal: ${(100 * share).toFixed(2)} %`);
  });
});
