import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { keptConversation, maxKeptTurns, parseConversation } from "../../../src/host/conversation.ts";
import { branchOf, root, type PanelTurn } from "../../../src/shared/turns.ts";
import { noTimings } from "../../../src/shared/types.ts";

const image = "file:///a.png";
const turn = (id: number, parent: number): PanelTurn => ({
  id,
  parent,
  question: `Question ${id}?`,
  parts: [],
  notices: [],
  status: "stopped",
  answerTokens: [],
  timings: noTimings,
});
const ids = (turns: readonly PanelTurn[]): number[] => turns.map(({ id }) => id);

describe("conversations as they are kept", () => {
  it("are read from the time before there were branches: each turn follows the one before it", () => {
    const turnsOf1 = [turn(1, root), turn(4, root)].map((each) => ({ ...each, parent: undefined }));
    const old = { version: 1, image, turns: turnsOf1, contexts: { 1: "nano@1:0" } };
    const { version, turns, leaf, contexts } = parseConversation(JSON.parse(JSON.stringify(old)));
    assert.deepEqual([version, leaf, contexts], [2, 4, { 1: "nano@1:0" }]);
    assert.deepEqual(
      turns.map(({ id, parent }) => [id, parent]),
      [
        [1, root],
        [4, 1],
      ],
    );
  });

  it("are bounded over all branches; what followed a turn that is gone follows what was before it", () => {
    const long = Array.from({ length: maxKeptTurns + 2 }, (_, at) => turn(at + 1, at));
    const branch = turn(long.length + 1, 2);
    const kept = keptConversation(
      image,
      [...long, branch],
      long.length,
      new Map([
        [1, "x"],
        [50, "y"],
      ]),
    )!;
    assert.equal(kept.turns.length, maxKeptTurns);
    assert.deepEqual(ids(branchOf(kept.turns, kept.leaf)), ids(long).slice(3));
    assert.equal(kept.turns.at(-1)?.parent, root, "its parent is not kept");
    assert.deepEqual(kept.contexts, { 50: "y" });
  });

  it("remember a new conversation, and that nothing was asked", () => {
    assert.equal(keptConversation(image, [turn(1, root)], root, new Map())?.leaf, root);
    assert.equal(keptConversation(image, [], root, new Map()), undefined);
  });

  it("are refused where they are damaged", () => {
    for (const broken of [null, {}, { version: 2, image, turns: [{}], leaf: 0, contexts: {} }, { version: 9 }]) {
      assert.throws(() => parseConversation(broken));
    }
  });
});
