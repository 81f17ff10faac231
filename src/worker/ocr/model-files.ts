/** The text recogniser's files (`models/ocr/`): `manifest.json` and what it lists, each verified by size and SHA-256 when read. */
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import * as v from "valibot";
import { UserError } from "../../shared/errors.ts";
import { plainFileName } from "../../shared/manifest.ts";

const sha256Schema = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/, "64 hexadecimal digits are expected"));

const fileSchema = v.strictObject({
  path: v.pipe(v.string(), v.regex(plainFileName, "a plain file name is expected")),
  bytes: v.pipe(v.number(), v.integer(), v.minValue(1)),
  sha256: sha256Schema,
  /** The file of the original package, and its checksum. */
  origin: v.string(),
  originSha256: sha256Schema,
});
type ListedFile = v.InferOutput<typeof fileSchema>;

export const ocrManifestSchema = v.strictObject({
  schema: v.literal(1),
  name: v.string(),
  license: v.string(),
  origin: v.string(),
  files: v.strictObject({ detector: fileSchema, recogniser: fileSchema, characters: fileSchema }),
});

export interface OcrModelFiles {
  /** ONNX: `x` (1, 3, H, W), H and W multiples of 32, → text probabilities (1, 1, H, W). */
  readonly detector: Uint8Array;
  /** ONNX: `x` (1, 3, 48, W) → `classes` (1, W / 8) int64 and `probabilities` (1, W / 8). */
  readonly recogniser: Uint8Array;
  /** The character of class i stands at i − 1; class 0 is the blank. */
  readonly characters: readonly string[];
}

const nextStep = "Reinstall ML-Mamba, which brings these files along.";

/** @throws UserError OCR_MODEL_MISSING, OCR_MODEL_CORRUPT */
export async function readOcrModelFiles(modelDir: string): Promise<OcrModelFiles> {
  const manifest = parseManifest(await readModelFile(modelDir, "manifest.json"));
  const [detector, recogniser, characters] = await Promise.all(
    [manifest.files.detector, manifest.files.recogniser, manifest.files.characters].map((file) =>
      readVerified(modelDir, file),
    ),
  );
  return {
    detector: detector!,
    recogniser: recogniser!,
    characters: new TextDecoder().decode(characters).split("\n"),
  };
}

/** The error of a model file that cannot be what was shipped. */
export function corruptModel(name: string, reason: string, cause?: unknown): UserError {
  return new UserError("OCR_MODEL_CORRUPT", `The text recogniser's file ${name} ${reason}.`, nextStep, { cause });
}

function parseManifest(bytes: Uint8Array): v.InferOutput<typeof ocrManifestSchema> {
  try {
    return v.parse(ocrManifestSchema, JSON.parse(new TextDecoder().decode(bytes)));
  } catch (error) {
    throw corruptModel("manifest.json", "cannot be understood", error);
  }
}

async function readModelFile(modelDir: string, name: string): Promise<Uint8Array> {
  try {
    return await readFile(join(modelDir, name));
  } catch (error) {
    throw new UserError(
      "OCR_MODEL_MISSING",
      `The text recogniser's file ${name} cannot be read in ${modelDir}.`,
      nextStep,
      { cause: error },
    );
  }
}

async function readVerified(modelDir: string, file: ListedFile): Promise<Uint8Array> {
  const bytes = await readModelFile(modelDir, file.path);
  if (bytes.length !== file.bytes) {
    throw corruptModel(file.path, `has ${bytes.length} bytes instead of ${file.bytes}`);
  }
  if (createHash("sha256").update(bytes).digest("hex") !== file.sha256) {
    throw corruptModel(file.path, "does not match its checksum");
  }
  return bytes;
}
