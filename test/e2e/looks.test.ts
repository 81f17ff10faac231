/**
 * A pack that declares looks, from the checkpoint to the client. The tiny model knows no such tokens: two that it says before and after a
 * quote by chance are declared to be them.
 */
import assert from "node:assert/strict";
import { cp, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { questionTokens, type PromptFormat } from "../../src/model/prompt.ts";
import { loadTokenizer } from "../../src/worker/tokenizer.ts";
import { answer, cli, events, shown, tinyCheckpoint, wordsImage, Workspace, type Done } from "./support.ts";

const question = "Which theme is selected?";
const followUp = "And the font size?";
/** Words of the answers here. */
const maxTokens = 20;

/** The pack's tokens that are to be a look's marks: what stands on both sides of the first quote of `plain`. */
function marksOf({ answerTokens }: Done, regionBase: number): { look: number; looked: number; quote: number } {
  const quote = answerTokens.findIndex((id) => id >= regionBase);
  const [look, looked] = [answerTokens[quote - 1], answerTokens[quote + 1]];
  assert.ok(quote > 0 && look !== undefined && looked !== undefined && look !== looked);
  const others = answerTokens.slice(0, maxTokens + 3).filter((_, n) => Math.abs(n - quote) > 1);
  assert.ok(!others.includes(look) && !others.includes(looked), "the marks are said once");
  return { look, looked, quote };
}

describe("looks", () => {
  let plainSpace: Workspace;
  let lookSpace: Workspace;
  let plain: Done;
  let place: number;

  before(async () => {
    plainSpace = await Workspace.create();
    await using client = plainSpace.client();
    const image = await client.openImage(await wordsImage());
    plain = await answer(client, image, question, { maxTokens: maxTokens + 3 });
    const { regionBase } = await client.start();
    const { look, looked, quote } = marksOf(plain, regionBase);
    place = plain.answerTokens[quote]! - regionBase;

    const checkpoint = plainSpace.path("checkpoint");
    await cp(tinyCheckpoint, checkpoint, { recursive: true });
    const config = JSON.parse(await readFile(join(checkpoint, "config.json"), "utf8")) as { pack: { tokens: object } };
    config.pack.tokens = { ...config.pack.tokens, look, looked };
    await writeFile(join(checkpoint, "config.json"), JSON.stringify(config));
    lookSpace = await Workspace.create(checkpoint);
  });
  after(async () => {
    await plainSpace.dispose();
    await lookSpace.dispose();
  });

  it("are no words: the same tokens, a limit that counts the words, and the place that was counted", async () => {
    assert.equal(plain.quotes.length, 1);
    await using client = lookSpace.client();
    const image = await client.openImage(await wordsImage());
    const all = await events(client, image, question, { maxTokens });
    const last = all.at(-1);
    assert.ok(last?.type === "done" && last.reason === "length");
    assert.deepEqual(last.answerTokens, plain.answerTokens);
    assert.deepEqual([last.quotes, last.timings.tokens], [[], maxTokens + 3]);
    const { text, box } = image.result.lines[place]!;
    assert.deepEqual(last.counted, [{ text, box, line: place }]);
    assert.equal(shown(all), last.text);
    assert.ok(!last.text.includes(text) && last.text.length > 10, last.text);

    /* The state has read the look; a follow-up reads no more than what is new. */
    const history = [{ question, answerTokens: last.answerTokens }];
    const next = await answer(client, image, followUp, { history, maxTokens });
    const tokenizer = await loadTokenizer(`${tinyCheckpoint}/tokenizer.json`);
    const prompt = { caseFold: true, questionStart: "<|user|>", answerStart: "<|assistant|>" };
    const asked = questionTokens({ prompt } as PromptFormat, tokenizer.tokenize, followUp);
    assert.equal(next.timings.prefillTokens, 2 + asked.length);
  });

  it("are listed by the command line", async () => {
    const pack = ["--pack", lookSpace.packDir, "--max-tokens", String(maxTokens)];
    const args = ["ask", "test/fixtures/ocr/words.png", question, ...pack];
    const { stdout, stderr } = await cli([...args, "--json"]);
    const done = stdout
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line) as { type: string; counted?: { line: number }[] })
      .find(({ type }) => type === "done");
    assert.equal(done?.counted?.[0]?.line, place, stderr);
    assert.match((await cli(args)).stdout, /^ {2}1\. .* at \d+,\d+, \d+×\d+$/m);
  });
});
