import assert from "node:assert/strict";
import { deflateSync } from "node:zlib";
import { encode as encodeBmp } from "bmp-ts";
import sharp, { type Sharp } from "sharp";
import type { ErrorCode } from "../../../../src/shared/errors.ts";
import { UserError } from "../../../../src/shared/errors.ts";
import { decodeImage, defaultImageLimits, type DecodedImage } from "../../../../src/worker/image/decode.ts";
import type { AcceptedFormat } from "../../../../src/worker/image/signature.ts";

type Colour = readonly [number, number, number];
const red: Colour = [255, 0, 0];
const blue: Colour = [0, 0, 255];
const white: Colour = [255, 255, 255];

/** An image 24 × 16, its left half red, its right half blue. */
function halves(): Sharp {
  const pixels = Buffer.alloc(24 * 16 * 3);
  for (let i = 0; i < 24 * 16; i++) pixels.set(i % 24 < 12 ? red : blue, i * 3);
  return sharp(pixels, { raw: { width: 24, height: 16, channels: 3 } });
}

function colourAt(image: DecodedImage, x: number, y: number): Colour {
  const at = (y * image.width + x) * 3;
  return [image.rgb[at]!, image.rgb[at + 1]!, image.rgb[at + 2]!];
}

function assertNear(found: Colour, expected: Colour, tolerance: number): void {
  const far = found.some((value, channel) => Math.abs(value - expected[channel]!) > tolerance);
  assert.ok(!far, `${found.join()} instead of ${expected.join()}`);
}

async function assertRefused(bytes: Uint8Array, code: ErrorCode, part: RegExp): Promise<void> {
  await assert.rejects(decodeImage(bytes), (error: unknown) => {
    assert.ok(error instanceof UserError);
    assert.equal(error.code, code, error.message);
    assert.match(error.message, part);
    assert.ok(error.nextStep.length > 0);
    return true;
  });
}

function svg(body: string, attributes = 'width="24" height="16"'): Buffer {
  return Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" ${attributes}>${body}</svg>`,
  );
}

/** CRC-32 as PNG uses it (PNG 1.2, §3.4). */
function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc >>> 0;
}

/** A PNG of which only the header is true: no row of it is there. */
function pngOfSize(width: number, height: number): Buffer {
  const chunk = (type: string, data: Buffer): Buffer => {
    const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
    const frame = Buffer.alloc(8);
    frame.writeUInt32BE(data.length, 0);
    frame.writeUInt32BE(crc32(body), 4);
    return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
  };
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  const rows = chunk("IDAT", deflateSync(Buffer.alloc(64)));
  return Buffer.concat([signature, chunk("IHDR", header), rows, chunk("IEND", Buffer.alloc(0))]);
}

