/**
 * Reads the text of images: `node --import tsx bench/read-text.ts IMAGE…`. One JSON object a line: `image`, `lines` (text, box,
 * score) and the wall times of decoding and reading in milliseconds. `training/ocr/compare.py` holds it against RapidOCR.
 */
import { readFile } from "node:fs/promises";
import { decodeImage } from "../src/worker/image/decode.ts";
import { createOcr } from "../src/worker/ocr/ocr.ts";

const modelDir = new URL("../models/ocr", import.meta.url).pathname;
const ocr = await createOcr({ modelDir, threads: 2 });
for (const image of process.argv.slice(2)) {
  const bytes = await readFile(image);
  const start = performance.now();
  const decoded = await decodeImage(bytes);
  const read = performance.now();
  const lines = await ocr.read(decoded);
  const end = performance.now();
  console.log(JSON.stringify({ image, decodeMs: read - start, ocrMs: end - read, lines }));
}
await ocr.release();
