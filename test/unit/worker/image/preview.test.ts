import assert from "node:assert/strict";
import sharp, { type Sharp } from "sharp";
import { decodeImage } from "../../../../src/worker/image/decode.ts";
import { previewOf } from "../../../../src/worker/image/preview.ts";

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
