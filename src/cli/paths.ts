/** Where the bundles and models of this installation lie: this file runs as `dist/cli.js`. */
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const dist = dirname(fileURLToPath(import.meta.url));

export const workerPath = join(dist, "worker.js");
export const documentsPath = join(dist, "documents.cjs");
export const packerPath = join(dist, "packer.js");
export const defaultPackDir = join(dist, "..", "models", "nano");
export const ocrDir = join(dist, "..", "models", "ocr");
