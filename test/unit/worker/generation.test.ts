/** The generator on the tiny model with hints: however its calls are cut, the answer is the one that a single call gives. */
import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { knownWidth, relationWidth } from "../../../src/model/known.ts";
import { lineMatches, matchWidth } from "../../../src/model/line-hints.ts";
import { buildContext } from "../../../src/model/prompt.ts";
import { buildPack } from "../../../src/packer/build-pack.ts";
import type { Box } from "../../../src/shared/types.ts";
import { Generator, type Asked, type ImageContext } from "../../../src/worker/generation.ts";
import {
  LanguageModel,
  releaseState,
  type LanguageModelCall,
  type LanguageModelResult,
  type LanguageModelState,
} from "../../../src/worker/language-model.ts";
import { createSession } from "../../../src/worker/onnx.ts";
import { promptFormat } from "../../../src/worker/open-image.ts";
import { Pack } from "../../../src/worker/pack.ts";

const checkpoint = fileURLToPath(new URL("../../fixtures/tiny-hints/", import.meta.url));
const never = new AbortController().signal;
const maxTokens = 64;
const question = "Which theme is it?";
/** Ids of questions; the tiny model knows no words. */
const questions = Array.from({ length: 12 }, (_, n) => [2, 40 + 5 * n, 90 + 11 * n, 250 - 13 * n, 3]);
/** No token of the model, so that answers end at their longest. */
const noEnd = 0x7fffffff;
/** Every call takes longer than this, so that each is as short as can be. */
const shortest = 0.001;
const longest = 60_000;

/** Any number in −1…1, the same for the same index. */
const wave = (index: number): number => Math.sin(index * 12.9898 + 78.233);

/** Keeps account of the states that the model has made. */
class Watched extends LanguageModel {
  #made: LanguageModelState[] = [];
  /** The most that were alive when a call returned. */
  mostAlive = 0;

  get alive(): number {
    return this.#made.filter(({ tensors }) => tensors["past_ssm.0"]!.data.length > 0).length;
  }

