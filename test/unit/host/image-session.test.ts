import assert from "node:assert/strict";
import type { AskOptions, ImageHandle } from "../../../src/client/worker-client.ts";
import { maxKeptTurns, parseConversation, type Conversation } from "../../../src/host/conversation.ts";
import { ImageSession, type SessionServices } from "../../../src/host/image-session.ts";
import { UserError } from "../../../src/shared/errors.ts";
import { turnsInView, type ImageEvent } from "../../../src/shared/image-state.ts";
import { answerText, root } from "../../../src/shared/turns.ts";
import type { AnswerEvent, Box } from "../../../src/shared/types.ts";
import type { OpenImageResult } from "../../../src/shared/worker-protocol.ts";
import { done, opened, settled } from "./support.ts";

interface Asked {
  readonly question: string;
  readonly options: AskOptions;
}

/** A session whose model and file are in the test's hands. */
class Bench {
  bytes = new Uint8Array([1, 2, 3]);
  pack = "nano@1";
  result: OpenImageResult = opened;
  readonly asked: Asked[] = [];
  readonly closed: string[] = [];
  readonly events: ImageEvent[] = [];
  readonly regions: Box[] = [];
  prepared = 0;
  /** What the file, the model's reading and its answers do next. */
  load = (): Promise<void> => Promise.resolve();
  open = (): Promise<void> => Promise.resolve();
  openRegion = (): Promise<void> => Promise.resolve();
  answer: (options: AskOptions) => AsyncIterable<AnswerEvent> = answersYes;
  #images = 0;

  session(restored?: Conversation): ImageSession {
    const pack = (): string => this.pack;
    const answer = (asked: Asked): AsyncIterable<AnswerEvent> => {
      this.asked.push(asked);
      return this.answer(asked.options);
    };
    const services: SessionServices = {
      model: {
        get pack() {
          return pack();
        },
        openImage: async (source, options) => {
          options.onProgress?.("ocr", 0.5);
          await this.open();
          return { id: `image ${++this.#images}`, result: this.result, ...source };
        },
        openRegion: async (_image, region, options) => {
          this.regions.push(region);
          options.onProgress?.("ocr", 0.5);
          await this.openRegion();
          const { lines, unreadLines, modelSaw, timings } = this.result;
          return { region, lines, unreadLines, modelSaw, timings };
        },
        prepare: () => {
          this.prepared++;
          return Promise.resolve();
        },
        async *ask(_image: ImageHandle, question: string, options: AskOptions) {
          yield* answer({ question, options });
        },
        closeImage: (image) => {
          this.closed.push(image.id);
          return Promise.resolve();
        },
      },
      loadFile: async () => {
        await this.load();
        return { bytes: this.bytes, source: { type: "bytes", bytes: this.bytes, mediaType: "image/png" } };
      },
      suggest: () => ["a", "b", "c"],
      noticesOfImage: () => [],
      noticesOfQuestion: (question) =>
        question.includes("한") ? [{ code: "SCRIPT_UNREADABLE", message: "Korean" }] : [],
      translateError: (error) => ({ ...error, message: `(${error.message})` }),
      translateNotice: (notice) => notice,
      onEvent: (event) => this.events.push(event),
    };
    const image = { uri: "file:///a.png", name: "a.png", folder: "", kind: "file" } as const;
    return new ImageSession("image", image, services, restored);
  }
}

function inView(session: ImageSession): string[] {
  return turnsInView(session.state).map(({ question }) => question);
}

async function* answersYes(): AsyncGenerator<AnswerEvent> {
  await Promise.resolve();
  yield { type: "token", text: "yes" };
  yield done(7);
}

/** Says a word, then nothing until it is stopped. */
async function* answersUntilStopped({ signal }: AskOptions): AsyncGenerator<AnswerEvent> {
  yield { type: "token", text: "well" };
  await new Promise<void>((resolve) => {
    signal!.addEventListener("abort", () => {
      resolve();
    });
  });
  yield { ...(done(5) as Extract<AnswerEvent, { type: "done" }>), type: "stopped" };
}

