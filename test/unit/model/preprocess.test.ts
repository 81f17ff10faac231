/** Pictures as timm's transforms on Pillow make them, for every strategy of the published code (training/make_family_fixtures.py). */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import * as v from "valibot";
import { encoderInput, onCanvas, sizeSeen } from "../../../src/model/preprocess.ts";
import type { RgbImage } from "../../../src/model/rgb-image.ts";
import { encoderPreprocess, resizeStrategies } from "../../../src/shared/family.ts";
import { imageOf } from "../support/images.ts";
import { isUserError } from "../packer/errors.ts";

const rgb = v.tuple([v.number(), v.number(), v.number()]);
const cases = v.parse(
  v.array(
    v.object({
      width: v.number(),
      height: v.number(),
      edge: v.number(),
      crop: v.number(),
      strategy: v.picklist(resizeStrategies),
      mean: rgb,
      std: rgb,
      levels: v.string(),
      some: v.array(v.number()),
    }),
  ),
  JSON.parse(gunzipSync(readFileSync(new URL("../../fixtures/family/pictures.json.gz", import.meta.url))).toString()),
);

/** `picture` of training/make_family_fixtures.py. */
function fixtureImage(width: number, height: number): RgbImage {
  return imageOf(
    width,
    height,
    (x, y, c) => (x * (3 + c) + y * (5 - c) + Math.floor(x / 8) * Math.floor(y / 8) * 16) % 256,
  );
}

describe("preprocess", () => {
  for (const strategy of resizeStrategies) {
    it(`${strategy}: every level as timm's transform on Pillow`, () => {
      const suiting = cases.filter((each) => each.strategy === strategy);
      assert.equal(suiting.length, 12);
      for (const { width, height, edge, levels, some, ...spec } of suiting) {
        const preprocess = encoderPreprocess(spec, edge, strategy);
        const image = fixtureImage(width, height);
        const expected = Buffer.from(levels, "base64");
        const drawn = onCanvas(image, preprocess);
        assert.deepEqual([drawn.width, drawn.height], [edge, edge]);
        assert.ok(expected.equals(drawn.rgb), `${width} × ${height} on ${edge}`);
        const input = encoderInput(image, preprocess);
        for (const [index, value] of some.entries()) {
          const found = input[index * 997]!;
          assert.ok(
            Math.abs(found - value) < 1e-6,
            `${width} × ${height}, value ${index * 997}: ${found} for ${value}`,
          );
        }
      }
    });
  }

  it("says how large the picture is on the canvas", () => {
    const spec = { mean: [0.5, 0.5, 0.5], std: [0.5, 0.5, 0.5], crop: 1 } as const;
    const seen = (strategy: (typeof resizeStrategies)[number]) =>
      sizeSeen({ width: 800, height: 400 }, encoderPreprocess(spec, 384, strategy));
    assert.deepEqual(seen("letterbox"), { width: 384, height: 192 });
    assert.deepEqual(seen("resize-naive"), { width: 384, height: 384 });
  });

  it("refuses a picture so long that only its kernel would fill the memory", () => {
    const spec = { mean: [0.5, 0.5, 0.5], std: [0.5, 0.5, 0.5], crop: 1 } as const;
    const thread = { width: 1, height: 200_000, rgb: new Uint8Array(600_000) };
    assert.throws(
      () => onCanvas(thread, encoderPreprocess(spec, 384, "letterbox")),
      isUserError("IMAGE_TOO_LARGE", /an edge of 200000 pixels/),
    );
  });
});
