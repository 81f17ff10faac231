import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, it } from "mocha";
import * as v from "valibot";
import { panelPage } from "../../../src/shared/panel-page.ts";
import { initialImageState } from "../../../src/shared/image-state.ts";
import { toHostSchema, toWebviewSchema } from "../../../src/shared/panel-protocol.ts";
import {
  imageEventSchema,
  panelEventSchema,
  panelStateSchema,
  panelTurnSchema,
} from "../../../src/shared/panel-schemas.ts";
import { applyPanelEvent, initialPanelState, type PanelEvent } from "../../../src/shared/panel-state.ts";
import { savedViewSchema } from "../../../src/shared/saved-view.ts";
import { englishPanelStrings, filled, panelStrings } from "../../../src/shared/panel-strings.ts";
import { noTimings } from "../../../src/shared/types.ts";

const recorded: unknown = JSON.parse(readFileSync("test/ui/panel/recorded.json", "utf8"));
const bytes = { type: "bytes", bytes: new Uint8Array([1, 2]), mediaType: "image/png" } as const;
const image = { uri: "vscode-vfs://x/a.png", name: "a.png", folder: "docs", kind: "file" } as const;
const fresh = initialPanelState({ name: "Nano", status: "ready" }, "tool");
const withImage = applyPanelEvent(fresh, { type: "added", state: initialImageState("1", image) });

describe("messages of the panel", () => {
  it("carry every event of a real conversation, and the state it leads to, without a loss", () => {
    const happened = v.parse(v.array(imageEventSchema), recorded);
    assert.deepEqual(happened, recorded);
    const events = happened.map((event): PanelEvent => ({ type: "image", image: "1", event }));
    assert.deepEqual(v.parse(v.array(panelEventSchema), structuredClone(events)), events);
    const state = events.reduce(applyPanelEvent, withImage);
    assert.equal(state.images[0]?.turns.length, 3);
    const message = { type: "replay", state, strings: panelStrings((english) => english), locale: "en" };
    assert.deepEqual(v.parse(toWebviewSchema, structuredClone(message)), message);
  });

  it("carry what was counted, and read turns that were kept before there was counting", () => {
    const old = {
      id: 1,
      parent: 0,
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
    const [state] = withImage.images;
    for (const broken of [
      { ...state, picture: -1 },
      { ...state, id: "" },
      { ...state, thumbnail: [1, 2] },
      { ...state, image: { ...image, kind: "web" } },
      { ...state, reading: { status: "ready", width: 0, height: 1, lines: [] } },
      { ...state, turns: [{ id: 1, parent: 0, question: "", parts: [], notices: [], status: "done" }] },
    ]) {
      assert.equal(v.is(panelStateSchema, { ...withImage, images: [broken] }), false, JSON.stringify(broken));
    }
    assert.equal(v.is(panelStateSchema, { ...withImage, revision: -1 }), false);
    const picture = { type: "picture", image: "1", picture: 1, source: bytes };
    assert.equal(v.is(toWebviewSchema, picture), true);
    assert.equal(v.is(toWebviewSchema, { ...picture, source: { ...bytes, mediaType: "text/html" } }), false);
  });

  it("refuse a replay that lacks one of the strings", () => {
    const strings = Object.fromEntries(Object.entries(englishPanelStrings).filter(([key]) => key !== "ask"));
    assert.equal(v.is(toWebviewSchema, { type: "replay", state: fresh, strings, locale: "en" }), false);
  });

  it("trim a question, and refuse one that is empty, too long or of another type", () => {
    const ask = { type: "ask", image: "1" };
    assert.deepEqual(v.parse(toHostSchema, { ...ask, question: "  Why? \n" }), { ...ask, question: "Why?" });
    for (const question of [" \n", "x".repeat(2001), 7]) {
      assert.equal(v.is(toHostSchema, { ...ask, question }), false);
    }
    assert.equal(v.is(toHostSchema, { type: "runCommand", command: "x" }), false);
  });

  it("refuse a saved view of another version or out of its bounds", () => {
    const one = { uri: "file:///a.png", draft: "", scroll: "end", zoom: "fit" };
    const view = { version: 2, images: [one], active: one.uri, imageFolded: false, split: 0.5 };
    assert.deepEqual(v.parse(savedViewSchema, view), view);
    for (const broken of [
      { ...view, version: 1 },
      { ...view, images: [{ ...one, zoom: { scale: 0, x: 1, y: 1 } }] },
      { ...view, images: [{ ...one, scroll: "start" }] },
      { ...view, images: Array.from({ length: 21 }, () => one) },
      { ...view, split: 0.99 },
    ]) {
      assert.equal(v.is(savedViewSchema, broken), false, JSON.stringify(broken));
    }
  });

  it("refuse pictures that are no bytes or too many, and a region that is no box", () => {
    const picture = { name: "", mediaType: "image/png", bytes: new Uint8Array(3) };
    const add = (pictures: unknown): boolean => v.is(toHostSchema, { type: "addPictures", pictures });
    assert.equal(add([picture]), true);
    assert.equal(add([]), false);
    assert.equal(add(Array.from({ length: 21 }, () => picture)), false);
    assert.equal(add([{ ...picture, bytes: "AAAA" }]), false);
    assert.equal(v.is(toHostSchema, { type: "selectRegion", image: "1", box: [1, 2, 3] }), false);
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
