import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { parseManifest, type PackManifest } from "../../../src/shared/manifest.ts";

const shipped = JSON.parse(readFileSync("models/nano/pack.json", "utf8")) as PackManifest;

/** What is wrong with the shipped manifest when its looks have these tokens. */
function faults(looks: Partial<Record<"look" | "looked", number>>): readonly string[] {
  const { end, pad, user, assistant, image, regionBase } = shipped.tokens;
  const tokens = { end, pad, user, assistant, image, regionBase, ...looks };
  const result = parseManifest({ ...shipped, tokens });
  return result.ok ? [] : result.faults;
}

describe("a manifest", () => {
  it("may declare two tokens for looks, or none", () => {
    assert.deepEqual(faults({}), []);
    assert.deepEqual(faults({ look: 5, looked: 6 }), []);
    const result = parseManifest({ ...shipped, tokens: { ...shipped.tokens, look: 5, looked: 6 } });
    assert.deepEqual(result.ok && [result.manifest.tokens.look, result.manifest.tokens.looked], [5, 6]);
  });

  it("must not declare one alone, one twice, one of another use, or one that points to a line", () => {
    for (const one of [{ look: 5 }, { looked: 6 }]) assert.match(faults(one).join(), /must stand with tokens\.looked/);
    const { end, regionBase } = shipped.tokens;
    for (const pair of [
      { look: 5, looked: 5 },
      { look: end, looked: 6 },
      { look: 5, looked: regionBase },
    ]) {
      assert.match(faults(pair).join(), /two tokens of their own/);
    }
    assert.match(faults({ look: 5.5, looked: 6 }).join(), /^tokens\.look: /);
  });
});
