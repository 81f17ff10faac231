/** The language model's graphs against PyTorch (and one against Hugging Face's Mamba-2): prefill, decode, loop, quantised. */
import assert from "node:assert/strict";
import { InferenceSession, Tensor } from "onnxruntime-node";
import { parsePart } from "../../src/packer/checkpoint-config.ts";
import { languageModel, type LanguageModelMode } from "../../src/packer/language-model.ts";
import type { Storage } from "../../src/packer/piece.ts";
import { stateTensors, type LanguageModelDimensions } from "../../src/shared/manifest.ts";
import {
  assertClose,
  assertNear,
  floats,
  int64,
  numbers,
  readFixture,
  sessionOf,
  type Fixture,
  type Tensors,
} from "./fixture.ts";

const tolerance = 1e-4;
const noEnd = -1;
/** The line quoted last in `prompt_logits.quoted` (training/make_fixtures.py). */
const quotedLine = 5;
const cuts = { whole: [200], "uneven pieces": [1, 7, 130, 62], "pieces of 64": [64, 64, 64, 8] };

/** A model of a fixture with its recurrent state, run piece by piece as the worker does. */
class Runner {
  #states: Tensors;
  #keys: Tensor;
  /** The line quoted last after the prompt, −1 for none. */
  #lastRegion = -1;

