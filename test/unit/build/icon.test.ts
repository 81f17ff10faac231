import assert from "node:assert/strict";
import sharp from "sharp";

describe("the icon", () => {
  it("is 256 pixels wide and high, and what its source shows", async () => {
    const pixels = (source: string | Buffer): Promise<Buffer> =>
      sharp(source).resize(64, 64).flatten({ background: "white" }).raw().toBuffer();
    const { width, height } = await sharp("media/icon.png").metadata();
    assert.deepEqual([width, height], [256, 256]);
    const shown = await pixels("media/icon.png");
    const source = await pixels(await sharp("media/icon.svg").resize(256, 256).png().toBuffer());
    const difference = shown.reduce((sum, value, index) => sum + Math.abs(value - source[index]!), 0) / shown.length;
    assert.ok(
      difference < 0.5,
      `they differ by ${difference.toFixed(2)} of 255 on average; make it anew: npx tsx build/icon.ts`,
    );
  });
});
