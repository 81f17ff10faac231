import assert from "node:assert/strict";
import { beforeEach, describe, it } from "mocha";
import type { ToHost } from "../../../src/shared/panel-protocol.ts";
import {
  applyPanelEvent,
  initialPanelState,
  type PanelEvent,
  type PanelState,
} from "../../../src/shared/panel-state.ts";
import { panelStrings } from "../../../src/shared/panel-strings.ts";
import { Replica } from "../../../src/webview/replica.ts";

const image = { uri: "file:///a.png", name: "a.png", folder: "", source: { type: "none" } } as const;
const start = initialPanelState(image, { name: "Nano", status: "off" });
const strings = panelStrings((english) => english);
const deleted: PanelEvent = { type: "file", file: "deleted" };

describe("Replica", () => {
  let posted: ToHost[];
  let shown: PanelState[];
  let previous: (PanelState | undefined)[];
  let others: string[];
  let replica: Replica;

  beforeEach(() => {
    posted = [];
    shown = [];
    previous = [];
    others = [];
    replica = new Replica((message) => posted.push(message), {
      onChange: (snapshot, before) => {
        shown.push(snapshot.state);
        previous.push(before);
      },
      onCopied: () => others.push("copied"),
      onFocusQuestion: () => others.push("focus"),
    });
    replica.start();
  });

  function replay(state: PanelState): void {
    replica.receive({ type: "replay", state, strings, locale: "en" });
  }

  it("asks for the state, shows it, and applies the events that follow", () => {
    assert.deepEqual(posted, [{ type: "ready" }]);
    replay(start);
    replica.receive({ type: "event", revision: 1, event: deleted });
    assert.deepEqual(shown, [start, applyPanelEvent(start, deleted)]);
    assert.deepEqual(previous, [undefined, start]);
    assert.equal(posted.length, 1);
  });

  it("asks for the state again when an event was missed, and shows nothing until it comes", () => {
    replay(start);
    replica.receive({ type: "event", revision: 3, event: deleted });
    replica.receive({ type: "event", revision: 4, event: deleted });
    assert.deepEqual(posted, [{ type: "ready" }, { type: "ready" }]);
    assert.equal(shown.length, 1);
    const later = { ...start, revision: 4 };
    replay(later);
    assert.deepEqual(shown.at(-1), later);
  });

  it("lets an event fall that its state already has, or that comes before the state", () => {
    replica.receive({ type: "event", revision: 1, event: deleted });
    replay({ ...start, revision: 5 });
    replica.receive({ type: "event", revision: 5, event: deleted });
    assert.equal(shown.length, 1);
    assert.equal(posted.length, 1);
  });

  it("passes on what is no state, and throws at what is no message", () => {
    replica.receive({ type: "copied" });
    replica.receive({ type: "focusQuestion" });
    assert.deepEqual(others, ["copied", "focus"]);
    assert.throws(() => {
      replica.receive({ type: "event", revision: 1, event: { type: "explode" } });
    });
  });
});