describe("host/image-session", () => {
  let bench: Bench;
  beforeEach(() => {
    bench = new Bench();
  });

  const ready = async (restored?: Conversation): Promise<ImageSession> => {
    const session = bench.session(restored);
    session.read();
    await settled();
    assert.equal(session.state.reading.status, "ready");
    return session;
  };

  it("reads at once, shows the picture before it is read, then its lines and suggestions", async () => {
    const session = await ready();
    const types = bench.events.map((event) => (event.type === "reading" ? event.reading.status : event.type));
    assert.deepEqual(types, ["reading", "picture", "reading", "suggestions", "ready"]);
    assert.deepEqual(session.state.suggestions, ["a", "b", "c"]);
    assert.equal(session.state.picture, 1);
  });

  it("shows the worker's picture of a file that browsers do not show", async () => {
    const preview = new Uint8Array([0x89]);
    const thumbnail = new Uint8Array([0x52]);
    bench.result = { ...opened, preview, thumbnail };
    const session = await ready();
    assert.deepEqual(session.picture, { type: "bytes", bytes: preview, mediaType: "image/png" });
    assert.deepEqual(session.state.thumbnail, thumbnail);
    assert.ok(!("preview" in session.state.reading) && !("thumbnail" in session.state.reading));
  });

  it("keeps a question that is asked early until the image is read, and only one", async () => {
    let read = (): void => undefined;
    bench.open = () => new Promise((resolve) => (read = resolve));
    const session = bench.session();
    session.read();
    session.ask("first");
    session.ask("second");
    await settled();
    assert.deepEqual([session.state.turns.length, bench.asked.length], [1, 0]);
    read();
    await settled();
    assert.equal(session.state.turns[0]!.status, "done");
    assert.deepEqual(
      bench.asked.map(({ question }) => question),
      ["first"],
    );
  });

  it("sends the answered turns as history, and the notices of the question to the panel", async () => {
    const session = await ready();
    session.ask("first");
    await settled();
    session.ask("한");
    await settled();
    assert.deepEqual(bench.asked[1]!.options.history, [{ question: "first", answerTokens: [7] }]);
    assert.deepEqual(
      session.state.turns[1]!.notices.map(({ code }) => code),
      ["SCRIPT_UNREADABLE"],
    );
  });

  it("asks again beside the earlier answer, with the history before it; where there was none, in its place", async () => {
    const session = await ready();
    for (const question of ["first", "second"]) {
      session.ask(question);
      await settled();
    }
    session.askAgain(1);
    session.askAgain(99);
    await settled();
    assert.deepEqual(
      session.state.turns.map(({ id, parent, question }) => [id, parent, question]),
      [
        [1, root, "first"],
        [2, 1, "second"],
        [3, root, "first"],
      ],
    );
    assert.deepEqual(inView(session), ["first"]);
    assert.deepEqual(bench.asked[2]!.options.history, []);

    bench.answer = () => {
      throw new TypeError("broken");
    };
    session.ask("third");
    await settled();
    bench.answer = answersYes;
    session.askAgain(4);
    await settled();
    assert.deepEqual([session.state.turns.length, session.state.turns[3]!.status], [4, "done"]);
  });

  it("an edited question stands beside the earlier one and continues from what was before both", async () => {
    const session = await ready();
    for (const question of ["first", "second", "third"]) {
      session.ask(question);
      await settled();
    }
    session.edit(2, "second, in other words");
    await settled();
    assert.deepEqual(inView(session), ["first", "second, in other words"]);
    assert.deepEqual(bench.asked.at(-1)!.options.history, [{ question: "first", answerTokens: [7] }]);
    session.showBranch(2);
    assert.deepEqual(inView(session), ["first", "second", "third"]);
    session.ask("fourth");
    await settled();
    assert.equal(bench.asked.at(-1)!.options.history?.length, 3);
  });

  it("a region is read by itself and asked about; its turns are history for the same region alone", async () => {
    const session = await ready();
    session.ask("whole");
    await settled();
    session.selectRegion([2.5, 1, 20, 12]);
    await settled();
    assert.deepEqual(bench.regions, [[2, 1, 21, 12]], "whole pixels");
    assert.ok(session.state.region?.reading.status === "ready");
    for (const question of ["first", "second"]) {
      session.ask(question);
      await settled();
    }
    const { region, history } = bench.asked.at(-1)!.options;
    assert.deepEqual(region, [2, 1, 21, 12]);
    assert.deepEqual(history, [{ question: "first", answerTokens: [7] }]);

    session.selectRegion(undefined);
    session.ask("whole again");
    await settled();
    assert.deepEqual(bench.asked.at(-1)!.options.history, [{ question: "whole", answerTokens: [7] }]);
    assert.equal(bench.asked.at(-1)!.options.region, undefined);
  });

  it("a region outside of the image is said; another one that is selected meanwhile counts", async () => {
    const session = await ready();
    session.selectRegion([100, 100, 20, 20]);
    await settled();
    const failed = session.state.region?.reading;
    assert.ok(failed?.status === "failed" && failed.error.code === "REGION_INVALID");

    let read = (): void => undefined;
    bench.openRegion = () => new Promise((resolve) => (read = resolve));
    session.selectRegion([0, 0, 10, 10]);
    await settled();
    const first = read;
    session.selectRegion([10, 0, 20, 20]);
    await settled();
    read();
    first();
    await settled();
    assert.deepEqual(session.state.region?.box, [10, 0, 20, 20]);
    assert.equal(session.state.region.reading.status, "ready");
  });

  it("makes the model ready while somebody types, once the image has been read", async () => {
    const session = bench.session();
    await session.warmUp();
    assert.equal(bench.prepared, 0);
    session.read();
    await settled();
    await session.warmUp();
    assert.equal(bench.prepared, 1);
  });

  it("stops an answer, keeps what was said, and answers the next question", async () => {
    const session = await ready();
    bench.answer = answersUntilStopped;
    session.ask("first");
    await settled();
    assert.equal(session.state.turns[0]!.status, "answering");
    session.stop();
    await settled();
    assert.deepEqual([session.state.turns[0]!.status, answerText(session.state.turns[0]!)], ["stopped", "well"]);
    bench.answer = answersYes;
    session.ask("second");
    await settled();
    assert.equal(session.state.turns[1]!.status, "done");
  });

  it("takes a question back that is stopped while the image is read", async () => {
    bench.open = () => new Promise(() => undefined);
    const session = bench.session();
    session.read();
    session.ask("first");
    session.stop();
    await settled();
    assert.deepEqual([session.state.turns[0]!.status, bench.asked.length], ["stopped", 0]);
    assert.equal(session.state.reading.status, "reading");
  });

  it("begins anew without losing what was said; an answer of before ends its own turn alone", async () => {
    const session = await ready();
    bench.answer = answersUntilStopped;
    session.ask("old");
    await settled();
    session.newConversation();
    await settled();
    assert.deepEqual(inView(session), []);
    session.ask("new");
    await settled();
    assert.deepEqual(
      session.state.turns.map(({ id, parent, question, status }) => [id, parent, question, status]),
      [
        [1, root, "old", "stopped"],
        [2, root, "new", "answering"],
      ],
    );
  });

  it("forgets all of it; an answer that was stopped by that ends no turn that comes after", async () => {
    const session = await ready();
    bench.answer = answersUntilStopped;
    session.ask("old");
    await settled();
    session.forget();
    assert.equal(session.kept, undefined);
    session.ask("new");
    await settled();
    assert.deepEqual(
      session.state.turns.map(({ id, question, status }) => [id, question, status]),
      [[1, "new", "answering"]],
    );
  });

  it("says why an image cannot be read, in words of the editor's language, and tries again for a question", async () => {
    bench.load = () => Promise.reject(new UserError("IMAGE_MISSING", "Gone.", "Look."));
    const session = bench.session();
    session.read();
    session.ask("first");
    await settled();
    const { reading } = session.state;
    assert.ok(reading.status === "failed" && reading.error.message === "(Gone.)");
    const [first] = session.state.turns;
    assert.ok(first?.status === "failed" && first.error.code === "IMAGE_MISSING");
    bench.load = () => Promise.resolve();
    session.ask("second");
    await settled();
    assert.deepEqual([session.state.reading.status, session.state.turns[1]!.status], ["ready", "done"]);
  });

  it("what is thrown that is no error of ours becomes INTERNAL, and the next question is answered", async () => {
    const session = await ready();
    bench.answer = () => {
      throw new TypeError("x is not a function");
    };
    session.ask("first");
    await settled();
    const [first] = session.state.turns;
    assert.ok(first?.status === "failed" && first.error.code === "INTERNAL");
    bench.answer = answersYes;
    session.ask("second");
    await settled();
    assert.equal(session.state.turns[1]!.status, "done");
  });

  it("read again, lets the worker forget the image before; closed, the last one", async () => {
    const session = await ready();
    session.read();
    await settled();
    assert.deepEqual(bench.closed, ["image 1"]);
    await session.dispose();
    assert.deepEqual(bench.closed, ["image 1", "image 2"]);
  });

  it("another model: read anew at once or with the next question; what the old one said is no history", async () => {
    const session = await ready();
    session.ask("why?");
    await settled();
    bench.pack = "large@1";
    session.modelReplaced(true);
    assert.equal(session.state.reading.status, "reading");
    await settled();
    session.ask("and now?");
    await settled();
    assert.deepEqual(bench.asked.at(-1)!.options.history, []);
    bench.pack = "larger@1";
    session.modelReplaced(false);
    await settled();
    assert.deepEqual(bench.closed, ["image 1"], "nothing is read for nobody");
    session.ask("and then?");
    await settled();
    assert.deepEqual(bench.closed, ["image 1", "image 2"]);
    assert.deepEqual(bench.asked.at(-1)!.options.history, []);
    assert.equal(session.state.turns.length, 3);
  });

  it("another model: a region waits until it is read with its image, what the old one read of it is not shown", async () => {
    const session = await ready();
    session.selectRegion([0, 0, 20, 12]);
    await settled();
    assert.equal(session.state.region?.reading.status, "ready");
    for (const now of [false, true]) {
      session.modelReplaced(now);
      assert.deepEqual([session.state.region.box, session.state.region.reading.status], [[0, 0, 20, 12], "reading"]);
      session.readOnce();
      await settled();
      assert.equal(session.state.region.reading.status, "ready");
    }
    assert.equal(bench.regions.length, 3);
  });

  it("closed while the image is read, lets the worker forget it as soon as it is", async () => {
    let read = (): void => undefined;
    bench.open = () => new Promise((resolve) => (read = resolve));
    const session = bench.session();
    session.read();
    await settled();
    await session.dispose();
    const count = bench.events.length;
    read();
    await settled();
    assert.deepEqual(bench.closed, ["image 1"]);
    assert.equal(bench.events.length, count, "a closed panel hears nothing more");
  });

  it("restores a conversation as it was kept; its turns are history for the same image and pack alone", async () => {
    const first = await ready();
    first.ask("first");
    await settled();
    const kept = parseConversation(JSON.parse(JSON.stringify(first.kept)));

    const same = await ready(kept);
    assert.deepEqual(same.state.turns, first.state.turns);
    same.ask("second");
    await settled();
    assert.equal(bench.asked.at(-1)!.options.history?.length, 1);

    for (const change of [() => (bench.pack = "other@1"), () => (bench.bytes = new Uint8Array([9]))]) {
      bench.pack = "nano@1";
      change();
      const other = await ready(kept);
      assert.deepEqual(other.state.turns, first.state.turns);
      other.ask("second");
      await settled();
      assert.deepEqual(bench.asked.at(-1)!.options.history, []);
    }
  });

  it("keeps the last turns, an answer that was running as stopped, and nothing of nothing", async () => {
    const session = await ready();
    assert.ok(session.kept === undefined);
    for (let turn = 0; turn <= maxKeptTurns; turn++) {
      session.ask(`question ${turn}`);
      await settled();
    }
    bench.answer = answersUntilStopped;
    session.ask("last");
    await settled();
    const kept = session.kept as Conversation | undefined;
    assert.equal(kept?.turns.length, maxKeptTurns);
    assert.deepEqual([kept.turns.at(-1)!.question, kept.turns.at(-1)!.status], ["last", "stopped"]);
    assert.ok(Object.keys(kept.contexts).length <= maxKeptTurns);
  });
});
