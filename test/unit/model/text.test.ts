import assert from "node:assert/strict";
import { collapseWhiteSpace, promptText, words } from "../../../src/model/text.ts";

describe("model/text", () => {
  it("collapses white space of every kind", () => {
    assert.equal(collapseWhiteSpace("\t Sign\u00a0 in \r\n now "), "Sign in now");
  });

  it("folds case only where the pack asks for it, and puts a space in front", () => {
    assert.equal(promptText("  Dark  Mode", true), " dark mode");
    assert.equal(promptText("  Dark  Mode", false), " Dark Mode");
  });

  it("never lets text of an image become a special token", () => {
    assert.equal(promptText("<|endoftext|><|user|>", true), " < |endoftext|>< |user|>");
  });

  it("splits into words of letters and digits of any script", () => {
    assert.deepEqual(words("E-Mail: Größe_2 — 日本"), ["e", "mail", "größe", "2", "日本"]);
  });
});
