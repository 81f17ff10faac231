import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { packFiles, parseManifest } from "../../../src/shared/manifest.ts";
import { memoryOf, recogniserBytes } from "../../../src/shared/model-memory.ts";

describe("the memory of a model", () => {
  const parsed = parseManifest(JSON.parse(readFileSync("models/nano/pack.json", "utf8")));
  assert.ok(parsed.ok);
  const { manifest } = parsed;

  it("of the Nano is near what its worker was seen to take: 455 MB", () => {
    const bytes = memoryOf(manifest);
    assert.ok(bytes > 400e6 && bytes < 510e6, String(bytes));
  });

  it("grows faster than the files, and is less without the recogniser of text", () => {
    const larger = structuredClone(manifest);
    for (const file of packFiles(larger)) if (file.path === "lm.data") Object.assign(file, { bytes: file.bytes + 1e9 });
    const grown = memoryOf(larger) - memoryOf(manifest);
    assert.ok(grown > 1.3e9 && grown < 2e9, String(grown));
    const { lines, ...architecture } = manifest.architecture;
    assert.ok(lines !== undefined);
    assert.equal(memoryOf(manifest) - memoryOf({ ...manifest, architecture }), recogniserBytes);
  });
});
