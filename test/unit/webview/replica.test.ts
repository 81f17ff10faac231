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

const start = initialPanelState({ name: "Nano", status: "off" }, "paste");
const strings = panelStrings((english) => english);
const changed: PanelEvent = { type: "model", model: { name: "Nano", status: "ready" } };

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
      onPicture: ({ image }) => others.push(`picture of ${image}`),
      onSaid: ({ text }) => others.push(text),
      onAction: (action) => others.push(action),
    });
    replica.start();
  });

  function replay(state: PanelState): void {
    replica.receive({ type: "replay", state, strings, locale: "en" });
  }

  it("asks for the state, shows it, and applies the events that follow", () => {
    assert.deepEqual(posted, [{ type: "ready" }]);
    replay(start);
    replica.receive({ type: "event", revision: 1, event: changed });
    assert.deepEqual(shown, [start, applyPanelEvent(start, changed)]);
    assert.deepEqual(previous, [undefined, start]);
    assert.equal(posted.length, 1);
  });

  it("asks for the state again when an event was missed, and shows nothing until it comes", () => {
    replay(start);
    replica.receive({ type: "event", revision: 3, event: changed });
    replica.receive({ type: "event", revision: 4, event: changed });
    assert.deepEqual(posted, [{ type: "ready" }, { type: "ready" }]);
    assert.equal(shown.length, 1);
    const later = { ...start, revision: 4 };
    replay(later);
    assert.deepEqual(shown.at(-1), later);
  });

  it("lets an event fall that its state already has, or that comes before the state", () => {
    replica.receive({ type: "event", revision: 1, event: changed });
    replay({ ...start, revision: 5 });
    replica.receive({ type: "event", revision: 5, event: changed });
    assert.equal(shown.length, 1);
    assert.equal(posted.length, 1);
  });

  it("passes on what is no state, and throws at what is no message", () => {
    replica.receive({ type: "copied" });
    replica.receive({ type: "do", action: "focusQuestion" });
    replica.receive({ type: "said", text: "Done", stays: false });
    replica.receive({ type: "picture", image: "1", picture: 2 });
    assert.deepEqual(others, ["copied", "focusQuestion", "Done", "picture of 1"]);
    assert.throws(() => {
      replica.receive({ type: "event", revision: 1, event: { type: "explode" } });
    });
  });
});
