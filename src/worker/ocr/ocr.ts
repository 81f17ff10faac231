/** Text in an image: PP-OCRv6 small, detection and recognition, in ONNX Runtime sessions of its own. */
import { setImmediate } from "node:timers/promises";
import { readingOrder } from "../../model/reading-order.ts";
import type { RgbImage } from "../../model/rgb-image.ts";
import { cancelled } from "../../shared/errors.ts";
import type { Box, TextLine } from "../../shared/types.ts";
import { detectText } from "./detector.ts";
import type { Quad } from "./min-area-rect.ts";
import { readOcrModelFiles } from "./model-files.ts";
import { readText, type Recogniser } from "./recogniser.ts";
import { createOcrSession } from "./session.ts";

/** Lines read with a lower score are more often ornaments than text. */
const lowestScore = 0.5;
/** Share of the time that detection takes, for the progress. */
const detectionShare = 0.4;

export interface OcrOptions {
  /** Folder with `manifest.json` and the files it lists. */
  readonly modelDir: string;
  /** Threads of each of the two sessions. */
  readonly threads: number;
}

export interface OcrReadOptions {
  readonly signal?: AbortSignal;
  /** Called between calls into ONNX Runtime with the part that is done, in 0…1. */
  readonly onProgress?: (fraction: number) => void;
  /** Called for each place that looks like text and could not be read: another script, blur, an ornament. */
  readonly onUnread?: (box: Box) => void;
}

export interface Ocr {
  /**
   * The text lines of an image in reading order; none is a fine result.
   * @throws UserError CANCELLED once `signal` is aborted, at the latest after the running call into ONNX Runtime
   */
  read(image: RgbImage, options?: OcrReadOptions): Promise<TextLine[]>;
  /** Frees the sessions. */
  release(): Promise<void>;
}

/** @throws UserError OCR_MODEL_MISSING, OCR_MODEL_CORRUPT */
export async function createOcr({ modelDir, threads }: OcrOptions): Promise<Ocr> {
  const files = await readOcrModelFiles(modelDir);
  const detector = await createOcrSession(files.detector, "detector.onnx", threads);
  const session = await createOcrSession(files.recogniser, "recogniser.onnx", threads);
  const recogniser: Recogniser = { session, characters: files.characters };

  return {
    async read(image, { signal, onProgress, onUnread } = {}) {
      await breathe(signal);
      const quads = await detectText(detector, image, async (fraction) => {
        onProgress?.(detectionShare * fraction);
        await breathe(signal);
      });
      const lines: TextLine[] = [];
      for (const [index, quad] of quads.entries()) {
        onProgress?.(detectionShare + ((1 - detectionShare) * index) / quads.length);
        await breathe(signal);
        const { text, score } = await readText(recogniser, image, quad);
        const trimmed = text.trim();
        if (trimmed !== "" && score >= lowestScore) lines.push({ text: trimmed, box: boxAround(quad), score });
        else onUnread?.(boxAround(quad));
      }
      onProgress?.(1);
      return readingOrder(lines.map(({ box }) => box)).map((index) => lines[index]!);
    },
    async release() {
      await Promise.all([detector.release(), session.release()]);
    },
  };
}

/** Lets the process hear messages (a call into ONNX Runtime holds its event loop), and ends here if the work was stopped. */
async function breathe(signal: AbortSignal | undefined): Promise<void> {
  await setImmediate();
  if (signal?.aborted === true) throw cancelled();
}

function boxAround(quad: Quad): Box {
  const xs = quad.map(({ x }) => x);
  const ys = quad.map(({ y }) => y);
  const left = Math.min(...xs);
  const top = Math.min(...ys);
  return [left, top, Math.max(...xs) - left, Math.max(...ys) - top];
}
