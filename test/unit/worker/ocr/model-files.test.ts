import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { UserError, type ErrorCode } from "../../../../src/shared/errors.ts";
import { readOcrModelFiles } from "../../../../src/worker/ocr/model-files.ts";
import { createOcr } from "../../../../src/worker/ocr/ocr.ts";

const shipped = new URL("../../../../models/ocr", import.meta.url).pathname;

async function assertRefused(modelDir: string, code: ErrorCode, part: RegExp): Promise<void> {
  await assert.rejects(createOcr({ modelDir, threads: 1 }), (error: unknown) => {
    assert.ok(error instanceof UserError);
    assert.equal(error.code, code, error.message);
    assert.match(error.message, part);
    assert.match(error.nextStep, /Reinstall/);
    return true;
  });
}

describe("model files of the text recogniser", () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "ocr-models-"));
    await cp(shipped, folder, { recursive: true });
  });
  afterEach(async () => {
    await rm(folder, { recursive: true });
  });

  it("are the shipped ones: a character for every class, 16 MB at most", async () => {
    const { detector, recogniser, characters } = await readOcrModelFiles(shipped);
    assert.equal(characters.length, 18_709);
    assert.equal(characters.at(-1), " ");
    assert.ok(["A", "z", "0", "€", "文"].every((character) => characters.includes(character)));
    assert.ok(detector.length + recogniser.length <= 16e6);
  });

  it("are missed by name when one is gone, or all are", async () => {
    await rm(join(folder, "recogniser.onnx"));
    await assertRefused(folder, "OCR_MODEL_MISSING", /recogniser\.onnx/);
    await assertRefused(join(folder, "nowhere"), "OCR_MODEL_MISSING", /manifest\.json/);
  });

  it("are refused when one byte differs", async () => {
    const path = join(folder, "detector.onnx");
    const bytes = await readFile(path);
    bytes[bytes.length >> 1]! ^= 1;
    await writeFile(path, bytes);
    await assertRefused(folder, "OCR_MODEL_CORRUPT", /detector\.onnx does not match its checksum/);
  });

  it("are refused when one is cut off", async () => {
    const path = join(folder, "characters.txt");
    await writeFile(path, (await readFile(path)).subarray(0, 1000));
    await assertRefused(folder, "OCR_MODEL_CORRUPT", /characters\.txt has 1000 bytes instead of 74948/);
  });

  it("are refused when the manifest cannot be understood, or leads out of the folder", async () => {
    const path = join(folder, "manifest.json");
    const manifest = await readFile(path, "utf8");
    await writeFile(path, manifest.slice(0, 200));
    await assertRefused(folder, "OCR_MODEL_CORRUPT", /manifest\.json/);
    await writeFile(path, manifest.replace('"detector.onnx"', '"../detector.onnx"'));
    await assertRefused(folder, "OCR_MODEL_CORRUPT", /manifest\.json/);
  });

  it("are refused when ONNX Runtime cannot load what the manifest lists", async () => {
    const rubbish = Buffer.from("not a graph");
    const listed = JSON.parse(await readFile(join(folder, "manifest.json"), "utf8")) as {
      files: { detector: { bytes: number; sha256: string } };
    };
    listed.files.detector.bytes = rubbish.length;
    listed.files.detector.sha256 = createHash("sha256").update(rubbish).digest("hex");
    await writeFile(join(folder, "manifest.json"), JSON.stringify(listed));
    await writeFile(join(folder, "detector.onnx"), rubbish);
    await assertRefused(folder, "OCR_MODEL_CORRUPT", /detector\.onnx cannot be loaded/);
  });
});
