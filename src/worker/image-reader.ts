/** Pixels → an {@link OpenImage}: reads the text, encodes, and lets the language model read it where all its lines fit. */
import type { OpenTimings, TextLine } from "../shared/types.ts";
import type { OpenImageResult } from "../shared/worker-protocol.ts";
import { encodersOf } from "../shared/manifest.ts";
import { sizeSeen } from "../model/preprocess.ts";
import { lineTokens } from "../model/prompt.ts";
import type { RgbImage } from "../model/rgb-image.ts";
import type { Job } from "./job-queue.ts";
import { stateBytes, type LanguageModelState } from "./language-model.ts";
import type { Models } from "./models.ts";
import { OpenImage, promptFormat } from "./open-image.ts";
import type { StateCache } from "./state-cache.ts";

/** What was read of an image or of a part of it; boxes are in pixels of what was read. */
export interface ReadImage {
  readonly open: OpenImage;
  readonly lines: readonly TextLine[];
  readonly unreadLines: number;
  readonly modelSaw: OpenImageResult["modelSaw"];
  readonly timings: Omit<OpenTimings, "decodeMs">;
}

export interface ReaderServices {
  readonly models: Models;
  readonly states: StateCache<LanguageModelState>;
}

/**
 * @param id names the states that are kept
 * @throws UserError `OCR_…`, `PACK_GRAPH_INVALID`, `CANCELLED`
 */
export async function readImage(
  id: string,
  image: RgbImage,
  { models, states }: ReaderServices,
  { signal, onProgress }: Job,
): Promise<ReadImage> {
  const clock = stopwatch();
  const ocr = await models.ocr();
  const encoder = await models.encoder();
  if (models.keepsVision) await models.generator();
  onProgress("load", 1);
  let loadMs = models.takeLoadMs();
  clock();

  let unreadLines = 0;
  const lines =
    (await ocr?.read(image, {
      signal,
      onProgress: (fraction) => {
        onProgress("ocr", fraction);
      },
      onUnread: () => {
        unreadLines++;
      },
    })) ?? [];
  const ocrMs = clock();

  const { manifest, tokenizer, words } = models;
  const texts = lines.map(({ text }) => text);
  const lex = lineTokens(promptFormat(manifest), tokenizer.tokenize, texts, manifest.prompt.lexTokens);
  const encoded = await encoder.encode(image, lines, lex, signal, (fraction) => {
    onProgress("encode", fraction);
  });
  const encodeMs = clock();

  /* A large language model is loaded when the encoders, which are given back by now, have left it room. */
  const generator = await models.generator();
  loadMs += models.takeLoadMs();
  clock();
  const open = new OpenImage(id, lines, encoded, manifest, tokenizer.tokenize, words);
  let prefillTokens = 0;
  if (open.fitsWhole) {
    const { image: context } = open.view([], "");
    states.makeRoom(stateBytes(models.manifest));
    const state = await generator.prefillContext(context, signal, (fraction) => {
      onProgress("prefill", fraction);
    });
    states.put(id, context.key, [], state);
    prefillTokens = context.context.ids.length;
  }
  const [first] = encodersOf(manifest);
  const seen = first === undefined ? { width: 0, height: 0 } : sizeSeen(image, first.preprocess);
  const modelSaw = { ...seen, crops: encoder.readsLines ? lines.length : 0 };
  return {
    open,
    lines,
    unreadLines,
    modelSaw,
    timings: { loadMs, ocrMs, encodeMs, prefillMs: clock(), prefillTokens },
  };
}

/** Milliseconds since it was last asked. */
export function stopwatch(): () => number {
  let last = performance.now();
  return () => {
    const now = performance.now();
    const ms = now - last;
    last = now;
    return ms;
  };
}
