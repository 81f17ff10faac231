import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { encodersOf, parseManifest, type PackManifest } from "../../../src/shared/manifest.ts";

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

  /** The shipped manifest as one of schema 2 with two encoders. */
  const pair = (): Record<string, unknown> => {
    const { preprocess, architecture, files, ...rest } = shipped;
    const encoder = { name: "ViT", width: 160, preprocess: preprocess! };
    const vision = { ...architecture.vision!, encoders: [encoder, encoder] };
    const second = files.encoder!.map((file) => ({ ...file, path: file.path.replace("encoder", "encoder2") }));
    return { ...rest, schema: 2, architecture: { ...architecture, vision }, files: { ...files, encoder2: second } };
  };
  const faultsOf = (manifest: object): string => {
    const result = parseManifest(manifest);
    return result.ok ? "" : result.faults.join("; ");
  };

  it("may list two encoders, in order, with a preprocess each", () => {
    const result = parseManifest(pair());
    assert.ok(result.ok, faultsOf(pair()));
    assert.deepEqual(
      encodersOf(result.manifest).map(({ graph, width }) => [graph, width]),
      [
        ["encoder", 160],
        ["encoder2", 160],
      ],
    );
    const one = parseManifest(shipped);
    assert.ok(one.ok);
    assert.deepEqual(
      encodersOf(one.manifest).map(({ graph, width }) => [graph, width]),
      [["encoder", shipped.architecture.vision!.featureWidth]],
    );
  });

  it("must not say of encoders, vision and files what contradicts itself", () => {
    const { architecture, files, ...rest } = shipped;
    const without = { ...architecture, vision: undefined, lines: undefined, visualTokens: 0 };
    const cases: [object, RegExp][] = [
      [{ ...pair(), schema: 1 }, /schema: 2 is needed/],
      [{ ...pair(), preprocess: shipped.preprocess }, /preprocess: must stand where/],
      [{ ...pair(), files }, /files: must hold one graph an encoder/],
      [{ ...rest, architecture: without, files }, /files\.connector: must stand with architecture\.vision/],
      [{ ...shipped, tokens: { ...shipped.tokens, image: shipped.tokens.regionBase } }, /tokens\.image: must be/],
      [
        { ...shipped, architecture: { ...architecture, visualTokens: 63 } },
        /architecture\.visualTokens: must be the grid's cells/,
      ],
    ];
    for (const [manifest, fault] of cases) assert.match(faultsOf(manifest), fault);
    const wide = pair();
    const [first] = (wide["architecture"] as PackManifest["architecture"]).vision!.encoders!;
    const encoders = [first, { ...first, width: 161 }];
    const vision = { ...(wide["architecture"] as PackManifest["architecture"]).vision!, encoders };
    const uneven = { ...wide, architecture: { ...(wide["architecture"] as object), vision } };
    assert.match(faultsOf(uneven), /featureWidth: must be the sum/);
  });

  it("of a later format is told from a damaged one", () => {
    const result = parseManifest({ ...shipped, schema: 3, anything: true });
    assert.equal(!result.ok && result.newer, 3);
    for (const schema of [0, 1.5, "3", undefined]) {
      const other = parseManifest({ ...shipped, schema });
      assert.ok(!other.ok && other.newer === undefined, String(schema));
    }
  });
});
