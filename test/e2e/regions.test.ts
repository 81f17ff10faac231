/** Questions about a part of an image: the real recogniser, the tiny random model. */
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import type { ImageHandle, WorkerClient } from "../../src/client/worker-client.ts";
import type { AnswerEvent, Box } from "../../src/shared/types.ts";
import { answer, events, Workspace } from "./support.ts";

const question = "Which theme is selected?";
/** What the tiny model says is chance; among its answers to these some quote. */
const questions = [question, "Read it.", "What is shown?", "Which one?", "Who?", "Where is the button?"];
/** In samples/settings.png: the rows "Theme" and "Font family". */
const region: Box = [270, 120, 700, 140];

function within([x, y, width, height]: Box, [left, top, w, h]: Box): boolean {
  return x >= left && y >= top && x + width <= left + w && y + height <= top + h;
}

/** The stages that the worker went through for these events. */
function stages(all: readonly AnswerEvent[]): readonly string[] {
  return [...new Set(all.flatMap((event) => (event.type === "progress" ? [event.stage] : [])))];
}

describe("regions", () => {
  let workspace: Workspace;
  let client: WorkerClient;
  let image: ImageHandle;

  before(async () => {
    workspace = await Workspace.create();
    client = workspace.client();
    image = await client.openImage({ name: "settings.png", bytes: await readFile("samples/settings.png") });
  });
  after(async () => {
    await client.dispose();
    await workspace.dispose();
  });

  it("are read by themselves, with their lines where they stand in the whole image", async () => {
    const read = await client.openRegion(image, region);
    assert.deepEqual(read.region, region);
    assert.ok(read.lines.length >= 5 && read.lines.length < image.result.lines.length, `${read.lines.length} lines`);
    for (const { box, text } of read.lines) assert.ok(within(box, region), `${text} at ${box.join()}`);
    for (const text of ["Theme", "Solarized Dark", "Font family"]) {
      const [inRegion, inImage] = [read.lines, image.result.lines].map((lines) =>
        lines.find((line) => line.text === text),
      );
      assert.ok(inRegion !== undefined && inImage !== undefined, text);
      for (const n of [0, 1, 2, 3] as const) {
        assert.ok(Math.abs(inRegion.box[n] - inImage.box[n]) <= 8, `${text}: ${inRegion.box.join()}`);
      }
    }
    assert.ok(!read.lines.some(({ text }) => text === "Preferences"), "what stands beside it is not read");
    assert.ok(read.modelSaw.width > 0 && read.timings.prefillTokens > read.lines.length);
  });

  it("are asked about: quotes are lines of the region, their boxes are the whole image's", async () => {
    const { lines } = await client.openRegion(image, region);
    let quotes = 0;
    for (const each of questions) {
      const { quotes: said, counted } = await answer(client, image, each, { region });
      for (const { line, box, text } of [...said, ...counted]) {
        assert.deepEqual({ box, text }, { box: lines[line]?.box, text: lines[line]?.text });
        assert.ok(within(box, region), `${text} at ${box.join()}`);
        quotes++;
      }
      for (const event of await events(client, image, each, { region })) {
        if (event.type === "region") assert.deepEqual(event.quote.box, lines[event.quote.line]?.box);
      }
    }
    assert.ok(quotes > 0, "the tiny model quotes something");
  });

  it("are read when a question needs it, and once: a follow-up reads only its own tokens", async () => {
    const fresh: Box = [10, 60, 220, 300];
    const first = await events(client, image, question, { region: fresh });
    assert.deepEqual(stages(first).slice(0, 3), ["decode", "load", "ocr"]);
    const done = first.at(-1);
    assert.ok(done?.type === "done");
    const history = [{ question, answerTokens: done.answerTokens }];
    const next = await events(client, image, "And?", { region: fresh, history });
    assert.deepEqual(stages(next), []);
    const last = next.at(-1);
    const { prefillTokens } = (await client.openRegion(image, fresh)).timings;
    assert.ok(last?.type === "done" && last.timings.prefillTokens < prefillTokens, JSON.stringify(last));
  });

  it("leave what is said of the whole image as it is", async () => {
    const whole = await answer(client, image, question);
    assert.notDeepEqual((await answer(client, image, question, { region })).answerTokens, whole.answerTokens);
    assert.deepEqual((await answer(client, image, question)).answerTokens, whole.answerTokens);
  });

  it("are cut at the image's edges and rounded to whole pixels", async () => {
    const { region: cut } = await client.openRegion(image, [900.6, 650.2, 500, 500]);
    assert.deepEqual(cut, [900, 650, 100, 50]);
  });

  for (const [name, bad] of [
    ["of 2 × 2 pixels", [10, 10, 2, 2]],
    ["outside of the image", [2000, 10, 100, 100]],
    ["of which 3 columns are inside", [997, 10, 100, 100]],
    ["without an end", [0, 0, Infinity, 10]],
  ] as const) {
    it(`${name}: REGION_INVALID, and the next question is answered`, async () => {
      await assert.rejects(client.openRegion(image, bad), { code: "REGION_INVALID" });
      const last = (await events(client, image, question, { region: bad })).at(-1);
      assert.ok(last?.type === "failed" && last.error.code === "REGION_INVALID", JSON.stringify(last));
      await answer(client, image, question, { region });
    });
  }

  it("stop being read when that is asked for", async () => {
    const stop = new AbortController();
    const onProgress = (): void => {
      stop.abort();
    };
    const reading = client.openRegion(image, [0, 0, 500, 500], { signal: stop.signal, onProgress });
    await assert.rejects(reading, { code: "CANCELLED" });
    const signal = AbortSignal.abort();
    const last = (await events(client, image, question, { region: [0, 0, 500, 501], signal })).at(-1);
    assert.ok(last?.type === "stopped" && last.text === "");
  });

  it("come back with their image when the worker was killed while one was read", async () => {
    await using killed = workspace.client();
    const opened = await killed.openImage({ name: "settings.png", bytes: image.bytes! });
    let kills = 0;
    const read = await killed.openRegion(opened, region, {
      onProgress: (stage) => {
        if (stage === "ocr" && kills++ === 0) process.kill(killed.pid!, "SIGKILL");
      },
    });
    assert.ok(kills > 0 && read.lines.length >= 5);
    await answer(killed, opened, question, { region });
  });

  it("are prepared before a question is asked, in a worker that was unloaded too", async () => {
    await using unloaded = workspace.client();
    const opened = await unloaded.openImage({ name: "settings.png", bytes: image.bytes! });
    await unloaded.unload();
    await unloaded.prepare(opened, region);
    assert.deepEqual(stages(await events(unloaded, opened, question, { region })), []);
    assert.deepEqual(stages(await events(unloaded, opened, question)), []);
  });

  it("are forgotten: all but the last eight, and all of them with their image", async () => {
    await using small = workspace.client();
    const opened = await small.openImage({ name: "settings.png", bytes: image.bytes! });
    const { stateBytes: before = 0 } = (await small.memory()) ?? {};
    const sizes: number[] = [];
    for (let n = 0; n < 10; n++) {
      await small.openRegion(opened, [n, 0, 60, 40]);
      sizes.push(((await small.memory())?.stateBytes ?? 0) - before);
    }
    assert.ok(sizes[7]! > sizes[6]! && sizes[9]! <= sizes[7]! * 1.3, sizes.join());
    await small.closeImage(opened);
    assert.equal((await small.memory())?.stateBytes, 0);
  });
});