  restart(): void {
    [this.#made, this.mostAlive] = [[], 0];
  }

  override emptyState(): LanguageModelState {
    const state = super.emptyState();
    this.#made.push(state);
    return state;
  }

  override async run(call: LanguageModelCall): Promise<LanguageModelResult> {
    const result = await super.run(call);
    this.#made.push(result.state);
    this.mostAlive = Math.max(this.mostAlive, this.alive);
    return result;
  }
}

describe("worker/generation", () => {
  let folder: string;
  let model: Watched;
  let image: ImageContext;
  let asked: Asked;
  let tokens: { end: number; regionBase: number };

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), "generation-"));
    const packDir = join(folder, "pack");
    await buildPack({ dir: checkpoint, out: packDir, bits: 32, block: 32 }, () => undefined, never);
    const pack = await Pack.open(packDir);
    const { manifest } = pack;
    tokens = { ...manifest.tokens, end: noEnd };
    model = new Watched(await createSession(pack.path("lm"), 1), {
      ...manifest,
      tokens: { ...manifest.tokens, end: noEnd },
    });
    const texts = ["Theme", "Dark", "Font size", "14", "Language", "English"];
    const boxes = texts.map((_, n): Box => [20 + 200 * (n % 2), 50 + 30 * Math.floor(n / 2), 80, 14]);
    const { visualTokens } = manifest.architecture;
    image = {
      key: "all",
      context: buildContext(
        promptFormat(manifest),
        texts.map((_, n) => [20 + n, 30 + n]),
      ),
      visual: Float32Array.from({ length: visualTokens * model.dModel }, (_, n) => wave(n)),
      lineEmbeds: Float32Array.from({ length: texts.length * model.dModel }, (_, n) => wave(n + 5000)),
      /* Larger than real ones, so that each line quoted last leads elsewhere. */
      lineRelations: Float32Array.from({ length: texts.length ** 2 * relationWidth }, (_, n) => 3 * wave(n + 9000)),
    };
    const matches = lineMatches(question, texts, boxes);
    const lineMatch = Float32Array.from({ length: texts.length * knownWidth }, (_, at) => wave(at + 13_000));
    for (const n of texts.keys()) {
      lineMatch.set(matches.subarray(n * matchWidth, (n + 1) * matchWidth), n * knownWidth);
    }
    asked = { image, lineMatch };
  });
  after(async () => {
    await model.release();
    rmSync(folder, { recursive: true });
  });

  /** Tokens of the answer from calls of about `boundMs`. */
  async function answered(ids: readonly number[], boundMs: number, what: Asked = asked): Promise<readonly number[]> {
    const generator = new Generator(model, tokens, boundMs);
    const context = await generator.prefillContext(image, never, () => undefined);
    const first = await generator.prefill(what, { state: context, owned: false }, ids, never);
    let left = maxTokens;
    const onTokens = (made: readonly number[]): boolean => {
      left -= made.length;
      return true;
    };
    const decoded = await generator.decode(what, first, never, { remaining: () => left, onTokens });
    return decoded.tokens;
  }

  /** Tokens of the answer from one call for the context and one for the question with its whole answer. */
  async function inOneCall(questionIds: readonly number[], last = -1): Promise<readonly number[]> {
    const { context, lineEmbeds, lineRelations: relations } = image;
    const visual = new Float32Array(context.ids.length * model.dModel);
    visual.set(image.visual);
    const { ids, lineEnds } = context;
    const { state } = await model.run({ state: model.emptyState(), ids, lineEnds, visual, lineEmbeds, maxNew: 1 });
    const hints = { match: asked.lineMatch, relations, lastRegion: last };
    return (await model.run({ state, ids: questionIds, lineEmbeds, hints, maxNew: maxTokens })).tokens;
  }

  it("answers as one call does, though it makes one for every token, or few", async () => {
    const regions = new Set<number>();
    for (const ids of questions) {
      const whole = await inOneCall(ids);
      assert.equal(whole.length, maxTokens);
      for (const id of whole) if (id >= tokens.regionBase) regions.add(id);
      assert.deepEqual(await answered(ids, shortest), whole);
      assert.deepEqual(await answered(ids, longest), whole);
    }
    assert.ok(regions.size >= 4, `the answers prove something: ${[...regions].join()}`);
  });

  it("asks where hints decide: with a line quoted before the answer, or without matches, answers differ", async () => {
    const firstDiffers = [];
    const unmatched = { image, lineMatch: new Float32Array(asked.lineMatch.length) };
    let matchesCount = false;
    for (const ids of questions) {
      const whole = await inOneCall(ids);
      firstDiffers.push((await inOneCall(ids, 0))[0] !== whole[0]);
      matchesCount ||= (await answered(ids, longest, unmatched)).join() !== whole.join();
    }
    assert.ok(firstDiffers.includes(true), "a line quoted before never changes the first token");
    assert.ok(matchesCount, "matches never change an answer");
  });

  it("holds the state after the image, the one it has come to and the call's result, and none besides", async () => {
    model.restart();
    await answered(questions[0]!, shortest);
    assert.equal(model.mostAlive, 3);
    assert.equal(model.alive, 2, "those after the image and after the answer are for the next question");
  });

  it("needs one state less where the one it starts from is its own", async () => {
    const generator = new Generator(model, tokens, shortest);
    const state = await generator.prefillContext(image, never, () => undefined);
    model.restart();
    releaseState((await generator.prefill(asked, { state, owned: true }, questions[0]!, never)).state);
    assert.equal(state.tensors["past_ssm.0"]!.data.length, 0);
    assert.equal(model.mostAlive, 2, "of the new ones: what it has come to and the call's result");
  });

  it("lets go of what it has come to when it is stopped", async () => {
    const generator = new Generator(model, tokens, shortest);
    model.restart();
    const stopped = new AbortController();
    const stop = (): void => {
      stopped.abort();
    };
    await assert.rejects(generator.prefillContext(image, stopped.signal, stop), { code: "CANCELLED" });
    assert.equal(model.alive, 0);

    const context = await generator.prefillContext(image, never, () => undefined);
    const kept = { state: context, owned: false };
    await assert.rejects(generator.prefill(asked, kept, questions[0]!, stopped.signal), { code: "CANCELLED" });
    assert.equal(model.alive, 1);
    const first = await generator.prefill(asked, kept, questions[0]!, never);
    const options = { remaining: () => 1, onTokens: () => true };
    const decoded = await generator.decode(asked, first, stopped.signal, options);
    assert.equal(model.alive, 2);
    releaseState(decoded.state);
    releaseState(decoded.state);
    assert.equal(model.alive, 1);
    const { lineEmbeds } = image;
    await assert.rejects(model.run({ state: decoded.state, ids: [3], lineEmbeds, maxNew: 1 }), "it reads freed memory");
  });
});
