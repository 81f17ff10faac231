import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { initialImageState, type ImageState } from "../../../src/shared/image-state.ts";
import {
  activeImage,
  anyRunning,
  applyPanelEvent,
  comparedImages,
  comparedRounds,
  initialPanelState,
  mostCompared,
  type PanelEvent,
  type PanelState,
} from "../../../src/shared/panel-state.ts";

const fresh = initialPanelState({ name: "Nano", status: "off" }, "paste");
const error = { code: "PANEL_NO_IMAGE", message: "No image.", nextStep: "Copy one." } as const;

function image(id: string): ImageState {
  return initialImageState(id, { uri: `file:///${id}.png`, name: `${id}.png`, folder: "", kind: "file" });
}

function after(state: PanelState, ...events: readonly PanelEvent[]): PanelState {
  return events.reduce(applyPanelEvent, state);
}

function added(...ids: readonly string[]): PanelEvent[] {
  return ids.map((id) => ({ type: "added", state: image(id) }));
}

function asked(name: string, id: number, question: string, compared?: string): PanelEvent {
  const turn = { id, parent: id - 1, question, ...(compared !== undefined && { compared }) };
  return { type: "image", image: name, event: { type: "asked", turn, notices: [] } };
}

const ids = (images: readonly ImageState[] | undefined): readonly string[] | undefined => images?.map(({ id }) => id);

describe("applyPanelEvent", () => {
  it("counts every event and leaves the state before it as it was", () => {
    const before = structuredClone(fresh);
    const state = after(fresh, ...added("a"), asked("nowhere", 1, "?"));
    assert.equal(state.revision, 2);
    assert.deepEqual(state.images, [image("a")]);
    assert.deepEqual(fresh, before);
  });

  it("keeps images apart: what happens to one changes no other", () => {
    const both = after(fresh, ...added("a", "b"));
    const state = after(both, asked("b", 1, "Why?"));
    assert.equal(state.images[0], both.images[0]);
    assert.equal(state.images[1]?.turns.length, 1);
  });

  it("has the neighbour in view when the image in view is removed, and nothing after the last one", () => {
    const three = after(fresh, ...added("a", "b", "c"), { type: "activated", image: "b" });
    assert.equal(activeImage(three)?.id, "b");
    const without = after(three, { type: "removed", image: "b" });
    assert.equal(activeImage(without)?.id, "c");
    assert.equal(activeImage(after(without, { type: "removed", image: "c" }))?.id, "a");
    const none = after(without, { type: "removed", image: "c" }, { type: "removed", image: "a" });
    assert.equal(activeImage(none), undefined);
    assert.ok(!("active" in none));
    assert.equal(activeImage(after(three, { type: "activated", image: "gone" }))?.id, "b");
  });

  it("compares images that are there, not too many, in the strip's order; with one left no more", () => {
    const many = after(fresh, ...added("a", "b", "c", "d", "e"));
    const compared = after(many, { type: "compared", images: ["e", "b", "gone", "a", "c", "d"] });
    assert.equal(comparedImages(compared)?.length, mostCompared);
    assert.deepEqual(ids(comparedImages(compared)), ["a", "b", "c", "e"]);
    assert.equal(comparedImages(after(compared, { type: "compared" })), undefined);
    const two = after(fresh, ...added("a", "b"), { type: "compared", images: ["a", "b"] });
    assert.equal(comparedImages(after(two, { type: "removed", image: "a" })), undefined);
  });

  it("says a problem once, the last three, until it is dismissed", () => {
    const problem = (id: number, message: string): PanelEvent => ({
      type: "problem",
      problem: { id, error: { ...error, message } },
    });
    const state = after(fresh, problem(1, "a"), problem(2, "b"), problem(3, "a"), problem(4, "c"), problem(5, "d"));
    assert.deepEqual(
      state.problems.map(({ id }) => id),
      [3, 4, 5],
    );
    assert.deepEqual(
      after(state, { type: "dismissed", problem: 4 }).problems.map(({ id }) => id),
      [3, 5],
    );
  });
});

describe("questions to several images", () => {
  const state = after(
    fresh,
    ...added("a", "b", "c"),
    asked("a", 1, "Mine alone?"),
    asked("a", 2, "What differs?", "x"),
    asked("b", 1, "What differs?", "x"),
    asked("c", 1, "Left over?", "y"),
  );

  it("are rounds, with the turn of each; what one image alone was asked is none", () => {
    const rounds = comparedRounds(state.images);
    assert.deepEqual(
      rounds.map(({ name, question, turns }) => [name, question, [...turns].map(([id, turn]) => [id, turn.id])]),
      [
        [
          "x",
          "What differs?",
          [
            ["a", 2],
            ["b", 1],
          ],
        ],
      ],
    );
  });

  it("are running while one of the images is being answered about", () => {
    assert.equal(anyRunning(state.images), true);
    assert.equal(anyRunning(after(fresh, ...added("a")).images), false);
  });
});
