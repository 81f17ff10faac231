import assert from "node:assert/strict";
import { levenshtein, score, standsIn, wilson } from "../../../src/cli/eval/score.ts";

const reply = (text: string, quotes = 0): { text: string; quotes: number } => ({ text, quotes });

describe("cli/eval/score", () => {
  it("finds an answer whatever its case, spaces, quotation marks and the punctuation at its ends", () => {
    for (const text of ["“Theme” is “Solarized  Dark”.", "solarized dark", "It's: SOLARIZED DARK!"]) {
      assert.ok(score(reply(text), ["Solarized Dark"]).right, text);
    }
  });

  it("wants whole words and whole numbers", () => {
    assert.ok(!score(reply("Darkness"), ["Dark"]).right);
    assert.ok(!score(reply("42 tabs"), ["4"]).right);
    assert.ok(!score(reply("4.5 GB"), ["4"]).right);
    assert.ok(!score(reply("12:30"), ["30"]).right);
    assert.ok(score(reply("4. It has 4."), ["4"]).right);
    assert.ok(score(reply("C++ (default)"), ["C++"]).right);
  });

  it("takes characters of a pattern as they are", () => {
    assert.ok(standsIn("a.b(c)*", "see a.b(c)* here"));
    assert.ok(!standsIn("a.b", "axb"));
  });

  it("is not right when the reply is long or quotes much", () => {
    const filler = "word ".repeat(39);
    assert.ok(score(reply(`${filler}Dark`), ["Dark"]).right);
    assert.ok(!score(reply(`${filler}and Dark`), ["Dark"]).right);
    assert.ok(score(reply("Dark", 3), ["Dark"]).right);
    assert.ok(!score(reply("Dark", 4), ["Dark"]).right);
  });

  it("counts an exact match only for the whole reply", () => {
    assert.ok(score(reply("“Dark”."), ["light", "dark"]).exact);
    assert.ok(!score(reply("Theme is dark"), ["dark"]).exact);
  });

  it("gives ANLS of the best answer, and 0 below one half", () => {
    assert.equal(score(reply("abcd"), ["abcx", "zzzz"]).anls, 0.75);
    assert.equal(score(reply("abcd"), ["abxyz"]).anls, 0);
    assert.equal(score(reply(""), ["dark"]).anls, 0);
  });

  it("never counts an empty answer as right", () => {
    assert.ok(!score(reply("anything"), ["…"]).right);
  });

  it("measures edit distance", () => {
    assert.equal(levenshtein("kitten", "sitting"), 3);
    assert.equal(levenshtein("", "abc"), 3);
    assert.equal(levenshtein("abc", ""), 3);
  });

  it("gives Wilson's interval", () => {
    const [low, high] = wilson(60, 100);
    assert.ok(Math.abs(low - 0.502) < 1e-3 && Math.abs(high - 0.6906) < 1e-3, `${low} ${high}`);
    assert.deepEqual(wilson(0, 0), [0, 1]);
    assert.equal(wilson(0, 10)[0], 0);
  });
});
