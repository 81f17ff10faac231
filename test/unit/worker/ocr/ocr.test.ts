import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
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

describe("Ocr", () => {
  let ocr: Ocr;
  before(async () => {
    ocr = await createOcr({ modelDir, threads: 2 });
  });
  after(async () => {
    await ocr.release();
  });

  it("reads text with its spaces, light on dark, upwards and slanted, and says where it stands", async () => {
    const image = await decodeImage(readFileSync(new URL("../../../fixtures/ocr/words.png", import.meta.url)));
    const lines = await ocr.read(image);
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
    assert.deepEqual(
      lines.slice(0, 4).map(({ text }) => text),
      words.slice(0, 4).map(([text]) => text),
      "reading order",
    );
  });

  it("finds nothing in a blank image, in a pixel, in a thin strip or a gradient", async () => {
    const none: TextLine[] = [];
    assert.deepEqual(await ocr.read(imageOf(300, 200, () => 255)), none);
    assert.deepEqual(await ocr.read(imageOf(1, 1, () => 0)), none);
    assert.deepEqual(await ocr.read(imageOf(600, 2, () => 128)), none);
    assert.deepEqual(await ocr.read(imageOf(3, 700, () => 128)), none);
    assert.deepEqual(await ocr.read(imageOf(200, 150, (x) => x)), none);
  });

  it("reads a strip that is a single line of text", async () => {
    const image = await decodeImage(readFileSync(new URL("../../../fixtures/ocr/words.png", import.meta.url)));
    const top = 14 * image.width * 3;
    const strip = { width: image.width, height: 28, rgb: image.rgb.subarray(top, top + 28 * image.width * 3) };
    const [line, ...others] = await ocr.read(strip);
    assert.deepEqual(others, []);
    assert.equal(line?.text, "Save changes before closing?");
    assertNear(line.box, [60, 4, 288, 20]);
  });

  it("reports progress that only grows, up to 1", async () => {
    const image = await decodeImage(readFileSync(new URL("../../../fixtures/ocr/words.png", import.meta.url)));
    const fractions: number[] = [];
    await ocr.read(image, { onProgress: (fraction) => fractions.push(fraction) });
    assert.deepEqual(
      fractions,
      [...fractions].sort((a, b) => a - b),
    );
    assert.ok(fractions.length >= words.length && fractions[0]! > 0);
    assert.equal(fractions.at(-1), 1);
  });

  it("stops between two calls into ONNX Runtime, and reads the next image", async () => {
    const image = await decodeImage(readFileSync(new URL("../../../fixtures/ocr/words.png", import.meta.url)));
    const controller = new AbortController();
    let calls = 0;
    const reading = ocr.read(image, {
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
    assert.equal((await ocr.read(image)).length, words.length);
  });
});