  private constructor(
    private readonly session: InferenceSession,
    private readonly inputs: Tensors,
    private readonly dims: LanguageModelDimensions,
    private readonly visualInput: boolean,
  ) {
    this.#states = Object.fromEntries(
      stateTensors(dims).map(({ name, shape }) => [
        name,
        new Tensor("float32", new Float32Array(product(shape)), shape),
      ]),
    );
    this.#keys = new Tensor("float32", new Float32Array(0), [0, dims.keyWidth]);
  }

  static async open({ config, cases, weights }: Fixture, mode: LanguageModelMode, storage?: Storage): Promise<Runner> {
    const { dims, ...options } = parsePart.lm(config);
    const session = await sessionOf(
      weights,
      (piece) => {
        languageModel(piece, dims, { mode, ...options });
      },
      storage,
    );
    return new Runner(session, cases[0]!.inputs, dims, options.visualInput);
  }

  /** Positions `begin … begin + length` of the fixture's prompt. @param quoted the line quoted last, −1 for none */
  async prompt(begin: number, length: number, extra: Tensors = {}, quoted = -1): Promise<Tensors> {
    const ids = numbers(this.inputs["input_ids"]!).slice(begin, begin + length);
    const ends = this.inputs["line_ends"] === undefined ? [] : numbers(this.inputs["line_ends"]);
    const width = this.dims.dModel;
    const visual =
      this.inputs["visual"] && floats(this.inputs["visual"]).slice(begin * width, (begin + length) * width);
    const here = ends.filter((end) => end >= begin && end < begin + length).map((end) => end - begin);
    this.#lastRegion = quoted;
    return this.run(ids, visual ?? new Float32Array(length * width), here, extra);
  }

  /** Tokens after the prompt. */
  async tokens(ids: readonly number[], extra: Tensors = {}): Promise<Tensors> {
    this.#said(ids);
    return this.run(ids, new Float32Array(ids.length * this.dims.dModel), [], extra);
  }

  async run(ids: readonly number[], visual: Float32Array, ends: readonly number[], extra: Tensors): Promise<Tensors> {
    const feeds: Tensors = { input_ids: int64(ids, [1, ids.length]), ...this.#states, ...extra };
    if (this.visualInput) feeds["visual"] = new Tensor("float32", visual, [1, ids.length, this.dims.dModel]);
    if (this.dims.keyWidth > 0) {
      Object.assign(feeds, { line_embeds: this.inputs["line_embeds"], line_ends: int64(ends), past_keys: this.#keys });
    }
    if (this.dims.hints) {
      const { line_match, line_relations } = this.inputs;
      Object.assign(feeds, { line_match, line_relations, last_region: int64([this.#lastRegion], []) });
    }
    const outputs = await this.session.run(feeds);
    this.#states = Object.fromEntries(
      Object.keys(this.#states).map((name) => [name, outputs[name.replace("past_", "present_")]!]),
    );
    this.#keys = outputs["present_keys"] ?? this.#keys;
    if (outputs["tokens"] !== undefined) this.#said(numbers(outputs["tokens"]));
    return outputs;
  }

  #said(ids: readonly number[]): void {
    const region = ids.findLast((id) => id >= this.dims.vocabSize);
    if (region !== undefined) this.#lastRegion = region - this.dims.vocabSize;
  }

  assertState(expected: Tensors): void {
    for (const [name, state] of Object.entries(this.#states)) {
      assertClose(state, expected[name.replace("past_", "")], tolerance, name);
    }
    if (this.dims.keyWidth > 0) assertClose(this.#keys, expected["keys"], tolerance, "keys");
  }
}

/** Runs the prompt in pieces; the outputs of every piece. */
async function prefill(runner: Runner, lengths: readonly number[], extra?: Tensors): Promise<Tensors[]> {
  const outputs: Tensors[] = [];
  let begin = 0;
  for (const length of lengths) {
    outputs.push(await runner.prompt(begin, length, extra));
    begin += length;
  }
  return outputs;
}

/** Trip count and end token of mode `loop`. */
const trips = (count: number, eos = noEnd): Tensors => ({
  max_new: new Tensor("int64", BigInt64Array.of(BigInt(count)), []),
  eos: new Tensor("int64", BigInt64Array.of(BigInt(eos)), []),
});

function product(shape: readonly number[]): number {
  return shape.reduce((total, size) => total * size, 1);
}

/** The rows of positions whose logits the fixture keeps, every fourth. */
function kept(logits: Tensor): Float32Array {
  const rows = Array.from({ length: logits.dims.at(-2)! / 4 }, (_, n) => [...row(logits, 4 * n + 3)]);
  return Float32Array.from(rows.flat());
}

function row(tensor: Tensor, index: number): Float32Array {
  const width = tensor.dims.at(-1)!;
  return floats(tensor).subarray(index * width, (index + 1) * width);
}

for (const name of ["lm", "lm-visual", "lm-pointer", "lm-pointer-untied", "lm-hints", "lm-looks", "lm-transformers"]) {
  describe(`language model ${name}`, () => {
    const fixture = readFixture(name);
    const { expected } = fixture.cases[0]!;
    const promptLogits = expected["prompt_logits"]!;
    const stepLogits = expected["step_logits"]!;
    const greedy = numbers(expected["tokens"]!);

    for (const [cut, lengths] of Object.entries(cuts)) {
      it(`mode last: ${cut}, then ${greedy.length} tokens one by one`, async () => {
        const runner = await Runner.open(fixture, "last");
        const outputs = await prefill(runner, lengths);
        assertNear(floats(outputs.at(-1)!["logits"]!), row(promptLogits, 49), tolerance, "last logits of the prompt");
        for (const [step, token] of greedy.entries()) {
          const { logits } = await runner.tokens([token]);
          assertNear(floats(logits!), row(stepLogits, step), tolerance, `logits after token ${step}`);
        }
        if (expected["conv.0"] !== undefined) runner.assertState(expected);
      });
    }

    it("mode all: the logits of every position, and its last are those of mode last", async () => {
      const all = (await prefill(await Runner.open(fixture, "all"), [200]))[0]!["logits"]!;
      assert.deepEqual(all.dims, [1, 200, promptLogits.dims[1]]);
      assertNear(kept(all), floats(promptLogits), tolerance, "prompt logits");
      const last = (await prefill(await Runner.open(fixture, "last"), [200]))[0]!["logits"]!;
      assertNear(floats(last), row(all, 199), 1e-5, "last against all");
    });

    const quoted = expected["prompt_logits.quoted"];
    if (quoted !== undefined) {
      it("modes all and last: a prompt that is read while a line stands quoted", async () => {
        assert.notDeepEqual(floats(quoted), floats(promptLogits));
        const all = (await (await Runner.open(fixture, "all")).prompt(0, 200, {}, quotedLine))["logits"]!;
        assertNear(kept(all), floats(quoted), tolerance, "prompt logits");
        const last = (await (await Runner.open(fixture, "last")).prompt(0, 200, {}, quotedLine))["logits"]!;
        assertNear(floats(last), row(quoted, 49), tolerance, "last logits");
      });
    }

    it("mode loop: one call from the prompt gives the greedy tokens and leaves the last one unread", async () => {
      const runner = await Runner.open(fixture, "loop");
      const { tokens, confidences } = await runner.prompt(0, 200, trips(greedy.length));
      assert.deepEqual(numbers(tokens!), greedy);
      const rows = [row(promptLogits, 49), ...greedy.slice(1).map((_, step) => row(stepLogits, step))];
      assertNear(floats(confidences!), Float32Array.from(rows, probabilityOfBest), tolerance, "confidences");
      const after = await runner.tokens([greedy.at(-1)!], trips(1));
      assert.equal(numbers(after["tokens"]!)[0], argmax(row(stepLogits, greedy.length - 1)));
      if (expected["conv.0"] !== undefined) runner.assertState(expected);
    });

    it("mode loop: pieces of the prompt and calls of 1, 2, 4, 8 … trips give the same tokens", async () => {
      const runner = await Runner.open(fixture, "loop");
      const pieces = await prefill(runner, cuts["uneven pieces"], trips(1));
      const said = numbers(pieces.at(-1)!["tokens"]!);
      for (let count = 1; said.length < greedy.length; count *= 2) {
        said.push(...numbers((await runner.tokens([said.at(-1)!], trips(count)))["tokens"]!));
      }
      assert.deepEqual(said.slice(0, greedy.length), greedy);
    });

    it("mode loop: stops behind the end token", async () => {
      const end = greedy.findIndex((token, index) => index >= 3 && !greedy.slice(0, index).includes(token));
      assert.ok(end > 0);
      const runner = await Runner.open(fixture, "loop");
      const { tokens } = await runner.prompt(0, 200, trips(greedy.length, greedy[end]));
      assert.deepEqual(numbers(tokens!), greedy.slice(0, end + 1));
    });

    for (const bits of [8, 4] as const) {
      const quantised = expected[`step_logits.${bits}bit`];
      if (quantised === undefined) continue;
      it(`${bits} bits: as the weights they stand for`, async () => {
        const runner = await Runner.open(fixture, "last", { kind: "quantised", bits, block: 32, accuracyLevel: 1 });
        await prefill(runner, [150, 50]);
        for (let step = 0; step < quantised.dims[0]!; step++) {
          const { logits } = await runner.tokens([greedy[step]!]);
          assertNear(floats(logits!), row(quantised, step), 1e-3, `logits after token ${step}`);
        }
      });
    }
  });
}

/** Of the largest of some logits. */
function probabilityOfBest(logits: Float32Array): number {
  const best = Math.max(...logits);
  return 1 / logits.reduce((sum, logit) => sum + Math.exp(logit - best), 0);
}

function argmax(values: Float32Array): number {
  return values.indexOf(Math.max(...values));
}
