/**
 * Reads the text of images: `node --import tsx bench/read-text.ts [--models DIR] [--threads N] [--list FILE] IMAGE…`. FILE names further images, one a line (`-`:
 * standard input). One JSON object a line: `image`, `lines` (text, box, score) and the wall times of decoding and reading in milliseconds. The models are those of
 * `models/ocr/` unless DIR names others; `training/ocr/compare.py` holds both against the originals.
 */
import { readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { decodeImage } from "../src/worker/image/decode.ts";
import { createOcr } from "../src/worker/ocr/ocr.ts";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    models: { type: "string", default: fileURLToPath(new URL("../models/ocr", import.meta.url)) },
    threads: { type: "string", default: "2" },
    list: { type: "string" },
  },
});
const ocr = await createOcr({ modelDir: values.models, threads: Number(values.threads) });
const listed = values.list === undefined ? "" : readFileSync(values.list === "-" ? 0 : values.list, "utf8");
for (const image of [...positionals, ...listed.split("\n").filter((line) => line !== "")]) {
  const bytes = await readFile(image);
  const start = performance.now();
  const decoded = await decodeImage(bytes);
  const read = performance.now();
  const lines = await ocr.read(decoded);
  const end = performance.now();
  console.log(JSON.stringify({ image, decodeMs: read - start, ocrMs: end - read, lines }));
}
await ocr.release();
