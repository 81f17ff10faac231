import assert from "node:assert/strict";
import sharp from "sharp";
import type { WorkerClient, ImageHandle } from "../../src/client/worker-client.ts";
import { questionTokens, type PromptFormat } from "../../src/model/prompt.ts";
import { loadTokenizer } from "../../src/worker/tokenizer.ts";
import type { AnswerEvent, Quote } from "../../src/shared/types.ts";
import { answer, blankImage, events, otherImage, shown, tinyCheckpoint, wordsImage, Workspace } from "./support.ts";

const question = "Which theme is selected?";
const followUp = "And the font size?";
/** What the tiny model says is chance; among its answers to these some are long and some quote. */
const questions = [question, followUp, "Read it.", "What is shown?", "Which one?", "Who?", "Where is the button?"];

/** Tokens that a question takes, its marks included. */
async function tokensOf(text: string): Promise<number> {
  const tokenizer = await loadTokenizer(`${tinyCheckpoint}/tokenizer.json`);
  const format = {
    prompt: { caseFold: true, questionStart: "<|user|>", answerStart: "<|assistant|>" },
  } as PromptFormat;
  return questionTokens(format, tokenizer.tokenize, text).length;
}

describe("answers", () => {
  let workspace: Workspace;
  let client: WorkerClient;
  let image: ImageHandle;
  let endless: WorkerClient;
  let endlessImage: ImageHandle;

  before(async () => {
    workspace = await Workspace.create();
    client = workspace.client();
    image = await client.openImage(await wordsImage());
    endless = workspace.client({ packDir: await workspace.endlessPack() });
    endlessImage = await endless.openImage(await wordsImage());
  });
  after(async () => {
    await endless.dispose();
    await client.dispose();
    await workspace.dispose();
  });

  it("says what is outlined in red in a real picture, and goes on from it", async () => {
    const { bytes } = await wordsImage();
    const { box, text } = image.result.lines.at(-1)!;
    const [x, y, w, h] = box;
    const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${image.result.width}" height="${image.result.height}">
      <rect x="${x - 3}" y="${y - 3}" width="${w + 6}" height="${h + 6}" fill="none" stroke="#e3202a" stroke-width="2"/></svg>`;
    const framed = await sharp(bytes)
      .composite([{ input: Buffer.from(svg) }])
      .png()
      .toBuffer();
    const opened = await client.openImage({ name: "framed.png", bytes: framed });
    assert.deepEqual(
      opened.result.outlines.map((lines) => lines.map((line) => opened.result.lines[line]!.text)),
      [[text]],
    );
    assert.deepEqual(image.result.outlines, []);
    const question = "Which line is outlined in red?";
    const last = (await events(client, opened, question)).at(-1);
    assert.ok(last?.type === "done");
    assert.equal(last.text, `“${text}” is outlined in red.`);
    const history = [{ question, answerTokens: last.answerTokens }];
    const next = (await events(client, opened, "What else?", { history })).at(-1);
    assert.ok(next?.type === "done", "the conversation goes on");
  });

  it("streams: the events put together are the answer, and quotes are lines of the image", async () => {
    const quotes: Quote[] = [];
    for (const each of questions) {
      const all = await events(client, image, each);
      const last = all.at(-1);
      assert.ok(last?.type === "done");
      assert.equal(shown(all), last.text);
      assert.deepEqual(
        all.flatMap((event) => (event.type === "region" ? [event.quote] : [])),
        last.quotes,
      );
      quotes.push(...last.quotes);
    }
    assert.ok(quotes.length > 0, "the tiny model quotes something");
    for (const quote of quotes) {
      const line = image.result.lines[quote.line];
      assert.deepEqual({ text: quote.text, box: quote.box }, { text: line?.text, box: line?.box });
    }
  });

  it("reads a question only, when the image has been read before", async () => {
    assert.ok(image.result.timings.prefillTokens > image.result.lines.length);
    const first = await answer(client, image, question);
    assert.equal(first.timings.prefillTokens, await tokensOf(question));
  });

  it("reads only its own tokens for a follow-up, and gives what it gives when everything is read anew", async () => {
    const first = await answer(client, image, question);
    const history = [{ question, answerTokens: first.answerTokens }];
    const second = await answer(client, image, followUp, { history });
    /* The end token, and before it the last token of an answer that was cut, were not read before. */
    const unread = first.reason === "end" ? 1 : 2;
    assert.equal(second.timings.prefillTokens, unread + (await tokensOf(followUp)));

    await using forgetful = workspace.client({ stateBudgetBytes: 0 });
    const again = await forgetful.openImage(await wordsImage());
    await answer(forgetful, again, "Something else");
    const anew = await answer(forgetful, again, followUp, { history });
    assert.ok(anew.timings.prefillTokens > 100, `${anew.timings.prefillTokens} tokens read`);
    assert.deepEqual(anew.answerTokens, second.answerTokens);
    assert.notDeepEqual((await answer(client, image, followUp)).answerTokens, second.answerTokens);
  });

  it("stops within a call: what was said stays, and the follow-up reads only its own tokens", async () => {
    const stop = new AbortController();
    const seen: AnswerEvent[] = [];
    let stoppedAt = 0;
    for await (const event of endless.ask(endlessImage, question, { signal: stop.signal, maxTokens: 4096 })) {
      seen.push(event);
      if (event.type === "token" && !stop.signal.aborted) {
        stoppedAt = performance.now();
        stop.abort();
      }
    }
    const took = performance.now() - stoppedAt;
    const last = seen.at(-1);
    assert.ok(last?.type === "stopped");
    assert.equal(shown(seen), last.text);
    assert.ok(last.answerTokens.length < 4096, `${last.answerTokens.length} tokens were made`);
    assert.ok(took < 1000, `the stop took ${took} ms`);

    const history = [{ question, answerTokens: last.answerTokens }];
    const next = await answer(endless, endlessImage, followUp, { history });
    assert.equal(next.timings.prefillTokens, 2 + (await tokensOf(followUp)));
  });

  it("keeps its calls short while it answers", async () => {
    const longest: number[] = [];
    let tokens = 0;
    for (const each of questions) {
      const { timings } = await answer(endless, endlessImage, each, { maxTokens: 3000 });
      tokens += timings.tokens;
      longest.push(timings.longestCallMs);
    }
    /* The median: a machine that does other things lets single calls wait. */
    const median = longest.sort((x, y) => x - y)[Math.floor(longest.length / 2)]!;
    assert.ok(median < 300, `${median} ms in one call`);
    assert.ok(tokens > 200, `${tokens} tokens`);
  });

  it("ends an answer at its limit, and says so", async () => {
    const all = await events(endless, endlessImage, question, { maxTokens: 20 });
    const last = all.at(-1);
    assert.ok(last?.type === "done");
    assert.deepEqual([last.reason, last.timings.tokens, last.answerTokens.length], ["length", 20, 20]);
    assert.ok(all.some((event) => event.type === "notice" && event.notice.code === "ANSWER_CUT"));
  });

  it("answers one question at a time; one that is cancelled while it waits says nothing", async () => {
    const cancel = new AbortController();
    const first = answer(client, image, question);
    const second = events(client, image, followUp, { signal: cancel.signal });
    cancel.abort();
    const alone = await answer(client, image, question);
    assert.deepEqual((await first).answerTokens, alone.answerTokens);
    const last = (await second).at(-1);
    assert.ok(last?.type === "stopped" && last.text === "");
  });

  it("never answers about another image", async () => {
    const other = await client.openImage(await otherImage());
    const aboutFirst = await answer(client, image, question);
    const aboutOther = await answer(client, other, question);
    assert.notDeepEqual(aboutOther.answerTokens, aboutFirst.answerTokens);

    await using fresh = workspace.client();
    const alone = await fresh.openImage(await otherImage());
    assert.deepEqual((await answer(fresh, alone, question)).answerTokens, aboutOther.answerTokens);
    for (const { line, box } of aboutOther.quotes) assert.deepEqual(box, other.result.lines[line]?.box);
  });

  it("answers about an image without a word", async () => {
    const blank = await client.openImage(await blankImage());
    assert.deepEqual(blank.result.lines, []);
    const said = await answer(client, blank, question);
    assert.deepEqual(said.quotes, []);
    assert.ok(said.answerTokens.length > 0);
  });

  it("says so when an image has more lines than the model reads, and uses the nearest", async () => {
    const packDir = await workspace.copyPack("few-lines");
    await workspace.editManifest(packDir, (manifest) => ({ ...manifest, ocr: { ...manifest.ocr, maxLines: 3 } }));
    await using few = workspace.client({ packDir });
    const opened = await few.openImage(await wordsImage());
    assert.ok(opened.result.lines.length > 3, "the fixture has more than three lines");
    assert.equal(opened.result.timings.prefillTokens, 0);
    const target = opened.result.lines.length - 1;
    const all = await events(few, opened, `Where is ${opened.result.lines[target]!.text}?`);
    const notice = all.find((event) => event.type === "notice" && event.notice.code === "LINES_SELECTED");
    assert.match(JSON.stringify(notice), new RegExp(`${opened.result.lines.length} lines of text; the 3 nearest`));
    for (const event of all) {
      if (event.type === "region") assert.equal(event.quote.text, opened.result.lines[event.quote.line]?.text);
    }
  });

  it("stops opening an image, and opens one again that was closed", async () => {
    const stop = new AbortController();
    const onProgress = (): void => {
      stop.abort();
    };
    const opening = client.openImage(await otherImage(), { signal: stop.signal, onProgress });
    await assert.rejects(opening, { code: "CANCELLED" });

    const closed = await client.openImage(await blankImage());
    const said = await answer(client, closed, question);
    await client.closeImage(closed);
    assert.deepEqual((await answer(client, closed, question)).answerTokens, said.answerTokens);
  });

  it("tells its memory", async () => {
    const memory = await client.memory();
    assert.ok(
      memory !== undefined && memory.rssBytes > 50e6 && memory.images >= 1 && memory.stateBytes > 0,
      JSON.stringify(memory),
    );
  });
});
