import assert from "node:assert/strict";
import sharp, { type Sharp } from "sharp";
import { decodeImage } from "../../../../src/worker/image/decode.ts";
import { previewOf, thumbnailOf } from "../../../../src/worker/image/preview.ts";

const picture = (width: number, height: number): Sharp =>
  sharp({ create: { width, height, channels: 3, background: "#c03010" } });

describe("previewOf", () => {
  it("makes a PNG of a TIFF, with its colours and at most 3000 pixels a side", async () => {
    const small = await previewOf(await decodeImage(await picture(30, 20).tiff({ compression: "lzw" }).toBuffer()));
    const { data, info } = await sharp(small).raw().toBuffer({ resolveWithObject: true });
    assert.deepEqual([info.format, info.width, info.height], ["raw", 30, 20]);
    assert.deepEqual([...data.subarray(0, 3)], [0xc0, 0x30, 0x10]);
    assert.equal((await sharp(small).metadata()).format, "png");

    const wide = await previewOf(await decodeImage(await picture(6000, 30).tiff({ compression: "lzw" }).toBuffer()));
    assert.deepEqual([(await sharp(wide).metadata()).width, (await sharp(wide).metadata()).height], [3000, 15]);
  });

  it("leaves to the browser what it shows itself", async () => {
    assert.equal(await previewOf(await decodeImage(await picture(30, 20).png().toBuffer())), undefined);
  });
});

describe("thumbnailOf", () => {
  const sizeOf = async (width: number, height: number): Promise<unknown> => {
    const bytes = await thumbnailOf(await decodeImage(await picture(width, height).png().toBuffer()));
    const { format, width: w, height: h } = await sharp(bytes).metadata();
    return [format, w, h];
  };

  it("is small, whatever the shape; a small picture stays as it is", async () => {
    assert.deepEqual(await sizeOf(1600, 1000), ["webp", 160, 112]);
    assert.deepEqual(await sizeOf(4000, 60), ["webp", 160, 60]);
    assert.deepEqual(await sizeOf(20, 10), ["webp", 20, 10]);
  });

  it("shows the beginning of a long picture", async () => {
    const page = await picture(800, 4000)
      .composite([{ input: await picture(800, 500).tint("#fff").negate().png().toBuffer(), left: 0, top: 3500 }])
      .png()
      .toBuffer();
    const { data } = await sharp(await thumbnailOf(await decodeImage(page)))
      .raw()
      .toBuffer({ resolveWithObject: true });
    assert.ok(data[0]! > 150 && data.at(-3)! > 150, "it is red to its end");
  });
});