describe("decodeImage", () => {
  const encoders: Record<Exclude<AcceptedFormat, "svg" | "bmp">, (image: Sharp) => Sharp> = {
    png: (image) => image.png(),
    jpeg: (image) => image.jpeg({ quality: 100, chromaSubsampling: "4:4:4" }),
    webp: (image) => image.webp({ lossless: true }),
    gif: (image) => image.gif(),
    avif: (image) => image.avif({ lossless: true, chromaSubsampling: "4:4:4" }),
    tiff: (image) => image.tiff({ compression: "lzw" }),
  };

  for (const [format, encode] of Object.entries(encoders)) {
    it(`reads ${format}`, async () => {
      const image = await decodeImage(await encode(halves()).toBuffer());
      assert.deepEqual([image.width, image.height, image.format, image.frames], [24, 16, format, 1]);
      assert.equal(image.rgb.length, 24 * 16 * 3);
      assertNear(colourAt(image, 3, 8), red, 6);
      assertNear(colourAt(image, 20, 8), blue, 6);
    });

    it(`says that a ${format} file is cut off`, async () => {
      const noise = { type: "gaussian" as const, mean: 128, sigma: 40 };
      const source = sharp({ create: { width: 160, height: 120, channels: 3, background: "#808080", noise } });
      const whole = await encode(source).toBuffer();
      await assertRefused(whole.subarray(0, Math.floor(whole.length / 2)), "IMAGE_TRUNCATED", /damaged or cut off/);
    });
  }

  for (const bitPP of [24, 32] as const) {
    it(`reads a bitmap of ${bitPP} bits, and says when it is cut off`, async () => {
      const data = Buffer.alloc(24 * 16 * 4);
      for (let i = 0; i < 24 * 16; i++) data.set(i % 24 < 12 ? [0, 0, 0, 255] : [0, 255, 0, 0], i * 4);
      const file = encodeBmp({ data, width: 24, height: 16, bitPP }).data;
      const image = await decodeImage(file);
      assert.deepEqual([image.width, image.height, image.format, image.hadAlpha], [24, 16, "bmp", false]);
      assert.deepEqual([colourAt(image, 3, 8), colourAt(image, 20, 8)], [red, blue]);
      await assertRefused(file.subarray(0, file.length - 100), "IMAGE_TRUNCATED", /damaged or cut off/);
      await assertRefused(file.subarray(0, 20), "IMAGE_TRUNCATED", /damaged or cut off/);
      const empty = Buffer.from(file);
      empty.writeInt32LE(0, 18);
      await assertRefused(empty, "IMAGE_TRUNCATED", /damaged or cut off/);
    });
  }

  it("turns an image upright by its EXIF orientation", async () => {
    const image = await decodeImage(await halves().withMetadata({ orientation: 6 }).jpeg({ quality: 100 }).toBuffer());
    assert.deepEqual([image.width, image.height], [16, 24]);
    assertNear(colourAt(image, 8, 3), red, 12);
    assertNear(colourAt(image, 8, 20), blue, 12);
  });

  it("lays transparent parts over white and says so", async () => {
    const half = { r: 255, g: 0, b: 0, alpha: 0.5 };
    const file = await sharp({ create: { width: 4, height: 4, channels: 4, background: half } })
      .png()
      .toBuffer();
    const image = await decodeImage(file);
    assert.equal(image.hadAlpha, true);
    assertNear(colourAt(image, 1, 1), [255, 127, 127], 1);
    assert.equal((await decodeImage(await halves().png().toBuffer())).hadAlpha, false);
  });

  it("cuts 16 bits to 8, with transparency too", async () => {
    const deep = await halves().toColourspace("rgb16").png().toBuffer();
    assert.equal((await sharp(deep).metadata()).depth, "ushort");
    const image = await decodeImage(deep);
    assert.deepEqual([colourAt(image, 3, 8), colourAt(image, 20, 8)], [red, blue]);

    const clear = await sharp({
      create: { width: 4, height: 4, channels: 4, background: { r: 0, g: 0, b: 0, alpha: 0 } },
    })
      .toColourspace("rgb16")
      .png()
      .toBuffer();
    assert.deepEqual(colourAt(await decodeImage(clear), 1, 1), white);
  });

  it("turns CMYK into RGB", async () => {
    const file = await halves().toColourspace("cmyk").jpeg({ quality: 100 }).toBuffer();
    assert.equal((await sharp(file).metadata()).space, "cmyk");
    const image = await decodeImage(file);
    const [r, g, b] = colourAt(image, 3, 8);
    assert.ok(r > 180 && g < 90 && b < 90, `${r},${g},${b} is no red`);
  });

  it("spreads grey over three channels, of 8 and of 16 bits", async () => {
    const grey = sharp({ create: { width: 6, height: 5, channels: 3, background: "#606060" } });
    for (const space of ["b-w", "grey16"]) {
      const image = await decodeImage(await grey.clone().toColourspace(space).png().toBuffer());
      assert.equal(image.rgb.length, 6 * 5 * 3);
      assertNear(colourAt(image, 2, 2), [0x60, 0x60, 0x60], 1);
    }
  });

  it("takes the first frame of an animation", async () => {
    const frame = (background: string): Promise<Buffer> =>
      sharp({ create: { width: 10, height: 8, channels: 3, background } })
        .png()
        .toBuffer();
    const frames = [await frame("#ff0000"), await frame("#0000ff"), await frame("#00ff00")];
    const file = await sharp(frames, { join: { animated: true } })
      .gif({ delay: [100, 100, 100] })
      .toBuffer();
    const image = await decodeImage(file);
    assert.deepEqual([image.width, image.height, image.frames], [10, 8, 3]);
    assert.deepEqual(colourAt(image, 5, 4), red);
  });

  it("draws an SVG at its own size over white", async () => {
    const image = await decodeImage(svg('<rect width="12" height="16" fill="#f00"/>'));
    assert.deepEqual([image.width, image.height, image.format, image.hadAlpha], [24, 16, "svg", true]);
    assert.deepEqual([colourAt(image, 3, 8), colourAt(image, 20, 8)], [red, white]);
    const byViewBox = await decodeImage(svg("<g/>", 'viewBox="0 0 60 30"'));
    assert.deepEqual([byViewBox.width, byViewBox.height], [60, 30]);
  });

  it("says that an empty file is empty", () => assertRefused(new Uint8Array(0), "IMAGE_EMPTY", /empty/));

  it("says that text, HTML or an archive is not an image", async () => {
    for (const content of [
      "hello",
      "<html><body>no</body></html>",
      "PK\x03\x04",
      '<?xml version="1.0"?><feed/>',
      "\0",
    ]) {
      await assertRefused(Buffer.from(content, "latin1"), "IMAGE_NOT_AN_IMAGE", /not an image/);
    }
  });

  it("names what a Git LFS pointer is", () =>
    assertRefused(
      Buffer.from("version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 12\n"),
      "IMAGE_LFS_POINTER",
      /Git LFS pointer/,
    ));

  it("names formats that it cannot read", async () => {
    await assertRefused(Buffer.from("%PDF-1.7\n"), "IMAGE_FORMAT_UNSUPPORTED", /PDF/);
    await assertRefused(Buffer.from("\0\0\0\x18ftypheic\0\0\0\0", "latin1"), "IMAGE_FORMAT_UNSUPPORTED", /HEIC/);
  });

  it("says that an SVG is cut off", () =>
    assertRefused(svg("<rect width='1'").subarray(0, 120), "IMAGE_TRUNCATED", /damaged or cut off/));

  it("refuses 40,000 × 40,000 pixels by the header, in every format that has one", async () => {
    const before = process.memoryUsage().rss;
    await assertRefused(pngOfSize(40_000, 40_000), "IMAGE_TOO_LARGE", /40000 × 40000/);
    await assertRefused(svg("<g/>", 'width="40000" height="40000"'), "IMAGE_TOO_LARGE", /40000 × 40000/);
    const bitmap = encodeBmp({ data: Buffer.alloc(4), width: 1, height: 1, bitPP: 24 }).data;
    bitmap.writeInt32LE(40_000, 18);
    bitmap.writeInt32LE(-40_000, 22);
    await assertRefused(bitmap, "IMAGE_TOO_LARGE", /40000 × 40000/);
    assert.ok(process.memoryUsage().rss - before < 200e6, "nothing was decoded");
  });

  it("says that a PNG whose rows are missing is damaged", () =>
    assertRefused(pngOfSize(4000, 4000), "IMAGE_TRUNCATED", /damaged or cut off/));

  it("refuses more bytes than the limit", async () => {
    const limits = { ...defaultImageLimits, maxBytes: 1000 };
    const refused = (error: unknown): boolean => error instanceof UserError && error.code === "IMAGE_TOO_LARGE";
    await assert.rejects(decodeImage(new Uint8Array(1001), limits), refused);
  });

  it("stops when asked to", async () => {
    const stopped = (error: unknown): boolean => error instanceof UserError && error.code === "CANCELLED";
    const file = await halves().png().toBuffer();
    await assert.rejects(decodeImage(file, defaultImageLimits, AbortSignal.abort()), stopped);
    const controller = new AbortController();
    const decoding = decodeImage(file, defaultImageLimits, controller.signal);
    controller.abort();
    await assert.rejects(decoding, stopped);
  });
});
