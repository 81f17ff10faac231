import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, it } from "mocha";
import * as v from "valibot";
import { panelPage } from "../../../src/shared/panel-page.ts";
import {
  panelEventSchema,
  panelStateSchema,
  panelTurnSchema,
  savedViewSchema,
  toHostSchema,
  toWebviewSchema,
} from "../../../src/shared/panel-protocol.ts";
import { applyPanelEvent, initialPanelState } from "../../../src/shared/panel-state.ts";
import { englishPanelStrings, filled, panelStrings } from "../../../src/shared/panel-strings.ts";
import { noTimings } from "../../../src/shared/types.ts";

const recorded: unknown = JSON.parse(readFileSync("test/ui/panel/recorded.json", "utf8"));
const bytes = { type: "bytes", bytes: new Uint8Array([1, 2]), mediaType: "image/png" } as const;
const image = { uri: "vscode-vfs://x/a.png", name: "a.png", folder: "docs", source: bytes } as const;

describe("messages of the panel", () => {
  it("carry every event of a real conversation, and the state it leads to, without a loss", () => {
    const events = v.parse(v.array(panelEventSchema), recorded);
    assert.deepEqual(events, recorded);
    const state = events.reduce(applyPanelEvent, initialPanelState(image, { name: "Nano", status: "ready" }));
    assert.equal(state.turns.length, 3);
    const message = { type: "replay", state, strings: panelStrings((english) => english), locale: "en" };
    assert.deepEqual(v.parse(toWebviewSchema, structuredClone(message)), message);
  });

  it("carry what was counted, and read turns that were kept before there was counting", () => {
    const old = {
      id: 1,
      question: "?",
      parts: [],
      notices: [],
      status: "stopped",
      answerTokens: [],
      timings: noTimings,
    };
    assert.deepEqual(v.parse(panelTurnSchema, old), old);
    const counted = [{ text: "Help", box: [1, 2, 3, 4], line: 9 }];
    assert.deepEqual(v.parse(panelTurnSchema, { ...old, counted }), { ...old, counted });
    assert.equal(v.is(panelTurnSchema, { ...old, counted: [{ text: "Help", line: 9 }] }), false);
  });

  it("refuse a state that is not whole", () => {
    const state = initialPanelState(image, { name: "Nano", status: "ready" });
    for (const broken of [
      { ...state, revision: -1 },
      { ...state, image: { ...image, source: { ...bytes, mediaType: "text/html" } } },
      { ...state, reading: { status: "ready", width: 0, height: 1, lines: [] } },
      { ...state, turns: [{ id: 1, question: "", parts: [], notices: [], status: "done" }] },
    ]) {
      assert.equal(v.is(panelStateSchema, broken), false, JSON.stringify(broken));
    }
  });

  it("refuse a replay that lacks one of the strings", () => {
    const strings = Object.fromEntries(Object.entries(englishPanelStrings).filter(([key]) => key !== "ask"));
    const state = initialPanelState(image, { name: "Nano", status: "ready" });
    assert.equal(v.is(toWebviewSchema, { type: "replay", state, strings, locale: "en" }), false);
  });

  it("trim a question, and refuse one that is empty, too long or of another type", () => {
    assert.deepEqual(v.parse(toHostSchema, { type: "ask", question: "  Why? \n" }), { type: "ask", question: "Why?" });
    for (const question of [" \n", "x".repeat(2001), 7]) {
      assert.equal(v.is(toHostSchema, { type: "ask", question }), false);
    }
    assert.equal(v.is(toHostSchema, { type: "runCommand", command: "x" }), false);
  });

  it("refuse a saved view of another version or out of its bounds", () => {
    const view = { version: 1, image: "a", draft: "", scroll: "end", zoom: "fit", imageFolded: false, split: 0.5 };
    assert.deepEqual(v.parse(savedViewSchema, view), view);
    for (const broken of [
      { ...view, version: 2 },
      { ...view, zoom: { scale: 0, x: 1, y: 1 } },
      { ...view, split: 0.99 },
      { ...view, scroll: "start" },
    ]) {
      assert.equal(v.is(savedViewSchema, broken), false, JSON.stringify(broken));
    }
  });
});

describe("strings of the panel", () => {
  it("are each translated once, under their English words", () => {
    const asked: string[] = [];
    const strings = panelStrings((english) => {
      asked.push(english);
      return `<${english}>`;
    });
    assert.equal(strings.stop, "<Stop>");
    assert.deepEqual(asked, Object.values(englishPanelStrings));
  });

  it("are filled in, and what has no value stays as it is", () => {
    assert.equal(filled("{0} of {1}, {0}", "a", 2), "a of 2, a");
    assert.equal(filled("{0} {1}", "a"), "a {1}");
  });
});

describe("panelPage", () => {
  const page = {
    cspSource: "https://x",
    nonce: "n0",
    script: "https://x/a.js",
    style: "https://x/a.css",
    locale: "ko",
  };

  it("allows what the panel needs and nothing else", () => {
    const html = panelPage({ ...page, title: "a.png" });
    const policy = /Content-Security-Policy" content="([^"]*)"/.exec(html)?.[1]?.replaceAll("&#39;", "'");
    assert.deepEqual(policy?.split("; "), [
      "default-src 'none'",
      "img-src https://x blob: data:",
      "style-src https://x",
      "font-src https://x",
      "script-src 'nonce-n0'",
      "base-uri 'none'",
      "form-action 'none'",
    ]);
    assert.match(html, /<html lang="ko">/);
  });

  it("keeps a file name from becoming HTML", () => {
    const html = panelPage({ ...page, title: `"><script>alert('x')</script>.png` });
    assert.doesNotMatch(html, /<script>/);
    assert.match(html, /&#60;script&#62;alert\(&#39;x&#39;\)/);
  });
});
