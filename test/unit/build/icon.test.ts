import assert from "node:assert/strict";
import sharp from "sharp";

describe("the icon", () => {
  it("is 256 pixels wide and high, and what its source shows", async () => {
    const pixels = (source: sharp.Sharp): Promise<Buffer> => source.resize(64, 64).removeAlpha().raw().toBuffer();
    const { width, height } = await sharp("media/icon.png").metadata();
    assert.deepEqual([width, height], [256, 256]);
    const shown = await pixels(sharp("media/icon.png"));
    const source = await pixels(sharp(await sharp("media/icon.svg").resize(256, 256).png().toBuffer()));
    const difference = shown.reduce((sum, value, index) => sum + Math.abs(value - source[index]!), 0) / shown.length;
    assert.ok(
      difference < 4,
      `they differ by ${difference.toFixed(1)} of 255 on average; make it anew: npx tsx build/icon.ts`,
    );
  });
});
