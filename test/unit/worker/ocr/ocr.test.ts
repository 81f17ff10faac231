import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import type { RgbImage } from "../../../../src/model/rgb-image.ts";
import { UserError } from "../../../../src/shared/errors.ts";
import type { Box, TextLine } from "../../../../src/shared/types.ts";
import { decodeImage } from "../../../../src/worker/image/decode.ts";
import { createOcr, type Ocr } from "../../../../src/worker/ocr/ocr.ts";
import { imageOf } from "../../support/images.ts";

const modelDir = new URL("../../../../models/ocr", import.meta.url).pathname;

/** What stands in `test/fixtures/ocr/words.png` (drawn from the `.svg` beside it), and roughly where. */
const words: readonly (readonly [text: string, box: Box])[] = [
  ["Save changes before closing?", [60, 18, 288, 20]],
  ["Total: $1,284.50 (3 items)", [60, 56, 180, 15]],
  ["Name", [60, 88, 41, 14]],
  ["Ada Lovelace", [230, 88, 95, 14]],
  ["Cancel", [92, 132, 49, 14]],
  ["Visitors", [18, 146, 14, 54]],
  ["slanted caption here", [217, 170, 163, 46]],
];

function assertNear(found: Box, expected: Box): void {
  expected.forEach((value, i) => {
    assert.ok(Math.abs(found[i]! - value) <= 10, `box ${found.join()} instead of ${expected.join()}`);
  });
}

/** What the worker read in three samples with the fp32 originals of the models (`training/ocr/compare.py --keep`). */
const readByOriginals = JSON.parse(
  readFileSync(new URL("../../../fixtures/ocr/originals.json", import.meta.url), "utf8"),
) as Record<string, readonly { readonly text: string; readonly box: Box }[]>;

describe("Ocr", () => {
  let ocr: Ocr;
  let page: RgbImage;
  let lines: readonly TextLine[];
  const fractions: number[] = [];
  before(async () => {
    ocr = await createOcr({ modelDir, threads: 2 });
    page = await decodeImage(readFileSync(new URL("../../../fixtures/ocr/words.png", import.meta.url)));
    lines = await ocr.read(page, { onProgress: (fraction) => fractions.push(fraction) });
  });
  after(async () => {
    await ocr.release();
  });

  /** The part of the page that holds its first line only: a strip, 420 × 28. */
  const firstLine = (): RgbImage => {
    const row = page.width * 3;
    return { width: page.width, height: 28, rgb: page.rgb.subarray(14 * row, 42 * row) };
  };

  it("reads text with its spaces, light on dark, upwards and slanted, and says where it stands", () => {
    const byText = (a: { text: string }, b: { text: string }): number => (a.text < b.text ? -1 : 1);
    const expected = words.map(([text, box]) => ({ text, box })).sort(byText);
    const found = [...lines].sort(byText);
    assert.deepEqual(
      found.map(({ text }) => text),
      expected.map(({ text }) => text),
    );
    found.forEach((line, i) => {
      assertNear(line.box, expected[i]!.box);
      assert.ok(line.score > 0.9 && line.score <= 1);
    });
  });

  for (const [path, expected] of Object.entries(readByOriginals)) {
    it(`reads ${path} as the fp32 originals of its models do`, async () => {
      const found = await ocr.read(await decodeImage(readFileSync(path)));
      assert.ok(expected.length > 10);
      assert.deepEqual(
        found.map(({ text }) => text),
        expected.map(({ text }) => text),
      );
      // Kernels differ between processors in the last bits: an edge that lies on the threshold may move by a pixel or two.
      found.forEach(({ box }, line) => {
        box.forEach((value, i) => {
          assert.ok(Math.abs(value - expected[line]!.box[i]!) <= 2, `${path}, line ${line}`);
        });
      });
    });
  }

  it("gives the lines in reading order", () => {
    assert.deepEqual(
      lines.slice(0, 4).map(({ text }) => text),
      words.slice(0, 4).map(([text]) => text),
    );
  });

  it("reports progress that only grows, up to 1", () => {
    assert.deepEqual(
      fractions,
      [...fractions].sort((a, b) => a - b),
    );
    assert.ok(fractions.length > words.length && fractions[0]! > 0);
    assert.equal(fractions.at(-1), 1);
  });

  it("finds nothing in a blank image, in a pixel, in thin strips or a gradient", async () => {
    const empty: Record<string, RgbImage> = {
      blank: imageOf(90, 60, () => 255),
      pixel: imageOf(1, 1, () => 0),
      low: imageOf(300, 2, () => 128),
      narrow: imageOf(3, 300, () => 128),
      gradient: imageOf(90, 60, (x) => x * 2),
    };
    for (const [name, image] of Object.entries(empty)) assert.deepEqual(await ocr.read(image), [], name);
  });

  it("reads a strip that is a single line of text", async () => {
    const [line, ...others] = await ocr.read(firstLine());
    assert.deepEqual(others, []);
    assert.equal(line?.text, "Save changes before closing?");
    assertNear(line.box, [60, 4, 288, 20]);
  });

  it("stops between two calls into ONNX Runtime, and reads the next image", async () => {
    const controller = new AbortController();
    let calls = 0;
    const reading = ocr.read(page, {
      signal: controller.signal,
      onProgress: () => {
        calls++;
        // As a message from the client would: by an event of the loop, which reading has to let in.
        setImmediate(() => {
          controller.abort();
        });
      },
    });
    await assert.rejects(reading, (error: unknown) => error instanceof UserError && error.code === "CANCELLED");
    assert.ok(calls < 3, `${calls} calls after the stop`);
    assert.equal((await ocr.read(firstLine())).length, 1);
  });
});
