import assert from "node:assert/strict";
import { beforeEach, describe, it } from "mocha";
import type { AskOptions } from "../../../src/client/worker-client.ts";
import { ImageStrip } from "../../../src/host/image-strip.ts";
import type { ImageSession } from "../../../src/host/image-session.ts";
import { UserError } from "../../../src/shared/errors.ts";
import { applyPanelEvent, initialPanelState, mostImages, type PanelEvent } from "../../../src/shared/panel-state.ts";
import type { AnswerEvent } from "../../../src/shared/types.ts";
import { done, opened, settled } from "./support.ts";

const model = { name: "Nano", status: "ready" } as const;

describe("host/image-strip", () => {
  let strip: ImageStrip;
  let events: PanelEvent[];
  let asked: { readonly image: string; readonly question: string; readonly options: AskOptions }[];
  let closed: string[];
  let loads: string[];

  beforeEach(() => {
    [events, asked, closed, loads] = [[], [], [], []];
    let handles = 0;
    strip = new ImageStrip(
      {
        model: {
          pack: "nano@1",
          openImage: (source) => Promise.resolve({ id: `${source.name} ${++handles}`, result: opened, ...source }),
          openRegion: () => Promise.reject(new Error("not asked for")),
          prepare: () => Promise.resolve(),
          async *ask(image, question, options): AsyncGenerator<AnswerEvent> {
            asked.push({ image: image.name, question, options });
            await Promise.resolve();
            yield { type: "token", text: image.name };
            yield done(7);
          },
          closeImage: ({ name }) => {
            closed.push(name);
            return Promise.resolve();
          },
        },
        suggest: () => [],
        noticesOfImage: () => [],
        noticesOfQuestion: () => [],
        translateError: (error) => ({ ...error, message: `(${error.message})` }),
        translateNotice: (notice) => notice,
        onEvent: (event) => events.push(event),
      },
      model,
      "paste",
    );
  });

  const add = (name: string, later = false): ImageSession =>
    strip.add({
      image: { uri: `file:///${name}`, name, folder: "", kind: "file" },
      later,
      loadFile: ({ state }) => {
        loads.push(state.image.name);
        const bytes = new Uint8Array([name.length]);
        return Promise.resolve({ bytes, source: { type: "bytes", bytes, mediaType: "image/png" } });
      },
    });

  it("tells of everything by events that lead to its state", async () => {
    const [a, b] = [add("a.png"), add("b.png")];
    strip.activate(b.state.id);
    await settled();
    a.ask("Why?");
    await settled();
    strip.modelIs({ name: "Nano", status: "off" });
    strip.problem(new UserError("PANEL_NO_IMAGE", "No image.", "Copy one."));
    await strip.remove(b.state.id);
    assert.deepEqual(events.reduce(applyPanelEvent, initialPanelState(model, "paste")), strip.state);
    assert.equal(strip.state.problems[0]?.error.message, "(No image.)");
    assert.deepEqual(closed, ["b.png"]);
  });

  it("reads images at once, or when they come into view, also by the removal of another", async () => {
    const first = add("first.png");
    const later = add("later.png", true);
    strip.activate(first.state.id);
    await settled();
    assert.deepEqual(loads, ["first.png"]);
    await strip.remove(first.state.id);
    await settled();
    assert.equal(strip.state.active, later.state.id);
    assert.deepEqual(loads, ["first.png", "later.png"]);
  });

  it("reads what is in view anew when another model answers; the others when they are looked at", async () => {
    const [seen, other] = [add("seen.png"), add("other.png")];
    strip.activate(seen.state.id);
    await settled();
    loads.length = 0;
    strip.modelReplaced(true);
    await settled();
    assert.deepEqual([loads, seen.state.reading.status, other.state.reading.status], [["seen.png"], "ready", "unread"]);
    strip.activate(other.state.id);
    await settled();
    assert.deepEqual([loads, other.state.reading.status], [["seen.png", "other.png"], "ready"]);
    /* In a hidden panel nothing is read before it is seen again. */
    strip.modelReplaced(false);
    await settled();
    assert.equal(loads.length, 2);
    strip.look();
    await settled();
    assert.deepEqual(loads.slice(2), ["other.png"]);
    seen.ask("Why?");
    await settled();
    assert.equal(seen.state.turns[0]?.status, "done");
  });

  it("finds an image by its address, and takes no more than it holds", () => {
    const first = add("0.png", true);
    for (let n = 1; n < mostImages; n++) add(`${n}.png`, true);
    assert.equal(strip.find("file:///0.png"), first);
    assert.equal(strip.find("file:///none.png"), undefined);
    assert.throws(() => add("more.png"), { code: "PANEL_FULL" });
    assert.equal(strip.sessions.length, mostImages);
  });

  it("asks all compared images the same, each with what they were asked together before, and once at a time", async () => {
    const [a, b, c] = [add("a.png"), add("b.png"), add("c.png", true)];
    await settled();
    a.ask("Alone?");
    await settled();
    strip.compare([a.state.id, b.state.id, c.state.id]);
    await settled();
    assert.deepEqual(loads, ["a.png", "b.png", "c.png"], "what is compared is read");
    strip.compare([a.state.id, b.state.id]);
    strip.askAll("Both?");
    strip.askAll("Too early?");
    await settled();
    strip.askAll("And then?");
    await settled();
    assert.deepEqual(
      asked.map(({ image, question, options: { history } }) => [image, question, history?.length]),
      [
        ["a.png", "Alone?", 0],
        ["a.png", "Both?", 0],
        ["b.png", "Both?", 0],
        ["a.png", "And then?", 1],
        ["b.png", "And then?", 1],
      ],
    );
    const rounds = [a, b].map(({ state }) => state.turns.slice(-2).map(({ compared }) => compared));
    assert.deepEqual(rounds[0], rounds[1]);
    assert.notEqual(rounds[0]![0], rounds[0]![1]);
  });

  it("does not compare one image alone, nor ask where fewer than two are chosen", async () => {
    const a = add("a.png");
    strip.compare([a.state.id]);
    assert.equal(strip.state.compared, undefined);
    add("b.png");
    strip.compare([a.state.id]);
    await settled();
    strip.askAll("What?");
    await settled();
    assert.deepEqual(asked, []);
  });

  it("disposed, lets the worker forget all", async () => {
    add("a.png");
    add("b.png");
    await settled();
    await strip.dispose();
    assert.deepEqual(closed.sort(), ["a.png", "b.png"]);
  });
});
